"""Every figure of a text as a `Quantity`: where it stands, what is written, what it can mean.

The order of work: atoms, labels out, numbers with their units from left to right, neighbours linked, years
out, hedges and intervals. Each step is one pass with bounded look-ahead, so the time is linear in the
length of the text. No model is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.article import Field, Span
from extract.ages import aged
from extract.amounts import Counts
from extract.atoms import Atoms
from extract.codes import reads_as_year
from extract.figures import Figure
from extract.hedges import ABOUT, Hedge, hedge_of
from extract.labels import take_out_labels
from extract.measures import may_begin, read_figure
from extract.nouns import Quantity
from extract.ranges import link
from extract.rounding import readings
from extract.words import table

_YEAR = re.compile(r"1[6-9][0-9]{2}|20[0-9]{2}")
_YEARLIKE_HEDGES = frozenset(table("labels")["years"]["hedges"])


def read_quantities(
    text: str,
    *,
    field: Field = "text",
    taken: Sequence[tuple[int, int]] = (),
    is_numeral: Callable[[int, int], bool] | None = None,
) -> list[Quantity]:
    """The figures of a text in reading order, none overlapping another.

    `field` names the part of the article that `text` is; offsets count in `text`, code points, half-open.
    `taken` are ranges that hold a calendar date, year or clock time: nothing in them is a figure.
    `is_numeral(start, end)` says whether the word "een" there counts (a tagger knows); without it only
    "één", and "een" before a scale word, a unit, "op de vijf" or a part, count. Never raises.

    >>> [(q.span.text, q.kind, q.unit, q.hedge) for q in read_quantities("Ruim 1,5 miljoen euro, 3% meer")]
    [('1,5 miljoen euro', 'money', 'EUR', 'ruim'), ('3%', 'percent', 'procent', None)]
    """
    atoms = Atoms(text, taken)
    take_out_labels(atoms)
    found_alone = _scan(atoms, _een_counts(atoms, is_numeral))
    # Ages are told before linking ("19, 22 en 34 jaar oud" share one) and after it ("kinderen van 4 tot 12 jaar").
    linked = link(atoms, [aged(atoms, figure) for figure in found_alone])
    figures = [aged(atoms, figure) for figure in linked]
    quantities: list[Quantity] = []
    previous_last = -1
    for figure in figures:
        found = hedge_of(atoms, figure, previous_last)
        previous_last = figure.last
        if _is_year(atoms, figure, found):
            continue
        quantities.append(_quantity(atoms, figure, found, field))
    return quantities


def _een_counts(atoms: Atoms, is_numeral: Callable[[int, int], bool] | None) -> Counts:
    def counts(i: int) -> bool:
        atom = atoms[i]
        if atom.text.lower() != atom.word:  # one of its letters bears an accent: één
            return True
        return is_numeral is not None and is_numeral(atom.start, atom.end)

    return counts


def _scan(atoms: Atoms, counts: Counts) -> list[Figure]:
    figures: list[Figure] = []
    done = 0
    for i in [i for i, atom in enumerate(atoms) if atom.kind != "none" and may_begin(atom)]:
        if i < done or atoms[i].kind == "none":  # dropped by a figure before it
            continue
        figure = read_figure(atoms, i, counts)
        if figure is not None:
            figures.append(figure)
            done = figure.last + 1
    return figures


def _is_year(atoms: Atoms, figure: Figure, hedge: tuple[Hedge, str] | None) -> bool:
    if figure.kind != "count" or figure.amount.form != "digits" or figure.amount.scale != 1:
        return False
    if hedge is not None and hedge[1] not in _YEARLIKE_HEDGES:
        return False
    if figure.upper is None:
        return figure.first == figure.last and reads_as_year(atoms, figure.first, figure.last)
    if all(_YEAR.fullmatch(atoms.word(i)) for i in (figure.amount.first, figure.upper.first)):
        return atoms.glued(figure.upper.first) or reads_as_year(atoms, figure.amount.first, figure.last)
    return all(reads_as_year(atoms, i, figure.last) for i in (figure.amount.first, figure.upper.first))


def _quantity(atoms: Atoms, figure: Figure, found: tuple[Hedge, str] | None, field: Field) -> Quantity:
    bound = found is not None and figure.upper is not None and found[0].side == "more"
    hedge, words = found if found is not None and not bound else (None, None)
    if hedge is not None and hedge.side == "exact":
        words = None  # an emphasis to the reader
    if hedge is None and figure.loose:
        hedge, words = ABOUT, figure.loose
    strict, lenient = readings(figure, hedge)
    first, last = atoms[figure.first], atoms[figure.last]
    top = figure.amount if figure.upper is None else figure.upper
    return Quantity(
        span=Span(field, first.start, last.end, atoms.text[first.start : last.end]),
        kind=figure.kind,
        value=figure.value,
        strict=strict,
        lenient=lenient,
        unit=figure.unit,
        hedge=words,
        digits=atoms.between(figure.amount.first, max(top.figure_last, figure.amount.first)),
    )
