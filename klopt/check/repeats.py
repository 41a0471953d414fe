"""The same figure mentioned twice with two values: "42 hectare heide ... de 24 hectare heide die is afgebrand".

That a noun comes back with another number is no evidence: texts are full of subgroups, other years and other
places. A pair is made only where the second mention refers back (die, deze, de) or the two values differ by a
slip of the pen (digits that changed places, a power of ten), and where nothing in the text sets the two apart.
On definite noun phrases as references: Algemene Nederlandse Spraakkunst, 14.3.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.nearby import Nearby, ends_with, has_word

Slip = Literal["digits", "power"]
Reference = Literal["this", "the"]
MOST = 40
"""Earlier figures of one unit that a mention is compared with."""
SENTENCES = 8
"""Sentences between two mentions."""
_ALIKE = Decimal("0.4")
_POWERS = (10, 100, 1000)
_EMPTY = frozenset(
    (
        "heeft",
        "hebben",
        "werd",
        "werden",
        "wordt",
        "worden",
        "waren",
        "zijn",
        "voor",
        "over",
        "door",
        "naar",
        "deze",
    )
)
_PLURAL = re.compile(r"(?:en|s|'s|n)\Z")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure as it stands in the text: its claim, value and noun, and whether it refers back."""

    claim: Claim
    quantity: Quantity
    value: Decimal
    nouns: frozenset[str]
    """The measure and the word right behind the figure, in lower case."""
    nr: int
    reference: Reference | None
    added: str
    """What the text adds behind the noun: "die is afgebrand", "in Groningen"."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two mentions of one figure with two values. `slip`: what the pen may have done; `sure`: the text refers back."""

    first: Mention
    second: Mention
    slip: Slip | None
    sure: bool


def repeats(case: Case) -> Iterator[Repeat]:
    """The figures of the body that are mentioned twice with two values."""
    near = Nearby(case)
    by_unit: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions(case, near):
        if mention.claim.span.field != "text":
            continue
        key = unit_of(mention)
        earlier = by_unit[key][-MOST:]
        if mention.reference is not None:
            found = _antecedent(case, near, mention, earlier)
            if found is not None:
                yield found
        by_unit[key].append(mention)


def mentions(case: Case, near: Nearby) -> Iterator[Mention]:
    """The figures of an article that can be mentioned again: single values of a count, an amount or a measure."""
    for claim in case.extraction.claims:
        quantity = claim.quantity
        value = exact_value(quantity)
        if (
            quantity is None
            or value is None
            or value <= 1
            or quantity.kind not in ("count", "money", "measure")
        ):
            continue
        before, behind = near.before(quantity.span), near.behind(quantity.span)
        reference = _reference(before, claim)
        if claim.role in ("average", "minimum", "maximum") or (claim.role == "change" and reference is None):
            continue
        nouns = nouns_of(claim, behind)
        yield Mention(
            claim,
            quantity,
            value,
            nouns,
            near.nr(quantity.span),
            reference,
            _added(behind, nouns),
        )


def unit_of(mention: Mention) -> tuple[str, str]:
    """What figures must share to be compared. "48 miljoen" by itself is money."""
    quantity = mention.quantity
    if quantity.kind == "count" and quantity.span.text.endswith(("miljoen", "miljard", "ton")):
        return "money", "EUR"
    if quantity.kind == "count":
        return "count", ""
    return quantity.kind, quantity.unit or ""


def _reference(before: str, claim: Claim) -> Reference | None:
    """Whether the words before a figure take it as known."""
    words = table("repeats")["determiners"]
    rest = before.rstrip(" €$")
    named = re.search(r"(\w+)(?: van|,| \() ?\Z", rest)
    the = [*words["the"]]
    tied = named and (
        same_noun(named.group(1), claim.measure or "")
        or named.group(1).lower() in table("wholes")["counting_nouns"]
        or rest.endswith((",", "("))
    )
    if named and tied:
        rest = rest[: named.start()].rstrip()  # "de nettowinst van", "de verkoopprijs,"
        the += words["neuter"]
    for _ in range(2):
        filler = ends_with(rest, words["between"])
        if filler is None:
            break
        rest = rest[: len(rest) - len(filler)].rstrip()
    found = ends_with(rest, (*words["this"], *the))
    adjective = re.search(r"\s(\w{3,}e)\Z", rest)
    if found is None and adjective and adjective.group(1).lower() not in words["adjectives"]:
        found = ends_with(rest[: adjective.start()], (*words["this"], *the))
    if found is None:
        return None
    return "this" if found in (*words["this"], "dat", "dit", "datzelfde") else "the"


