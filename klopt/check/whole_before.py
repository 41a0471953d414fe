"""A part whose whole stands in a sentence before: "Daarvan haalden er 331 de finish", "bij 340 van die chauffeurs"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.words import table
from klopt.check.alike import alike, same
from klopt.check.case import exact_value
from klopt.check.prose import Figure, Prose, has
from klopt.check.tied import one_thing
from klopt.check.whole_beside import TAKEN, is_count, is_of_no_people


def thereof(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Er gingen 350 lopers van start. Daarvan haalden er 331 de finish."."""
    openings = table("wholes")["thereof"]
    for part in text.figures:
        if (
            not is_count(part)
            or not text.one_field(part.sentence, part.sentence - 1)
            or part.claim.role in TAKEN
        ):
            continue
        behind = part.after[:3] if has(part.after[:2], table("wholes")["of_them"]) else ()
        lead = part.first and (has(part.before[:3], openings) or _opens_clause(part))
        earlier = [f for f in text.within(part.sentence) if f.nr < part.nr]
        if "daarvan" in part.before[-5:] and not any(is_count(f) for f in earlier):
            lead = True
        if (not lead and not behind) or _set_apart(part):
            continue
        counts = [figure for figure in text.within(part.sentence - 1) if is_count(figure)]
        named = [f for f in counts if part.noun is None or (f.noun is not None and alike(f.noun, part.noun))]
        if named and (is_of_no_people(named[0], part) or _names_others(text, named[0], part)):
            continue
        if named and _of_one_before(text, named[0], part):
            continue
        if (len(counts) == 1 and named) or (part.noun is not None and len(named) == 1):
            yield named[0], part, True


def _opens_clause(part: Figure) -> bool:
    """ "De jury is blij: ‘Van die inzendingen zijn er 71 van studenten’": its own clause opens with the whole, by
    itself or with a noun that is no time.
    """
    words, known = part.clause_before(), table("wholes")
    starts = [
        at for at in range(len(words)) if not at or words[at - 1] in (*known["clause_openings"], "'", "`")
    ]
    inside = len(part.before) - len(words)
    for at in starts:
        if has(part.before[: inside + at], known["others_between"]):
            continue
        bare, those = words[at : at + 1], words[at : at + 2]
        if " ".join(bare) in known["thereof"] or those in (("van", "hen"), ("onder", "hen")):
            return True
        noun = next(iter(words[at + 2 : at + 3]), None)
        timed = noun is None or any(same(noun, unit) for unit in table("spans")["units"])
        if " ".join(those) in known["thereof"] and part.noun is None and "er" in words[at:] and not timed:
            return True
    return False


def _set_apart(part: Figure) -> bool:
    """ "Los van die begroting wordt er voor 94 miljoen geïnvesteerd", "in plaats daarvan kochten bewoners er 74"."""
    words, apart = part.before, table("wholes")["apart"]
    return any(
        words[at - 1] in apart and has(words[at : at + 2], table("wholes")["thereof"])
        for at in range(1, len(words))
    )


def _names_others(text: Prose, total: Figure, part: Figure) -> bool:
    """ "De overige twaalf miljoen gaat naar onderhoud. Van die begroting ziet de stad 48 miljoen": a noun behind "van
    die" that neither the whole counts nor its sentence names.
    """
    words = part.before[:5]
    at = next((nr for nr in range(len(words) - 2) if words[nr : nr + 2] in _OF_THOSE), None)
    if at is None:
        return False
    noun = words[at + 2]
    known = (total.noun, total.claim.measure, *text.words(total.sentence))
    if noun in table("wholes")["whatever"] or any(word and one_thing(word, noun) for word in known):
        return False
    return not any(word and word.isalpha() and alike(word, noun) for word in known)


_OF_THOSE = (("van", "die"), ("van", "deze"), ("van", "dat"), ("van", "dit"))


def _of_one_before(text: Prose, total: Figure, part: Figure) -> bool:
    """ "Er zijn 4.180 eerstejaars. Vorig jaar vielen er 412 af. Rechten trok 1.240 van hen": more than the last count,
    which has no noun, and no more than the one before that has.
    """
    mine, whole = exact_value(part.quantity), exact_value(total.quantity)
    if total.noun is not None or mine is None or whole is None or mine <= whole:
        return False
    lead = total.sentence - 1
    earlier = text.within(lead) if text.one_field(lead, total.sentence) else ()
    return any(
        is_count(figure) and figure.noun is not None and (exact_value(figure.quantity) or 0) >= mine
        for figure in earlier
    )


def some(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Er deden 60 leerlingen examen. Volgens de school zakten er 13.": "er" stands for those just counted."""
    words = table("wholes")
    for part in text.figures:
        if not part.first or not is_count(part) or part.claim.role in TAKEN or part.noun is not None:
            continue
        if "er" not in part.before[-4:] or not text.one_field(part.sentence, part.sentence - 1):
            continue
        counts = [figure for figure in text.within(part.sentence - 1) if is_count(figure)]
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


def with_some(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
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
            or has(
                part.after[:1], table("wholes")["threshold_verbs"]
            )  # "bij 5.000 moet de raad ...": a limit
            or not is_count(part)
            or part.claim.role in TAKEN
            or not text.one_field(part.sentence, part.sentence - 1)
        ):
            continue
        counts = [figure for figure in text.within(part.sentence - 1) if is_count(figure)]
        value, year = exact_value(part.quantity), part.after[:1]
        if (
            len(counts) == 1
            and counts[0].noun is not None
            and value is not None
            and year
            and year[0].isalpha()
        ):
            yield counts[0], part, True


def of_known(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Bij nog eens 340 van die gecontroleerde chauffeurs": some of those that an earlier sentence counted."""
    known: list[Figure] = []
    for part in text.figures:
        if not is_count(part) or part.claim.role in TAKEN:
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
