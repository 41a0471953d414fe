"""The same figures in several articles: other figures for one thing, tied to other periods, of another whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.nouns import Claim
from klopt.check.called import about, days_in_words, in_brackets, is_in_text, plain_days, thing_in_words
from klopt.check.case import Case
from klopt.check.changed_by import ToldOtherwise, told_otherwise
from klopt.check.changed_from import Unlike, unlike
from klopt.check.conflicts import Conflict, Kind, conflicts
from klopt.check.finding import LANGS, Amount, Finding, Lang, Marked, Repair, Words
from klopt.check.group import Group, Pair
from klopt.check.marks import figure_mark
from klopt.check.moved import moved
from klopt.check.one_period import CLOSE, LATER
from klopt.check.other_date import other_dates
from klopt.check.outlets import outlet, told_and_made, told_and_reckoned, told_by
from klopt.check.registry import across_rule, message
from klopt.check.said import Said
from klopt.check.sides import Side, gathered
from klopt.check.wholes_swapped import swapped, whole_of
from klopt.check.wording import margin, names

Shift = tuple[Said, Said]
"""A figure that both articles give, each with the period of its own."""


@across_rule("figure-conflict")
def figure_conflict(group: Group) -> Iterator[Finding]:
    """Articles about one matter give other figures for one thing and period. Slots: about, period, sides."""
    yield from _told(group, "figure-conflict")
    yield from _from_changes(group, "figure-conflict")
    for pair in group.pairs:
        yield from (_told_otherwise(found) for found in told_otherwise(pair))


@across_rule("series-break")
def series_break(group: Group) -> Iterator[Finding]:
    """A later article gives another figure for an earlier period than was reported then. Slots: about, period,
    sides.
    """
    yield from _told(group, "series-break")
    yield from _from_changes(group, "series-break")


@across_rule("source-conflict")
def source_conflict(group: Group) -> Iterator[Finding]:
    """One source is credited with two figures for one thing. Slots: source, about, period, sides."""
    yield from _told(group, "source-conflict")


@across_rule("period-conflict")
def period_conflict(group: Group) -> Iterator[Finding]:
    """Articles give the same figure for two periods. Slots: value, measure, here, there, one,
    other, more.

    One shared figure is little evidence: many numbers stay the same from year to year. A second one beside it, that
    both articles give, is much.
    """
    for pair in group.pairs:
        events = {(one.mine.days, one.yours.days) for one in other_dates(pair)}
        told: dict[tuple[str, str, str], Shift] = {}
        for mine, yours in pair.shared:
            if (mine.days, yours.days) in events:
                continue  # what happened then is told with two dates
            if (sort := (*mine.sort, str(mine.value))) not in told and moved(pair, mine, yours):
                told[sort] = (mine, yours)
        for some in _by_distance(told.values()):
            yield _for_other_period(pair, some)


def _by_distance(shifts: Iterable[Shift]) -> Iterable[list[Shift]]:
    """Figures that lie the same time off: the rows of two articles have moved against each other, once."""
    found: dict[object, list[Shift]] = {}
    for mine, yours in shifts:
        apart = None
        if mine.days and yours.days:
            one, other = mine.days[0], yours.days[0]
            apart = 12 * (one.year - other.year) + one.month - other.month, one.day - other.day
        found.setdefault(apart or mine.quantity.span, []).append((mine, yours))
    return found.values()


@across_rule("base-swap")
def base_swap(group: Group) -> Iterator[Finding]:
    """One article has a percentage of A that is B, another the same of B that is A. Slots: share, here, there,
    one, other."""
    for pair in group.pairs:
        for mine, yours in pair.shared:
            alone = _is_only_share(pair.one, mine) and _is_only_share(pair.other, yours)
            if mine.value == yours.value and pair.apart <= CLOSE and alone and swapped(mine, yours):
                yield Finding(
                    "base-swap",
                    "warning",
                    (_mark(pair.one, mine.claim), _mark(pair.other, yours.claim)),
                    message(
                        "base-swap",
                        share=mine.quantity.span.text,
                        here=whole_of(mine.claim),
                        there=whole_of(yours.claim),
                        one=outlet(pair.one),
                        other=outlet(pair.other),
                    ),
                )


def _is_only_share(case: Case, one: Said) -> bool:
    """Whether no other percentage stands in the sentence: those of two groups name each other's."""
    return not any(
        quantity.kind == "percent"
        and quantity.span != one.quantity.span
        and one.claim.span.covers(quantity.span)
        for quantity in case.extraction.quantities
    )


def _told(group: Group, kind: Kind) -> Iterator[Finding]:
    found = [one for one in conflicts(group) if one.kind == kind]
    for update in (False, True):
        some = [one for one in found if one.update is update]
        for first, sides in gathered(some, group):
            yield _finding(first, sides)


