"""What a figure counts or measures: the head noun and the phrase around it.

Word order says most of it ("34 [meldingen]", "een [drempel] van 5 procent", "95 procent van de
[gemeenten]", "90 km lang"); the parse says the rest: the object or the subject of the verb that the figure
goes with. Nouns that only say how many ("aantal", "bedrag") pass the question on. Order of the clues: the
nearer the noun and the firmer the construction, the earlier it is tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.frames import Frame, led_by
from extract.noun_phrase import base_form, content_of, phrase_of
from extract.nouns import Role
from extract.qualities import Measure, quality_of
from extract.sentence import Figure, Sentence
from extract.words import table

NEAR = 4
"""Tokens after a figure within which its noun stands."""

_NOMINAL = ("NOUN", "PROPN")
_PARTS = {"percent", "percentage_point", "fraction", "share", "factor"}
_PASSED = {"zogeheten", "zogenoemde", "zogenaamde", "'", "‘", '"', "“"}
_THEREOF = {"daarvan", "hiervan", "ervan", "waarvan"}


def measure_of(
    sentence: Sentence, figure: Figure, frame: Frame | None, earlier: Measure | None
) -> Measure | None:
    """The measure of this figure, or None when the text does not name it.

    `earlier` is the measure counted last before this figure, for "in 2017 waren dat er 68" and "de helft
    daarvan".
    """
    kind = figure.quantity.kind
    if kind == "age":
        return None
    for clue in _clues(sentence, figure, frame):
        if isinstance(clue, Measure):
            return clue
        if clue is not None and clue.lower_ not in table("measures")["never"]["words"]:
            return _measure(clue) if not _counts_only(clue) else earlier or _measure(clue)
    if kind in ("duration", "ordinal"):
        return None
    return earlier if _elliptic(sentence, figure) or (kind == "count" and _bare(sentence, figure)) else None


def _clues(sentence: Sentence, figure: Figure, frame: Frame | None) -> Iterator[Token | Measure | None]:
    """Nouns that may be the measure, the surest first."""
    kind = figure.quantity.kind
    starts = frame is not None and frame.role(sentence.number_of(figure)) == "from"  # "van 34 naar 68"
    yield quality_of(sentence, figure)
    if kind in ("count", "ordinal"):
        yield _counted(sentence, figure)
        if kind == "ordinal":
            return
        yield _twin(sentence, figure, frame)
        if _elliptic(sentence, figure) or _listed(sentence, figure):
            return
    elif kind in _PARTS:
        yield _whole(sentence, figure) or _apposed(sentence, figure)
        if _thereof(sentence, figure):
            return
        yield _compared(sentence, figure)
    else:
        yield _labelled(sentence, figure)
        if not starts:
            yield _of_figure(sentence, figure)
        yield _counted(sentence, figure, adjacent=True)
        yield _right_before(sentence, figure)
    yield _labelled(sentence, figure)
    if not starts:
        yield _of_figure(sentence, figure)
    yield _twin(sentence, figure, frame)
    if kind == "duration" and frame is None:
        return
    yield _before_preposition(sentence, figure)
    yield _argument(sentence, figure)


def _apposed(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun before a figure between commas: "de meeste [gemeenten], 95 procent, ..."."""
    words = sentence.words
    if figure.first < 2 or words[figure.first - 1] != "," or words[figure.last : figure.last + 1] != (",",):
        return None
    noun = sentence.tokens[figure.first - 2]
    return noun if noun.pos_ == "NOUN" and not sentence.holds_other(figure.first - 2, figure) else None


