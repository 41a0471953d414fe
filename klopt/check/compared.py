"""The two values of a size that says what it is compared with.

"12 procent minder dan de 1.340 van een winter eerder", "drie keer zo veel als in Gelderland"."""

from __future__ import annotations

from itertools import pairwise

from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.fitting import says_when, sizes_fit
from klopt.check.moments import moment_of
from klopt.check.pairs import Pair, levels_in
from klopt.check.prose import CLAUSE_ENDS, Figure, prose, words_of
from klopt.check.sizes import Size, sizes_in
from klopt.check.tied import comparable_to, noun_of, of_one_size, one_thing

BESIDE = 6
"""Words between what a size is compared with and its value in brackets, the bracket among them."""


def compared(case: Case, size: Size) -> tuple[Pair, bool] | None:
    """ "12 procent minder dan de 1.340 van een winter eerder", "vijf meer dan Oss, dat op 38 blijft"; in "3 meer dan in
    2017 en 6 meer dan in 2015, toen het er 68 waren" the value is of the last.
    """
    text, figure = prose(case), size.figure
    if figure is None or not size.than:
        return None
    known = [
        level for level in levels_in(case, figure.sentence - 1, figure.sentence) if level.field == size.field
    ]
    behind = [
        level
        for level in known
        if level.sentence == figure.sentence and level.quantity.span.start >= size.end
    ]
    ahead = [
        level
        for level in known
        if level.nr < figure.nr and figure.sentence - level.sentence <= 1 and not _compared_with(case, level)
    ]
    place = case.article.field(size.field)
    for base in behind[:3]:
        between = words_of(place[size.end : base.quantity.span.start])
        if not (_small(between) or _clause_of(between) or _in_brackets(between, base)):
            continue
        if is_of_a_later(case, figure, base):
            return None
        fits = [
            level
            for level in ahead
            if comparable_to(level, base) and of_one_size(level, base) and sizes_fit(size, level)
        ]
        for level in fits[-1:]:
            if noun_of(base) and noun_of(level) and not one_thing(noun_of(base) or "", noun_of(level) or ""):
                return None
            return Pair(
                base, level, moment_of(text, base, size.end), stated=True
            ), level.sentence != figure.sentence
    return None


def between(case: Case, size: Size) -> tuple[Pair, bool] | None:
    """ "Het verschil tussen de hoogste (420 euro) en de laagste premie (310 euro) is 90 euro"."""
    text, figure = prose(case), size.figure
    if figure is None or text.lead(figure)[1:3] != ("verschil", "tussen"):
        return None
    ends = [
        f
        for f in levels_in(case, figure.sentence, figure.sentence)
        if f.nr < figure.nr and f.field == size.field
    ]
    if len(ends) != 2 or not comparable_to(*ends) or "en" not in ends[1].before:
        return None
    low, high = sorted(ends, key=lambda f: exact_value(f.quantity) or 0)
    return Pair(low, high, stated=True), False


def _compared_with(case: Case, level: Figure) -> bool:
    """Whether the value is itself what another size is compared with: "12 meer dan het streefcijfer van 175"."""
    return any(
        size.field == level.field
        and size.than
        and size.end <= level.quantity.span.start <= size.end + sum(len(word) + 1 for word in size.than)
        for size in sizes_in(case, level.sentence)
    )


def named(case: Case, size: Size) -> tuple[Pair, bool] | None:
    """ "Drie keer zo veel als in Gelderland": the value beside that name is the base of the one beside it."""
    place = case.article.field(size.field)
    names = [word.lower() for word in words_at(place, size.end, len(size.than)) if word[:1].isupper()]
    if not names or says_when(size.than):
        return None
    near = [
        level
        for level in levels_in(case, size.sentence, size.sentence + 1)
        if level.field == size.field and sizes_fit(size, level)
    ]
    for one, other in pairwise(near):
        if size.figure and size.sentence == one.sentence and one.nr == size.figure.nr + 1:
            if ":" in one.before and other.before[-1:] == ("tegen",) and comparable_to(one, other):
                return Pair(other, one, stated=True), False
            continue  # the name right before it is what the size is compared with
        mine, theirs = (bool(set(names).intersection(figure.before)) for figure in (one, other))
        if mine != theirs and comparable_to(one, other) and tied_by_name(one, other):
            base, last = (one, other) if mine else (other, one)
            return Pair(base, last, stated=True), True
    return None


def words_at(text: str, start: int, most: int) -> list[str]:
    """The first words of a text from a place on, as written."""
    return [word.strip(".,;:!?()") for word in text[start : start + 20 * max(most, 1)].split()[:most]]


def tied_by_name(one: Figure, other: Figure) -> bool:
    """Whether two figures beside two names count the same: one noun, or none behind the second."""
    mine, theirs = noun_of(one), noun_of(other)
    return theirs is None if mine is None or theirs is None else one_thing(mine, theirs)


def is_of_a_later(case: Case, figure: Figure, base: Figure) -> bool:
    """Whether another size with a comparison stands between a size and a value: then the value is of that one."""
    return any(
        other.figure is not None and other.than and figure.nr < other.figure.nr < base.nr
        for other in sizes_in(case, figure.sentence)
    )


def _small(words: tuple[str, ...]) -> bool:
    """ "de", "de in totaal": the figure itself is what the size is compared with."""
    return all(word in table("wholes")["between"] for word in words) and len(words) <= 4


def _in_brackets(words: tuple[str, ...], base: Figure) -> bool:
    """ "Op Ajax (82)": the value of what is compared with stands in brackets behind it."""
    alone = words[-1:] == ("(",) and base.after[:1] == (")",)
    return alone and len(words) <= BESIDE and all(word.isalpha() for word in words[:-1])


def _clause_of(words: tuple[str, ...]) -> bool:
    """ "X, dat nu op", "twee jaar geleden, toen bezoekers": one clause that says more about what is compared with."""
    marks = [nr for nr, word in enumerate(words) if word in CLAUSE_ENDS]
    opens = table("changes")["base"]["clauses"]
    named = (
        words[-1:] == ("van",)
        and len(marks) == 1
        and words[marks[0] + 1 : marks[0] + 2] in (("de",), ("het",))
    )
    if named and words[marks[0]] == "," and len(words) - marks[0] <= BESIDE:
        return True  # "dan de recordhouder, de Achmeatoren van 68 meter"
    return (
        len(marks) == 1
        and words[marks[0]] in (",", ";")
        and words[marks[0] + 1 : marks[0] + 2] != ()
        and (words[marks[0] + 1] in opens and len(words) - marks[0] <= 14)
    )
