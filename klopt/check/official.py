"""The figures of an article that a table of official figures is about: the same thing, group, place and days.

The measure must be the same by the words for it (`extract.identity`), as between articles. What the table or the
article narrows and the other does not, is not compared; nor what is estimated, expected or denied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.identity import Thing, likeness, thing_of
from extract.words import table
from klopt.check.case import Case, Official
from klopt.check.group import stems
from klopt.check.said import Said, said
from klopt.check.stems import has_words, holds, stems_of

ROLES = frozenset(("level", "from", "to", "total", "average"))


@dataclass(frozen=True, slots=True)
class Held:
    """A figure of the article and the official figures for the same thing and days; `fits` if one of them can be it."""

    said: Said
    official: tuple[Official, ...]
    fits: bool


def compared(case: Case) -> Iterator[Held]:
    """The figures for which there is an official one, in reading order."""
    if not case.official:
        return
    by_days: dict[tuple[object, object], list[Official]] = {}
    for official in case.official:
        by_days.setdefault((official.days.start, official.days.end), []).append(official)
    for one in said(case):
        if one.days is None or one.claim.modality != "asserted" or one.claim.role not in ROLES:
            continue
        if has_words(one.claim.span.text, table("across")["definitions"]):
            continue
        found = tuple(official for official in by_days.get(one.days, ()) if _about(case, one, official))
        if found:
            yield Held(one, found, any(_fits(one, official) for official in found))


def _fits(one: Said, official: Official) -> bool:
    """Whether the figure as written can be the official one, by the rounding of either. A count that looks exact may
    have been rounded as the table was.
    """
    if one.quantity.lenient.overlaps(official.interval):
        return True
    interval = official.interval
    step = (interval.high or 0) - (interval.low or 0)
    return abs(one.value - official.value) <= step


def _about(case: Case, one: Said, official: Official) -> bool:
    return (
        _same_unit(one, official)
        and _same_thing(case, one, official)
        and _same_group(one, official)
        and _same_place(case, one, official)
    )


def _same_unit(one: Said, official: Official) -> bool:
    unit = one.quantity.unit
    if one.sort[0] == "percent":
        return official.unit == "procent"
    if unit is None:
        return official.unit is None
    return official.unit is not None and unit.casefold() == official.unit.casefold()


@lru_cache(maxsize=1024)
def _thing(measure: str) -> Thing | None:
    words = [word for word in measure.lower().split() if word not in ("aantal", "totaal", "totale")]
    return next((found for word in words if (found := thing_of(word, measure))), None)


def _same_thing(case: Case, one: Said, official: Official) -> bool:
    """Whether both measure one thing: the same in other words, or the table says what the article says elsewhere."""
    theirs = _thing(official.measure)
    if one.claim.measure is None or theirs is None:
        return False
    mine = thing_of(one.claim.measure, one.claim.phrase)
    if mine is None or mine.estimated or theirs.estimated:
        return False
    figure = frozenset(stems_of(one.quantity.span.text))
    mine = Thing(
        mine.head,
        frozenset(part for part in mine.parts - _country() if part not in figure and not part.isdigit()),
    )
    alike = likeness(mine, Thing(theirs.head, theirs.parts))
    if alike == "same" or _words(mine) == _words(theirs):
        return True
    return alike == "maybe" and mine.parts < theirs.parts and _all_in(case, theirs.parts - mine.parts)


def _words(thing: Thing) -> frozenset[str]:
    """The words of a thing in any order: "het aantal inbraken" are inbraken."""
    return frozenset((thing.head, *thing.parts)) - {"aantal"}


def _all_in(case: Case, words: frozenset[str]) -> bool:
    return all(holds(stems(case), word) for word in words)


def _same_group(one: Said, official: Official) -> bool:
    """Whether both are of one group: a table without one is of all, and a figure of all names none."""
    if official.population is None:
        return one.claim.population is None and not one.groups
    words = stems_of(official.population)
    named = one.stems | stems_of(f"{one.claim.phrase or ''} {one.claim.population or ''}")
    return bool(words) and all(holds(named, word) for word in words)


def _same_place(case: Case, one: Said, official: Official) -> bool:
    """Whether both are of one place. A table of the whole country, or that names none, is held against what is said of
    the country, and against what names no place where nothing makes one think of a smaller one.
    """
    place = (official.place or "").casefold()
    if not place or place in _country():
        if one.place is not None:
            return one.place.casefold() in _country()
        told = f"{case.article.title or ''} {case.article.text}"
        if has_words(told, table("across")["nation"]):
            return not has_words(case.sentence(one.claim.span).text, table("across")["areas"])
        apart = max(one.value, official.value) > 2 * min(one.value, official.value)
        return not apart and not has_words(told, table("across")["areas"])
    return one.place is not None and place in (one.place.casefold(), f"{one.place.casefold()} (gemeente)")


def _country() -> frozenset[str]:
    return frozenset(table("across")["country"])
