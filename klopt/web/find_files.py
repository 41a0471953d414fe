"""What was found, all of it, as a file: the rows that `klopt search`, `kwic`, `count` and `claims` print as CSV and
JSON lines, and the whole articles as `klopt export` writes them.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from db import Store
from db.claims import claims
from db.counts import per_period
from db.find import every
from klopt.commands import claims as as_claims
from klopt.commands import count as as_counts
from klopt.commands import kwic as as_lines
from klopt.commands import search as as_places
from klopt.export.lines import article_line
from klopt.listing import Form, article_columns, header, is_flat, row_lines
from klopt.messages import Lang
from klopt.options import KloptError
from klopt.research.concordance import in_order
from klopt.terminal import json_line
from klopt.web.answer import answer, asked_of, database_of
from klopt.web.find import SIDE, found_by, length_of, order_of
from klopt.web.find_asked import Sought, sought
from klopt.web.marks import harmless

_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}
_PIECE = 1 << 16
Rows = tuple[tuple[str, ...], Iterable[dict[str, Any]]]


async def file(datasette: Datasette, request: Request) -> Response | AsgiStream:
    """The rows of this view, or with `?whole=1` everything of the articles. It is made before it is sent, so that what
    goes wrong is a page that says so and never half a file.
    """
    ask, asked = asked_of(datasette, request), sought(request.args)
    ending = request.url_vars["form"]
    form: Form = "jsonl" if ending == "jsonl" else "excel" if request.args.get("excel") else "csv"
    whole = bool(request.args.get("whole"))
    made = TemporaryFile()  # noqa: SIM115 - closed when it was sent
    try:
        await asyncio.to_thread(_write, datasette, asked, form, made, ask.lang, whole=whole)
    except KloptError as error:
        made.close()
        problem = {"problem": harmless(error.in_(ask.lang))}
        return await answer(datasette, request, "klopt_problem.html", ask, problem, 400)
    except BaseException:
        made.close()
        raise

    async def send(writer: Any) -> None:
        with made:
            made.seek(0)
            while piece := await asyncio.to_thread(made.read, _PIECE):
                await writer.send({"type": "http.response.body", "body": piece, "more_body": True})

    name = "artikelen" if whole else asked.shown
    headers = {
        "content-disposition": f'attachment; filename="klopt-{name}.{ending}"',
        "cache-control": "private, no-cache",
    }
    return AsgiStream(send, headers=headers, content_type=_TYPES[ending])


def _write(
    datasette: Datasette, asked: Sought, form: Form, to: IO[bytes], lang: Lang, *, whole: bool
) -> None:
    """On a connection of its own, for it may take long and the pages have few; all of it at one moment."""
    database = database_of(datasette)
    with closing(database.connect()) as conn:
        conn.row_factory = sqlite3.Row
        conn.execute("BEGIN")
        store = Store.over(conn, str(database.path))
        if whole:
            among, _ = asked.meant(store)
            for hit in found_by(store, among).hits():
                to.write(f"{json_line(article_line(store, hit.head.id, lang))}\n".encode())
            return
        columns, rows = _rows(store, asked, form)
        for line in chain(header(form, columns), row_lines(form, columns, rows)):
            to.write(line.encode())


def _rows(store: Store, asked: Sought, form: Form) -> Rows:
    among, wanted = asked.meant(store)
    if asked.shown == "counts":
        cells = per_period(store, among, asked.around(), length_of(asked), together=False)
        return as_counts.COLUMNS, map(as_counts.cell_row, cells)
    if asked.shown == "figures":
        row = as_claims.flat_row if is_flat(form) else as_claims.claim_row
        return as_claims.COLUMNS, map(row, claims(store, wanted))
    if asked.shown == "lines":
        lines = in_order(as_lines.lines_of(every(store, among), SIDE, False), order_of(asked))
        return as_lines.COLUMNS, map(as_lines.line_row, lines)
    hits = found_by(store, among).hits()
    if among.query is None:
        return (*_ARTICLE, "witness"), (article_columns(hit.head) | {"witness": hit.witness} for hit in hits)
    if is_flat(form):
        return as_places.COLUMNS, _each_place(hits)
    return as_places.COLUMNS, map(as_places.article_row, hits)


_ARTICLE = ("article", "url", "title", "medium", "published")


def _each_place(hits: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for hit in hits:
        yield from as_places.place_rows(hit)
