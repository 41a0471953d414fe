"""How much speaks for it that two figures of two articles are the same figure, with its parts visible.

Each part is a number of points: record linkage adds up agreements in the same way (Fellegi & Sunter, A theory for
record linkage, 1969). The weights were set by hand on sets of articles of our own and are no probabilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.identity import likeness
from extract.singular import ground_form
from extract.words import table
from klopt.check.alike import kinds_of
from klopt.check.case import Case
from klopt.check.said import Said, Stems, akin, has_words, holds, overlap, stems_of
from klopt.check.subjects import day_parts, runs, same_source

NEEDED = 5.0
"""Points that two figures need to be taken for one."""
CLOSE = 21
"""Days between two articles on one event."""
LINKED = 1.0
"""Points for the measure below which the figures around or the digits must speak too."""
NEAR = 160
"""Code points between the sentences of two figures that are told together: a sentence, seldom two."""
CERTAIN = 3
"""Digits in another order that are no chance."""
SOON = 3
"""Days between two articles of which one leaves the day unsaid."""
ONE_STORY = 0.4
"""Cosine of two articles that tell one story."""
LATER = 60
"""Days between two articles of which the later reports on another round of the series."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The points for one pair of figures, by what they are for."""

    measure: float
    words: float
    period: float
    place: float
    matter: float
    series: float
    digits: float

    @property
    def total(self) -> float:
        """All points together."""
        return self.measure + self.words + self.period + self.place + self.matter + self.series + self.digits


def same_measure(one: Said, other: Said, ours: Stems, theirs: Stems) -> float | None:
    """Points for what is measured; None if it is something else. `ours` and `theirs` are all stems of each article.

    What narrows the one must be said somewhere by the other: "jeugdleden" are not "leden", but "gezinnen in de
    noodopvang" are the "gezinnen" of a sentence about noodopvang. A group must be named beside both figures.
    """
    if one.groups != other.groups or not (_names_group(one, other) and _names_group(other, one)):
        return None
    return same_noun(one, other, ours, theirs)


def same_noun(one: Said, other: Said, ours: Stems, theirs: Stems) -> float | None:
    """The same, whatever group each figure is of: for figures that are equal themselves."""
    if one.base and other.base and not akin(one.base, other.base):
        return None
    if one.base and other.base:
        return 2.0
    if one.thing is None or other.thing is None:
        return 0.5
    missing = [sum(not holds(theirs, part) for part in one.thing.parts | one.thing.population)]
    missing += [sum(not holds(ours, part) for part in other.thing.parts | other.thing.population)]
    if likeness(one.thing, other.thing) == "same":
        return 2.0
    if one.thing.head == other.thing.head or akin(one.thing.head, other.thing.head):
        bare = not (one.thing.parts and other.thing.parts)
        return None if bare and any(missing) else 1.75 - 0.75 * sum(missing)
    return _other_noun(one, other, ours, theirs)


def _other_noun(one: Said, other: Said, ours: Stems, theirs: Stems) -> float:
    """Points for two nouns: whether they are for one kind of thing, or one text has both."""
    if one.thing is None or other.thing is None:
        return 0.5
    generic, heads = table("across")["generic"], (one.thing.head, other.thing.head)
    named = [head for head in heads if head not in generic]
    if len(named) < 2:
        there = theirs if one.thing.head in named else ours
        return 1.0 if not named or holds(there, named[0]) else 0.0
    if kinds_of(heads[0]) & kinds_of(heads[1]):
        return 1.0
    known = holds(one.stems, heads[1]) or holds(other.stems, heads[0])
    return 0.5 if known else -0.5


def _names_group(one: Said, other: Said) -> bool:
    """Whether the claim of the other names the group of the one."""
    group = stems_of(one.claim.population or "")
    words = other.stems | stems_of(f"{other.claim.phrase or ''} {other.claim.population or ''}")
    return not group or any(holds(words, word) for word in group)


def same_place(one: Said, other: Said, ours: Stems, theirs: Stems, *, tied: bool) -> float | None:
    """Points for the place; None if they name two places, neither in the other's sentence. A place that is not said to
    be the figure's gives way where each article names the other's, or one does and more than words has `tied` the two.
    """
    if one.areas and other.areas and one.areas.isdisjoint(other.areas):
        return None
    if one.place is None or other.place is None:
        return 0.0
    mine, yours = one.place.lower(), other.place.lower()
    if mine == yours or mine in yours or yours in mine:
        return 1.0
    if mine in other.claim.span.text.lower() or yours in one.claim.span.text.lower():
        return 0.0
    named = _in(mine, theirs) + _in(yours, ours)
    return None if (one.located and other.located) or named < (1 if tied else 2) else 0.0


def _in(place: str, stems: Stems) -> bool:
    """Whether all words of a place stand in an article."""
    return all(ground_form(word) in stems for word in place.split())


