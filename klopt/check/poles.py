"""Which end of a row a superlative names that goes by what is measured: of lap times the fastest is the lowest, of
speeds the highest; the best golfer needs the fewest strokes, the best pupil has the highest mark.

The opposite superlative tells, where it stands near ("zijn snelste was een 28,6, zijn langzaamste een 29,7"). Without
it only what can be nothing else counts.
"""

from __future__ import annotations

from typing import Literal

from extract.words import table
from klopt.check.case import exact_value
from klopt.check.prose import Figure, Prose, has

Side = Literal["low", "high"]


def goes_by_measure(superlative: str) -> bool:
    """Whether the superlative is of quickness or of worth."""
    return any(superlative in words for words in table("averages")["poles"].values())


def side_by_measure(text: Prose, average: Figure, figure: Figure, superlative: str) -> Side | None:
    """The end of its row that a superlative of quickness or worth makes of the figure; None if that cannot be told."""
    known = table("averages")["poles"]
    mine = next(name for name, words in known.items() if superlative in words)
    plus = mine in ("fast", "good", "sparing")
    upper = _by_opposite(text, average, figure, mine)
    if upper is None:
        upper = _by_kind(text, average, figure, mine)
    if upper is None:
        return None
    return "high" if upper == plus else "low"


_OPPOSITES = {
    "fast": "slow",
    "slow": "fast",
    "good": "bad",
    "bad": "good",
    "sparing": "wasting",
    "wasting": "sparing",
}


def _by_opposite(text: Prose, average: Figure, figure: Figure, mine: str) -> bool | None:
    """Whether more is quicker or better, by the value of the opposite superlative near."""
    opposite = table("averages")["poles"][_OPPOSITES[mine]]
    value = exact_value(figure.quantity)
    for nr in (figure.sentence, figure.sentence + 1, figure.sentence - 1):
        if not text.one_field(nr, figure.sentence):
            continue
        for other in text.within(nr):
            theirs = exact_value(other.quantity)
            if other.nr in (figure.nr, average.nr) or theirs is None or value is None or theirs == value:
                continue
            if len({figure.unit, other.unit} - {None}) <= 1 and has(other.before, opposite):
                return (value > theirs) == (mine in ("fast", "good", "sparing"))
    return None


def _by_kind(text: Prose, average: Figure, figure: Figure, mine: str) -> bool | None:
    """Whether more is quicker or better, by what is measured."""
    timed = "duration" in (figure.quantity.kind, average.quantity.kind)
    if mine in ("fast", "slow"):
        if timed:
            return False
        if figure.unit is not None or average.unit is not None:
            return True
        return False if _is_clocked(text, average, figure) else None
    if mine in ("sparing", "wasting"):
        return (figure.per or average.per) in table("averages")["by_time"]["fuels"]
    scored = figure.quantity.kind in ("percent", "money", "rate", "measure") or not (
        figure.noun or average.noun
    )
    return True if scored and not timed and not _is_clocked(text, average, figure) else None


def _is_clocked(text: Prose, average: Figure, figure: Figure) -> bool:
    """Whether bare numbers are times: of rounds, or behind "in"."""
    if figure.unit is not None or average.unit is not None:
        return False
    known = table("averages")["by_time"]
    first, last = sorted((average.sentence, figure.sentence))
    words = tuple(word for nr in range(first, last + 1) for word in text.words(nr))
    behind = any(one.before[-1:] == ("in",) for one in (average, figure))
    return behind or any(word in known["clocked"] or word.endswith(tuple(known["endings"])) for word in words)


def is_turned(average: Figure, figure: Figure) -> bool:
    """Whether what is more is called lower: places in a row ("de hoogste notering was plek 2"), and what lies below
    zero or sea level.
    """
    known = table("changes")
    deep = (*known["below"]["phrases"], *known["below"]["zero"])
    return any(
        has(one.after[:5], deep) or has((*one.before[-4:], "|", *one.after[:2]), known["ranks"]["words"])
        for one in (average, figure)
    )
