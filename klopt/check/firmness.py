"""Whether more than likeness ties two figures that conflict: what an editor is told as a warning and not as a note."""

from __future__ import annotations

from math import log10

from klopt.check.evidence import CERTAIN, NEEDED, ONE_STORY, Evidence, slip
from klopt.check.group import Pair
from klopt.check.said import Said
from klopt.check.subjects import one_name, own_names

SAME_WORDS, SOME_WORDS = 1.5, 1.0
"""Points for the words of two sentences that say the same, and that have half of their words in common."""
POINT, CHOICE = 0.5, 2.0
"""Log-odds of one matter that a point of evidence is worth, and that ten times as many pairs to choose from cost."""
SAME_THING = 1.75
"""Points for what is measured where both call it so."""


def firm(pair: Pair, mine: Said, yours: Said, found: Evidence, among: int) -> bool:
    """Whether the articles are about one matter, and the days, the place, another figure, the digits or a name tie the
    two figures together. More points than needed for the figures speak for one matter too; `among` how many pairs of
    figures of that unit these two were chosen speaks against: of many some are alike by chance.
    """
    if pair.odds + POINT * (found.total - NEEDED) < CHOICE * log10(among):
        return False
    return _tied_down(pair, mine, yours) or _swapped(mine, yours, found) or _named(pair, mine, yours, found)


def _tied_down(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether more than words ties the two figures: the same days, the same place, or another telling figure that both
    articles give. Without any of these it may be two things of one name, and is a note at most.
    """
    days = mine.days is not None and mine.days == yours.days
    place = mine.place is not None and yours.place is not None and mine.place.lower() == yours.place.lower()
    return days or place or any(one.telling for one, _ in pair.shared) or _small_ones(pair)


def _small_ones(pair: Pair) -> bool:
    """Whether two small figures are of the same things in both: "elf stations", "negen zwemmers"."""
    same = {
        (one.value, one.thing.head)
        for one, other in pair.shared
        if one.thing and other.thing and one.thing.head == other.thing.head and one.value == other.value
    }
    return len({value for value, _ in same}) > 1


def _swapped(mine: Said, yours: Said, found: Evidence) -> bool:
    """Whether two figures that are told in the same words differ in the order of three digits or more."""
    return slip(mine, yours) >= CERTAIN and found.words >= SAME_WORDS


def _named(pair: Pair, mine: Said, yours: Said, found: Evidence) -> bool:
    """Whether two articles in like words have a name in both sentences, of the same thing."""
    if pair.alike < ONE_STORY or found.measure < SAME_THING or found.words < SOME_WORDS:
        return False
    return any(one_name(a, b) for a in own_names(pair.one, mine) for b in own_names(pair.other, yours))


def one_story(pair: Pair) -> bool:
    """Whether two articles tell one story in like words and with a telling figure that they share."""
    return pair.alike >= ONE_STORY and any(one.telling for one, _ in pair.shared)
