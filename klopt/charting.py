"""Charts as SVG or PNG. The only importer of altair (and, under it, vl-convert)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpus.reasons import system_words
from klopt.csvtext import csv_line
from klopt.export.place import whole_file
from klopt.listing import row_lines
from klopt.messages import Lang
from klopt.options import KloptError

FORMS = ("svg", "png")
_SHARP = 2
"""Pixels of a PNG for each point, so that it can be printed."""


def beside(path: Path) -> Path:
    """Where the numbers of a chart go.

    >>> beside(Path("huur.svg")).name
    'huur.svg.csv'
    """
    return path.with_name(f"{path.name}.csv")


def can_come(path: Path, *, force: bool) -> None:
    """Raise KloptError if no chart can come here, before anything is counted: the packages are not installed, the name
    ends otherwise, or the chart or its numbers are there and `force` is not given.
    """
    altair(path)
    for file in (path, beside(path)):
        if file.is_file() and not force:
            raise KloptError("export.there", path=file)


def altair(path: Path) -> Any:
    """The package, for a chart that goes to this file. Raises KloptError if it is not installed or the name ends
    otherwise.
    """
    if path.suffix.lower().removeprefix(".") not in FORMS:
        raise KloptError("figure.plot_form", path=path)
    try:
        import altair as alt
        import vl_convert  # noqa: F401 - altair loads it when it saves: said here, where we can say what to do
    except ImportError:
        raise KloptError("figure.plot_needs", python=sys.executable) from None
    return alt


def save(chart: Any, path: Path, lang: Lang, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Write the chart, and beside it the rows that it shows. Raises KloptError if the chart cannot be written,
    OSError if the rows cannot.
    """
    form = path.suffix.lower().removeprefix(".")
    try:
        chart.save(str(path), format=form, scale_factor=_SHARP if form == "png" else 1)
    except OSError as error:
        raise KloptError("figure.plot_unwritten", path=path, reason=system_words(error, lang)) from None
    with whole_file(beside(path)) as stream:
        for line in (csv_line(columns), *row_lines("csv", columns, rows)):
            stream.write(line.encode())


def numbers(lang: Lang) -> dict[str, Any]:
    """How numbers are written on the axis: the number locale of d3."""
    points = {"decimal": ",", "thousands": "."} if lang == "nl" else {"decimal": ".", "thousands": ","}
    return {**points, "grouping": [3], "currency": ["€ ", ""]}
