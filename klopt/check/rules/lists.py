"""As many values as things: "respectievelijk"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from klopt.check.case import Case
from klopt.check.dealt import dealt
from klopt.check.finding import Finding, Look
from klopt.check.marks import in_order
from klopt.check.registry import message, rule


@rule("respectievelijk")
def respectievelijk(case: Case) -> Iterator[Finding | Look]:
    """Things named before the word against values behind it. Slots: named, things, values."""
    for pair in dealt(case):
        if pair.things == pair.values:
            yield Look("respectievelijk", (pair.named, pair.listed), "holds")
            continue
        yield Finding(
            "respectievelijk",
            "error",
            in_order(case, (pair.named, pair.listed)),
            message(
                "respectievelijk",
                named=pair.named.text,
                things=Decimal(pair.things),
                values=Decimal(pair.values),
            ),
        )
