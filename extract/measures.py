"""One figure at one place: a number with what stands around it (currency, unit, "-jarige", "per ...")."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from extract.amounts import Amount, Counts, read_amount
from extract.atoms import Atoms, table
from extract.figures import Figure
from extract.numbers import read_folded, trailing_zeros
from extract.shares import part_at, part_behind
from extract.units import TON_OF_MONEY, currency_at, per_behind, unit_behind, whole_sum

_LONG = frozenset(table("labels")["years_long"]["words"])
_NO_RANK = frozenset(table("labels")["ordinals"]["not_before"])
_PERSONS = frozenset(table("units")["ages"]["persons"])
_AGE_UNITS = frozenset(["jaar", "maand", "week"])
_PLACE_STARTS = frozenset(table("units")["ages"]["place_starts"])
_RANK_ENDINGS = frozenset(["e", "de", "ste"])
OLDEST = 115


def read_figure(atoms: Atoms, i: int, counts: Counts) -> Figure | None:
    """The figure that begins at atom `i`; None if none does."""
    money = _money_sign(atoms, i, counts)
    if money is not None:
        return money
    stretch = _whole_stretch(atoms, i)
    if stretch is not None:
        return stretch
    part = part_at(atoms, i)
    if part is not None:
        return part
    if atoms.word(i) == "op" and (rank := _after_so_many(atoms, i, counts)) is not None:
        return rank
    amount = read_amount(atoms, i, counts)
    if amount is None:
        return _word_figure(atoms, i)
    return (
        _rank_behind(atoms, amount)
        or _years_behind(atoms, amount)
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
    """ "de hele dag", "het hele jaar": one of it."""
    if atoms.word(i) not in ("de", "het", "een") or atoms.word(i + 1) not in ("hele", "heel"):
        return None
    one = Amount(i, i + 1, i + 1, Decimal(1), Decimal(1), Decimal(1), form="words")
    found = unit_behind(atoms, one)
    if found is None or found[0].kind != "duration" or not found[0].article:
        return None
    return Figure(i, found[1], "duration", one, found[0].name)


def _after_so_many(atoms: Atoms, i: int, counts: Counts) -> Figure | None:
    """As in "op drie na grootste" is the fourth."""
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
    if spelled.form == "years":
        return Figure(i, i, _years_kind(atoms, i), amount, "jaar")
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


def _years_kind(atoms: Atoms, last: int) -> Literal["age", "duration"]:
    """A 68-jarige has an age; a tienjarig bestaan and a tweejarige opleiding last."""
    if atoms.word(last + 1) in _LONG:
        return "duration"
    return "duration" if atoms.word(last).endswith("jarig") and atoms.word(last + 1) != "leeftijd" else "age"


def _years_behind(atoms: Atoms, amount: Amount) -> Figure | None:
    """68-jarige, 80-plusser."""
    dash, word = amount.last + 1, atoms.word(amount.last + 2)
    if atoms.word(dash) not in ("-", "‑", "‐") or not atoms.glued(dash) or not atoms.glued(dash + 1):
        return None
    if word in ("jarig", "jarige", "jarigen"):
        return Figure(amount.first, dash + 1, _years_kind(atoms, dash + 1), amount, "jaar")
    if word in ("plusser", "plussers"):
        return Figure(amount.first, dash + 1, "age", amount, "jaar")
    return None


def _measured(atoms: Atoms, amount: Amount) -> Figure | None:
    """A number with a unit behind it."""
    found = unit_behind(atoms, amount)
    if found is None:
        return None
    unit, last = found
    if amount.form == "article" and not unit.article:
        return None
    if unit.kind == "money" and atoms.word(last) in ("ton", "tonnen"):
        amount = amount.scaled(Decimal(TON_OF_MONEY), amount.last)
    figure = Figure(amount.first, last, unit.kind, amount, unit.name)
    aged = _aged(atoms, figure) if unit.name in _AGE_UNITS else None
    return aged or _per(atoms, figure)


def _per(atoms: Atoms, figure: Figure) -> Figure:
    """The same figure, a rate if "per ..." follows."""
    found = per_behind(atoms, figure.last)
    if found is None:
        return figure
    words, last = found
    return replace(figure, kind="rate", last=last, unit=f"{figure.unit} {words}" if figure.unit else words)


def _aged(atoms: Atoms, figure: Figure) -> Figure | None:
    """As in "vijf jaar oud", "jonger dan 18 jaar", "kinderen van 4 jaar"."""
    if atoms.word(figure.last + 1) in ("oud", "jong"):
        return replace(figure, kind="age", last=figure.last + 1)
    if atoms.word(figure.last + 1) == "en" and atoms.word(figure.last + 2) in ("ouder", "jonger"):
        return replace(figure, kind="age")
    return replace(figure, kind="age") if _age_before(atoms, figure.first) else None


def _age_before(atoms: Atoms, first: int) -> bool:
    one, two = atoms.word(first - 1), atoms.word(first - 2)
    if one == "dan" and two in ("jonger", "ouder"):
        return True
    return one == "van" and (two == "leeftijd" or two in _PERSONS)


def _bare(atoms: Atoms, amount: Amount) -> Figure | None:
    """A number without a unit: a count, an age in brackets, or the noun with a "per" behind it."""
    if amount.form == "article" or (
        amount.form == "digits" and atoms.glued(amount.last + 1) and atoms[amount.last + 1].kind == "word"
    ):
        return None
    if atoms.word(amount.first - 1) == "(" and atoms.word(amount.last + 1) == ")" and amount.form == "digits":
        name = _name_length(atoms, amount.first - 1)
        whole = (
            amount.scale == 1
            and amount.grain == 1
            and amount.value is not None
            and 0 < amount.value <= OLDEST
        )
        if name:
            return Figure(amount.first, amount.last, "age", amount, "jaar") if name > 1 and whole else None
    spelled = read_folded(atoms.word(amount.last)) if amount.form == "words" else None
    group = spelled is not None and spelled.form == "group" and spelled.value >= 10
    if (
        _age_before(atoms, amount.first)
        and atoms.word(amount.first - 1) == "dan"
        and atoms[amount.last + 1].kind != "word"
    ):
        return Figure(amount.first, amount.last, "age", amount, "jaar")
    figure = _per(atoms, Figure(amount.first, amount.last, "count", amount, group=group))
    if (
        figure.kind == "count"
        and atoms[figure.last + 1].kind == "word"
        and (found := per_behind(atoms, figure.last + 1))
    ):
        return replace(
            figure, kind="rate", unit=found[0]
        )  # the noun counted stays outside: 25 [vliegtuigen] per uur
    return figure


def _name_length(atoms: Atoms, i: int) -> int:
    """How many capitalised words end just before atom `i`; a place name ("Den Haag") counts as one."""
    n = 0
    while n < 4 and atoms[i - 1 - n].kind == "word" and atoms[i - 1 - n].text[:1].isupper():
        n += 1
    return 1 if n and atoms.word(i - n) in _PLACE_STARTS else n
