"""One finding with everything that it rests on, as a page and as one file to keep; and the newest as an Atom feed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any
from urllib.parse import quote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from db import evidence
from db.evidence import Found, Witness
from klopt import __version__
from klopt.check.finding import Lang
from klopt.messages import say
from klopt.report import verdict_line
from klopt.web import shown
from klopt.web.anchors import web_address
from klopt.web.answer import answer, asked_of, caps_of, database_of
from klopt.web.marks import harmless
from klopt.web.reading import shown_findings
from klopt.web.times import timed

NEWEST = 50
"""Findings in the feed."""
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finding with its witnesses, when it was found, and what was said of it."""

    item: shown.Shown
    witnesses: tuple[Witness, ...]
    found: Found
    said: tuple[str, ...]


async def finding(datasette: Datasette, request: Request) -> Response:
    """The page of one finding; with `?save` the same as a file that stands alone."""
    ask = asked_of(datasette, request)
    key, caps = request.url_vars["key"], caps_of(datasette)
    sheet = await database_of(datasette).execute_fn(lambda conn: _sheet(conn, key, caps, ask.lang))
    if sheet is None:
        problem = {"problem": say("web.no_finding", ask.lang)}
        return await answer(datasette, request, "klopt_problem.html", ask, problem, 404)
    alone = "save" in request.args
    context: dict[str, Any] = {
        "sheet": sheet,
        "day": lambda stamp: timed(stamp, ask.lang),
        "address": web_address,
        "version": __version__,
        "alone": alone,
        "style": _style() if alone else "",
    }
    response = await answer(datasette, request, "klopt_finding.html", ask, context)
    if alone:
        response.headers["content-security-policy"] = _ALONE
        response.headers["content-disposition"] = f'attachment; filename="klopt-{sheet.item.key}.html"'
    return response


async def feed(datasette: Datasette, request: Request) -> Response:
    """The newest findings as Atom (RFC 4287), for whoever follows them in a reader."""
    ask, caps = asked_of(datasette, request), caps_of(datasette)
    home = _home(datasette, request)
    found = await database_of(datasette).execute_fn(lambda conn: _newest(conn, caps, ask.lang))
    return Response(_atom(found, home, ask.lang), content_type="application/atom+xml; charset=utf-8")


def _sheet(conn: sqlite3.Connection, key: str, caps: Mapping[str, str], lang: Lang) -> Sheet | None:
    items = [item for _, _, item, _ in shown_findings(conn, lang, caps, key=key, gone=None)]
    found = evidence.found(conn, key)
    if not items or found is None:
        return None
    said = tuple(harmless(verdict_line(row, lang)) for row in evidence.said(conn, key))
    return Sheet(items[0], tuple(evidence.witnesses(conn, key)), found, said)


def _newest(conn: sqlite3.Connection, caps: Mapping[str, str], lang: Lang) -> list[tuple[str, shown.Shown]]:
    return [
        (at, item)
        for key, at in evidence.newest(conn, NEWEST)
        for _, _, item, _ in shown_findings(conn, lang, caps, key=key)
    ]


def _atom(found: list[tuple[str, shown.Shown]], home: str, lang: Lang) -> str:
    entries = [
        Markup(
            "<entry><id>urn:klopt:{key}</id><title>{title}</title><updated>{at}</updated>"
            '<link href="{home}klopt/finding/{key}"/><author><name>klopt</name></author>'
            "<summary>{level}: {message} ({who})</summary></entry>"
        ).format(
            key=item.whole_key,
            title=f"{item.title}: {item.quotes[0].title or item.quotes[0].byline}",
            at=at,
            home=home,
            level=item.level_words,
            message=item.message,
            who=item.quotes[0].byline,
        )
        for at, item in found
    ]
    updated = found[0][0] if found else "1970-01-01T00:00:00+00:00"
    page = Markup(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">'
        "<id>{home}</id><title>klopt: {title}</title><updated>{updated}</updated>"
        '<link rel="self" href="{home}klopt/feed.xml"/>\n{entries}\n</feed>\n'
    )
    return page.format(
        lang=lang,
        home=home,
        title=say("web.findings", lang),
        updated=updated,
        entries=Markup("\n").join(entries),
    )


def _home(datasette: Datasette, request: Request) -> str:
    host = quote(request.host, safe=":[].-")
    return f"{request.scheme}://{host}{datasette.urls.path('/')}"


def _style() -> Markup:
    return Markup(resources.files("klopt.web").joinpath("static/klopt.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
