"""Who gives which figure, as one line: how many independent articles, and their outlets with the day."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from klopt.check.case import Case
from klopt.check.changed_by import ToldOtherwise
from klopt.check.changed_from import Unlike
from klopt.check.copies import witnesses
from klopt.check.finding import LANGS, Lang, Words
from klopt.check.sides import Side
from klopt.check.wording import day, margin, names, row


def told_by(sides: Sequence[Side]) -> Words:
    """The sides by figure, in the order of publication: "34 (De Bode, 23 september 2018) en 68 (2 artikelen: ...)".

    Copies of one text are named together and counted once.
    """
    by_value: dict[Decimal, list[Side]] = {}
    for side in sides:
        by_value.setdefault(side.said.value, []).append(side)
    dutch, english = (row([_side(some, lang) for some in by_value.values()], lang) for lang in LANGS)
    return Words(dutch, english)


def told_and_made(found: Unlike) -> Words:
    """A figure, and what a change that another article tells of makes of it: "21.600 ton (De Bode, 3 mei 2018) en
    19.743 tot 20.088 ton (uit 22.900 ton en 15 procent: Het Blad, 4 mei 2019)".
    """
    change = found.change
    unit, after, size = change.after.quantity.unit, change.after.quantity.span.text, change.size.quantity
    sides = []
    for lang in LANGS:
        words = names()["across"][lang]
        made = f"{words['from']} {after} {words['and']} {size.span.text if size else ''}"
        here, there = _outlet(found.case, lang), _outlet(found.other, lang)
        figure = found.figure.quantity.span.text
        sides.append(
            row([f"{figure} ({here})", f"{margin(change.value, unit, lang)} ({made}: {there})"], lang)
        )
    return Words(*sides)


def told_and_reckoned(found: ToldOtherwise) -> Words:
    """What two values make of a change, and the change that another article tells of: "24 tot 26 procent (van 840 naar
    630: De Bode, 3 mei 2018) en 12 procent (Het Blad, 4 mei 2018)".
    """
    unit, told = found.size.quantity.unit, found.size.quantity.span.text
    sides = []
    for lang in LANGS:
        words = names()["across"][lang]
        values = (
            f"{words['of']} {found.before.quantity.span.text} {words['to']} {found.after.quantity.span.text}"
        )
        here, there = _outlet(found.case, lang), _outlet(found.other, lang)
        sides.append(
            row([f"{margin(found.value, unit, lang)} ({values}: {here})", f"{told} ({there})"], lang)
        )
    return Words(*sides)


def outlet(case: Case) -> Words:
    """The outlet of an article, or what else it is called by, with the day it was published."""
    return Words(*(_outlet(case, lang) for lang in LANGS))


def _side(sides: Sequence[Side], lang: Lang) -> str:
    words = names()["across"][lang]
    texts = witnesses([side.case for side in sides])
    told = "; ".join(
        f" {words['same_text']} ".join(dict.fromkeys(_outlet(case, lang) for case in text)) for text in texts
    )
    count = "" if len(texts) == 1 else f"{len(texts)} {words['articles']}: "
    return f"{sides[0].said.quantity.span.text} ({count}{told})"


def _outlet(case: Case, lang: Lang) -> str:
    article = case.article
    name = article.source or article.url or str(article.id)
    return f"{name}, {day(article.published_on, lang)}" if article.published_on else name
