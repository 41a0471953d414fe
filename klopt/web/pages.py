"""The pages: each takes a request of Datasette's and gives an answer. All reading happens on Datasette's own
read-only connections.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from db import queue
from db.evidence import precision
from klopt.check.registry import catalogue
from klopt.web import shown
from klopt.web.answer import answer, asked_of, caps_of, database_of
from klopt.web.asked import JUDGED, LEVELS, Asked
from klopt.web.marks import harmless
from klopt.web.reading import shown_findings

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of findings with what to choose from and how far the corpus is."""

    state: queue.State
    total: int
    everything: int
    settled: int
    page: int
    pages: int
    findings: tuple[shown.Shown, ...]
    rules: tuple[str, ...]
    sources: tuple[str, ...]


async def findings(datasette: Datasette, request: Request) -> Response:
    """The findings that stand, the newest article first."""
    ask = asked_of(datasette, request)
    caps = caps_of(datasette)
    listed = await database_of(datasette).execute_fn(lambda conn: _listed(conn, ask, caps))
    names = {name: rule.title.in_(ask.lang) for name, rule in catalogue().items()}
    context = {"listed": listed, "names": names, "levels": tuple(LEVELS), "judged": tuple(JUDGED)}
    return await answer(datasette, request, "klopt_findings.html", ask.at(listed.page), context)


async def rules(datasette: Datasette, request: Request) -> Response:
    """What klopt looks for, and why; and how often people found that it was right."""
    ask = asked_of(datasette, request)
    judged = await database_of(datasette).execute_fn(precision)
    return await answer(
        datasette, request, "klopt_rules.html", ask, {"rules": catalogue().values(), "judged": judged}
    )


def article_link(datasette: Datasette, row_id: int, words: str) -> Markup:
    """A link to our page of an article, for other pages."""
    path = datasette.urls.path(f"/klopt/article/{row_id}")
    return Markup('<a href="{}">{}</a>').format(path, harmless(words))


def _listed(conn: sqlite3.Connection, ask: Asked, caps: Mapping[str, str]) -> Listed:
    wanted = ask.wanted(caps)
    total = queue.count(conn, wanted)
    pages = max(1, -(-total // PER_PAGE))
    page = min(ask.page, pages)
    keys = queue.keys(conn, wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    return Listed(
        state=queue.state(conn),
        total=total,
        everything=queue.count(conn, ask.everything().wanted(caps)),
        settled=queue.count(conn, replace(wanted, settled=True)),
        page=page,
        pages=pages,
        findings=tuple(
            item for key in keys for _, _, item, _ in shown_findings(conn, ask.lang, caps, key=key)
        ),
        rules=tuple(rule for rule in queue.rules(conn) if caps.get(rule) != "off"),
        sources=tuple(queue.sources(conn)),
    )
