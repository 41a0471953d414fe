"""Quotations: what stands between quotation marks as somebody's words, and who said it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from corpus.article import Field, Span
from extract.nouns import Mention, Quote, Source
from extract.parsed import Parsed, parsed
from extract.quote_marks import quoted

_QUOTE = re.compile(r"[\"„“”«»]|''|,,")
_STOP = re.compile(r"[.!?]\s+\w")
_FEW = 3
"""Fewer words than this are a title, a name or irony, not a quotation."""
_TITLE = 6
"""Titles of books and films that have a verb are seldom longer, in words."""
_OPENINGS = " \"„“«,'‘`"
_COLON = 4
"""Colon, blank and opening mark, in characters."""
_REACH = 90
"""How far from a quotation the words that credit it may stand, in characters ("..., zo zegt voorzitter X
van Y").
"""


def read_quotes(
    doc: Doc | Parsed, field: Field, mentions: Sequence[Mention], sources: Sequence[Source]
) -> tuple[Quote, ...]:
    """The quotations of one parsed field in reading order, each with the name of its speaker where the text
    gives one.

    `mentions` and `sources` are those read in the same field.
    """
    field_text = parsed(doc)
    text, doc = field_text.text, field_text.doc
    pieces = [
        _Piece(
            number, start, end, _speaker(text, sources, start, end) or _before_colon(text, mentions, start)
        )
        for number, (start, end) in quoted(text)
    ]
    _join_paragraphs(text, pieces)
    found: list[Quote] = []
    last: tuple[int, str | None] = (-1, None)
    for nr, piece in enumerate(pieces):
        following = pieces[nr + 1] if nr + 1 < len(pieces) else None
        if not (
            _is_speech(doc, piece)
            or _is_first_half(text, piece, following)
            or _is_short(text, sources, piece)
        ):
            continue
        speaker = piece.speaker
        if speaker is None and last[0] == piece.line:
            speaker = last[1]
        last = (piece.line, speaker)
        words = text[piece.start : piece.end]
        if speaker is not None or _stands_alone(words):
            found.append(Quote(Span(field, piece.start, piece.end, words), speaker))
    return tuple(found)


@dataclass(slots=True)
class _Piece:
    """What stands between two marks, and who is credited with it."""

    line: int
    start: int
    end: int
    speaker: str | None


def _join_paragraphs(text: str, pieces: list[_Piece]) -> None:
    """Give the paragraphs of one quotation one speaker: each opens with a mark, only the last one closes
    (Schrijfwijzer, J. Renkema, "aanhalingstekens").
    """
    for chain in (pairwise(reversed(pieces)), pairwise(pieces)):
        for one, other in chain:
            first, second = sorted((one, other), key=lambda piece: piece.start)
            if other.speaker is None and _goes_on(text, first, second):
                other.speaker = one.speaker


def _goes_on(text: str, first: _Piece, second: _Piece) -> bool:
    """Whether the first piece is open at the end of its paragraph and the second opens the next one."""
    between = text[first.end : second.start]
    return (
        second.line == first.line + 1 and between.lstrip(" .").startswith("\n") and len(between.split()) <= 1
    )


def _is_first_half(text: str, piece: _Piece, following: _Piece | None) -> bool:
    """Whether a few words are the beginning of a sentence that goes on behind who says it: "Dat geld", zegt
    X, "is op".
    """
    if following is None or piece.speaker is None or following.line != piece.line:
        return False
    broken = text[piece.end - 1] not in ".!?" and text[following.start].islower()
    return broken and following.start - piece.end <= _REACH


def _is_short(text: str, sources: Sequence[Source], piece: _Piece) -> bool:
    """Whether a word or two are all that somebody says: a sentence of its own with the verb right behind it."""
    before = text[max(0, piece.start - 8) : piece.start].rstrip(_OPENINGS)
    if piece.start > _COLON and before[-1:] not in ("", ".", "!", "?", "\n", '"', "”", "’"):
        return False
    at = bisect_left(sources, piece.end, key=lambda source: source.span.start)
    close = at < len(sources) and sources[at].span.start - piece.end <= _COLON
    return close and piece.speaker == sources[at].name and sources[at].span.text[0].islower()


def _is_speech(doc: Doc, piece: _Piece) -> bool:
    """Whether the words are a statement: long enough, with a verb in it unless somebody is credited with them."""
    tokens = doc.char_span(piece.start, piece.end, alignment_mode="contract")
    if tokens is None:
        return False
    words = sum(any(map(str.isalnum, token.text)) for token in tokens)
    if piece.speaker is not None and words > _TITLE:
        return True
    return words >= _FEW and any(token.pos_ in ("VERB", "AUX") for token in tokens)


def _speaker(text: str, sources: Sequence[Source], start: int, end: int) -> str | None:
    """Who is credited right after the quotation, else right before it; nobody across a line end or a full
    stop in between.
    """
    at = bisect_left(sources, end, key=lambda source: source.span.start)
    if at < len(sources):
        between = text[end : sources[at].span.start]
        opens = sources[at].span.text[:1].isupper() and sources[at].cue != "aldus"  # "... ." Hij zegt dat
        if len(between) <= _REACH and not opens and not _parted(between, 0):
            return sources[at].name
    for source in reversed(sources[:at]):
        if source.span.start >= start:
            continue
        between = text[source.span.end : start]
        if len(between) <= _REACH and not _parted(between, -1):
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


def _parted(between: str, own: int) -> bool:
    """Whether another sentence or quotation stands between; `own` is the place of the quotation's own mark among
    the marks there, 0 or -1.
    """
    marks = list(_QUOTE.finditer(between))
    if marks:
        del marks[own]
    return "\n" in between or bool(marks) or _STOP.search(between.lstrip("\"'”’».!? ")) is not None
