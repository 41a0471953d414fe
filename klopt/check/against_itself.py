"""A size of a change that the text compares with its own period: "In 2016 was de opbrengst vier ton. Dat is een kwart
minder dan in 2016".

Only where what it is compared with is that time and nothing else ("dan in 2016 in Peer" is another town), and where the
value that it is said of stands right before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

from extract.nouns import Period
from extract.words import table
from klopt.check.case import Case
from klopt.check.moments import days_of
from klopt.check.pairs import LEVELS, settled
from klopt.check.prose import Figure, has, prose, words_of
from klopt.check.sizes import Size, sizes, sizes_in


@dataclass(frozen=True, slots=True)
class Itself:
    """A size, the time that the text says it is of, and the time that it is compared with. `value` is what it is said
    of; None if the size is all that its sentence gives.
    """

    size: Figure
    value: Figure | None
    own: Period
    than: Period


def against_itself(case: Case) -> Iterator[Itself]:
    """The sizes that are compared with their own period, in reading order."""
    for size in sizes(case):
        figure, than = size.figure, _than(case, size)
        if figure is None or than is None or not settled(case, figure) or _is_planned(case, figure.sentence):
            continue
        value = _value_before(case, size)
        if value is None and figure.before[:1] in (("dat",), ("dit",), ("die",)):
            continue
        own = _time_of(case, figure, value)
        if own is None or (
            value is not None and (not settled(case, value) or _is_planned(case, value.sentence))
        ):
            continue
        if own.span != than.span and days_of(own) == days_of(than) and own.precision == than.precision:
            yield Itself(figure, value, own, than)


def _than(case: Case, size: Size) -> Period | None:
    """The time that a size is compared with, if it is compared with nothing else: "dan in 2016", not "dan in 2016 was
    begroot" nor "dan in 2016, in Peer".
    """
    figure = size.figure
    if figure is None or not size.than or size.end < figure.quantity.span.end:
        return None
    named = [
        period
        for period in case.periods_in(prose(case).spans[figure.sentence])
        if period.span.start >= size.end
    ]
    if not named or not any(sign.isdigit() for sign in named[0].span.text):
        return None
    rest, told = (_bare(words_of(said)) for said in (" ".join(size.than), named[0].span.text))
    behind = words_of(case.article.field(figure.field)[named[0].span.end :][:40])
    ends = behind[:1] in ((), (".",), ("!",))
    goes_on = (
        behind[:1] == (",",) and behind[1:2] != () and behind[1] in table("changes")["against"]["goes_on"]
    )
    return named[0] if rest == told and (ends or goes_on) else None


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a time without the preposition and the article before it."""
    leads = table("changes")["against"]["at"]
    return tuple(dropwhile(lambda word: word in leads, words))


def _value_before(case: Case, size: Size) -> Figure | None:
    """The value that a size is said of: "1.340 fietsen, 12 procent meer", "1.340 fietsen. Dat is 12 procent meer"."""
    figure = size.figure
    if figure is None:
        return None
    small = {
        *table("wholes")["between"],
        *table("changes")["back"]["restating"],
        "dat",
        "dit",
        "is",
        "was",
        "waren",
    }
    known = [
        f for nr in (figure.sentence - 1, figure.sentence) for f in _values(case, nr) if f.nr < figure.nr
    ]
    if not known or known[-1].field != figure.field:
        return None
    value = known[-1]
    if value.sentence == figure.sentence:
        return value if ("," in figure.before and len(figure.before) <= BESIDE) else None
    alone = len(_values(case, value.sentence)) == 1
    restates = figure.first and figure.before[:1] in (("dat",), ("dit",)) and set(figure.before) <= small
    return value if alone and restates and figure.sentence - value.sentence == 1 else None


def _values(case: Case, sentence: int) -> list[Figure]:
    """The figures of a sentence that can be the value of something: no sizes, no lengths of time."""
    taken = {size.figure.nr for size in sizes_in(case, sentence) if size.figure is not None}
    return [
        figure
        for figure in prose(case).within(sentence)
        if figure.nr not in taken and figure.quantity.kind in LEVELS - {"duration"}
    ]


BESIDE = 5
"""Words between a value and the size that is said of it behind a comma."""


def _time_of(case: Case, size: Figure, value: Figure | None) -> Period | None:
    """The only time expression with digits of a sentence that stands before the size, or before its value and in that
    clause.
    """
    figure = value or size
    end = figure.quantity.span.start
    if value is not None:
        end = value.quantity.span.end + sum(len(word) + 1 for word in value.clause_after())
    times = [
        period for period in case.periods_in(prose(case).spans[figure.sentence]) if period.span.start < end
    ]
    alone = len(times) == 1 and any(sign.isdigit() for sign in times[0].span.text)
    return times[0] if alone and days_of(times[0]) is not None else None


def _is_planned(case: Case, sentence: int) -> bool:
    """Whether the sentence tells of a plan or a norm, of which what came may be of the same year, or quotes a mistake
    that the next puts right.
    """
    changes, text = table("changes"), prose(case)
    return has(text.words(sentence), (*changes["against"]["plans"], *changes["norms"]["words"])) or any(
        has(text.words(nr), changes["corrected"]["words"]) for nr in (sentence, sentence + 1)
    )
