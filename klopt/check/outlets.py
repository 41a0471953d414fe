"""Who gives which figure, as one line: how many independent articles, and their outlets with the day."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from klopt.check.case import Case
from klopt.check.conflicts import Side
from klopt.check.copies import witnesses
from klopt.check.finding import Words
from klopt.check.wording import names


def told_by(sides: Sequence[Side]) -> Words:
    """The sides by figure, in the order of publication: "34 (De Bode, 2018-09-23), 68 (twee bronnen: ...)".

    Copies of one text are named together and counted once.
    """
    by_value: dict[Decimal, list[Side]] = {}
    for side in sides:
        by_value.setdefault(side.said.value, []).append(side)
    return Words(*(", ".join(_side(some, lang) for some in by_value.values()) for lang in ("nl", "en")))


def _side(sides: Sequence[Side], lang: str) -> str:
    texts = witnesses([side.case for side in sides])
    said = " = ".join if len(texts) == 1 else None
    told = (said or "; ".join)([" = ".join(map(outlet, text)) for text in texts])
    count = "" if len(texts) == 1 else f"{len(texts)} {names()['across'][lang]}: "
    return f"{sides[0].said.quantity.span.text} ({count}{told})"


def outlet(case: Case) -> str:
    """The outlet of an article, or what else it is called by, with the day it was published."""
    article = case.article
    name = article.source or article.url or str(article.id)
    return f"{name}, {article.published_on}" if article.published_on else name
