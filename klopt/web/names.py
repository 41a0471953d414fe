"""Bronnen, personen, organisaties: who is named, what they said, and their names put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db import Store
from db.entities import NamedEntity
from db.name_lists import Listed, listed
from db.names import Profile, naming, profile, said_by, similar, top_of
from db.read import span_from
from extract.nouns import MentionKind
from klopt.messages import Lang
from klopt.naming import entity_named, merge, part, rename
from klopt.options import KloptError
from klopt.web.anchors import place_anchor
from klopt.web.answer import answer, asked_of, read
from klopt.web.asked import page_number
from klopt.web.lines import Line, line_of
from klopt.web.marks import harmless
from klopt.web.times import timed
from klopt.web.writing import Given, written

PER_PAGE = 50
ARTICLES = 30
"""Articles on the page of a name."""
KINDS: dict[str, MentionKind | None] = {
    "source": None,
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "other": "other",
}
"""What can be chosen; sources are the people and organisations that figures are credited to."""


@dataclass(frozen=True, slots=True)
class Named:
    """An article that has the name: where it stands first, and how often."""

    outlet: str
    day: str
    title: str
    article: int
    place: str
    number: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A name with what its page shows."""

    one: Profile
    total: int
    said: tuple[Line, ...]
    named: tuple[Named, ...]
    like: tuple[Listed, ...]


async def page(datasette: Datasette, request: Request) -> Response:
    """The names of one kind, the most frequent first."""
    ask = asked_of(datasette, request)
    search = (request.args.get("q") or "")[:200]
    kind = request.args.get("kind") or ""
    kind = kind if kind in KINDS else "source"
    nr = page_number(request.args.get("page"))

    def work(store: Store) -> tuple[int, list[Listed]]:
        at, of = (nr - 1) * PER_PAGE, KINDS[kind]
        return listed(store.db.conn, of, search, saying=kind == "source", limit=PER_PAGE, offset=at)

    total, shown = await read(datasette, work)
    pages = max(1, -(-total // PER_PAGE))
    if nr > pages:
        nr = pages
        total, shown = await read(datasette, work)
    context: dict[str, Any] = {
        "q": search,
        "kind": kind,
        "kinds": tuple(KINDS),
        "total": total,
        "shown": shown,
        "page_nr": min(nr, pages),
        "pages": pages,
    }
    return await answer(datasette, request, "klopt_names.html", ask, context)


async def one(datasette: Datasette, request: Request) -> Response:
    """One name: its spellings, what was declared the same, what it said, where it stands."""
    ask, key = asked_of(datasette, request), (request.args.get("key") or "")[:500]
    nr = page_number(request.args.get("page"))
    found = await read(datasette, lambda store: _opened(store, key, nr, ask.lang))
    if found is None:
        return await answer(datasette, request, "klopt_problem.html", ask, _missing(ask.lang), 404)
    pages = max(1, -(-found.total // PER_PAGE))
    context = {
        "found": found,
        "one": found.one,
        "page_nr": min(nr, pages),
        "pages": pages,
        "time": lambda stamp: timed(stamp, ask.lang),
    }
    return await answer(datasette, request, "klopt_name.html", ask, context)


async def merging(datasette: Datasette, request: Request) -> Response:
    """From now on this name counts as another, or as itself again: `klopt merge`."""

    def work(store: Store, given: Given) -> str:
        this = _entity(store, given)
        if given.get("undo"):
            part(store, this, name=given.name, note=given.note)
            return ""
        meant = unquote(given.words.get("same_as", "")) or given.get("typed")
        if not meant:
            raise KloptError("names.which")
        other = entity_named(store, meant, this.kind)
        merge(store, this, other, name=given.name, note=given.note)
        return _address(datasette, given, top_of(store.db.conn, other.key))

    return await written(datasette, request, work)


async def renaming(datasette: Datasette, request: Request) -> Response:
    """Show it under another name, or its own again: `klopt rename`."""

    def work(store: Store, given: Given) -> str:
        called = "" if given.get("undo") else given.get("called")
        if not called and not given.get("undo"):
            raise KloptError("names.called")
        rename(store, _entity(store, given), called, name=given.name, note=given.note)
        return ""

    return await written(datasette, request, work)


def _entity(store: Store, given: Given) -> NamedEntity:
    return entity_named(
        store, unquote(given.words.get("entity", ""))
    )  # a key may hide what a page may not hold


def _address(datasette: Datasette, given: Given, key: str) -> str:
    lang = {"lang": given.get("lang")} if given.get("lang") in ("nl", "en") else {}
    return f"{datasette.urls.path('/klopt/name')}?{urlencode({'key': key, **lang})}"


def _missing(lang: Lang) -> dict[str, str]:
    return {"problem": KloptError("names.missing").in_(lang)}


def _opened(store: Store, key: str, nr: int, lang: Lang) -> Opened | None:
    conn = store.db.conn
    found = profile(conn, top_of(conn, key))
    if found is None:
        return None
    total, said = said_by(conn, found.ids, PER_PAGE, (nr - 1) * PER_PAGE)
    if total and not said:  # behind the last page: the last
        total, said = said_by(conn, found.ids, PER_PAGE, (-(-total // PER_PAGE) - 1) * PER_PAGE)
    places = [
        Named(
            outlet=harmless(head.source or "?"),
            day=str(head.published_on or ""),
            title=harmless(head.headline),
            article=head.id,
            place=place_anchor(span_from(row)),
            number=number,
        )
        for head, number, row in naming(conn, found.ids, ARTICLES)
    ]
    return Opened(
        found, total, tuple(line_of(one, lang) for one in said), tuple(places), tuple(similar(conn, found))
    )
