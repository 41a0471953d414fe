"""Superlatives in time with the value they are said of, and the values of other times in the same text.

Another value counts only if the text gives its time, that lies in the stretch that the superlative speaks of, and both
are of one measure, place and sort of period: the warmest March says nothing of a July, a year nothing of a quarter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from extract.interval import Interval
from extract.nouns import Period
from extract.words import table
from klopt.check.alike import kinds_of, one_noun
from klopt.check.averages import is_average, is_norm
from klopt.check.case import Case, exact_value, once
from klopt.check.moments import days_of, moment_of
from klopt.check.pairs import levels_in
from klopt.check.proportion import granularity
from klopt.check.prose import Figure, Prose, has, prose, words_of
from klopt.check.record_cues import Cue, cues
from klopt.check.record_scope import of_one_scope, says_itself
from klopt.check.stretches import first_day, of_one_length
from klopt.check.tied import anaphoric, comparable_to, noun_of, one_thing

NEAR = 5
"""Sentences between a superlative and a value of another time."""
BEGAN = 20
"""Characters behind a superlative in which the text may say when the count began."""
OPENING = 6
"""Words in which a sentence says that it is about what was just told."""
LEAD = 3
"""Sentences of the text in which the value of a headline stands."""


@dataclass(frozen=True, slots=True)
class Record:
    """A superlative, the value it is said of, and one of an earlier time that it takes in; `inferred` if they do not
    stand together.
    """

    cue: Cue
    figure: Figure
    other: Figure
    inferred: bool


@once
def superlatives(case: Case) -> Iterator[tuple[Cue, Figure]]:
    """The superlatives in time of an article with the values that they are said of."""
    text = prose(case)
    told: set[int] = set()
    for cue in cues(text):
        figure = _value_of(case, text, cue)
        if figure is not None and figure.nr not in told and _measured(cue, figure):
            told.add(figure.nr)
            yield cue, figure


@once
def records(case: Case) -> Iterator[Record]:
    """Those superlatives with every value that they are tested by, in reading order."""
    text = prose(case)
    for cue, figure in superlatives(case):
        titled = text.spans[cue.sentence].field == "title"
        dated = figure.claim.period is not None and figure.claim.period.precision == "day"
        last = figure.sentence + NEAR + (LEAD if titled else 0)
        for other in levels_in(case, figure.sentence - NEAR, last):
            if other.nr != figure.nr and other.field == "text" and _tested(case, text, cue, figure, other):
                near = cue.sentence == figure.sentence and abs(other.sentence - figure.sentence) <= 1
                near = near and says_itself(figure, other)
                yield Record(cue, figure, other, inferred=dated or titled or not near)


def _value_of(case: Case, text: Prose, cue: Cue) -> Figure | None:
    """The value that a superlative is said of: of its own sentence, else of the one before ("Dat is het hoogste sinds")
    or behind it; that of a headline may stand in the lead.
    """
    mine = levels_in(case, cue.sentence, cue.sentence)
    if text.spans[cue.sentence].field == "title":
        mine = [f for f in mine if f.quantity.kind != "count" or _named(cue, f)]
        lead = [f for f in levels_in(case, cue.sentence + 1, cue.sentence + LEAD) if _named(cue, f)]
        if not mine:
            return lead[0] if lead and not _dated_back(lead[0]) else None
    mine = [figure for figure in mine if not _dated_back(figure) and _measured(cue, figure)]
    if mine:
        before = [figure for figure in mine if figure.quantity.span.end <= cue.span.start]
        behind = [figure for figure in mine if figure.quantity.span.start >= cue.span.start]
        if cue.beyond:
            return behind[0] if behind and _is_next(text, cue, behind[0]) else None
        return before[-1] if before else behind[0]
    if cue.beyond:
        return None
    words = text.words(cue.sentence)
    stands_for = set(words[:OPENING]) & set(table("changes")["anaphora"]["words"])
    if stands_for and text.one_field(cue.sentence - 1, cue.sentence):
        earlier = levels_in(case, cue.sentence - 1, cue.sentence - 1)
        if len(earlier) == 1 and not _dated_back(earlier[0]) and _may_be(cue, earlier[0]):
            return earlier[0]
    if text.one_field(cue.sentence, cue.sentence + 1):
        later = levels_in(case, cue.sentence + 1, cue.sentence + 1)
        if later and anaphoric(later[0]) and not _dated_back(later[0]):
            return later[0]
    return None


def _is_next(text: Prose, cue: Cue, figure: Figure) -> bool:
    """Whether no other limit stands before it: "voor het eerst meer dan de helft van de verkoop: 478.000 stuks"."""
    passed = (f for f in text.within(cue.sentence) if f.quantity.span.start >= cue.span.start)
    return next(passed, figure).nr == figure.nr


def _may_be(cue: Cue, figure: Figure) -> bool:
    """Whether no other noun stands behind the superlative than what the figure counts."""
    words = [word for word in cue.following[:1] if word not in table("records")["small"]["words"]]
    return not words or figure.noun is None or any(_one_noun(figure.noun, word) for word in words)


def _one_noun(one: str, other: str) -> bool:
    """Whether two nouns name the same things: beavers are no muskrats, but the dead are people."""
    return one_noun(one, other) or ("mens" in kinds_of(one) & kinds_of(other) and one_thing(one, other))


def _named(cue: Cue, figure: Figure) -> bool:
    """Whether the figure counts what the superlative names."""
    noun = noun_of(figure)
    words = cue.noun, *cue.following
    return noun is not None and any(word is not None and one_noun(noun, word) for word in words)


def _measured(cue: Cue, figure: Figure) -> bool:
    """Whether the noun behind the superlative can be what the figure measures."""
    kind = figure.quantity.kind
    if cue.noun is None:
        return True
    for name, nouns in table("records")["measured"].items():
        if any(cue.noun == noun or cue.noun.endswith(noun) for noun in nouns):
            return kind == name or (kind == "count" and name != "count")
    return True


def _moment(text: Prose, figure: Figure) -> Period | None:
    """The time expression of a figure's own clause."""
    within = text.within(figure.sentence)
    earlier = [other for other in within if other.nr < figure.nr]
    since = earlier[-1].quantity.span.end if earlier else text.spans[figure.sentence].start
    return moment_of(text, figure, since).period


