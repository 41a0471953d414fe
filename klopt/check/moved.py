"""Whether two articles tie one figure to other days."""

from __future__ import annotations

from extract.words import table
from klopt.check.case import Case
from klopt.check.evidence import NEAR, ONE_STORY, SAME_PLACE, beside_both, companions
from klopt.check.firmness import SAME_THING
from klopt.check.group import Pair, stems
from klopt.check.one_count import same_counting
from klopt.check.one_matter import decades
from klopt.check.one_measure import same_measure, same_noun
from klopt.check.one_period import CLOSE, SOON
from klopt.check.one_place import same_place, two_sorts
from klopt.check.said import Said, said
from klopt.check.stems import has_words, overlap
from klopt.check.subjects import two_subjects
from klopt.check.told_when import Range

PERIOD_NEEDED = 4.5
"""Points that a figure needs to be the same one for another period, with a second figure beside it ..."""
ALONE_NEEDED = 6.5
"""... and without ..."""
TIED_NEEDED = 4.0
"""... with one place and thing that both name ..."""
ONE_STORY_NEEDED = 5.25
"""... and in two articles of the same days that tell one story."""
MONTH, MUCH = 28, 1.5
"""Days of a stretch of time of which things are counted, and how many times as long a longer one is."""
A_FEW = 3
"""Days by which one quarter, or one month, is longer than another."""
ROW_ODDS = -2.0
"""Log-odds of one matter where a row is looked for: that its figures stand beside each other speaks for it too."""
ALONE_ODDS = 0.0
"""The same for one figure alone."""
ROW = 4
"""Digits that a row in two articles has in common where it is one row for sure."""
DIGITS = 3
"""Digits of a figure that is not the same from one year to the next by chance."""


