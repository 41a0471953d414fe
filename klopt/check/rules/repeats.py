"""One figure mentioned twice with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.article import Span
from extract.nouns import Quantity
from extract.words import table
from klopt.check.alike import same
from klopt.check.case import Case, exact_value, in_millions
from klopt.check.finding import LANGS, Amount, Finding, Level, Look, Repair, Words
from klopt.check.headlines import Headline, headlines
from klopt.check.marks import in_order, index_of
from klopt.check.mentions import Mention
from klopt.check.products import Product, products
from klopt.check.registry import message, rule
from klopt.check.repeats import repeats
from klopt.check.scores import Twofold, scores, titled_ages
from klopt.check.tabled import in_tables, table_repeats
from klopt.check.wording import names, number


@rule("headline-body")
def headline_body(case: Case) -> Iterator[Finding | Look]:
    """The figure of the headline against the one of the text. Slots: headline, body."""
    for pair in headlines(case):
        if pair.holds or in_tables(case, pair.title):
            yield Look("headline-body", (pair.title.span, *(q.span for q in pair.body)), "holds")
        elif pair.slip != "power":
            yield _differ(case, "headline-body", pair)
    for twofold in (*scores(case), *titled_ages(case)):
        if twofold.holds:
            yield Look("headline-body", (twofold.title, twofold.body), "holds")
        else:
            yield _other_in_text(case, twofold)


def _other_in_text(case: Case, pair: Twofold) -> Finding:
    """A score or an age of the headline that the text does not have."""
    return Finding(
        "headline-body",
        "warning",
        in_order(case, (pair.title, pair.body)),
        message("headline-body", headline=pair.title.text, body=pair.body.text),
        repairs=(
            Repair(0, pair.title.text, pair.body.text),
            Repair(1, pair.body.text, pair.title.text),
        ),
    )


@rule("repeated-figure")
def repeated_figure(case: Case) -> Iterator[Finding | Look]:
    """A figure that the text mentions again with another value. Slots: first, second."""
    for pair in repeats(case):
        if pair.silent is not None:
            yield Look("repeated-figure", (pair.first.quantity.span, pair.second.quantity.span), pair.silent)
        elif pair.slip != "power":
            level: Level = "error" if pair.sure else "warning"
            yield _twice(case, "repeated-figure", pair.first, pair.second, level)
    for told, cell in table_repeats(case):
        yield _finding(case, "repeated-figure", "warning", (told.span, cell.span), (told, cell))


@rule("magnitude")
def magnitude(case: Case) -> Iterator[Finding]:
    """Two mentions, or a number times a size and its total, a power of ten apart. Slots: first, second, factor."""
    for headline in headlines(case):
        if headline.slip == "power" and not headline.holds:
            yield _differ(case, "magnitude", headline)
    for pair in repeats(case):
        if pair.slip == "power" and pair.silent is None:
            yield _twice(case, "magnitude", pair.first, pair.second, "error" if pair.sure else "warning")
    for product in products(case):
        yield _product(case, product)


def _twice(case: Case, name: str, one: Mention, other: Mention, level: Level) -> Finding:
    first, second = (
        noun_mark(case, one.quantity),
        noun_mark(case, other.quantity),
    )
    return _finding(case, name, level, (first, second), (one.quantity, other.quantity))


def _differ(case: Case, name: str, pair: Headline) -> Finding:
    spans = (
        noun_mark(case, pair.title),
        *(noun_mark(case, quantity) for quantity in pair.body),
    )
    return _finding(case, name, "warning", spans, (pair.title, pair.body[-1]))


def _finding(
    case: Case, name: str, level: Level, spans: tuple[Span, ...], figures: tuple[Quantity, Quantity]
) -> Finding:
    marks = in_order(case, spans)
    one, other = figures
    rest = " / ".join(span.text for span in spans[1:])
    slots: dict[str, str | Words] = {"first": spans[0].text, "second": rest}
    if name == "headline-body":
        slots = {"headline": spans[0].text, "body": rest}
    elif name == "magnitude":
        slots = _far(_places(spans[0].text, rest, titled=one.span.field == "title"), one, other)
    return Finding(
        name,
        level,
        marks,
        message(name, **slots),
        stated=Amount(other.strict, other.unit, other.span.text),
        recomputed=Amount(one.strict, one.unit, one.span.text),
        repairs=(
            Repair(index_of(marks, one.span), one.span.text, other.span.text),
            Repair(index_of(marks, other.span), other.span.text, one.span.text),
        )
        if len(spans) == 2
        else (),
    )


def _places(first: str, second: str, *, titled: bool) -> tuple[Words, Words]:
    """Two figures with where they stand."""
    here, there = ("headline", "text") if titled else ("first", "further")
    far = names()["far"]
    return (
        Words(*(far[lang][here].format(first) for lang in LANGS)),
        Words(*(far[lang][there].format(second) for lang in LANGS)),
    )


def _far(places: tuple[Words, Words], one: Quantity, other: Quantity) -> dict[str, str | Words]:
    first, second = places
    return {"first": first, "second": second, "factor": _factor(exact_value(one), exact_value(other))}


def _factor(one: Decimal | None, other: Decimal | None) -> Words:
    """How many times one is the other, as a power of ten: 10, 1.000."""
    power = abs((one or Decimal(1)).adjusted() - (other or Decimal(1)).adjusted())
    return Words(*(number(Decimal(10) ** power, lang) for lang in LANGS))


def _product(case: Case, product: Product) -> Finding:
    spans = tuple(noun_mark(case, q) for q in (product.number, product.each, product.total))
    marks = in_order(case, spans)
    right, total = product.words, product.total.span
    times, each = product.number.span.text, product.each.span.text
    return Finding(
        "magnitude",
        "error",
        marks,
        message(
            "magnitude",
            first=Words(f"{times} maal {each} is {right.nl}", f"{times} times {each} is {right.en}"),
            second=Words(f"er staat {total.text}", f"the text says {total.text}"),
            factor=_factor(product.value, exact_value(product.total)),
        ),
        stated=Amount(product.total.strict, product.total.unit, product.total.span.text),
        recomputed=Amount(product.right, product.total.unit, right.nl),
        repairs=(Repair(index_of(marks, product.total.span), product.total.span.text, right.nl),),
    )


def noun_mark(case: Case, quantity: Quantity) -> Span:
    """The figure with the noun right behind it: "34 meldingen", "17 aangehouden jongeren"."""
    text, span = case.article.field(quantity.span.field), quantity.span
    found = _NEXT.match(text, span.end)
    if quantity.kind != "count" or found is None or found.group(1) in _NO_NOUN:
        return span
    claim = next((c for c in case.extraction.claims if c.quantity == quantity), None)
    words = set(re.findall(r"[\w'’-]+", claim.phrase or "")) if claim is not None else set()
    if in_millions(quantity) and found.group(1) not in words:
        return span
    noun = claim.measure if claim is not None and claim.measure else ""
    events = {form for forms in table("repeats")["event_nouns"].values() for form in forms}
    adjective = (
        not same(found.group(1), noun) and bool(noun and found.group(2)) and same(found.group(2), noun)
    )
    adjective = adjective and found.group(1) not in events
    return case.article.span(span.field, span.start, found.end(2 if adjective else 1))


_NO_NOUN = frozenset(table("repeats")["empty"]["lead"])
_NEXT = re.compile(r" ([a-z][\w'’-]{3,})(?: ([a-z][\w'’-]{3,}))?")
