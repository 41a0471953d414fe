"""Who live, learn or work in a house, and some of them: "het woonzorgcentrum, waar 88 senioren wonen ... Negentig
bewoners van het centrum zijn ziek".
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.words import table
from klopt.check.alike import one_noun
from klopt.check.case import exact_value
from klopt.check.prose import Figure, Prose, has
from klopt.check.whole_beside import TAKEN, is_count

REACH = 2
"""Sentences between those who live there and some of them."""


def in_place(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """Those who are somewhere, and some of them to whom something happened in a sentence that follows."""
    for total in text.figures:
        found = _place_of(text, total)
        if found is None:
            continue
        place, people = found
        for sentence in range(total.sentence + 1, total.sentence + REACH + 1):
            if not text.one_field(sentence, total.sentence):
                break
            parts = [f for f in text.within(sentence) if _is_some(text, f, place, people)]
            near = sentence == total.sentence + 1 and not _is_plain(text, parts, place)
            if len(parts) == 1 and parts[0].first and (near or _is_placed(parts[0], place)):
                yield total, parts[0], True
                break


def _place_of(text: Prose, total: Figure) -> tuple[str, list[str]] | None:
    """The house of which a count says how many are in it, and the nouns for who they are."""
    words = table("wholes")["places"]
    if not is_count(total) or total.claim.role in TAKEN or total.noun is None or total.quantity.hedge:
        return None
    lead, behind = total.clause_before(), total.clause_after()
    lives = lead[-1:] == ("waar",) and has(behind[-2:], words["lives"])
    houses = has(lead[-2:], words["houses"]) or (has(lead, words["lives"]) and lead[:1] == ("in",))
    if not lives and not houses:
        return None
    before = text.lead(total)
    for home in words["homes"]:
        place = next(
            (w for w in reversed(before) if any(one_noun(w, house) for house in home["houses"])), None
        )
        if place is not None and any(one_noun(total.noun, who) for who in home["people"]):
            return place, home["people"]
    return None


def _is_some(text: Prose, part: Figure, place: str, people: list[str]) -> bool:
    """Whether a count is of some of them: their noun, what happened to some, and no other house or time."""
    words = table("wholes")["places"]
    if (
        not is_count(part)
        or part.claim.role in TAKEN
        or part.noun is None
        or exact_value(part.quantity) is None
    ):
        return False
    told = text.words(part.sentence)
    mine = any(one_noun(part.noun, who) for who in people)
    elsewhere = has(told, words["others"]) or (part.claim.place is not None and not _is_placed(part, place))
    led = part.after[1:2] in (("van",), ("in",), ("uit",), ("bij",)) or _leads_elsewhere(part)
    return mine and has(told, words["happens"]) and not elsewhere and (not led or _is_placed(part, place))


def _is_plain(text: Prose, parts: list[Figure], place: str) -> bool:
    """ "Vijfhonderd bewoners kwamen in verzet": a noun that may be for those who live around it, unless they fell ill
    in a house that is shut off from the rest.
    """
    words = table("wholes")["places"]
    is_open = any(one_noun(place, house) for house in words["open"])
    return any(
        part.noun is not None
        and any(one_noun(part.noun, who) for who in words["plain"])
        and (is_open or not has(text.words(part.sentence), words["ill"]))
        for part in parts
    )


def _leads_elsewhere(part: Figure) -> bool:
    """ "In het hele dorp zijn 67 kinderen ziek": somewhere that may be another place."""
    return any(
        one in ("in", "op", "uit", "bij", "onder") and other in ("de", "het", "een", "heel", "andere")
        for one, other in zip(part.before, part.before[1:], strict=False)
    )


def _is_placed(part: Figure, place: str) -> bool:
    """ "Negentig bewoners van het centrum": the very house, by its noun or by the head of it."""
    after = part.after[1:5]
    named = after[:1] in (("van",), ("in",), ("uit",)) and after[1:2] in (
        ("de",),
        ("het",),
        ("dit",),
        ("deze",),
    )
    return named and after[2:3] != () and one_noun(place, after[2])
