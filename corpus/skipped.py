"""Ranges of a text that nothing is read from, as the spans of `Article.skipped`."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.article import Span

Range = tuple[int, int]


def skipped_spans(text: str, ranges: Iterable[Range]) -> tuple[Span, ...]:
    """The ranges (start, end in code points of `text`) in reading order, overlapping and touching ones as
    one; empty ones go.

    >>> [span.text for span in skipped_spans("abcdef", [(4, 5), (0, 2), (1, 3)])]
    ['abc', 'e']
    """
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return tuple(Span("text", start, end, text[start:end]) for start, end in merged)
