"""The noun that word order gives a figure: what stands right behind it ("34 [meldingen]") or what it is a part of
("95 procent van de [gemeenten]").
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.frames import Frame
from extract.sentence import Figure, Sentence
from extract.words import table

NEAR = 4
"""Tokens after a figure within which its noun stands."""
NOMINAL = ("NOUN", "PROPN")

_AMOUNTS = frozenset(table("measures")["amounts"]["words"])
_CLAUSE_ENDS = (",", ";", ":", "en", "maar", "dat")
_PASSED = frozenset(("'", "‘", '"', "“", *table("measures")["so_called"]["words"]))
THEREOF = {"daarvan", "hiervan", "ervan", "waarvan"}
"""Words that stand for a whole named before."""


def apposed(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun before a figure between commas: "de meeste [gemeenten], 95 procent, ..."."""
    words = sentence.words
    if figure.first < 2 or words[figure.first - 1] != "," or words[figure.last : figure.last + 1] != (",",):
        return None
    noun = sentence.tokens[figure.first - 2]
    return noun if noun.pos_ == "NOUN" and not sentence.holds_other(figure.first - 2, figure) else None


def counted(sentence: Sentence, figure: Figure, *, adjacent: bool = False) -> Token | None:
    """The noun right after a figure, adjectives passed over: "34 [meldingen]", "54.000 gulden [schade]"."""
    for at in range(figure.last, min(figure.last + NEAR, len(sentence.words))):
        tag, word = sentence.tags[at], sentence.words[at]
        if sentence.holds_other(at, figure):
            break
        if word in _PASSED and at + 1 < len(sentence.words):
            continue
        if word.endswith("-") and sentence.words[at + 1 : at + 2] in (("en",), ("of",)):
            return _second_half(sentence, at + 2)  # "144 gemeenteraads- en 16 deelraadsleden"
        noun = (
            tag in NOMINAL
            or (
                tag == "X" and at == figure.last and word.isalpha()
            )  # "18 kilometer file", taken for a foreign word
            or (at == figure.last and not adjacent and _participle_as_noun(sentence, at))
        )
        if noun:
            return sentence.tokens[at]
        if tag != "ADJ" and sentence.tokens[at].dep_ != "amod":
            break
    if adjacent:
        return None
    for token in sentence.tokens[figure.first : figure.last]:
        at = token.head.i - sentence.tokens.start
        plural = token.head.pos_ == "ADJ" and token.head.lower_.endswith(("s", "en"))  # "zeventien ketels"
        nominal = token.head.pos_ in NOMINAL or (plural and at == figure.last)
        if not _AMOUNTS.isdisjoint(sentence.words[figure.last : at]):
            continue  # "er hebben 19 te weinig leraren": 19 of what was named before
        if token.dep_ == "nummod" and nominal and figure.last <= at < figure.last + NEAR:
            return None if sentence.holds_other(at, figure) else token.head
    return None


def _second_half(sentence: Sentence, at: int) -> Token | None:
    """The compound that a word with a hyphen shares its head with."""
    for token in sentence.tokens[at : at + 4]:
        if token.pos_ in NOMINAL:
            return token
    return None


def whole(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "95 procent van de [gemeenten]", "een op de drie [huishoudens]"."""
    words, tags = sentence.words, sentence.tags
    if figure.quantity.kind == "share":
        return counted(sentence, figure)
    if figure.last >= len(words) or words[figure.last] not in ("van", "der", "aan"):
        return None
    for at in range(figure.last + 1, min(figure.last + 10, len(words))):
        if sentence.holds_other(at, figure):
            continue
        if tags[at] in NOMINAL or (tags[at - 1] == "DET" and _participle_as_noun(sentence, at)):
            return sentence.tokens[at]
        if tags[at] in ("VERB", "AUX", "PUNCT", "PRON") and sentence.tokens[at].dep_ not in (
            "amod",
            "nmod:poss",
        ):
            break
    return None


def whole_before(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "Van alle [meldingen] gaat 30 procent over ...": it opens the clause, then verb and figure."""
    for at in range(figure.first - 1, max(0, figure.first - 14) - 1, -1):
        opens = at == 0 or sentence.words[at - 1] in _CLAUSE_ENDS
        if sentence.words[at] == "van" and opens:
            noun = next((i for i in range(at + 1, figure.first) if sentence.tags[i] in NOMINAL), None)
            verbs = noun is not None and any(
                tag in ("VERB", "AUX") for tag in sentence.tags[noun : figure.first]
            )
            if noun is None or not verbs or sentence.holds_other(noun, figure):
                return None
            return sentence.tokens[noun]
        if opens:
            break
    return None


def _participle_as_noun(sentence: Sentence, at: int) -> bool:
    """ "de ondervraagden", "40 jongeren": a plural participle or adjective with no noun behind it."""
    alone = at + 1 >= len(sentence.words) or sentence.tags[at + 1] not in (*NOMINAL, "ADJ")
    return alone and sentence.tags[at] in ("VERB", "ADJ") and sentence.words[at].endswith("en")


def thereof(sentence: Sentence, figure: Figure) -> bool:
    """ "de helft daarvan", "daarvan 40 procent": the whole is what was counted before."""
    window = sentence.words[max(0, figure.first - 4) : figure.last + 3]
    return bool(THEREOF.intersection(window)) or "van hen" in " ".join(window)


def compared(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "15 procent meer [winst]"."""
    comparatives = table("changes")["comparatives"]
    at = figure.last
    if at + 1 < len(sentence.words) and sentence.words[at] in (*comparatives["up"], *comparatives["down"]):
        return sentence.tokens[at + 1] if sentence.tags[at + 1] in NOMINAL else None
    return None


def twin(sentence: Sentence, figure: Figure, frame: Frame | None) -> Token | None:
    """The noun of another figure that says the same in other words: of the same frame, or beside it in
    brackets or after "of".
    """
    tied = [sentence.figures[nr] for nr, _ in frame.roles] if frame else []
    before = sentence.before(figure)
    for other in (*tied, *reversed(sentence.figures[max(0, before - 3) : before])):
        same = other.quantity.kind == figure.quantity.kind
        gap = sentence.words[other.last : figure.first]
        beside = other in tied or "of" in gap or "(" in gap or (same and figure.quantity.kind == "count")
        if other is not figure and other.quantity.kind == "count" and (same or "of" in gap) and beside:
            noun = counted(sentence, other)
            if noun is not None:
                return noun
    return None
