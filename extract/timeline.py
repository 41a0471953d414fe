"""Expressions reckoned from left to right: each may be the year or the period that the next one is counted
from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.article import Field, Span
from extract.combined import Open
from extract.meaning import Anchor, DayWord, Fixed, InYear, Meaning, Node, Weekday
from extract.nouns import Days, Period
from extract.reckoned import Back, Later
from extract.timewords import WORDS, Tokens
from extract.years import Found

CONTEXT = 3
"""So many sentences back "een jaar eerder" may look for the year that it is reckoned from."""
_FRAMES = frozenset(WORDS["setting"]["words"])


@dataclass(slots=True)
class _Memory:
    """What has been read so far that later expressions are reckoned from."""

    sentence: int = -1
    year: int | None = None
    any: tuple[int, Meaning] | None = None
    wide: tuple[int, Meaning] | None = None

    def anchor(self, sentence: int, published: date | None, node: Node) -> Anchor:
        if sentence != self.sentence:
            self.sentence, self.year = sentence, None
        kept = (
            self.wide
            if isinstance(node, Later | Back) and node.unit not in ("day", "week", "weekend")
            else self.any
        )
        if kept is None or sentence - kept[0] > CONTEXT:
            return Anchor(published, self.year)
        readings = kept[1].readings
        bounded = next((r for r in readings if r.start and r.end), readings[0])
        return Anchor(published, self.year, bounded, kept[1].precision)

    def keep(self, sentence: int, node: Node, meaning: Meaning, frame: bool) -> None:
        if not meaning.readings:
            return
        core = node.edge if isinstance(node, Open) else node
        if not isinstance(core, DayWord):
            self.any = (sentence, meaning)
        if not isinstance(core, DayWord | Weekday):
            self.wide = (sentence, meaning)
        start = meaning.readings[0].start
        if (
            frame
            and start is not None
            and meaning.precision not in ("decade", "century", "range")
            and _has_year(core)
        ):
            self.year = start.year


def _has_year(node: Node) -> bool:
    return isinstance(node, Fixed) or (isinstance(node, InYear) and node.year is not None)


def reckoned_on(published: date | None, t: Tokens, found: list[Found], field: Field) -> Iterator[Period]:
    """The expressions as periods, in the order given; those that mean no days (clock times, impossible
    dates) are left out."""
    memory = _Memory()
    for n, f in enumerate(found):
        if f.node is None:
            continue
        sentence = t.sentence[f.first]
        anchor = memory.anchor(sentence, published, f.node)
        meaning = f.node.on(anchor)
        if not meaning.readings and published is None and anchor.year is None:
            meaning = f.node.on(anchor._replace(year=_year_ahead(t, found, n, sentence)))
        memory.keep(
            sentence, f.node, meaning, t.word(f.first - 1) in _FRAMES or not t.word(f.first - 1).isalpha()
        )
        start, end = t.starts[f.first], t.ends[f.last - 1]
        days: Days | None = meaning.readings[0] if meaning.readings else None
        yield Period(
            Span(field, start, end, t.text[start:end]), days, meaning.precision, meaning.readings[1:]
        )


def _year_ahead(t: Tokens, found: list[Found], n: int, sentence: int) -> int | None:
    """The first year written further on in the sentence: nothing else settles the day."""
    for f in found[n + 1 : n + 6]:
        if t.sentence[f.first] != sentence:
            return None
        if isinstance(f.node, Fixed) and f.node.readings and f.node.readings[0].start:
            return f.node.readings[0].start.year
    return None
