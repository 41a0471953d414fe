"""As many values as things: "respectievelijk"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from klopt.check.case import Case
from klopt.check.dealt import dealt
from klopt.check.finding import LANGS, Finding, Look, Repair, Words
from klopt.check.marks import in_order, index_of
from klopt.check.registry import message, rule
from klopt.check.wording import count, number


@rule("respectievelijk")
def respectievelijk(case: Case) -> Iterator[Finding | Look]:
    """Things named before the word against values behind it. Slots: named, things, values."""
    for pair in dealt(case):
        if pair.things == pair.values:
            yield Look("respectievelijk", (pair.named, pair.listed), "holds")
            continue
        marks, many = in_order(case, (pair.named, pair.listed)), Decimal(pair.values)
        yield Finding(
            "respectievelijk",
            "error",
            marks,
            message(
                "respectievelijk",
                named=pair.named.text,
                things=Words(*(count(pair.things, lang) for lang in LANGS)),
                values=Words(*(count(pair.values, lang, "values") for lang in LANGS)),
            ),
            repairs=(Repair(index_of(marks, pair.number), pair.number.text, number(many, "nl")),)
            if pair.number is not None
            else (),  # which value of a list is one too many, or is missing, no sum can say
        )
