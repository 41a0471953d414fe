"""Pages with the markup habits of Dutch publishers' systems, as klopt must read them (`tests/pages/`)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.read import read_page

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
