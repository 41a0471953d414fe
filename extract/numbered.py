"""Nouns of things that are told apart by number, and whether the number behind one is its name: "artikel 12", "havo 4",
"een groep 5 in Geldermalsen", but not "een groep 40 mensen".
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.amounts import DASHES
from extract.atoms import Atoms, table
from extract.scales import scale_at
from extract.units import is_unit

_TABLE = table("labels")
LABELS = frozenset(_TABLE["labels"]["words"])
_LOW = frozenset(_TABLE["labels"]["numbered_low"])
NUMBERED = frozenset(_TABLE["labels"]["numbered"]) | _LOW
_AHEAD = frozenset(_TABLE["labels"]["ahead"])
_NOT_AFTER = frozenset(_TABLE["labels"]["not_after"])
_ONE_OF_THEM = frozenset(_TABLE["labels"]["one_of_them"])
_STRETCHES = frozenset(_TABLE["labels"]["stretches"])
PLURAL = frozenset(_TABLE["labels"]["plural"])
_NO_NOUN = frozenset(_TABLE["years"]["no_noun"])
_NO_PLURALS = frozenset(_TABLE["labels"]["no_plurals"])
_PARTICIPLES = tuple(_TABLE["labels"]["participles"])
_STREETS = tuple(_TABLE["streets"]["ends"])
_OTHERS = tuple(_TABLE["streets"]["ends_of_others"])
_LYING = frozenset(_TABLE["streets"]["lying"])
_ARTICLES = frozenset(_TABLE["streets"]["articles"])
_PLACING = frozenset(_TABLE["streets"]["placing"])
_COUNTED = frozenset(_TABLE["streets"]["counted"])
_STREET_STARTS = frozenset(_TABLE["streets"]["starts"])
_JOINING = frozenset(_TABLE["streets"]["joining"])
_MAKES = frozenset(_TABLE["streets"]["makes"])
_BEFORE_A_SELLER = frozenset(_TABLE["streets"]["before_a_seller"])
_WINDOW = 25
_SHORT = 3
"""Digits of a number that names one of a row, at most."""


def is_label(atoms: Atoms, i: int) -> bool:
    """Whether the word names things by their number. "Havo 4" and "een groep 5" do only if the number counts nothing
    behind it: "een groep 40 mensen".
    """
    word, before = atoms.word(i), atoms.word(i - 1)
    if before not in _NOT_AFTER and (word in LABELS or word in PLURAL):
        return True
    if before in _NOT_AFTER and (before not in _ONE_OF_THEM or word in _STRETCHES):
        return False
    if word in _LOW and len(atoms[i + 1].text) > 1:
        return False
    if word in NUMBERED and before in _ARTICLES and _ends_list(atoms, i + 1):
        return False
    sure = word in NUMBERED and before in _AHEAD
    return (word in LABELS or word in NUMBERED) and names_one(atoms, i + 1, sure=sure)


def is_of_a_house(atoms: Atoms, i: int) -> bool:
    """Whether a number is that of a house ("Havenkade 12") or of a make ("Peugeot 504")."""
    if not atoms[i - 1].text[:1].isupper() or not names_one(atoms, i):
        return False
    if atoms.word(i + 1) in _COUNTED:
        return False
    if atoms.word(i - 1) in _MAKES:
        lead = atoms[i - 2]  # "een gestolen Fiat 127", not "Fiat 12, Peugeot 14"
        return lead.kind == "word" and lead.text.islower() and lead.word not in _BEFORE_A_SELLER
    return _is_street(atoms, i - 1)


def _is_street(atoms: Atoms, i: int) -> bool:
    """Whether the word ends the name of a street, of which the number is that of a house: "Havenkade 12", "Laan van
    Meerdervoort 210".
    """
    word = atoms.word(i)
    if word.endswith(_STREETS):
        return not _is_place_of_list(atoms, i)
    if word.endswith(_OTHERS) and _lies_at(atoms, i):
        return True
    first = i - 1
    while atoms.word(first) in _JOINING and first > i - 4:
        first -= 1
    return first < i - 1 and atoms[first].text[:1].isupper() and atoms.word(first) in _STREET_STARTS


def _lies_at(atoms: Atoms, i: int) -> bool:
    """Whether something lies at the street that ends at atom `i`: "aan de Lekdijk", "aan de Grote Markt"."""
    article = i - 2 if atoms[i - 1].text[:1].isupper() else i - 1
    return atoms.word(article) in _ARTICLES and atoms.word(article - 1) in _LYING


def _is_place_of_list(atoms: Atoms, i: int) -> bool:
    """Whether the bare name is one of several that each have a figure: "in Overweg 12, in Breda 40"."""
    return _has_figure(atoms, i) and any(
        _has_figure(atoms, j) for step in (1, -1) for j in _around(atoms, i, step)
    )


def _has_figure(atoms: Atoms, i: int) -> bool:
    return atoms.word(i - 1) in _PLACING and atoms[i].text[:1].isupper() and atoms[i + 1].kind == "number"


def _around(atoms: Atoms, i: int, step: int) -> Iterator[int]:
    """The atoms of the sentence on one side of atom `i`, from there."""
    for j in range(i + step, i + step * _WINDOW, step):
        if atoms[j].kind == "none" or atoms.word(j) in (".", "!", "?"):
            return
        yield j


def _ends_list(atoms: Atoms, i: int) -> bool:
    """Whether the number at atom `i` is the last of a sentence and one stands before it: "bij de brug 9 auto's, bij
    de sluis 14".
    """
    ends = atoms[i + 1].kind == "none" or atoms.word(i + 1) in (".", "!", "?", ";")
    return ends and any(atoms[j].kind == "number" for j in _around(atoms, i - 1, -1))


def _is_plural(atoms: Atoms, i: int) -> bool:
    """Whether the word is surely a noun in the plural and no verb: "40 auto's", "120 woningen verkocht", not "werken
    80 mensen".
    """
    word, follows = atoms.word(i), atoms[i + 1]
    if word in _NO_PLURALS or follows.kind == "number" or follows.word in ("de", "het", "een"):
        return False
    if word.endswith("s"):
        return True
    participle = follows.word.startswith(_PARTICIPLES) and follows.word.endswith(("d", "t", "en"))
    return word.endswith("en") and (word.endswith("ingen") or participle or follows.kind != "word")


def names_one(atoms: Atoms, i: int, *, sure: bool = False) -> bool:
    """Whether a short whole number has nothing behind it that it may count, and is no end of a range; only a unit
    or a plural tells against what is `sure` otherwise.
    """
    if atoms[i].kind != "number" or not atoms[i].text.isdecimal() or len(atoms[i].text) > _SHORT:
        return False
    behind = atoms[i + 1]
    if behind.word == "/" and atoms[i + 2].kind == "number":
        behind = atoms[i + 3]  # "groep 5/6"
    if behind.word in DASHES or behind.word in ("tot", "a", "%", "°"):
        return False
    if behind.kind != "word" or behind.word in _NO_NOUN:
        return True
    counted = _is_plural(atoms, i + 1) if sure else behind.word.endswith(("en", "s"))
    scaled = scale_at(atoms, i + 1) is not None
    return (
        not counted
        and not scaled
        and not behind.glued
        and not is_measured(atoms, i)
        and not is_unit(atoms, i + 1)
    )


def is_measured(atoms: Atoms, i: int) -> bool:
    """A percentage, sum or scaled number is a figure whatever stands before it."""
    return atoms.word(i + 1) in _TABLE["measured"]["words"] or atoms.word(i - 1) == "€"
