"""What a list comes to, told as its outcome: "de etappes zijn 24, 19 en 26 kilometer lang, zodat wandelaars aan het
eind 69 kilometer in de benen hebben".

No word says "in totaal". Two others must: one that the figure follows from the list ("zodat", "waarmee", "zo"), and one
that it is where the counting ends ("aan het eind", "op de teller", "op 125.000 euro uitkwam"). As something may have
come in between all the same, the sum must come out or a slip of the pen explain it.
"""

from __future__ import annotations

from extract.words import table
from klopt.check.case import exact_value
from klopt.check.prose import Figure, Prose, has
from klopt.check.slips import is_slip
from klopt.check.sums_up import added_up, can_total, is_near_sum

EVEN = 3
"""Parts of a list behind a colon that shows by its form that it is all."""


def outcome_of(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """The figure that the list comes to, in its sentence or the next; the tie is inferred."""
    last = members[-1]
    later = next((f for f in text.figures[last.nr + 1 : last.nr + 3] if not _counts(f, members)), None)
    if later is None or not text.one_field(later.sentence, last.sentence) or not _alike_all(members):
        return None
    if later.sentence - last.sentence > 1 or later.quantity.kind == "duration":
        return None
    known = table("parts")["outcome"]
    before = text.lead(later) if later.sentence != last.sentence else later.before
    clause = before[max((nr for nr, word in enumerate(before) if word in (",", ";", "–")), default=0) :]
    words = (*clause, "|", *later.clause_after())
    follows = has(clause, known["follows"]) or has(clause[:3], known["after_all"])
    if not follows or not has(words, known["ends"]) or has(words, known["not"]):
        return None
    if not can_total(later, members) or not is_near_sum(later, members):
        return None
    whole, added = exact_value(later.quantity), added_up(members)
    return (later, True) if whole is not None and (whole == added or is_slip(whole, added)) else None


def _counts(figure: Figure, members: tuple[Figure, ...]) -> bool:
    """ "Na drie dagen": as many as stand in the list."""
    return figure.quantity.kind in ("count", "duration") and exact_value(figure.quantity) == len(members)


def _alike_all(members: tuple[Figure, ...]) -> bool:
    """Whether one list of bare figures shares its noun and unit: "24, 19 en 26 kilometer"."""
    known = table("parts")["joints"]["last"]
    bare = all(part.before in ((",",), *((word,) for word in known)) for part in members[1:])
    return bare and len(members) > 2


def is_even(members: tuple[Figure, ...], total: Figure) -> bool:
    """Whether the list stands behind a colon right behind its total, each part with the same preposition, and ends the
    sentence: "vijf gewonden: twee in Lommel, één in Pelt en drie in Bree." Then none of them divides another.
    """
    if members[0].nr != total.nr + 1 or members[0].before[-1:] != (":",) or len(members) < EVEN:
        return False
    led = {part.after[:1] for part in members}
    bare = all(part.before[-1:] in ((",",), ("en",)) and part.noun is None for part in members[1:])
    ends = not set(members[-1].after) & {",", ";", ":", "(", "–", "waarvan", "van"}
    placed = has(next(iter(led)), table("parts")["even"]["words"]) if len(led) == 1 else False
    return bare and ends and placed and members[0].noun is None
