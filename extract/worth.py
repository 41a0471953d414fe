"""How much a statement is worth checking, from 0 to 1: a sum of features that can be read and argued with.

The features and their weights are in `words/worth.toml`; `features` says which of them a claim has. It orders what a
fact-checker looks at first and decides nothing else: no rule of the checks reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from extract.nouns import Claim, Modality, QuantityKind, Role
from extract.sentence import Sentence, phrases_of
from extract.words import table

_RELATIONS: frozenset[QuantityKind] = frozenset(
    {"percent", "percentage_point", "share", "fraction", "factor", "rate"}
)
_TIES: frozenset[Role] = frozenset({"from", "to", "change", "part", "total", "average"})
_STRETCHES: frozenset[QuantityKind] = frozenset({"duration", "age", "ordinal"})
_UNKNOWN: frozenset[Modality] = frozenset({"expected", "demanded"})
_WORDS = ("compared", "record", "caused", "everyone", "law", "opinion", "personal")
_SAYING = frozenset({"compared", "record", "caused", "everyone", "law"})
_FEW = 6


def worth_of(sentence: Sentence, claim: Claim) -> float:
    """The score of a claim of this sentence, two decimals."""
    weights: dict[str, float] = table("worth")["weights"]
    return round(min(1.0, max(0.0, sum(weights[name] for name in features(sentence, claim)))), 2)


def worth_of_figure(claim: Claim) -> float:
    """The score of a claim that stands in no sentence: a cell of a table."""
    weights: dict[str, float] = table("worth")["weights"]
    names = [
        *_of_figure(claim),
        *(["dated"] if claim.period else []),
        *(["credited"] if claim.source else []),
        *(["forecast"] if claim.modality in _UNKNOWN else []),
    ]
    return round(min(1.0, max(0.0, sum(weights[name] for name in names))), 2)


def features(sentence: Sentence, claim: Claim) -> tuple[str, ...]:
    """The names of the features that a claim has, as in `words/worth.toml`."""
    return (*_of_figure(claim), *_around_figure(sentence, claim))


def is_statement(sentence: Sentence, claim: Claim) -> bool:
    """Whether a sentence without a figure says something that can be checked: it compares, explains or covers all,
    and the score is high enough.
    """
    return says_anything(sentence) and worth_of(sentence, claim) >= table("worth")["statement"]["least"]


def says_anything(sentence: Sentence) -> bool:
    """Whether the sentence compares, explains or covers all: without that it is no statement."""
    return not _SAYING.isdisjoint(_of_sentence(sentence))


def _of_figure(claim: Claim) -> Iterator[str]:
    quantity = claim.quantity
    if quantity is None:
        return
    yield "figure"
    if quantity.kind in _RELATIONS or claim.role in _TIES:
        yield "relation"
    if quantity.kind in _STRETCHES:
        yield "stretch"
    if claim.measure:
        yield "measured"


def _around_figure(sentence: Sentence, claim: Claim) -> Iterator[str]:
    if claim.period is not None or (claim.quantity is None and sentence.times):
        yield "dated"
    if claim.source is not None:
        yield "credited"
        if claim.source.entity is not None:
            yield "named"
    if claim.modality in _UNKNOWN:
        yield "forecast"
    yield from _of_sentence(sentence)


def _of_sentence(sentence: Sentence) -> tuple[str, ...]:
    """The features that all claims of a sentence share."""
    return sentence.once("worth", lambda: tuple(_shared(sentence)))


def _shared(sentence: Sentence) -> Iterator[str]:
    yield from (name for name in _WORDS if sentence.has_any(phrases_of("worth", "words", name)))
    if "?" in sentence.words[-3:]:
        yield "question"
    words = (word for word in sentence.words if any(map(str.isalnum, word)))
    if sentence.field == "text" and len(list(islice(words, _FEW))) < _FEW:
        yield "short"
    if sentence.field == "title":
        yield "headline"
