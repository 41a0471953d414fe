"""The pair that a size which stands apart from its two values is about."""

from __future__ import annotations

from bisect import bisect_left

from extract.words import table
from klopt.check.case import Case
from klopt.check.compared import is_of_a_later
from klopt.check.fitting import elsewhere, is_narrowed, sizes_fit
from klopt.check.lent import lends
from klopt.check.moments import days_of, moment_of
from klopt.check.pairs import Pair, levels_in, pairs_in
from klopt.check.prose import has, prose, words_of
from klopt.check.referring import refers_back
from klopt.check.size_words import is_difference, verbs_of_difference
from klopt.check.sizes import Size, sizes
from klopt.check.tied import bare, comparable_to, noun_of, one_thing

MOST = 10
"""Words between a change and the size that is told of it again in one sentence."""
NEAR = 2
"""Sentence ends between a stated size and the pair that it is taken to be about."""


def bound(case: Case, size: Size) -> tuple[Pair, bool] | None:
    """The pair that a size which stands apart is about, and whether that is inferred; None if it may be another."""
    figure = size.figure
    if elsewhere(size) or (figure is not None and figure.after[:1] in (("tot",), ("naar",))):
        return None  # "verdubbeld tot 24": the value reached stands behind it
    reach = (
        (size.sentence - 2 * NEAR, size.sentence + NEAR) if size.field == "text" else (0, _body(case) + NEAR)
    )
    near = [
        pair
        for pair in pairs_in(case, *reach)
        if not pair.same
        and figure is not None
        and (sizes_fit(size, pair.after) or sizes_fit(size, pair.before))
    ]
    near = [pair for pair in near if figure is not None and figure.nr not in (pair.before.nr, pair.after.nr)]
    if size.field == "title":
        if figure is not None and figure.quantity.kind == "factor":
            return None  # a headline against its text is another rule's question
        return _of_title(case, near)
    near = [pair for pair in near if pair.last.field == size.field and is_timely(case, size, pair)]
    here = [pair for pair in near if _in_one_sentence(case, size, pair)]
    if here:
        return (here[0], False) if len(here) == 1 else None
    after = [pair for pair in near if 0 < size.sentence - pair.last.sentence <= NEAR]
    before = [pair for pair in near if 0 < pair.first.sentence - size.sentence <= NEAR]
    between = after and any(
        after[-1].last.nr < level.nr < figure.nr
        and level.quantity.kind == "count"
        and figure.quantity.kind != "percentage_point"  # no size of a count
        for level in levels_in(case, after[-1].last.sentence, size.sentence)
        if figure is not None
    )
    if after and not between and refers_back(case, size, after[-1]):
        return after[-1], True
    if (
        len(before) == 1
        and not after
        and is_of_years(case, size, before[0])
        and _announces(case, size, before[0])
    ):
        return before[0], True
    return None


def is_timely(case: Case, size: Size, pair: Pair) -> bool:
    """Whether the time that a size is compared with can be that of the pair's earlier value."""
    if not size.than:
        return True
    years = {word for word in size.than if word.isdigit() and len(word) == 4}
    later = pair.after.claim.period
    if later is not None and years & {*words_of(later.span.text)}:
        return False  # "39,3 graden, 0,7 meer dan in 1944", and the value of 1944 stands as the later one
    if pair.base is None:
        told = {*prose(case).words(pair.first.sentence), *prose(case).words(pair.last.sentence)}
        return all(word in told for word in size.than if word.isdigit() and len(word) == 4)
    if (
        size.figure
        and size.end < size.figure.quantity.span.start
        and any(word.isdigit() and len(word) == 4 for word in size.than)
    ):
        year = next(word for word in size.than if word.isdigit() and len(word) == 4)
        return pair.base.days is not None and year in {str(day.year) for day in pair.base.days}
    end = size.end + sum(len(word) + 1 for word in size.than)
    known = case.extraction.periods
    at = bisect_left(
        known, (size.field != "title", size.end), key=lambda p: (p.span.field != "title", p.span.start)
    )
    named = [days_of(p) for p in known[at : at + 3] if p.span.field == size.field and p.span.start <= end]
    days = next((found for found in named if found), None)
    mine = pair.base.days
    told = {word for word in prose(case).words(pair.before.sentence) if word.isdigit() and len(word) == 4}
    if mine is None and years and told and not years & told:
        return (
            False  # "15.400 meer dan in 2017. Alleen in 2013, toen er 191.200 mensen kwamen, was het drukker"
        )
    if days is None and any(word.isdigit() and len(word) == 4 for word in size.than):
        return False
    return days is None or mine is None or (days[0] < mine[1] and mine[0] < days[1])


