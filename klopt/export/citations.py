"""Chosen articles as a list of references: BibTeX (for biblatex, in UTF-8) and CSL-JSON (for Zotero and most others).

One small record each, of which the field names are fixed (https://ctan.org/pkg/biblatex, section 2.2;
https://docs.citationstyles.org, appendix III and IV).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from corpus.article import Article
from db.search import fold
from klopt.terminal import printable

Seen = Callable[[int], str]

# What TeX takes for a command; https://ctan.org/pkg/first-latex-doc has the list of ten.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "{}%&$#_"},
}


def cite_key(article: Article, row_id: int) -> str:
    """A key that says outlet, year and number: letters, digits and hyphens."""
    outlet = re.sub(r"[^a-z0-9]+", "", fold(article.source or "")) or "klopt"
    year = str(article.published_on.year) if article.published_on else "zj"
    return f"{outlet}{year}-{row_id}"


def bibtex(articles: Iterable[tuple[int, Article]], seen: Seen, untitled: str) -> Iterator[str]:
    """An entry for each article; `seen` is the day on which klopt first had it. What has no title is called by its
    first words (a record without one is not valid), and `untitled` if there are none.
    """
    for row_id, article in articles:
        fields = {
            "author": " and ".join(map(_author, article.authors)),
            "title": f"{{{_tex(article.headline) or _tex(untitled)}}}",
            "journaltitle": _tex(article.source),
            "date": str(article.published_on or ""),
            "url": _address(article.url),
            "urldate": seen(row_id),
            "langid": "dutch",
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        yield f"@article{{{cite_key(article, row_id)},\n{lines}}}\n\n"


def csl_json(articles: Iterable[tuple[int, Article]], seen: Seen, untitled: str) -> Iterator[str]:
    """One JSON list, an item on each line; as `bibtex`."""
    start = "[\n"
    for row_id, article in articles:
        yield start + json.dumps(_item(row_id, article, seen(row_id), untitled), ensure_ascii=False)
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


def _item(row_id: int, article: Article, seen: str, untitled: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": cite_key(article, row_id),
        "type": "article-newspaper",
        "title": article.headline or untitled,
        "container-title": article.source,
        "author": [{"literal": name} for name in article.authors],
        "issued": _date(str(article.published_on)) if article.published_on else None,
        "URL": article.url,
        "accessed": _date(seen),
        "language": "nl",
    }
    return {name: value for name, value in item.items() if value}


def _date(day: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


def _author(name: str) -> str:
    """A name with "and" or a comma in it is one name, not two."""
    said = _tex(name)
    return f"{{{said}}}" if "," in name or re.search(r"\band\b", name) else said


def _address(url: str | None) -> str:
    """An address goes unchanged into a field that TeX reads as it is, but for what would end the field."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", printable(url or ""))


def _tex(text: str | None) -> str:
    line = " ".join(printable(text or "").split())
    return "".join(_SPECIAL.get(char, char) for char in line)
