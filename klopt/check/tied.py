"""Whether two figures are values of one thing: by their units, by their nouns, or because the second stands for it."""

from __future__ import annotations

from extract.nouns import Quantity
from extract.words import table
from klopt.check.alike import kinds_of, one_noun, same
from klopt.check.case import exact_value
from klopt.check.prose import Figure, has

MOST = 20
"""How many times one value of a pair may be the other."""


def comparable_to(one: Figure, other: Figure) -> bool:
    """Whether both can be values of one measure, the unit of the second left out perhaps."""
    p, q = one.quantity, other.quantity
    if p.kind == q.kind or ("rate" in (p.kind, q.kind) and figure_kinds(p, q)):
        per = (
            one.per == other.per or bare(other) or (None in (one.per, other.per) and _both_means(one, other))
        )
        return one.unit == other.unit and per
    x, y = exact_value(p), exact_value(q)
    ratio = x / y if x and y else 0
    return q.kind == "count" and bare(other) and bool(ratio) and 1 / 5 <= ratio <= 5


def _both_means(one: Figure, other: Figure) -> bool:
    """ "Gemiddeld 1.340 toeschouwers per wedstrijd ... de 1.125 mensen die gemiddeld kwamen"."""
    return all(has((*f.before[-4:], "|", *f.clause_after()), ("gemiddeld",)) for f in (one, other))


def of_one_size(one: Figure, other: Figure) -> bool:
    """Whether two values are near enough to be of one thing: what grows more than twentyfold is said in one breath."""
    x, y = exact_value(one.quantity), exact_value(other.quantity)
    return bool(x and y) and 1 / MOST <= (x or 1) / (y or 1) <= MOST


def figure_kinds(one: Quantity, other: Quantity) -> bool:
    """Whether a rate and a plain figure can be of one thing: the second leaves "per kamer" out."""
    return {one.kind, other.kind} <= {"rate", "money", "measure", "count"}


def tied(one: Figure, other: Figure) -> bool:
    """Whether the second figure stands for what the first counts or measures."""
    if of_two_subjects(one, other):
        return False
    mine, theirs = noun_of(one), noun_of(other)
    if (
        one.claim.place
        and other.claim.place
        and one.claim.place != other.claim.place
        and one.sentence == other.sentence
    ):
        return False
    if theirs is not None and mine is not None:
        return one_thing(mine, theirs)
    if theirs is not None and mine is None:
        return (other.quantity.kind != "count" and anaphoric(other)) or one_thing(
            one.claim.measure or "-", theirs
        )
    based = table("changes")["base"]["before"]
    if mine is not None and theirs is None and other.before[-2:] == ("dan", "de"):
        named = other.before[-3:-2]  # "minder publiek dan de 2.390 van vorig seizoen"
        if any(one_thing(mine, word) or in_one_group(mine, word) for word in named):
            return True
    set_off = one.sentence == other.sentence and one.unit and has(one.before[-1:], based)
    if set_off and one.claim.period and other.claim.period:
        return True  # "tegen 6 procent van de gezinnen in 2020 kon in 2022 12 procent"
    near = one.sentence == other.sentence and len(other.clause_before()) <= 6
    inherited = one.claim.measure is not None and one_thing(one.claim.measure, other.claim.measure or "-")
    ends = other.clause_after()[:1]
    alone = not ends or ends[0] in table("wholes")["noun_breaks"]
    return near or anaphoric(other) or (inherited and (alone or other.quantity.kind != "count"))


def of_two_subjects(one: Figure, other: Figure) -> bool:
    """ "De benzine was gisteren 1,62 euro, de diesel is vandaag 1,44 euro": each clause has a subject of its own."""
    if one.sentence != other.sentence or not one.first:
        return False
    named = [words[:3] for words in (one.before, other.clause_before())]
    tenses = table("opposed")["tense"]
    both = all(
        len(words) > SUBJECT
        and words[0] in ("de", "het")
        and has(words[2:], (*tenses["past"], *tenses["present"]))
        for words in named
    )
    return both and not one_thing(named[0][1], named[1][1])


SUBJECT = 2
"""Words of a subject: an article and a noun."""


def one_thing(one: str, other: str) -> bool:
    """Whether two nouns may name the same things; people of two sorts are not the same."""
    if one_noun(one, other):
        return True
    shared = kinds_of(one) & kinds_of(other)
    generic = any(
        one_noun(noun, word) for noun in (one, other) for word in table("changes")["anaphora"]["generic"]
    )
    return bool(shared - {"mens"}) or ("mens" in shared and generic)


def in_one_group(one: str, other: str) -> bool:
    """Whether two nouns count the same in another word: "mensen" who lose "banen"."""
    return any(
        any(same(one, word) for word in group) and any(same(other, word) for word in group)
        for group in table("opposed")["counted_alike"]["groups"]
    )


def noun_of(figure: Figure) -> str | None:
    """The noun behind a count; the head of what a percentage is of is no noun of its own."""
    return figure.noun if figure.quantity.kind == "count" else None


def bare(figure: Figure) -> bool:
    """Whether no noun of its own stands behind the figure."""
    return figure.noun is None


def anaphoric(figure: Figure) -> bool:
    """Whether the words around the figure point back to what was counted before: "waren dat er", "nu zijn het"."""
    words = [*figure.clause_before()[-8:], *figure.clause_after()[:2]]
    past = table("changes")["moments"]["past"]
    for nr in reversed([nr for nr, word in enumerate(words) if word == "het"]):
        if words[max(0, nr - 1)] not in (*past, "zijn") and words[nr + 1 : nr + 2] != ["er"]:
            del words[nr]  # an article
    return not set(table("changes")["anaphora"]["words"]).isdisjoint(words)