def _counted(sentence: Sentence, figure: Figure, *, adjacent: bool = False) -> Token | None:
    """The noun right after a figure, adjectives passed over: "34 [meldingen]", "54.000 gulden [schade]"."""
    for at in range(figure.last, min(figure.last + NEAR, len(sentence.words))):
        tag, word = sentence.tags[at], sentence.words[at]
        if sentence.holds_other(at, figure):
            break
        if word in _PASSED and at + 1 < len(sentence.words):
            continue
        if word.endswith("-") and sentence.words[at + 1 : at + 2] in (("en",), ("of",)):
            return _second_half(sentence, at + 2)  # "144 gemeenteraads- en 16 deelraadsleden"
        noun = tag in _NOMINAL or (at == figure.last and not adjacent and _participle_as_noun(sentence, at))
        if noun:
            return sentence.tokens[at]
        if tag != "ADJ":
            break
    if adjacent:
        return None
    for token in sentence.tokens[figure.first : figure.last]:
        at = token.head.i - sentence.tokens.start
        plural = token.head.pos_ == "ADJ" and token.head.lower_.endswith(("s", "en"))  # "zeventien ketels"
        nominal = token.head.pos_ in _NOMINAL or (plural and at == figure.last)
        if token.dep_ == "nummod" and nominal and figure.last <= at < figure.last + NEAR:
            return None if sentence.holds_other(at, figure) else token.head
    return None


def _second_half(sentence: Sentence, at: int) -> Token | None:
    """The compound that a word with a hyphen shares its head with."""
    for token in sentence.tokens[at : at + 4]:
        if token.pos_ in _NOMINAL:
            return token
    return None


