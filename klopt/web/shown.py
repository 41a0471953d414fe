"""What a page shows of a finding and of an article: everything as words and marked HTML, nothing left to look
up. Templates only lay it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from markupsafe import Markup

from corpus.article import Article, Span
from klopt.check.finding import Finding, Lang, Level, Marked
from klopt.check.registry import catalogue
from klopt.judged import Known
from klopt.marking import Place
from klopt.messages import say
from klopt.quoted import windows
from klopt.report import byline, repair_place, sums, verdict_line
from klopt.web.anchors import anchor_of, mark_anchor, place_anchor
from klopt.web.marks import Mark, harmless, marked, paragraphs

HOLE = 5
"""Lines that findings may reach beyond the paragraphs that they stand beside."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that a finding compares: its text as the finding's offsets count in it, the sentences found
    in that text, and whether it is the text of today.
    """

    article: Article
    sentences: tuple[Span, ...] = ()
    current: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """What an article says, marked, with who says it. `place` is the anchor of its first mark on the page of
    the article, "" if it no longer stands there.
    """

    article: str | int
    title: str
    byline: str
    language: str
    html: Markup
    place: str
    first: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in words. `quotes` are those of the articles compared, the first its own."""

    anchor: str
    rule: str
    title: str
    level: Level
    level_words: str
    message: str
    sums: str
    repairs: tuple[str, ...]
    quotes: tuple[Quote, ...]
    key: str
    """What `klopt judge` calls it; "" for a draft."""
    whole_key: str
    """The same in full, for a form."""
    verdict: str = ""
    """Who said what of it, "" if nobody did."""
    number: int = 0
    """On the page of an article: which finding it is, in reading order."""
    spot: str = ""
    """There: the anchor of its first figure."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs with the findings that stand beside them, and the paragraphs after those that have none."""

    lead: tuple[Markup, ...]
    notes: tuple[Shown, ...] = ()
    rest: tuple[Markup, ...] = ()


