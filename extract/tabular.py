"""The figures of a table as quantities and claims: what each counts, when, where and in what unit, by its heads.

A cell has the heads of its row and of its column, the caption, and what stands in the corner. Which of them names what
is measured, and which only a group or a place, is decided here, once for a table; a gap stays a gap. Words:
`words/tables.toml`. What the heads of statistical tables say: UNECE, Making Data Meaningful part 2 (2009), chapter 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import date

from spacy.tokens import Doc

from corpus.article import Field, Span
from corpus.tables import is_year
from extract.cells import cell_quantities
from extract.grid import Grid
from extract.gridheads import Cell
from extract.headnouns import noun_of
from extract.heads import HeadUnit, Label, is_total, merged, modality_of, period_of, read_label
from extract.nouns import Claim, Mention, Period, Quantity, Role, Source
from extract.tablesource import source_of
from extract.words import table
from extract.worth import worth_of_figure


@dataclass(slots=True)
class Tabular:
    """What was read from one table."""

    quantities: list[Quantity] = attribute(default_factory=list)
    periods: list[Period] = attribute(default_factory=list)
    claims: list[Claim] = attribute(default_factory=list)
    rows: list[Span] = attribute(default_factory=list)
    sources: list[Source] = attribute(default_factory=list)
    places: list[int] = attribute(default_factory=list)
    """Where the heads begin that are places because the corner says so ("Wijk")."""


def read_table(
    grid: Grid,
    text: str,
    doc: Doc,
    field: Field,
    published: date | None,
    mentions: Sequence[Mention],
    sources: Sequence[Source],
) -> Tabular:
    """The figures of one table of `text`; offsets count in it. `doc` is a parse of the same length in which the heads
    stand as lines, `mentions` and `sources` are what was read in it.
    """
    reader = _Reader(grid, doc, field, published, mentions)
    out = Tabular()
    source, new = source_of(grid, text, field, mentions, sources)
    if source is not None and new:
        out.sources.append(source)
    known: set[Period] = set()
    for nr, row in enumerate(grid.rows):
        span = Span(field, row[0].start, row[-1].end, text[row[0].start : row[-1].end])
        out.rows.append(span)
        for at in range(grid.stubs, grid.width) if nr >= grid.heads else ():
            counts = reader.counts(nr, at, year=is_year(row[at].text))
            for quantity in cell_quantities(row[at], reader.unit(nr, at), field) if counts else ():
                claim = reader.claim(nr, at, quantity, span, source)
                out.quantities.append(quantity)
                out.claims.append(replace(claim, worth=worth_of_figure(claim)))
                if claim.period is not None:
                    known.add(claim.period)
    out.places = [cell.start for cell in reader.place_heads]
    own = {(p.span.start, p.span.end) for label in reader.labels() if (p := label.period) is not None}
    plain = {p.span: p for p in known if (p.span.start, p.span.end) in own}
    out.periods = sorted(plain.values(), key=lambda period: period.span.start)
    return out


class _Reader:
    """The heads of a table, read once, and what they say together of a cell."""

    def __init__(
        self, grid: Grid, doc: Doc, field: Field, published: date | None, mentions: Sequence[Mention]
    ) -> None:
        self._grid, self._doc, self._field = grid, doc, field
        self._read: dict[Cell, Label] = {}
        self._nouns: dict[Cell, str | None] = {}
        self._published = published
        self._places = {
            (m.span.start, m.span.end): m for m in mentions if grid.start <= m.span.start < grid.end
        }
        self._columns = [self._labels(grid.head(at)) for at in range(grid.width)]
        self._rows = [self._labels(grid.stub(nr)) for nr in range(len(grid.rows))]
        self._caption = self._labels([grid.caption] if grid.caption else [])
        self._corner = [
            label
            for label in self._labels(grid.corner())
            if label.key not in table("tables")["empty"]["words"]
        ]
        dims = table("tables")["rows"]
        self.place_heads = (
            {row[-1].cell for row in self._rows[grid.heads :] if row}
            if any(label.key in dims["places"] for label in self._corner[-1:])
            else set()
        )
        self._rows_are_groups = any(label.key in dims["groups"] for label in self._corner)
        self._columns_measure = any(
            self._named(label, in_row=False) for column in self._columns[grid.stubs :] for label in column
        )
        self._totals = any(is_total(row) for row in self._rows[grid.heads :]) or any(
            is_total(column) for column in self._columns[grid.stubs :]
        )

    def _labels(self, cells: Sequence[Cell]) -> list[Label]:
        return [self._label(cell) for cell in cells]

    def _label(self, cell: Cell) -> Label:
        if cell not in self._read:
            self._read[cell] = read_label(cell, self._field, self._published)
        return self._read[cell]

    def labels(self) -> Iterator[Label]:
        """The heads of rows and columns, each once."""
        caption = {label.cell for label in self._caption}
        yield from (label for cell, label in self._read.items() if cell not in caption)

    def unit(self, nr: int, at: int) -> HeadUnit | None:
        """The unit of a cell by its heads: the column's over the row's over those of corner and caption."""
        unit: HeadUnit | None = None
        for labels in (self._caption, self._labels(self._grid.corner()), self._rows[nr], self._columns[at]):
            for label in labels:
                unit = merged(unit, label.unit)
        return unit

    def counts(self, nr: int, at: int, *, year: bool) -> bool:
        """Whether a number in this cell is a figure: no code, no rank, and no year under a head that asks for one."""
        words = table("tables")["numbers"]
        none = {*words["codes"], *(words["years"] if year else ())}
        return not any(label.key in none for label in (*self._rows[nr], *self._columns[at]))

    def claim(self, nr: int, at: int, quantity: Quantity, span: Span, source: Source | None) -> Claim:
        """The claim of the figure in a cell."""
        row, column = self._rows[nr], self._columns[at]
        named, groups = self._measure(row, column)
        period = period_of([*self._caption, *self._corner, *row, *column], self._field)
        if period is not None and not any(period.span == p.span for p in self._periods(row, column)):
            period = self._captioned()  # of two in a caption neither
        place = next((words for label in (*row, *column) if (words := self._place(label))), None)
        return Claim(
            span=span,
            measure=self._noun(named) if named else None,
            phrase=named.words if named else None,
            quantity=quantity,
            period=period,
            place=place,
            population=", ".join(label.words for label in groups) or None,
            role=self._role(row, column, quantity),
            source=source,
            modality=modality_of((*self._caption, *row, *column)),
        )

    def _periods(self, row: list[Label], column: list[Label]) -> list[Period]:
        return [label.period for label in (*self._corner, *row, *column) if label.period is not None]

    def _captioned(self) -> Period | None:
        found = [label.period for label in self._caption if label.period is not None]
        return found[0] if len(found) == 1 else None

    def _measure(self, row: list[Label], column: list[Label]) -> tuple[Label | None, list[Label]]:
        """The head that names what is measured, and those that name a group of it."""
        columns = [label for label in column if self._named(label, in_row=False)]
        rows = [label for label in row if self._named(label, in_row=True)]
        if columns:
            return columns[-1], [label for label in (*columns[:-1], *self._groups(row)) if label.words]
        if rows and not self._rows_are_groups and not self._columns_measure:
            outer = [label for label in rows[:-1] if label.words]
            return rows[-1], [*outer, *self._groups(column)]
        caption = next((label for label in self._caption if self._noun(label)), None)
        return caption, [*self._groups(row), *self._groups(column)]

    def _named(self, label: Label, *, in_row: bool) -> bool:
        """Whether a head can name what is measured: no place, no group of people, no total, not just "aantal"."""
        words = table("tables")
        return (
            len(label.words) > 1
            and label.words[:1].isalpha()
            and label.key not in words["empty"]["words"]
            and label.key not in words["rows"]["people"]
            and label.key not in words["change"]["words"]
            and not is_total([label])
            and not self._place(label)
            and not (in_row and self._name(label))
            and self._noun(label) is not None
        )

    def _groups(self, labels: list[Label]) -> list[Label]:
        """Heads that name neither a place nor a total nor only "aantal"."""
        words = table("tables")
        skipped = (*words["empty"]["words"], *words["empty"]["caption"], *words["change"]["words"])
        return [
            label
            for label in labels
            if label.words
            and not label.words.isdigit()
            and label.key not in skipped
            and not is_total([label])
            and not self._place(label)
        ]

    def _place(self, label: Label) -> str | None:
        """The place that a head is."""
        if not label.words or is_total([label]):
            return None
        if label.cell in self.place_heads or label.key in table("tables")["rows"]["directions"]:
            return label.words
        mention = self._mention(label)
        return mention.name if mention is not None and mention.kind == "place" else None

    def _name(self, label: Label) -> bool:
        mention = self._mention(label)
        return mention is not None and mention.kind in ("person", "organisation")

    def _mention(self, label: Label) -> Mention | None:
        start = label.cell.start + max(0, label.cell.text.find(label.words))
        return self._places.get((start, start + len(label.words)))

    def _noun(self, label: Label) -> str | None:
        """The noun that a head is about; looked for once."""
        if label.cell not in self._nouns:
            self._nouns[label.cell] = noun_of(self._doc, label)
        return self._nouns[label.cell]

    def _role(self, row: list[Label], column: list[Label], quantity: Quantity) -> Role:
        words = table("tables")
        if any(
            label.key.startswith(tuple(words["change"]["words"])) for label in (*row, *column) if label.words
        ):
            return "change"
        if any(label.key.startswith(tuple(words["total"]["average"])) for label in (*row, *column)):
            return "average"
        if is_total(row) or is_total(column):
            return "total"
        if quantity.kind == "percent":
            rates = table("measures")["rates"]["nouns"]
            rated = any(
                word.endswith(tuple(rates)) for label in (*row, *column) for word in label.key.split()
            )
            return "level" if rated else "share"
        return "part" if self._totals and quantity.kind in ("count", "money") else "level"
