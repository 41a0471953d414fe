"""An article as one line of JSON: what `read`, `extract` and `check` print for it, and what only the corpus knows.

The line is one that `klopt add` and `klopt check` read. Its `id` is the content key, so that the same article in
another corpus is the same article; `article` is the number it has in this one.
"""

from __future__ import annotations

from typing import Any

from corpus.article import Span
from db import Store
from db.errors import NotExtracted
from db.export import article_row, entity_keys, verdicts
from extract.contract import as_json, number
from extract.nouns import Claim, Extraction, Quantity, WrittenDate
from klopt.check.run import finding_from
from klopt.check_contract import finding_as_json
from klopt.commands.read import row
from klopt.messages import Lang

Json = dict[str, Any]
READ = ("entities", "quantities", "periods", "dates", "sources", "quotes", "sentences", "claims")
"""What was read: lists, or null for an article that has not been."""


def article_line(store: Store, row_id: int, lang: Lang, *, without_text: bool = False) -> Json:
    """Everything about one article of the corpus; without text its sentences are null. Raises StoreError."""
    about = article_row(store, row_id)
    kept = {
        "id": about["key"],
        "article": row_id,
        **{name: about[name] for name in ("name", "version", "added_at", "skipped")},
    }
    line = {
        **row(store.article(row_id)),
        **kept,
        **_read(store, row_id),
        "findings": _findings(store, row_id, lang),
    }
    return _bare(line) if without_text else line


def _bare(line: Json) -> Json:
    """The line with null for what is a sentence of the article, or a note that may repeat one."""
    line["text"] = None
    line["skipped"] = [{**one, "text": None} for one in line["skipped"]]
    for name in ("sentences", "quotes", "claims"):
        line[name] = line[name] and [{**one, "text": None} for one in line[name]]
    for finding in line["findings"]:
        finding["verdicts"] = [{**verdict, "note": None} for verdict in finding["verdicts"]]
    return line


def _read(store: Store, row_id: int) -> Json:
    try:
        extraction = store.extraction(row_id)
    except NotExtracted:
        return dict.fromkeys(READ)
    return read_whole(extraction, entity_keys(store, row_id))


def read_whole(extraction: Extraction, entities: list[str | None]) -> Json:
    """What `klopt extract` prints, with what it leaves out."""
    found = as_json(extraction)
    more: dict[str, list[Json]] = {
        "entities": [{"entity": key} for key in entities],
        "quantities": [_quantity(quantity) for quantity in extraction.quantities],
        "claims": [_claim(claim) for claim in extraction.claims],
    }
    for name, rows in more.items():
        found[name] = [{**ours, **extra} for ours, extra in zip(found[name], rows, strict=True)]
    found["dates"] = [_date(written) for written in extraction.dates]
    found["sentences"] = [_span(span) for span in extraction.sentences]
    return {name: found[name] for name in READ}


def _findings(store: Store, row_id: int, lang: Lang) -> list[Json]:
    """The findings that stand with this article, of every level, with what people said of them."""
    found = []
    for kept in store.findings(article=row_id):
        if kept.spans[0].article != row_id:
            continue
        line = finding_as_json(kept.key, finding_from(kept), lang)
        for span in line["spans"]:
            span["id"] = store.article_key(span["id"])
        found.append({**line, "verdicts": verdicts(store, kept.key)})
    return found


def _span(span: Span) -> Json:
    return {"field": span.field, "start": span.start, "end": span.end, "text": span.text}


def _quantity(quantity: Quantity) -> Json:
    lenient = quantity.lenient
    return {"digits": quantity.digits, "lenient": {"low": number(lenient.low), "high": number(lenient.high)}}


def _claim(claim: Claim) -> Json:
    cue = None if claim.cue is None else _span(claim.cue)
    return {"frame": claim.frame, "cue": cue, "direction": claim.direction}


def _date(written: WrittenDate) -> Json:
    names = ("weekday", "day", "month", "year", "week", "hour", "minute")
    return {**_span(written.span), **{name: getattr(written, name) for name in names}}
