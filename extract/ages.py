"""Ages: "68-jarige", "vijf jaar oud", "jonger dan 18 jaar", "Jan Jansen (31)".

Word lists: `words/units.toml` [ages], `words/labels.toml` [years_long].
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from extract.atoms import Atoms, table
from extract.figures import Amount, Figure

_LONG = frozenset(table("labels")["years_long"]["words"])
_PERSONS = frozenset(table("units")["ages"]["persons"])
_AGE_UNITS = frozenset(["jaar", "maand", "week"])
_PLACE_STARTS = frozenset(table("units")["ages"]["place_starts"])
_PARTICLES = frozenset(table("units")["ages"]["particles"])
OLDEST = 115


def years_kind(atoms: Atoms, last: int) -> Literal["age", "duration"]:
    """A 68-jarige has an age; a tienjarig bestaan and a tweejarige opleiding last."""
    if atoms.word(last + 1) in _LONG:
        return "duration"
    return "duration" if atoms.word(last).endswith("jarig") and atoms.word(last + 1) != "leeftijd" else "age"


def years_behind(atoms: Atoms, amount: Amount) -> Figure | None:
    """68-jarige, 80-plusser."""
    dash, word = amount.last + 1, atoms.word(amount.last + 2)
    if atoms.word(dash) not in ("-", "‑", "‐") or not atoms.glued(dash) or not atoms.glued(dash + 1):
        return None
    if word in ("jarig", "jarige", "jarigen"):
        return Figure(amount.first, dash + 1, years_kind(atoms, dash + 1), amount, "jaar")
    if word in ("plusser", "plussers"):
        return Figure(amount.first, dash + 1, "age", amount, "jaar")
    return None


def aged(atoms: Atoms, figure: Figure) -> Figure:
    """An age where the words around a length of time make it one: "vijf jaar oud", "jonger dan 18 jaar",
    "kinderen van 4 jaar"."""
    if figure.kind != "duration" or figure.unit not in _AGE_UNITS:
        return figure
    if atoms.word(figure.last + 1) in ("oud", "jong"):
        return replace(figure, kind="age", last=figure.last + 1)
    if atoms.word(figure.last + 1) in ("en", "of") and atoms.word(figure.last + 2) in ("ouder", "jonger"):
        return replace(figure, kind="age")
    if atoms.word(figure.last + 1) == "geworden":
        return replace(figure, kind="age")
    return replace(figure, kind="age") if age_before(atoms, figure.first) else figure


def age_before(atoms: Atoms, first: int) -> bool:
    """Whether the words before token `first` make a bare number an age: "ouder dan", "van de leeftijd van"."""
    one, two = atoms.word(first - 1), atoms.word(first - 2)
    if one == "dan" and two in ("jonger", "ouder"):
        return True
    return one in ("van", "tot", "vanaf") and (two == "leeftijd" or two in _PERSONS)


def name_before_bracket(atoms: Atoms, amount: Amount) -> int:
    """The words of the name before a bracketed age: 2 in "Jan Jansen (31)", 0 where there is none."""
    if atoms.word(amount.first - 1) != "(" or atoms.word(amount.last + 1) != ")" or amount.form != "digits":
        return 0
    words = _name_length(atoms, amount.first - 1)
    possible = amount.value is not None and 0 < amount.value <= OLDEST
    return words if possible else min(words, 1)


def _name_length(atoms: Atoms, i: int) -> int:
    """How many capitalised words end just before atom `i`; a place name ("Den Haag") counts as one."""
    n, j = 0, i - 1
    while (
        n < 4
        and atoms[j].kind == "word"
        and (atoms[j].text[:1].isupper() or (n and atoms.word(j) in _PARTICLES))
    ):
        n, j = n + 1, j - 1
    while n and not atoms[i - n].text[:1].isupper():
        n -= 1
    return 1 if n and atoms.word(i - n) in _PLACE_STARTS else n
