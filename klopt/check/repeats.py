"""The same figure mentioned twice with two values: "42 hectare heide ... de 24 hectare heide die is afgebrand".

That a noun comes back with another number is no evidence: texts are full of subgroups, other years and other
places. A pair is made only where the second mention refers back (die, deze, de; "het verlies van") or is taken as
known ("Dat er 40 leden zijn"), where one earlier figure alone can be meant, and where nothing sets the two apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.words import table
from klopt.check.alike import alike
from klopt.check.apart import MUCH, apart, explained, of_a_stretch
from klopt.check.case import Case, once
from klopt.check.given import is_known
from klopt.check.mentions import EMPTY, Mention, generic, mentions, one_noun, same_noun, told, unit_of
from klopt.check.nearby import Nearby, starts_with
from klopt.check.slips import Slip, slip_of

MOST = 40
"""Earlier figures of one unit that a mention is compared with."""
PART = 4
"""Letters of the first part of a compound, at least."""
SENTENCES = 8
"""Sentences between two mentions."""
_COMPARED = tuple(table("repeats")["other"]["compared"])
_ALIKE = Decimal("0.4")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two mentions of one figure with two values. `slip`: what the pen may have done; `sure`: the text refers back.

    `silent`: why it is nothing to report (a key of looks.toml): the values fit, or the text sets the two apart.
    """

    first: Mention
    second: Mention
    slip: Slip | None
    sure: bool
    silent: str | None = None


@once
def repeats(case: Case) -> Iterator[Repeat]:
    """The figures of the body that are mentioned twice."""
    near = Nearby(case)
    by_unit: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions(case, near):
        if mention.claim.span.field != "text":
            continue
        key = unit_of(mention)
        if mention.reference is not None or mention.factive or mention.given:
            found = _antecedent(case, near, mention, by_unit[key][-MOST:])
            if found is not None:
                yield found
        by_unit[key].append(mention)


def _antecedent(case: Case, near: Nearby, mention: Mention, earlier: Sequence[Mention]) -> Repeat | None:
    """The one earlier figure that a mention refers to and does not repeat."""
    if near.before(mention.quantity.span).rstrip().endswith(_COMPARED):
        return None  # "meer dan de 2.390 van vorig jaar"
    repeated = next((other for other in reversed(earlier) if _repeated(other, mention)), None)
    if repeated is not None:
        kept = one_noun(repeated.nouns, mention.nouns)
        return Repeat(repeated, mention, None, sure=False, silent="holds") if kept else None
    close = [other for other in earlier if 0 < mention.nr - other.nr <= SENTENCES]
    first = _meant(mention, close)
    if first is None or first.value == mention.value:
        return None
    slip = slip_of(first.value, mention.value)
    if slip is None and not _ALIKE < mention.value / first.value < 1 / _ALIKE:
        return None  # too far apart to be one figure told twice
    noun = one_noun(first.nouns, mention.nouns) or _told_compound(first, mention)
    named = bool(mention.name) and _named(mention, first)
    if not _tied(case, mention, first, slip, noun=noun, named=named):
        return None
    told = any(
        other is not first and other.value == first.value and other.nr == mention.nr for other in earlier
    )
    silent = (
        told or _asked(first, mention) or apart(case, near, first, mention) or explained(case, first, mention)
    ) or of_a_stretch(case, mention)
    sure = mention.reference == "this" and (noun or named)
    return Repeat(first, mention, slip, sure, "set-apart" if silent else None)


def _asked(first: Mention, mention: Mention) -> bool:
    """ "Zij liep 54,87, maar moet onder de 55,40": a limit that is asked for, not what was reached."""
    said = {first.claim.modality, mention.claim.modality}
    read = mention.quantity.lenient
    return len(said) > 1 and "demanded" in said and (read.low is None or read.high is None)


def _repeated(other: Mention, mention: Mention) -> bool:
    """Whether one can be the other: "bijna 400" and "390"."""
    if other.quantity.hedge and other.quantity.hedge.endswith(" de"):
        return other.value == mention.value
    if mention.quantity.hedge and mention.quantity.hedge.endswith(" de"):
        return other.value == mention.value  # "kwam in de buurt van de 140" names it
    return other.quantity.lenient.overlaps(mention.quantity.lenient)


def _meant(mention: Mention, close: Sequence[Mention]) -> Mention | None:
    """The only earlier figure that can be meant: of one noun, of one name, a slip away, or the only one of its unit."""
    kind = unit_of(mention)[0]
    of_noun = [other for other in close if one_noun(other.nouns, mention.nouns)]
    of_name = [other for other in close if mention.name and _named(mention, other)]
    of_kind = [other for other in close if _kinds(other, mention)]
    slips = [other for other in close if slip_of(other.value, mention.value) is not None]
    measured = kind in ("money", "measure", "duration")
    alone = close if measured or (kind == "ordinal" and mention.reference == "this") else []
    for found in (of_name, of_noun, of_kind, slips, alone):
        if found and len({other.value for other in found}) == 1:
            return found[-1]
        if found and found is not slips and kind == "count":
            sure = [other for other in found if slip_of(other.value, mention.value) == "digits"]
            return sure[-1] if len({other.value for other in sure}) == 1 else None
    return None


def _named(mention: Mention, other: Mention) -> bool:
    """Whether the earlier figure is of what the later one is called: "weegt 640 kilo ... het gewicht van 460 kilo"."""
    if generic(mention.name):
        return unit_of(mention)[0] != "count" or one_noun(mention.nouns, other.nouns)
    if other.name and not generic(other.name):
        carried = re.search(
            rf"([\w'’-]+) (?:met|van) (?:een|de) {re.escape(other.name)}\b", other.sentence.text
        )
        return alike(mention.name, other.name) or (
            carried is not None and alike(mention.name, carried.group(1).lower())
        )
    return told(mention.name, other.sentence.text)


