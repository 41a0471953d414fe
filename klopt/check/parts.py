"""A list of parts and the total they add up to: "31 slachtoffers: negen doden en 22 gewonden".

A list is a run of figures of one kind in one sentence, held together by commas and "en". It is tied to a total only by
words that say that the list is the whole of it (`words/parts.toml`); a list that opens with "onder wie" is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.interval import Interval
from extract.words import table
from klopt.check.case import Case, exact_value, once
from klopt.check.lists import aligned, is_countable, is_one_unit, names_rest, singles
from klopt.check.part_lists import Parts, broken_down, chained, paid, summed, taken_lists, whole_lists
from klopt.check.prose import Figure, Prose, has, prose
from klopt.check.sums_up import added_up, is_of_larger

POOL = 9
"""Figures of which all selections are tried, to see whether others are meant than those listed."""


@once
def parts_of(case: Case) -> Iterator[Parts]:
    """The lists of an article with their totals, each list once, with the surest total."""
    text = prose(case)
    told: set[int] = set()
    broken = tuple(broken_down(text))
    for found in (
        *(parts for parts in broken if parts.closed),
        *whole_lists(text),
        *taken_lists(text),
        *chained(text),
        *paid(text),
        *summed(text),
        *(parts for parts in broken if not parts.closed),
    ):
        numbers = {figure.nr for figure in (*found.parts, found.total)}
        if (
            not numbers & told
            and not _of_years(found)
            and not _with_singles(found)
            and not _with_each(found)
            and not _is_listed_too(found)
            and not _points_for_results(found)
            and not _of_ages(found)
            and not (found.closed and is_of_larger(text, found.total, found.parts))
            and not _of_so_many(text, found)
            and not _are_names(found)
        ):
            told |= numbers
            yield found if found.pool else replace(found, pool=_pool(text, found))


def _of_years(found: Parts) -> bool:
    """Whether the figures are of different times: they are no parts of one total, but for those of a time each, of a
    total without one.
    """
    own = [f.claim.period.days if f.claim.period else None for f in found.parts]
    total = found.total.claim.period.days if found.total.claim.period else None
    times = {days for days in (*own, total) if days is not None}
    each = None not in own and len(set(own)) == len(own) and (total is None or total in (own[0], own[-1]))
    later = found.total.nr > found.parts[0].nr or found.total.sentence == found.parts[0].sentence
    return len(times) > 1 and not (each and later)


def _with_singles(found: Parts) -> bool:
    """Whether parts of one ("een gelijkspel") stand in the list and it does not add up without them."""
    return singles(found.parts) > 0 and added_up(found.parts) != exact_value(found.total.quantity)


def _with_each(found: Parts) -> bool:
    """ "De gemeente en een fonds betaalden elk 450.000 euro": a part that is there more than once."""
    each = table("parts")["sums"]["each"]
    return any(has(part.before[-1:], each) for part in found.parts)


def _is_listed_too(found: Parts) -> bool:
    """ "Bestaat 152 kilo uit gft, 52 kilo uit papier en 63 kilo uit glas", "in Drenthe ging het om 410 dieren, in
    Gelderland om 385 en in Friesland om 195": the first of a list is no total of it.
    """
    here = (f for f in found.parts if f.sentence == found.total.sentence and not names_rest(f))
    row = (found.total, *here)
    if len(row) < ROW or row[1].nr != row[0].nr + 1:
        return False
    labelled = aligned(row) and len(row[1].before) <= LABEL and row[1].before[-1:] == (",",)
    leads = {(clause[0], clause[-1]) for figure in row if (clause := _without_and(figure.clause_before()))}
    placed = len(leads) == 1 and has(next(iter(leads))[:1], table("parts")["chains"]["aligned"])
    return labelled or (placed and all(figure.clause_before() for figure in row))


def _without_and(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a clause behind the last "en": those of the part itself."""
    return words[max((nr for nr, word in enumerate(words) if word == "en"), default=-1) + 1 :]


def _are_names(found: Parts) -> bool:
    """ "Vier lijnen: de 2, 3, 5 en 15", "drie zoons (3, 4 en 7)": as many as the total says, so that none is a part."""
    many = exact_value(found.total.quantity) == len(found.parts)
    return many and added_up(found.parts) != len(found.parts) and all(f.noun is None for f in found.parts)


def _points_for_results(found: Parts) -> bool:
    """ "12 punten: drie zeges, drie gelijke spelen en twee nederlagen": points are no sum of matches."""
    named = table("parts")["points"]
    results = any(has((part.noun or "", *part.after[:3]), named["results"]) for part in found.parts)
    return results and found.total.noun in named["nouns"]


def _of_ages(found: Parts) -> bool:
    """ "Twee Nederlanders van 31 en 45 jaar en twee Polen van 26 en 39"."""
    years = "jaar" in {figure.unit for figure in (*found.parts, found.total)}
    return years and found.parts[0].before[-1:] == ("van",)


def _of_so_many(text: Prose, found: Parts) -> bool:
    """ "12,8 en 11,9 miljoen. Over de drie jaren samen 38,9 miljoen": of more than stand in the list."""
    said = [
        exact_value(figure.quantity)
        for figure in text.within(found.total.sentence)
        if figure.nr == found.total.nr - 1
        and figure.quantity.kind in ("count", "duration")
        and figure not in found.parts
    ]
    many = said[0] if said else None
    added = has(found.total.before, table("parts")["sums"]["words"]) and found.total.nr > found.parts[-1].nr
    return added and many is not None and 2 <= many <= LONGEST and many > len(found.parts)


ROW = 3
"""Figures of one sentence that make a row."""
LABEL = 4
"""Words of "uit gft,", the comma among them."""
LONGEST = 12
"""Things that a list is said to be of at most."""


def _pool(text: Prose, found: Parts) -> tuple[Figure, ...]:
    """The figures of the sentences concerned that can be added up to this total."""
    sentences = {figure.sentence for figure in (*found.parts, found.total)}
    near = (
        f
        for nr in range(min(sentences) - 1, max(sentences) + 1)
        for f in text.within(nr)
        if f.field == found.total.field
    )
    able = [
        f
        for f in near
        if f.nr != found.total.nr
        and (is_countable(f) or (f.claim.role == "part" and exact_value(f.quantity) is not None))
        and is_one_unit(found.total, f)
    ]
    able.sort(key=lambda f: abs(f.nr - found.parts[0].nr))
    return tuple(sorted(able[:POOL], key=lambda f: f.nr))


def sum_of(readings: list[Interval]) -> Interval:
    """What figures with these readings can add up to."""
    total = Interval.point(0)
    for reading in readings:
        total = total + reading
    return total
