"""An average of values that the text lists: "eerst 41 paar, toen 46 en dit voorjaar 52. Het gemiddelde over die jaren,
58 paar".

An average lies between the lowest and the highest of its values, whatever it weighs them by.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.words import table
from klopt.check.alike import alike
from klopt.check.averages import is_average, is_norm
from klopt.check.case import exact_value
from klopt.check.lists import lists_in
from klopt.check.prose import Figure, Prose, has
from klopt.check.slips import is_of_another_order

BACK = 2
"""Sentences before an average in which its values are listed."""
FEWEST = 2
"""Values that a list has at least."""
SHORT = 3
"""Letters of words that are no nouns."""
APPOSED = 3
"""Words of ", gemiddeld een", the comma among them."""


def listed_ends(text: Prose) -> Iterator[tuple[Figure, Figure, Figure]]:
    """The averages of lists, each with the lowest and the highest value of its list."""
    runs = [run for run in lists_in(text) if len(run) >= FEWEST]
    told: set[int] = set()
    for average in text.figures:
        if exact_value(average.quantity) is None or _is_number_of_them(average):
            continue
        if not is_average(average) and not _is_behind_number(text, average):
            continue
        run = _list_of(text, average, runs)
        if run is not None and run[0].nr not in told:
            told.add(run[0].nr)
            ordered = sorted(run, key=lambda figure: exact_value(figure.quantity) or 0)
            yield average, ordered[0], ordered[-1]


def _list_of(text: Prose, average: Figure, runs: list[tuple[Figure, ...]]) -> tuple[Figure, ...] | None:
    """The only list that an average is said to be of."""
    known = table("averages")["listed"]
    words = text.words(average.sentence)
    modal = average.claim.modality in ("denied", "expected", "demanded")
    if modal or average.quantity.hedge or has(words, known["others"]) or is_norm(average):
        return None
    near = [
        run
        for run in runs
        if run[-1].nr < average.nr
        and 0 <= average.sentence - run[-1].sentence <= BACK
        and text.one_field(run[0].sentence, average.sentence)
        and not any(is_average(figure) for figure in run)
    ]
    fitting = [run for run in near if _is_row(average, run)]
    if len(fitting) != 1:
        return None
    run = fitting[0]
    apposed = average.nr == run[-1].nr + 1 and average.sentence == run[-1].sentence
    if apposed and average.before[:1] in ((",",), (":",), (";",)) and len(average.before) <= APPOSED:
        return None if average.per else run
    return run if _points_back(text, average, len(run), text.words(run[0].sentence)) else None


def _is_row(average: Figure, run: tuple[Figure, ...]) -> bool:
    """Whether the values of a list have the unit and the noun of an average, and its order of size."""
    mean = exact_value(average.quantity)
    for figure in run:
        value = exact_value(figure.quantity)
        if mean is None or value is None or is_of_another_order(mean, value):
            return False
        if figure.unit != average.unit or average.per not in (None, figure.per):
            return False
        if average.noun and figure.noun and not alike(average.noun, figure.noun):
            return False
    places = {figure.claim.place for figure in run} - {None}
    return average.claim.place is None or average.claim.place in places


def _is_number_of_them(figure: Figure) -> bool:
    """ "Het gemiddelde van de drie winkels": how many values there are, no average."""
    return has(figure.before[-1:], table("averages")["listed"]["before_number"]) and figure.unit is None


def _is_behind_number(text: Prose, figure: Figure) -> bool:
    """ "Het gemiddelde van de drie winkels kwam uit op 368": the average behind how many it is of."""
    earlier = text.figures[figure.nr - 1] if figure.nr else None
    if earlier is None or earlier.sentence != figure.sentence or not _is_number_of_them(earlier):
        return False
    between = has(figure.before[-2:], table("averages")["listed"]["comes_to"]) and "," not in figure.before
    return between and has(earlier.before[-4:], table("averages")["average"]["words"])


def _points_back(text: Prose, average: Figure, many: int, told: tuple[str, ...]) -> bool:
    """Whether the clause of an average says that it is of those just listed: "over die jaren", "van de drie"."""
    known = table("averages")["listed"]
    lead = text.lead(average)
    lead = lead[len(lead) - lead[::-1].index(";") :] if ";" in lead else lead
    words = (*lead, "|", *average.clause_after())
    if has(words, known["back"]):
        return True
    number = known["numbers"][many] if many < len(known["numbers"]) else ""
    for at in range(1, len(words)):
        before, noun = words[at - 1], next(iter(words[at + 1 : at + 2]), "")
        if words[at] != number or before not in known["before_number"]:
            continue
        if before in known["demonstrative"] or not noun.endswith(("en", "s")) or _is_told(noun, told):
            return True
    return False


def _is_told(noun: str, words: tuple[str, ...]) -> bool:
    """Whether a noun, or one of its kind, stands among these words: "de drie winkels" are the "filialen" before."""
    return any(alike(noun, word) for word in words if len(word) > SHORT)
