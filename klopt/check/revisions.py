"""Figures that another version of the same page has otherwise, where the later version does not say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.article import Span
from corpus.copies import CONTAINED, in_common
from corpus.corrections import correction_notes
from extract.nouns import Quantity
from extract.quantities import read_quantities
from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.stems import has_words, stems_of
from klopt.differences import Change, differences

CHANGES = 3
"""Places at which two versions may differ for the change of a figure to be the news."""
WORDS = 5
"""Words that may change with the figure: in a sentence that was written anew it may be another figure."""
SHORT = 400
"""Characters of a text of which one figure may break half of the phrases."""
KINDS = frozenset(
    ("count", "percent", "percentage_point", "money", "fraction", "share", "factor", "rate", "measure")
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure of the older version and what stands there now; `newer` where it may well be a newer count."""

    old: Span
    new: Span
    newer: bool


def changed_figures(case: Case, title: str | None, text: str) -> Iterator[Changed]:
    """The figures that an older title and text have otherwise, in reading order; none where the article is a liveblog,
    was written anew, or says that something was changed.
    """
    article = case.article
    if article.kind == "liveblog" or _anew(text, article.text) or any(correction_notes(article.text)):
        return
    changes = (
        *differences(title or "", article.title or "", "title"),
        *differences(text, article.text, "text"),
    )
    words = table("across")["versions"]
    if len(changes) > CHANGES or any(has_words(change.after.text, words["said"]) for change in changes):
        return
    old = {"title": title or "", "text": text}
    for change in changes:
        for before, after in _pairs(case, change, old[change.before.field]):
            sentence = case.sentence(after.span).text
            yield Changed(before.span, after.span, _newer(before, after, f"{sentence} {change.after.text}"))


def _anew(old: str, new: str) -> bool:
    """Whether most of a text was written anew; of a short one the number of changes tells."""
    return min(len(old), len(new)) > SHORT and in_common(old, new) < CONTAINED


def _pairs(case: Case, change: Change, old: str) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures of a change, each with what it was, if no reading makes them one."""
    if max(len(change.before.text.split()), len(change.after.text.split())) > WORDS:
        return
    before = _touched(read_quantities(old, field=change.before.field), change.old_figures)
    after = _touched(case.extraction.quantities, change.new_figures)
    if len(before) != len(after):
        return
    for one, other in zip(before, after, strict=True):
        if one.kind == other.kind and one.unit == other.unit and not one.lenient.overlaps(other.lenient):
            yield one, other


def _touched(quantities: Sequence[Quantity], figures: Sequence[Span]) -> list[Quantity]:
    """The quantities of which one of these figures is part, if all are."""
    found = [
        quantity
        for quantity in quantities
        if any(
            quantity.span.field == figure.field
            and quantity.span.start <= figure.start
            and figure.end <= quantity.span.end
            for figure in figures
        )
    ]
    fit = all(quantity.kind in KINDS and exact_value(quantity) is not None for quantity in found)
    return found if fit and len(found) == len(figures) else []


def _newer(before: Quantity, after: Quantity, words: str) -> bool:
    """Whether it is a count that goes on, or one that the page itself keeps ("12 reacties")."""
    tables = table("across")
    one, other = exact_value(before), exact_value(after)
    ends = tuple(tables["growing_words"])
    growing = one is not None and other is not None and one < other
    return bool(has_words(words, (*tables["updates"], *tables["versions"]["counters"]))) or (
        growing and any(stem.endswith(ends) for stem in stems_of(words))
    )
