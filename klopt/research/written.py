"""Numbers as a reader of the language writes them."""

from __future__ import annotations

from klopt.messages import Lang


def written(number: float, digits: int, lang: Lang) -> str:
    """The number with so many digits behind the comma or point.

    >>> written(1.25, 1, "nl"), written(-3.0, 2, "en")
    ('1,2', '-3.00')
    """
    text = f"{number:.{digits}f}"
    return text.replace(".", ",") if lang == "nl" else text
