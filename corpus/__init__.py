"""Get articles and keep them as they were."""

from corpus.article import Article, Failure, Span
from corpus.errors import ArchiveError, CorpusError, UnreadableInput

__all__ = ["ArchiveError", "Article", "CorpusError", "Failure", "Span", "UnreadableInput"]
