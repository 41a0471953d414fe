"""The same figures in several articles: other figures for one thing, tied to other periods, of another whole."""

from __future__ import annotations

from collections.abc import Iterator

from extract.nouns import Claim
from klopt.check.called import SAME_THING, days_in_words, in_brackets, is_in_text, thing_in_words
from klopt.check.case import Case
from klopt.check.changed_by import ToldOtherwise, told_otherwise
from klopt.check.changed_from import Unlike, unlike
from klopt.check.conflicts import Conflict, Kind, conflicts
from klopt.check.finding import Amount, Finding, Marked, Repair, Words
from klopt.check.group import Group, Pair
from klopt.check.marks import figure_mark
from klopt.check.moved import moved
from klopt.check.one_period import CLOSE, LATER
from klopt.check.outlets import outlet, told_and_made, told_and_reckoned, told_by
from klopt.check.registry import across_rule, message
from klopt.check.said import Said
from klopt.check.sides import Side, gathered
from klopt.check.wholes_swapped import swapped, whole_of
from klopt.check.wording import margin


@across_rule("figure-conflict")
def figure_conflict(group: Group) -> Iterator[Finding]:
    """Articles about one matter give other figures for one thing and period. Slots: measure, period, sides."""
    yield from _told(group, "figure-conflict")
    yield from _from_changes(group, "figure-conflict")
    for pair in group.pairs:
        yield from (_told_otherwise(found) for found in told_otherwise(pair))


@across_rule("series-break")
def series_break(group: Group) -> Iterator[Finding]:
    """A later article gives another figure for an earlier period than was reported then. Slots: measure, period,
    sides.
    """
    yield from _told(group, "series-break")
    yield from _from_changes(group, "series-break")


@across_rule("source-conflict")
def source_conflict(group: Group) -> Iterator[Finding]:
    """One source is credited with two figures for one thing. Slots: source, measure, period, sides."""
    yield from _told(group, "source-conflict")


@across_rule("period-conflict")
def period_conflict(group: Group) -> Iterator[Finding]:
    """Articles give the same figure for two periods. Slots: value, measure, here, there, one,
    other.

    One shared figure is little evidence: many numbers stay the same from year to year. A second one beside it, that
    both articles give, is much.
    """
    for pair in group.pairs:
        told: set[tuple[str, str, str]] = set()
        for mine, yours in pair.shared:
            sort = (*mine.sort, str(mine.value))
            if sort not in told and moved(pair, mine, yours):
                told.add(sort)
                yield _for_other_period(pair, mine, yours)


@across_rule("base-swap")
def base_swap(group: Group) -> Iterator[Finding]:
    """One article has a percentage of A that is B, another the same of B that is A. Slots: share, here, there,
    one, other."""
    for pair in group.pairs:
        for mine, yours in pair.shared:
            if mine.value == yours.value and pair.apart <= CLOSE and swapped(mine, yours):
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
            measure=thing_in_words(found.figure, change.after),
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
            measure=thing_in_words(found.after, found.size),
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
            measure=thing_in_words(*told) if first.evidence.measure > 0 else SAME_THING,
            period=next(filter(None, (in_brackets(one.claim) for one in told)), ""),
            sides=told_by(sides),
            source=source.name if source else "",
        ),
        repairs=repairs,
    )


def _for_other_period(pair: Pair, mine: Said, yours: Said) -> Finding:
    when, other_when = days_in_words(mine), days_in_words(yours)
    thing = thing_in_words(mine, yours)
    both_told = all(is_in_text(one.claim) for one in (mine, yours))
    return Finding(
        "period-conflict",
        "warning",
        (_mark(pair.one, mine.claim), _mark(pair.other, yours.claim)),
        message(
            "period-conflict",
            value=mine.quantity.span.text,
            measure="" if isinstance(thing, Words) else f" ({thing})",
            here=when,
            there=other_when,
            one=outlet(pair.one),
            other=outlet(pair.other),
        ),
        repairs=(Repair(0, when, other_when), Repair(1, other_when, when)) if both_told else (),
    )


def _mark(case: Case, claim: Claim) -> Marked:
    return Marked(case.article.id, figure_mark(case, claim))
