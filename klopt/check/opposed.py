"""Two values of one measure that the text sets at two moments, in whatever words and up to a few sentences apart.

`pairs` asks that the second value stands for what the first counts; here it is enough that both can be values of one
thing and that their own words put one before the other in time ("Begin 2019 telde Breda 118 laadpalen. ... Nu zijn het
er 236"). That is too little to say anything of the pair by itself: `implied` takes it where a stated size asks for two
values and these are the only ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extract.words import table
from klopt.check.alike import stem
from klopt.check.case import Case, exact_value, in_millions, once
from klopt.check.moments import Moment, age_of, moment_of
from klopt.check.of_some import goes_on_about_some
from klopt.check.pairs import Pair, is_of_another_place, levels
from klopt.check.prose import Figure, Prose, has, prose
from klopt.check.tied import bare, in_one_group, noun_of, of_two_subjects, one_thing

APART = 3
"""Sentence ends between the two values."""
MOST = 10
"""Values before one in reach that it is set beside: more are a list or a table."""
AROUND = 12
"""Words before a value among which what it is an amount of is named."""
BOTH = 2
NOW = 2
"""How long ago what is told of now was (`age_of`)."""
FACTOR = 12
"""How many times one value may be the other: what differs more is of two things unless one breath says so."""


@once
def opposed(case: Case) -> Iterator[Pair]:
    """The pairs of the article, by the value that stands last."""
    text = prose(case)
    times = _time_expressions(case)
    known: dict[str, list[Figure]] = defaultdict(list)
    for figure in levels(case):
        if _is_time(figure, times):
            continue
        near = [f for f in known[figure.field] if figure.sentence - f.sentence <= APART][-MOST:]
        for one in near:
            found = None if goes_on_about_some(text, one, figure) else _opposed(text, one, figure)
            if found is not None:
                yield found
        known[figure.field] = [*near, figure]


def _time_expressions(case: Case) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for period in case.extraction.periods:
        spans[period.span.field].append((period.span.start, period.span.end))
    return spans


def _is_time(figure: Figure, times: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether a duration says when something was or how long it took to change: "in twee jaar tijd"."""
    if figure.quantity.kind != "duration":
        return False
    span = figure.quantity.span
    inside = any(start <= span.start and span.end <= end for start, end in times[figure.field])
    return (
        inside
        or has(figure.before[-1:], table("opposed")["spans"]["lead"])
        or has(figure.after[:1], table("opposed")["spans"]["behind"])
    )


def _opposed(text: Prose, one: Figure, other: Figure) -> Pair | None:
    """The pair of two values of which `one` stands first; None if nothing sets them at two moments."""
    if (
        not set_beside(one, other)
        or not _one_group(text, one, other)
        or is_of_another_place(text, one, other)
    ):
        return None
    start = text.spans[one.sentence].start
    since = one.quantity.span.end if one.sentence == other.sentence else text.spans[other.sentence].start
    mine, theirs = moment_of(text, one, start), moment_of(text, other, since)
    order = _order(text, one, other, mine, theirs)
    if order == 0:
        return None
    return Pair(one, other, mine, theirs) if order < 0 else Pair(other, one, theirs, mine)


def _order(text: Prose, one: Figure, other: Figure, mine: Moment, theirs: Moment) -> int:
    """-1 if the first is the earlier, 1 if it is the later, 0 if the text does not say."""
    if mine.days and theirs.days and mine.days != theirs.days:
        if mine.days[1] <= theirs.days[0]:
            return -1
        return 1 if theirs.days[1] <= mine.days[0] else 0
    if mine.days and mine.days == theirs.days:
        return 0
    since = one.quantity.span.end if one.sentence == other.sentence else text.spans[other.sentence].start
    this, last = age_of(text, one, text.spans[one.sentence].start), age_of(text, other, since)
    if this is None and mine.days:
        return -1 if last is not None and last >= 2 else 0
    if {this, last} <= {None, NOW} and not (mine.days or theirs.days):
        told = _by_tense(one, other)
        if told or this == last:
            return told
    if this is None:
        told = (theirs.days is not None and (last or 0) < 2) or (last is not None and last < 2)
        return 1 if told else 0  # the news first, then what it was
    if last is None:
        return 1 if this >= 2 and theirs.days else 0  # the time of the first may hold for both
    return (this > last) - (this < last)


