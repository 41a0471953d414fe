"""Which two values and which stated sizes are one change (or one difference between two things).

What a sentence ties together itself comes from `extract.changes`. What stands apart is tied by `compared` (a size
behind "dan" to the value it is compared with) and `bound` (a size in the next sentence by "die" or "daarmee", a
headline to the only pair of its text).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from corpus.article import Field, Span
from extract.nouns import Claim, Direction
from klopt.check.beaten import beaten
from klopt.check.bound import bound
from klopt.check.case import Case, once
from klopt.check.compared import between, compared, named
from klopt.check.implied import implied
from klopt.check.lent import lent
from klopt.check.otherwise import told_otherwise
from klopt.check.pairs import Pair, settled
from klopt.check.prose import prose
from klopt.check.remained import remained
from klopt.check.retold import retold
from klopt.check.silence import is_silenced
from klopt.check.size_words import comparatives, is_step
from klopt.check.sizes import Size, sizes
from klopt.check.taken_up import goes_on_to_another


@dataclass(frozen=True, slots=True)
class Change:
    """A value before, a value after and how big the change is said to be; any of them may be missing.

    `inferred`: the text does not tie them together itself, they stand near each other with one measure.
    """

    before: Claim | None
    after: Claim | None
    sizes: tuple[Claim, ...]
    direction: Direction | None
    cue: Span | None
    inferred: bool = False


@once
def changes(case: Case) -> Iterator[Change]:
    """Every change of the article: those that a sentence states, then those put together from near figures."""
    return (change for change, why in _weighed(case) if why is None)


@once
def _weighed(case: Case) -> Iterator[tuple[Change, str | None]]:
    """Every change, and why it is no sum of its own if the text tells otherwise (a key of looks.toml)."""
    for change in _together(case):
        yield lent(change), "other-base" if told_otherwise(case, change) else None


def _together(case: Case) -> Iterator[Change]:
    stated = tuple(_stated(case))
    yield from stated
    told = {id(size) for change in stated if change.before and change.after for size in change.sizes}
    for was, now, by in beaten(case):
        if id(by) not in told:
            told.add(id(by))
            yield Change(was, now, (by,), None, by.quantity.span if by.quantity else None, inferred=True)
    for left in remained(case):
        if id(left.lost.claim) not in told:
            told.add(id(left.lost.claim))
            cue = left.lost.quantity.span
            yield Change(left.before.claim, left.after.claim, (left.lost.claim,), "down", cue, left.inferred)
    for size in sizes(case):
        if size.figure is None or id(size.figure.claim) in told or not settled(case, size.figure):
            continue
        if size.figure.claim.modality == "demanded":
            continue  # "een verdubbeling, daar hadden we op gehoopt": a wish is no outcome
        found = (
            compared(case, size)
            or between(case, size)
            or named(case, size)
            or bound(case, size)
            or implied(case, size)
            or retold(case, size)
        )
        if found is not None:
            pair, inferred = found
            if goes_on_to_another(prose(case), size.sentence + 1, pair.first.sentence):
                continue
            if is_step(size.figure) and pair.first.sentence > size.sentence:
                continue  # "met een stap van 0,25 procentpunt": one of those between the values that follow
            way = None if _looks_back(size, pair) else size.direction
            yield Change(pair.before.claim, pair.after.claim, size.claims, way, size.cue, inferred)


def _looks_back(size: Size, pair: Pair) -> bool:
    """ "58 procent maakt zich zorgen. In 2019 was dat 47 procent, elf punten lager": lower was 2019, or it was lower
    than now; both are said so.
    """
    told = size.figure is not None and size.figure.nr == pair.before.nr + 1 and pair.after.nr < pair.before.nr
    return (
        told
        and size.sentence == pair.before.sentence
        and not size.than
        and size.cue.text.lower() in comparatives()
    )


def _stated(case: Case) -> Iterator[Change]:
    return (change for change, why in _told(case) if why is None)


def passed_over(case: Case) -> Iterator[tuple[Change, str]]:
    """The changes that a sentence states as no outcome, or as another base than its values, and why no sum is done."""
    return ((change, why) for change, why in chain(_told(case), _weighed(case)) if why is not None)


@once
def _told(case: Case) -> Iterator[tuple[Change, str | None]]:
    """What each sentence ties together, and why it is not to be checked (a key of looks.toml), or None."""
    frames: dict[tuple[Field, int], list[Claim]] = defaultdict(list)
    for claim in case.extraction.claims:
        if claim.frame is not None:
            frames[claim.span.field, claim.frame].append(claim)
    for claims in frames.values():
        before = next((c for c in claims if c.role == "from"), None)
        after = next((c for c in claims if c.role == "to"), None)
        sized = tuple(c for c in claims if c.role == "change")
        why = next((_OPEN[c.modality] for c in claims if c.modality in _OPEN), None)
        if why is None and any(is_silenced(case, c.span) for c in claims):
            why = "forecast"
        if before or after or sized:
            yield Change(before, after, sized, claims[0].direction, claims[0].cue), why


_OPEN = {"hearsay": "hearsay", "expected": "forecast", "demanded": "forecast", "denied": "denied"}
