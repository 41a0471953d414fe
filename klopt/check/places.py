"""Whether two values are places in a row, of which a lower number is a rise: "steeg van 5 naar 1"."""

from __future__ import annotations

from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.prose import has, prose
from klopt.check.sums import Ends
from klopt.check.tied import noun_of

LAST = 2000
"""The last place that news names of a row: that of a yearly list of two thousand songs."""


def are_places(case: Case, ends: Ends) -> bool:
    """Whether the values are places in a row: going up is getting less."""
    text, words = prose(case), table("changes")["ranks"]["words"]
    if (ends.last.measure or "") in words:
        return True
    if ends.before.kind != "count":
        return False
    last = next((figure for figure in text.figures if figure.claim is ends.last), None)
    here = case.says(ends.last.span, tuple(words))
    if here or last is None or noun_of(last) is not None:
        return here
    if not _can_be_places(ends):
        return False
    beside = text.one_field(last.sentence - 1, last.sentence)
    return (beside and has(text.words(last.sentence - 1), words)) or _tells_of_a_row(case)


def _can_be_places(ends: Ends) -> bool:
    """Whether both values can be places of a row: whole, and not written with a point ("9.120")."""
    values = (exact_value(ends.before), exact_value(ends.after))
    plain = all(end.span.text.isalnum() for end in (ends.before, ends.after))
    return plain and all(value is not None and 1 <= value <= LAST for value in values)


def _tells_of_a_row(case: Case) -> bool:
    """Whether the article names a row of places anywhere: "Dekker stijgt op wereldranglijst", and three sentences on
    "ze klom van 41 naar 28".
    """
    rows = tuple(table("changes")["ranks"]["rows"])
    return any(word.endswith(rows) for words in prose(case).sentences for word in words)
