"""Nouns and rows as bytes of msgpack, and back: what stands in parts. Unlike pickle, reading it runs no code.

Only the types listed here are made when bytes are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgpack

from corpus.article import Article, Failure, Silence, Span
from corpus.loading import Loaded
from db.checks import Counted
from db.rows import AmountRow, FindingRow, FindingSpanRow, RepairRow
from extract.interval import Interval
from extract.nouns import (
    Affiliation,
    Claim,
    Days,
    Extraction,
    Mention,
    Period,
    Quantity,
    Quote,
    Source,
    WrittenDate,
)
from klopt.check.examined import Examined

_READ = (Affiliation, Claim, Days, Extraction, Interval, Mention, Period, Quantity, Quote, Source, Span)
_FOUND = (AmountRow, Counted, Examined, FindingRow, FindingSpanRow, RepairRow)
_LOADED = (Article, Failure, Loaded, Silence)
_TYPES: Mapping[str, type[Any]] = {one.__name__: one for one in (*_LOADED, *_READ, *_FOUND, WrittenDate)}
_FIELDS = {name: tuple(part.name for part in fields(one)) for name, one in _TYPES.items()}
_KIND = ""
"""The key of an object that holds the name of a type; its parts stand under "p"."""


def packed(value: Any) -> bytes:
    """A noun, a row, or tuples of them as bytes. Equal values give equal bytes."""
    raw: bytes = msgpack.packb(value, default=_as_parts, unicode_errors="surrogatepass")
    return raw


def unpacked(raw: bytes) -> Any:
    """What `packed` was given; sequences come back as tuples. Raises ValueError or TypeError if it is nothing that it
    made.
    """
    return _tuple(msgpack.unpackb(raw, object_hook=_from_parts, unicode_errors="surrogatepass"))


def _as_parts(value: Any) -> Any:
    name = type(value).__name__
    if _TYPES.get(name) is type(value):
        return {_KIND: name, "p": [getattr(value, field) for field in _FIELDS[name]]}
    if isinstance(value, Decimal):
        return {_KIND: "Decimal", "p": [str(value)]}
    if type(value) is datetime:
        return {_KIND: "datetime", "p": [value.isoformat()]}
    if type(value) is date:
        return {_KIND: "date", "p": [value.isoformat()]}
    if isinstance(value, Iterable):
        return [*value]
    raise TypeError(f"no value of a part: {name}")


def _from_parts(value: dict[str, Any]) -> Any:
    kind, parts = value.get(_KIND), value.get("p")
    if not isinstance(parts, list) or not isinstance(kind, str):
        raise ValueError("no value of a part")
    if kind == "Decimal":
        return Decimal(parts[0])
    if kind == "datetime":
        return datetime.fromisoformat(parts[0])
    if kind == "date":
        return date.fromisoformat(parts[0])
    if kind not in _TYPES:
        raise ValueError(f"no value of a part: {kind!r}")
    return _TYPES[kind](**dict(zip(_FIELDS[kind], map(_tuple, parts), strict=True)))


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
