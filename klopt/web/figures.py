"""Cijfers: what is counted in the corpus, and one measure followed through time and outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from corpus.article import Span
from db import Store
from db.among import Among
from db.claims import FoundClaim, WantedClaims, claims, count
from db.copies import copy_groups
from db.measure_words import measure_words, phrase_words
from db.measures import Measured, marked, measures
from klopt.followed import Figure, followed
from klopt.judged import SHORT
from klopt.messages import Lang
from klopt.web.answer import answer, asked_of, read, standing_across
from klopt.web.asked import page_number, stretch_of
from klopt.web.chart import Chart, charts
from klopt.web.lines import Line, line_of
from klopt.web.marks import harmless
from klopt.when import days_in_words, said_when

PER_PAGE = 50
MOST = 300
"""Figures of one measure on a page, of the newest articles: more fit no chart and no reader. The command has all."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in the table: its line, when it is about, what was counted, the findings with their short keys, and the
    keys of those that somebody judged to add up.
    """

    line: Line
    when: str
    phrase: str
    conflicts: tuple[tuple[str, str], ...]
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """One measure: what it is called, how many claims there are, which are shown, and what to choose from."""

    words: str
    total: int
    rows: tuple[Row, ...]
    charts: tuple[Chart, ...]
    untimed: int
    outlets: tuple[str, ...]
    articles: int
    texts: int
    differ: int
    settled: int


async def page(datasette: Datasette, request: Request) -> Response:
    """The list, or with `?measure=` that one."""
    measure = " ".join((request.args.get("measure") or "").split())[:200]
    return await (_one(datasette, request, measure) if measure else _list(datasette, request))


async def _list(datasette: Datasette, request: Request) -> Response:
    ask, rules = asked_of(datasette, request), standing_across(datasette)
    search, differ = (request.args.get("q") or "")[:200], bool(request.args.get("differ"))
    everything = bool(request.args.get("all") or search or differ)

    def work(store: Store) -> tuple[list[Measured], int, dict[str, str]]:
        """What was counted twice at least, as only that can be followed; how many there are in all; and the words for
        those on the page.
        """
        every = measures(store.db.conn, rules, search, conflicting=differ)
        again = [one for one in every if one.figures > 1]
        wanted = every if everything or not again else again
        return wanted, len(every), measure_words(store.db.conn, (one.name for one in part(wanted)))

    def part(found: list[Measured]) -> list[Measured]:
        nr = _within(request, found)
        return found[(nr - 1) * PER_PAGE : nr * PER_PAGE]

    found, every, words = await read(datasette, work)
    context: dict[str, Any] = {
        "q": search,
        "differ": differ,
        "total": len(found),
        "once": every - len(found),
        "everything": "1" if request.args.get("all") else "",
        "shown": part(found),
        "words": words,
        "page_nr": _within(request, found),
        "pages": _pages(found),
    }
    return await answer(datasette, request, "klopt_figures.html", ask, context)


def _pages(found: list[Measured]) -> int:
    return max(1, -(-len(found) // PER_PAGE))


def _within(request: Request, found: list[Measured]) -> int:
    """The page that is asked for; one too far is the last."""
    return min(page_number(request.args.get("page")), _pages(found))


async def _one(datasette: Datasette, request: Request, measure: str) -> Response:
    ask, rules = asked_of(datasette, request), standing_across(datasette)
    given = {
        name: " ".join((request.args.get(name) or "").split())[:200]
        for name in ("medium", "place", "since", "until")
    }
    differ = bool(request.args.get("differ"))
    found = await read(
        datasette, lambda store: _followed(store, measure, given, rules, ask.lang, differ=differ)
    )
    context = {"measure": measure, "given": given, "differ": differ, "found": found, "most": MOST}
    return await answer(datasette, request, "klopt_measure.html", ask, context)


def _followed(
    store: Store, measure: str, given: dict[str, str], rules: tuple[str, ...], lang: Lang, *, differ: bool
) -> Followed:
    published = stretch_of(given["since"], given["until"])
    wanted = WantedClaims(
        measure=measure,
        place=given["place"] or None,
        among=Among(source=given["medium"] or None, published=published),
    )
    asked = list(claims(store, wanted, MOST))
    total = len(asked) if len(asked) < MOST else count(store, wanted)
    heads = {one.head.id for one in asked}
    marks = marked(store.db.conn, rules, heads)
    settled = marked(store.db.conn, rules, heads, settled=True)
    figures = list(followed(asked, marks, copy_groups(store, heads)))
    if differ:
        figures = [figure for figure in figures if figure.conflicts]
    drawn = charts(figures, lang)
    rows = tuple(_row(figure, settled, lang) for figure in figures)
    return Followed(
        words=measure_words(store.db.conn, [measure])[measure],
        total=total,
        rows=rows,
        charts=tuple(drawn),
        untimed=len(figures) - sum(len(chart.points) for chart in drawn),
        outlets=tuple(sorted({one.head.source for one in asked if one.head.source}, key=str.casefold)),
        articles=len({figure.head.id for figure in figures}),
        texts=len({figure.witness for figure in figures}),
        differ=sum(bool(figure.conflicts) for figure in figures),
        settled=sum(bool(row.settled) for row in rows),
    )


def _row(figure: Figure, settled: Mapping[int, Sequence[tuple[Span, str]]], lang: Lang) -> Row:
    judged = {key for span, key in settled.get(figure.head.id, ()) if span.overlaps(figure.quantity.span)}
    claim = figure.claim
    return Row(
        line=line_of(FoundClaim(figure.head, claim), lang),
        when=harmless(days_in_words(figure.days, lang) or said_when(claim, lang)),
        phrase=harmless(phrase_words(claim.measure, claim.phrase)),
        conflicts=tuple((key, key[:SHORT]) for key in figure.conflicts),
        settled=tuple(sorted(judged)),
    )