def same_period(one: Said, other: Said, apart: int) -> float | None:
    """Points for the period; None if they are about other days. `apart` is the days between the articles."""
    if one.days and other.days:
        return 1.5 if one.days == other.days else None
    if one.days or other.days:
        known = one.days or other.days
        told = one if one.days else other
        if told.fresh and apart <= SOON and (one.claim.period is None or other.claim.period is None):
            return 0.5
        long = known is not None and (known[1] - known[0]).days > 31
        return (
            0.25
            if apart <= CLOSE and long and (one.claim.period is None or other.claim.period is None)
            else None
        )
    if one.claim.period or other.claim.period:
        both = one.claim.period and other.claim.period
        same = both and one.claim.period.days == other.claim.period.days  # type: ignore[union-attr]
        return 1.0 if same else None
    return 0.75 if apart <= CLOSE else None


def same_counting(one: Said, other: Said) -> bool:
    """Whether both are counted in one way: as sure, with the same additions, of no two kinds or parts of a day."""
    mine, yours = one.claim, other.claim
    loose = {"expected", "demanded", "denied", "hearsay"}
    if mine.modality in loose or yours.modality in loose:
        return False
    tables = table("across")
    texts = mine.span.text, yours.span.text
    if mine.modality != yours.modality and not all("mogelijk" in text.lower() for text in texts):
        return False
    if has_words(texts[0], tables["definitions"]) != has_words(texts[1], tables["definitions"]):
        return False
    kinds = [{nr for nr, words in enumerate(tables["kinds"]) if has_words(text, words)} for text in texts]
    if kinds[0] != kinds[1]:
        return False
    parts = day_parts(texts[0]), day_parts(texts[1])
    if parts[0] and parts[1] and parts[0] != parts[1]:
        return False
    sources = mine.source, yours.source
    return not (sources[0] and sources[1] and not same_name(sources[0].name, sources[1].name))


def polled(case: Case, one: Said) -> bool:
    """Whether a figure is of a poll: its article has spoken of one by the end of its sentence."""
    span = one.claim.span
    text = case.article.text[: span.end] if span.field == "text" else span.text
    return bool(has_words(f"{case.article.title or ''} {text}", table("across")["polls"]))


def same_name(one: str, other: str) -> bool:
    """Whether two sources can be one: by their names; where one has none, by a word that says more than "telling"."""
    if runs(one) and runs(other):
        return same_source(one, other)
    heads = frozenset(table("across")["heads"])
    mine, yours = (
        frozenset((*stems_of(name), *(word for run in runs(name) for word in run))) - heads
        for name in (one, other)
    )
    return not mine or not yours or any(holds(yours, word) for word in mine)


def slip(one: Said, other: Said) -> int:
    """How many digits the two have in another order, the commonest slip of the pen; 0 if they differ otherwise. Three
    are the same by chance once in a hundred and fifty.
    """
    mine, yours = (
        [sign for sign in format(said.value.normalize(), "f") if sign.isdigit()] for said in (one, other)
    )
    swapped = len(mine) > 1 and len(mine) == len(yours) and sorted(mine) == sorted(yours)
    return min(len(one.digits), len(other.digits)) if swapped else 0


def companions(mine: Said, yours: Said, pairs: Iterator[tuple[Said, Said]]) -> int:
    """How many figures of the same sort both articles give alike beside these two, in their sentence or the next, or
    about the same thing.
    """
    return len({other.value for one, other in pairs if _beside(mine, one) and _beside(yours, other)})


def _beside(one: Said, other: Said) -> bool:
    if one.claim is other.claim or (one.unit != other.unit and not other.bare):
        return False
    if one.claim.span.field != other.claim.span.field:
        return False
    gap = max(one.claim.span.start, other.claim.span.start) - min(one.claim.span.end, other.claim.span.end)
    return gap < (NEAR if other.telling else 3) or (
        one.thing is not None and other.thing is not None and one.thing.head == other.thing.head
    )


def by_parts(
    one: Said, other: Said, *, ours: Stems, theirs: Stems, apart: int, matter: float, beside: int
) -> Evidence | None:
    """The points for two figures with other values; None if something says that they are not the same figure."""
    measure = same_measure(one, other, ours, theirs)
    swapped = slip(one, other)
    place = same_place(one, other, ours, theirs, tied=beside > 0 or swapped >= CERTAIN)
    period = same_period(one, other, apart)
    if period is None and swapped >= CERTAIN and apart <= SOON and not (one.days and other.days):
        period = 0.0
    if measure is None or place is None or period is None or not same_counting(one, other):
        return None
    if measure < LINKED and not beside and not swapped:
        return None
    if measure < 0 and beside < 2 and swapped < CERTAIN:
        return None
    words = 2 * overlap(one.stems, other.stems)
    digits = (0.0, 0.25, 0.75, 1.25, 1.75)[min(swapped, 4)]
    return Evidence(measure, words, period, place, matter, 1.5 * min(beside, 2), digits)


def revised(case: Case) -> bool:
    """Whether the article says that its series was revised or is counted in another way."""
    return bool(has_words(case.article.text, table("across")["revised"]))
