"""Figures that belong together: ranges, lists that share a unit, sums and durations in two units.

Two passes over the figures in reading order: from the right a bare number takes unit and scale of the next
one ("3,5 tot 4 miljard euro", "7, 7,5 en 8 procent"), then from the left neighbours are joined.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.amounts import DASHES
from extract.atoms import END, Atoms, table
from extract.codes import reads_as_year
from extract.figures import Amount, Figure
from extract.hedges import bound_words
from extract.scales import scale_at
from extract.sums import in_two_units

_CHANGE = frozenset(table("factors")["change"]["words"])
_SPREAD = frozenset(table("factors")["change"]["spread"])
_COMPOUND_SCALES = {"honderdduizend": Decimal(100_000), "duizend": Decimal(1000), "honderd": Decimal(100)}
_CLAUSE_ENDS = frozenset(".!?;:,")
_WORDS = table("ranges")["links"]
_RANGE_LINKS = frozenset(_WORDS["range"]) | DASHES
_CUT_LINKS = frozenset(_WORDS["cut"])
_LINKS = frozenset(_WORDS["words"]) | DASHES
_BETWEEN_LINKS = frozenset(_WORDS["passed"])
_UPPER_BOUNDS = frozenset(tuple(phrase.split()) for phrase in _WORDS["upper_bounds"])
_SHARED_KINDS = frozenset(["percent", "percentage_point", "money", "measure", "duration", "age", "rate"])
_DENIED = frozenset(("geen", "niet"))
_LONGEST_GAP = 5
_SENTENCE = 25
SAME_SCALE = 20
"""A bare number takes the next one's scale word unless it is more than this many times larger ("van 900
naar 1,2 miljoen").
"""


def link(atoms: Atoms, figures: list[Figure]) -> list[Figure]:
    """The figures with shared units handed on and what is one figure joined."""
    own = [figure.unit is not None or figure.amount.scale != 1 for figure in figures]
    figures = _inherit(atoms, figures)
    joined: list[Figure] = []
    had_own: list[bool] = []
    for figure, has_own in zip(figures, own, strict=True):
        merged = _join(atoms, joined[-1], figure, had_own[-1]) if joined else None
        if merged is None:
            joined.append(figure)
            had_own.append(has_own)
        else:
            joined[-1] = merged
    return joined


def _gap(atoms: Atoms, a: Figure, b: Figure) -> tuple[str, ...] | None:
    """The words between two figures; None if there are many or one of them is claimed by something else."""
    if b.first - a.last - 1 > _LONGEST_GAP:
        return None
    between = [atoms[i] for i in range(a.last + 1, b.first)]
    if any(atom.kind == "none" for atom in between):
        return None
    words = tuple(atom.word for atom in between)
    if _is_cut(atoms, a):
        words = words[1:]  # "14- en 12-jarige"
    if words[:3] in (("tot", "en", "met"), ("t", "/", "m")):
        return ("tot", *words[3:])
    return words


def _is_cut(atoms: Atoms, a: Figure) -> bool:
    """Whether the end of a compound is left out behind `a`, as a hyphen and "en", "of", "tot" or "à" say: "zestig- tot
    zeventigduizend" (Taalunie, samentrekking met weglatingsstreepje).
    """
    dash = a.last + 1
    cut = atoms.word(dash) in DASHES and atoms.glued(dash) and not atoms.glued(dash + 1)
    return cut and atoms.word(dash + 1) in _CUT_LINKS


def _inherit(atoms: Atoms, figures: list[Figure]) -> list[Figure]:
    result = list(figures)
    listed = False  # whether the figure to the right got its unit through "en" or "of": then commas do too
    for i in range(len(figures) - 2, -1, -1):
        a, b = result[i], result[i + 1]
        gap = _gap(atoms, a, b)
        scaled = _bracketed(atoms, a, b) if gap and gap[0] == "(" else None
        if scaled is not None:
            result[i], result[i + 1] = scaled
            continue
        comma = gap == (",",) and listed
        listed = False
        if (
            gap
            and a.bare
            and b.amount.form != "article"
            and (comma or _hands_on(gap))
            and not reads_as_year(atoms, a.first, a.last)
        ):
            listed = gap[0] in ("en", "of") or comma
            result[i] = _like(a, _with_compound_scale(atoms, b) if _is_cut(atoms, a) else b)
        elif gap == ("maar",) and a.bare and atoms.word(a.first - 1) in _DENIED:
            result[i] = _like(a, b)  # "niet 3,4 maar 4,3 miljoen euro"
        elif gap == ("bij",) and a.bare and b.kind == "measure":
            result[i] = _like(a, b)  # "12 bij 8 meter"
    return result


def _with_compound_scale(atoms: Atoms, b: Figure) -> Figure:
    """`b` with the scale that ends its number word apart: "zeventigduizend" is seventy times a thousand."""
    value, word = b.amount.value, atoms.word(b.amount.figure_last)
    if value is None or b.amount.scale != 1 or b.amount.form != "words":
        return b
    for ending, scale in _COMPOUND_SCALES.items():
        if word.endswith(ending) and word != ending and value % scale == 0:
            return replace(b, amount=replace(b.amount, scale=scale))
    return b


def _hands_on(gap: tuple[str, ...]) -> bool:
    if gap in _UPPER_BOUNDS:
        return True
    return gap[0] in _LINKS and all(word in _BETWEEN_LINKS for word in gap[1:])


def _bracketed(atoms: Atoms, a: Figure, b: Figure) -> tuple[Figure, Figure] | None:
    """Both numbers with the scale word behind the brackets, as in "366 (414) miljoen"."""
    open_end = a.amount.scale == 1 and a.last == a.amount.last and b.bare
    found = scale_at(atoms, b.last + 2) if open_end and atoms.word(b.last + 1) == ")" else None
    if found is None:
        return None
    scale = found[0]
    return (
        replace(a, amount=a.amount.scaled(scale, a.amount.last)),
        replace(b, amount=b.amount.scaled(scale, b.amount.last)),
    )


def _like(a: Figure, b: Figure) -> Figure:
    """Bare `a` with the scale and unit of `b`."""
    amount = a.amount
    value, scale = amount.value, b.amount.scale
    fits = (
        value is not None
        and amount.scale == 1
        and value < 1000
        and abs(value) <= SAME_SCALE * abs(b.amount.mantissa)
    )
    if scale > 1 and fits:
        amount = amount.scaled(scale, amount.last)
    if b.kind in _SHARED_KINDS:
        return replace(a, amount=amount, kind=b.kind, unit=b.unit)
    return replace(a, amount=amount)


def _join(atoms: Atoms, a: Figure, b: Figure, a_has_own: bool) -> Figure | None:
    gap = _gap(atoms, a, b)
    if gap is None:
        return None
    if gap == ("of",) and b.bare and atoms.word(a.first) == "een" and a.last > a.first and a.upper is None:
        return replace(b, kind=a.kind, unit=a.unit, loose="een " + atoms.between(a.first + 1, a.last) + " of")
    return in_two_units(atoms, a, b, gap) or _range(atoms, a, b, gap, a_has_own)


def _range(atoms: Atoms, a: Figure, b: Figure, gap: tuple[str, ...], a_has_own: bool) -> Figure | None:
    if not gap or a.upper or b.upper or a.kind != b.kind or a.unit != b.unit or a.kind in ("share", "factor"):
        return None
    before = atoms.word(a.first - 1)
    if before in ("de", "het"):
        before = atoms.word(a.first - 2)
    low, high = a.amount.value, b.amount.value
    if low is None or high is None:
        return _vague_range(a, b, gap) if low is None and high is None else None
    if gap[0] == "en":
        wide = before == "tussen" and all(word in _BETWEEN_LINKS for word in gap[1:])
        bounded = (
            low < high
            and bound_words(atoms, a.first, "more") is not None
            and bound_words(atoms, b.first, "less") == a.last + 2
        )
        return _as_range(a, b) if wide or bounded else None
    if gap == ("of",):
        return (
            _as_range(a, b)
            if low < high <= 2 * low and a.kind != "fraction" and a.amount.scale == b.amount.scale
            else None
        )
    if (
        gap[0] not in _RANGE_LINKS
        or any(word not in _BETWEEN_LINKS for word in gap[1:])
        or a.kind == "fraction"
    ):
        return None
    if gap[0] == "tot":
        leaves = (
            before in ("van", "met")
            and (a_has_own or before == "van")
            and speaks_of_change(atoms, a.first, b.last)
        )
        return None if leaves or low >= high else _as_range(a, b)
    if gap[0] == "a":
        return _as_range(a, b)
    dash = atoms.glued(a.last + 1) == atoms.glued(b.first)
    return _as_range(a, b) if dash and low < high else None


def _as_range(a: Figure, b: Figure) -> Figure:
    return replace(b, first=a.first, amount=a.amount, upper=b.amount)


def _vague_range(a: Figure, b: Figure, gap: tuple[str, ...]) -> Figure | None:
    """Two open sizes as one, from the first's least to the last's most: "honderden tot duizenden"."""
    least, most = a.amount.low, b.amount.high
    if gap not in (("tot",), ("of",), ("a",)) or (least is not None and most is not None and least > most):
        return None  # "tientallen miljoenen tot tientallen" runs down: two figures
    amount: Amount = replace(b.amount, first=a.amount.first, low=a.amount.low)
    return replace(b, first=a.first, amount=amount)


def speaks_of_change(atoms: Atoms, first: int, last: int) -> bool:
    """Whether the clause around these atoms has a word of change ("steeg", "afname") and none of range
    ("varieert").
    """
    if atoms.word(first - 2) in _SPREAD:
        return False
    for i, step in ((first, -1), (last, 1)):
        for _ in range(_SENTENCE):
            i += step
            if atoms[i] is END or atoms.word(i) in _CLAUSE_ENDS:
                break
            if atoms.word(i) in _CHANGE:
                return True
    return False