def _added(behind: str, nouns: frozenset[str]) -> str:
    """What narrows a figure down right behind its noun, up to the end of the phrase: "die zakten", "in Groningen"."""
    rest = behind
    for _ in range(2):
        word = re.match(r"\s+([\w'’-]+)", rest)
        if word is None or word.group(1).lower() not in nouns:
            break
        rest = rest[word.end() :]
    found = _NARROWER.match(rest)
    return found.group(1) if found else ""


_NARROWER = re.compile(
    r"\s+((?:die|dat|in|op|uit|bij|van|voor|met|aan|onder|waar\w*|wier|tussen|tijdens|buiten|zonder)\b[^,.;:()]*)"
)


def nouns_of(claim: Claim, behind: str) -> frozenset[str]:
    """What a figure counts by the claim, and by the word right behind it (the parse may be wrong about either)."""
    found = re.match(r"\s([\w'’-]{4,})", behind)
    named = (claim.measure or "", found.group(1) if found else "", _event(behind))
    return frozenset(noun.lower() for noun in named if noun and noun.lower() not in _EMPTY)


def _event(behind: str) -> str:
    """ "mensen gewond" are "gewonden"."""
    clause = re.split(r"[.,;:()]| en | maar ", behind[:70])[0]
    for noun, phrases in table("repeats")["events"].items():
        if has_word(clause, phrases):
            return str(noun)
    first = re.match(r"\s([\w'’-]+)", behind)
    for noun, forms in table("repeats")["event_nouns"].items():
        if first and first.group(1).lower() in forms:
            return str(noun)
    return ""


