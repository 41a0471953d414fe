"""A list of parts and the total they add up to: "31 slachtoffers: negen doden en 22 gewonden".

A list is a run of figures of one kind in one sentence, held together by commas and "en". It is tied to a total only by
words that say that the list is the whole of it (`words/parts.toml`); a list that opens with "onder wie" is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.interval import Interval
from extract.words import table
from klopt.check.alike import alike
from klopt.check.breakdowns import breakdowns_in
from klopt.check.case import Case, exact_value
from klopt.check.chains import chains_in
from klopt.check.lists import (
    KINDS,
    are_all_kinds,
    is_closed,
    is_countable,
    is_kin,
    is_one_unit,
    lists_in,
    singles,
    unwritten,
)
from klopt.check.prose import Figure, Prose, has, once, prose
from klopt.check.totals import (
    added_up,
    can_total,
    countable_total,
    goes_on,
    is_near_sum,
    is_of_larger,
    is_of_other_moment,
    is_said_to_be_all,
    nearest_figures,
    total_of,
)

POOL = 9
"""Figures of which all selections are tried, to see whether others are meant than those listed."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Figures listed and their total. `closed`: the list says itself that nothing is left ("de overige 150.000").
    `extra`: parts written without a figure ("een verpleegkundige"), each of them one. `complete`: the list is all of
    the total; otherwise it can only be too much. `pool`: all figures near that could be parts instead.
    """

    parts: tuple[Figure, ...]
    total: Figure
    extra: int = 0
    inferred: bool = False
    complete: bool = True
    closed: bool = False
    pool: tuple[Figure, ...] = ()


@once
def parts_of(case: Case) -> Iterator[Parts]:
    """The lists of an article with their totals, each list once, with the surest total."""
    text = prose(case)
    told: set[int] = set()
    broken = tuple(_broken_down(text))
    for found in (
        *(parts for parts in broken if parts.closed),
        *_whole_lists(text),
        *_taken_lists(text),
        *_chained(text),
        *_paid(text),
        *_summed(text),
        *(parts for parts in broken if not parts.closed),
    ):
        numbers = {figure.nr for figure in (*found.parts, found.total)}
        if (
            not numbers & told
            and not _of_years(found)
            and not _with_singles(found)
            and not _points_for_results(found)
            and not _of_ages(found)
            and not (found.closed and is_of_larger(text, found.total, found.parts))
            and not _of_so_many(text, found)
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


LONGEST = 12
"""Things that a list is said to be of at most."""


def _whole_lists(text: Prose) -> Iterator[Parts]:
    """Lists that are all of their total."""
    for members in lists_in(text):
        total = total_of(text, members)
        if total is not None:
            yield Parts(members, total[0], unwritten(members), total[1], closed=is_closed(members))


def _taken_lists(text: Prose) -> Iterator[Parts]:
    """ "14 schepen, waarvan zes op gas en vier op stroom varen": parts that together can only be too many."""
    words = table("parts")
    for members in lists_in(text):
        first = members[0]
        if has(text.words(first.sentence), words["double"]["words"]):
            continue
        here = [f for f in text.within(first.sentence) if f.nr < first.nr]
        near = here or [] if here or not first.first else list(nearest_figures(text, first, -1))
        totals = [
            f
            for f in near
            if can_total(f, members)
            and f.noun is not None
            and not has(
                f.after[:1], words["chains"]["of_them"]
            )  # "twee daarvan stopten, twee ...": a part itself
        ]
        if all(has(part.after[:4], words["stages"]["words"]) for part in members):
            continue  # "van wie er 180 werden toegelaten en 164 begonnen": the second are some of the first
        opened = has(first.before[-6:] if here else first.before[:3], words["from_total"]["words"])
        of_them = first.after[:1] == ("van",) and first.group is not None
        named = [f for f in totals if of_them and f.noun and first.group and alike(first.group, f.noun)]
        people = has(first.before[-6:], ("van wie", "onder wie"))
        next_to = bool(here and totals) and totals[-1].nr == first.nr - 1
        whole = is_said_to_be_all(text, members) or (are_all_kinds(members) and not goes_on(text, members))
        if opened and next_to and (people or whole or all(is_kin(part, totals[-1]) for part in members)):
            yield Parts(members, totals[-1], complete=whole)
        elif (
            opened
            and not here
            and len(totals) == 1
            and len(near) == 1
            and all(is_kin(p, totals[0]) for p in members)
        ):
            yield Parts(members, totals[0], complete=is_said_to_be_all(text, members), inferred=True)
        elif len(named) == 1:
            yield Parts(members, named[0], complete=False, inferred=True)


def _chained(text: Prose) -> Iterator[Parts]:
    """Parts with clauses of their own, of a total before them."""
    for chain in chains_in(text):
        inferred = not chain.closed
        yield Parts(
            chain.members, chain.total, inferred=inferred, complete=chain.complete, closed=chain.closed
        )


def _broken_down(text: Prose) -> Iterator[Parts]:
    """Parts in clauses and sentences of their own that are all of a total before them."""
    for found in breakdowns_in(text):
        # What else stands near is not of the total: its parts were told from it one by one. "6 van de 21 zetels" is.
        frame = found.total.claim.frame
        before = (f for f in text.within(found.total.sentence) if f.nr < found.total.nr)
        framed = (
            f for f in before if frame is not None and f.claim.frame == frame and f.claim.role == "part"
        )
        yield Parts(
            found.members,
            found.total,
            inferred=found.inferred,
            closed=found.closed,
            pool=(*framed, *found.members),
        )


def _paid(text: Prose) -> Iterator[Parts]:
    """ "De verbouwing kost 480.000 euro. De gemeente legt 200.000 bij, ...": payers can only pay too much."""
    known = table("parts")["paid"]
    for members in lists_in(text):
        first = members[0]
        if first.unit != "EUR" or not has(text.words(first.sentence), known["verbs"]) or not first.first:
            continue
        if len(text.within(first.sentence)) != len(members) or not text.one_field(
            first.sentence - 1, first.sentence
        ):
            continue
        near = text.within(first.sentence - 1)
        clear = not has(
            text.words(first.sentence), (*table("parts")["open"]["words"], *table("parts")["double"]["words"])
        )
        if len(near) == 1 and clear and has(text.words(first.sentence - 1), known["totals"]):
            total = near[0]
            if (
                can_total(total, members)
                and is_near_sum(total, members)
                and not is_of_other_moment(text, total, members)
            ):
                yield Parts(members, total, inferred=True, complete=is_said_to_be_all(text, members))


def _summed(text: Prose) -> Iterator[Parts]:
    """ "... 12 duikers en 8 artsen. In totaal gaat het om 20 mensen.": a sum of what came before."""
    for total in text.figures:
        if (
            not total.first
            or not countable_total(total)
            or not has(total.before[:4], table("parts")["sums"]["words"])
        ):
            continue
        if has(total.before, ("daarvan", "hebben", "heeft", "kosten", "kost", "gemiddeld")):
            continue
        members: tuple[Figure, ...] = ()
        for step in (1, 2):
            if not text.one_field(total.sentence - step, total.sentence):
                break
            more = tuple(
                f for f in text.within(total.sentence - step) if is_countable(f) and is_one_unit(total, f)
            )
            if len(more) != len([f for f in text.within(total.sentence - step) if f.quantity.kind in KINDS]):
                break
            members = (*more, *members)
        kin = all(is_kin(part, total) for part in members)
        if (
            len(members) > 1
            and kin
            and is_near_sum(total, members)
            and not is_of_other_moment(text, total, members)
        ):
            yield Parts(members, total, inferred=True)


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
