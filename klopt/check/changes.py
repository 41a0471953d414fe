"""Which two values and which stated sizes are one change (or one difference between two things).

What a sentence ties together itself comes from `extract.changes`. What stands apart is tied here: a size behind "dan"
to the value it is compared with, a size in the next sentence by "die" or "daarmee", a headline to the only pair of its
text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.article import Field, Span
from extract.nouns import Claim, Direction
from extract.words import table
from klopt.check.case import Case
from klopt.check.moments import days_of, moment_of
from klopt.check.pairs import Pair, bare, comparable_to, levels_in, noun_of, one_thing, pairs_in, settled
from klopt.check.prose import CLAUSE_ENDS, Figure, has, once, prose, words_of
from klopt.check.sizes import Size, comparatives, pieces_of, sizes, sizes_in

NEAR = 2
"""Sentence ends between a stated size and the pair that it is taken to be about."""

_NUMERIC = ("percent", "factor", "fraction", "percentage_point")


@dataclass(frozen=True, slots=True)
class Change:
    """A value before, a value after and how big the change is said to be; any of them may be missing.

    `inferred`: the text does not tie them together itself, they stand near each other with one measure.
    """

    before: Claim | None
    after: Claim | None
    sizes: tuple[Claim, ...]
    direction: Direction | None
    cue: Span | None
    inferred: bool = False


@once
def changes(case: Case) -> Iterator[Change]:
    """Every change of the article: those that a sentence states, then those put together from near figures."""
    stated = tuple(_stated(case))
    yield from stated
    told = {id(size) for change in stated if change.before and change.after for size in change.sizes}
    for size in sizes(case):
        if size.figure is None or id(size.figure.claim) in told or not settled(case, size.figure):
            continue
        found = _compared(case, size) or _named(case, size) or _bound(case, size)
        if found is not None:
            pair, inferred = found
            yield Change(pair.before.claim, pair.after.claim, size.claims, size.direction, size.cue, inferred)


def _stated(case: Case) -> Iterator[Change]:
    return (change for change, why in _told(case) if why is None)


def passed_over(case: Case) -> Iterator[tuple[Change, str]]:
    """The changes that a sentence states as no outcome, or as another base than its values, and why no sum is done."""
    return ((change, why) for change, why in _told(case) if why is not None)


@once
def _told(case: Case) -> Iterator[tuple[Change, str | None]]:
    """What each sentence ties together, and why it is not to be checked (a key of looks.toml), or None."""
    frames: dict[tuple[Field, int], list[Claim]] = defaultdict(list)
    for claim in case.extraction.claims:
        if claim.frame is not None:
            frames[claim.span.field, claim.frame].append(claim)
    words = tuple(table("changes")["silence"]["words"])
    for claims in frames.values():
        before = next((c for c in claims if c.role == "from"), None)
        after = next((c for c in claims if c.role == "to"), None)
        sized = tuple(c for c in claims if c.role == "change")
        why = next((_OPEN[c.modality] for c in claims if c.modality in _OPEN), None)
        if why is None and any(case.says(c.span, words) for c in claims):
            why = "forecast"
        if before or after or sized:
            yield Change(before, after, sized, claims[0].direction, claims[0].cue), why


_OPEN = {"hearsay": "hearsay", "expected": "forecast", "demanded": "forecast", "denied": "denied"}


def _compared(case: Case, size: Size) -> tuple[Pair, bool] | None:
    """ "12 procent minder dan de 1.340 van een winter eerder", "vijf meer dan Oss, dat op 38 blijft"."""
    text, figure = prose(case), size.figure
    if figure is None or not size.than:
        return None
    known = [
        level for level in levels_in(case, figure.sentence - 1, figure.sentence) if level.field == size.field
    ]
    behind = [
        level
        for level in known
        if level.sentence == figure.sentence and level.quantity.span.start >= size.end
    ]
    ahead = [
        level
        for level in known
        if level.nr < figure.nr and figure.sentence - level.sentence <= 1 and not _compared_with(case, level)
    ]
    place = case.article.field(size.field)
    for base in behind[:3]:
        between = words_of(place[size.end : base.quantity.span.start])
        if not (_small(between) or _clause_of(between)):
            continue
        fits = [level for level in ahead if comparable_to(level, base) and _sizes_fit(size, level)]
        for level in fits[-1:]:
            if noun_of(base) and noun_of(level) and not one_thing(noun_of(base) or "", noun_of(level) or ""):
                return None
            return Pair(
                base, level, moment_of(text, base, size.end), stated=True
            ), level.sentence != figure.sentence
    return None


def _compared_with(case: Case, level: Figure) -> bool:
    """Whether the value is itself what another size is compared with: "12 meer dan het streefcijfer van 175"."""
    return any(
        size.field == level.field
        and size.than
        and size.end <= level.quantity.span.start <= size.end + sum(len(word) + 1 for word in size.than)
        for size in sizes_in(case, level.sentence)
    )


def _named(case: Case, size: Size) -> tuple[Pair, bool] | None:
    """ "Drie keer zo veel als in Gelderland": the value beside that name is the base of the one beside it."""
    place = case.article.field(size.field)
    names = [word.lower() for word in words_at(place, size.end, len(size.than)) if word[:1].isupper()]
    if not names or _says_when(size.than):
        return None
    near = [
        level
        for level in levels_in(case, size.sentence, size.sentence + 1)
        if level.field == size.field and _sizes_fit(size, level)
    ]
    for one, other in pairwise(near):
        if size.figure and size.sentence == one.sentence and one.nr == size.figure.nr + 1:
            if ":" in one.before and other.before[-1:] == ("tegen",) and comparable_to(one, other):
                return Pair(other, one, stated=True), False
            continue  # the name right before it is what the size is compared with
        mine, theirs = (bool(set(names).intersection(figure.before)) for figure in (one, other))
        if mine != theirs and comparable_to(one, other) and tied_by_name(one, other):
            base, last = (one, other) if mine else (other, one)
            return Pair(base, last, stated=True), True
    return None


def words_at(text: str, start: int, most: int) -> list[str]:
    """The first words of a text from a place on, as written."""
    return [word.strip(".,;:!?()") for word in text[start : start + 20 * max(most, 1)].split()[:most]]


def tied_by_name(one: Figure, other: Figure) -> bool:
    """Whether two figures beside two names count the same: one noun, or none behind the second."""
    mine, theirs = noun_of(one), noun_of(other)
    return theirs is None if mine is None or theirs is None else one_thing(mine, theirs)


def _small(words: tuple[str, ...]) -> bool:
    """ "de", "de in totaal": the figure itself is what the size is compared with."""
    return all(word in table("wholes")["between"] for word in words) and len(words) <= 4


def _clause_of(words: tuple[str, ...]) -> bool:
    """ "X, dat nu op", "twee jaar geleden, toen bezoekers": one clause that says more about what is compared with."""
    marks = [nr for nr, word in enumerate(words) if word in CLAUSE_ENDS]
    opens = table("changes")["base"]["clauses"]
    return (
        len(marks) == 1
        and words[marks[0]] in (",", ";")
        and words[marks[0] + 1 : marks[0] + 2] != ()
        and (words[marks[0] + 1] in opens and len(words) - marks[0] <= 14)
    )


def _bound(case: Case, size: Size) -> tuple[Pair, bool] | None:
    """The pair that a size which stands apart is about, and whether that is inferred; None if it may be another."""
    figure = size.figure
    if _elsewhere(size) or (figure is not None and figure.after[:1] in (("tot",), ("naar",))):
        return None  # "verdubbeld tot 24": the value reached stands behind it
    reach = (
        (size.sentence - 2 * NEAR, size.sentence + NEAR) if size.field == "text" else (0, _body(case) + NEAR)
    )
    near = [
        pair
        for pair in pairs_in(case, *reach)
        if not pair.same
        and figure is not None
        and (_sizes_fit(size, pair.after) or _sizes_fit(size, pair.before))
    ]
    near = [pair for pair in near if figure is not None and figure.nr not in (pair.before.nr, pair.after.nr)]
    if size.field == "title":
        if figure is not None and figure.quantity.kind == "factor":
            return None  # a headline against its text is another rule's question
        return _of_title(case, near)
    near = [pair for pair in near if pair.last.field == size.field and _timely(case, size, pair)]
    here = [pair for pair in near if _in_one_sentence(case, size, pair)]
    if here:
        return (here[0], False) if len(here) == 1 else None
    after = [pair for pair in near if 0 < size.sentence - pair.last.sentence <= NEAR]
    before = [pair for pair in near if 0 < pair.first.sentence - size.sentence <= NEAR]
    if after and _refers_back(case, size, after[-1]):
        return after[-1], True
    if (
        len(before) == 1
        and not after
        and _same_years(case, size, before[0])
        and _announces(case, size, before[0])
    ):
        return before[0], True
    return None


def _sizes_fit(size: Size, level: Figure) -> bool:
    """Whether the size can be one of a change of this value: relative, points of a percentage, or in its own unit."""
    figure = size.figure
    if figure is None:
        return True
    mine, theirs = figure.quantity, level.quantity
    if mine.kind == "percentage_point":
        return theirs.kind == "percent"
    if mine.kind in _NUMERIC:
        return True
    if mine.kind == theirs.kind:
        return {figure.unit, level.unit} == {"cent", "EUR"} or (
            figure.unit == level.unit and (mine.kind != "count" or _one_noun(figure, level))
        )
    return False


def _one_noun(figure: Figure, level: Figure) -> bool:
    mine, theirs = figure.noun, level.noun
    if pieces_of(figure):
        return True
    return mine is None or theirs is None or one_thing(mine, theirs)


def _elsewhere(size: Size) -> bool:
    """Compared with something else than an earlier time, or of another base."""
    words = size.than
    if size.figure is None:
        return False
    around = (*size.figure.before, *size.figure.after)
    if of_other_base(size.figure):
        return True
    if has(around, table("changes")["weaker"]["words"]):
        return True
    return bool(words) and not _says_when(words)


def of_other_base(figure: Figure) -> bool:
    """Whether the size is of something else than two values: per year by the words beside it, corrected or on average
    by those of its whole statement.
    """
    known = table("changes")["other_base"]
    return has((*figure.before, "|", *figure.after), known["rates"]) or has(
        words_of(figure.claim.span.text), known["words"]
    )


def _says_when(words: tuple[str, ...]) -> bool:
    """Whether what a size is compared with is a time."""
    moments = table("changes")["moments"]
    named = has(words, (*moments["then"], *moments["times"])) or any(
        word.isdigit() and len(word) == 4 for word in words
    )
    return named and not has(words, table("changes")["norms"]["words"]) and words[0] not in ("nu",)


def _timely(case: Case, size: Size, pair: Pair) -> bool:
    """Whether the time that a size is compared with can be that of the pair's earlier value."""
    if not size.than:
        return True
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
        if pair.framed:
            return False  # the sentence itself says which sizes go with "van A naar B"
        between = case.article.field(size.field)[pair.last.quantity.span.end : figure.quantity.span.start]
        words = words_of(between)
        return not _parts_them(words) and not any(
            pair.last.nr < level.nr < figure.nr for level in levels_in(case, size.sentence, size.sentence)
        )
    if size.sentence == pair.first.sentence and figure.nr < pair.first.nr:
        between = case.article.field(size.field)[figure.quantity.span.end : pair.first.quantity.span.start]
        words = words_of(between)
        joining = {*table("wholes")["between"], ",", ":"}
        return ":" in words or (pair.framed and joining.issuperset(words))
    if size.sentence == pair.first.sentence and pair.first.nr < figure.nr < pair.last.nr:
        between = case.article.field(size.field)[pair.first.quantity.span.end : figure.quantity.span.start]
        return not _parts_them(words_of(between)) and bool(size.than)
    if size.sentence == pair.first.sentence and pair.first.nr + 1 == figure.nr:
        # "4,20 euro, het dubbele van begin dit jaar. Toen was het 3 euro."
        then = pair.first is pair.after and pair.base is not None and pair.base.then
        return then and figure.quantity.kind == "factor" and bool(size.than)
    return False


