"""The two values that a stated size must be about, because the text near it gives no others.

"Aantal laadpalen verdrievoudigd" above "Begin 2019 telde Breda 118 laadpalen ... Nu zijn het er 236": nothing ties the
three but that they are of one thing. So the size is set beside every pair of values in reach that may be its own; if
one agrees, that is the pair; only if none does, and there is one pair that it can be, is that the one.
"""

from __future__ import annotations

from extract.words import table
from klopt.check.agreement import agrees
from klopt.check.alike import kinds_of, one_noun
from klopt.check.bound import is_of_years, is_timely
from klopt.check.case import Case
from klopt.check.fitting import elsewhere, is_narrowed, is_of_other_matter, sizes_fit
from klopt.check.opposed import opposed_in
from klopt.check.pairs import Pair, pairs_in
from klopt.check.prose import Figure, has, prose, words_of
from klopt.check.referring import opens_bare
from klopt.check.size_words import by_noun, pieces_of
from klopt.check.sizes import Size, sizes_in
from klopt.check.tied import noun_of, one_thing

NEAR = 3
"""Sentence ends between a size and the farther of its values."""
YEAR = 4
"""Digits of a year."""
MOST = 16
"""Words between a size and the value beside it in one sentence."""


def implied(case: Case, size: Size) -> tuple[Pair, bool] | None:
    """The only pair near a size that it can be about; always inferred."""
    figure = size.figure
    if figure is None or elsewhere(size) or is_of_other_matter(size):
        return None
    far = has(size.than, table("opposed")["ages"]["distances"]) and size.than[0] != "een"
    known = {(pair.before.nr, pair.after.nr): pair for pair in _near(case, size)}
    if far:  # "350.000 meer dan vijf jaar eerder": of a value that need not be there, unless "toen" gives it
        known = {key: pair for key, pair in known.items() if _told_then(size, pair)}
    mine = [pair for pair in known.values() if _is_of(case, size, figure, pair)]
    fitting = next((pair for pair in mine if agrees(size, pair)), None)
    if fitting is not None:
        return fitting, True
    return (mine[0], True) if len(mine) == 1 else None


def _told_then(size: Size, pair: Pair) -> bool:
    """ "6 procentpunt meer dan vier jaar eerder. Toen ging 54 procent naar de stembus"."""
    then, base = has(pair.before.clause_before(), ("toen", "destijds")), pair.before
    dated = any(word.isdigit() and len(word) == YEAR for word in base.before)
    beside = base.sentence == size.sentence + 1 and pair.after.sentence == size.sentence
    return then and beside and base.first and not dated


def _near(case: Case, size: Size) -> list[Pair]:
    first = next((nr for nr, span in enumerate(prose(case).spans) if span.field == "text"), 0)
    low, high = (
        (first, first + NEAR) if size.field == "title" else (size.sentence - NEAR, size.sentence + NEAR)
    )
    found = [*(pair for pair in pairs_in(case, low, high) if not pair.same), *opposed_in(case, low, high)]
    return [
        pair
        for pair in found
        if pair.first.field == "text"
        and not pair.framed  # the sentence itself says which sizes go with "van A naar B"
        and not size.sentence == pair.first.sentence == pair.last.sentence
        and pair.last.sentence <= high
        and size.figure is not None
        and size.figure.nr not in (pair.before.nr, pair.after.nr)
        and (sizes_fit(size, pair.after) or sizes_fit(size, pair.before))
        and is_timely(case, size, pair)
        and not _same_again(size, pair)
    ]


def _same_again(size: Size, pair: Pair) -> bool:
    """ "Vorig jaar kwamen er zes bij. In 2013 waren het er vijf": five came too, no value that six were added to."""
    figure = size.figure
    if figure is None or size.cue != figure.quantity.span:
        return False
    following = [value for value in (pair.before, pair.after) if value.nr == figure.nr + 1]
    return any(value.before[-2:] in (("het", "er"), ("dat", "er")) for value in following)


def _is_of(case: Case, size: Size, figure: Figure, pair: Pair) -> bool:
    """Whether the size can be said of these values: by what it is of, and by what stands between."""
    frame = figure.claim.frame
    if frame is not None and size.field == pair.first.field:
        mates = [
            f
            for f in prose(case).within(figure.sentence)
            if f.claim.frame == frame and f.claim.role in ("from", "to")
        ]
        if any(mate.nr not in (pair.before.nr, pair.after.nr) for mate in mates):
            return False
        if mates:
            return True
    if not _one_measure(case, size, figure, pair):
        return False
    place = figure.claim.place
    if (
        place
        and size.field == "text"
        and not _is_the_difference(
            size, figure, pair
        )  # the place is of why: "doordat de overstap in Groningen"
        and all(place != value.claim.place for value in (pair.first, pair.last))
    ):
        return place in case.article.field("text")[: pair.first.quantity.span.start]
    beside = [f for f in (pair.first, pair.last) if f.sentence == size.sentence]
    if not beside:
        return True
    near = min(beside, key=lambda f: abs(f.nr - figure.nr))
    spans = sorted((near.quantity.span, figure.quantity.span), key=lambda span: span.start)
    words = words_of(case.article.field(size.field)[spans[0].end : spans[1].start])
    return len(words) <= MOST and not has(words, table("opposed")["sizes"]["parts"])


