"""The nouns as msgpack, so that a spaCy document that holds them can be written to bytes and read back.

spaCy packs `doc.user_data` with srsly, which can be taught types (`srsly.msgpack_encoders`). Only the types
listed here are made when bytes are read: a file cannot name another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import srsly  # type: ignore[import-untyped]

from corpus.article import Span
from extract.interval import Interval
from extract.nouns import Days, Mention, Period, Quantity, Quote, Source

Chain = Callable[[Any], Any] | None
"""The next encoder or decoder, for what is none of ours."""

_NOUNS: dict[str, Any] = {
    noun.__name__: noun for noun in (Span, Interval, Days, Period, Quantity, Mention, Source, Quote)
}
_NAME, _PARTS = "klopt", "parts"


_FIELDS = {name: tuple(part.name for part in fields(noun)) for name, noun in _NOUNS.items()}


def encode(value: Any, chain: Chain = None) -> Any:
    """A noun, a decimal or a date as what msgpack knows; anything else goes to the next encoder."""
    kind = type(value).__name__
    if _NOUNS.get(kind) is type(value):
        return {_NAME: kind, _PARTS: [getattr(value, name) for name in _FIELDS[kind]]}
    if isinstance(value, Decimal):
        return {_NAME: "Decimal", _PARTS: [str(value)]}
    if type(value) is date:
        return {_NAME: "date", _PARTS: [value.isoformat()]}
    return value if chain is None else chain(value)


def decode(value: Any, chain: Chain = None) -> Any:
    """What `encode` made as the value that it was. Raises ValueError or TypeError if its parts do not fit."""
    if isinstance(value, dict) and value.keys() == {_NAME, _PARTS}:
        kind, parts = value[_NAME], value[_PARTS]
        if kind == "Decimal":
            return Decimal(parts[0])
        if kind == "date":
            return date.fromisoformat(parts[0])
        if kind in _NOUNS:
            return _NOUNS[kind](*(tuple(part) if isinstance(part, list) else part for part in parts))
    return value if chain is None else chain(value)


def register() -> None:
    """Teach srsly the nouns."""
    srsly.msgpack_encoders.register("klopt", func=encode)
    srsly.msgpack_decoders.register("klopt", func=decode)