def _dated_back(figure: Figure) -> bool:
    """Whether the words of its clause put a figure at another, earlier time ("toen waren het er 104")."""
    return has(figure.clause_before()[-6:], table("records")["boundary"]["clause"])


def _tested(case: Case, text: Prose, cue: Cue, figure: Figure, other: Figure) -> bool:
    """Whether the superlative speaks of this value too."""
    if not (comparable_to(figure, other) or comparable_to(other, figure)) or not _one_measure(
        text, cue, figure, other
    ):
        return False
    warm = (
        figure.quantity.kind == "measure"
    )  # "een gemiddelde temperatuur van 8,6 graden", "maart 2014 was met 8,7"
    if is_norm(other) or (is_average(figure) != is_average(other) and (is_average(other) or not warm)):
        return False
    if other.claim.place and other.claim.place != figure.claim.place:
        return False
    if other.claim.population != figure.claim.population:
        return False
    around = (*other.before, "|", *other.after)
    nouns = tuple(word for word in (noun_of(figure), figure.claim.measure, cue.noun, *cue.following) if word)
    if has(around, table("records")["scopes"]["words"]) or not of_one_scope(text, figure, other, nouns):
        return False
    if _calendar(cue, figure) != _calendar_of(other):
        return False
    return _in_time(case, text, cue, figure, other)


def _one_measure(text: Prose, cue: Cue, figure: Figure, other: Figure) -> bool:
    """Whether both are of one measure: by the noun behind the second or its measure, or as it stands for the first."""
    mine = [word for word in (noun_of(figure), figure.claim.measure, cue.noun, *cue.following) if word]
    noun = noun_of(other)
    if noun is not None:
        return any(_one_noun(noun, word) for word in mine)
    if other.claim.measure is not None and any(one_noun(other.claim.measure, word) for word in mine):
        return True
    if other.quantity.kind == "measure" and other.unit == figure.unit and _calendar(cue, figure):
        return True  # "maart 2014 was met 8,7 graden uitgesproken zacht"
    between = text.figures[figure.nr + 1 : other.nr]
    kept = all(f.noun is None or f.unit != other.unit or _one_noun(f.noun, mine[0]) for f in between if mine)
    return anaphoric(other) and kept


def _calendar(cue: Cue, figure: Figure) -> set[str]:
    """The words of the calendar that say of which months, seasons or days the superlative speaks."""
    return {*_calendar_of(figure), *_of_calendar(tuple(cue.span.text.lower().split()))}


def _calendar_of(figure: Figure) -> set[str]:
    period = figure.claim.period
    named = words_of(period.span.text) if period is not None and period.precision == "day" else ()
    words = [word for word in (*figure.clause_before(), *figure.clause_after()) if word not in named]
    return _of_calendar(tuple(words))


def _of_calendar(words: tuple[str, ...]) -> set[str]:
    return {word for word in table("records")["calendar"]["words"] if word in words}


def _in_time(case: Case, text: Prose, cue: Cue, figure: Figure, other: Figure) -> bool:
    """Whether the other value is of a time before the superlative's own, and not before the stretch it speaks of."""
    own, theirs = _moment(text, figure), _moment(text, other)
    days = days_of(theirs)
    if theirs is None or days is None:
        return False
    if own is not None and cue.span.start <= own.span.start <= cue.span.end + BEGAN:
        own = None  # "sinds het begin van de tellingen, in 1990"
    mine = days_of(own)
    if mine is not None and not of_one_length(mine, days) and not _one_occasion(figure, other):
        return False
    until = mine[0] if mine else case.published
    if until is not None and days[1] > until + timedelta(days=0 if mine else 1):
        return False
    last = mine[1] if mine else case.published
    since = first_day(cue.stretch, last)
    return since is None or (since <= days[0])


def _one_occasion(figure: Figure, other: Figure) -> bool:
    """Whether the value of a day can be the year's: of something held once a year it is near the other one."""
    one, two = exact_value(figure.quantity), exact_value(other.quantity)
    return one is not None and two is not None and abs(one - two) * 4 <= max(one, two)


def exceeds(record: Record) -> tuple[bool, bool]:
    """Whether the other value lies beyond the one that is said to be the highest or lowest, strictly and leniently."""
    one, other = record.figure.quantity, record.other.quantity
    if record.cue.beyond and (limit := exact_value(one)) is not None:
        value = exact_value(other)
        past = value is not None and (value > limit if record.cue.side == "high" else value < limit)
        return past, past
    less, more = (one, other) if record.cue.side == "high" else (other, one)
    alike_written = (one.hedge, other.hedge) == (None, None) and granularity(one) == granularity(other)
    strict = _reaches(less.strict, more.strict)
    return strict, strict if alike_written else less.lenient.below(more.lenient)


def _reaches(less: Interval, more: Interval) -> bool:
    """Whether the one ends at the latest where the other begins: 8,6 and 8,7 of one thermometer."""
    return less.high is not None and more.low is not None and less.high <= more.low and less != more
