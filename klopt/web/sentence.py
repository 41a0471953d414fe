"""What stands before and behind a figure in its sentence, no more than is read at a glance."""

from __future__ import annotations

from corpus.article import Span
from klopt.web.marks import harmless

REACH = 90
"""Characters on either side."""


def around(sentence: Span, figure: Span) -> tuple[str, str]:
    """The words before and behind; "…" where the sentence goes on.

    >>> around(Span("text", 0, 21, "Er waren 34 meldingen"), Span("text", 9, 11, "34"))
    ('Er waren ', ' meldingen')
    """
    if not sentence.covers(figure):
        return "", ""
    start, end = figure.start - sentence.start, figure.end - sentence.start
    before, after = sentence.text[:start], sentence.text[end:]
    if len(before) > REACH:
        before = "…" + before[-REACH:].partition(" ")[2]
    if len(after) > REACH:
        after = after[:REACH].rpartition(" ")[0] + "…"
    return harmless(before), harmless(after)