@dataclass(slots=True)
class Page:
    """An article laid out: the title marked, passages, and findings whose place is no longer in the text."""

    title: Markup
    title_notes: tuple[Shown, ...]
    passages: list[Passage] = field(default_factory=list)
    lost: tuple[Shown, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is a finding at all."""
        return bool(self.title_notes or self.lost or any(passage.notes for passage in self.passages))


def finding(known: Known, found: Finding, sources: Mapping[str | int, Source], lang: Lang) -> Shown:
    """The finding in words, with a quote from each article that it compares and what was said of it."""
    key, own = known.key, found.spans[0].article
    rule = catalogue().get(found.rule)
    return Shown(
        anchor=anchor_of(key),
        rule=found.rule,
        # A rule of another version of klopt may have left its findings.
        title=rule.title.in_(lang) if rule else found.rule,
        level=found.level,
        level_words=say(f"level.{found.level}", lang),
        message=harmless(found.message.in_(lang)),
        sums=harmless(sums(found, lang)),
        repairs=tuple(_repair(found, nr, own, lang) for nr in range(len(found.repairs))),
        quotes=tuple(
            _quote(key, list(spots), sources, own, lang) for _, spots in groupby(found.spans, _article_of)
        ),
        key=known.short,
        whole_key=known.key,
        verdict=harmless(verdict_line(known.verdict, lang)) if known.verdict else "",
    )


def _article_of(spot: Marked) -> str | int:
    return spot.article


def _repair(found: Finding, nr: int, own: str | int, lang: Lang) -> str:
    repair = found.repairs[nr]
    spot = found.spans[repair.span]
    line = say("web.repair", lang, before=repair.before, after=repair.after)
    where = repair_place(repair.before, spot, spot.article == own, lang)
    return harmless(f"{line} ({where})" if where else line)


def _quote(
    key: str, spots: Sequence[Marked], sources: Mapping[str | int, Source], own: str | int, lang: Lang
) -> Quote:
    source = sources[spots[0].article]
    article = source.article
    pieces = []
    for window, inside in windows(article, source.sentences, [spot.span for spot in spots]):
        marks = [_shifted(span, window.start, window.end) for span in inside]
        pieces.append(marked(harmless(window.text), marks, *spoken(lang)))
    return Quote(
        article=article.id,
        title=harmless(article.headline),
        byline=harmless(byline(article, lang)),
        language=article.language or "nl",
        html=Markup(" […] ").join(pieces),
        place=mark_anchor(key, spots[0].article) if source.current else "",
        first=article.id == own,
    )


def _shifted(span: Span, start: int, end: int) -> Mark:
    return Mark(max(span.start, start) - start, min(span.end, end) - start)


def spoken(lang: Lang) -> tuple[str, str]:
    """What a screen reader says before and after a mark."""
    return say("web.mark_begin", lang), say("web.mark_end", lang)


def page(
    article: Article,
    findings: Iterable[tuple[str, Finding, Shown, bool]],
    lang: Lang,
    read: Iterable[Place] = (),
    sought: Iterable[Span] = (),
) -> Page:
    """The article with its findings, numbered in reading order. Each comes as key, finding, what is shown of
    it, and whether its offsets count in the text of today. `read` is what else is marked: figures, names; `sought` the
    words of a search that led here.
    """
    placed, lost = [], []
    for key, found, shown, current in findings:
        spans = [spot.span for spot in found.spans if spot.article == article.id]
        if current and spans:
            placed.append((key, spans, shown))
        else:
            lost.append(shown)
    placed.sort(key=lambda item: (item[1][0].field != "title", item[1][0].start))
    marks: dict[str, list[Mark]] = {"title": [], "text": []}
    named: set[str] = set()
    others = [(place.span, str(place.kind)) for place in read] + [(span, "sought") for span in sought]
    for span, kind in others:
        anchor = place_anchor(span)
        mark = Mark(span.start, span.end, None if anchor in named else anchor)
        marks[span.field].append(replace(mark, kind=kind, title=say(f"mark.{kind}", lang)))
        named.add(anchor)
    notes: dict[str, list[tuple[int, Shown]]] = {"title": [], "text": []}
    for number, (key, spans, shown) in enumerate(placed, 1):
        for nr, span in enumerate(spans):
            marks[span.field].append(_numbered(key, article, span, nr, number, lang))
        notes[spans[0].field].append(
            (spans[0].start, replace(shown, number=number, spot=mark_anchor(key, article.id)))
        )
    title = marked(harmless(article.title or ""), marks["title"], *spoken(lang))
    return Page(
        title,
        tuple(shown for _, shown in notes["title"]),
        _passages(article.text, marks["text"], notes["text"], lang),
        tuple(lost),
    )


def _numbered(key: str, article: Article, span: Span, nr: int, number: int, lang: Lang) -> Mark:
    """Only the first figure has the anchor, every one has the number of its finding."""
    name = mark_anchor(key, article.id) if nr == 0 else None
    label = say("web.to_finding", lang, n=number)
    return Mark(span.start, span.end, name, anchor_of(key), str(number), label, kind="finding")


def _passages(
    text: str, marks: Iterable[Mark], notes: Iterable[tuple[int, Shown]], lang: Lang
) -> list[Passage]:
    """A passage begins at every paragraph that has findings beside it, unless those of the passage before reach far
    beyond its text: then it would stand alone, with nothing above it.
    """
    waiting, at, beyond = list(notes), 0, 0
    found: list[Passage] = []
    for html, piece in zip(paragraphs(harmless(text), marks, *spoken(lang)), text.split("\n\n"), strict=True):
        at += len(piece) + len("\n\n")
        here = []
        while waiting and waiting[0][0] < at:
            here.append(waiting.pop(0)[1])
        joins = here and found and found[-1].notes and beyond > HOLE
        beyond = (max(beyond, 0) if joins or not here else 0) + sum(map(_lines, here)) - _text_lines(piece)
        if joins:
            found[-1] = Passage((*found[-1].lead, *found[-1].rest, html), (*found[-1].notes, *here))
        elif here or not found:
            found.append(Passage((html,), tuple(here)))
        else:
            found[-1] = replace(found[-1], rest=(*found[-1].rest, html))
    return found


def _text_lines(paragraph: str) -> int:
    """About how many lines a paragraph takes, with the room below it."""
    return len(paragraph) // 64 + 2


def _lines(note: Shown) -> int:
    """About how many lines a finding takes beside the text."""
    return 5 + sum(len(words) // 40 + 1 for words in (note.message, *note.repairs))