def _whole(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "95 procent van de [gemeenten]", "een op de drie [huishoudens]"."""
    words, tags = sentence.words, sentence.tags
    if figure.quantity.kind == "share":
        return _counted(sentence, figure)
    if figure.last >= len(words) or words[figure.last] not in ("van", "der", "aan"):
        return None
    for at in range(figure.last + 1, min(figure.last + 10, len(words))):
        if sentence.holds_other(at, figure):
            continue
        if tags[at] in _NOMINAL or (tags[at - 1] == "DET" and _participle_as_noun(sentence, at)):
            return sentence.tokens[at]
        if tags[at] in ("VERB", "AUX", "PUNCT", "PRON") and sentence.tokens[at].dep_ != "amod":
            break
    return None


def _participle_as_noun(sentence: Sentence, at: int) -> bool:
    """ "de ondervraagden", "40 jongeren": a plural participle or adjective with no noun behind it."""
    alone = at + 1 >= len(sentence.words) or sentence.tags[at + 1] not in (*_NOMINAL, "ADJ")
    return alone and sentence.tags[at] in ("VERB", "ADJ") and sentence.words[at].endswith("en")


def _thereof(sentence: Sentence, figure: Figure) -> bool:
    """ "de helft daarvan", "daarvan 40 procent": the whole is what was counted before."""
    window = sentence.words[max(0, figure.first - 4) : figure.last + 3]
    return bool(_THEREOF.intersection(window)) or "van hen" in " ".join(window)


def _compared(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "15 procent meer [winst]"."""
    comparatives = table("changes")["comparatives"]
    at = figure.last
    if at + 1 < len(sentence.words) and sentence.words[at] in (*comparatives["up"], *comparatives["down"]):
        return sentence.tokens[at + 1] if sentence.tags[at + 1] in _NOMINAL else None
    return None


def _labelled(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "[oppervlakte]: 13.521 km²"."""
    at = figure.first - 1
    if at > 0 and sentence.words[at] == ":" and sentence.tags[at - 1] in _NOMINAL:
        return sentence.tokens[at - 1]
    return None


def _of_figure(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "een [drempel] van 5 procent"; a word of change is not what is measured."""
    of = led_by(sentence, figure, ("van",))
    if of is None or of == 0 or sentence.tags[of - 1] != "NOUN" or sentence.holds_other(of - 1, figure):
        return None
    word = sentence.words[of - 1]
    changes = table("changes")["nouns"]
    if word in (*changes["up"], *changes["down"]) or word in table("wholes")["counting_nouns"]:
        return None
    return _outer(sentence.tokens[of - 1])


def _twin(sentence: Sentence, figure: Figure, frame: Frame | None) -> Token | None:
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
            noun = _counted(sentence, other)
            if noun is not None:
                return noun
    return None


def _right_before(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun right before the figure, hedges passed over: "het [stroomgebied] 76.000 km²"."""
    at = figure.first - 1
    while at > 0 and sentence.words[at] in table("wholes")["between"]:
        at -= 1
    nominal = at >= 0 and sentence.tags[at] == "NOUN" and not sentence.holds_other(at, figure)
    return sentence.tokens[at] if nominal else None


def _before_preposition(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun right before "met 40 procent", "op 100 miljoen": "de [schade] op", "de [kans] op herhaling
    met".
    """
    at = led_by(sentence, figure, ("met", "op", "tegen", "tot", "naar"))
    if at is None or at == 0 or sentence.tags[at - 1] not in _NOMINAL or sentence.holds_other(at - 1, figure):
        return None
    noun = _outer(sentence.tokens[at - 1])
    return None if noun.pos_ == "PROPN" else noun


def _outer(noun: Token) -> Token:
    """The noun that this one is a complement of: "[kosten] van de brug", "[kans] op herhaling"."""
    while noun.dep_ == "nmod" and noun.head.pos_ in _NOMINAL and noun.head.i < noun.i:
        if any(mark.lower_ == "met" for mark in noun.children):
            break  # "een route met een [straal] van 150 meter"
        noun = noun.head
    return noun


def _argument(sentence: Sentence, figure: Figure) -> Token | None:
    """The object, else the subject, of the verb that the figure goes with."""
    head = sentence.tokens[figure.first]
    inside = sentence.tokens[figure.first : figure.last]
    for _ in range(8):
        for child in _arguments(sentence, head):
            if not any(child.is_ancestor(token) for token in inside):  # else the figure is part of it
                return content_of(child if child.pos_ in _NOMINAL else head.head)
        if head.head is head or head.dep_ == "ROOT":
            break
        head = head.head
    return None


def _arguments(sentence: Sentence, head: Token) -> list[Token]:
    """The nouns that are objects of a word, then those that are its subjects, outside figures and time expressions;
    with them the "die" of a clause that says what its noun does.
    """

    def arguments() -> list[Token]:
        relative = head.dep_ == "acl:relcl" and head.head.pos_ in _NOMINAL
        found: dict[str, list[Token]] = {"obj": [], "nsubj": []}
        for child in head.children:
            role, at = child.dep_.removesuffix(":pass"), child.i - sentence.tokens.start
            if role not in found or sentence.figures_at(at) or sentence.in_time(at):
                continue
            if child.pos_ in _NOMINAL or (relative and child.lower_ in ("die", "dat")):
                found[role].append(child)
        return [*found["obj"], *found["nsubj"]]

    return sentence.once(("arguments", head.i), arguments)


def _counts_only(noun: Token) -> bool:
    return noun.lower_ in table("wholes")["counting_nouns"] and content_of(noun) is noun


def _elliptic(sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure stands for something named before: "in 2017 waren dat er 68"."""
    window = sentence.words[max(0, figure.first - 5) : figure.first]
    stands_for = bool({"er", "dat", *_THEREOF}.intersection(window))
    return (stands_for and _bare(sentence, figure)) or _thereof(sentence, figure)


def _bare(sentence: Sentence, figure: Figure) -> bool:
    """Whether no noun follows the figure."""
    return figure.last >= len(sentence.words) or sentence.tags[figure.last] not in (*_NOMINAL, "ADJ")


def _listed(sentence: Sentence, figure: Figure) -> bool:
    """Whether a bare count follows another in one sentence: "het noorden heeft er 40, het zuiden 30"."""
    counts = (other.last for other in sentence.figures if other.quantity.kind == "count")
    first: int | None = sentence.once("first count", lambda: next(counts, None))
    return first is not None and first <= figure.first and _bare(sentence, figure)


def _measure(noun: Token) -> Measure:
    content = content_of(noun)
    return Measure(base_form(content), phrase_of(content))


def limit_of(measure: Measure | None) -> Role | None:
    """ "minimum" or "maximum" if the measure itself is a limit ("kiesdrempel", "uitgavenplafond")."""
    limits = table("measures")["limits"]
    if measure is not None and any(measure.lemma.endswith(noun) for noun in limits["minimum"]):
        return "minimum"
    if measure is not None and any(measure.lemma.endswith(noun) for noun in limits["maximum"]):
        return "maximum"
    return None