def _in_one_sentence(case: Case, size: Size, pair: Pair) -> bool:
    """A size right behind the second value of a pair, or before its first, with no statement between them."""
    figure = size.figure
    if figure is None:
        return False
    if size.verbal and not (
        has(figure.clause_before(), table("changes")["back"]["therefore"]) or _before_colon(size, pair)
    ):
        return False
    if size.sentence == pair.last.sentence and figure.nr > pair.last.nr:
        between = case.article.field(size.field)[pair.last.quantity.span.end : figure.quantity.span.start]
        words = words_of(between)
        if pair.framed:  # the sentence itself says which other sizes go with "van A naar B"
            return _restates(words, pair) and not has(figure.after[:1], table("changes")["back"]["split"])
        return not _parts_them(words) and not any(
            pair.last.nr < level.nr < figure.nr for level in levels_in(case, size.sentence, size.sentence)
        )
    if size.sentence == pair.first.sentence and figure.nr < pair.first.nr:
        between = case.article.field(size.field)[figure.quantity.span.end : pair.first.quantity.span.start]
        words = words_of(between)
        joining = {*table("wholes")["between"], ",", ":"}
        if lends(figure, pair.first) or figure.unit == pair.first.unit:
            joining |= {"van", "vanaf", *(words[:2] if words[:1] == ("aan",) else words[:1])}
        narrowed = has(words, table("changes")["apart"]["narrowing"])  # "vooral in textiel: van 31 naar 11"
        return (":" in words and not narrowed) or (pair.framed and joining.issuperset(words))
    if size.sentence == pair.first.sentence and pair.first.nr < figure.nr < pair.last.nr:
        between = case.article.field(size.field)[pair.first.quantity.span.end : figure.quantity.span.start]
        mine = bool(size.than) and not is_of_a_later(case, figure, pair.last)
        return not _parts_them(words_of(between)) and mine
    if size.sentence == pair.first.sentence and pair.first.nr + 1 == figure.nr:
        # "4,20 euro, het dubbele van begin dit jaar. Toen was het 3 euro."
        then = pair.first is pair.after and pair.base is not None and pair.base.then
        return then and figure.quantity.kind == "factor" and bool(size.than)
    return False


def _restates(words: tuple[str, ...], pair: Pair) -> bool:
    """ "Van 15 naar 17 zetels; dat zijn er", "van 47 naar 35 minuten, een winst van": nothing else is told between."""
    known = {*table("changes")["joining"]["words"], *table("changes")["back"]["restating"]}
    if words[-1:] == ("van",) and words[-3:-2] == ("een",) and is_difference(words[-2]):
        words = words[:-3]  # "een winst van"
    if has(words, table("changes")["back"]["therefore"]):
        known |= {"en", *verbs_of_difference()}  # "en leverde dus vier zetels in"
    named = pair.last.noun
    rest = [word for word in words if word not in known]
    return len(words) <= MOST and all(named is not None and one_thing(word, named) for word in rest)


def _before_colon(size: Size, pair: Pair) -> bool:
    """ "Met 3 procentpunt nam het aandeel toe: vorig jaar 6 procent, nu 9"."""
    figure = size.figure
    if figure is None or figure.nr + 1 != pair.first.nr or figure.after[-24:].count(":") != 1:
        return False
    return not has(figure.after[figure.after.index(":") :], ("van de", "van het", "onder", "bij", "voor"))


def _parts_them(words: tuple[str, ...]) -> bool:
    """Whether a size behind these words has a subject or a group of its own."""
    return len(words) > 14 or has(words, table("changes")["apart"]["words"])


def is_of_years(case: Case, size: Size, pair: Pair) -> bool:
    """Whether the time that a sentence before the pair names can be that of the pair: "tussen 2010 en 2020" starts
    where the earlier value does.
    """
    named = days_of(size.figure.claim.period) if size.figure else None
    if size.figure is None or size.figure.claim.period is None or named is None or pair.base is None:
        return True
    if pair.base.days is None:
        return True
    if size.figure.claim.period.precision == "range":
        return pair.base.days[0] <= named[0] < pair.base.days[1]
    text = prose(case)
    after = moment_of(text, pair.after, text.spans[pair.after.sentence].start).days or named
    return any(days[0] < named[1] and named[0] < days[1] for days in (pair.base.days, after))


def _announces(case: Case, size: Size, pair: Pair) -> bool:
    """Whether a sentence before the pair says how big the change is that it then gives the values of."""
    figure = size.figure
    if figure is None or is_narrowed(pair.first):
        return False
    if pair.framed and has(figure.clause_before(), ("dat", "dit")) and size.sentence > _body(case):
        return False  # "Met Kerst was dat het dubbele. De wijk groeide van 1.140 naar 1.205"
    last = pair.last
    mine = figure.claim.measure
    theirs = noun_of(pair.first) or noun_of(last) or pair.after.claim.measure
    if any(comparable_to(level, pair.first) for level in levels_in(case, size.sentence, size.sentence)):
        return False
    lead = words_of(prose(case).spans[size.sentence].text)
    stands_for = has(pair.first.clause_before(), ("er", "dat", "die")) or pair.first.claim.measure == mine
    if pair.first.quantity.kind == "count" and bare(pair.first) and not pair.framed and stands_for:
        return True
    prices = table("opposed")["prices"]
    paid = figure.quantity.kind == "money" and has(lead, prices["paid"]) and theirs in prices["words"]
    if paid and pair.framed and pair.first.sentence == size.sentence + 1:
        return True  # "betalen 15 euro meer. De jaarlijkse heffing gaat van 282 naar 306 euro"
    if theirs is not None:
        named = (mine or "", *figure.after[:3])
        return any(one_thing(word, theirs) for word in named if word) or has(lead, (theirs,))
    return pair.first.quantity.kind != "count"


def _body(case: Case) -> int:
    """The number of the first sentence of the text."""
    return next((nr for nr, span in enumerate(prose(case).spans) if span.field == "text"), 0)


def _of_title(case: Case, near: list[Pair]) -> tuple[Pair, bool] | None:
    """The only pair of the first sentences, if the headline says how big one change was."""
    first = _body(case)
    early = [pair for pair in near if pair.last.field == "text" and pair.last.sentence - first <= NEAR]
    alone = sum(other.field == "title" for other in sizes(case)) == 1
    return (early[0], True) if len(early) == 1 and alone else None
