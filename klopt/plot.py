"""A chart of one measure through coverage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from extract.nouns import Days
from klopt.charting import altair, numbers, save
from klopt.followed import Figure
from klopt.messages import Lang, say
from klopt.report import one_line

_WIDTH, _HEIGHT = 560, 260
_LEVEL = 6
"""Periods of which the names fit beside each other; of more they stand at an angle."""


def plotted(figures: Sequence[Figure]) -> list[Figure]:
    """Those that have a place in time: a chart cannot show the others."""
    return [figure for figure in figures if _when(figure.days) is not None]


def plot(
    figures: Sequence[Figure],
    measure: str,
    path: Path,
    lang: Lang,
    columns: Sequence[str],
    rows: Sequence[dict[str, Any]],
) -> None:
    """Write the chart: the periods across, the value up, an outlet each colour, a cross for what conflicts. Figures in
    different units stand one above the other. Beside it come the `rows` of these figures.

    Raises KloptError if the packages are not installed, the name ends otherwise or the file cannot be written.
    """
    alt = altair(path)
    words = {
        "medium": say("figure.medium", lang),
        "fits": say("figure.fits", lang),
        "differs": say("figure.differs", lang),
        "mark": say("figure.mark", lang),
    }
    when, value = say("claims.period", lang), say("claims.value", lang)
    shown = plotted(figures)
    periods = list(dict.fromkeys(_when(figure.days) or "" for figure in shown))
    marks = [words["fits"], words["differs"]]
    chart = (
        alt.Chart(alt.InlineData(values=[_point(figure, words) for figure in shown]))
        .mark_point(size=70, filled=True, opacity=0.8)
        .encode(
            x=alt.X(
                "when:N",
                title=when,
                sort=periods,
                axis=alt.Axis(labelAngle=0 if len(periods) <= _LEVEL else -45),
            ),
            xOffset=alt.XOffset("medium:N"),
            y=alt.Y("value:Q", title=value, scale=alt.Scale(zero=False)),
            color=alt.Color("medium:N", title=words["medium"]),
            shape=alt.Shape(
                "mark:N", title=words["mark"], scale=alt.Scale(domain=marks, range=["circle", "cross"])
            ),
            row=alt.Row("unit:N", title=None),
        )
        .properties(width=_WIDTH, height=_HEIGHT, title=one_line(measure))
        .resolve_scale(y="independent")
        .configure(numberFormat=",.10~g", locale={"number": numbers(lang)})
    )
    save(chart, path, lang, columns, rows)


def _point(figure: Figure, words: dict[str, str]) -> dict[str, Any]:
    low, high = figure.ends
    return {
        "when": _when(figure.days),
        "value": float((low + high) / 2),
        "unit": one_line(figure.quantity.unit or ""),
        "medium": one_line(figure.head.source or "?"),
        "mark": words["differs" if figure.conflicts else "fits"],
    }


def _when(days: Days | None) -> str | None:
    """A period as the axis has it: 2017, 2017-03, or its first and last day; None if an end is not known."""
    if days is None or days.start is None or days.end is None:
        return None
    start, end = days.start, days.end
    if (start.month, start.day, end) == (1, 1, date(start.year + 1, 1, 1)):
        return str(start.year)
    if start.day == 1 and end == (start + timedelta(days=31)).replace(day=1):
        return f"{start:%Y-%m}"
    last = end - timedelta(days=1)
    return str(start) if start == last else f"{start} - {last}"
