"""What to quote of an article so that a reader sees its figures in their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.article import Article, Span

LONGEST = 600
"""A "sentence" longer than this is a table or a list without stops: it is cut around its figures."""


def windows(
    article: Article, sentences: Sequence[Span], spans: Iterable[Span]
) -> list[tuple[Span, list[Span]]]:
    """The sentences that hold these spans, each with the spans in it, in reading order (title first);
    neighbours are one.
    """
    found: list[tuple[Span, list[Span]]] = []
    for span in sorted(spans, key=lambda span: (span.field != "title", span.start)):
        window = _sentence(article, sentences, span)
        if found and found[-1][0].field == window.field and window.start <= found[-1][0].end + 1:
            last, inside = found[-1]
            joined = article.span(last.field, last.start, max(last.end, window.end))
            found[-1] = (joined, [*inside, span])
        else:
            found.append((window, [span]))
    return found


def _sentence(article: Article, sentences: Sequence[Span], span: Span) -> Span:
    """The sentence that holds the span; its line if no sentence does; cut to what is around it if that is
    very long.
    """
    for sentence in sentences:
        if sentence.covers(span):
            found = sentence
            break
    else:
        text = article.field(span.field)
        end = text.find("\n", span.end)
        found = article.span(span.field, text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)
    if found.end - found.start <= LONGEST:
        return found
    reach = LONGEST // 2
    return article.span(found.field, max(found.start, span.start - reach), min(found.end, span.end + reach))
