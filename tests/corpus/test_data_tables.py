"""Tables of pages and documents: what is a data table, and its text."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from lxml.html import fromstring  # type: ignore[import-untyped]

from corpus.docx import read_docx
from corpus.markdown import plain
from corpus.read import read_page
from corpus.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_REPEATED,
    MOST_ROWS,
    is_data,
    rows_of,
    settle,
    text_of,
)

PROSE = (
    "<p>De gemeente kreeg vorig jaar meer meldingen dan in het jaar ervoor, zegt de wethouder van de stad.</p>"
    * 4
)
WIDE = """<table><caption>Meldingen per wijk (x 1.000)</caption>
<tr><th rowspan="2">Wijk</th><th colspan="2">2016</th><th colspan="2">2017</th></tr>
<tr><th>aantal</th><th>%</th><th>aantal</th><th>%</th></tr>
<tr><td colspan="5">Stad</td></tr>
<tr><td>Noord</td><td>1,2<sup>1</sup></td><td>40</td><td>1,4</td><td>41</td></tr>
<tr><td>Zuid</td><td>1,8</td><td>60</td><td>-</td><td>59</td></tr>
<tr><td colspan="5">Bron: gemeente</td></tr></table>"""


def read(body: str) -> str:
    article = f"<article><h1>Kop</h1>{PROSE}{body}{PROSE}</article>"
    page = f"<html><head><title>Kop</title></head><body>{article}</body></html>"
    return read_page(page.encode(), name=1).text


def test_a_table_of_a_page_is_one_paragraph() -> None:
    """Caption, rows with spans written out, a line over the full width without bars, no marks of footnotes."""
    assert (
        "\n\nMeldingen per wijk (x 1.000)\nWijk | 2016 | 2016 | 2017 | 2017\nWijk | aantal | % | aantal | %\nStad\n"
        "Noord | 1,2 | 40 | 1,4 | 41\nZuid | 1,8 | 60 | - | 59\nBron: gemeente\n\n"
    ) in read(WIDE)


def test_powers_stay() -> None:
    """The two of square metres is no mark of a footnote."""
    table = fromstring("<table><tr><td>Park<td>12 km<sup>2</sup><tr><td>Plein<td>34<sup>a</sup></table>")
    assert rows_of(table) == [["Park", "12 km2"], ["Plein", "34"]]


@pytest.mark.parametrize(
    ("across", "down"),
    [("999999999", "1"), ("1", "999999999"), ("-3", "x"), ("0", "0"), ("٣", "1")],
)
def test_hostile_spans(across: str, down: str) -> None:
    """A span that no table has costs nothing and breaks nothing."""
    table = fromstring(
        f'<table><tr><td colspan="{across}" rowspan="{down}">a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>'
    )
    rows = rows_of(table)
    assert len(rows) <= 2
    assert all(len(row) <= MOST_COLUMNS for row in rows)


def test_layout_and_links_are_left_alone() -> None:
    """A table in a table, one that says that it is none, and a list of links stay as they were."""
    for inner in (
        '<table role="presentation"><tr><td>a<td>1<tr><td>b<td>2</table>',
        "<table><tr><td><table><tr><td>a<td>1<tr><td>b<td>2</table></table>",
        '<table><tr><td><a href="x">Een winkel</a><td>35<tr><td><a href="y">Nog een winkel</a><td>36</table>',
    ):
        tree = fromstring(f"<div>{inner}</div>")
        before = [element.tag for element in tree.iter()]
        settle(tree)
        assert [element.tag for element in tree.iter()] == before


def test_what_is_no_data_table() -> None:
    """Words only, one row, paragraphs in cells, and more rows than anybody reads."""
    assert not is_data([["Menu", "Sport"], ["Weer", "Contact"]])
    assert not is_data([["2016", "340"]])
    assert not is_data([["a" * 200, "34"], ["b", "35"]])
    assert not is_data([["2016", "2017"], ["2018", "2019"]])
    assert is_data([["rij", "1"]] * MOST_ROWS)
    assert not is_data([["rij", "1"]] * (MOST_ROWS + 1))
    assert text_of([["Menu", "Sport"], ["Weer", "Contact"]]) == "Menu\nSport\nWeer\nContact"


def test_a_table_of_markdown_keeps_its_empty_corner() -> None:
    """The columns stay under their heads."""
    found = plain("|  | 2016 | 2017 |\n|--|--|--|\n| Inbraken | 34 | 68 |\n")
    assert found.paragraphs == [("| 2016 | 2017\nInbraken | 34 | 68", False)]


def test_cells_that_word_merged_are_repeated() -> None:
    """A head over two columns stands above both."""
    document = docx.Document()
    table = document.add_table(3, 3)
    lines = (("", "2017", ""), ("", "mannen", "vrouwen"), ("Bonden", "34", "35"))
    for row, words in zip(table.rows, lines, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(0, 1).merge(table.cell(0, 2))
    out = BytesIO()
    document.save(out)
    assert read_docx(out.getvalue(), name="a").text == "| 2017 | 2017\n| mannen | vrouwen\nBonden | 34 | 35"


@pytest.mark.parametrize("words", ["woord " * 20, "woord " * 1_000], ids=["cell", "paragraph"])
def test_merged_cells_do_not_blow_up_a_document(words: str) -> None:
    """A few cells that Word merged over thousands are not written thousands of times."""
    document = docx.Document()
    for _ in range(5):
        table = document.add_table(300, 1)
        for nr, row in enumerate(table._tbl.tr_lst):
            (cell,) = row.tc_lst
            cell.grid_span = 40
            cell.vMerge = "continue" if nr else "restart"
        table.rows[0].cells[0].text = words
    out = BytesIO()
    document.save(out)
    text = read_docx(out.getvalue(), name="a").text
    assert words.strip() in text
    assert len(text) <= 5 * len(words) + MOST_REPEATED * (LONGEST_CELL + 3) + 5 * 300 * 2


def test_spans_do_not_blow_up_a_page() -> None:
    """The first tables are written out, and those that would add more cells than any article has stay as they are."""
    wide = "<tr><td>a<td colspan=38>1"
    tree = fromstring(f"<div>{f'<table>{wide * 50}</table>' * 30}</div>")
    before = len([*tree.iter("td")])
    settle(tree)
    after = len([*tree.iter("td")])
    assert before < after <= before + MOST_REPEATED


GRAPH = '<figure><img src="a.png" alt="{alt}"><figcaption>{caption}</figcaption></figure>'


@pytest.mark.parametrize(
    ("alt", "caption", "kept"),
    [
        ("Grafiek: van 34 in 2016 naar 68 in 2017", "Foto: ANP", "Grafiek: van 34 in 2016 naar 68 in 2017"),
        (
            "Een agent",
            "Van hen meldde 34 procent niets. Foto: ANP / Jan Jansen",
            "Van hen meldde 34 procent niets.",
        ),
        (
            "",
            "De infographic toont 12 meldingen per dag. © Redactie",
            "De infographic toont 12 meldingen per dag.",
        ),
    ],
)
def test_a_caption_with_a_figure_is_text(alt: str, caption: str, kept: str) -> None:
    """It is a paragraph of its own where the picture stands, without who made it."""
    assert f"\n\n{kept}\n\n" in read(GRAPH.format(alt=alt, caption=caption))


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        ("Een agent bij 3 auto's", "Foto: ANP"),
        ("", "De brand van 12 mei 2017 in de loods. Foto: ANP"),
        ("Grafiek van de meldingen", "Meldingen in 2016 en 2017"),
        ("", "De spelers met nummer 7 en 9 na de wedstrijd van zondag. Beeld ANP"),
    ],
)
def test_other_captions_are_not(alt: str, caption: str) -> None:
    """Photographs, dates and credits."""
    assert read(GRAPH.format(alt=alt, caption=caption)) == read("")


def test_an_alt_text_that_repeats_the_caption_is_read_once() -> None:
    """The same words stand in the text once."""
    words = "Grafiek: 34 procent van de gemeenten meldde niets"
    assert read(GRAPH.format(alt=words, caption=words)).count(words) == 1
