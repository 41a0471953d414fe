"""A small corpus made by hand, no model: a slip within an article, a conflict across two, a note, an article
that nothing was found in, one that was not read, and one that wants to do harm.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import lxml.html
import pytest

from corpus.article import Article, Span
from db import FindingRow, FindingSpanRow, Store, finding_key
from db.rows import AmountRow, RepairRow
from extract.interval import Interval
from extract.nouns import Extraction
from klopt.web.serve import application

SLIP = "Eerst iets anders.\n\nHet aantal ging van 34 in 2017 naar 68 in 2017. Daarna niets.\n\nEn nog een alinea."
OTHER = "In 2016 waren het er 34, zegt het steunpunt. Meer weten we niet."
HOSTILE = (
    "<script>alert(1)</script> & <img src=x onerror=alert(2)> {{ 7 * 7 }} {% raw %} ging van 34 in 2017"
    " naar \u202e68\u202c in 2017.\n\n</mark></p></main><h1>Overgenomen</h1> '; DROP TABLE articles; --"
)
TITLE = "\"><script>alert('kop')</script> \x1b]0;kop\x07"


class Ids(NamedTuple):
    slip: int
    other: int
    silent: int
    unread: int
    hostile: int


def sentences(article: Article) -> tuple[Span, ...]:
    """One for every full stop in the text."""
    return tuple(
        article.span("text", found.start(), found.end())
        for found in re.finditer(r"[^.\s][^.]*\.?", article.text)
    )


def spot(article_id: int, text: str, words: str, field: Any = "text") -> FindingSpanRow:
    start = text.index(words)
    return FindingSpanRow(article_id, Span(field, start, start + len(words), words))


def row(
    rule: str, level: Any, spans: tuple[FindingSpanRow, ...], *repairs: RepairRow, nl: str = ""
) -> FindingRow:
    return FindingRow(
        key=finding_key(str(spans[0].article), rule, tuple(at.span.text for at in spans), 0),
        rule=rule,
        level=level,
        message_nl=nl or "Van 34 naar 68 in dezelfde periode: 2017.",
        message_en="From 34 to 68 in the same period: 2017.",
        spans=spans,
        stated=AmountRow(Interval.point(2), "keer", "2 keer"),
        recomputed=AmountRow(Interval.point(3), "keer", "3 keer"),
        repairs=repairs,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "klopt.db"


@pytest.fixture
def ids(path: Path) -> Ids:
    """The corpus, checked; the numbers of its articles."""
    given = (
        Article(
            id="1",
            title="Kop van 34",
            text=SLIP,
            source="De Krant",
            published="2018-09-22",
            url="https://example.org/1",
        ),
        Article(id="2", title="Ander bericht", text=OTHER, source="De Koerier", published="2018-09-24"),
        Article(id="3", title="Stil", text="Er is niets.", source="De Krant", url="https://example.org/3"),
        Article(
            id="4", title="Nieuw", text="Nog niet gelezen.", source="De Krant", url="https://example.org/4"
        ),
        Article(
            id="5",
            title=TITLE,
            text=HOSTILE,
            source="<b>Bron</b>",
            published="2010-01-01",
            url="javascript:alert(3)",
        ),
    )
    with Store(path) as store:
        run = store.start_run("add", klopt_version="0.1")
        found = Ids(*(store.put_article(article, run).id for article in given))
        for number in (found.slip, found.other, found.silent, found.hostile):
            article = store.article(number)
            store.put_extraction(number, Extraction(number, sentences=sentences(article)), run)
        a, b = spot(found.slip, SLIP, "34 in 2017"), spot(found.slip, SLIP, "68 in 2017")
        run = store.start_run("check", klopt_version="0.1")
        rows = (
            row("same-period", "error", (a, b), RepairRow(0, "2017", "2016"), RepairRow(1, "2017", "2018")),
            row(
                "period-conflict",
                "warning",
                (a, spot(found.other, OTHER, "2016")),
                RepairRow(1, "2016", "2017"),
            ),
            row("change-factor", "note", (spot(found.slip, "Kop van 34", "34", "title"), b)),
            row(
                "change-percent",
                "error",
                (
                    spot(found.hostile, HOSTILE, "34 in 2017"),
                    spot(found.hostile, HOSTILE, "68\u202c in 2017"),
                ),
                RepairRow(0, "<i>34</i>", "<script>"),
                nl="<script>alert(4)</script> van <b>34</b>",
            ),
        )
        store.put_findings(rows, run)
        store.finish_run(run)
    return found


Get = Callable[..., httpx.Response]


@pytest.fixture
def get(path: Path) -> Iterator[Get]:
    """Ask the pages for an address, as a browser on this machine does."""
    opened = []

    def ask(
        address: str,
        headers: dict[str, str] | None = None,
        rules: dict[str, str] | None = None,
        **settings: int,
    ) -> httpx.Response:
        datasette = application(path, "nl", ("klopt.example",), rules, **settings)
        opened.append(datasette)

        async def answer() -> httpx.Response:
            return await datasette.client.get(address, headers=headers or {})

        return asyncio.run(answer())

    yield ask
    for datasette in opened:
        datasette.executor.shutdown()
        for database in datasette.databases.values():
            with closing(database):
                pass


TOKEN = "geheim"  # noqa: S105 - of this test alone


class Browser:
    """One visitor, who keeps cookies as a browser does."""

    def __init__(self, path: Path) -> None:
        self.datasette = application(path, "nl", token=TOKEN)
        self.cookies = httpx.Cookies()

    def ask(self, method: str, address: str, **options: Any) -> httpx.Response:
        """The answer to one question."""

        async def answer() -> httpx.Response:
            got: httpx.Response = await self.datasette.client.request(
                method, address, cookies=self.cookies, **options
            )
            return got

        found = asyncio.run(answer())
        self.cookies.update(found.cookies)
        return found

    def token(self) -> str:
        """What the form carries."""
        page = self.ask("GET", "/klopt/draft")
        return str(lxml.html.fromstring(page.text).xpath("//input[@name='csrftoken']/@value")[0])

    def send(self, **fields: Any) -> httpx.Response:
        """The form, filled in."""
        files = fields.pop("files", {})
        sent = {name: (None, words) for name, words in {"csrftoken": self.token(), **fields}.items()}
        return self.ask("POST", "/klopt/draft", files={**sent, **files})

    def program(self, content: bytes, token: str | None = TOKEN) -> httpx.Response:
        """What a newsroom's own system sends."""
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        return self.ask("POST", "/klopt/check", content=content, headers=headers)


@pytest.fixture
def browser(path: Path, ids: Any) -> Iterator[Browser]:
    """A visitor of a corpus that has articles."""
    assert ids
    visitor = Browser(path)
    yield visitor
    visitor.datasette.executor.shutdown()
    for database in visitor.datasette.databases.values():
        with closing(database):
            pass
