"""`klopt check --why`: for each figure of an article the rules that looked at it, and why they say nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from corpus.article import Span
from klopt.check.registry import reasons
from klopt.check.run import Checked
from klopt.messages import Lang, say
from klopt.report import one_line, place


def why_lines(checked: Checked, lang: Lang) -> Iterator[str]:
    """Lines for a terminal: place and words of each figure, then the rules with what they made of it."""
    yield say("why.heading", lang)
    article = checked.case.article
    for span, seen in _by_figure(checked, lang):
        told = "; ".join(f"{rule}: {words}" for rule, words in seen) or say("why.nobody", lang)
        yield f"  {place(article, span, lang)}  {one_line(span.text)}  {told}"
    yield ""


def why_json(checked: Checked, lang: Lang) -> list[dict[str, Any]]:
    """The same for programs: every figure with its place, and the rules that looked at it."""
    article = checked.case.article
    return [
        {
            "field": span.field,
            "start": span.start,
            "end": span.end,
            "text": span.text,
            "rules": [{"rule": rule, "why": words} for rule, words in seen],
        }
        for figure, seen in _by_figure(checked, lang)
        for span in (article.in_file(figure),)
    ]


def _by_figure(checked: Checked, lang: Lang) -> Iterator[tuple[Span, list[tuple[str, str]]]]:
    """Figures and written dates in reading order, each with the rules that looked at it, once each."""
    extraction = checked.case.extraction
    spans = [quantity.span for quantity in extraction.quantities]
    spans += [written.span for written in extraction.dates if written.day is not None]
    spans.sort(key=lambda span: (span.field != "title", span.start, span.end))
    seen: dict[Span, dict[str, str]] = defaultdict(dict)
    for finding in checked.findings:
        marks = [mark.span for mark in finding.spans if mark.article == checked.case.article.id]
        for span in _touched(spans, marks):
            seen[span].setdefault(finding.rule, say(f"level.{finding.level}", lang))
    for look in checked.looks:
        for span in _touched(spans, look.spans):
            seen[span].setdefault(look.rule, reasons()[look.why].in_(lang))
    for span in spans:
        yield span, list(seen[span].items())


def _touched(spans: list[Span], marks: tuple[Span, ...] | list[Span]) -> Iterator[Span]:
    return (span for span in spans if any(mark.overlaps(span) for mark in marks))
