"""What `klopt extract --format jsonl` prints for an article: the keys are a promise to other programs.

Keys may be added; none is ever renamed, dropped or given another meaning. Offsets are code points of the
text and title as they were given, half-open; `to` is inclusive although `Days` are not; numbers are JSON
numbers.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from corpus.article import Span
from extract.nouns import Claim, Days, Extraction, Period, Quantity

Json = dict[str, Any]


def as_json(extraction: Extraction) -> Json:
    """The object for one article. Serialise it with `json.dumps(..., ensure_ascii=False)`."""
    return {
        "id": extraction.article,
        "entities": [
            {**_span(mention.span), "kind": mention.kind, "name": mention.name}
            for mention in extraction.mentions
        ],
        "affiliations": [
            {
                **_span(found.span),
                "person": found.person,
                "function": found.function,
                "organisation": found.organisation,
            }
            for found in extraction.affiliations
        ],
        "quantities": [_quantity(quantity) for quantity in extraction.quantities],
        "periods": [_period(period) for period in extraction.periods],
        "sources": [
            {**_span(source.span), "name": source.name, "cue": source.cue} for source in extraction.sources
        ],
        "quotes": [{**_span(quote.span), "speaker": quote.speaker} for quote in extraction.quotes],
        "claims": [_claim(claim) for claim in extraction.claims],
    }


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole ones without a fraction.

    >>> number(Decimal("2.0")), number(Decimal("1.5")), number(None)
    (2, 1.5, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _span(span: Span) -> Json:
    return {"field": span.field, "start": span.start, "end": span.end, "text": span.text}


def _quantity(quantity: Quantity) -> Json:
    value = quantity.value
    return {
        **_span(quantity.span),
        "kind": quantity.kind,
        "value": [number(end) for end in value] if isinstance(value, tuple) else number(value),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "hedge": quantity.hedge,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _days(days: Days | None) -> Json:
    """`from` and `to`, the last day included; null is open or unknown."""
    if days is None:
        return {"from": None, "to": None}
    return {"from": _day(days.start), "to": _day(None if days.end is None else days.end - timedelta(days=1))}


def _period(period: Period) -> Json:
    return {
        **_span(period.span),
        **_days(period.days),
        "precision": period.precision,
        "alternatives": [_days(days) for days in period.alternatives],
    }


def _claim(claim: Claim) -> Json:
    period, source = claim.period, claim.source
    return {
        **_span(claim.span),
        "measure": claim.measure,
        "phrase": claim.phrase,
        "role": claim.role,
        "quantity": None if claim.quantity is None else _quantity(claim.quantity),
        "period": None if period is None else {**_days(period.days), "text": period.span.text},
        "place": claim.place,
        "population": claim.population,
        "source": None
        if source is None
        else {
            "name": source.name,
            "start": source.span.start,
            "end": source.span.end,
            "by": claim.attribution,
            "entity": source.entity.name if source.entity else None,
        },
        "modality": claim.modality,
        "worth": claim.worth,
    }
