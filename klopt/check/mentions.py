"""The figures of an article that can be mentioned again, each with the nouns that say of what it is.

On definite noun phrases as references to what was said before: Algemene Nederlandse Spraakkunst, 14.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from corpus.article import Span
from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check import alike
from klopt.check.case import Case, exact_value, in_millions
from klopt.check.given import LEAD, Given, given_as, is_verb
from klopt.check.nearby import Nearby, ends_with, has_word

Reference = Literal["this", "the", "such"]
"""How a figure refers back: "die 34", "de 34", "een verlies van 34"."""
KINDS = ("count", "money", "measure", "duration", "percent", "ordinal")
EMPTY = frozenset(table("repeats")["empty"]["words"])
_PLURAL = re.compile(r"(?:en|s|'s|n)\Z")
_NAMED = re.compile(r"(?<![\w-])([\w'’-]{3,})(?: van(?: in totaal)?|,| \()\Z")
_OF_THEM = re.compile(
    r"(?:\w van (?:de|het|alle|die|deze|hun|zijn|haar)(?: \w+e)?|\b[Vv]an (?:de|alle) \w+e)\Z"
)
_RELATIVE = re.compile(r"\w (?:die|dat) [\w'’-]+(?:,| \()\s*\Z")
_WHOLE = re.compile(r"\s+van (?:de|het|zijn|haar|hun|alle) ([\w'’-]{4,})")
_LED = re.compile(
    r"(?:\A|[,;:] ?)(?:de|het|zijn|haar|hun|een|dat de|dat het) (?:[\w'’-]+e )?([\w'’-]{4,})\b[^,;:]{0,60}"
    r"(?:is|was|bedroeg|bedraagt|beloopt|beliep|kwam uit op|komt uit op|ligt op|lag op|daalde tot)\Z",
    re.IGNORECASE,
)
_NARROWER = re.compile(
    r"\s+((?:die|dat|in|op|uit|bij|van|voor|met|aan|onder|waar\w*|wier|tussen|tijdens|buiten|zonder)\b[^,.;:()]*)"
)


_FACTIVE = re.compile(
    r"\W*[Dd]at (?:(?:er|de|het|ze|zij|hij|wij|we|een|hun|zijn|haar|die|deze|dit|in|op|onder|bij)\b|[A-ZÀ-Ý])"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure as it stands in the text: its claim, value and nouns, and whether it refers back."""

    claim: Claim
    quantity: Quantity
    value: Decimal
    nouns: frozenset[str]
    """The measure and the words right behind the figure, in lower case."""
    name: str
    """What the figure is said to be: "verlies" of "een verlies van 7 miljoen", else empty."""
    nr: int
    sentence: Span
    reference: Reference | None
    added: str
    """What the text adds behind the noun: "die is afgebrand", "in Groningen"."""
    factive: bool
    """In a clause with "dat" that takes it as known: "Dat er 40 leden zijn, ..."."""
    given: Given | None = None
    """How a quote begins with it, if it does: "‘Met 64.000 bezoekers is dat een wonder’"."""


def mentions(case: Case, near: Nearby) -> Iterator[Mention]:
    """The figures of an article that can be mentioned again: single values of one thing."""
    for claim in case.extraction.claims:
        quantity, value = claim.quantity, exact_value(claim.quantity)
        if quantity is None or value is None or value <= 0 or quantity.kind not in KINDS:
            continue
        if value <= 1 and quantity.kind != "percent":
            continue
        before, behind = near.before(quantity.span), near.behind(quantity.span)
        reference, name = _reference(before, behind)
        if claim.role == "from" or _ONE_OF_THEM.search(before):
            reference = None  # "het tarief van 6,15 naar 6,27", "de oudste van de drie"
        if claim.role in ("average", "minimum", "maximum", "change") and reference is None:
            continue
        nouns = nouns_of(claim, behind)
        bare = quantity.kind == "count" and not in_millions(quantity)
        called = (
            re.search(rf"\b{re.escape(name)}(?: van (?:in totaal )?|, | \()\Z", before, re.IGNORECASE)
            if name
            else None
        )
        if called and bare and not generic(name) and not _named_behind(nouns, behind):
            nouns = frozenset((name,))  # "de kiesdeler van 496" is no number of what was counted before
        part = re.search(r"\bvan (?:de|die|deze)\s*\Z", before) is not None  # "veertien van de 29"
        if reference == "the" and bare and not part and not name and not _named_behind(nouns, behind):
            reference = None  # "Samen hebben de zes nu 74 turbines": any six
        clause = re.split(r"[;:]", before)[-1]
        yield Mention(
            claim,
            quantity,
            value,
            nouns,
            name,
            near.nr(quantity.span),
            near.sentence(quantity.span),
            reference,
            _added(behind, nouns),
            _FACTIVE.match(clause) is not None,
            given_as(
                case.article.field(quantity.span.field)[
                    max(0, quantity.span.start - LEAD) : quantity.span.start
                ],
                behind,
            ),
        )


def _named_behind(nouns: frozenset[str], behind: str) -> bool:
    """Whether what a count counts stands right behind it."""
    following = re.findall(r"[^\W\d_][\w'’-]*", re.split(r"\d", behind[:60])[0])[:3]
    return any(same_noun(word, noun) for word in following for noun in nouns)


