"""What stands around a number and says what it measures: unit, currency, age, "per ...".

Tables: `words/units.toml`, `words/currencies.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from extract.amounts import DASHES
from extract.atoms import Atom, Atoms, Phrases, table
from extract.digits import read_digits
from extract.figures import Amount
from extract.nouns import QuantityKind
from extract.numbers import read_folded
from extract.scales import scale_at

_TABLE = table("units")
_ADJECTIVES = frozenset(_TABLE["per"]["adjectives"])
_NOT_PER = frozenset(_TABLE["per"]["not"])
_MONEY_WORDS = frozenset(_TABLE["money_context"]["words"])
_COSTS = frozenset(_TABLE["money_context"]["costs"])
_AMOUNTING = frozenset(_TABLE["money_context"]["amounting"])
_SOLD = frozenset(_TABLE["money_context"]["sold"])
_SUMS = frozenset(_TABLE["money_context"]["sums"])
_WEIGHT_WORDS = frozenset(_TABLE["money_context"]["weights"])
PARTS: dict[tuple[str, str], int] = {(*key.split(" "),): n for key, n in _TABLE["parts"].items()}
"""How many of the smaller unit make one of the larger: ("uur", "minuut") is 60."""
TON_OF_MONEY = 100_000
_WINDOW = 25
_FEW = 20
_CLAUSE = frozenset((".", "!", "?", ",", ";", ":", ""))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a currency as an output name, and the kind of figure that it makes."""

    name: str | None
    kind: QuantityKind
    article: bool = False


def _load() -> tuple[Phrases[Unit], Phrases[Unit]]:
    behind: Phrases[Unit] = Phrases()
    before: Phrases[Unit] = Phrases()
    for row in _TABLE["unit"]:
        unit = Unit(row["name"], row.get("kind", "measure"), row.get("article", False))
        for word in row.get("words", ()):
            behind.add(word, unit)
        for symbol in row.get("symbols", ()):
            behind.add(symbol, unit, exact=True)
    for row in table("currencies")["currency"]:
        unit = Unit(row["code"], "money", article=True)
        for word in row["words"]:
            behind.add(word, unit)
        for symbol in row.get("symbols", ()):
            before.add(symbol, unit, exact=True)
            behind.add(symbol, unit, exact=True)
    return behind, before


_BEHIND, _BEFORE = _load()
CURRENCY_SIGNS = _BEFORE.first_words()
"""What a sum of money can begin with, folded."""


def unit_behind(atoms: Atoms, amount: Amount) -> tuple[Unit, int] | None:
    """The unit behind a number and its last atom; the full stop of an abbreviation ("pct.") belongs to it."""
    found = _BEHIND.at(atoms, amount.last + 1)
    if found is None:
        return None
    last, unit = found
    name = unit.name or ""
    letter = last == amount.last + 1 and len(atoms[last].text) == 1 and atoms[last].kind == "word"
    if letter and not _symbol_fits(atoms, amount, last):
        return None
    if name == "ton" or name == "pond":
        unit = _weight_or_money(atoms, amount, last, unit)
    if atoms.word(last) in ("pct", "proc", "sec") and atoms.word(last + 1) == "." and atoms.glued(last + 1):
        last += 1
    return unit, last


def glued_unit(atoms: Atoms, i: int) -> bool:
    """Whether the word glued behind the digits at atom `i` is a unit or scale ("20km", "3mln") and nothing
    is glued to that.
    """
    found = _BEHIND.at(atoms, i + 1)
    last = i + 1 if found is None else found[0]
    if found is None and scale_at(atoms, i + 1) is None:
        return False
    return not (atoms.glued(last + 1) and atoms[last + 1].kind in ("word", "number"))


def is_unit(atoms: Atoms, i: int) -> bool:
    """Whether a unit begins at atom `i` ("euro", "kilo"), not one of a letter, which may begin anything."""
    found = _BEHIND.at(atoms, i)
    return found is not None and len(atoms.word(i)) > 1


def _symbol_fits(atoms: Atoms, amount: Amount, last: int) -> bool:
    """A one-letter symbol needs digits before it, and nothing glued behind ("5 m", not "twee s", "3
    l'Oréal").
    """
    return amount.form == "digits" and not (atoms.glued(last + 1) and atoms[last + 1].kind != "mark")


def currency_at(atoms: Atoms, i: int) -> tuple[Unit, int] | None:
    """The currency sign that begins at atom `i`, and its last atom."""
    found = _BEFORE.at(atoms, i)
    return None if found is None else (found[1], found[0])


