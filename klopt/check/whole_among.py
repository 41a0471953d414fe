"""Some of those just told, said to be among them: "58 mensen raakten gewond. Onder de gewonden zijn 63 jongeren",
"onder de 22 opvarenden waren 25 Filipijnen".

"Onder de passagiers" is not of the passengers who were hurt but of all on board: what a group is called must be what
the text counted, or what happened to those it counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.words import table
from klopt.check.alike import are_people, kinds_of, same
from klopt.check.prose import Figure, Prose, has
from klopt.check.tied import one_thing
from klopt.check.whole_beside import TAKEN, is_count

REACH = 2
"""Sentences before a part in which its whole can stand."""
LEAD = 9
"""Words of "onder de lichtgewonde slachtoffers bevinden zich volgens de politie"."""


def among(text: Prose) -> Iterator[tuple[Figure, Figure, bool]]:
    """The parts that are among a group, each with the count of that group."""
    for part in text.figures:
        if not is_count(part) or part.claim.role in TAKEN or part.noun is None or not part.nr:
            continue
        yield from _of_those_counted(text, part)
        yield from _of_the_group(text, part)


def _of_those_counted(text: Prose, part: Figure) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Onder de 22 opvarenden van het schip waren 25 Filipijnen"."""
    total, words = text.figures[part.nr - 1], table("wholes")["among_them"]
    lead = total.clause_before()
    if total.sentence != part.sentence or not is_count(total) or total.claim.role in TAKEN:
        return
    opens = len(lead) == len(("onder", "de")) and lead[0] in words["lead"] and lead[1] in words["the"]
    gap = part.before
    said = len(gap) <= LEAD and has(gap, words["being"]) and "," not in gap and not has(gap, words["apart"])
    if opens and total.noun is not None and said and _of_one_sort(total, part):
        yield total, part, False


def _of_the_group(text: Prose, part: Figure) -> Iterator[tuple[Figure, Figure, bool]]:
    """ "Onder de gewonden zijn 63 jongeren", "onder hen zijn 135 technici": of those that a sentence before counted."""
    words, lead = table("wholes")["among_them"], part.before
    if not part.first or len(lead) > LEAD or lead[:1] == () or lead[0] not in words["lead"]:
        return
    if has(lead, words["apart"]) or "," in lead or not has(lead, words["being"]):
        return
    group = None if lead[1:2] == ("hen",) else _group(lead)
    if group is None and lead[1:2] != ("hen",):
        return
    for nr in range(part.sentence - 1, max(-1, part.sentence - 1 - REACH), -1):
        if not text.one_field(nr, part.sentence):
            return
        counts = [f for f in text.within(nr) if is_count(f)]
        if not counts:
            continue
        total = _counted(text, counts, group)
        if total is not None and _of_one_time(total, part) and _of_one_sort(total, part):
            yield total, part, True
        return


def _group(lead: tuple[str, ...]) -> str | None:
    """The noun of "onder de (licht)gewonde slachtoffers": the last word before the verb."""
    words = table("wholes")["among_them"]
    if lead[1:2] == () or lead[1] not in words["the"]:
        return None
    verb = next((at for at, word in enumerate(lead) if has((word,), words["being"])), len(lead))
    named = lead[2:verb]
    return named[-1] if 1 <= len(named) <= 2 and named[-1].isalpha() else None


def _counted(text: Prose, counts: list[Figure], group: str | None) -> Figure | None:
    """The only count of a sentence that is of a group; None if others may be in the group as well."""
    words = table("wholes")["among_them"]
    if group is None:
        return counts[0] if len(counts) == 1 and _people(counts[0].noun) else None
    named = [f for f in counts if f.noun is not None and same(f.noun, group)]
    if len(named) == 1:
        told = text.words(named[0].sentence)
        only_some = any(has(told, said) for noun, said in _events().items() if not same(noun, group))
        of_all = any(same(group, noun) for noun in words["all"])
        noun_tells = any(same(group, noun) for noun in _events()) and not (of_all and only_some)
        return named[0] if noun_tells or (has(told, words["there"]) and not only_some) else None
    people = [f for f in counts if f.noun is None or _people(f.noun)]  # no "twee trams"
    if named or len(people) != 1 or not _people(people[0].noun):
        return None
    told = (*people[0].before, "|", *people[0].after)
    phrases = next((said for noun, said in _events().items() if same(noun, group)), ())
    if has(told, phrases):
        return people[0]
    others = any(has(told, said) for said in _events().values())
    exists = has(told, words["there"]) and not others
    return people[0] if exists and people[0].noun is not None and one_thing(people[0].noun, group) else None


def _events() -> dict[str, list[str]]:
    """What those are called to whom something happened, and the words that say that it did."""
    known = table("repeats")["events"]
    own = table("wholes")["among_them"]["events"]
    return {noun: [*known.get(noun, ()), *own.get(noun, ())] for noun in (*known, *own)}


def _people(noun: str | None) -> bool:
    return noun is not None and ("mens" in kinds_of(noun) or are_people(noun))


def _of_one_sort(total: Figure, part: Figure) -> bool:
    """Whether the part can be some of the whole: no bodies of people, houses or times among people."""
    words = table("wholes")["among_them"]
    if part.noun is None:
        return False
    if not _people(total.noun):
        return not _people(part.noun)
    return not any(same(part.noun, noun) for noun in words["no_people"])


def _of_one_time(total: Figure, part: Figure) -> bool:
    """Whether the part has no time of its own."""
    mine, theirs = part.claim.period, total.claim.period
    return mine is None or (theirs is not None and mine.days == theirs.days)
