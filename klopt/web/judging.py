"""Verdicts from the pages: what `klopt judge` does, with the same words and the same rows."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db import Store
from db.byhand import Verdict, add_verdict, keys_from, standing_verdicts
from db.errors import StoreError
from klopt.messages import say
from klopt.web.answer import answer, asked_of
from klopt.web.judge_name import COOKIE, one_line
from klopt.web.marks import harmless
from klopt.web.settings import private_of

VERDICTS: dict[str, Verdict] = {"wrong": "wrong", "right": "right", "later": "later", "undo": "withdrawn"}
KEY = 64
"""Characters of a whole key: of a shorter one nobody knows what was meant."""


async def judge(datasette: Datasette, request: Request) -> Response:
    """Keep the verdict of the form and go back to where it stood."""
    ask, db = asked_of(datasette, request), private_of(datasette).db
    if request.method != "POST" or db is None:
        return Response.redirect(datasette.urls.path("/"))
    given = await request.post_vars()
    verdict, name = VERDICTS.get(given.get("verdict", "")), one_line(given.get("name", ""))
    problem = ""
    if verdict is None or not name:
        problem = say("web.judge_incomplete", ask.lang)
    else:
        work = (db, given.get("key", ""), verdict, name, one_line(given.get("note", "")))
        try:
            problem = "" if await asyncio.to_thread(_keep, *work) else say("web.judge_gone", ask.lang)
        except StoreError as error:
            problem = error.in_(ask.lang)
    if problem:
        context: dict[str, Any] = {"problem": harmless(problem)}
        return await answer(datasette, request, "klopt_problem.html", ask, context, 409)
    response = Response.redirect(back_from(given.get("back", ""), datasette.urls.path("/")), status=303)
    response.set_cookie(COOKIE, quote(name), path="/", samesite="strict", httponly=True, max_age=31_536_000)
    return response


def back_from(address: str, home: str) -> str:
    """The address if it is a place on this server, else `home`.

    >>> back_from("/klopt/article/3#f-1", "/"), back_from("//elders.example/", "/")
    ('/klopt/article/3#f-1', '/')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return home
    safe = (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and address.isascii()
        and address.isprintable()
    )
    return address if safe and not parts.scheme and not parts.netloc else home


def _keep(db: Path, key: str, verdict: Verdict, name: str, note: str) -> bool:
    """Add the verdict; False if there is no such finding, or nothing to take back."""
    with Store(db) as store, store.transaction():
        if len(key) != KEY or key not in keys_from(store.db.conn, key):
            return False
        if verdict == "withdrawn" and key not in standing_verdicts(store.db.conn, key):
            return False
        add_verdict(store.db.conn, key, verdict, name=name, note=note)
    return True
