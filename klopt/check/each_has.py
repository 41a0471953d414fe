"""Whether each of the things that are counted has a size, and so how many times it holds: "52 keer ... telkens 40
kilo", "iedere deelnemer betaalde", "28 ronden van 400 meter", "elke meter kost".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from extract.words import table
from klopt.check.alike import alike, are_people, kinds_of
from klopt.check.case import exact_value
from klopt.check.multiples import times_per
from klopt.check.proportion import count_readings
from klopt.check.prose import Figure, Prose, has
from klopt.check.rates import Readings, stretch_of

Tie = Literal["said", "likely"]

NEAR = 5
"""Words before a size in which "telkens" or "elk" stands."""


def times_of(text: Prose, number: Figure, size: Figure) -> tuple[Readings, Decimal, Tie] | None:
    """How many times the size holds and how sure that is: for 1.200 leerlingen, 52 keer, 4.500 meter."""
    value, quantity = exact_value(number.quantity), number.quantity
    if value is None or value < 2 or number.claim.role in ("from", "to", "change", "part", "average"):
        return None
    known = table("apiece")["number"]
    if has((*number.before[-4:], "|", *number.after[:2]), known["not"]) and not has(
        number.before, known["all"]
    ):
        return None
    per = size.per if size.per != stretch_of(size) else None
    if per is not None:
        found = times_per(per.partition(" per ")[0], number, value)
        return (*found, "said") if found is not None else None
    if quantity.kind == "measure":
        return _of_a_measure(text, number, size)
    if (
        quantity.kind not in ("count", "factor")
        or value != value.to_integral_value()
        or number.unit not in (None, "keer")
    ):
        return None
    each = _has_each(text, number, size)
    return (count_readings(quantity), value, each) if each is not None else None


def _of_a_measure(text: Prose, number: Figure, size: Figure) -> tuple[Readings, Decimal, Tie] | None:
    """ "7,5 kilometer dijk. Elke meter kost 2.000 euro", "een kilo brengt 12 cent op. ... 3.400 kilo"."""
    lead, value = text.lead(size), exact_value(number.quantity) or Decimal(0)
    known = table("apiece")["each"]
    for at in range(len(lead) - 1):
        one = lead[at] in ("een", "één") and has(lead[at + 2 :], table("rates")["links"]["prices"])
        if (one or lead[at] in known["every"]) and not has(lead[at + 2 :], known["ends"]):
            found = times_per(lead[at + 1], number, value)
            if found is not None:
                return (*found, "likely" if one else "said")
    return None


def _has_each(text: Prose, number: Figure, size: Figure) -> Tie | None:
    """Whether each of those counted has the size."""
    known, gap = table("apiece")["each"], size.before
    after = number.nr < size.nr
    counted = number.noun is not None or has(number.after[:1], known["turns"])
    if after and counted and has((*gap[-NEAR:], "|", *size.after[:3]), known["words"]):
        return "said" if size.sentence - number.sentence <= 1 else "likely"
    if number.noun is None:
        return None
    here = after and size.sentence == number.sentence
    if here and has(number.before[-3:], table("apiece")["number"]["all"][:2]):
        return "said"  # "elk van de negen provincies draagt 1,2 miljoen euro bij"
    if here and len(gap) <= 3 and has(gap, known["given"]):
        return "likely"  # "de 210 leden betalen 45 euro"
    if here and len(gap) <= 2 and has(text.lead(number), known["given"]):
        return "likely"  # "wij betalen onze 45 vrijwilligers 150 euro"
    if after and has(text.words(size.sentence)[:1], known["who"]) and _people_or_asked(number.noun):
        return "likely"
    if here and gap[-1:] in (("van",), ("à",)) and not set(gap) & {",", ";", ".", "(", ":"}:
        if len(gap) <= 3 and gap[0] not in ("van", "à"):
            own = size.quantity.kind in ("money", "measure") or gap[-1] == "à" or not size.clause_after()
            return "said" if own else "likely"
        return "likely" if gap[-3:-2] in (("een",), ("één",)) else None
    if (
        not after
        and number.before[-1:] == ("met",)
        and has((*gap[-NEAR:], "|", *size.after[:3]), known["words"])
    ):
        return "likely"  # "de taxi's rijden elk 62.000 kilometer. Met 14 wagens ..."
    if has(size.before, known["prices"]) and (_people_or_asked(number.noun) or alike(number.noun, "kaart")):
        return "likely"  # "deelname kost 35 euro. Met 1.250 inschrijvingen ..."
    return _singled_out(text.lead(size), number.noun)


def _people_or_asked(noun: str) -> bool:
    """Whether "wie" may be one of those counted: people, or what they sent in."""
    return are_any_people(noun) or any(alike(noun, one) for one in table("apiece")["each"]["sent"])


def _singled_out(lead: tuple[str, ...], noun: str) -> Tie | None:
    """ "Iedere deelnemer betaalde", "in elk vak passen"; of one of them: "een kaartje kost"."""
    known = table("apiece")["each"]
    for at in range(len(lead) - 1):
        one, rest = lead[at + 1], lead[at + 2 :]
        if not (alike(one, noun) or _one_of_the_people(one, noun)) or has(rest, known["ends"]):
            continue
        if lead[at] in known["every"]:
            return "said"
        if lead[at] in ("een", "één") and has(rest, table("rates")["links"]["prices"]):
            return "likely"
    return None


def _one_of_the_people(one: str, noun: str) -> bool:
    """ "Iedere deelnemer" of 1.600 wandelaars."""
    return are_any_people(noun) and (are_any_people(one) or has((one,), table("apiece")["each"]["anyone"]))


def are_any_people(noun: str) -> bool:
    """Whether a noun is for people of whatever sort: "leden", "wandelaars", "leerlingen"."""
    return are_people(noun) or bool(kinds_of(noun) & {"mens", "leerling"})