def _before_colon(size: Size, pair: Pair) -> bool:
    """ "Met 3 procentpunt nam het aandeel toe: vorig jaar 6 procent, nu 9"."""
    figure = size.figure
    if figure is None or figure.nr + 1 != pair.first.nr or figure.after[-24:].count(":") != 1:
        return False
    return not has(figure.after[figure.after.index(":") :], ("van de", "van het", "onder", "bij", "voor"))


def _parts_them(words: tuple[str, ...]) -> bool:
    """Whether a size behind these words has a subject or a group of its own."""
    return len(words) > 14 or has(words, table("changes")["apart"]["words"])


def _refers_back(case: Case, size: Size, pair: Pair) -> bool:
    """Whether the sentence of a size says that it is about the change just told."""
    figure = size.figure
    if figure is None:
        return False
    words = words_of(prose(case).spans[size.sentence].text)
    lead = words[:8]
    if has(lead, table("changes")["elsewhere"]["opening"]):
        return False
    if any(level.nr < figure.nr for level in levels_in(case, size.sentence, size.sentence)):
        return False
    if any(
        other.nr != figure.nr and other.quantity.kind == figure.quantity.kind
        for other in prose(case).within(size.sentence)
    ):
        return False  # "89 procent minder, 11 procent meer": shares of their own
    measure = figure.claim.measure
    alike = (
        measure is not None
        and pair.after.claim.measure is not None
        and one_thing(measure, pair.after.claim.measure)
    )
    if lead[:1] and lead[0] in ("bij", "onder", "in", "voor") and not alike:
        return False
    if _points_back(lead, figure):
        return not has(words, ("ook",)) and (alike or not _own_subject(figure, pair))
    if figure.after[:1] in (("van",), ("bij",), ("in",), ("onder",)) or has(
        words, table("changes")["elsewhere"]["words"]
    ):
        return False
    article = _article(figure)
    if article in ("de", "het"):
        return True
    return size.sentence - pair.last.sentence == 1 and (alike or (article == "een" and lead[0] == "een"))


