"""What every column of an export means: from the one table of descriptions, `columns.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from db.export import TABLES


@dataclass(frozen=True, slots=True)
class Described:
    """A column of a table with what it holds; `column` is empty for the table itself."""

    table: str
    column: str
    about: str


def codebook(columns: dict[str, list[str]]) -> Iterator[Described]:
    """The descriptions of these columns of these tables, each table first. Raises KeyError for one that has none."""
    words = tomllib.loads(files("db").joinpath("columns.toml").read_text("utf-8"))
    for table in TABLES:
        if table in columns:
            yield Described(table, "", words[table]["about"])
            for column in columns[table]:
                yield Described(table, column, words[table].get(column) or words["shared"][column])
