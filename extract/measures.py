"""One figure at one place: a number with what stands around it (currency, unit, "-jarige", "per ...")."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from extract.ages import age_before, name_before_bracket, years_behind, years_kind
from extract.amounts import OPENS_AMOUNT, Counts, read_amount
from extract.atoms import Atom, Atoms, table
from extract.digits import trailing_zeros
from extract.figures import Amount, Figure
from extract.nouns import QuantityKind
from extract.numbers import LONGEST_WORD, read_folded
from extract.scales import scaled
from extract.shares import multiplies, opens_part, part_at, part_behind
from extract.units import CURRENCY_SIGNS, TON_OF_MONEY, currency_at, per_behind, unit_behind, whole_sum

_NO_RANK = frozenset(table("labels")["ordinals"]["not_before"])
_RANK_ENDINGS = frozenset(["e", "de", "ste"])
_OPENINGS = CURRENCY_SIGNS | OPENS_AMOUNT | {"de", "het", "een", "op"}
"""What a figure begins with that is neither a number nor a part of one ("de hele dag", "op een na")."""


@lru_cache(maxsize=4096)
def _opens(word: str) -> bool:
    return word in _OPENINGS or opens_part(word) or read_folded(word) is not None


def may_begin(atom: Atom) -> bool:
    """Whether a figure can begin with this atom: of most words and marks one look at a table says no."""
    return atom.kind == "number" or len(atom.word) > LONGEST_WORD or _opens(atom.word)


def read_figure(atoms: Atoms, i: int, counts: Counts) -> Figure | None:
    """The figure that begins at atom `i`; None if none does, as where `may_begin` says no."""
    money = _money_sign(atoms, i, counts)
    if money is not None:
        return money
    stretch = _whole_stretch(atoms, i)
    if stretch is not None:
        return stretch
    part = part_at(atoms, i)
    if part is not None:
        return _part_of_unit(atoms, part) or part
    if atoms.word(i) == "op" and (rank := _after_so_many(atoms, i, counts)) is not None:
        return rank
    amount = read_amount(atoms, i, counts)
    if amount is None:
        return _word_figure(atoms, i)
    return (
        _rank_behind(atoms, amount)
        or years_behind(atoms, amount)
        or part_behind(atoms, amount, counts)
        or _measured(atoms, amount)
        or _bare(atoms, amount)
    )


def _money_sign(atoms: Atoms, i: int, counts: Counts) -> Figure | None:
    """€ 2.500,-; $35,9 miljoen; EUR 40."""
    found = currency_at(atoms, i)
    if found is None:
        return None
    unit, last = found
    if atoms.word(last + 1) == "." and atoms.glued(last + 1) and atoms[last].kind == "word":
        last += 1
    amount = read_amount(atoms, last + 1, counts)
    if amount is None or amount.form == "article" or atoms[last + 1].kind == "word":
        return None
    end = whole_sum(atoms, amount.last)
    return _per(atoms, Figure(i, end, "money", amount, unit.name))


def _whole_stretch(atoms: Atoms, i: int) -> Figure | None:
    """One whole unit of time: "de hele dag", "het hele jaar"."""
    if atoms.word(i) not in ("de", "het", "een") or atoms.word(i + 1) not in ("hele", "heel"):
        return None
    one = Amount(i, i + 1, i + 1, Decimal(1), Decimal(1), Decimal(1), form="words")
    found = unit_behind(atoms, one)
    if found is None or found[0].kind != "duration" or not found[0].article:
        return None
    return Figure(i, found[1], "duration", one, found[0].name)


def _part_of_unit(atoms: Atoms, part: Figure) -> Figure | None:
    """A quarter that is a size and no part of something named later: "een kwart eeuw", "driekwart liter"."""
    if part.kind != "fraction" or part.amount.value is None or not atoms.word(part.last).endswith("kwart"):
        return None
    quarter = Decimal("0.25")
    amount = scaled(atoms, replace(part.amount, grain=quarter, zeros=quarter))
    return _measured(atoms, amount) or (_bare(atoms, amount) if amount.scale > 1 else None)


def _after_so_many(atoms: Atoms, i: int, counts: Counts) -> Figure | None:
    """The rank that is counted back from: "op drie na grootste" is the fourth."""
    amount = read_amount(atoms, i + 1, counts)
    if amount is None or amount.value is None or atoms.word(amount.last + 1) != "na":
        return None
    last = amount.last + 2
    if not atoms.word(last).endswith(("ste", "meest")) or not 1 <= amount.value < 100:
        return None
    rank = amount.value + 1
    return Figure(i, last, "ordinal", Amount(i, last, last, rank, Decimal(1), Decimal(1), form="words"))


def _word_figure(atoms: Atoms, i: int) -> Figure | None:
    """A rank ("derde") or an age ("negenjarige") in one word."""
    if atoms[i].kind != "word":
        return None
    spelled = read_folded(atoms.word(i))
    if spelled is None:
        return None
    amount = Amount(i, i, i, spelled.value, Decimal(1), Decimal(1), form="words")
    if spelled.form == "ordinal":
        return None if atoms.word(i + 1) in _NO_RANK else Figure(i, i, "ordinal", amount)
    if spelled.form == "times" and spelled.value > 1:
        return multiplies(atoms, amount, i) or _per(atoms, Figure(i, i, "count", amount))
    if spelled.form == "years":
        return Figure(i, i, years_kind(atoms, i), amount, "jaar")
    return None


def _rank_behind(atoms: Atoms, amount: Amount) -> Figure | None:
    """5e, 924ste, duizend twaalfde, twee miljoenste."""
    last = amount.last + 1
    word = atoms.word(last)
    if amount.form == "digits":
        if not (word in _RANK_ENDINGS and atoms.glued(last)) or amount.grain != 1:
            return None
        if atoms.word(last + 1) in _NO_RANK or atoms.word(last + 1) == "-":
            return None
        return Figure(amount.first, last, "ordinal", replace(amount, last=last))
    spelled = read_folded(word) if atoms[last].kind == "word" else None
    if spelled is None or spelled.form != "ordinal" or amount.value is None or amount.form != "words":
        return None
    if spelled.value >= 1000 and trailing_zeros(spelled.value) == spelled.value > amount.value:
        rank = amount.value * spelled.value
    elif 100 <= trailing_zeros(amount.value) > spelled.value:
        rank = amount.value + spelled.value
    else:
        return None
    return Figure(amount.first, last, "ordinal", replace(amount, last=last, figure_last=last, value=rank))


def _measured(atoms: Atoms, amount: Amount) -> Figure | None:
    """A number with a unit behind it."""
    found = unit_behind(atoms, amount)
    if found is None:
        return None
    unit, last = found
    if amount.form == "article" and (not unit.article or atoms.word(amount.first - 1) == "op"):
        return None  # "op een dag"
    if unit.kind == "money" and atoms.word(last) in ("ton", "tonnen"):
        amount = amount.scaled(Decimal(TON_OF_MONEY), amount.last)
    return _per(atoms, Figure(amount.first, last, unit.kind, amount, unit.name))


def _per(atoms: Atoms, figure: Figure) -> Figure:
    """The same figure, a rate if "per ..." follows, directly or behind the noun counted or one adverb ("25
    vliegtuigen per uur", "3.000 euro bruto per maand"), which stay outside the span.
    """
    found, last = per_behind(atoms, figure.last), figure.last
    if found is not None:
        last = found[1]
    elif atoms[figure.last + 1].kind == "word":
        found = per_behind(atoms, figure.last + 1)
        for i in range(figure.last + 2, found[1] + 1 if found is not None else 0):
            atoms.drop(i)  # "100.000" in "5 artsen per 100.000 inwoners" is no figure of its own
    if found is None or figure.kind == "fraction":
        return figure
    return replace(
        figure, kind="rate", last=last, unit=f"{figure.unit} {found[0]}" if figure.unit else found[0]
    )


def _bare(atoms: Atoms, amount: Amount) -> Figure | None:
    """A number without a unit: a count, or an age if a name or "jonger dan" stands before it."""
    glued_word = atoms.glued(amount.last + 1) and atoms[amount.last + 1].kind == "word"
    if amount.form == "article" or (amount.form == "digits" and glued_word):
        return None
    name = name_before_bracket(atoms, amount)
    alone = atoms[amount.last + 1].kind != "word" and atoms.word(amount.first - 1) == "dan"
    if name > 1 or (alone and age_before(atoms, amount.first)):
        whole = amount.scale == 1 and amount.grain == 1 and amount.value is not None
        return Figure(amount.first, amount.last, "age", amount, "jaar") if whole else None
    if name:
        return None
    kind: QuantityKind = "fraction" if _is_broken(atoms, amount) else "count"
    return _per(atoms, Figure(amount.first, amount.last, kind, amount, loose=_group_ending(atoms, amount)))


def _group_ending(atoms: Atoms, amount: Amount) -> str | None:
    """What makes "twintigtal" approximate; a "zestal" is six."""
    spelled = read_folded(atoms.word(amount.last)) if amount.form == "words" else None
    return "-tal" if spelled is not None and spelled.form == "group" and spelled.value >= 10 else None


def _is_broken(atoms: Atoms, amount: Amount) -> bool:
    """3/4 and ½ by themselves, not 0,75."""
    below_one = amount.value is not None and 0 < amount.value < 1
    return below_one and (amount.last > amount.first or atoms[amount.first].kind == "mark")
