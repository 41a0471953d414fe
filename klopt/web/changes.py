"""What changed between two versions, in pieces of text that a page shows side by side: pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from db.versions import Version
from klopt.differences import Change, differences, near
from klopt.web.marks import harmless

AROUND = 160
"""Characters shown before and behind what changed."""
What: TypeAlias = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came; `figure` if a number is among them."""

    what: What
    words: str
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Changes near to each other, in the words around them."""

    in_title: bool
    pieces: tuple[Piece, ...]


def stretches(old: Version, new: Version) -> tuple[Stretch, ...]:
    """What differs between two versions, the title first."""
    changed = (
        *differences(old.title or "", new.title or "", "title"),
        *differences(old.text, new.text, "text"),
    )
    texts = {"title": new.title or "", "text": new.text}
    return tuple(
        Stretch(group[0].after.field == "title", tuple(_pieces(texts[group[0].after.field], group)))
        for group in near(changed, AROUND)
    )


def _pieces(text: str, group: list[Change]) -> Iterator[Piece]:
    first, last = group[0].after.start, group[-1].after.end
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    at, before = start, "… " if start else ""
    for change in group:
        yield Piece("same", harmless(before + text[at : change.after.start]))
        before = ""
        if change.before.text:
            yield Piece("gone", harmless(change.before.text), bool(change.old_figures))
        if change.after.text:
            yield Piece("new", harmless(change.after.text), bool(change.new_figures))
        at = change.after.end
    yield Piece("same", harmless(text[at:end] + (" …" if end < len(text) else "")))
