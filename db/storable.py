"""Text that a database can hold."""

from __future__ import annotations

from corpus.article import Article
from db.errors import UnstorableText


def refuse_unstorable(article: Article) -> None:
    """SQLite counts no characters after a NUL and stores no half surrogate pairs; offsets would not survive
    either.
    """
    words = (
        article.text,
        article.title,
        article.url,
        article.source,
        article.agency,
        article.section,
        article.language,
        article.published,
        article.modified,
        *article.authors,
    )
    for text in words:
        if text and ("\0" in text or storable(text) != text):
            raise UnstorableText(detail=storable(str(article.id)))


def storable(text: str) -> str:
    """The text as far as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode("utf-8")
