"""Figures that are no value of the thing that the text counted before: some of them, how often, or of whom."""

from __future__ import annotations

from extract.cues import words_of
from extract.words import table
from klopt.check.case import exact_value
from klopt.check.prose import Figure, Prose, has

FEW = 10
"""Below this "twee keer verhoogd" says how often, not how many."""


def is_times(figure: Figure) -> bool:
    """ "De prijs al twee keer verhoogd, van 2,45 naar 2,85": how often it happened."""
    few = (exact_value(figure.quantity) or 0) < FEW and figure.after[:1] in (("keer",), ("maal",))
    return few and figure.after[1:2] != () and figure.after[1] in words_of("verbs")


def is_of_those(figure: Figure) -> bool:
    """ "Van wie in 2022 kwam, heeft 64 procent werk": a time that says of whom, not when."""
    return has(figure.before, table("changes")["elsewhere"]["those"])


def goes_on_about_some(text: Prose, one: Figure, other: Figure) -> bool:
    """ "684 doden. Van hen zaten er 270 op de fiets. In 2022 waren dat er 291": what has no noun of its own behind some
    of them is of those some.
    """
    return other.noun is None and any(_is_some(figure) for figure in text.figures[one.nr + 1 : other.nr + 1])


def _is_some(figure: Figure) -> bool:
    of_them = table("parts")["chains"]["of_them"]
    return figure.quantity.kind == "count" and has((*figure.before, "|", *figure.after[:2]), of_them)
