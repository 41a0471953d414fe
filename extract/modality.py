"""How surely a figure is stated: as a fact, an estimate, a forecast, a wish, hearsay, or not at all.

The words count in the clause of the figure and in the one that governs it ("verwacht dat ..."), not in the whole
sentence: "de dader zou zijn gevlucht; de politie heeft 12 mensen aangehouden" states the 12. They are in
`words/modality.toml`.
"""

from __future__ import annotations

from bisect import bisect_right

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
    if "clauses" not in sentence.made:
        sentence.made["clauses"] = clauses(sentence)
    bounds: list[tuple[int, int]] = sentence.made["clauses"]
    return bounds[bisect_right(bounds, (at, len(sentence.words))) - 1]


def clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """The sentence cut where a clause with a finite verb of its own begins. One pass, however long the sentence."""
    tokens = sentence.tokens
    finite = [_finite(token) for token in tokens]
    governing = {token.head.i for token, is_finite in zip(tokens, finite, strict=True) if is_finite}
    governing |= {token.i for token, is_finite in zip(tokens, finite, strict=True) if is_finite}
    starts = [0]
    for at in range(1, len(sentence.words)):
        if sentence.words[at - 1] in _STOPS or (_conjoins(tokens[at]) and tokens[at].head.i in governing):
            starts.append(at)
    found: list[tuple[int, int, bool]] = []
    for first, last in zip(starts, [*starts[1:], len(sentence.words)], strict=True):
        has_finite = any(finite[first:last])
        governed = sentence.words[first] in _GOVERNED
        if found and (not found[-1][2] or governed or not has_finite):
            found[-1] = (found[-1][0], last, found[-1][2] or has_finite)
        else:
            found.append((first, last, has_finite))
    return [(first, last) for first, last, _ in found]


def _conjoins(token: Token) -> bool:
    """Whether a word is a conjunction that can begin a clause; the one in "12 doden en 40 gewonden" governs no verb."""
    words = table("modality")["clauses"]["words"]
    return token.lower_ in words and token.pos_ in ("CCONJ", "SCONJ", "ADV")


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