def one_noun(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two figures count one thing."""
    return any(same_noun(mine, yours) for mine in one for yours in other)


def same_noun(one: str, other: str) -> bool:
    """Whether two forms are of one noun: "winkeldiefstallen" and "winkeldiefstall"."""
    one, other = one.lower(), other.lower()
    if one == other:
        return bool(one)
    short, long = sorted((_PLURAL.sub("", one), _PLURAL.sub("", other)), key=len)
    return len(short) >= 4 and long.startswith(short[:-1]) and len(long) - len(short) <= 2


def slip_of(one: Decimal, other: Decimal) -> Slip | None:
    """What a slip of the pen makes of a number: a power of ten, or digits that changed places."""
    low, high = sorted((one, other))
    if low <= 0 or low == high:
        return None
    if high / low in _POWERS:
        return "power"
    mine, yours = (format(v, "f").replace(".", "") for v in (low, high))
    same_size = low.adjusted() == high.adjusted()
    return "digits" if same_size and len(mine) > 1 and sorted(mine) == sorted(yours) else None


def _antecedent(case: Case, near: Nearby, mention: Mention, earlier: Sequence[Mention]) -> Repeat | None:
    """The one earlier figure that a mention refers to and does not repeat."""
    if any(other.quantity.lenient.overlaps(mention.quantity.lenient) for other in earlier):
        return None  # it repeats one of them
    close = [other for other in earlier if 0 < mention.nr - other.nr <= SENTENCES]
    alike = [other for other in close if one_noun(other.nouns, mention.nouns)]
    slips = [other for other in close if slip_of(other.value, mention.value) is not None]
    amount = unit_of(mention)[0] != "count"
    if alike and len({other.value for other in alike}) == 1:
        first = alike[-1]
    elif len({other.value for other in slips}) == 1 and (amount or slips[-1] in alike or _people(slips[-1])):
        first = slips[-1]
    elif amount and mention.reference == "this" and len({other.value for other in close}) == 1:
        first = close[-1]
    else:
        return None
    slip = slip_of(first.value, mention.value)
    noun = one_noun(first.nouns, mention.nouns)
    if apart(case, near, first, mention) or explained(case, first, mention):
        return None
    if slip is None and not _ALIKE < mention.value / first.value < 1 / _ALIKE:
        return None  # too far apart to be one figure told twice
    if not noun and slip is None and mention.reference == "the":
        return None
    if not noun and not amount and slip == "power":
        return None
    if mention.added and slip is None and not _known(case, mention) and mention.value < first.value:
        return None  # "de 90 leerlingen die zakten": some of them
    return Repeat(first, mention, slip, sure=mention.reference == "this" and noun)


def _people(mention: Mention) -> bool:
    """ "340 mensen": any people."""
    return bool(mention.nouns & frozenset(table("repeats")["people"]["any"]))


def _known(case: Case, mention: Mention) -> bool:
    """Whether all that narrows a figure down was said before: "die meededen", "van de provincie"."""
    text = case.article.field("text")[: mention.claim.span.start].lower()
    words = [word for word in re.findall(r"[a-zà-ÿ]{4,}", mention.added.lower()) if word not in _EMPTY]
    return bool(words) and all(word[:5] in text for word in words)


def apart(case: Case, near: Nearby, first: Mention, second: Mention) -> bool:
    """Whether the text itself sets two figures apart: another period, place, stage, part or speaker's estimate."""
    words = table("repeats")["other"]
    for mention in (first, second):
        around = near.before(mention.quantity.span)[-45:] + " " + near.behind(mention.quantity.span)[:15]
        sentence = near.sentence(mention.quantity.span).text
        if has_word(around, words["near"]) or has_word(sentence, words["corrected"]):
            return True
        if slip_of(first.value, second.value) != "power" and has_word(sentence, words["changed"]):
            return True
    if _rate(near, first) != _rate(near, second):
        return True
    if first.claim.frame is not None and first.claim.frame == second.claim.frame:
        return True
    return _other_time(case, first, second) or _other_place(case, second) or _other_words(first, second)


def _rate(near: Nearby, mention: Mention) -> str:
    """ "per jaar" behind a figure."""
    found = re.match(r"\s*(?:[\w'’-]+\s+){0,2}per (\w+)", near.behind(mention.quantity.span))
    return found.group(1).lower() if found else ""


def _other_time(case: Case, first: Mention, second: Mention) -> bool:
    one, other = first.claim.period, second.claim.period
    start = second.quantity.span.end
    for period in case.extraction.periods:
        inside = period.span.field == "text" and start <= period.span.start < start + len(second.added) + 20
        if inside and period.span.text in second.added:
            other = period
    ahead = other is not None and other.span.end <= start
    if other is None or (other.span.text not in second.added and (second.reference == "this" or not ahead)):
        return False
    if one is None:
        return other.precision not in ("day", "week")
    if one.days is None or other.days is None:
        return one.span.text.lower() != other.span.text.lower()
    readings = (one.days, *one.alternatives)
    return not any(days.overlaps(mine) for days in readings for mine in (other.days, *other.alternatives))


def _other_place(case: Case, second: Mention) -> bool:
    """Whether a place that the text has not named narrows the second figure down."""
    found = re.match(r"(?:in|uit|op|bij|te|van|buiten) (?:de |het )?([A-ZÀ-Ý][\w'’-]+)", second.added)
    if found is None:
        return False
    seen = (case.article.title or "") + " " + case.article.text[: second.claim.span.start]
    return found.group(1) not in seen


def _other_words(first: Mention, second: Mention) -> bool:
    """Whether the second figure has a word of its own before the noun: "40 sociale huurwoningen"."""
    mine, yours = (set(re.findall(r"[a-zà-ÿ]{4,}", (m.claim.phrase or "").lower())) for m in (first, second))
    head = {word for word in yours if one_noun(frozenset((word,)), second.nouns)}
    leading = set()
    phrase = (second.claim.phrase or "").lower()
    for word in re.findall(r"[a-zà-ÿ]{4,}", phrase):
        if word in head:
            break
        leading.add(word)
    return bool(leading - mine) and unit_of(second)[0] == "count"


def explained(case: Case, first: Mention, second: Mention) -> bool:
    """Whether other figures make the one of the other: a sum, a difference, a share, so many times as much."""
    low, high = sorted((first.value, second.value))
    others: set[Decimal] = set()
    for quantity in case.extraction.quantities[:400]:
        value = exact_value(quantity)
        if value is None or value <= 0 or quantity.span in (first.quantity.span, second.quantity.span):
            continue
        if quantity.kind == "percent" and abs(low * 100 / high - value) <= Decimal("1.5"):
            return True
        if quantity.kind in ("fraction", "share") and abs(low / high - value) <= Decimal("0.03"):
            return True
        if quantity.kind in ("count", "duration", "factor") and high == low * value:
            return True
        others.add(value)
    return (high - low) in others
