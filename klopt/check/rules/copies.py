"""What became of a figure after it was printed: copied while it was taken back, or changed without a word."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.article import Span
from corpus.copies import CONTAINED, in_common
from corpus.corrections import correction_notes
from extract.nouns import Quantity
from extract.quantities import read_quantities
from klopt.check.case import Case, exact_value
from klopt.check.finding import Finding, Marked
from klopt.check.group import Group, Pair
from klopt.check.outlets import outlet
from klopt.check.registry import across_rule, message
from klopt.check.said import Said, said
from klopt.differences import Change, differences

CHANGES = 3
"""Places at which two versions may differ for the change of a figure to be the news."""


@across_rule("copy-chain")
def copy_chain(group: Group) -> Iterator[Finding]:
    """An article repeats a figure that another took back before it. Slots: old, new, by, here."""
    for pair in group.pairs:
        for note, old, new in _taken_back(pair.one):
            for figure in said(pair.other):
                if figure.telling and figure.value == old.value and not _says(pair.other, new):
                    yield _repeated(pair, note, (old, new), figure)
                    break


@across_rule("revision")
def revision(group: Group) -> Iterator[Finding]:
    """Two versions of one article differ in a figure, and the later does not say so. Slots: old, new, outlet."""
    for pair in group.pairs:
        if _versions(pair):
            changes = differences(pair.one.article.text, pair.other.article.text)
            changed = [change for change in changes if change.old_figures and change.new_figures]
            if changed and len(changes) <= CHANGES:
                yield from (_changed(pair, change) for change in changed)


def _taken_back(case: Case) -> Iterator[tuple[Span, Quantity, Quantity]]:
    """The correction notes of an article that name two figures: the old one first, then what it should be."""
    text = case.article.text
    for start, end in correction_notes(text):
        figures = [
            quantity
            for quantity in read_quantities(text[start:end])
            if exact_value(quantity) is not None and quantity.kind not in ("ordinal", "duration", "age")
        ]
        if len(figures) == 2 and figures[0].kind == figures[1].kind:
            at = start + figures[0].span.start
            yield case.article.span("text", at, at + len(figures[0].span.text)), figures[0], figures[1]


def _says(case: Case, figure: Quantity) -> bool:
    return any(quantity.value == figure.value for quantity in case.extraction.quantities)


def _repeated(pair: Pair, note: Span, figures: tuple[Quantity, Quantity], figure: Said) -> Finding:
    return Finding(
        "copy-chain",
        "warning",
        (Marked(pair.one.article.id, note), Marked(pair.other.article.id, figure.quantity.span)),
        message(
            "copy-chain",
            old=figures[0].span.text,
            new=figures[1].span.text,
            by=outlet(pair.one),
            here=outlet(pair.other),
        ),
    )


def _versions(pair: Pair) -> bool:
    """Whether the two are one page at two moments, and the later carries no correction note."""
    one, other = pair.one.article, pair.other.article
    if not pair.one_page or "liveblog" in (one.kind, other.kind):
        return False
    return in_common(one.text, other.text) >= CONTAINED and not any(correction_notes(other.text))


def _changed(pair: Pair, change: Change) -> Finding:
    old, new = change.old_figures[0], change.new_figures[0]
    return Finding(
        "revision",
        "warning",
        (Marked(pair.one.article.id, old), Marked(pair.other.article.id, new)),
        message("revision", old=old.text, new=new.text, outlet=outlet(pair.other)),
    )
