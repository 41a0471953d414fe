"""Charts as places on a plane, and the findings beside the text, without a browser."""

from __future__ import annotations

from itertools import pairwise

import pytest

from corpus.article import Article
from db.among import Head
from extract.nouns import Claim, Period
from extract.quantities import read_quantities
from klopt.check.finding import Finding, Level, Marked, Words
from klopt.days import day_or_longer
from klopt.followed import Figure
from klopt.judged import Known
from klopt.messages import Lang
from klopt.web import shown
from klopt.web.chart import charts
from klopt.web.start import bars


def figure(words: str, year: str) -> Figure:
    """What one article says of a year."""
    text = f"In {year} was het {words}."
    quantity = max(read_quantities(text), key=lambda one: one.span.start)
    assert quantity.span.text == words
    period = Period(quantity.span, day_or_longer(year), "year")
    claim = Claim(quantity.span, "verlies", "verlies", quantity, period)
    return Figure(Head(1, "1", "Kop", "De Krant", f"{year}-05-01", None), claim, quantity, 1, ())


@pytest.mark.parametrize(("lang", "unit"), [("nl", "euro"), ("en", "euros")])
def test_money_is_called_as_people_do(lang: Lang, unit: str) -> None:
    """Above the axis, in the sentence and at a point."""
    (chart,) = charts([figure("6 miljoen euro", "2021"), figure("5 miljoen euro", "2022")], lang)
    assert chart.unit == unit
    assert f" {unit} (" in chart.words
    assert not any("EUR" in words for words in (chart.words, *(point.words for point in chart.points)))


@pytest.mark.parametrize(
    ("values", "cut"), [(("3.400", "4.520"), True), (("10", "4.520"), False), (("100", "900"), False)]
)
def test_an_axis_that_does_not_begin_at_nought_says_so(values: tuple[str, str], cut: bool) -> None:
    """Of one by powers of ten something else is said."""
    (chart,) = charts([figure(value, str(2021 + nr)) for nr, value in enumerate(values)], "nl")
    assert chart.cut == cut


def test_names_of_an_axis_stay_on_the_chart() -> None:
    """As large as on a phone, where a letter is sixteen units wide."""
    (chart,) = charts([figure("412.000", "2021"), figure("1.234.000", "2022")], "nl")
    assert all(len(tick.label) * 16 <= chart.left + 8 for tick in chart.up)


def test_a_bar_has_its_number_where_that_fits() -> None:
    """Of few all, of many the highest and what stands free of it; an empty month has none."""
    assert [bar.number for bar in bars([("2018-01", 3), ("2018-03", 1_200)], "nl")] == ["3", "", "1.200"]
    many = bars(
        [(f"{year}-{month:02}", 100 + month) for year in (2018, 2019) for month in range(1, 13)], "nl"
    )
    told = [bar for bar in many if bar.number]
    assert "112" in {bar.number for bar in told}
    assert all(b.x - a.x >= 3 * 16 for a, b in pairwise(told))


def beside(*paragraphs: str, level: Level = "error") -> list[tuple[int, int, int]]:
    """Of the passages of an article with a finding at each figure: paragraphs beside them, findings, others."""
    article = Article(id=1, title="Kop", text="\n\n".join(paragraphs))
    source, found = shown.Source(article), []
    for nr, quantity in enumerate(read_quantities(article.text)):
        said = Words("Het deel is groter dan het geheel. " * 4, "")
        finding = Finding("part-whole", level, (Marked(1, quantity.span),), said)
        key = f"{nr:064}"
        found.append((key, finding, shown.finding(Known(key), finding, {1: source}, "nl"), True))
    page = shown.page(article, found, "nl")
    return [(len(one.lead), len(one.notes), len(one.rest)) for one in page.passages]


def test_findings_push_no_text_apart() -> None:
    """Where those of a paragraph reach far below it, the next paragraph with findings stands right under it."""
    short, long = "Er waren 10 van de 12.", "Er waren 10. " + "En toen nog iets. " * 40
    assert beside(short, short) == [(2, 4, 0)]
    assert beside(long, long) == [(1, 1, 0), (1, 1, 0)]
    assert beside(short, "Niets.", short, "Niets.") == [(3, 4, 1)]
    assert beside("Niets.", long, "Niets.", short) == [(1, 0, 0), (1, 1, 1), (1, 2, 0)]
