"""Whether an article is in a language: as its page says, else as its words look. The only importer of py3langid."""

from __future__ import annotations

from corpus.article import Article

LOOKED_AT = 2_000
"""Characters of the text that are looked at."""


def in_language(article: Article, wanted: str | None) -> bool:
    """Whether the article is in this language (ISO 639-1); always, if none is wanted."""
    if wanted is None:
        return True
    if article.language:
        return article.language.lower().partition("-")[0] == wanted
    from py3langid import classify  # type: ignore[import-untyped]

    return bool(classify(article.text[:LOOKED_AT])[0] == wanted)
