"""How surely a figure is stated: as a fact, an estimate, a forecast, a wish, hearsay, or not at all.

The words count in the clause of the figure and in the one that governs it ("verwacht dat ..."), not in the whole
sentence: "de dader zou zijn gevlucht; de politie heeft 12 mensen aangehouden" states the 12. They are in
`words/modality.toml`.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.frames import Frame
from extract.nouns import Modality
from extract.sentence import Figure, Sentence
from extract.words import table

_ORDER: tuple[Modality, ...] = ("hearsay", "expected", "estimated", "demanded")
_STOPS = frozenset({",", ";", ":", "–", "—"})
_GOVERNED = frozenset({"dat", "of", "dan"})
_REACH = 10
"""Tokens between a negation and the figure of the change that it denies."""


def modality_of(sentence: Sentence, figure: Figure | None, frame: Frame | None) -> Modality:
    """How surely this figure is stated; without a figure: how surely the sentence is."""
    first, last = clause_of(sentence, figure.first) if figure else (0, len(sentence.words))
    if _denied(sentence, figure, frame, first):
        return "denied"
    words = table("modality")["words"]
    return next((kind for kind in _ORDER if sentence.has_any(words[kind], first, last)), "asserted")


def clause_of(sentence: Sentence, at: int) -> tuple[int, int]:
    """The tokens of the clause of token `at`, with the clause that governs it if it begins with "dat"."""
    bounds = clauses(sentence)
    return next((first, last) for first, last in bounds if first <= at < last)


def clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """The sentence cut where a clause with a finite verb of its own begins."""
    starts = [0]
    for at in range(1, len(sentence.words)):
        if sentence.words[at - 1] in _STOPS or _joins(sentence.tokens[at]):
            starts.append(at)
    pieces = [*zip(starts, [*starts[1:], len(sentence.words)], strict=True)]
    found: list[tuple[int, int]] = []
    for first, last in pieces:
        open_end = bool(found) and not _is_finite(sentence, *found[-1])
        governed = sentence.words[first] in _GOVERNED
        if found and (open_end or governed or not _is_finite(sentence, first, last)):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _joins(token: Token) -> bool:
    """Whether a conjunction begins a clause: the one in "12 doden en 40 gewonden" does not."""
    if token.lower_ not in table("modality")["clauses"]["words"] or token.pos_ not in (
        "CCONJ",
        "SCONJ",
        "ADV",
    ):
        return False
    return any(_finite(word) for word in (token.head, *token.head.children))


def _is_finite(sentence: Sentence, first: int, last: int) -> bool:
    return any(map(_finite, sentence.tokens[first:last]))


def _finite(token: Token) -> bool:
    """Whether the verb is finite; any verb where the pipeline does not say."""
    form = token.morph.get("VerbForm", [])
    return token.pos_ in ("VERB", "AUX") and (not form or "Fin" in form)


def _denied(sentence: Sentence, figure: Figure | None, frame: Frame | None, first: int) -> bool:
    """Whether somebody denies it, or the change that the figure is of is said not to be."""
    if figure is None:
        return False
    if sentence.has_any(table("modality")["denying"]["words"], first, figure.first):
        return True
    if frame is None or frame.cue is None or frame.cue.direction is None:
        return False
    negation = table("modality")["negation"]
    for at in range(figure.first - 1, max(first, figure.first - _REACH) - 1, -1):
        word = sentence.words[at]
        other = any(one.first <= at < one.last for one in sentence.figures)
        if other or word in negation["unless"] or word in negation["not_into"]:
            return False
        if word in negation["words"]:
            return True
    return False
