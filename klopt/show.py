"""What klopt took the figures, names, periods, sources and quotations of an article for, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal

from corpus.article import Article
from corpus.robots import Reservation, reserves
from db.measure_words import head_word, phrase_words
from extract.nouns import Claim, Days, Extraction, Period, Quantity, Quote, Source
from klopt.check.wording import amount
from klopt.messages import Lang, say
from klopt.report import heading, one_line
from klopt.terminal import printable, strong
from klopt.when import said_when

_LONG, _DECIMALS = 8, 3
"""More decimals than this nobody wrote: they come of dividing, and this many are shown."""


def article_lines(article: Article, lang: Lang, colour: bool) -> Iterator[str]:
    """Heading and text, nothing marked."""
    yield from heading(article, lang, colour)
    yield from rights_lines(bool(article.reserved), (), lang)
    yield ""
    yield printable(article.text)


def rights_lines(reserved: bool, said: Iterable[Reservation], lang: Lang) -> Iterator[str]:
    """That the publisher reserves text and data mining, if the page says so or the site does for it; then what is
    said about rights, each in its own words.
    """
    said = tuple(said)
    if reserved or any(map(reserves, said)):
        yield say("reserved.mining", lang)
    for one in said:
        yield say("reserved.said", lang, place=one_line(one.place), words=one_line(one.words))


def facts(extraction: Extraction, lang: Lang, colour: bool) -> Iterator[str]:
    """Figures with what they count, names, periods, sources, quotations and claims without a figure, each under its
    heading; a heading with nothing is left out.
    """
    read_as = {claim.quantity.span: claim for claim in extraction.claims if claim.quantity is not None}
    groups = (
        (
            "show.figures",
            [_figure(figure, read_as.get(figure.span), lang) for figure in extraction.quantities],
        ),
        ("show.periods", [_period(period) for period in extraction.periods]),
        ("show.names", _names(extraction, lang)),
        ("show.sources", [_source(source) for source in extraction.sources]),
        ("show.quotes", [_quote(quote, lang) for quote in extraction.quotes]),
        ("show.claims", [one_line(claim.span.text) for claim in extraction.claims if claim.quantity is None]),
    )
    for key, lines in groups:
        if lines:
            yield ""
            yield strong(say(key, lang), colour)
            yield from (f"  {line}" for line in lines)


def _figure(figure: Quantity, claim: Claim | None, lang: Lang) -> str:
    line = f"{one_line(figure.span.text)}: {figure_bounds(figure)}"
    if figure.unit:
        line += f" {one_line(figure.unit)}"
    if claim is None:
        return line
    about = (claim.population, said_when(claim, lang), claim.place)
    known = (phrase_words(claim.measure, claim.phrase), *about)
    words = [one_line(word) for word in known if word]
    if claim.source is not None:
        words.append(one_line(_named(claim.source)))
    return f"{line} ({'; '.join(words)})" if words else line


def figure_bounds(figure: Quantity) -> str:
    """What the figure can mean: one number, or the lowest and the highest."""
    low, high = figure.low, figure.high
    if low is not None and low == high:
        return decimal(low)
    return f"{'...' if low is None else decimal(low)}-{'...' if high is None else decimal(high)}"


def unit_in_words(unit: str | None, lang: Lang) -> str:
    """The unit as it stands behind a number: "euro" for EUR; "" if nothing is measured."""
    return amount(Decimal(2), unit, lang).partition(" ")[2]


def claim_cells(claim: Claim, lang: Lang) -> list[str]:
    """A claim as a row of a table: value, unit, what, role, when, who says so. A part of a whole stays in words."""
    figure = claim.quantity
    value = "" if figure is None else figure.span.text
    if figure is not None and figure.value is not None and figure.kind not in ("fraction", "share"):
        ends = figure.value if isinstance(figure.value, tuple) else (figure.value,)
        value = "-".join(decimal(end) for end in ends)
    return [
        value,
        (figure and figure.unit) or "",
        head_word(claim.measure, claim.phrase) if claim.measure else "",
        say(f"role.{claim.role}", lang),
        said_when(claim, lang),
        _said_by(claim, lang),
    ]


def _said_by(claim: Claim, lang: Lang) -> str:
    """Who says so, and how we know where the sentence does not say it itself."""
    if claim.source is None:
        return ""
    name = _named(claim.source)
    if claim.attribution in (None, "own"):
        return name
    return f"{name} ({say(f'attribution.{claim.attribution}', lang)})"


def _named(source: Source) -> str:
    """The name, and the words for it where they are no name: "Ina Hut (zij)"."""
    if source.entity is None or source.entity.name == source.name:
        return source.name
    return f"{source.entity.name} ({source.name})"


def decimal(value: Decimal) -> str:
    """The number as Dutch writes it, without the endless decimals of a third.

    >>> decimal(Decimal("1500000.50")), decimal(Decimal(1) / 3)
    ('1.500.000,5', '0,333')
    """
    places = -int(value.as_tuple().exponent)
    plain = f"{round(value, _DECIMALS) if places > _LONG else value:,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", ".,"))


def _period(period: Period) -> str:
    return f"{one_line(period.span.text)}: {days_line(period)}"


def days_line(period: Period) -> str:
    """The days that a period is, first and last; "?" if that is not known."""
    return "?" if period.days is None else _days(period.days)


def _days(days: Days) -> str:
    start = "..." if days.start is None else days.start.isoformat()
    # `end` is exclusive in the noun; people read the last day itself.
    end = "..." if days.end is None else (days.end - timedelta(days=1)).isoformat()
    return start if start == end else f"{start} - {end}"


def _names(extraction: Extraction, lang: Lang) -> list[str]:
    """Each name once, in the order of first mention."""
    names = (f"{one_line(name.name)} ({say(f'kind.{name.kind}', lang)})" for name in extraction.mentions)
    return list(dict.fromkeys(names))


def _quote(quote: Quote, lang: Lang) -> str:
    return f"{one_line(quote.span.text)} ({one_line(quote.speaker or say('show.unsaid', lang))})"


def _source(source: Source) -> str:
    return f"{one_line(_named(source))}: {one_line(source.cue)}"