def whole_sum(atoms: Atoms, last: int) -> int:
    """The last atom of a sum that ends in ",-" ("€ 2.500,-")."""
    if atoms.word(last + 1) in (",", ".") and atoms.glued(last + 1) and atoms.glued(last + 2):
        i = last + 2
        while atoms.word(i) in DASHES and i < last + 4 and atoms.glued(i):
            i += 1
        if i > last + 2 and atoms[i].kind != "number":
            return i - 1
    return last


def _weight_or_money(atoms: Atoms, amount: Amount, last: int, unit: Unit) -> Unit:
    """What "ton" and "pond" are: "drie ton" is a sum near words of money, a weight before a noun or above a
    hundred; "pond" is sterling in millions.
    """
    follows = atoms[last + 1]
    small = amount.value is not None and amount.scale == 1 and _is_few_tons(amount.value)
    if unit.name == "pond":
        sterling = amount.scale > 1 or (speaks_of_money(atoms, amount.first) and follows.word != "zwaar")
        return Unit("GBP", "money") if sterling else unit
    if (
        not small
        or not speaks_of_money(atoms, amount.first)
        or (_speaks_of(_WEIGHT_WORDS, atoms, amount.first) and not _is_priced(atoms, amount))
    ):
        return unit
    heavy = follows.kind == "word" and follows.word not in _MONEY_WORDS and _is_substance(follows)
    return unit if heavy else Unit("EUR", "money")


def _is_substance(atom: Atom) -> bool:
    return atom.word not in _SMALL_WORDS and (atom.text.islower() or atom.text[:2] == "CO")


_SMALL_WORDS = frozenset(_TABLE["money_context"]["small"])


def _is_few_tons(value: Decimal) -> bool:
    """Whether so many tons can be a sum: from two million on nobody says "47,2 ton"."""
    return abs(value) < (100 if value == value.to_integral_value() else _FEW)


def _is_priced(atoms: Atoms, amount: Amount) -> bool:
    """Whether few whole tons are what something weighed cost: "zijn oogst verkocht voor 3 ton"."""
    first, value = amount.first, amount.value
    if (
        value is None
        or value != value.to_integral_value()
        or value >= _FEW
        or _speaks_of(_SUMS, atoms, first)
    ):
        return False
    ahead = {atoms.word(first - 1), atoms.word(first - 2)}
    if "voor" in ahead:
        return _speaks_of(_SOLD, atoms, first)
    words = list(
        takewhile(lambda word: word not in _CLAUSE, (atoms.word(first - k) for k in range(1, _WINDOW)))
    )
    return not _AMOUNTING.isdisjoint(ahead) and not _COSTS.isdisjoint(words)


def speaks_of_money(atoms: Atoms, i: int) -> bool:
    """Whether the sentence around atom `i` has a word of money."""
    return _speaks_of(_MONEY_WORDS, atoms, i)


def _speaks_of(words: frozenset[str], atoms: Atoms, i: int) -> bool:
    for step in (1, -1):
        j = i + step
        while abs(j - i) <= _WINDOW and atoms[j].kind != "none" and atoms.word(j) not in (".", "!", "?"):
            if atoms.word(j) in words:
                return True
            j += step
    return False


def per_behind(atoms: Atoms, last: int) -> tuple[str, int] | None:
    """What stands behind atom `last` with "per": its words in lower case ("per persoon per dag") and their
    last atom.
    """
    words: list[str] = []
    i = last + 1
    while atoms.word(i) == "per" and len(words) < 2:
        end = _per_one(atoms, i + 1)
        if end is None:
            break
        words.append(atoms.between(i, end))
        i = end + 1
    return (" ".join(words).lower(), i - 1) if words else None


def _per_one(atoms: Atoms, i: int) -> int | None:
    atom = atoms[i]
    if atom.kind == "word" and atom.word not in _NOT_PER:
        found = _BEHIND.at(atoms, i)
        if found is not None:
            return found[0]
        if (atom.word in _ADJECTIVES or atom.word.endswith("ende")) and atoms[i + 1].kind == "word":
            return i + 1
        if atom.word in ("hoofd", "1000", "honderd", "duizend") and atoms.word(i + 1) == "van":
            return i
        spelled = read_folded(atom.word)
        if spelled is not None and spelled.form == "cardinal":
            return i + 1 if atoms[i + 1].kind == "word" else None
        return i
    if atom.kind == "number" and read_digits(atom.text) is not None:
        end = i + 1
        if atoms.word(end) in ("miljoen", "duizend"):
            end += 1
        if atoms[end].kind == "word" and atoms.word(end) not in _NOT_PER and not atoms.glued(end):
            return end
    return None


def part_of(larger: str | None, smaller: str | None) -> Decimal | None:
    """How many of the smaller unit make one of the larger; None if that is not exact."""
    n = PARTS.get((larger or "", smaller or ""))
    return None if n is None else Decimal(n)