_ONE_OF_THEM = re.compile(
    r"\b(?!eerste|laatste|meeste)\w+ste van (?:de|alle|die|deze|hun|onze)\s*\Z", re.IGNORECASE
)


def unit_of(mention: Mention) -> tuple[str, str]:
    """What figures must share to be compared. "48 miljoen" by itself is money."""
    quantity = mention.quantity
    if quantity.kind == "count" and (in_millions(quantity) or quantity.span.text.endswith("ton")):
        return "money", "EUR"
    return quantity.kind, "" if quantity.kind in ("count", "ordinal") else quantity.unit or ""


def _reference(before: str, behind: str) -> tuple[Reference | None, str]:
    """Whether the words around a figure take it as known, and the name that stands before it ("het bedrag van")."""
    words = table("repeats")["determiners"]
    rest = before.rstrip(" €$")
    led, the, name = _LED.search(rest), [*words["the"]], ""
    rest = _without(rest, words["between"])
    named = _NAMED.search(rest)
    if named and not named.group(1)[0].isdigit():
        name = named.group(1).lower()
        if name in table("spans")["units"] or name in words["times"]:
            return None, ""  # "in dezelfde jaren van 1,49 gulden naar 72 cent"
        rest = rest[: named.start()].rstrip()
        the += words["neuter"]
    if name and _OF_THEM.search(rest) and named and named.group()[-1] in ",(":
        return None, ""  # "bijna de helft van de inwoners, 49 procent": of whom, not what
    if has_word(behind[:60], words["same"]):
        return "this", name or (led.group(1).lower() if led else "")
    rest = _without(rest, words["between"])
    every = (*words["this"], *the, *(words["such"] if name else ()))
    found = ends_with(rest, every)
    adjective = re.search(r"\s(\w{3,}(?<!i)(?<!ent)e)\Z", rest)
    quality = adjective.group(1).lower() if adjective else ""
    if found is None and adjective and quality not in words["adjectives"] and not quality.endswith("ste"):
        # "de jongste 19" is one of them, "een autonome groei" not the growth told before
        every = tuple(word for word in every if word not in words["such"])
        found = ends_with(rest[: adjective.start()], every)
    if found is None or (found == "zijn" and is_verb(rest, behind)):
        name = name if name and _NAMED.search(before.rstrip(" €$")) else ""
        return None, name or (led.group(1).lower() if led else "")
    if found in words["such"]:
        return "such", name
    if found in ("die", "dat") and name and _RELATIVE.search(before):
        return None, ""  # "de mensen die vastzitten, 3.150": the clause, no name
    return "this" if found in (*words["this"], "dat", "dit", "datzelfde") else "the", name


def _without(text: str, words: list[str]) -> str:
    """The text without these words at its end."""
    for _ in range(2):
        filler = ends_with(text, words)
        if filler is None:
            break
        text = text[: len(text) - len(filler)].rstrip()
    return text


def _added(behind: str, nouns: frozenset[str]) -> str:
    """What narrows a figure down right behind its noun, up to the end of the phrase: "die zakten", "in Groningen"."""
    rest = behind
    for _ in range(3):
        word = re.match(r"\s+([\w'’-]+)", rest)
        if word is None or word.group(1).lower() not in nouns:
            break
        rest = rest[word.end() :]
    found = _NARROWER.match(rest)
    return found.group(1) if found else ""


def nouns_of(claim: Claim, behind: str) -> frozenset[str]:
    """What a figure counts by the claim, and by the words right behind it (the parse may be wrong about either)."""
    found = re.match(r"\s([\w'’-]{4,})(?:(?<=e)\s([\w'’-]{4,}))?(?:\s(?:van|en) ([a-z'’-]{4,}))?", behind)
    whole = _WHOLE.match(behind)
    named = (
        claim.measure or "",
        *(found.groups() if found else ()),
        whole.group(1) if whole else "",
        _event(behind),
    )
    kept = (noun.lower() for noun in named if noun)
    return frozenset(noun for noun in kept if noun not in EMPTY and not noun.startswith("waar"))


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
    """Whether two forms are of one noun: "winkeldiefstallen" and "winkeldiefstall", or one is the head of the other."""
    one, other = one.lower(), other.lower()
    if one == other:
        return bool(one)
    short, long = sorted((_PLURAL.sub("", one), _PLURAL.sub("", other)), key=len)
    inflected = len(short) >= 4 and long.startswith(short[:-1]) and len(long) - len(short) <= 2
    return inflected or alike.same(one, other)


def told(name: str, sentence: str) -> bool:
    """Whether a sentence says the name of a figure: the noun itself, its head, or a verb that means it ("weegt")."""
    known = table("repeats")["names"]
    forms = next((forms for noun, forms in known.items() if alike.one_noun(noun, name)), ())
    return has_word(sentence, (name, *forms)) or any(
        alike.one_noun(name, word) for word in re.findall(r"[a-zà-ÿ'’-]{4,}", sentence.lower())
    )


@cache
def generic(name: str) -> bool:
    """Whether a name says only that there is a figure: "het bedrag van"."""
    return name in table("repeats")["determiners"]["generic"] or name in table("wholes")["counting_nouns"]
