"""What tells two articles on one matter from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

import pytest

from corpus.article import Article
from extract.words import table
from klopt.check.candidates import WORD
from klopt.check.case import Case
from klopt.check.group import agreeing
from klopt.check.one_matter import RARE, Signs, decades, shared_names, signs

Cases = Callable[[Iterable[Article]], list[Case]]

pytestmark = pytest.mark.model

FEW = "In Delt zijn vorig jaar 2.418 fietsen gestolen."
MANY = FEW + "".join(f" In wijk {nr} waren het er {1_001 + 7 * nr}." for nr in range(2, 30))


def two(cases: Cases, here: str, there: str, source: str = "De Post") -> tuple[Case, Case]:
    one, other = cases([Article(id=1, text=here), Article(id=2, source=source, text=there)])
    return one, other


def odds(cases: Cases, here: str, there: str, source: str = "De Post") -> Signs:
    one, other = two(cases, here, there, source)
    return signs(one, other, tuple(agreeing(one, other)))


def test_a_figure_says_less_where_there_are_many(cases: Cases) -> None:
    """Of four digits nine thousand are possible; who gives twenty-nine shares one sooner."""
    few, many = two(cases, FEW, FEW), two(cases, FEW, MANY)
    of_few, of_many = (decades(*pair, tuple(agreeing(*pair))) for pair in (few, many))
    assert of_few == pytest.approx(3.95, abs=0.01)
    assert 2 < of_many < of_few - 1
    assert decades(*few, tuple(agreeing(*few)), without=(Decimal(2418),)) == 0


def test_common_words_say_less_than_rare_ones(cases: Cases) -> None:
    """What is in every second article is no sign."""
    common = odds(
        cases, "Er komen dit jaar veel mensen naar de stad.", "Veel mensen komen volgend jaar in de stad."
    )
    rare = odds(cases, "De kievit broedt in het weiland.", "In het weiland broedt een kievit.")
    assert rare.words > common.words
    assert rare.odds > common.odds


def test_who_published_it_is_a_name_that_the_other_mentions(cases: Cases) -> None:
    """A press release need not name who sends it; that both are of one paper says nothing."""
    told = "Volgens Stichting Warm Welkom slapen er 186 gezinnen in Breedhaven."
    sent = two(cases, told, "Er slapen 186 gezinnen in de noodopvang.", "Stichting Warm Welkom (persbericht)")
    assert {"warm", "welkom"} <= shared_names(*sent)
    same = cases([Article(id=nr, source="De Delter Post", text="Het regent vandaag.") for nr in (1, 2)])
    assert shared_names(*same) == frozenset()


def test_common_words_are_below_rare_ones() -> None:
    """The table holds only what the code counts: longer words, each once, below what a rare one weighs."""
    levels = table("background")["level"]
    words = [word for level in levels for word in level["words"].split()]
    assert max(level["value"] for level in levels) < RARE
    assert len(set(words)) == len(words) > 500
    assert min(map(len, words)) >= WORD
