"""Parts told one after the other, of a total before them: "Drie van hen ..., de vijf anderen ...".

Unlike a list they have clauses of their own. They are all of the total if the last is called the rest, or if they go
with the names that stand with the total ("In Sneek zijn dat er 5.100"); otherwise they can only be too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.words import table
from klopt.check.alike import alike
from klopt.check.lists import is_countable, is_one_unit, names_rest
from klopt.check.prose import Figure, Prose, has
from klopt.check.sums_up import countable_total, is_near_sum, is_of_other_moment

SORT = 2
"""Words of "elektrisch" or "gewoon en"."""
LONGEST = 6
"""Parts of one such chain at most."""
_NAME = re.compile(r"(?<![.!?:“‘\"] )(?<!\A)\b[A-ZÀ-Þ][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Chain:
    """The parts, their total, and whether they are all of it; `closed`: the last is called the rest."""

    members: tuple[Figure, ...]
    total: Figure
    complete: bool
    closed: bool


def chains_in(text: Prose) -> Iterator[Chain]:
    """The chains of an article, at most one a sentence."""
    for nr in range(len(text.spans)):
        figures = text.within(nr)
        if not 2 <= len(figures) <= LONGEST + 1 or has(text.words(nr), table("parts")["open"]["words"]):
            continue
        chain = _of_one_sentence(text, figures) or _of_two(text, figures)
        around = (*text.words(nr), "|", *text.words(nr + 1))
        if chain is not None and not has(around, table("parts")["double"]["words"]):
            yield chain


def _of_one_sentence(text: Prose, figures: tuple[Figure, ...]) -> Chain | None:
    """ "Van de 62 ontwerpen kwamen er 33 van studenten, 15 van architecten en 9 van bewoners"."""
    total, members = figures[0], figures[1:]
    if len(members) < 2 or not has(total.before[-2:], ("van de", "van die", "van deze", "van alle")):
        return None
    return _chain(text, members, total) if members[0].before[-1:] == ("er",) else None


def _of_two(text: Prose, figures: tuple[Figure, ...]) -> Chain | None:
    """The total is the only figure of its kind in the sentence before."""
    first = figures[0]
    known = table("parts")["chains"]
    taken = has(first.after[:3], known["of_them"]) or has(first.before[-3:], known["er"])
    if not (taken or has(first.before, known["of_them"])) or not text.one_field(
        first.sentence - 1, first.sentence
    ):
        return None
    earlier = [f for f in text.within(first.sentence - 1) if _may_total(f, figures)]
    summed = [f for f in earlier if has(f.before[-3:], table("parts")["sums"]["words"])]
    totals = summed or earlier
    return _chain(text, figures, totals[0]) if len(totals) == 1 else None


def _may_total(figure: Figure, members: tuple[Figure, ...]) -> bool:
    rate = figure.quantity.kind == "rate"  # "samen 9.400 broden per dag. In Sneek zijn dat er 5.100"
    kind = rate or (countable_total(figure) and all(is_one_unit(figure, part) for part in members))
    return kind and is_near_sum(figure, members)


def _chain(text: Prose, members: tuple[Figure, ...], total: Figure) -> Chain | None:
    """The chain, if every part is bare or called the rest, and nothing says that it is of another time."""
    if not _may_total(total, members) or is_of_other_moment(text, total, members):
        return None
    if not all(is_countable(part) or part.claim.role == "part" for part in members):
        return None
    last = members[-1]
    closed = is_rest(last)
    if closed and is_rest_of_others(last, total):
        return None
    plain = _with_the_plain(members)
    if any(part.noun is not None and not is_rest(part) and not plain for part in members) or any(
        part.per is not None for part in members
    ):
        return None
    if not all(has(part.before, (",", ";", "en", "terwijl")) for part in members[1:]):
        return None
    named = _each_named(text, members, total)
    if closed or named:
        return Chain(members, total, True, closed)
    return Chain(members, total, False, False) if plain or _apart(members) else None


def _with_the_plain(members: tuple[Figure, ...]) -> bool:
    """ "1.800 elektrisch, 2.000 gewoon en 600 bakfietsen": where the plain ones are a sort, no sort is another."""
    plain = any(has(part.clause_after()[:1], table("parts")["chains"]["plain"]) for part in members)
    short = all(len(part.clause_after()) <= SORT for part in members[:-1])
    return plain and short and len(members) > 2 and members[-1].before[-1:] == ("en",)


def is_rest(figure: Figure) -> bool:
    """Whether a part is called the rest: "de vijf anderen", "de overige 38"."""
    known = table("parts")
    return names_rest(figure) or has(figure.after[:1], known["closes"]["behind"])


def is_rest_of_others(figure: Figure, total: Figure) -> bool:
    """ "Van die 45 raadsleden keren er 19 terug; de tien andere gekozenen ...": more than these were chosen."""
    noun = figure.noun
    if figure.after[:1] in (("anderen",), ("overigen",)):
        return False  # "de vijf anderen mochten naar huis"
    if has(figure.after[:1], table("parts")["closes"]["behind"]) and figure.after[1:2] != ():
        word = figure.after[1]
        noun = word if word.isalpha() and word.endswith(("en", "s")) else noun
    return noun is not None and total.noun is not None and not alike(noun, total.noun)


def _each_named(text: Prose, members: tuple[Figure, ...], total: Figure) -> bool:
    """Whether the parts go one by one with the names in the sentence of their total."""
    names = set(_NAME.findall(text.spans[total.sentence].text))
    if total.sentence == members[0].sentence or len(names) != len(members):
        return False
    place, start = text.case.article.field(total.field), text.spans[members[0].sentence].start
    for part in members:
        clause = place[start : part.quantity.span.start]
        if len({name for name in names if re.search(rf"\b{re.escape(name)}\b", clause)}) != 1:
            return False
        names -= {name for name in names if name in clause}
        start = part.quantity.span.end
    return not names


def _apart(members: tuple[Figure, ...]) -> bool:
    """Whether the parts lie apart by one preposition of place or origin: "33 van studenten, 15 van architecten"."""
    known = table("parts")["chains"]["apart"]
    behind = [part.after[:1] for part in members]
    ahead = [tuple(word for word in part.clause_before() if word in known)[:1] for part in members]
    one = [
        words[0][0] for words in (behind, ahead) if len(set(words)) == 1 and words[0] and words[0][0] in known
    ]
    return bool(one) and (len(members) > 2 or "van" not in one)  # "31 houden van vis en 29 van wild"
