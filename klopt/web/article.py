"""Artikel: the text with all that was read in it, what was found beside it, and where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from corpus.article import Article, Span
from corpus.robots import Reservation, reserves
from db import Store, queue
from db.among import Among
from db.copies import Copy, copies_of
from db.corrections import Correction, corrections_of
from db.errors import NotInCorpus
from db.find import every
from db.forms import widened
from db.query_reader import read_query
from db.read import extraction_from
from db.reservations import reserved_of
from db.versions import Version, versions
from klopt.marking import KINDS, MarkKind, places
from klopt.messages import Lang, say
from klopt.report import byline
from klopt.web import facts, shown
from klopt.web.anchors import web_address
from klopt.web.answer import answer, asked_of, caps_of, read
from klopt.web.changes import Stretch, stretches
from klopt.web.find_asked import LONGEST
from klopt.web.marks import harmless
from klopt.web.reading import shown_findings
from klopt.web.times import timed

SHOWN: tuple[MarkKind, ...] = ("finding", "figure")
"""What is marked when the page opens; the rest by a switch."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A kind of mark that can be put on and off, and how many there are."""

    kind: MarkKind
    words: str
    number: int
    on: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with everything that its page shows."""

    article: Article
    read: bool
    page: shown.Page
    switches: tuple[Switch, ...]
    groups: tuple[facts.Group, ...]
    versions: tuple[Version, ...]
    copies: tuple[Copy, ...]
    rights: tuple[Reservation, ...]
    corrections: tuple[Correction, ...]

    @property
    def reserved(self) -> bool:
        """Whether the page or its site reserves text and data mining."""
        return bool(self.article.reserved) or any(map(reserves, self.rights))


async def article(datasette: Datasette, request: Request) -> Response:
    """One article with its marks, the findings beside it."""
    ask, caps = asked_of(datasette, request), caps_of(datasette)
    row_id = int(request.url_vars["id"])
    words, compounds = (request.args.get("q") or "")[:LONGEST], bool(request.args.get("compounds"))

    def work(store: Store) -> Opened | None:
        return _opened(store, row_id, caps, ask.lang, sought_in(store, row_id, words, compounds=compounds))

    found = await read(datasette, work)
    if found is None:
        return await answer(datasette, request, "klopt_missing.html", ask, {"id": row_id}, 404)
    item = found.article
    context: dict[str, Any] = {
        "found": found,
        "article": item,
        "read": found.read,
        "page": found.page,
        "byline": harmless(byline(item, ask.lang)),
        "address": web_address(item.url),
        "url": harmless(item.url or ""),
        "language": item.language or "nl",
        "time": lambda stamp: timed(stamp, ask.lang),
        "about": _about(item, ask.lang),
        "undone": [(one, _told(one, ask.lang)) for one in found.corrections],
    }
    return await answer(datasette, request, "klopt_article.html", ask, context)


async def history(datasette: Datasette, request: Request) -> Response:
    """The versions of an article, each with what changed."""
    ask, row_id = asked_of(datasette, request), int(request.url_vars["id"])

    def work(store: Store) -> tuple[Article, tuple[tuple[Version, tuple[Stretch, ...]], ...]] | None:
        try:
            found = versions(store, row_id)
        except NotInCorpus:
            return None
        pairs = zip([None, *found], found, strict=False)
        return store.article(row_id), tuple((new, stretches(old, new) if old else ()) for old, new in pairs)

    found = await read(datasette, work)
    if found is None:
        return await answer(datasette, request, "klopt_missing.html", ask, {"id": row_id}, 404)
    item, listed = found
    context = {
        "article": item,
        "title": harmless(item.title or ""),
        "byline": harmless(byline(item, ask.lang)),
        "language": item.language or "nl",
        "listed": tuple(reversed(listed)),
        "time": lambda stamp: timed(stamp, ask.lang),
    }
    return await answer(datasette, request, "klopt_versions.html", ask, context)


def sought_in(store: Store, row_id: int, words: str, *, compounds: bool) -> tuple[Span, ...]:
    """Where the article has the words of a search that led here."""
    query = read_query(words)
    if query.empty:
        return ()
    among = Among(articles=(row_id,), query=widened(store.db.conn, query, compounds))
    return tuple(span for hit in every(store, among) for span in hit.places)


def _opened(
    store: Store, row_id: int, caps: Mapping[str, str], lang: Lang, sought: tuple[Span, ...]
) -> Opened | None:
    conn = store.db.conn
    item = queue.article(conn, row_id)
    if item is None:
        return None
    findings = [
        (key, finding, words, sources[row_id].current)
        for key, finding, words, sources in shown_findings(conn, lang, caps, article=row_id)
    ]
    extraction = extraction_from(conn, row_id)
    marks = places(item, extraction)
    counted = Counter(place.kind for place in marks)
    page = shown.page(item, findings, lang, marks, sought)
    if page.found:
        counted["finding"] = len(findings)
    return Opened(
        article=item,
        read=extraction is not None,
        page=page,
        switches=tuple(
            Switch(kind, say(f"mark.{kind}", lang), counted[kind], kind in SHOWN)
            for kind in reversed(KINDS)
            if counted[kind]
        ),
        groups=tuple(facts.groups(extraction, lang)) if extraction else (),
        versions=versions(store, row_id),
        copies=copies_of(store, row_id),
        rights=tuple(reserved_of(conn, row_id)),
        corrections=tuple(corrections_of(conn, store.article_key(row_id))),
    )


def _about(item: Article, lang: Lang) -> list[tuple[str, str, str]]:
    """What is known about the article, in words, each with what it is; where a date came from stands with it."""

    def dated(stamp: str | None, origin: str | None) -> tuple[str, str]:
        return timed(stamp, lang), say("story.from", lang, place=origin) if stamp and origin else ""

    paywall = None if item.paywall is None else say("story.yes" if item.paywall else "story.no", lang)
    told = (
        ("story.outlet", item.source),
        ("story.section", item.section),
        ("story.authors", ", ".join(item.authors)),
        ("story.agency", item.agency),
        ("story.language", item.language),
        ("story.paywall", paywall),
    )
    dates = (
        ("story.published", *dated(item.published, item.published_from)),
        ("story.modified", *dated(item.modified, item.modified_from)),
    )
    return [(say(key, lang), words, harmless(origin)) for key, words, origin in dates if words] + [
        (say(key, lang), harmless(words), "") for key, words in told if words
    ]


def _told(one: Correction, lang: Lang) -> str:
    """What somebody put right, in words."""
    what = {"period": "story.is_about", "none": "story.is_none", "entity": "story.is_called"}[one.change]
    value = one.value.partition(":")[2] if one.change == "entity" else one.value.replace("/", " - ")
    said = say(what, lang, words=one.words, value=value)
    return harmless(f"{said} ({one.name}{': ' + one.note if one.note else ''})")
