"""Spans of a title that a file keeps in its text (front matter, a heading), counted in that file: what programs are
given of a txt or md file counts in the text exactly as it stands.
"""

from __future__ import annotations

from typing import Any

from corpus.article import Article

Json = dict[str, Any]


def counted_in_file(row: Json, article: Article) -> Json:
    """The object with every span of a title in it where it stands in the file; as it is if the title is not there.

    >>> article = Article(id="a.md", text="# Kop", title="Kop", title_at=2)
    >>> counted_in_file({"field": "title", "start": 0, "end": 3, "text": "Kop"}, article)
    {'field': 'text', 'start': 2, 'end': 5, 'text': 'Kop'}
    """
    return row if article.title_at is None else dict(_moved(row, article.title_at, "text"))


def _moved(given: Any, by: int, field: str) -> Any:
    """`field` is that of the object around it: who says a figure has none of its own."""
    if isinstance(given, list):
        return [_moved(one, by, field) for one in given]
    if not isinstance(given, dict):
        return given
    field = given.get("field", field)
    moved = {key: _moved(value, by, field) for key, value in given.items()}
    if field == "title":
        moved |= {key: given[key] + by for key in ("start", "end") if key in given}
        moved |= {"field": "text"} if "field" in given else {}
    return moved
