"""Which column of a table, or key of a JSON line, holds which field of an article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from corpus.clean import one_line
from corpus.imports.days import written_day
from corpus.reasons import Refused

FIELDS = ("text", "title", "published", "source", "url", "authors", "modified", "agency", "language", "id")
"""What a column can hold. Only `text` must be there."""
STAMPS = ("published", "modified")
_AUTHORS = re.compile(r"\s*;\s*|\s+(?:en|and)\s+")


def chosen(names: Iterable[str], said: Mapping[str, str]) -> dict[str, str]:
    """Field -> column: as said (`{"text": "Artikel"}`), else by the column's name.

    Raises Refused if a column that was said is not there, or none holds the text.
    """
    there = list(names)
    for column in said.values():
        if column not in there:
            raise Refused("parse", "no_such_column", column=column, columns=", ".join(there))
    known: dict[str, str] = {}
    for name in there:
        known.setdefault(_plain(name), name)
    found = dict(said)
    for field, columns in _table().items():
        named = next((known[_plain(name)] for name in columns if _plain(name) in known), None)
        if named is not None and field not in found and named not in found.values():
            found[field] = named
    if "text" not in found:
        raise Refused("parse", "no_text_column", columns=", ".join(there))
    return found


def row_from(cells: Mapping[str, object], columns: Mapping[str, str], number: int) -> dict[str, object]:
    """The cells as a row of JSONL (`corpus.rows`): dates as ISO 8601, authors apart, empty cells left out.

    Raises Refused for a date that is none; `number` counts rows from 1 and is named in the reason.
    """
    row: dict[str, object] = {}
    for field, column in columns.items():
        value = cells.get(column)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if field in STAMPS and isinstance(value, str):
            stamp = written_day(value)
            if stamp is None:
                raise Refused("parse", "row_bad_date", line=number, key=column, value=value)
            row[field] = stamp
        elif field == "authors" and isinstance(value, str):
            row[field] = [name for name in _AUTHORS.split(one_line(value)) if name]
        else:
            row[field] = value.strip() if isinstance(value, str) and field != "text" else value
    if "text" not in row:
        raise Refused("parse", "missing_text", line=number)
    return row


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-]+", "", name).casefold()


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files("corpus.imports").joinpath("columns.toml").read_text(encoding="utf-8"))
