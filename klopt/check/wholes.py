"""A part and the whole it is taken from: "zestien van de 35", "Daarvan haalden er 1.090 de finish".

Within a sentence `extract.wholes` reads the firmest forms; here are those that need the words between two figures or
the sentence before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.nouns import Claim
from extract.words import table
from klopt.check.alike import alike, kinds_of, same
from klopt.check.case import Case, exact_value
from klopt.check.prose import Figure, Prose, has, once, prose
from klopt.check.slips import FARTHEST
from klopt.check.tied import one_thing

GAP = 18
"""Words between a whole and its part in one sentence."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A part and its whole; `inferred` if the text ties them only by "daarvan" in the next sentence."""

    part: Claim
    total: Claim
    inferred: bool = False


@once
def wholes_of(case: Case) -> Iterator[Whole]:
    """The parts with their wholes; each figure is part of one whole."""
    text = prose(case)
    told: set[int] = set()
    for reader in (
        _framed,
        _whole_first,
        _allotted,
        _out_of,
        _whereof,
        _thereof,
        _held,
        _some,
        _with_some,
        _of_known,
    ):
        for total, part, inferred in reader(text):
            if part.nr not in told and part.nr != total.nr and not _is_whole_of_them(text, part, total):
                told.add(part.nr)
                yield Whole(part.claim, total.claim, inferred)


def _is_whole_of_them(text: Prose, part: Figure, total: Figure) -> bool:
    """Whether the part is of another order than its whole ("zeven kasboeken ... vertrokken er 1.264"), or what the
    whole adds up to with the figures right before it ("raden met 17, 15 en 13 leden. Van die 45 raadsleden").
    """
    mine, whole = exact_value(part.quantity), exact_value(total.quantity)
    if mine is None or whole is None or mine <= whole:
        return False
    added = whole
    for figure in reversed(text.within(total.sentence)[: text.within(total.sentence).index(total)]):
        added += exact_value(figure.quantity) or 0
        if added == mine:
            return True
    return mine > FARTHEST * whole