def _by_tense(one: Figure, other: Figure) -> int:
    """ "De treinreis, die 1 uur en 47 minuten duurde, kost volgens de dienstregeling 1 uur en 29": what it was comes
    before what it is.
    """
    if other.nr != one.nr + 1 or one.quantity.kind != other.quantity.kind or one.quantity.kind == "count":
        return 0
    tenses, parted = table("opposed")["tense"], table("changes")["moments"]["parted"]
    stop = next((nr for nr, word in enumerate(one.after) if word in parted), len(one.after))
    lead = other.clause_before()
    if one.sentence == other.sentence:
        start = next((nr + 1 for nr, word in enumerate(lead) if word in parted), 0)
        lead = lead[start:]
    opens, told = (*one.clause_before(), "|", *one.clause_after()[:stop]), (*lead, "|", *other.clause_after())
    for way, first, last in ((-1, "past", "present"), (1, "present", "past")):
        own = has(opens, tenses[first]) and not has(opens, tenses[last])
        # "de pauze duurt": behind a subject of its own it is of something else
        if own and has(lead[:2], tenses[last]) and not has(told, tenses[first]):
            return way
    return 0


def set_beside(one: Figure, other: Figure) -> bool:
    """Whether both can be values of one measure: by kind, unit, size and what is counted."""
    x, y = exact_value(one.quantity), exact_value(other.quantity)
    if not x or not y or x <= 0 or y <= 0 or x == y or max(x, y) > FACTOR * min(x, y):
        return False
    if not _one_unit(one, other) or of_two_subjects(one, other):
        return False
    if one.claim.place and other.claim.place and one.claim.place != other.claim.place:
        return False
    sides = [
        figure.after[:1]
        for figure in (one, other)
        if has(figure.after[:1], table("opposed")["sides"]["words"])
    ]
    if len(sides) == BOTH and sides[0] != sides[1]:
        return False  # "25 meter lang en 20 meter breed"
    mine, theirs = noun_of(one), noun_of(other)
    if mine is None or theirs is None or "teller" in other.clause_before():
        return True
    return one_thing(mine, theirs) or in_one_group(mine, theirs)


def _one_unit(one: Figure, other: Figure) -> bool:
    p, q = one.quantity, other.quantity
    if one.unit == other.unit and (
        p.kind == q.kind or {p.kind, q.kind} <= {"rate", "money", "measure", "count"}
    ):
        return one.per == other.per or one.per is None or other.per is None
    if {p.kind, q.kind} <= {"money", "count", "rate"}:  # "273 miljoen euro ... 210 miljoen"
        plain = p if p.kind == "count" else q
        return plain.kind == "count" and in_millions(plain)
    x, y = exact_value(p) or 0, exact_value(q) or 1
    return q.kind == "count" and bare(other) and "measure" in (p.kind, q.kind) and 1 <= 5 * x / y <= 25


def _one_group(text: Prose, one: Figure, other: Figure) -> bool:
    """Whether neither clause names a group, a plan or another amount that the other does not know."""
    words = table("opposed")
    mine, theirs = (set(text.words(figure.sentence)) for figure in (one, other))
    for figure, known in ((one, theirs), (other, mine)):
        clause = (*figure.clause_before(), "|", *figure.clause_after())
        if has(clause, words["other"]["words"]):
            return False
        named = [word for at, word in enumerate(clause[:-1]) if word in words["groups"]["lead"]]
        if named and figure is other and one.sentence != other.sentence and not _is_known(clause, known):
            return False
    known = table("opposed")["amounts"]["words"]
    amounts = [
        {word for word in (*text.lead(figure)[-AROUND:], *figure.clause_after()[:6]) if word in known}
        for figure in (one, other)
    ]
    return not amounts[1] or not amounts[0].isdisjoint(amounts[1])


def _is_known(clause: tuple[str, ...], known: set[str]) -> bool:
    """Whether the noun behind "bij" or "onder" in the clause was told in the other sentence."""
    lead = table("opposed")["groups"]["lead"]
    stems = {stem(word) for word in known if len(word) > 3}
    for at, word in enumerate(clause[:-1]):
        if word in lead:
            behind = [w for w in clause[at + 1 : at + 4] if len(w) > 3]
            if at + 1 < len(clause) and not any(stem(w) in stems for w in behind) and behind:
                return False
    return True


@once
def _by_sentence(case: Case) -> Iterator[dict[int, list[Pair]]]:
    grouped: dict[int, list[Pair]] = defaultdict(list)
    for pair in opposed(case):
        grouped[pair.first.sentence].append(pair)
    yield dict(grouped)


def opposed_in(case: Case, first: int, last: int) -> list[Pair]:
    """The pairs of which both values stand in these sentences."""
    ends = _by_sentence(case)[0]
    return [pair for nr in range(first, last + 1) for pair in ends.get(nr, ()) if pair.last.sentence <= last]
