"""Somebody else's text with marks in it, as HTML. Pure functions; nothing else in klopt writes HTML by hand.

What is between the tags is the text: strip the tags, undo the escapes, and it is back to the letter. What
readers are told beyond the text (the number of a finding, "here begins a mark") stands in attributes, and the
style sheet shows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from markupsafe import Markup, escape

# Controls, and code points that are no characters, make a page invalid; bidi controls make words stand where
# they are not (Unicode Technical Report 36, section 2.5).
_NO_CHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_UNSEEN = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a text to mark: `start:end` in code points.

    `id` is its anchor, `target` the anchor that its note leads to, `note` what the note shows ("3"), `label`
    what the note is called by a screen reader. Without a target there is no note. `kind` is what is marked, a class for
    the style sheet, and `title` the words for it.
    """

    start: int
    end: int
    id: str | None = None
    target: str | None = None
    note: str = ""
    label: str = ""
    kind: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"nothing to mark at {self.start}:{self.end}")


def harmless(text: str) -> str:
    """The text with a replacement character for everything that cannot or must not be shown. The length
    stays, so offsets stay true.

    >>> harmless("van \\x1b34 naar\\r68")
    'van �34 naar 68'
    """
    return _UNSEEN.sub("\ufffd", text.replace("\r", " "))


def marked(text: str, marks: Iterable[Mark] = (), begin: str = "", end: str = "") -> Markup:
    """The text as HTML with these pieces of it marked; marks may overlap and lie in each other.

    Where marks meet the text is cut, so elements never cross: each piece is one `mark`, with the anchor of the
    mark that begins there, and notes follow the last piece. `begin` and `end` are what screen readers are told
    around a mark. Raises ValueError for a mark that runs out of the text.
    """
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    if any(mark.end > len(text) for mark in marks):
        raise ValueError(f"a mark ends behind the text of {len(text)}")
    return Markup("").join(_pieces(text, marks, begin, end))


def paragraphs(text: str, marks: Iterable[Mark] = (), begin: str = "", end: str = "") -> list[Markup]:
    """The paragraphs of a text, parted by blank lines, each as HTML; a mark over several is in each of
    them, its anchor in the first and its note in the last.
    """
    pieces = text.split("\n\n")
    starts = list(accumulate((len(piece) + len("\n\n") for piece in pieces[:-1]), initial=0))
    inside: list[list[Mark]] = [[] for _ in pieces]
    for mark in marks:
        first, last = bisect_right(starts, mark.start) - 1, bisect_right(starts, mark.end - 1) - 1
        parts = [
            (nr, max(mark.start - starts[nr], 0), min(mark.end - starts[nr], len(pieces[nr])))
            for nr in range(first, last + 1)
        ]
        parts = [part for part in parts if part[1] < part[2]]
        for part in parts:
            nr, start, stop = part
            name, target = mark.id if part == parts[0] else None, mark.target if part == parts[-1] else None
            inside[nr].append(replace(mark, start=start, end=stop, id=name, target=target))
    return [marked(piece, own, begin, end) for piece, own in zip(pieces, inside, strict=True)]


def _pieces(text: str, marks: Sequence[Mark], begin: str, end: str) -> Iterator[Markup]:
    starting: dict[int, list[Mark]] = defaultdict(list)
    ending: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        starting[mark.start].append(mark)
        ending[mark.end].append(mark)
    active: list[Mark] = []
    for start, stop in pairwise(sorted({0, len(text), *starting, *ending})):
        opened, closed, piece = starting.get(start, []), ending.get(stop, []), _text(text[start:stop])
        active += opened
        if active:
            yield from _anchors(opened[:-1])
            yield _mark(piece, opened, active, begin if _told(opened) else "", end if _told(closed) else "")
            yield from (_note(mark) for mark in closed if mark.target)
        else:
            yield piece
        active = [mark for mark in active if mark.end > stop]


def _told(marks: Iterable[Mark]) -> bool:
    """Whether a screen reader says that marks begin or end here: not of every figure and name, of what was found."""
    return any(mark.kind in ("", "finding") for mark in marks)


def _anchors(marks: Iterable[Mark]) -> Iterator[Markup]:
    """Anchors of marks that begin where another does: an element has one."""
    return (Markup('<span id="{}"></span>').format(mark.id) for mark in marks if mark.id)


def _mark(piece: Markup, opened: Sequence[Mark], active: Sequence[Mark], begin: str, end: str) -> Markup:
    named = opened[-1].id if opened else None
    kinds = " ".join(dict.fromkeys(mark.kind for mark in active if mark.kind))
    words = ", ".join(dict.fromkeys(mark.title for mark in active if mark.title))
    attributes = (("id", named), ("class", kinds), ("title", words), ("data-begin", begin), ("data-end", end))
    said = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in attributes if value)
    return Markup("<mark{}>{}</mark>").format(said, piece)


def _note(mark: Mark) -> Markup:
    return Markup('<a class="note" href="#{}" data-note="{}" aria-label="{}"></a>').format(
        mark.target, mark.note, mark.label
    )


def _text(text: str) -> Markup:
    """The text escaped; a carriage return too, which a reader of HTML would take for a line end."""
    return escape(text).replace("\r", Markup("&#13;"))
