"""What was read from one piece of a text, and how it becomes part of the whole: numbered on, its spans moved."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from corpus.article import Span
from extract.nouns import Affiliation, Claim, Mention, Period, Quantity, Quote, Source, WrittenDate
from extract.reading import ReadingCopy

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read from one piece of text, in offsets of that piece."""

    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    periods: tuple[Period, ...] = ()
    dates: tuple[WrittenDate, ...] = ()
    sources: tuple[Source, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    sentences: tuple[Span, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    lemmas: str = ""


def joined(parts: Iterable[tuple[_T, ...]]) -> tuple[_T, ...]:
    """The nouns of all pieces of an article, in their order."""
    return tuple(chain.from_iterable(parts))


def numbered(facts: Facts, first: int) -> tuple[Facts, int]:
    """Frames numbered on from `first`, so that each number is one statement of the article; and the next
    free number.
    """
    used = [claim.frame for claim in facts.claims if claim.frame is not None]
    if not used or not first:
        return facts, max(used, default=first - 1) + 1
    claims = tuple(
        claim if claim.frame is None else dataclasses.replace(claim, frame=claim.frame + first)
        for claim in facts.claims
    )
    return dataclasses.replace(facts, claims=claims), max(used) + first + 1


def mover(copy: ReadingCopy, base: int) -> Callable[[Span], Span]:
    """What moves a span of a piece of the copy that begins at `base` to where it stands in the article."""
    return lambda span: copy.span(span.start + base, span.end + base)


def moved(value: Any, move: Callable[[Span], Span]) -> Any:
    """The same nouns with every span in them moved to where it stands in the article."""
    if isinstance(value, Span):
        return move(value)
    if isinstance(value, tuple):
        return tuple(moved(item, move) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {
            part.name: getattr(value, part.name)
            for part in dataclasses.fields(value)
            if isinstance(getattr(value, part.name), Span | tuple)
            or dataclasses.is_dataclass(getattr(value, part.name))
        }
        return dataclasses.replace(value, **{name: moved(part, move) for name, part in parts.items()})
    return value
