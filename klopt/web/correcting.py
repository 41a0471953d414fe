"""A reading put right where it stands: what `klopt correct` does, with the same rows, and undone the same way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from corpus.article import Article, Span
from db import Store
from db.corrections import ALL, Correction, Subject, add_correction, as_value, corrections_of
from db.errors import StoreError
from extract.nouns import Extraction, MentionKind
from klopt.correcting import put_again, read_now
from klopt.days import stretch
from klopt.messages import Lang
from klopt.options import KloptError
from klopt.web import facts
from klopt.web.anchors import place_anchor
from klopt.web.answer import answer, asked_of, read
from klopt.web.checker import checker
from klopt.web.marks import Mark, harmless, marked
from klopt.web.settings import private_of
from klopt.web.shown import spoken
from klopt.web.writing import Given, Work, written

KINDS: tuple[MentionKind, ...] = get_args(MentionKind)
_PLACE = re.compile(r"p-(title|text)-(\d{1,9})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A figure or name that was read, with its sentence; `nth` is which of the same words, `there` how many there
    are.
    """

    article: Article
    subject: Subject
    words: str
    nth: int
    there: int
    sentence: str
    read_as: str
    anchor: str


async def page(datasette: Datasette, request: Request) -> Response:
    """The form for one place: `?at=` is its anchor on the page of the article."""
    ask, row_id, at = asked_of(datasette, request), int(request.url_vars["id"]), request.args.get("at") or ""
    found = await read(datasette, lambda store: _place(store, row_id, at, ask.lang))
    if found is None or private_of(datasette).db is None:
        problem = {"problem": KloptError("story.no_place").in_(ask.lang)}
        return await answer(datasette, request, "klopt_problem.html", ask, problem, 404)
    context: dict[str, Any] = {"place": found, "kinds": KINDS, "title": harmless(found.article.headline)}
    return await answer(datasette, request, "klopt_correct.html", ask, context)


async def correct(datasette: Datasette, request: Request) -> Response:
    """Keep or take back a correction, and read and check the article again."""
    model = private_of(datasette).model

    def prepared(store: Store, given: Given) -> Work:
        number = given.get("article")
        row_id = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
        key = store.article_key(row_id)
        _meant(
            corrections_of(store.db.conn, key), given
        )  # what cannot be done is said before anything is read
        fresh = checker(model).lent(lambda nlp: read_now(store, row_id, nlp))

        def work(store: Store, given: Given) -> str:
            add_correction(store.db.conn, key, _meant(corrections_of(store.db.conn, key), given))
            put_again(store, row_id, fresh)
            return ""

        return work

    return await written(datasette, request, prepared=prepared)


def _meant(standing: Sequence[Correction], given: Given) -> Correction:
    """What the form says. Raises KloptError if it says nothing that can be done."""
    words, nth = unquote(given.words.get("words", "")), given.get("nth")
    subject = given.get("subject")
    change, value = given.get("change"), ""
    nth = ALL if given.get("everywhere") else nth
    if (
        subject not in ("figure", "name")
        or not words
        or not (nth == ALL or (nth.isascii() and nth.isdigit()))
    ):
        raise KloptError("story.no_place")
    if change == "withdrawn":
        if not any((one.subject, one.words, one.nth) == (subject, words, nth) for one in standing):
            raise KloptError("correct.nothing", words=words)
    elif change == "period" and subject == "figure":
        try:
            value = as_value(stretch(given.get("period")))
        except ValueError:
            raise KloptError("story.bad_change") from None
    elif change == "entity" and subject == "name" and given.get("called"):
        kind = given.get("kind")
        value = f"{kind if kind in KINDS else ''}:{given.get('called')}"
    elif change != "none":
        raise KloptError("story.bad_change")
    return Correction(cast(Subject, subject), words, nth, cast(Any, change), value, given.name, given.note)


def _place(store: Store, row_id: int, at: str, lang: Lang) -> Place | None:
    found = _PLACE.fullmatch(at)
    if found is None:
        return None
    try:
        article, extraction = store.article(row_id), store.extraction(row_id)
    except StoreError:
        return None
    field, start, end = found[1], int(found[2]), int(found[3])
    for subject, spans in _spans(extraction):
        for span in spans:
            if (span.field, span.start, span.end) == (field, start, end):
                return _described(article, extraction, subject, span, spans, lang)
    return None


def _spans(extraction: Extraction) -> tuple[tuple[Subject, list[Span]], ...]:
    return (
        ("figure", [figure.span for figure in extraction.quantities]),
        ("name", [mention.span for mention in extraction.mentions]),
    )


def _described(
    article: Article, extraction: Extraction, subject: Subject, span: Span, spans: list[Span], lang: Lang
) -> Place:
    same = [one for one in spans if _folded(one.text) == _folded(span.text)]
    sentence = next((one for one in extraction.sentences if one.covers(span)), span)
    mark = Mark(span.start - sentence.start, span.end - sentence.start)
    anchor = place_anchor(span)
    groups = facts.groups(extraction, lang)
    read_as = next(
        (
            fact.taken_for if subject == "figure" else f"{fact.words} ({fact.taken_for})"
            for group in groups
            if group.name == subject
            for fact in group.facts
            if anchor in (fact.place, *fact.others)
        ),
        "",
    )
    return Place(
        article=article,
        subject=subject,
        words=span.text,
        nth=same.index(span) + 1,
        there=len(same),
        sentence=marked(harmless(sentence.text), [mark], *spoken(lang)),
        read_as=read_as,
        anchor=anchor,
    )


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
