"""The whole that a share said twice is of, and the counts that are a part and its whole."""

from __future__ import annotations

from collections.abc import Iterator

from extract.words import table
from klopt.check.again import whole_for
from klopt.check.alike import alike, same
from klopt.check.proportion import is_share
from klopt.check.prose import Figure, Prose, has
from klopt.check.tied import one_thing
from klopt.check.wholes import wholes_of


def whole_beside(text: Prose, share: Figure) -> Figure | None:
    """ "Twee derde van de 700 baden", "van de 400 ouders is 80 procent tevreden"."""
    mine = text.within(share.sentence)
    behind = next((f for f in mine if f.nr == share.nr + 1), None)
    if behind is not None and behind.before[:1] == ("van",) and len(behind.before) <= 4:
        return behind
    ahead = next((f for f in mine if f.nr == share.nr - 1), None)
    led = ahead is not None and has(ahead.before[-3:], table("wholes")["of_those"]) and ahead.first
    alone = sum(is_share(f) for f in mine) == 1
    return ahead if led and alone and not has(share.before, (",", "en", ";")) else None


def counted_wholes(text: Prose) -> Iterator[tuple[Figure, Figure]]:
    """The counts that are a part and its whole."""
    figures = {id(figure.claim): figure for figure in text.figures}
    for whole in wholes_of(text.case):
        part, total = figures.get(id(whole.part)), figures.get(id(whole.total))
        if part is not None and total is not None and {part.quantity.kind, total.quantity.kind} == {"count"}:
            yield part, total


def total_of_part(text: Prose, part: Figure, share: Figure) -> tuple[Figure, bool] | None:
    """The only count near that this can be a part of, and whether the tie is inferred."""
    first = min(part, share, key=lambda figure: figure.nr)
    here = [f for f in text.within(first.sentence) if f.nr < first.nr and whole_for(f, part)]
    if len(here) == 1 and has(here[0].before[-3:], table("wholes")["of_whole"]):
        return here[0], False
    if here or not text.one_field(first.sentence, first.sentence - 1):
        return None
    around = (*part.after[:4], *share.after[:6])
    tied = has(around, table("wholes")["of_them_all"])
    if _measured_in(text.within(first.sentence - 1), share):
        return None
    candidates = [f for f in text.within(first.sentence - 1) if whole_for(f, part)]
    named = [f for f in candidates if _one_noun(f, part)]
    if len(candidates) == 1 and (tied or named):
        return candidates[0], not tied
    return None


def _measured_in(figures: tuple[Figure, ...], share: Figure) -> bool:
    """ "Op 86 uren was de prijs negatief, in 2021 op 70. Driekwart van die uren, 64": the whole has a unit."""
    named = [noun for noun in (share.group, share.claim.measure) if share.group and noun]
    return any(f.unit is not None and same(f.unit, noun) for f in figures for noun in named)


def _one_noun(total: Figure, part: Figure) -> bool:
    nouns = [noun for noun in (part.noun,) if noun and noun not in table("wholes")["pieces"]]
    return total.noun is not None and all(alike(noun, total.noun) for noun in nouns)


def has_own_time(text: Prose, part: Figure, total: Figure) -> bool:
    """ "8 procent van 107.000 banen. Vorig jaar was het tekort 9.800, ofwel 9,5 procent": of those of that year."""
    mine, theirs = part.claim.period, total.claim.period
    if mine is None or mine.precision != "year" or part.sentence == total.sentence:
        return False
    here = text.spans[part.sentence].covers(mine.span)
    return here and (theirs is None or theirs.days != mine.days)


def names_another_whole(text: Prose, share: Figure, again: Figure) -> bool:
    """ "1.290 handtekeningen, zes op de tien, kwamen uit het dorp. Dat is 3 procent van de 41.800 inwoners": the second
    says what it is of, and that is not what the first is of.
    """
    counted = next((f for f in text.within(again.sentence) if f.nr == again.nr + 1), None)
    counts = counted is not None and counted.before[:1] == ("van",) and len(counted.before) <= OF
    group = counted.noun if counted is not None and counts else again.group
    if group is None or group in table("shares")["again"]["whole_nouns"]:
        return counts
    if share.group is not None:
        return not one_thing(share.group, group)
    if again.sentence == share.sentence and not counts:
        return False
    return not any(one_thing(word, group) for word in text.words(share.sentence) if word.isalpha())


OF = 4
"""Words of "van de in totaal" before the number of what a share is of."""
