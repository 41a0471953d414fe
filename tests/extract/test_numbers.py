"""What one word or one row of digits says: the table of forms, and every whole number there and back."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.digits import read_digits
from extract.numbers import LONGEST_WORD, read_word
from extract.quantities import read_quantities

EXAMPLES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "examples" / "numbers.toml").read_text("utf-8")
)
FORMS = {
    "words": "cardinal",
    "ordinals": "ordinal",
    "fractions": "fraction",
    "halves": "half",
    "groups": "group",
    "years": "years",
}
UNITS = ["", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
UNITS += ["dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def spell_below_thousand(n: int) -> str:
    """A number below a thousand as the Woordenlijst spells it."""
    hundreds, rest = divmod(n, 100)
    word = ("" if hundreds == 1 else UNITS[hundreds]) + "honderd" if hundreds else ""
    if rest < 20:
        return word + UNITS[rest]
    ten, unit = divmod(rest, 10)
    link = ("ën" if UNITS[unit].endswith("e") else "en") if unit else ""
    return word + UNITS[unit] + link + TENS[ten]


def spell(n: int) -> str:
    """A whole number in words, a space around scale words; a 1 by itself bears accents, or it would be an
    article."""
    if n == 0:
        return "nul"
    words = []
    for scale, name in ((10**9, "miljard"), (10**6, "miljoen")):
        times, n = divmod(n, scale)
        if times:
            words.append(f"{spell_below_thousand(times)} {name}")
    thousands, rest = divmod(n, 1000)
    if thousands:
        words.append(("" if thousands == 1 else spell_below_thousand(thousands)) + "duizend")
    if rest:
        words.append("één" if rest == 1 else spell_below_thousand(rest))
    return " ".join(words)


def cases() -> list[tuple[str, str, str]]:
    """(word, form, value) of every table of words."""
    return [(w, form, str(v)) for name, form in FORMS.items() for w, v in EXAMPLES[name].items()]


@pytest.mark.parametrize(("word", "form", "value"), cases())
def test_a_number_word_says_its_value_and_form(word: str, form: str, value: str) -> None:
    """Each word of the table is read as its value and form."""
    spelled = read_word(word)
    assert spelled is not None
    assert (spelled.form, Fraction(spelled.value).limit_denominator(1000)) == (form, Fraction(value))


@pytest.mark.parametrize("word", EXAMPLES["none"]["words"])
def test_a_word_with_a_number_inside_is_no_number(word: str) -> None:
    """Words that only look like number words are left alone."""
    assert read_word(word) is None


@pytest.mark.parametrize(("digits", "value"), EXAMPLES["digits"].items())
def test_digits_are_read_with_their_separators(digits: str, value: str) -> None:
    """Full stops and spaces separate thousands, commas start decimals, and the digits shown are kept."""
    written = read_digits(digits)
    assert written is not None
    decimals = len(value.partition(".")[2])
    assert (str(written.value), written.grain) == (value, Decimal(1).scaleb(-decimals))


@pytest.mark.parametrize("digits", EXAMPLES["codes"]["digits"])
def test_codes_are_no_numbers(digits: str) -> None:
    """Leading noughts and odd groups make a code."""
    assert read_digits(digits) is None


@given(st.integers(0, 999_999))
def test_every_number_below_a_million_is_read_back_from_one_word(n: int) -> None:
    """A compound as the Woordenlijst spells it, with and without trema, is its number again."""
    word = spell(n).replace(" ", "")
    for form in (word, word.replace("ë", "e"), word.upper()):
        spelled = read_word(form)
        assert spelled is not None
        assert spelled.value == n
        assert spelled.form == "cardinal"


@given(st.integers(2, 10**12 - 1))
@example(1_000_000)
@example(3_001)
@example(5_001_881)
@example(181_197_001_557)
@example(2_000_003_004)
@example(999_999_999_999)
def test_every_number_below_a_billion_is_read_back_from_a_text(n: int) -> None:
    """Spelled over several words it is one count with that value."""
    (quantity,) = read_quantities(f"Er waren {spell(n)} meldingen.")
    assert quantity.value == n
    assert quantity.kind == "count"


def test_no_word_of_a_readable_number_is_too_long() -> None:
    """The guard against endless compounds lets the longest spelled thousands through."""
    assert max(len(spell(n).replace(" ", "")) for n in (373_373, 777_777, 474_474)) < LONGEST_WORD
