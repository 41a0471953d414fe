"""What stands beside an article of the figures in it."""

from __future__ import annotations

import pytest

from extract.quantities import read_quantities
from klopt.messages import Lang
from klopt.web.facts import meant


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Het waren er 4.250.", "nl", ""),
        ("Het kost 334.000 euro.", "nl", ""),
        ("Dat is 25 procent.", "nl", ""),
        ("Er waren drie meldingen.", "nl", "3"),
        ("Het kost € 6,4 miljoen.", "nl", "6,4 miljoen euro"),
        ("Het kost 6.412.345 dollar.", "nl", ""),
        ("Dat is ongeveer 12 procent.", "nl", "tussen 10 en 14 procent"),
        ("Dat is ongeveer 12 procent.", "en", "between 10 and 14 percent"),
        ("Het kost 2 à 3 miljoen euro.", "nl", "tussen 2 en 3 miljoen euro"),
        ("Er waren minstens 80 meldingen.", "nl", "minstens 80"),
        ("Er waren hooguit 80 meldingen.", "nl", "hoogstens 80"),
        ("Er waren tientallen meldingen.", "nl", "tussen 20 en 99"),
    ],
)
def test_what_a_figure_means(text: str, lang: Lang, words: str) -> None:
    """Nothing where the words say it all: that a figure may be rounded is no range."""
    (figure,) = read_quantities(text)
    assert meant(figure, lang) == words
