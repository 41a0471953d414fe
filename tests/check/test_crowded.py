"""In a text full of figures, what stands apart is a mistake only where a slip explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from corpus.article import Article
from klopt.check.case import Case
from klopt.check.registry import select
from klopt.check.run import check_article

Cases = Callable[[Iterable[Article]], list[Case]]
AMONG = (
    "De heuvel is 120 meter hoog. De kerk heeft 4 klokken. Op de markt staan 65 kramen. Zee ligt 18 kilometer ver. "
    "De bakker (52) verkoopt 900 broden. Het bos meet 340 hectare. De brug kostte 2,7 miljoen euro. In de haven "
    "liggen 230 boten. Een kaartje kost 7,50 euro. De toren is 88 meter hoog. Het koor zong 19 liederen.\n\n"
)
SHARED = (
    "De raad telt {} zetels. Progressief Delden haalde er 14, het Dorpsbelang elf en de resterende zes gingen naar "
    "Nieuw Elan."
)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        (SHARED.format(47), ["parts-sum"], []),
        (AMONG + SHARED.format(47), [], ["no-slip"]),
        (AMONG + SHARED.format(33), ["parts-sum"], []),
        (AMONG + SHARED.format(31), [], ["holds"]),
    ],
    ids=["alone", "among others", "a digit", "right"],
)
def test_what_stands_apart_among_many_figures(
    text: str, found: list[str], why: list[str], cases: Cases
) -> None:
    """31 of 47 seats is no slip, 31 of 33 is one."""
    checked = check_article(select(), cases([Article(id="x", text=text)])[0])
    assert [finding.rule for finding in checked.findings if finding.level != "note"] == found
    assert [look.why for look in checked.looks if look.rule == "parts-sum"] == why
