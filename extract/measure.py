"""What a figure counts or measures: the head noun and the phrase around it.

The parse says it when it is right; where it says nothing the noun right after the figure does, and for
percentages and parts the noun of "van de ...". Nouns that only say how many ("aantal", "aandeel") pass the
question on to their complement.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.changes import Frame
from extract.sentence import Figure, Sentence
from extract.words import table

NEAR = 4
"""Tokens after a figure within which its noun stands."""

_NOMINAL = ("NOUN", "PROPN")
_PHRASE_DEPS = {"amod", "det", "nummod", "compound", "flat", "fixed", "nmod", "case", "appos"}


def measure_of(sentence: Sentence, figure: Figure, frame: Frame | None) -> Token | None:
    """The noun that the figure is about, or None when the sentence does not name it."""
    kind = figure.quantity.kind
    if kind in ("age", "ordinal"):
        return None
    if kind in ("percent", "percentage_point", "fraction", "share", "factor"):
        return _whole_of(sentence, figure) or _subject(sentence, figure)
    if kind in ("money", "measure", "rate", "duration"):
        return None if kind == "duration" and frame is None else _subject(sentence, figure)
    role = frame.role(sentence.figures.index(figure)) if frame else None
    counted = _counted(sentence, figure)
    if counted is not None:
        return counted
    return (
        _shared(sentence, figure, frame)
        if role in ("part", "total", "from", "to")
        else _antecedent(sentence, figure)
    )


def _counted(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun right after a count, adjectives passed over: "34 [meldingen]", "68 buitenlandse [mannen]"."""
    for at in range(figure.last, min(figure.last + NEAR, len(sentence.words))):
        tag = sentence.tags[at]
        if sentence.holds_other(at, figure):
            break
        if tag in _NOMINAL:
            return _content(sentence.tokens[at])
        if tag not in ("ADJ", "DET", "ADV") and sentence.words[at] not in (
            "zogeheten",
            "zogenoemde",
            "'",
            "‘",
            '"',
            "“",
        ):
            break
        if tag == "ADV" and sentence.words[at] in ("er", "nog", "maar", "meer", "minder"):
            break
    for token in sentence.tokens[figure.first : figure.last]:
        head = token.head
        at = head.i - sentence.tokens.start
        if token.dep_ == "nummod" and head.pos_ in _NOMINAL and figure.last <= at < figure.last + NEAR:
            return None if sentence.holds_other(at, figure) else _content(head)
    return None


def _content(noun: Token) -> Token:
    """The noun itself, or its complement if it only says how many: "het aantal [meldingen]"."""
    if (
        noun.lower_ not in table("wholes")["counting_nouns"]
        and noun.lemma_ not in table("wholes")["counting_nouns"]
    ):
        return noun
    sent_end = noun.sent.end
    for at in range(noun.i + 1, min(noun.i + 6, sent_end)):
        token = noun.doc[at]
        if token.pos_ in _NOMINAL:
            return token if token.lower_ not in table("wholes")["counting_nouns"] else _content(token)
        if token.pos_ in ("VERB", "AUX", "PUNCT") and token.dep_ != "amod":
            break
    return noun


def _whole_of(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "95 procent van de [gemeenten]"."""
    words, tags = sentence.words, sentence.tags
    if figure.last >= len(words) or words[figure.last] not in ("van", "der"):
        return _counted(sentence, figure) if figure.quantity.kind == "share" else None
    for at in range(figure.last + 1, min(figure.last + 8, len(words))):
        if tags[at] in _NOMINAL:
            return _content(sentence.tokens[at])
        if tags[at] in ("VERB", "AUX", "PUNCT") and sentence.tokens[at].dep_ != "amod":
            break
    return None


def _subject(sentence: Sentence, figure: Figure) -> Token | None:
    """The subject of the clause that the figure stands in."""
    head = sentence.tokens[figure.first]
    for _ in range(8):
        for child in head.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.pos_ in _NOMINAL:
                return _content(child)
        if head.head is head or head.dep_ == "ROOT":
            break
        head = head.head
    return None


def _shared(sentence: Sentence, figure: Figure, frame: Frame | None) -> Token | None:
    """The noun of the other figure of the frame ("van 34 naar 68 meldingen"), else the subject."""
    for nr, _ in frame.roles if frame else ():
        other = sentence.figures[nr]
        if other is not figure and other.quantity.kind == figure.quantity.kind:
            noun = _counted(sentence, other)
            if noun is not None:
                return noun
    return _subject(sentence, figure)


def _antecedent(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun that "er" or "dat" stands for: the one counted before in the sentence, else the subject."""
    for other in reversed(
        [f for f in sentence.figures if f.last <= figure.first and f.quantity.kind == figure.quantity.kind]
    ):
        noun = _counted(sentence, other)
        if noun is not None:
            return noun
    return _subject(sentence, figure)


def phrase_of(noun: Token) -> str:
    """The noun with its adjectives and complements, as written: "meldingen van gedwongen prostitutie"."""
    first, last = noun.i, noun.i
    stack = [noun]
    while stack:
        for child in stack.pop().children:
            if child.dep_ in _PHRASE_DEPS and child.sent == noun.sent and child.pos_ != "NUM":
                if child.dep_ in ("nmod", "appos") and any(g.pos_ == "PUNCT" for g in child.children):
                    continue
                if child.dep_ not in ("det",) or child.i > noun.i:
                    first, last = min(first, child.i), max(last, child.i)
                stack.append(child)
    return noun.doc[first : last + 1].text if last - first <= 12 else noun.text
