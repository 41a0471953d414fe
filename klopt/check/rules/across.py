"""The same figures in two articles: tied to other periods, or other figures for the same period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from extract.nouns import Claim
from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.finding import Finding, Marked, Repair
from klopt.check.group import Group, days_of, figures_of, value_of, values_by_period
from klopt.check.marks import figure_mark
from klopt.check.registry import across_rule, message

_UNSETTLED = {"estimated", "expected", "demanded", "denied", "hearsay"}


@across_rule("period-conflict")
def period_conflict(group: Group) -> Iterator[Finding]:
    """Both articles give the same two values of a measure, one of them for other periods. Slots: value,
    measure, here, there.

    One shared value is no evidence: many numbers stay the same from year to year.
    """
    shared: dict[tuple[str, str, str], set[Decimal]] = defaultdict(set)
    for measure, kind, unit, value in group.agreeing:
        shared[measure, kind, unit].add(value)
    mine_at, theirs_at = _periods_of(group.one), _periods_of(group.other)
    told: set[Decimal] = set()
    for mine, yours in group.pairs():
        if value_of(mine) != value_of(yours) or len(shared[value_of(mine)[:3]]) < 2:
            continue
        here, there = days_of(mine), days_of(yours)
        value = value_of(mine)[3]
        if here is None or there is None or not _apart(here, there) or value in told:
            continue
        if there in mine_at[value_of(mine)] or here in theirs_at[value_of(mine)]:
            continue  # one of the articles gives the value for both periods
        told.add(value)
        marks = (_mark(group.one, mine), _mark(group.other, yours))
        when, other_when = _when(mine), _when(yours)
        yield Finding(
            "period-conflict",
            "warning",
            marks,
            message(
                "period-conflict",
                value=mine.quantity.span.text if mine.quantity else "",
                measure=mine.phrase or mine.measure or "",
                here=when,
                there=other_when,
            ),
            repairs=(Repair(0, when, other_when), Repair(1, other_when, when)),
        )


@across_rule("figure-conflict")
def figure_conflict(group: Group) -> Iterator[Finding]:
    """Articles that share a figure give other values of one measure for one period. Slots: here, there,
    measure, period.
    """
    mine_for, theirs_for = values_by_period(figures_of(group.one)), values_by_period(figures_of(group.other))
    for mine, yours in group.pairs():
        here, there = mine.quantity, yours.quantity
        days = days_of(mine)
        if (
            here is None
            or there is None
            or days is None
            or days != days_of(yours)
            or here.lenient.overlaps(there.lenient)
        ):
            continue
        key = (mine.measure or "", days)
        if len(mine_for[key]) > 1 or len(theirs_for[key]) > 1:
            continue  # the measure covers several groups of people or things
        if _revised(group.one, mine) or _revised(group.other, yours) or _other_group(mine, yours):
            continue
        if _says(group.other, exact_value(here)) or _says(group.one, exact_value(there)):
            continue  # each article knows the other's figure: then it is about something else
        yield Finding(
            "figure-conflict",
            "warning",
            (_mark(group.one, mine), _mark(group.other, yours)),
            message(
                "figure-conflict",
                here=here.span.text,
                there=there.span.text,
                measure=mine.phrase or mine.measure or "",
                period=_when(mine),
            ),
            repairs=(
                Repair(0, here.span.text, there.span.text),
                Repair(1, there.span.text, here.span.text),
            ),
        )


def _periods_of(case: Case) -> dict[tuple[str, str, str, Decimal], set[tuple[date, date]]]:
    found: dict[tuple[str, str, str, Decimal], set[tuple[date, date]]] = defaultdict(set)
    for claim in figures_of(case):
        days = days_of(claim)
        if days:
            found[value_of(claim)].add(days)
    return found


def _apart(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _mark(case: Case, claim: Claim) -> Marked:
    return Marked(case.article.id, figure_mark(case, claim))


def _when(claim: Claim) -> str:
    """The period as the article writes it, with the year if that does not stand there."""
    if claim.period is None or claim.period.days is None or claim.period.days.start is None:
        return ""
    words, year = claim.period.span.text, str(claim.period.days.start.year)
    return words if year in words else f"{words} ({year})"


def _revised(case: Case, claim: Claim) -> bool:
    """Whether the sentence gives an estimate, or a newer count than one before."""
    return claim.modality in _UNSETTLED or case.says(claim.span, tuple(table("changes")["updates"]["words"]))


def _other_group(one: Claim, other: Claim) -> bool:
    """Whether the phrases name two different groups: both say more than the noun, and not the same."""
    mine, yours = _beyond_noun(one), _beyond_noun(other)
    return bool(mine) and bool(yours) and not (mine & yours)


def _beyond_noun(claim: Claim) -> set[str]:
    noun = claim.measure or ""
    return {
        word
        for word in (claim.phrase or "").lower().split()
        if len(word) > 3 and not word.startswith(noun[:4])
    }


def _says(case: Case, value: Decimal | None) -> bool:
    """Whether the article holds this value anywhere."""
    return any(exact_value(quantity) == value for quantity in case.extraction.quantities)
