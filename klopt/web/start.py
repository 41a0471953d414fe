"""Start: what is in the corpus, what waits, how the sources do; an empty corpus says what to do first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db import Store, queue
from db.health import Health, health
from db.overview import by_month, failures, overview
from klopt.messages import Lang, say
from klopt.research.written import grouped
from klopt.web.answer import answer, asked_of, caps_of, read
from klopt.web.asked import Asked
from klopt.web.marks import harmless
from klopt.web.times import timed

MOST_MONTHS = 60
"""Bars of the chart; of a longer time the years are shown."""
FAILED = 8
"""Failures on the page."""
_WIDTH, _HEIGHT, _FLOOR = 720, 180, 142
_LABEL, _LETTER = 76, 16
"""Room of a label, a year, and of one letter, as large as a phone needs them."""
_ABOVE = 32
"""Room for the number above the highest bar."""
CHART = {"width": _WIDTH, "height": _HEIGHT, "floor": _FLOOR}
"""Of a chart of bars, for the template."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or year: its place, how many articles, and the words for it; `label` stands below it, `number` above it
    where that fits.
    """

    x: float
    y: float
    width: float
    height: float
    words: str
    label: str
    number: str


async def page(datasette: Datasette, request: Request) -> Response:
    """How the corpus is."""
    ask, caps = asked_of(datasette, request), caps_of(datasette)

    def work(store: Store) -> dict[str, Any]:
        conn = store.db.conn
        open_ = {
            level: queue.count(conn, Asked(ask.lang, ask.lang, level).wanted(caps))
            for level in ("error", "warning")
        }
        found = overview(conn)
        return {
            "corpus": found,
            "open": open_,
            "state": queue.state(conn),
            "bars": bars(by_month(conn), ask.lang),
            "health": sorted(health(conn).values(), key=_worst),
            "failures": failures(conn, FAILED),
        }

    context = await read(datasette, work)
    more = {
        "time": lambda stamp: timed(stamp, ask.lang),
        "chart": CHART,
        "asked": lambda level: Asked(ask.lang, ask.default_lang, level).query(),
    }
    return await answer(datasette, request, "klopt_start.html", ask, {**context, **more})


def _worst(one: Health) -> tuple[float, str]:
    """The source of which least was kept comes first."""
    return (one.kept / one.asked if one.asked else 0.0, one.source)


def bars(counted: list[tuple[str, int]], lang: Lang) -> list[Bar]:
    """A bar for each month ("2018-09") from the first to the last, of a long time for each year; for each year if years
    ("2018") are given. None where nothing is.
    """
    known = {period: number for period, number in counted if period.replace("-", "", 1).isdigit()}
    if not any(known.values()):
        return []
    months = {period: number for period, number in known.items() if len(period) == len("2018-09")}
    if months:
        first, last = min(months), max(months)
        begin, end = (int(at[:4]) * 12 + int(at[5:7]) - 1 for at in (first, last))
        if end - begin < MOST_MONTHS:
            names = say("date.months", lang).split()
            return _placed(
                [
                    (
                        f"{names[at % 12]} {at // 12}",
                        months.get(f"{at // 12:04}-{at % 12 + 1:02}", 0),
                        str(at // 12) if at % 12 == 0 or at == begin else "",
                    )
                    for at in range(begin, end + 1)
                ],
                lang,
            )
    yearly: dict[int, int] = {}
    for period, number in known.items():
        yearly[int(period[:4])] = yearly.get(int(period[:4]), 0) + number
    years = range(min(yearly), max(yearly) + 1)
    return _placed([(str(year), yearly.get(year, 0), str(year)) for year in years][-MOST_MONTHS:], lang)


def _placed(counted: list[tuple[str, int, str]], lang: Lang) -> list[Bar]:
    room, most = _WIDTH / len(counted), max(number for _, number, _ in counted)
    found, free, told = [], 0.0, _told(counted, room, lang)
    for nr, (words, number, label) in enumerate(counted):
        height = round(number / most * (_FLOOR - _ABOVE), 1)
        shown = label if nr * room >= free else ""
        free = nr * room + _LABEL if shown else free
        width = round(min(room * 0.8, 60.0), 1)
        found.append(
            Bar(
                round(nr * room + (room - width) / 2, 1),
                round(_FLOOR - height, 1),
                width,
                height,
                harmless(say("start.bar", lang, month=words, n=number)),
                shown,
                told.get(nr, ""),
            )
        )
    return found


def _told(counted: list[tuple[str, int, str]], room: float, lang: Lang) -> dict[int, str]:
    """The numbers above the bars: of the highest, then of as many as fit beside it."""
    told: dict[int, str] = {}
    for nr, (_, number, _) in sorted(enumerate(counted), key=lambda one: -one[1][1]):
        words = grouped(number, lang)
        if number and all(
            abs(nr - other) * room > (len(words) + len(known)) / 2 * _LETTER for other, known in told.items()
        ):
            told[nr] = words
    return told
