"""Shares of one whole that are given together: "57 procent vrouw, 43 procent man", "de overige 38 procent".

Only what cannot be anything else: categories that exclude each other (`words/shares.toml`), shares of which the last
is called the rest, and wholes that are listed by what they consist of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extract.words import table
from klopt.check.alike import same, stem
from klopt.check.case import Case, exact_value, once
from klopt.check.many_choices import several_answers
from klopt.check.one_choice import one_each
from klopt.check.proportion import is_bounded, is_share
from klopt.check.prose import CLAUSE_ENDS, Figure, Prose, has, prose, until, words_of
from klopt.check.share_groups import names_own_group, taken_of
from klopt.check.share_labels import doubled, labelled

BACK = 5
"""Sentences before "the rest" in which the other shares stand."""
SIDES = 6
"""Candidates, owners or sources of which each has its share named."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of one whole. `complete`: they are all of it; otherwise they can only be too many.

    `other`: other sets that can be meant as well; one that adds up is enough.
    """

    figures: tuple[Figure, ...]
    complete: bool
    inferred: bool = False
    other: tuple[tuple[Figure, ...], ...] = ()


@once
def shares_of(case: Case) -> Iterator[Shares]:
    """The sets of shares of an article; a figure is in one set at most."""
    text = prose(case)
    taken: set[int] = set()
    for reader in (_with_rest, _cents, _categories, _sides, _one_each, _listed):
        for found in reader(text):
            numbers = {figure.nr for figure in found.figures}
            if not numbers & taken:
                taken |= numbers
                yield found


def _shares(text: Prose, sentence: int) -> tuple[Figure, ...]:
    return tuple(figure for figure in text.within(sentence) if is_share(figure) and is_bounded(figure))


def _overlap(text: Prose, figures: tuple[Figure, ...]) -> bool:
    """Whether shares may overlap, or are of two moments. A moment named with the first goes for those that follow."""
    words = table("shares")["overlap"]
    if any(has(text.words(sentence), words["words"]) for sentence in {figure.sentence for figure in figures}):
        return True
    if several_answers(text, figures):
        return True
    later = ((*f.before, "|", *f.after) for f in figures[1:])
    ends = len(figures) > 1 and figures[0].sentence == figures[1].sentence
    return any(has(near, words["moments"]) for near in later) or (
        ends and has(figures[0].after, words["moments"])
    )


def _with_rest(text: Prose) -> Iterator[Shares]:
    """ "De familie heeft 62 procent in handen, de werknemers de overige 38 procent."."""
    for last in text.figures:
        if not is_share(last) or not _is_rest(last):
            continue
        sets = [tuple(f for f in _shares(text, last.sentence) if f.nr < last.nr)]
        for sentence in range(last.sentence - 1, last.sentence - BACK - 1, -1):
            if not text.one_field(sentence, last.sentence) or not (more := _shares(text, sentence)):
                break
            sets.append((*more, *sets[-1]))
        meant = next((found for found in sets if found), None)
        if meant and not _overlap(text, (*sets[-1], last)):
            tails = [found[at:] for found in sets for at in range(len(found))]
            in_words = all(figure.quantity.kind == "fraction" for figure in (*sets[-1], last))
            if in_words:
                meant = next((found for found in sets if len(found) > 1), meant)
            if in_words and _of_others((*sets[-1], last)):
                continue
            bare = last.quantity.kind == "fraction" and " " not in last.quantity.span.text
            if bare and (len(meant) < 2 or not in_words):
                continue  # "wonnen 1,5 procent. Vastgoed, het resterende tiende deel": percentages of many things
            yield Shares(
                (*meant, last),
                complete=True,
                inferred=in_words,
                other=tuple(
                    (*tail, last) for tail in tails if len(tail) > 1 or not in_words or len(meant) == 1
                ),
            )


def _of_others(figures: tuple[Figure, ...]) -> bool:
    """ "Een derde van hen", "van de gezonde bomen staat de helft", "een kwart van de laan": fractions of parts or of
    other wholes.
    """
    groups = {stem(figure.group) for figure in figures if figure.group}
    thereof = any(has(figure.after[:3], table("wholes")["of_them"]) for figure in figures)
    own = table("shares")["closes"]["own_group"]
    leads = (figure.clause_before() for figure in figures[1:] if "en" in figure.clause_before())
    opened = any(has(lead[len(lead) - lead[::-1].index("en") :][:2], own) for lead in leads)
    return thereof or opened or len(groups) > 1


def _cents(text: Prose) -> Iterator[Shares]:
    """ "Van elke euro gaat 62 cent naar zorg en 18 cent naar wegen; de overige 20 cent is voor scholen"."""
    for sentence in range(len(text.sentences)):
        cents = tuple(
            figure for figure in text.within(sentence) if figure.unit == "cent" and is_bounded(figure)
        )
        if len(cents) < 2 or not has(text.lead(cents[0]), table("shares")["closes"]["euro"]):
            continue
        if not _overlap(text, cents):
            yield Shares(cents, complete=_is_rest(cents[-1]))


def _is_rest(figure: Figure) -> bool:
    """Whether the figure is what is left: "de overige 38 procent", "de rest (38 procent)"."""
    words = table("shares")["closes"]["words"]
    before = figure.before
    if has(before[-3:], words):
        return True
    near = before[-7:]
    return (
        has(near, (*words, *table("shares")["closes"]["others"]))
        and before[-1:] in ((",",), ("(",))
        and figure.after[:1] in ((",",), (")",), (".",), ())
    )


def _categories(text: Prose) -> Iterator[Shares]:
    """ "Van de bezoekers was 57 procent vrouw en 43 procent man."."""
    for sentence in range(len(text.sentences)):
        shares = _shares(text, sentence)
        if not shares:
            continue
        following = tuple(
            figure
            for nr in (sentence + 1, sentence + 2)
            if text.one_field(sentence, nr)
            for figure in _shares(text, nr)
        )
        for closed in table("shares")["closed"]:
            found = labelled(shares, closed)
            if set(found) != {"first", "second", "others"}:
                found = labelled((*shares, *following), closed)
            if not {"first", "second"} <= set(found) or doubled(found, closed, (*shares, *following)):
                continue
            figures = tuple(sorted(found.values(), key=lambda figure: figure.nr))
            if len({stem(figure.group) for figure in figures if figure.group}) > 1:
                continue  # "45 procent van de kiezers", "52 procent van de raadsleden"
            used = sorted({figure.sentence for figure in figures})
            if len(used) > 1 and len({figure.claim.place for figure in figures} - {None}) > 1:
                continue  # "in Echteld koos 61 procent voor. In Ophemert was 72 procent tegen"
            own = any(_own_group(text, one, other) for one, other in pairwise(figures))
            own = own or any(names_own_group(text, figure) for figure in figures[1:])
            if not _overlap(text, figures) and not own:
                yield Shares(figures, _complete(text, found, closed, used), inferred=len(used) > 1)
                break


def _own_group(text: Prose, last: Figure, figure: Figure) -> bool:
    """Whether the share behind the `last` one names a group of its own, counted or not: "van de ouderen is 51 procent
    tegen", "van de 200 mannen is 26 procent voor".
    """
    begin = text.spans[figure.sentence].start
    if last.sentence == figure.sentence:
        begin = last.quantity.span.end
    lead = words_of(text.case.article.field(figure.field)[begin : figure.quantity.span.start])
    clause = tuple(until(reversed(lead), CLAUSE_ENDS))[::-1]
    return has(clause, table("shares")["closes"]["own_group"])


def _complete(text: Prose, found: dict[str, Figure], closed: dict[str, Any], used: list[int]) -> bool:
    """Whether the categories found are all there are."""
    around = [word for sentence in (*used, used[-1] + 1) for word in text.words(sentence)]
    if has(tuple(around), table("shares")["excluded"]["words"]):
        return True
    left = has(tuple(around), (*table("shares")["closes"]["words"], *table("shares")["closes"]["rest_of"]))
    mentioned = has(tuple(around), closed["others"])
    if left or (mentioned and "others" not in found):
        return False
    return bool(closed["complete"]) or "others" in found


def _sides(text: Prose) -> Iterator[Shares]:
    """ "Twee kandidaten waren er. Kok kreeg 53,6 procent, Boom 44,4 procent.": as many shares as there are sides."""
    known = table("shares")["sides"]
    for count in text.figures:
        many, noun = exact_value(count.quantity), count.noun
        if count.quantity.kind != "count" or noun is None or many is None or not 2 <= many <= SIDES:
            continue
        if not any(same(noun, side) for side in known["nouns"]) or has(
            text.words(count.sentence), known["open"]
        ):
            continue
        for sentence in (count.sentence, count.sentence + 1):
            shares = tuple(f for f in _shares(text, sentence) if f.nr > count.nr)
            if not text.one_field(sentence, count.sentence) or len(shares) != many or _overlap(text, shares):
                continue
            named = all(figure.clause_before() for figure in shares) or shares[0].clause_before()
            placed = any(figure.after[:1] and figure.after[0] in known["not"] for figure in shares)
            if named and not placed:
                yield Shares(shares, complete=True, inferred=True)


def _one_each(text: Prose) -> Iterator[Shares]:
    """ "Iedere bezoeker kreeg één muntje. In de ene bus viel 48 procent, in de andere 57 procent"."""
    for figures, complete in one_each(text):
        if not _overlap(text, figures):
            yield Shares(figures, complete=complete, inferred=True)


def _listed(text: Prose) -> Iterator[Shares]:
    """ "De begroting gaat voor 45 procent naar zorg, voor 40 procent naar wegen en voor 25 procent naar scholen."."""
    for sentence in range(len(text.sentences)):
        shares = _shares(text, sentence)
        groups = {stem(share.group) for share in shares if share.group}
        if len(shares) < 2 or _overlap(text, shares) or len(groups) > 1:
            continue
        run = [shares[0]]
        for figure in shares[1:]:
            between = text.figures[run[-1].nr + 1 : figure.nr]
            gap = tuple(word for f in (*between, figure) for word in f.before)
            counted = all(
                f.quantity.kind == "count" and f.noun is not None for f in between
            )  # "de twee molens"
            if counted and has(gap, (",", "en", "plus")) and not has(gap, (";", "(")):
                run.append(figure)
        words = text.words(sentence)
        each = all("voor" in figure.before[-3:] for figure in run)
        composed = (each or has(words, table("shares")["composed"]["words"])) and len(run) > 2
        nouns = table("shares")["exclusive"]["nouns"]
        exclusive = any(same(word, noun) for word in taken_of(run[0]) for noun in nouns)
        if len(run) == len(shares) and (composed or exclusive) and has(run[-1].before, ("en", "plus")):
            open_list = has(words, table("parts")["open"]["words"]) or has(
                words, table("parts")["open"]["rest"]
            )
            some = has(words, ("goed voor",))  # there may be more
            yield Shares(tuple(run), complete=composed and not open_list and not some, inferred=True)
