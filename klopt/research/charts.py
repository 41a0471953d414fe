"""Charts of counts, with the rows that they show in a file beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from klopt.charting import altair, numbers, save
from klopt.messages import Lang
from klopt.report import one_line

_WIDTH, _HEIGHT, _BAR = 560, 260, 16
MOST_BARS = 40
"""Bars that fit on a page."""
Row = dict[str, Any]


def lines(rows: Sequence[Row], path: Path, lang: Lang, titles: Mapping[str, str]) -> None:
    """A line for each outlet: `period` across, `per_thousand` up. `titles` has the words for both and for "outlet".

    Raises KloptError if the chart cannot be made, OSError if its rows cannot be written.
    """
    alt = altair(path)
    points = [{**row, "outlet": one_line(row["outlet"] or "")} for row in rows]
    several = len({point["outlet"] for point in points}) > 1
    encoding: dict[str, Any] = {
        "x": alt.X("period:N", title=titles["period"], axis=alt.Axis(labelAngle=-45)),
        "y": alt.Y("per_thousand:Q", title=titles["per_thousand"]),
    }
    if several:
        encoding["color"] = alt.Color("outlet:N", title=titles["outlet"])
    chart = alt.Chart(alt.InlineData(values=points)).mark_line(point=True).encode(**encoding)
    _write(chart.properties(width=_WIDTH, height=_HEIGHT), rows, path, lang)


def bars(rows: Sequence[Row], path: Path, lang: Lang, titles: Mapping[str, str]) -> None:
    """A bar for each `word`, as long as its `log_ratio`, in the order given. Raises as `lines`."""
    alt = altair(path)
    shown = [{"word": one_line(row["word"]), "log_ratio": row["log_ratio"]} for row in rows[:MOST_BARS]]
    chart = (
        alt.Chart(alt.InlineData(values=shown))
        .mark_bar()
        .encode(
            x=alt.X("log_ratio:Q", title=titles["log_ratio"]),
            y=alt.Y("word:N", title=None, sort=[row["word"] for row in shown]),
        )
    )
    _write(chart.properties(width=_WIDTH, height=max(1, len(shown)) * _BAR), rows, path, lang)


def _write(chart: Any, rows: Sequence[Row], path: Path, lang: Lang) -> None:
    save(
        chart.configure(numberFormat=",.10~g", locale={"number": numbers(lang)}), path, lang, [*rows[0]], rows
    )
