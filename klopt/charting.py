"""Charts as SVG or PNG. The only importer of altair (and, under it, vl-convert)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from corpus.reasons import system_words
from klopt.messages import Lang
from klopt.options import KloptError

FORMS = ("svg", "png")
_SHARP = 2
"""Pixels of a PNG for each point, so that it can be printed."""


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


def save(chart: Any, path: Path, lang: Lang) -> None:
    """Write the chart. Raises KloptError if the file cannot be written."""
    form = path.suffix.lower().removeprefix(".")
    try:
        chart.save(str(path), format=form, scale_factor=_SHARP if form == "png" else 1)
    except OSError as error:
        raise KloptError("figure.plot_unwritten", path=path, reason=system_words(error, lang)) from None


def numbers(lang: Lang) -> dict[str, Any]:
    """How numbers are written on the axis: the number locale of d3."""
    points = {"decimal": ",", "thousands": "."} if lang == "nl" else {"decimal": ".", "thousands": ","}
    return {**points, "grouping": [3], "currency": ["€ ", ""]}
