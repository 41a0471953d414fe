"""Two values of one and the same dated period that the text compares as if they were of two: "In 2023 gingen er 187.000
boeken over de balie. Dat is een vooruitgang, want in 2023 bleef de teller steken op 164.500 uitleningen".

`pairs` wants both values to be called the same. Here the time says so: it is named twice, nothing else is named beside
it, and the second time behind words that compare ("afgezet tegen", "een groei, want", "Werden er in juli nog 300, in
juli").
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.nouns import Period
from extract.words import table
from klopt.check.alike import stem
from klopt.check.case import Case, exact_value
from klopt.check.moments import days_of
from klopt.check.own_deeds import of_other_thing, own_deed, refers
from klopt.check.pairs import LEVELS, settled
from klopt.check.prose import Figure, Prose, has, prose, words_of
from klopt.check.tied import in_one_group, one_thing

FACTOR = 5
"""How many times one value may be the other."""
NAME = 3
"""Letters of a word that can name a group, and one more."""
NEAR = 12
"""Words before a value among which it is said to be the count of what was told."""

SameTime = tuple[Figure, Figure, Period, Period]


def same_time(case: Case) -> Iterator[SameTime]:
    """The pairs of values with the time of each, in reading order."""
    text = prose(case)
    for last in text.figures:
        if not _is_level(case, last):
            continue
        for first in text.figures[max(0, last.nr - 2) : last.nr]:
            if first.field != last.field or last.sentence - first.sentence > 1 or not _is_level(case, first):
                continue
            times = _times(case, text, first, last)
            if times is None or not _of_one_measure(first, last):
                continue
            if _is_set_apart(text, first, last) or not _compares(text, first, last, *times):
                continue
            yield first, last, *times
            break


def _is_level(case: Case, figure: Figure) -> bool:
    quantity, role = figure.quantity, figure.claim.role
    exact = quantity.kind in LEVELS and exact_value(quantity) is not None
    return exact and role not in ("change", "part", "average", "from", "to") and settled(case, figure)


def _times(case: Case, text: Prose, first: Figure, last: Figure) -> tuple[Period, Period] | None:
    """The time of either value: the only two of their sentences, of the same days and in the same words."""
    spans = [text.spans[nr] for nr in sorted({first.sentence, last.sentence})]
    named = [period for span in spans for period in case.periods_in(span)]
    if len(named) != 2 or named[0].precision == "day":
        return None
    one, other = named
    days = days_of(one)
    alike = days is not None and days == days_of(other) and _bare(one) == _bare(other)
    if not alike or not any(sign.isdigit() for sign in one.span.text):
        return None
    told = text.words(first.sentence) + text.words(last.sentence)
    if has(told, (*table("changes")["moments"]["now"], *table("changes")["same_time"]["apart"])):
        return None
    between = first.quantity.span.end <= other.span.start and other.span.end <= last.quantity.span.start
    own = one.span.end <= first.quantity.span.start or one.span.end <= other.span.start
    return (one, other) if between and own else None


def _bare(period: Period) -> tuple[str, ...]:
    return tuple(
        word for word in words_of(period.span.text) if word not in ("het", "de", "in", "van", "heel", "over")
    )


def _of_one_measure(first: Figure, last: Figure) -> bool:
    """Whether the second value can be of what the first is of: by unit, size and noun, or said to be its count."""
    x, y = exact_value(first.quantity) or 0, exact_value(last.quantity) or 0
    if first.unit != last.unit or first.quantity.kind != last.quantity.kind or x == y:
        return False
    if min(x, y) <= 0 or max(x, y) > FACTOR * min(x, y) or first.per != last.per:
        return False
    one, other = first.noun, last.noun
    if one is None or other is None:
        times = [f.after[:1] in (("keer",), ("maal",)) for f in (first, last)]
        return times[0] == times[1] or (other is None and not times[1])
    stands_for = has(last.before[-NEAR:], table("changes")["same_time"]["stands_for"])
    return one_thing(one, other) or in_one_group(one, other) or stands_for


def _is_set_apart(text: Prose, first: Figure, last: Figure) -> bool:
    """Whether the second is of another place or group, of a plan, or corrects the first."""
    known = table("changes")
    mine = text.words(last.sentence)
    if has(last.clause_before()[:1], ("toen",)):  # "toen we 41 keer de weg op moesten" happened
        mine = tuple(word for word in mine if word not in known["same_time"]["had_to"])
    told = (*text.words(first.sentence), "|", *mine)
    if has(told, (*known["against"]["plans"], *known["norms"]["words"], *known["corrected"]["words"])):
        return True
    if last.claim.place and last.claim.place != first.claim.place:
        return True
    stems = {stem(word) for word in text.words(first.sentence) if len(word) > 2}
    clause = (*last.clause_before(), "|", *last.clause_after())
    if has(clause, (*known["same_time"]["stands_for"], *known["same_time"]["idioms"])):
        return False
    for at, word in enumerate(clause[:-1]):
        named = [w for w in clause[at + 1 : at + 4] if len(w) > NAME and w.isalpha()]
        led = word in known["against"]["groups"] and clause[at + 1] in ("de", "het", "die", "een")
        if led and named and not any(stem(w) in stems for w in named):
            return True  # "bij de meisjes"
    return False


def _compares(text: Prose, first: Figure, last: Figure, one: Period, other: Period) -> bool:
    """Whether words of comparison stand before the second time."""
    known, changes = table("changes")["same_time"], table("changes")
    field = text.case.article.field(other.span.field)
    start = max(text.spans[last.sentence].start, other.span.start - 120, one.span.end)
    lead = tuple(word for word in words_of(field[start : other.span.start]) if word not in _MARKS)
    while lead and lead[-1] in known["leads"]:
        lead = lead[:-1]
    ends = f" {' '.join(lead)}"
    against = ends.endswith(tuple(f" {w}" for w in (*changes["compared"]["words"], *known["against"])))
    one_sentence = first.sentence == last.sentence
    back = one_sentence or has(lead, known["back"]) or has(text.words(last.sentence), known["is_that"])
    if (against and back) or has(lead, known["aside"]):
        return True
    if of_other_thing(text, first, last):
        return False  # "meer dan meisjes, want"
    cue = has(lead, (*changes["nouns"]["up"], *changes["nouns"]["down"], *known["progress"], *_compared()))
    if cue and has(lead, known["because"]):
        return refers(last) or not own_deed(text, first, last)
    inverted = has(text.words(first.sentence)[:1], known["opening"]) and has(first.before[-4:], ("nog",))
    return one_sentence and inverted and lead[-1:] == (",",) and (refers(last) or last.unit is not None)


_MARKS = frozenset({"‘", "’", "“", "”", "'", '"'})


def _compared() -> tuple[str, ...]:
    """ "Meer", "minder": before "dan" or by themselves."""
    known = table("changes")["comparatives"]
    return (*known["up"], *known["down"])
