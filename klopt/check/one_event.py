"""Whether two dates of two articles are dates of one event: points for what speaks for it, and what parts them."""

from __future__ import annotations

from collections.abc import Iterator

from extract.singular import ground_form
from extract.words import table
from klopt.check.case import Case
from klopt.check.dated import Dated
from klopt.check.evidence import NEAR
from klopt.check.group import Pair, stems
from klopt.check.one_matter import is_rare
from klopt.check.said import Said
from klopt.check.stems import WORD, Stems, akin, has_words
from klopt.check.subjects import is_mentioned, names_in

SAME_EVENT, RARE_WORD, COMMON_WORD, FIGURE, SLIP = 1.5, 1.0, 0.5, 1.0, 1.0
"""Points for the kind of event, for each word and each figure that both have, and for dates that are one slip apart."""
MOST = 2.5
"""Points that words count for at most."""
SURELY = 2
"""Figures beside both dates by which they are of one event, whoever does what ..."""
DIGITS = 3
"""... or digits of one in the very sentences."""


def points(pair: Pair, one: Dated, other: Dated) -> float:
    """What speaks for one event; 0 where neither the kind of event nor figures beside dates that are one slip
    apart do, where the words have nothing in common, or where they are of two things.
    """
    event = called(one, other) is not None
    figures = len({mine.value for mine, yours in pair.shared if _beside(one, mine) and _beside(other, yours)})
    slip = _one_slip(one, other)
    by_figures = one.precision == "day" and slip and figures >= SURELY and not (one.events and other.events)
    if not (event or by_figures):  # years of figures are another rule's
        return 0.0
    words = sum(RARE_WORD if is_rare(stem) else COMMON_WORD for stem in one.stems if _kin(stem, other.stems))
    inside = any(_inside(one, mine) and _inside(other, yours) for mine, yours in pair.shared)
    if words + inside < RARE_WORD or _parted(one, other) or (not inside and _of_two(one, other)):
        return 0.0
    known = _known(pair.one, one, pair.other) and _known(pair.other, other, pair.one)
    if not (known or inside or figures >= SURELY):
        return 0.0
    return SAME_EVENT * event + min(MOST, words) + FIGURE * min(2, figures) + SLIP * slip


def called(one: Dated, other: Dated) -> tuple[str, str] | None:
    """The words for a kind of event of which both sentences tell; None if either tells of another kind as well, other
    than that something begins.
    """
    mine, theirs = dict(one.events), dict(other.events)
    begins = table("events")["begins"]
    if any({**mine, **theirs}[nr] not in begins for nr in mine.keys() ^ theirs.keys()):
        return None
    return next(((word, theirs[nr]) for nr, word in one.events if nr in theirs), None)


def _parted(one: Dated, other: Dated) -> bool:
    """Whether only one clause says that it is the second, the official one, or another besides; not by a name ("Oude
    Vaart").
    """
    here, there = (
        has_words(
            " ".join(word for word in some.clause.split() if not word[:1].isupper()), table("events")["parts"]
        )
        for some in (one, other)
    )
    return here != there


def _of_two(one: Dated, other: Dated) -> bool:
    """Whether each clause is about a noun of its own: "de vrouw" and "de fiets van de vrouw"."""
    mine, yours = [*_subject(one.clause, one.called)], [*_subject(other.clause, other.called)]
    return bool(mine and yours) and not akin(mine[0], yours[0])


def _known(case: Case, one: Dated, other: Case) -> bool:
    """Whether the other article has the names of a clause, and what the clause is about."""
    there = stems(other)
    names = names_in(case, one.clause, first=one.opens)
    return all(is_mentioned(other, name) for name in names) and all(
        _kin(noun, there) for noun in _subject(one.clause, one.called)
    )


def _subject(clause: str, passed: Stems) -> Iterator[str]:
    """The first noun of a clause that an article or a pronoun leads and no preposition: "het fietspad langs de weg". A
    word behind it may be the noun, if the first is an adjective.
    """
    tables = table("events")
    words = WORD.findall(clause.lower())
    for nr, word in enumerate(words[:-1]):
        if word in tables["determiners"] and (nr == 0 or words[nr - 1] not in tables["prepositions"]):
            noun, behind = words[nr + 1], words[nr + 2] if nr + 2 < len(words) else ""
            found = ground_form(behind if noun.endswith("e") and behind else noun)
            if found not in passed:
                yield found
            return


def _kin(noun: str, there: Stems) -> bool:
    """Whether one of these stems is a form of a noun, or the noun is the head of a compound: "brug", "hefbrug"."""
    return noun in there or any(akin(noun, other) for other in there)


def _beside(one: Dated, figure: Said) -> bool:
    """Whether a telling figure stands in the sentence of a date, or in the next."""
    span = figure.quantity.span
    return (
        figure.telling
        and span.field == one.sentence.field
        and one.sentence.start - NEAR < span.start < one.sentence.end + NEAR
    )


def _inside(one: Dated, figure: Said) -> bool:
    """Whether a figure of many digits stands in the very sentence of a date."""
    return figure.telling and len(figure.digits) >= DIGITS and one.sentence.covers(figure.quantity.span)


def _one_slip(one: Dated, other: Dated) -> bool:
    """Whether two dates differ in one part that a slip of the pen changes: the year or the month of one day, or digits
    of the day or the year that changed, changed places or went.
    """
    here, there = one.days[0], other.days[0]
    if one.precision == "year":
        return _digits(here.year, there.year)
    parts = zip((here.year, here.month, here.day), (there.year, there.month, there.day), strict=True)
    others = [nr for nr, (mine, yours) in enumerate(parts) if mine != yours]
    return others in ([0], [1]) or (others == [2] and _digits(here.day, there.day))


def _digits(one: int, other: int) -> bool:
    """Whether two numbers differ in one digit, have the same digits in another order, or one less ("4" and "14")."""
    mine, yours = sorted((str(one), str(other)), key=len)
    if len(mine) != len(yours):
        return yours.endswith(mine) or yours.startswith(mine)
    return sorted(mine) == sorted(yours) or sum(a != b for a, b in zip(mine, yours, strict=True)) == 1
