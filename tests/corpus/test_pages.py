"""Pages with the markup habits of Dutch publishers' systems, as klopt must read them (`tests/pages/`)."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement, fromstring  # type: ignore[import-untyped]

from corpus.furniture import prune, without_furniture
from corpus.read import read_page
from corpus.reasons import Refused

FOLDER = Path(__file__).parent.parent / "pages"
PAGES: list[dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))["page"]
FIELDS = (
    *("kind", "title", "published", "modified", "authors", "agency", "section", "language", "paywall"),
    *("source", "reserved", "published_from"),
)


@pytest.mark.parametrize("page", PAGES, ids=[page["file"].removesuffix(".html") for page in PAGES])
def test_page(page: dict[str, Any]) -> None:
    """Every field that the table names, every paragraph in order, nothing that is not the article's."""
    read = read_page((FOLDER / page["file"]).read_bytes(), name=page["file"])
    got = {name: getattr(read, name) for name in FIELDS if name in page}
    got |= {"authors": list(read.authors)} if "authors" in page else {}
    assert got == {name: None if page[name] == "" else page[name] for name in got}
    assert [words for words in page.get("never", ()) if words in read.text] == []
    if "paragraphs" in page:
        blocks = read.text.split("\n\n")
        openings = [block[: len(words)] for block, words in zip(blocks, page["paragraphs"], strict=False)]
        assert [*openings, *(block[:40] for block in blocks[len(openings) :])] == page["paragraphs"]
    if "correction" in page:
        assert "\n\n".join(span.text for span in read.skipped) == page["correction"]


def test_every_page_is_in_the_table() -> None:
    """No page without expectations, none twice."""
    assert sorted(page["file"] for page in PAGES) == sorted(path.name for path in FOLDER.glob("*.html"))


@pytest.mark.parametrize(
    "changes",
    [
        {"Laatste update: 11:02": "Laatste update: 15:44", "2023-03-14T11:02:17": "2023-03-14T15:44:00"},
        {
            "Regio</a>": "In de buurt</a>",
            "Twee gewonden": "Geen gewonden",
            "Omrijden kost": "Omrijden kostte",
        },
    ],
    ids=["stamps", "menus"],
)
def test_what_makes_no_new_version(changes: dict[str, str]) -> None:
    """Other stamps, menus and teasers leave title and text, by which versions are told apart, as they were."""
    html = (FOLDER / "dpg_krant_artikel.html").read_text(encoding="utf-8")
    changed = html
    for old, new in changes.items():
        assert old in changed
        changed = changed.replace(old, new)
    before, after = (read_page(text.encode(), name=1) for text in (html, changed))
    assert (before.title, before.text) == (after.title, after.text)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<div class='related'>" * 20_000 + "tekst", "deep furniture"),
        ("<table><tr><td>" * 5_000 + "tekst", "deep tables"),
        ("<b>" * 300_000, "one tag"),
        ("<p>a" * 100_000, "many paragraphs"),
        ("<h2><a href=/>kop</a></h2>" * 30_000, "many headings"),
        ("<h1>kop</h1>" + "<div class='meta author'>door " * 3_000 + "ANP", "deep bylines"),
        ("<h1>kop</h1>" + "<p class=intro>x</p>" * 3_000, "many leads"),
        ("<p class='" + "related " * 200_000 + "'>tekst", "long class"),
        ("<p>\0\0tek\0st\0</p>" * 1_000, "NULs"),
        ("<meta name=author content='" + "en " * 200_000 + "'><p>tekst", "long author"),
        ("<time>" * 2_000 + "1 mei 2020", "deep times"),
        ("<p>" + "(" * 200_000, "brackets"),
        ("<p>" + "9-" * 200_000, "figures"),
        ("<p>kop</p><p>" + "." * 60_000 + "x", "dots"),
        ("<p>" + ("<i class=related></i>" + "woord " * 60) * 4_000, "furniture in a paragraph"),
    ],
    ids=lambda value: value if len(value) < 30 else "",
)
def test_hostile_page(html: str, why: str) -> None:
    """An article or a refusal, never a crash; what takes minutes instead of seconds is noticed by who runs it."""
    with suppress(Refused):
        assert read_page(f"<html><body><main>{html}</main></body></html>".encode(), name=why).id == why


def test_furniture_goes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands behind each piece stays, and is not copied again for every piece that goes."""
    monkeypatch.setattr(HtmlElement, "drop_tree", lambda _: pytest.fail("one by one"))
    tree = fromstring(
        "<html><body><h1>kop</h1><p>een <i class='related'>weg</i>twee <b class='related'>ook <i class='related'>weg"
        "</i></b>drie</p><div class='related'>en dit</div>vier</body></html>"
    )
    prune(tree)
    assert tree.text_content() == "kopeen twee drievier"


@pytest.mark.parametrize("end", ["", ":", " …", " (12)", " >>"])
def test_the_list_below_the_text_goes(end: str) -> None:
    """Whatever marks or number its heading has; a heading that says more is text."""
    text = ["De brug over de Linge is dicht.", "Dat duurt tot mei."]
    below = [f"Meest gelezen{end}", "Brug open"]
    assert without_furniture([*text, *below, "x" * 10], [], set()) == text
    more = f"Meest gelezen boek{end}"
    assert without_furniture([*text, more, "Brug open"], [], set()) == [*text, more, "Brug open"]
