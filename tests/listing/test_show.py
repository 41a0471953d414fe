"""`klopt show`: everything marked and nothing of the text lost, in a terminal, as JSON and as a page."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article, Span
from klopt.cli import main
from klopt.marking import KINDS, Place, legend, marked_field
from klopt.terminal import printable

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def shown(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(["show", *args]) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("built")
def test_everything_is_marked_with_its_letter(capsys: pytest.CaptureFixture[str]) -> None:
    """Names, figures, periods, sources, claims and findings, and what the letters mean."""
    out = shown(capsys, "1")
    assert "[volgens [CoMensha]o]b van [[34]c in [2016]t]!1 naar [[68]c in [2017]t]!1.]w" in out
    assert "zegt [Ina Hut]p." in out
    assert "Gemarkeerd: p = persoon, o = organisatie, c = cijfer, t = tijd, b = bron, w = bewering" in out


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("words", [("persoon", "BRON"), ("person", "source")])
def test_what_is_marked_can_be_chosen(capsys: pytest.CaptureFixture[str], words: tuple[str, str]) -> None:
    """By the Dutch or the English word, in any case."""
    out = shown(capsys, "1", "--mark", words[0], "--mark", words[1])
    assert "[volgens CoMensha]b van 34 in 2016 naar 68" in out
    assert "[Ina Hut]p" in out


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("verdict", ["wel", "niet"])
def test_what_adds_up_by_a_verdict_stands_apart(capsys: pytest.CaptureFixture[str], verdict: str) -> None:
    """Not marked and not below what does not add up, in a terminal and on pages; what was judged wrong stays there."""
    (finding,) = json.loads(shown(capsys, "1", "--format", "json"))["findings"]
    assert finding["verdict"] is None
    assert main(["judge", finding["key"], verdict, "--by", "Els"]) == 0
    capsys.readouterr()
    text, page = shown(capsys, "1"), shown(capsys, "1", "--format", "html")
    assert json.loads(shown(capsys, "1", "--format", "json"))["findings"][0]["verdict"]["name"] == "Els"
    assert main(["export", "--format", "html", "-o", "paginas"]) == 0
    pages = [page, Path("paginas/1.html").read_text("utf-8")]
    if verdict == "niet":
        assert "]!1" in text
        assert "klopt wel" not in text
        assert all('id="finding-1"' in one and "klopt wel" not in one for one in pages)
        return
    assert "]!1" not in text
    assert "Wat niet klopt" not in text
    assert text.index("Beoordeeld als: klopt wel") < text.index("Els, ")
    assert all("<h2>Beoordeeld als: klopt wel</h2>" in one and "Wat niet klopt" not in one for one in pages)
    assert not any('class="finding"' in one for one in pages)


@pytest.mark.usefixtures("built")
def test_nothing_can_be_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """`--mark niets` leaves the text as it is."""
    assert "volgens CoMensha van 34 in 2016 naar 68 in 2017." in shown(capsys, "1", "--mark", "niets")


@pytest.mark.usefixtures("built")
def test_a_wrong_word_names_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """In the language that klopt speaks."""
    assert main(["show", "1", "--mark", "boom"]) == 2
    assert "persoon, organisatie, plaats" in capsys.readouterr().err
    assert main(["show", "1", "--mark", "boom", "--lang", "en"]) == 2
    assert "person, organisation, place" in capsys.readouterr().err


@pytest.mark.usefixtures("built")
def test_a_page_has_the_text_with_classes(capsys: pytest.CaptureFixture[str]) -> None:
    """Strip the tags and the text is there; each mark says what it is."""
    page = shown(capsys, "1", "--format", "html")
    assert "Het aantal meldingen steeg volgens CoMensha van 34 in 2016 naar 68 in 2017." in html.unescape(
        re.sub(r"<[^>]*>", "", page)
    )
    assert re.search(r'<mark class="claim source organisation"[^>]*>CoMensha</mark>', page)
    assert 'href="#finding-1"' in page


@pytest.mark.usefixtures("built")
def test_as_json_it_is_what_was_read_and_found(capsys: pytest.CaptureFixture[str]) -> None:
    """One object with the text, the lists of `klopt extract` and the findings of `klopt check`."""
    row = json.loads(shown(capsys, "1", "--format", "json"))
    assert [figure["text"] for figure in row["quantities"]] == ["34", "68"]
    assert row["text"].startswith("Het aantal meldingen")
    assert row["findings"][0]["rule"] == "change-factor"


@pytest.mark.usefixtures("built")
def test_hostile_text_does_no_harm(capsys: pytest.CaptureFixture[str]) -> None:
    """No escape sequence and no tag of an article reaches the reader."""
    assert "\x1b" not in shown(capsys, "2")
    assert "<script>" not in shown(capsys, "2", "--format", "html")


@st.composite
def marked_articles(draw: st.DrawFn) -> tuple[Article, list[Place]]:
    """A text and marks anywhere in it: side by side, the same, crossing, one in another."""
    text = draw(st.text(st.sampled_from("ab\n cé"), min_size=1, max_size=40))
    places = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        places.append(Place(Span("text", start, end, text[start:end]), draw(st.sampled_from(KINDS))))
    return Article(id=1, text=text), places


@settings(deadline=None)
@given(marked_articles())
def test_without_the_marks_it_is_the_text(drawn: tuple[Article, list[Place]]) -> None:
    """With colours and without, nothing is lost, added or moved."""
    article, places = drawn
    plain = marked_field(article, "text", places, "nl", colour=False)
    assert re.sub(r"\][polnctbqw!]\d*|\[", "", plain) == printable(article.text)
    assert plain.count("[") == plain.count("]") == len(places)
    coloured = _COLOURS.sub("", marked_field(article, "text", places, "nl", colour=True))
    assert re.sub(r"\[[w!]\]", "", coloured) == printable(article.text)


def test_a_legend_has_what_is_there() -> None:
    """Each kind once, in one order; nothing without marks."""
    place = Place(Span("text", 0, 1, "a"), "quote")
    assert legend([place, place], "en", colour=False) == "q = quote"
    assert legend([], "nl", colour=False) == ""


@pytest.mark.model
def test_a_page_is_of_one_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file with two articles is not printed as one page; as JSON each has its line."""
    path = tmp_path / "twee.jsonl"
    path.write_text('{"id": 1, "text": "Er waren 3 tips."}\n{"id": 2, "text": "Er waren 4 tips."}\n', "utf-8")
    assert main(["show", str(path), "--format", "html"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert "2 artikelen" in err
    assert [json.loads(line)["id"] for line in shown(capsys, str(path), "--format", "json").splitlines()] == [
        1,
        2,
    ]
