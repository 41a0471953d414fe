"""A figure of what counted things have, beside those things: "één bioscoop, met vijf zalen", "twee met samen elf".

They are of two nouns and never added up, however much they look like one list.
"""

from __future__ import annotations

from extract.words import table
from klopt.check.alike import alike
from klopt.check.prose import Figure, has

WITH = 4
"""Words of ", met in totaal" between the things and how many they have."""


def is_what_they_have(one: Figure, other: Figure) -> bool:
    """ "Eén bioscoop, met vijf zalen": whether the second figure counts what the things of the first have."""
    gap, known = other.before, table("parts")["having"]
    opens = gap[:1] != () and (
        gap[0] in known["with"] or (gap[0] == "," and gap[1:2] != () and gap[1] in known["with"])
    )
    if not opens or len(gap) > WITH or other.noun is None:
        return False
    return one.noun is None or not alike(one.noun, other.noun)


def is_told_of_the_last(total: Figure) -> bool:
    """ "Bouwt er twee met samen elf": what the things of the figure right before it have together."""
    gap, known = total.before[-WITH:], table("parts")["having"]
    return not total.first and any(
        word in known["with"] and has(gap[at + 1 :], known["together"]) for at, word in enumerate(gap)
    )
