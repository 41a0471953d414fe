"""Lists of parts with their totals, by what makes the list all of it or some of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.words import table
from klopt.check.alike import alike
from klopt.check.breakdowns import breakdowns_in
from klopt.check.chains import chains_in
from klopt.check.lists import (
    KINDS,
    are_all_kinds,
    is_closed,
    is_countable,
    is_kin,
    is_one_unit,
    lists_in,
    unwritten,
)
from klopt.check.prose import Figure, Prose, has
from klopt.check.sums_up import can_total, countable_total, is_near_sum, is_of_other_moment
from klopt.check.totals import goes_on, is_said_to_be_all, nearest_figures, total_of


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


def whole_lists(text: Prose) -> Iterator[Parts]:
    """Lists that are all of their total."""
    for members in lists_in(text):
        total = total_of(text, members)
        if total is not None:
            yield Parts(members, total[0], unwritten(members), total[1], closed=is_closed(members))


def taken_lists(text: Prose) -> Iterator[Parts]:
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
        people = has(first.before[-6:], words["from_total"]["people"])
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


def chained(text: Prose) -> Iterator[Parts]:
    """Parts with clauses of their own, of a total before them."""
    for chain in chains_in(text):
        inferred = not chain.closed
        yield Parts(
            chain.members, chain.total, inferred=inferred, complete=chain.complete, closed=chain.closed
        )


def broken_down(text: Prose) -> Iterator[Parts]:
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


def paid(text: Prose) -> Iterator[Parts]:
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


def summed(text: Prose) -> Iterator[Parts]:
    """ "... 12 duikers en 8 artsen. In totaal gaat het om 20 mensen.": a sum of what came before."""
    for total in text.figures:
        if (
            not total.first
            or not countable_total(total)
            or not has(total.before[:4], table("parts")["sums"]["words"])
        ):
            continue
        if has(total.before, table("parts")["sums"]["not"]):
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