def _framed(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """What the sentence itself says: "zestien van de 35"."""
    frames: dict[tuple[str, int], dict[str, Figure]] = defaultdict(dict)
    for figure in text.figures:
        claim = figure.claim
        if claim.frame is not None and claim.role in ("part", "total") and claim.modality != "denied":
            frames[figure.field, claim.frame].setdefault(claim.role, figure)
    for roles in frames.values():
        if len(roles) == 2:
            yield roles["total"], roles["part"], False


def _whole_first(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Van de twaalf leden stemden er na lang beraad negen voor."."""
    for total, part in (*_neighbours(text), *_over_one(text)):
        lead = total.clause_before()
        if total.claim.role == "total" and total.claim.frame is not None:
            continue  # "twee van de drie leraren, blijkt uit een rondgang langs 60 leraren": it has its part
        opens = any(" ".join(lead[-4:]).endswith(phrase) for phrase in table("wholes")["whole_first"])
        starts = opens and len(lead) <= 8
        er = "er" in part.before or "er" in total.after
        stands_for = er and part.noun is None and part.before[-1:] != ("een",)
        named = total.noun is not None and part.noun is not None and same(total.noun, part.noun)
        if starts and (stands_for or named) and len(part.before) <= GAP and ";" not in part.before:
            yield total, part, False


def _allotted(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Van de 3 miljoen euro die de stad uitgeeft, gaat 4 miljoen naar sport"."""
    words = table("wholes")
    for total, part in _neighbours(text, measures=True):
        lead, gap = total.clause_before(), part.before
        opens = len(lead) <= 4 and any(" ".join(lead).endswith(phrase) for phrase in words["whole_first"])
        goes = any(word in words["allotted"] for word in (*part.clause_before(), *part.clause_after()[:8]))
        if opens and total.unit is not None and goes and len(gap) <= GAP and ";" not in gap:
            yield total, part, False


def _out_of(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Twaalf op de tien patiënten": more than there are."""
    for part, total in _neighbours(text):
        value, people = exact_value(total.quantity), total.noun is not None and kinds_of(total.noun)
        often = total.before[:1] in (("op",), ("van",)) and total.before[1:] in (
            ("de",),
            ("elke",),
            ("iedere",),
        )
        if often and people and part.noun is None and value in _OF_SO_MANY:
            yield total, part, False


_OF_SO_MANY = (4, 5, 10, 20, 100, 1000)


def _whereof(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "14 schepen, waarvan zeven op diesel varen", "480 reizigers, onder wie 32 scholieren"."""
    words = table("wholes")
    for total, part in _neighbours(text, measures=True):
        gap = part.before
        measured = total.unit is not None and total.quantity.kind in ("measure", "money")
        if len(gap) > GAP or (total.noun is None and not measured) or ";" in gap:
            continue
        kin = measured or part.noun is None or (total.noun is not None and alike(part.noun, total.noun))
        among = has(gap[-6:], words["among"]) and not has(total.before[-2:], words["aside"])
        bare = total.unit != part.unit and "waarvan" not in gap
        if among or (kin and not bare and has(gap[-6:], words["whereof"])):
            yield total, part, False
    for total, part in _neighbours(text):
        if (
            total.noun is not None
            and part.noun is None
            and has(part.after[:2], ("daarvan", "ervan", "van hen", "hiervan"))
            and not _no_people(total, part)
        ):
            yield total, part, False


def _no_people(total: Figure, part: Figure) -> bool:
    """Whether "van hen" stands behind the part and the whole is of things: nobody says "hen" of apartments."""
    kinds = kinds_of(total.noun) if total.noun is not None else frozenset()
    return has(part.after[:2], ("van hen",)) and bool(kinds) and "mens" not in kinds


def _thereof(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Er gingen 350 lopers van start. Daarvan haalden er 331 de finish."."""
    openings = table("wholes")["thereof"]
    for part in text.figures:
        if (
            not _counts(part)
            or not text.one_field(part.sentence, part.sentence - 1)
            or part.claim.role in _TAKEN
        ):
            continue
        behind = part.after[:3] if has(part.after[:2], ("van hen", "ervan", "daarvan", "hiervan")) else ()
        lead = has(part.before[:3], openings) and part.first
        earlier = [f for f in text.within(part.sentence) if f.nr < part.nr]
        if "daarvan" in part.before[-5:] and not any(_counts(f) for f in earlier):
            lead = True
        if not lead and not behind:
            continue
        counts = [figure for figure in text.within(part.sentence - 1) if _counts(figure)]
        named = [f for f in counts if part.noun is None or (f.noun is not None and alike(f.noun, part.noun))]
        if named and _no_people(named[0], part):
            continue
        if (len(counts) == 1 and named) or (part.noun is not None and len(named) == 1):
            yield named[0], part, True


def _held(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Er waren 29 zetels te verdelen en de lijst haalde er 12"."""
    words = table("wholes")
    for total, part in _neighbours(text):
        held = total.noun is not None and any(same(total.noun, noun) for noun in words["held"])
        stands_for = (
            has(part.before[-6:], ("er",)) and part.noun is None and has(part.before[-8:], words["holders"])
        )
        if (
            held
            and stands_for
            and has((*total.before, "|", *part.before), ("te verdelen", "telt", "in totaal", "bestaat uit"))
        ):
            yield total, part, True


def _some(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Er deden 60 leerlingen examen. Volgens de school zakten er 13.": "er" stands for those just counted."""
    words = table("wholes")
    for part in text.figures:
        if not part.first or not _counts(part) or part.claim.role in _TAKEN or part.noun is not None:
            continue
        if "er" not in part.before[-4:] or not text.one_field(part.sentence, part.sentence - 1):
            continue
        counts = [figure for figure in text.within(part.sentence - 1) if _counts(figure)]
        if len(counts) != 1 or counts[0].noun is None:
            continue
        to_share = has(counts[0].after[:8], ("te verdelen",)) and any(
            same(counts[0].noun, noun) for noun in words["held"]
        )
        verbs = [*words["subset_verbs"], *(words["holders"] if to_share else [])]
        behind = (
            part.after[:1] in ((",",), (".",), (";",), (")",)) or has(part.after[:2], verbs) or not part.after
        )
        if behind and has((*part.before, "|", *part.after[:2]), verbs):
            yield counts[0], part, True


def _with_some(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "De krant bezocht 80 winkels. Bij 20 stond de deur open."."""
    for part in text.figures:
        verb = part.noun is not None and not part.after[0].endswith(("en", "s"))  # "bij 126 hing er een"
        bare = (part.noun is None or verb) and part.before in (
            ("bij",),
            ("in",),
            ("slechts", "bij"),
            ("bij", "slechts"),
            ("maar", "bij"),
        )
        if (
            not bare
            or not _counts(part)
            or part.claim.role in _TAKEN
            or not text.one_field(part.sentence, part.sentence - 1)
        ):
            continue
        counts = [figure for figure in text.within(part.sentence - 1) if _counts(figure)]
        value, year = exact_value(part.quantity), part.after[:1]
        if (
            len(counts) == 1
            and counts[0].noun is not None
            and value is not None
            and year
            and year[0].isalpha()
        ):
            yield counts[0], part, True


def _of_known(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Bij nog eens 340 van die gecontroleerde chauffeurs": some of those that an earlier sentence counted."""
    known: list[Figure] = []
    for part in text.figures:
        if not _counts(part) or part.claim.role in _TAKEN:
            continue
        group = _group_behind(part)
        if group is not None and group[0].isalpha():
            near = [
                total
                for total in known[-KNOWN:]
                if 0 < part.sentence - total.sentence <= REACH
                and total.field == part.field
                and total.noun is not None
                and one_thing(total.noun, group[0])
            ]
            if len(near) == 1 or (near and len({f.quantity.value for f in near}) == 1):
                yield near[-1], part, True
        known.append(part)


def _group_behind(part: Figure) -> tuple[str] | None:
    """The noun of "van de doeken" or "van die gecontroleerde chauffeurs" behind a count, if it names no others."""
    after = part.after[:5]
    if after[:1] != ("van",) or after[1:2] == () or after[1] not in table("wholes")["those"]:
        return None
    rest = after[2:4]
    if (
        len(rest) == 2
        and rest[0].endswith(("e", "en"))
        and rest[1].isalpha()
        and rest[1].endswith(("en", "s"))
    ):
        rest = rest[1:]
    behind = part.after[after.index(rest[0]) + 1 : after.index(rest[0]) + 2] if rest else ()
    narrowed = behind and behind[0] in table("wholes")["narrower"]
    return None if not rest or narrowed else (rest[0],)


KNOWN, REACH = 6, 4
"""Counts before a part that may be its whole, and sentence ends between them."""
_TAKEN = ("from", "to", "change")


def _neighbours(text: Prose, *, measures: bool = False) -> Iterator[tuple[Figure, Figure]]:
    """Counts (or amounts of one unit) that follow each other in one sentence and that no other statement ties."""
    for one, other in pairwise(text.figures):
        free = one.claim.role not in _TAKEN and other.claim.role not in _TAKEN
        counts = _counts(one) and _counts(other)
        bare = one.unit is not None and other.quantity.kind == "count" and other.noun is None
        one_unit = bare or (
            one.unit is not None and (one.unit, one.quantity.kind) == (other.unit, other.quantity.kind)
        )
        if one.sentence == other.sentence and free and (counts or (measures and one_unit)):
            yield one, other


def _over_one(text: Prose) -> Iterator[tuple[Figure, Figure]]:
    """Counts with one between them that counts something of its own: "van de 45 ... na twee brieven slechts 32"."""
    for one, between, other in zip(text.figures, text.figures[1:], text.figures[2:], strict=False):
        free = (
            one.claim.role not in _TAKEN and other.claim.role not in _TAKEN and one.sentence == other.sentence
        )
        own = between.noun is not None or between.unit is not None
        near = len(between.before) + len(other.before) <= GAP
        behind = other.after[:1] in ((",",), (".",), (";",)) or not other.after
        if free and own and near and behind and _counts(one) and _counts(other):
            yield one, other


def _counts(figure: Figure) -> bool:
    """Whether the figure counts things, which go by whole numbers unless they go by the million."""
    value = exact_value(figure.quantity)
    broken = value is not None and value < 1000 and value != value.to_integral_value()
    return figure.quantity.kind == "count" and not broken