def _from_changes(group: Group, kind: Kind) -> Iterator[Finding]:
    """Where one article gives a figure, and a change that another tells of makes it another one."""
    for pair in group.pairs:
        if (pair.apart > LATER) == (kind == "series-break"):
            yield from (_unlike(found, kind) for found in unlike(pair))


def _unlike(found: Unlike, kind: Kind) -> Finding:
    change = found.change
    marks = (
        _mark(found.case, found.figure.claim),
        _mark(found.other, change.after.claim),
        _mark(found.other, change.size),
    )
    return Finding(
        kind,
        "warning",
        marks,
        message(
            kind,
            about=about(found.figure, change.after),
            period=in_brackets(found.figure.claim),
            sides=told_and_made(found),
        ),
        stated=Amount(
            found.figure.quantity.lenient, found.figure.quantity.unit, found.figure.quantity.span.text
        ),
        recomputed=Amount(
            change.value, change.after.quantity.unit, margin(change.value, change.after.quantity.unit, "nl")
        ),
    )


def _told_otherwise(found: ToldOtherwise) -> Finding:
    return Finding(
        "figure-conflict",
        "warning",
        (
            _mark(found.case, found.before.claim),
            _mark(found.case, found.after.claim),
            _mark(found.other, found.size.claim),
        ),
        message(
            "figure-conflict",
            about=about(found.after, found.size),
            period=in_brackets(found.after.claim),
            sides=told_and_reckoned(found),
        ),
        stated=Amount(found.size.quantity.lenient, found.size.quantity.unit, found.size.quantity.span.text),
        recomputed=Amount(
            found.value, found.size.quantity.unit, margin(found.value, found.size.quantity.unit, "nl")
        ),
    )


def _finding(first: Conflict, sides: tuple[Side, ...]) -> Finding:
    marks = tuple(_mark(side.case, side.said.claim) for side in sides)
    told = [side.said for side in sides]
    words = [one.quantity.span.text for one in told]
    repairs: tuple[Repair, ...] = ()
    if len(sides) == 2:
        repairs = (Repair(0, words[0], words[1]), Repair(1, words[1], words[0]))
    source = first.mine.claim.source
    return Finding(
        first.kind,
        "note" if first.update else "warning",
        marks,
        message(
            first.kind,
            about=about(*told, alike=first.evidence.measure > 0),
            period=in_brackets(*(one.claim for one in told)),
            sides=told_by(sides),
            source=source.name if source else "",
        ),
        repairs=repairs,
    )


def _for_other_period(pair: Pair, shifts: Sequence[Shift]) -> Finding:
    """The first figure with its periods and outlets, the others behind it with their periods."""
    (mine, yours), *rest = shifts
    thing = thing_in_words(mine, yours)
    marks = [_mark(pair.one, one.claim) for one, _ in shifts] + [
        _mark(pair.other, two.claim) for _, two in shifts
    ]
    return Finding(
        "period-conflict",
        "warning",
        tuple(marks),
        message(
            "period-conflict",
            value=mine.quantity.span.text,
            measure="" if thing is None else f" ({thing})",
            here=days_in_words(mine),
            there=days_in_words(yours),
            one=outlet(pair.one),
            other=outlet(pair.other),
            more=Words(*("".join(_also(shift, thing, lang) for shift in rest) for lang in LANGS)),
        ),
        repairs=tuple(_other_times(shifts)),
    )


def _also(shift: Shift, thing: str | None, lang: Lang) -> str:
    """Another figure with its two periods, and what it measures if that is something else."""
    here, there = (days_in_words(one).in_(lang) for one in shift)
    value, other = shift[0].quantity.span.text, thing_in_words(*shift)
    also: str = names()["across"][lang]["also"]
    return also.format(
        value=value if other in (None, thing) else f"{value} ({other})", here=here, there=there
    )


def _other_times(shifts: Sequence[Shift]) -> Iterator[Repair]:
    """For each figure the words for its period in one article, and what they would have to be: to be pasted as they
    are.
    """
    for nr, (mine, yours) in enumerate(shifts):
        if is_in_text(mine.claim) and is_in_text(yours.claim):
            yield Repair(nr, _as_it_stands(mine), plain_days(yours).nl)
            yield Repair(nr + len(shifts), _as_it_stands(yours), plain_days(mine).nl)


def _as_it_stands(one: Said) -> str:
    return one.claim.period.span.text if one.claim.period else ""


def _mark(case: Case, claim: Claim) -> Marked:
    return Marked(case.article.id, figure_mark(case, claim))
