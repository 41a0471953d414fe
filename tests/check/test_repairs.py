"""Repairs that are no outcome of a sum: what may be changed, and what may not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from corpus.article import Article
from klopt.check.case import Case
from klopt.check.registry import select
from klopt.check.run import check_article

Cases = Callable[[Iterable[Article]], list[Case]]

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("De drie schaatsers finishten in respectievelijk 38,2 en 39,1 seconden.", [("drie", "2")]),
        ("Gouda, Woerden en Alphen kregen respectievelijk 12 en 15 bussen.", []),
    ],
)
def test_respectievelijk_repairs_the_number_of_things(
    text: str, repairs: list[tuple[str, str]], cases: Cases
) -> None:
    """A stated number can be changed; which value a list lacks, nobody can say."""
    (finding,) = check_article(select(["respectievelijk"]), cases([Article(id="x", text=text)])[0]).findings
    assert [(repair.before, repair.after) for repair in finding.repairs] == repairs


def test_a_comment_in_the_text_itself_passes_a_rule_over(cases: Cases) -> None:
    """Articles that come without a file (a line of JSON) bring their comments in their text."""
    text = "<!-- klopt: niet same-period -->\n\nHet steeg van 34 in 2017 naar 68 in 2017."
    checked = check_article(select(["same-period"]), cases([Article(id="x", text=text)])[0])
    assert checked.findings == ()
    assert {look.why for look in checked.looks} == {"told"}
