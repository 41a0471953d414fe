"""Zoeken: the search of `klopt search`, `kwic`, `count` and `claims` as one page with four views of what was found."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from corpus.article import Article
from db import Store
from db.among import Among
from db.claims import ORDERS as CLAIM_ORDERS
from db.claims import WantedClaims, claims
from db.claims import count as count_claims
from db.counts import LENGTHS, Cell, Length, per_period, undated
from db.find import Found, Hit, find, newest
from db.query_as_read import as_read
from klopt.commands.kwic import lines_of
from klopt.kwic import Context, contexts
from klopt.messages import Lang
from klopt.options import KloptError
from klopt.report import byline
from klopt.research.concordance import ORDERS, Order, in_order
from klopt.web.anchors import place_anchor
from klopt.web.answer import answer, asked_of, read
from klopt.web.find_asked import VIEWS, Sought, sought
from klopt.web.find_facets import BROAD, Divided, chips, divided
from klopt.web.lines import Line, line_of
from klopt.web.marks import harmless
from klopt.web.start import CHART, Bar, bars

PER_PAGE = {"articles": 20, "lines": 100, "figures": 50, "counts": 1}
SNIPPETS = 4
"""Places of one article that are shown; the page of the article has all."""
SIDE, WIDE = 40, 80
"""Characters on either side of a place: in a concordance, and in a list of articles."""
SORTED = 60
"""Texts whose places are put in order on a page; the command, and the file, sort all."""
LEAD = 220
"""Characters shown of an article that was not found by words."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A place of the words with what stands around it, and its anchor on the page of the article."""

    left: str
    words: str
    right: str
    place: str
    title: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An article that was found; `together` is how many have this text, `hits` how many places there are."""

    article: int
    title: str
    byline: str
    outlet: str
    language: str
    snippets: tuple[Snippet, ...]
    hits: int
    together: int
    lead: str


@dataclass(slots=True)
class Result:
    """What a page shows; what its view does not need is empty."""

    articles: int = 0
    texts: int = 0
    total: int = 0
    pages: int = 1
    page: int = 1
    rows: tuple[Row, ...] = ()
    lines: tuple[tuple[Snippet, Row], ...] = ()
    claims: tuple[Line, ...] = ()
    cells: tuple[Cell, ...] = ()
    silent: tuple[str, ...] = ()
    bars: list[Bar] = field(default_factory=list)
    undated: int = 0
    within: int = 0
    facets: tuple[Divided, ...] = ()
    chips: tuple[tuple[str, str, dict[str, Any]], ...] = ()
    read_as: str = ""
    problem: str = ""


async def page(datasette: Datasette, request: Request) -> Response:
    """The form and, if anything is asked, what was found."""
    ask, asked = asked_of(datasette, request), sought(request.args)
    result = (
        Result() if asked.nothing else await read(datasette, lambda store: _result(store, asked, ask.lang))
    )
    context: dict[str, Any] = {
        "asked": asked,
        "it": result,
        "views": VIEWS,
        "orders": ORDERS,
        "lengths": LENGTHS,
        "claim_orders": CLAIM_ORDERS,
        "by": length_of(asked),
        "sorted": SORTED,
        "chart": CHART,
    }
    return await answer(datasette, request, "klopt_find.html", ask, context, 400 if result.problem else 200)


def found_by(store: Store, among: Among) -> Found:
    """The articles: the best first, without words the newest."""
    return newest(store, among) if among.query is None else find(store, among)


def _result(store: Store, asked: Sought, lang: Lang) -> Result:
    it = Result(chips=chips(store, asked, lang))
    try:
        among, wanted = asked.meant(store)
        if among.query is not None and among.query.mended:
            it.read_as = harmless(as_read(among.query, lang))
        found = found_by(store, among)
        it.articles, it.texts = found.articles, found.texts
        match asked.shown:
            case "lines":
                _lines(it, found, asked, lang)
            case "counts":
                _counts(it, store, asked, among, lang)
            case "figures":
                _figures(it, store, asked, wanted, found, lang)
            case _:
                _articles(it, found, asked, lang)
    except KloptError as error:
        it.problem = harmless(error.in_(lang))
        return it
    it.facets = divided(store, among, asked, found.order, lang) if found.order else ()
    return it


def _paged(it: Result, asked: Sought, total: int) -> tuple[int, int]:
    """How many of these are on the page, and from where on; a page that is too far is the last."""
    size = PER_PAGE[asked.shown]
    it.total, it.pages = total, max(1, -(-total // size))
    it.page = min(asked.page, it.pages)
    return size, (it.page - 1) * size


def _articles(it: Result, found: Found, asked: Sought, lang: Lang) -> None:
    fold = not asked.copies
    size, start = _paged(it, asked, found.texts if fold else found.articles)
    it.rows = tuple(_row(hit, lang) for hit in found.hits(size, start, fold=fold))


def _lines(it: Result, found: Found, asked: Sought, lang: Lang) -> None:
    hits = {hit.head.id: hit for hit in found.hits(SORTED, fold=not asked.copies)}
    every = [*in_order(lines_of(hits.values(), SIDE, False), order_of(asked))]
    size, start = _paged(it, asked, len(every))
    it.lines = tuple(
        (_snippet(Context(line.span, line.left, line.right)), _row(hits[line.head.id], lang, places=False))
        for line in every[start : start + size]
    )


def order_of(asked: Sought) -> Order:
    """What the lines of a concordance are sorted on."""
    return asked.order or "right"


def _counts(it: Result, store: Store, asked: Sought, among: Among, lang: Lang) -> None:
    cells = per_period(store, among, asked.around(), length_of(asked), together=True)
    it.cells, it.undated = tuple(cell for cell in cells if cell.articles), undated(store, among)
    it.silent = tuple(_stretches([cell.period for cell in cells], {cell.period for cell in it.cells}))
    it.bars = bars([(cell.period, cell.articles) for cell in cells], lang)


def _stretches(periods: Sequence[str], found: Container[str]) -> Iterator[str]:
    """The periods that are not among those found, those that follow each other as one: "2016 - 2018"."""
    for hit, group in groupby(periods, found.__contains__):
        if not hit:
            first, *rest = group
            yield f"{first} – {rest[-1]}" if rest else first


def length_of(asked: Sought) -> Length:
    """By month or by year."""
    return asked.by or ("month" if asked.since[:4] == asked.until[:4] != "" else "year")


def _figures(it: Result, store: Store, asked: Sought, wanted: WantedClaims, found: Found, lang: Lang) -> None:
    """Of very many articles those of the first: to count and sort all of their figures takes longer than a page may."""
    if not asked.figure and found.articles > BROAD:
        wanted, it.within = asked.claims(Among(articles=found.order[:BROAD])), BROAD
    size, start = _paged(it, asked, count_claims(store, wanted))
    it.claims = tuple(line_of(one, lang) for one in claims(store, wanted, size, start))


def _row(hit: Hit, lang: Lang, *, places: bool = True) -> Row:
    article = hit.article
    shown = hit.places[:SNIPPETS] if places else ()
    lead = "" if hit.places else " ".join(article.text[: LEAD + 1].split())
    if len(lead) > LEAD:
        lead = lead[:LEAD].rpartition(" ")[0] + "…"
    return Row(
        article=hit.head.id,
        title=harmless(hit.head.headline),
        byline=harmless(byline(article, lang)),
        outlet=harmless(" ".join((article.source or "?", str(article.published_on or "")[:4]))),
        language=article.language or "nl",
        snippets=tuple(_whole(_snippet(one), one, article) for one in contexts(article, shown, WIDE)),
        hits=len(hit.places),
        together=hit.together,
        lead=harmless(lead),
    )


def _whole(snippet: Snippet, context: Context, article: Article) -> Snippet:
    """With dots where the text goes on."""
    span, length = context.span, len(article.field(context.span.field))
    left = f"…{snippet.left}" if span.start > WIDE and snippet.left.strip() else snippet.left
    right = f"{snippet.right} …" if length - span.end > WIDE and snippet.right.strip() else snippet.right
    return replace(snippet, left=left, right=right)


def _snippet(context: Context) -> Snippet:
    span = context.span
    return Snippet(
        left=harmless(context.left),
        words=harmless(" ".join(span.text.split())),
        right=harmless(context.right),
        place=place_anchor(span),
        title=span.field == "title",
    )