def _one_measure(case: Case, size: Size, figure: Figure, pair: Pair) -> bool:
    """Whether what the size is of is what the values are of: the same noun, or one that says nothing."""
    text = prose(case)
    measure = figure.claim.measure
    names = {
        name
        for value in (pair.first, pair.last)
        for name in (noun_of(value), value.claim.measure, value.noun)
        if name
    }
    words = {w for nr in {pair.first.sentence, pair.last.sentence} for w in text.words(nr) if len(w) > 3}
    if size.field == "title":
        told = [w for w in text.words(size.sentence) if len(w) > 3 and w.isalpha() and not _empty(w)]
        alone = sum(other.figure is not None for other in sizes_in(case, size.sentence)) == 1
        return alone and any(
            one_thing(w, other) for w in told for other in (*words, *names) if other.isalpha()
        )
    apart = size.sentence not in (pair.first.sentence, pair.last.sentence)
    if apart and is_narrowed(pair.first):
        return False
    if not apart and any(_apposed(figure, value) for value in (pair.first, pair.last)):
        return True
    if apart and not is_of_years(case, size, pair):
        return False
    if (
        apart
        and pair.first.sentence == size.sentence + 1
        and (_taken_up(pair, names) or _goes_on(case, size, pair) or _of_people(case, size, pair))
    ):
        return True
    if apart and _is_the_difference(size, figure, pair):
        return True
    if measure is None or _empty(measure):
        points = figure.quantity.kind == "percentage_point" and pair.first.quantity.kind == "percent"
        return not apart or (points and opens_bare(case, size, pair))
    named = (w for w in text.words(size.sentence) if len(w) > 2 and w.isalpha()) if apart else (measure,)
    alike = one_noun if apart else one_thing
    if any(alike(word, name) for word in named for name in names):
        return True
    if apart and pair.last.sentence < size.sentence:
        return False  # behind both values a size is of them only if it names them
    if pair.first.quantity.kind in ("money", "rate") and measure in table("opposed")["prices"]["words"]:
        return not any(name in table("opposed")["amounts"]["words"] for name in names)
    return any(one_thing(measure, word) for word in words if word.isalpha())


def _taken_up(pair: Pair, names: set[str]) -> bool:
    """ "De schuld is gehalveerd. Die bedroeg in 2012 nog 4,2 miljoen": the values are of what "die" stands for."""
    return not names and has(pair.first.before[:1], table("changes")["back"]["subjects"])


def _goes_on(case: Case, size: Size, pair: Pair) -> bool:
    """ "Stropers vingen twee keer zo veel palingen als in 2018. De teller staat op 1.450 stuks; vorig jaar waren het er
    990": the sentence gives the figure of what was told, by a noun that was in it or that says nothing.
    """
    first, text = pair.first, prose(case)
    if (
        not _opens_again(case, pair)
        or not first.first
        or first.quantity.kind != "count"
        or noun_of(pair.last) not in (None, first.noun)
    ):
        return False
    if len(sizes_in(case, size.sentence)) != 1:
        return False
    told = [word for word in text.words(size.sentence) if len(word) > 2 and word.isalpha()]
    named = noun_of(first)
    return named is None or pieces_of(first) or any(one_noun(word, named) for word in told)


def _opens_again(case: Case, pair: Pair) -> bool:
    """Whether the sentence of the first value gives the figure of what was told before: "het gaat om", "de teller"."""
    return has(prose(case).words(pair.first.sentence)[:3], table("changes")["back"]["going_on"])


def _is_the_difference(size: Size, figure: Figure, pair: Pair) -> bool:
    """ "De reis, die 1 uur en 47 minuten duurde, kost nu 1 uur en 29 minuten. De winst van 18 minuten": a sentence that
    opens with "de" or "die" and a noun of difference, right behind two values of its unit.
    """
    opens = figure.first and len(figure.before) <= OPENING and has(figure.before[:1], ("de", "die", "deze"))
    beside = pair.last.sentence == size.sentence - 1 and pair.first.sentence == pair.last.sentence
    unit = figure.unit is not None and pair.first.unit == pair.last.unit is not None
    return opens and beside and unit and by_noun(figure) is not False


OPENING = 4
"""Words of a sentence that opens with a difference: "de winst van ruim"."""


def _of_people(case: Case, size: Size, pair: Pair) -> bool:
    """ "Het aantal gehinderden is gehalveerd. Vóór de plaatsing hadden 1.240 omwonenden last, nu zijn dat er 870": the
    only two values of people, right behind a size of a number of people.
    """
    figure, named = size.figure, noun_of(pair.first)
    if figure is None or figure.quantity.kind not in ("factor", "percent", "fraction") or named is None:
        return False
    words = prose(case).words(size.sentence)
    numbered = next((words[at + 1 : at + 4] for at, word in enumerate(words) if word == "aantal"), ())
    people = any("mens" in kinds_of(word) for word in numbered) and "mens" in kinds_of(named)
    return people and noun_of(pair.last) is None and len(sizes_in(case, size.sentence)) == 1


def _apposed(figure: Figure, value: Figure) -> bool:
    """ "17 procent van de stemmen, 3 procentpunt minder": the size says more of the value right before it."""
    words = figure.before
    alone = figure.nr == value.nr + 1 and figure.sentence == value.sentence
    return alone and words[-1:] == (",",) and len(words) <= 6 and words.count(",") == 1


def _empty(word: str) -> bool:
    """Whether a noun says only that there is a number."""
    return word in table("wholes")["counting_nouns"] or word in table("opposed")["empty"]["words"]
