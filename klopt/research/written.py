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


def rate(number: float, lang: Lang) -> str:
    """The number with its thousands apart and one digit behind the comma, if that is not nought.

    >>> rate(1000.0, "nl"), rate(12.34, "nl"), rate(1000.0, "en")
    ('1.000', '12,3', '1,000')
    """
    return grouped(number, lang, 1).removesuffix(",0" if lang == "nl" else ".0")


def grouped(number: float, lang: Lang, digits: int = 0) -> str:
    """The number with its thousands apart.

    >>> grouped(20000, "nl"), grouped(1000.0, "nl", 1), grouped(20000, "en")
    ('20.000', '1.000,0', '20,000')
    """
    text = f"{number:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text
