"""One article as klopt reads it: the text with its figures marked, and below it what each of them was
taken for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal

from corpus.article import Article, Span
from extract.nouns import Claim, Days, Extraction, Period, Quantity, Source
from klopt.messages import Lang, say
from klopt.report import heading, one_line
from klopt.terminal import marked, printable, strong


def article_lines(article: Article, lang: Lang, colour: bool) -> Iterator[str]:
    """Heading and text, nothing marked."""
    yield from heading(article, lang, colour)
    yield ""
    yield printable(article.text)


def marked_text(article: Article, spans: Iterable[Span], colour: bool) -> str:
    """The text with these spans of it marked."""
    pieces, at = [], 0
    for span in sorted((span for span in spans if span.field == "text"), key=lambda span: span.start):
        if span.start < at:
            continue
        pieces += [printable(article.text[at : span.start]), marked(printable(span.text), colour)]
        at = span.end
    return "".join([*pieces, printable(article.text[at:])])


def facts(extraction: Extraction, lang: Lang, colour: bool) -> Iterator[str]:
    """Figures with what they count, names, periods and sources, each under its heading; a heading with
    nothing is left out.
    """
    read_as = {claim.quantity.span: claim for claim in extraction.claims if claim.quantity is not None}
    groups = (
        ("show.figures", [_figure(figure, read_as.get(figure.span)) for figure in extraction.quantities]),
        ("show.periods", [_period(period) for period in extraction.periods]),
        ("show.names", _names(extraction, lang)),
        ("show.sources", [_source(source) for source in extraction.sources]),
    )
    for key, lines in groups:
        if lines:
            yield ""
            yield strong(say(key, lang), colour)
            yield from (f"  {line}" for line in lines)


def _figure(figure: Quantity, claim: Claim | None) -> str:
    line = f"{one_line(figure.span.text)}: {_bounds(figure)}"
    if figure.unit:
        line += f" {one_line(figure.unit)}"
    if claim is None:
        return line
    known = (claim.phrase or claim.measure, claim.period and claim.period.span.text, claim.place)
    words = [one_line(word) for word in known if word]
    if claim.source is not None:
        words.append(one_line(claim.source.name))
    return f"{line} ({'; '.join(words)})" if words else line


def _bounds(figure: Quantity) -> str:
    low, high = figure.low, figure.high
    if low is not None and low == high:
        return decimal(low)
    return f"{'...' if low is None else decimal(low)}-{'...' if high is None else decimal(high)}"


def claim_cells(claim: Claim, lang: Lang) -> list[str]:
    """A claim as a row of a table: value, unit, what, role, when, who says so."""
    figure = claim.quantity
    value = "" if figure is None else figure.span.text
    if figure is not None and figure.value is not None:
        ends = figure.value if isinstance(figure.value, tuple) else (figure.value,)
        value = "-".join(decimal(end) for end in ends)
    return [
        value,
        (figure and figure.unit) or "",
        claim.measure or "",
        say(f"role.{claim.role}", lang),
        claim.period.span.text if claim.period else "",
        _said_by(claim, lang),
    ]


def _said_by(claim: Claim, lang: Lang) -> str:
    """Who says so, and how we know where the sentence does not say it itself."""
    if claim.source is None:
        return ""
    if claim.attribution in (None, "own"):
        return claim.source.name
    return f"{claim.source.name} ({say(f'attribution.{claim.attribution}', lang)})"


def decimal(value: Decimal) -> str:
    """The number as Dutch writes it.

    >>> decimal(Decimal("1500000.50"))
    '1.500.000,5'
    """
    plain = f"{value:,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", ".,"))


def _period(period: Period) -> str:
    text = one_line(period.span.text)
    return f"{text}: ?" if period.days is None else f"{text}: {_days(period.days)}"


def _days(days: Days) -> str:
    start = "..." if days.start is None else days.start.isoformat()
    # `end` is exclusive in the noun; people read the last day itself.
    end = "..." if days.end is None else (days.end - timedelta(days=1)).isoformat()
    return start if start == end else f"{start} - {end}"


def _names(extraction: Extraction, lang: Lang) -> list[str]:
    """Each name once, in the order of first mention."""
    names = (f"{one_line(name.name)} ({say(f'kind.{name.kind}', lang)})" for name in extraction.mentions)
    return list(dict.fromkeys(names))


def _source(source: Source) -> str:
    return f"{one_line(source.name)} ({one_line(source.cue)})"
