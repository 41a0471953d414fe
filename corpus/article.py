"""The nouns of the corpus: an article, a place in it, and what went wrong on the way.

Offsets count Unicode code points of `Article.text` (field "text") or `Article.title` (field "title"), half-
open, as Python's `str` slices do. The title is never part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Field = Literal["text", "title"]
Kind = Literal["article", "liveblog", "front", "gate", "video", "other"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an article: `text` stands at `start:end` of the field.

    >>> Span("text", 3, 5, "34")
    Span(field='text', start=3, end=5, text='34')
    >>> Span("text", 3, 6, "34")
    Traceback (most recent call last):
    ValueError: span 3:6 is 3 long, its text '34' is 2
    """

    field: Field
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or len(self.text) != self.end - self.start:
            raise ValueError(
                f"span {self.start}:{self.end} is {self.end - self.start} long, "
                f"its text {self.text[:40]!r} is {len(self.text)}"
            )

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character of the same field."""
        return self.field == other.field and self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of `other` is one of ours."""
        return self.field == other.field and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Silence:
    """A piece of the text, `start:end`, of which the author told the checks to say nothing: of these `rules`, or of
    none if no rule is named.
    """

    start: int
    end: int
    rules: tuple[str, ...] = ()

    def holds(self, span: Span, rule: str) -> bool:
        """Whether a finding of this rule at this span is not to be shown."""
        inside = span.field == "text" and span.start < self.end and self.start < span.end
        return inside and (not self.rules or rule in self.rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was published. `text` is never changed once offsets into it exist.

    In the corpus `text` is NFC, paragraphs joined by a blank line; an article checked without a corpus
    keeps the text exactly as it was given. `published` and `modified` are ISO 8601 dates or times in the
    page's own zone.
    """

    id: str | int
    """What its owner calls it: the path as given, the address, or the id in a JSONL line."""
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    modified: str | None = None
    published_from: str | None = None
    """Where a page says when it was published ("json-ld datePublished", "meta ...", "time", "text", "guess")."""
    modified_from: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    """News agency credited for the text ("ANP")."""
    language: str | None = None
    paywall: bool | None = None
    reserved: bool | None = None
    """Whether the page reserves its rights against text and data mining (`tdm-reservation`); told, never judged."""
    kind: Kind = "article"
    skipped: tuple[Span, ...] = ()
    """Pieces of the text that no figure is read from: correction notes, front matter, code. They stay in
    the text.
    """
    title_at: int | None = None
    """Where the title begins in the text, of a file that has it there (front matter, a heading of Markdown)."""
    silences: tuple[Silence, ...] = ()
    """What the author told the checks to pass over, in comments ("klopt: niet same-period")."""

    name: str | None = field(default=None, compare=False)
    """The file that it came from, or what its owner called it: of an article of the corpus without an address."""

    def __post_init__(self) -> None:
        for stamp in (self.published, self.modified):
            if stamp is not None:
                datetime.fromisoformat(stamp)  # ValueError: not ISO 8601
        for span in self.skipped:
            self.check(span)
        if self.title_at is not None and not self.text.startswith(self.title or "", self.title_at):
            raise ValueError(f"the title does not stand at {self.title_at} of the text")

    @property
    def headline(self) -> str:
        """What the article is called in a list: its title, else the first words of its text."""
        return (self.title or "").strip() or first_words(self.text)

    @property
    def published_on(self) -> date | None:
        """The calendar day of publication, in the page's own zone."""
        return None if self.published is None else datetime.fromisoformat(self.published).date()

    def field(self, name: Field) -> str:
        """The text that offsets of this field count in; empty if there is no title."""
        return self.text if name == "text" else self.title or ""

    def fields(self) -> Iterator[tuple[Field, str]]:
        """Title (if there is one) and text, in reading order."""
        if self.title:
            yield "title", self.title
        yield "text", self.text

    def span(self, field: Field, start: int, end: int) -> Span:
        """The span at these offsets. Raises ValueError if they lie outside the field."""
        return Span(field, start, end, self.field(field)[start:end])

    def in_file(self, span: Span) -> Span:
        """The span where it stands in the file: a title that the file keeps in its text is counted there.

        >>> Article(id="a", text="# Kop", title="Kop", title_at=2).in_file(Span("title", 0, 3, "Kop"))
        Span(field='text', start=2, end=5, text='Kop')
        """
        if span.field == "text" or self.title_at is None:
            return span
        return Span("text", self.title_at + span.start, self.title_at + span.end, span.text)

    def check(self, span: Span) -> None:
        """Raise ValueError unless the span's text stands where it says."""
        if self.field(span.field)[span.start : span.end] != span.text:
            raise ValueError(f"{span.text[:40]!r} does not stand at {span.field} {span.start}:{span.end}")


def first_words(text: str, most: int = 60) -> str:
    """As many of the first words on one line as fit, with a mark if there are more.

    >>> first_words("De huur stijgt. De huurders\\nniet.", 20)
    'De huur stijgt. De…'
    """
    line = " ".join(text[: 10 * most].split())
    if len(line) <= most:
        return line
    cut = line[:most]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"


@dataclass(frozen=True, slots=True)
class Failure:
    """Something the world did wrong: kept and shown, never raised.

    `url` is the path or address as given, `step` what we were doing ("read", "decode", "parse", "fetch",
    "extract" ...), `reason` one line in plain words.
    """

    url: str
    step: str
    reason: str
