"""How findings are printed: the quote in its sentence with the figures marked, the sum, every repair, the
other article beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from textwrap import wrap

from corpus.article import Article, Span
from db.byhand import VerdictRow
from klopt.check.case import Case
from klopt.check.finding import Finding, Marked
from klopt.check.wording import margin
from klopt.judged import Known, Ledger
from klopt.messages import Lang, say
from klopt.moments import here
from klopt.quoted import windows
from klopt.terminal import marked, printable, strong

WIDTH = 100
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# Single characters stand for the marks, and for the ends of rows, while lines are wrapped: colour codes have no width.
_OPEN, _CLOSE, _ROW = "\ue000", "\ue001", "\ue002"


def findings_of(
    case: Case,
    findings: Iterable[Finding],
    cases: Mapping[str | int, Case],
    lang: Lang,
    colour: bool,
    ledger: Ledger | None = None,
) -> Iterator[str]:
    """The lines for one article: who and when once, then each finding. `cases` holds the articles
    compared with; with a `ledger` each has its key and the verdict on it.
    """
    yield from heading(case.article, lang, colour)
    for finding in findings:
        yield ""
        known = ledger.of(finding) if ledger else None
        yield from finding_lines(finding, case, cases, lang, colour, known)
    yield ""


def heading(article: Article, lang: Lang, colour: bool) -> Iterator[str]:
    """Title, and below it who published it, when, and where we have it."""
    if article.title:
        yield strong(one_line(article.title), colour)
    yield byline(article, lang)


def finding_lines(
    finding: Finding,
    case: Case,
    cases: Mapping[str | int, Case],
    lang: Lang,
    colour: bool,
    known: Known | None = None,
) -> Iterator[str]:
    """One finding: key, place and level, the quote, the sum, the repairs, the quotes from the other articles, and
    what somebody said of it.
    """
    ours = [spot.span for spot in finding.spans if spot.article == case.article.id]
    key = f"{known.short}  " if known else ""
    yield f"  {key}{place(case.article, ours[0], lang)}: {say(f'level.{finding.level}', lang)} ({finding.rule})"
    yield from quote(case, ours, colour)
    others = [spot for spot in finding.spans if spot.article != case.article.id]
    for name, spots in groupby(others, key=lambda spot: spot.article):
        other = cases[name]
        yield f"  {say('finding.other', lang)} {byline(other.article, lang)}"
        yield from quote(other, [spot.span for spot in spots], colour)
    yield from _indented(printable(finding.message.in_(lang)), 4)
    if line := sums(finding, lang):
        yield f"    {line}"
    for repair in finding.repairs:
        spot = finding.spans[repair.span]
        yield f"    {_repair(repair.before, repair.after, spot, spot.article == case.article.id, lang)}"
    if known and known.verdict:
        yield from _indented(verdict_line(known.verdict, lang), 4)


def verdict_line(row: VerdictRow, lang: Lang) -> str:
    """Who said what of a finding, and when: "Els, 24 november 2026: klopt wel (bron nagebeld)"."""
    day = long_date(here(row.at).date(), lang)
    words = say(f"verdict.{row.verdict}", lang)
    return f"{one_line(row.name)}, {day}: {words}" + (f" ({one_line(row.note)})" if row.note else "")


def sums(finding: Finding, lang: Lang) -> str:
    """What the stated figure and the outcome can be with all rounding counted; "" if nothing was rounded."""
    stated, found = finding.stated, finding.recomputed
    if stated is None or found is None:
        return ""
    if all(side.interval.low == side.interval.high for side in (stated, found)):
        return ""
    return say(
        "finding.margins_table" if finding.rule == "reference" else "finding.margins",
        lang,
        stated=margin(stated.interval, stated.unit, lang),
        recomputed=margin(found.interval, found.unit, lang),
    )


def _repair(before: str, after: str, spot: Marked, ours: bool, lang: Lang) -> str:
    line = say("finding.repair", lang, before=one_line(before), after=one_line(after))
    where = repair_place(before, spot, ours, lang)
    return f"{line} ({where})" if where else line


def repair_place(before: str, spot: Marked, ours: bool, lang: Lang) -> str:
    """Where a change is: inside the mark, or beside it when the mark is only the figure; "" if it is the
    mark itself.
    """
    places = [] if ours else [say("finding.there", lang)]
    if spot.span.text != before:
        key = "finding.repair_in" if before in spot.span.text else "finding.repair_at"
        places.append(say(key, lang, quote=one_line(spot.span.text)))
    return ", ".join(places)


def byline(article: Article, lang: Lang) -> str:
    """Who, when and where: "De Noorderkoerier, 24 september 2018 (2-krant.md)"; of an article of the corpus its number,
    and its file if it has no address.
    """
    known = [one_line(article.source)] if article.source else []
    if article.published_on:
        known.append(long_date(article.published_on, lang))
    in_corpus = isinstance(article.id, int)
    name = say("finding.article", lang, n=article.id) if in_corpus else one_line(str(article.id))
    if in_corpus and article.name:
        name += f", {one_line(article.name)}"
    return f"{', '.join(known)} ({name})" if known else name


def long_date(day: date, lang: Lang) -> str:
    """The date as a newspaper prints it.

    >>> long_date(date(2018, 9, 22), "nl")
    '22 september 2018'
    """
    return f"{day.day} {say('date.months', lang).split()[day.month - 1]} {day.year}"


def moment(stamp: str, lang: Lang) -> str:
    """Day and time in the Netherlands of a stamp of ours, which is in UTC, as on the pages.

    >>> moment("2026-07-01T12:05:00.000+00:00", "nl")
    '1 juli 2026, 14.05'
    """
    then = here(stamp)
    return f"{long_date(then.date(), lang)}, {then:%H.%M}"


def place(article: Article, span: Span, lang: Lang) -> str:
    """Line and column of a span, both from 1, columns in characters; of an article of the corpus its paragraph, as that
    has no lines: those of the file that it came from are others (front matter, line ends).
    """
    span = article.in_file(span)
    before = article.field(span.field)[: span.start]
    column = len(before) - (before.rfind("\n") + 1) + 1
    if span.field == "title":
        return say("finding.title", lang, column=column)
    if isinstance(article.id, int):
        return say("finding.paragraph", lang, n=len(_BLANK_LINE.findall(before)) + 1)
    return say("finding.place", lang, line=before.count("\n") + 1, column=column)


def quote(case: Case, spans: list[Span], colour: bool) -> Iterator[str]:
    """The sentences that hold these spans, the spans marked; "[...]" where sentences between them are
    left out.
    """
    found = windows(case.article, case.extraction.sentences, spans)
    yield from quoted_lines(found, colour)


def quoted_lines(found: Iterable[tuple[Span, list[Span]]], colour: bool) -> Iterator[str]:
    """Pieces of text, each with the spans in it marked, as indented lines."""
    text = " [...] ".join(_with_marks(window, inside) for window, inside in found)
    for row in text.split(_ROW):
        for line in _indented(row.strip(), 4):
            yield _coloured(line, colour)


def _with_marks(window: Span, spans: list[Span]) -> str:
    pieces, at = [], window.start
    end = _ROW if " | " in window.text or "\t" in window.text else " "  # rows of a table stay lines

    def plain(text: str) -> str:
        return end.join(one_line(line, strip=False) for line in text.split("\n"))

    for span in spans:
        if span.start < at:
            continue  # a figure inside a figure: one mark is enough
        pieces.append(plain(window.text[at - window.start : span.start - window.start]))
        pieces.append(f"{_OPEN}{one_line(span.text)}{_CLOSE}")
        at = span.end
    pieces.append(plain(window.text[at - window.start :]))
    return "".join(pieces).strip()


def _coloured(line: str, colour: bool) -> str:
    """The line with real marks; a mark that runs over the end of the line is closed and opened again."""
    opened, closed = marked("|", colour).split("|")
    return line.replace(_OPEN, opened).replace(_CLOSE, closed)


def _indented(text: str, by: int) -> Iterator[str]:
    margin = " " * by
    yield from wrap(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_on_hyphens=False,
        break_long_words=False,
    )


def one_line(text: str, strip: bool = True) -> str:
    """Somebody else's text on one line and harmless."""
    clean = printable(text).replace("\n", " ").replace("\t", " ")
    for mark in (_OPEN, _CLOSE, _ROW):
        clean = clean.replace(mark, "")
    return clean.strip() if strip else clean
