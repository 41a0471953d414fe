"""Quotations: what stands between quotation marks as somebody's words, and who said it.

Marks come in every shape (" „ “ ” « » ,, '' ‘ ’ '), single ones double as apostrophes, and writers forget
one. So marks are paired inside a paragraph, an unpaired one reaches to the paragraph's edge, and a single
mark counts only where a word cannot have an apostrophe.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from corpus.article import Field, Span
from extract.nouns import Mention, Quote, Source

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r",,|''|``|[\"„“”«»‟]|(?<!\w)['‘‚‹](?=[\w(])|(?<=[\w.,!?…)])['’›](?!\w)")
_DOUBLE = frozenset({",,", "''", "``", '"', "„", "“", "”", "‟"})
_OPENS = frozenset({",,", "``", "„", "«", "‘", "‚", "‹"})
_CLOSES = frozenset({"''", "”", "»", "’", "›"})
_CLITICS = re.compile(r"['’‘](?:s|t|n|m|k|r|ns|tje)\b", re.IGNORECASE)
_FEW = 3
"""Fewer words than this are a title, a name or irony, not a quotation."""
_TITLE = 6
"""Titles of books and films that have a verb are seldom longer, in words."""
_COLON = 4
"""Colon, blank and opening mark, in characters."""
_REACH = 90
"""How far from a quotation the words that credit it may stand, in characters ("..., zo zegt voorzitter X
van Y").
"""


def read_quotes(
    doc: Doc, field: Field, mentions: Sequence[Mention], sources: Sequence[Source]
) -> tuple[Quote, ...]:
    """The quotations of one parsed field in reading order, each with the name of its speaker where the text
    gives one.

    `mentions` and `sources` are those read in the same field.
    """
    text = doc.text
    spoken: list[tuple[int, int, int]] = []  # line, start, end
    for number, (start, end) in quoted(text):
        if _is_speech(doc, start, end):
            spoken.append((number, start, end))
    found: list[Quote] = []
    last: tuple[int, str | None] = (-1, None)
    for number, start, end in spoken:
        speaker = _speaker(text, sources, start, end)
        if speaker is None:
            speaker = _before_colon(text, mentions, start)
        if speaker is None and last[0] == number:
            speaker = last[1]
        last = (number, speaker)
        if speaker is None and not _stands_alone(text[start:end]):
            continue
        found.append(Quote(Span(field, start, end, text[start:end]), speaker))
    return tuple(found)


def quoted(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """The ranges between quotation marks, as (number of the line, (start, end)), without marks, blanks and
    a comma at the end.

    >>> [text[a:b] for text in ['Hij zei: "Dat is zo." Jan\\'s \\'auto\\'.'] for _, (a, b) in quoted(text)]
    ['Dat is zo.', 'auto']
    """
    for number, line in enumerate(_LINE.finditer(text)):
        for start, end in _pairs(text, line.start(), line.end()):
            while start < end and text[start].isspace():
                start += 1
            while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
                end -= 1
            if start < end:
                yield number, (start, end)


def _pairs(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Pair the marks of one line. Inside a quotation only marks of the same family count."""
    opened, family = first, ""
    before_any = True
    for mark in _MARK.finditer(text, first, last):
        kind = _family(mark.group())
        if kind == "single" and not family and _CLITICS.match(text, mark.start()):
            continue
        opens, closes = _directions(text, mark)
        if kind == family and closes:
            yield opened, mark.start()
            family = ""
        elif not family and opens:
            opened, family = mark.end(), kind
        elif not family and kind != "single" and before_any and not text[mark.start() - 1].isdigit():
            yield _unopened(text, first, mark.start()), mark.start()
        elif kind == family != "single":
            yield opened, mark.start()
            opened = mark.end()
        before_any = False
    if family and family != "single":
        yield opened, last


def _family(mark: str) -> str:
    """Marks that open and close each other."""
    if mark in "«»":
        return "guillemets"
    return "double" if mark in _DOUBLE else "single"


def _unopened(text: str, first: int, end: int) -> int:
    """Where a quotation begins whose opening mark was forgotten: after a colon before a capital, else at
    the start of the line.
    """
    colon = text.rfind(": ", first, end)
    return colon + 2 if colon >= 0 and text[colon + 2 : colon + 3].isupper() else first


def _directions(text: str, mark: re.Match[str]) -> tuple[bool, bool]:
    """Whether a mark can open and can close, by its shape or else by the blanks around it."""
    shape = mark.group()
    before = text[mark.start() - 1] if mark.start() else "\n"
    after = text[mark.end()] if mark.end() < len(text) else "\n"
    free_before, free_after = before.isspace() or before in "([-–—", after.isspace() or after in ".,;:!?)]-–—"
    if shape in _OPENS:
        return True, False
    if shape in _CLOSES and not (free_before and not free_after):
        return False, True
    if free_before != free_after:
        return free_before, free_after
    return True, True


def _is_speech(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are a statement: long enough, with a verb in it."""
    piece = doc.char_span(start, end, alignment_mode="contract")
    if piece is None:
        return False
    words = [token for token in piece if any(map(str.isalnum, token.text))]
    return len(words) >= _FEW and any(token.pos_ in ("VERB", "AUX") for token in words)


def _speaker(text: str, sources: Sequence[Source], start: int, end: int) -> str | None:
    """Who is credited right after the quotation, else right before it; nobody across a line end or a full
    stop in between.
    """
    at = bisect_left(sources, end, key=lambda source: source.span.start)
    if at < len(sources):
        between = text[end : sources[at].span.start]
        if len(between) <= _REACH and not _parted(between):
            return sources[at].name
    for source in reversed(sources[:at]):
        if source.span.start >= start:
            continue
        between = text[source.span.end : start]
        if len(between) <= _REACH and not _parted(between):
            return source.name
        break
    return None


def _before_colon(text: str, mentions: Sequence[Mention], start: int) -> str | None:
    """The name in "Asscher: '...'"."""
    at = bisect_left(mentions, start, key=lambda mention: mention.span.start) - 1
    if at < 0 or mentions[at].kind not in ("person", "organisation"):
        return None
    between = text[mentions[at].span.end : start].strip()
    return mentions[at].name if between.startswith(":") and len(between) <= _COLON else None


def _stands_alone(words: str) -> bool:
    """Whether words that nobody is credited with can be a quotation: a closed sentence, or too long for a
    title.
    """
    return words[-1] in ".!?…" or len(words.split()) > _TITLE


def _parted(between: str) -> bool:
    """Whether another sentence or quotation stands between."""
    return "\n" in between or re.search(r"[.!?]\s+\w", between.lstrip("\"'”’».!? ")) is not None