def _kinds(one: Mention, other: Mention) -> bool:
    """Whether both count things of one kind: "mensen" and "bewoners"."""
    return any(alike(mine, yours) for mine in one.nouns for yours in other.nouns)


def _told_compound(first: Mention, mention: Mention) -> bool:
    """ "In de raad zitten 21 leden. De 23 raadsleden": the first part of the compound was told with the head."""
    text = first.sentence.text.lower()
    return any(
        len(long) - len(short) >= PART
        and long.endswith(short)
        and f" {long.removesuffix(short).rstrip('s')}" in text
        for long in mention.nouns
        for short in first.nouns
    )


def _tied(
    case: Case, mention: Mention, first: Mention, slip: Slip | None, *, noun: bool, named: bool
) -> bool:
    """Whether the text gives enough reason to take two figures for one."""
    kind, reference = unit_of(mention)[0], mention.reference
    measured = kind in ("money", "measure", "duration")
    if noun and not named and _of_another(mention, first):
        return False
    if mention.name and not named and not noun:
        # "een verlies van 7 miljoen ... de omzet van 72 miljoen"; but "75.000 euro nagelaten ... het legaat van 57.000"
        free = not first.name and measured and reference in ("this", "the")
        if not free or not (slip == "digits" or (reference == "this" and slip != "power")):
            return False
    if reference == "such" and slip is None:
        return False
    if kind == "percent":
        return named or (mention.factive and noun)
    if kind == "ordinal":
        return reference == "this"
    if mention.given and reference is None and kind in ("money", "measure", "duration", "count"):
        sort = noun or kind == "money" or (kind != "count" and slip == "digits")
        return (sort or _people(first) or _kinds(first, mention)) and is_known(
            case, mention, first, slip, noun=noun
        )
    if kind == "duration" and not (reference == "this" or (named and mention.name)):
        return False
    if reference == "such":
        aside = starts_with(mention.sentence.text, table("repeats")["other"]["aside"])
        return slip is not None and named and not generic(mention.name) and aside is None
    if reference is None:
        return noun and is_known(case, mention, first, slip, noun=noun)
    if reference == "the" and _narrowed(case, mention, first, slip):
        return False
    if reference == "this" and slip is None and _some_of_them(case, mention):
        return False
    if noun or named:
        return True
    if reference == "this":
        return measured or slip is not None or (mention.nr - first.nr == 1 and _kinds(first, mention))
    if slip == "power":
        return measured
    if slip == "digits":
        return measured or _people(first) or _kinds(first, mention)
    return (kind == "measure" or _kinds(first, mention)) and _known(case, mention, first_only=kind == "count")


def _narrowed(case: Case, mention: Mention, first: Mention, slip: Slip | None) -> bool:
    """Whether the text adds what it has not said before, so that it may be about others, or some of them."""
    if not mention.added or _known(case, mention, first_only=True):
        return False
    clause = _CLAUSE.match(mention.added) is not None
    if re.match(r"(?:van|bij|uit) (?:de|het) (?!hele\b|totale\b)", mention.added) and _counts_things(mention):
        return True  # "de 64 vrijwilligers van het museum", of which the text has not spoken yet
    if slip == "digits" and re.match(r"(?:met|op|aan)\b", mention.added):
        return False  # "de 480 leden met een brief inlichten" is of the verb
    # "de 90 leerlingen die zakten": some of them; "de 71 hectare die is afgebrand" cannot be a part of 17, and that
    # some of 42 should be 24 would be chance
    sure = slip == "digits" or (slip == "power" and not _counts_things(mention))
    return (mention.value < first.value and not (clause and sure)) or (clause and slip is None)


_CLAUSE = re.compile(r"(?:die|dat|wa[at]\w*|wier)\b")


def _of_another(mention: Mention, first: Mention) -> bool:
    """ "De garage bij het station (380 plekken) ... de Biggelaar (340 plekken)": places of another thing."""
    if not mention.name or mention.reference == "this" or generic(mention.name):
        return False
    counted = any(same_noun(mention.name, noun) or alike(mention.name, noun) for noun in mention.nouns)
    return not counted and not told(mention.name, first.sentence.text)


def _counts_things(mention: Mention) -> bool:
    """Whether it is a count of things, not an amount."""
    return unit_of(mention)[0] == "count"


def _some_of_them(case: Case, mention: Mention) -> bool:
    """ "Alle negen leerlingen die waren aangeklaagd": those of whom that is told, maybe others than before."""
    return _CLAUSE.match(mention.added) is not None and not _known(case, mention, first_only=True)


def _people(mention: Mention) -> bool:
    """ "340 mensen": any people."""
    return bool(mention.nouns & frozenset(table("repeats")["people"]["any"]))


def _known(case: Case, mention: Mention, *, first_only: bool = False) -> bool:
    """Whether all that narrows a figure down was said before: "die meededen", "van de provincie"."""
    start = mention.claim.span.start
    text = case.article.field("text")[max(0, start - MUCH) : start].lower()
    own = re.match(r"(?:van|uit|in|op) (?:de|het|zijn|haar|hun) [\w'’-]+|.*", mention.added)
    words = re.findall(r"[a-zà-ÿ]{4,}", own.group().lower() if own and first_only else mention.added.lower())
    stems = [re.sub(r"(?:ische|se|e)\Z", "", word)[:5] for word in words if word not in EMPTY]
    return bool(stems) and all(stem in text for stem in stems[:6])