def _points_back(lead: tuple[str, ...], figure: Figure) -> bool:
    """Whether the sentence stands for what was told: by "die daling", "dat is", "daarmee", not by the conjunction in
    "dat het resultaat verbeterde" nor by the relative pronoun of a later clause.
    """
    back = table("changes")["back"]
    if lead[:1] and lead[0] in back["conjunctions"] and lead[1:2] and lead[1] in back["determiners"]:
        lead = ()
    clause = figure.clause_before()
    if len(clause) < len(figure.before) and clause[:1] and clause[0] in back["relatives"]:
        clause = clause[1:]
    return has((*lead, *clause), back["words"])


def _own_subject(figure: Figure, pair: Pair) -> bool:
    """Whether something else than what changed is said to be so much more or less, as a consequence: "een pak melk
    wordt daardoor 2,8 procent duurder".
    """
    clause = figure.clause_before()
    measure, theirs = figure.claim.measure, noun_of(pair.last) or pair.after.claim.measure
    if measure is None or theirs is None or not has(clause, table("changes")["back"]["consequence"]):
        return False
    named = any(one_thing(word, measure) for word in clause)
    return named and figure.claim.cue is not None and (figure.claim.cue.text.lower() in comparatives())


def _article(figure: Figure) -> str | None:
    """The article of "de winst van negen procentpunt"; None if the figure is behind no such noun."""
    words = [
        word
        for word in figure.clause_before()
        if word not in table("wholes")["between"] or word in ("de", "het", "een")
    ]
    while words and words[-1] in ("de", "het", "een"):
        words.pop()
    return words[-3] if len(words) >= 3 and words[-1] == "van" and words[-3] in ("de", "het", "een") else None


def _same_years(case: Case, size: Size, pair: Pair) -> bool:
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
    if figure is None:
        return False
    last = pair.last
    mine = figure.claim.measure
    theirs = noun_of(pair.first) or noun_of(last) or pair.after.claim.measure
    if any(comparable_to(level, pair.first) for level in levels_in(case, size.sentence, size.sentence)):
        return False
    lead = words_of(prose(case).spans[size.sentence].text)
    stands_for = has(pair.first.clause_before(), ("er", "dat", "die")) or pair.first.claim.measure == mine
    if pair.first.quantity.kind == "count" and bare(pair.first) and not pair.framed and stands_for:
        return True
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