def moved(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether the two are one figure, each tied to days that the other's are not."""
    here, there = mine.days, yours.days
    if pair.one_page or here is None or there is None:
        return False
    if not mine.telling and not (_names_its_year(mine) and _names_its_year(yours)):
        return False  # "dit voorjaar zes", "in april zes": of which year is a guess, and six is no sign
    if not (_disjoint(here, there) or (_outgrown(pair, mine, yours) and _is_one_row(pair, mine, yours))):
        return False
    ours, theirs = stems(pair.one), stems(pair.other)
    if there in _days(pair.one, mine) or here in _days(pair.other, yours):
        return False  # one of the articles gives the figure for both
    sure = _is_one_row(pair, mine, yours)
    if not same_counting(mine, yours, ours, theirs, sure=sure):
        return False
    beside = companions(mine, yours, pair.shared) or _filled(pair, mine, yours)
    place = same_place(mine, yours, ours, theirs, tied=beside > 0)
    if sure:
        elsewhere = place is None and mine.located and yours.located
        return not (
            elsewhere or two_sorts(mine, yours) or two_subjects(pair.one, mine, pair.other, yours, sure=True)
        )
    measure = (same_noun if beside and mine.value == yours.value else same_measure)(mine, yours, ours, theirs)
    if measure is None and beside and (_no_chance(mine, yours) or _one_series(pair, mine, yours)):
        measure = 0.0  # what narrows the noun in one article is left unsaid in the other
    if measure is None or place is None:
        return False
    points = measure + place + 2 * overlap(mine.stems, yours.stems) + pair.matter
    if beside:
        if mine.value != yours.value and not _shifted(pair, mine, yours):
            return False  # "bijna anderhalf miljoen" of what it was compared with
        points += 1.5 + _shifted(pair, mine, yours) - (not mine.telling) + _no_chance(mine, yours)
        return points >= PERIOD_NEEDED and not _a_year_on(pair, mine, yours)
    if pair.odds < ALONE_ODDS or two_subjects(pair.one, mine, pair.other, yours):
        return False
    same = mine.value == yours.value and pair.apart <= CLOSE
    if pair.apart <= SOON and pair.alike >= ONE_STORY and mine.telling and _own_period(mine, yours):
        return same and len(mine.digits) >= DIGITS - 1 and points >= ONE_STORY_NEEDED
    needed = TIED_NEEDED if _tied_down(mine, yours, measure, place) else ALONE_NEEDED
    return same and len(mine.digits) >= DIGITS and points >= needed


def _names_its_year(one: Said) -> bool:
    """Whether the words for the days have the year in them."""
    period = one.claim.period
    return (
        period is None
        or period.days is None
        or any(word.isdigit() and len(word) == 4 for word in period.span.text.split())
    )


def _tied_down(mine: Said, yours: Said, measure: float, place: float) -> bool:
    """Whether both are said to be in one place, of one thing, and of two stretches of one length: the third and the
    first quarter.
    """
    if not (_own_period(mine, yours) and measure >= SAME_THING and place >= SAME_PLACE):
        return False
    lengths = sorted((days[1] - days[0]).days for days in (mine.days, yours.days) if days)
    return mine.located and yours.located and lengths[1] - lengths[0] <= A_FEW


def _no_chance(mine: Said, yours: Said) -> bool:
    """Whether the two are one value of so many digits that no other figure of the story has it."""
    return mine.value == yours.value and len(mine.digits) > DIGITS


def _one_series(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether the two are one value of one noun, in rows that share another value and that the other's days would fill
    twice.
    """
    one_noun = mine.thing is not None and yours.thing is not None and mine.thing.head == yours.thing.head
    return one_noun and _filled(pair, mine, yours)


def _filled(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether one of the articles has another figure of that thing for the days that the other ties this one to."""
    for case, own, days in ((pair.one, mine, yours.days), (pair.other, yours, mine.days)):
        for one in said(case):
            if _one_thing(own, one) and one.sort == own.sort and one.days == days and one.value != own.value:
                return mine.value == yours.value and mine.telling and _own_period(mine, yours)
    return False


def _one_thing(own: Said, one: Said) -> bool:
    """Whether two figures of one article are of one thing: by the noun, or told right after each other without one."""
    if own.thing is not None and one.thing is not None:
        return own.thing.head == one.thing.head
    return (
        own.claim.span.field == one.claim.span.field and abs(own.claim.span.end - one.claim.span.end) < NEAR
    )


def _own_period(*figures: Said) -> bool:
    """Whether each has a period of its own that is not just the day when it was told."""
    return all(one.claim.period is not None and not one.fresh for one in figures)


def _shifted(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether another figure that both give comes before this one in both, or after it in both, each time for other
    days: a row that was moved as a whole is no chance.
    """
    if mine.days is None or yours.days is None:
        return False
    here, there = mine.days[0], yours.days[0]
    return any(
        one.telling
        and one.value != mine.value
        and one.unit == mine.unit
        and one.days is not None
        and other.days is not None
        and one.days != other.days
        and ((one.days[0] < here and other.days[0] < there) or (one.days[0] > here and other.days[0] > there))
        for one, other in pair.shared
    )


def _a_year_on(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether the articles are of two rounds of one series, each with its own last and latest period: then a figure may
    be the same again.
    """
    return pair.apart > 10 * CLOSE and mine.value != yours.value


def _days(case: Case, one: Said) -> set[Range]:
    return {
        other.days
        for other in said(case)
        if other.sort == one.sort and other.value == one.value and other.days
    }


def _is_one_row(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether two articles of the same days share so many digits that it is one row, whatever the words for it: those
    of the figure with those of one beside it, which count for one more where both articles have it for the same days,
    or of figures anywhere.
    """
    if mine.value != yours.value or not mine.telling or pair.apart > CLOSE or pair.odds < ROW_ODDS:
        return False
    row = max(
        (
            len(one.digits) + (one.days is not None and one.days == other.days)
            for one, other in beside_both(mine, yours, pair.shared)
            if one.value == other.value != mine.value
        ),
        default=0,
    )
    own = len(mine.digits)
    together, others = (
        decades(pair.one, pair.other, pair.shared, without) for without in ((), (mine.value,))
    )
    in_row = row > 0 and own + row >= ROW and together >= 1 and not (mine.fresh or yours.fresh)
    return in_row or (own >= DIGITS and others >= 1 and pair.odds >= ALONE_ODDS)


def _outgrown(pair: Pair, mine: Said, yours: Said) -> bool:
    """Whether one number of things is told of a stretch of time and of one that begins with it and is much longer, both
    over when the articles came out: the first quarter and the first half of a year.
    """
    here, there, told = mine.days, yours.days, [case.published for case in (pair.one, pair.other)]
    if here is None or there is None or here[0] != there[0] or mine.sort != ("count", ""):
        return False
    if not (_happened(mine) and _happened(yours)):
        return False
    lengths = sorted((days[1] - days[0]).days for days in (here, there))
    over = all(day is not None and max(here[1], there[1]) <= day for day in told)
    return over and lengths[0] >= MONTH and lengths[1] >= MUCH * lengths[0]


def _happened(one: Said) -> bool:
    """Whether a number is of what happened in a stretch of time, and does not stand ("telde begin 2016 1.240
    leerlingen"): the stretch is named by its length, and no verb says that it is a level.
    """
    words = table("across")
    period = one.claim.period.span.text if one.claim.period else ""
    return bool(has_words(period, words["stretches"])) and not has_words(
        one.claim.span.text, words["standing"]
    )


def _disjoint(one: Range, other: Range) -> bool:
    """Whether the two have no day in common. A year and the day on which the next begins, or its end and the start of
    the next, may be one moment.
    """
    first, last = sorted((one, other))
    if first[1] > last[0]:
        return False
    lengths = sorted((days[1] - days[0]).days for days in (one, other))
    return (last[0] - first[1]).days > 1 or lengths[1] < 2 * lengths[0]
