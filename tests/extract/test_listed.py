"""Lists whose items take their period from the line above them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from corpus.article import Article
from extract.listed import lists_in
from extract.nouns import Extraction
from extract.pipeline import extract


def years(text: str, nlp: Language) -> dict[str, int | None]:
    """The year of each figure."""
    article = Article(id=1, text=text, published="2018-09-11")
    (found,) = extract([article], nlp)
    assert isinstance(found, Extraction)
    return {
        claim.quantity.span.text: claim.period.days.start.year
        if claim.period and claim.period.days and claim.period.days.start
        else None
        for claim in found.claims
        if claim.quantity is not None
    }


@pytest.mark.model
def test_items_take_the_period_of_the_line_above(nlp: Language) -> None:
    """An item with a period of its own keeps it; what stands behind the list takes nothing."""
    text = (
        "In 2017:\n- 34 meldingen van overlast\n- 16 boetes\n- 12 aanhoudingen in 2016\n\nEr zijn 80 agenten."
    )
    assert years(text, nlp) == {"34": 2017, "16": 2017, "12": 2016, "80": None}


@pytest.mark.model
def test_lines_of_one_paragraph_below_a_colon(nlp: Language) -> None:
    """As pages and documents give lists: no bullets, a paragraph of short lines."""
    text = "De cijfers over 2017:\n\n34 meldingen\n68 boetes\n\nNu 12 agenten."
    assert years(text, nlp) == {"34": 2017, "68": 2017, "12": None}


@pytest.mark.model
def test_a_line_with_two_periods_gives_none(nlp: Language) -> None:
    """Which of the two it is, the list does not say."""
    assert years("Van 2016 tot en met 2016, en in 2017:\n- 34 meldingen\n- 16 boetes", nlp)["34"] is None


@pytest.mark.parametrize(
    "text",
    [
        "In 2017:\n- 34 meldingen\n\nDat is alles.",
        "De burgemeester zei in 2017:\n\n"
        + "Wij hebben in deze stad met 34 agenten te weinig mensen op straat, dat blijft zo.\n" * 3,
        "In 2017 waren er 34 meldingen.\n- 16 boetes\n- 12 aanhoudingen",
    ],
)
def test_no_list(text: str) -> None:
    """One item, running text behind a colon, and items below a sentence."""
    assert [*lists_in(text)] == []
