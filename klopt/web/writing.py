"""What the pages write, always in the same way: a form with a token, a name, one transaction, and back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db import Store
from db.errors import StoreError
from extract.errors import ModelError
from klopt.options import KloptError
from klopt.web.answer import answer, asked_of
from klopt.web.judge_name import COOKIE, one_line
from klopt.web.marks import harmless
from klopt.web.settings import private_of


@dataclass(frozen=True, slots=True)
class Given:
    """What a form said: who writes, why, and the rest."""

    words: Mapping[str, str]
    name: str
    note: str

    def get(self, field: str) -> str:
        """What was filled in here on one line, "" if nothing."""
        return one_line(self.words.get(field, ""))


Work: TypeAlias = Callable[[Store, Given], str]
"""Writes; gives the address to go on to, "" for where the form stood. Raises KloptError for what cannot be done."""
Prepared: TypeAlias = Callable[[Store, Given], Work]
"""Does what takes long and writes nothing, and gives the work that is left."""


async def written(
    datasette: Datasette, request: Request, work: Work | None = None, *, prepared: Prepared | None = None
) -> Response:
    """Do the work in one transaction and go on; a page that says what is wrong if it cannot be done. While a
    transaction lasts nobody else can write, so what takes long is done before it (`prepared`).
    """
    ask, db = asked_of(datasette, request), private_of(datasette).db
    home = datasette.urls.path("/")
    if request.method != "POST" or db is None:
        return Response.redirect(home)
    words = await request.post_vars()
    given = Given(words, one_line(words.get("name", "")), one_line(words.get("note", "")))
    try:
        if not given.name:
            raise KloptError("web.judge_incomplete")
        address = await asyncio.to_thread(_done, db, given, work, prepared)
    except (KloptError, StoreError, ModelError) as error:
        context: dict[str, Any] = {"problem": harmless(error.in_(ask.lang))}
        return await answer(datasette, request, "klopt_problem.html", ask, context, 409)
    target = address or words.get("back", "")
    response = Response.redirect(back_from(target, home), status=303)
    response.set_cookie(
        COOKIE, quote(given.name), path="/", samesite="strict", httponly=True, max_age=31_536_000
    )
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


def _done(db: Path, given: Given, work: Work | None, prepared: Prepared | None) -> str:
    with Store(db) as store:
        todo = prepared(store, given) if prepared else work
        with store.transaction():
            return todo(store, given) if todo else ""
