"""The sentences of an article, pieces that a parser cut off put back."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.article import Span
from klopt.check.case import Case


def whole_sentences(case: Case) -> Iterator[Span]:
    """The sentences; one that does not end like a sentence runs on if what follows starts with a small letter, and one
    that ends in a colon runs on anyhow.
    """
    held: Span | None = None
    for span in case.extraction.sentences:
        if held is not None:
            text = case.article.field(held.field)
            small = held.text[-1:] not in _TERMINAL and span.text[:1].islower()
            runs_on = held.field == span.field and (small or held.text[-1:] == ":")
            if runs_on and "\n" not in text[held.end : span.start]:
                held = case.article.span(held.field, held.start, span.end)
                continue
            yield held
        held = span
    if held is not None:
        yield held


_TERMINAL = frozenset('.!?:;”"')
