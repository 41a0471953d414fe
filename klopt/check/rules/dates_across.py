"""The same event in several articles, on two dates."""

from __future__ import annotations

from collections.abc import Iterator

from klopt.check.case import Case
from klopt.check.dated import Dated
from klopt.check.finding import Finding, Marked, Repair, Words
from klopt.check.group import Group
from klopt.check.other_date import OtherDate, other_dates
from klopt.check.outlets import outlet
from klopt.check.registry import across_rule, message


@across_rule("date-conflict")
def date_conflict(group: Group) -> Iterator[Finding]:
    """Articles give two dates for one event. Slots: event, here, there, one, other."""
    for pair in group.pairs:
        yield from map(_finding, other_dates(pair))


def _finding(found: OtherDate) -> Finding:
    pair, (here, there) = found.pair, (found.mine.period.span.text, found.yours.period.span.text)
    return Finding(
        "date-conflict",
        "warning",
        (_mark(pair.one, found.mine), _mark(pair.other, found.yours)),
        message(
            "date-conflict",
            event=_event(found),
            here=here,
            there=there,
            one=outlet(pair.one),
            other=outlet(pair.other),
        ),
        repairs=(Repair(0, here, there), Repair(1, there, here)),
    )


def _event(found: OtherDate) -> Words:
    """What the articles call it, where both have a word for it."""
    if found.called is None:
        return Words("", "")
    one, other = (f"'{word}'" for word in found.called)
    return (
        Words(f" ({one})", f" ({one})") if one == other else Words(f" ({one}, {other})", f" ({one}, {other})")
    )


def _mark(case: Case, one: Dated) -> Marked:
    return Marked(case.article.id, one.period.span)
