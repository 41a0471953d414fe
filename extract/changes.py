"""Which figures of a sentence are the two ends and the size of one change, or the part and the total of one
whole.

The patterns are those of Dutch news prose: "van A naar B", "(met P procent) gestegen tot B", "A, tegen B
een jaar eerder", "P procent meer", "A van de B". Which words mean a rise or a fall stands in
`words/changes.toml`; "met" gives the size, "naar" and "tot" the level reached, "van" the level before
(Algemene Nederlandse Spraakkunst, 9.3).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extract.binding import Piece, Ties, closed, compared_elsewhere, gap
from extract.cues import REACH, Cue, change_cues, noun_direction, words_of
from extract.frames import Frame, led_by
from extract.nouns import Role
from extract.sentence import Figure, Sentence
from extract.wholes import wholes
from extract.words import table

_LEVELS = {"count", "money", "percent", "measure", "rate", "percentage_point", "duration"}
_SIZES = {"percent", "percentage_point", "factor", "fraction"}


def _compatible(a: Figure, b: Figure) -> bool:
    """Whether both can be values of one measure: the same kind and unit."""
    p, q = a.quantity, b.quantity
    return p.kind == q.kind and p.unit == q.unit and p.kind in _LEVELS


def _per_left_out(a: Figure, b: Figure) -> bool:
    """ "Van 48 ton per hectare naar 36 ton", "van 3,20 euro naar 2,80 euro per uur": one leaves out what it is per."""
    rate, plain = (a, b) if a.quantity.kind == "rate" else (b, a)
    unit, per, _ = (rate.quantity.unit or "").partition(" per ")
    return rate.quantity.kind == "rate" and bool(per) and plain.quantity.unit == unit


def frames(sentence: Sentence) -> list[Frame]:
    """The statements of the sentence that tie figures together. No figure is in two of them."""
    ties = Ties(sentence, change_cues(sentence))
    found: list[Frame] = []
    used: set[int] = set()
    for frame in (*_from_to(sentence, ties), *wholes(sentence), *_was(sentence)):
        if not used.intersection(figure for figure, _ in frame.roles):
            found.append(frame)
            used.update(figure for figure, _ in frame.roles)
    for frame in _single_ended(sentence, ties, used):
        found.append(frame)
        used.update(figure for figure, _ in frame.roles)
    sizes = [(nr, cue) for nr, cue in _sizes(sentence, ties) if nr not in used]
    return list(_with_sizes(sentence, found, sizes, ties))


def _from_to(sentence: Sentence, ties: Ties) -> Iterator[Frame]:
    """ "van A naar B", and with a word of change also "van A tot B"; both ends of one measure."""
    figures = sentence.figures
    for nr, before in enumerate(figures[:-1]):
        start = led_by(sentence, before, ("van", "vanaf"))
        if start is None:
            continue
        for other in range(nr + 1, min(nr + 3, len(figures))):
            after = figures[other]
            to = led_by(sentence, after, ("naar", "tot"))
            if (
                to is None
                or to < before.last
                or after.first - before.last > REACH
                or not (_compatible(before, after) or _per_left_out(before, after))
            ):
                continue
            between = (at for at in range(before.last, to) if not sentence.in_time(at))
            if any(sentence.words[at] in (";", "van", ".") for at in between):
                continue
            cue = _bound_cue(ties, (start, after.last))
            if cue is None and sentence.words[to] == "tot":
                continue  # "van 10 tot 15 jaar" is a range unless something rises or falls
            yield Frame(((nr, "from"), (other, "to")), cue)
            break


def _bound_cue(ties: Ties, pair: Piece) -> Cue | None:
    """The word of change that the two values at `pair` belong to; None if none does, or two that differ."""
    near = ties.cues_near(pair)
    return near[0] if len({cue.direction for cue in near}) == 1 else None


@cache
def _compared() -> tuple[str, ...]:
    return tuple(word for word in table("changes")["compared"]["words"] if " " not in word)


def _single_ended(sentence: Sentence, ties: Ties, used: set[int]) -> Iterator[Frame]:
    """ "gestegen tot 1.320, tegen 1.150 een jaar eerder": the level reached, and the one it is compared
    with.
    """
    taken = set(used)
    for nr, figure in enumerate(sentence.figures):
        if nr in taken or figure.quantity.kind not in _LEVELS:
            continue
        lead = led_by(sentence, figure, ("naar", "tot", "op"))
        cue = _bound_cue(ties, (lead, figure.last)) if lead is not None else None
        if lead is None or cue is None or cue.first > lead:
            continue
        roles: list[tuple[int, Role]] = [(nr, "to")]
        for other in range(nr + 1, min(nr + 3, len(sentence.figures))):
            earlier = sentence.figures[other]
            led = other not in taken and led_by(sentence, earlier, _compared()) is not None
            if led and _compatible(figure, earlier) and _year_before(sentence, figure, earlier):
                roles.append((other, "from"))
                break
        taken.update(figure_nr for figure_nr, _ in roles)
        yield Frame(tuple(roles), cue)


def _was(sentence: Sentence) -> Iterator[Frame]:
    """ "vier zetels (was vijf)": the level now and the one before, in brackets."""
    words = table("changes")["was"]["words"]
    for nr, earlier in enumerate(sentence.figures[1:], start=1):
        lead = sentence.words[max(0, earlier.first - 2) : earlier.first]
        if lead[:1] == ("(",) and lead[-1] in words and _compatible(sentence.figures[nr - 1], earlier):
            yield Frame(((nr - 1, "to"), (nr, "from")), Cue(earlier.first - 1, earlier.first))


def _year_before(sentence: Sentence, now: Figure, earlier: Figure) -> bool:
    """Whether "tegen B" is the same thing a year before: a time expression behind B, no other noun, and no month
    or quarter in the sentence that the rise or fall may be of.
    """
    dated = sentence.time_begins(earlier.last, earlier.last + 2)
    nouns = [
        sentence.words[figure.last]
        for figure in (now, earlier)
        if figure.last < len(sentence.words)
        and sentence.tags[figure.last] in ("NOUN", "PROPN", "ADJ")
        and not sentence.in_time(figure.last)
    ]
    return dated and len(set(nouns)) <= 1 and not sentence.once("short time", lambda: _short_time(sentence))


def _short_time(sentence: Sentence) -> bool:
    return any(
        when.period.precision in ("day", "week", "month", "quarter", "season") for when in sentence.times
    )


def _sizes(sentence: Sentence, ties: Ties) -> Iterator[tuple[int, Cue]]:
    """Figures that say how big a change is, with the word that makes them so."""
    comparatives = words_of("comparatives")
    for nr, figure in enumerate(sentence.figures):
        kind = figure.quantity.kind
        after = sentence.words[figure.last] if figure.last < len(sentence.words) else ""
        if kind == "factor":
            value = figure.quantity.value
            less = (isinstance(value, Decimal) and value < 1) or after == "minder"
            yield nr, Cue(figure.first, figure.last, "down" if less else "up")
        elif after in comparatives and _opens_bound(sentence, nr):
            continue
        elif after in comparatives and (kind in _SIZES or sentence.find("dan", figure.last, figure.last + 3)):
            yield nr, Cue(figure.last, figure.last + 1, comparatives[after])
        elif kind not in _SIZES | _LEVELS:
            continue
        elif led_by(sentence, figure, ("met",)) is not None:
            near = _bound_cue(ties, (figure.first, figure.last))
            if near is not None:
                yield nr, near
        else:
            of = led_by(sentence, figure, ("van",))
            way = noun_direction(sentence.words[of - 1]) if of else None
            if of and way:
                yield nr, Cue(of - 1, of, way)


def _opens_bound(sentence: Sentence, nr: int) -> bool:
    """ "Er wachten er 900 langer dan drie maanden": so many people, and a length of time that the word is of."""
    figure, following = sentence.figures[nr], sentence.figures[nr + 1 : nr + 2]
    if figure.quantity.kind != "count" or not following:
        return False
    between = sentence.words[figure.last + 1 : following[0].first]
    return between == ("dan",) and following[0].quantity.kind in ("duration", "age", "measure")


def _with_sizes(
    sentence: Sentence, found: list[Frame], sizes: list[tuple[int, Cue]], ties: Ties
) -> Iterator[Frame]:
    """The frames, each change with the figures that say how big it is; sizes of no other change stand alone."""
    mine: dict[int, list[int]] = {nr: [] for nr in range(len(found))}
    pairs = _Pairs(sentence, found)
    for nr, cue in sizes:
        size = sentence.figures[nr]
        near = [at for at in pairs.near(size, ties) if _goes_with(sentence, found[at], size, cue, ties)]
        if len(near) == 1:
            mine[near[0]].append(nr)
        else:
            yield Frame(((nr, "change"),), cue)
    for at, frame in enumerate(found):
        yield Frame((*frame.roles, *((nr, "change") for nr in mine[at])), frame.cue)


def _ends(sentence: Sentence, frame: Frame) -> dict[Role, Figure]:
    """The figures at the two ends of a change."""
    return {role: sentence.figures[nr] for nr, role in frame.roles if role in ("from", "to")}


class _Pairs:
    """Where the ends of the changes of a sentence stand."""

    def __init__(self, sentence: Sentence, found: list[Frame]) -> None:
        ends = [(at, list(_ends(sentence, frame).values())) for at, frame in enumerate(found)]
        pieces = [(at, (min(e.first for e in two), max(e.last for e in two))) for at, two in ends if two]
        self._pieces = sorted((first, last, at) for at, (first, last) in pieces)
        self._longest = max((last - first for first, last, _ in self._pieces), default=0)

    def near(self, size: Figure, ties: Ties) -> list[int]:
        """The numbers of the changes that the size can be tied to."""
        if not self._pieces:
            return []
        first, last = ties.reach((size.first, size.last))
        start = bisect_left(self._pieces, (first - self._longest,))
        stop = bisect_left(self._pieces, (last + 1,))
        return sorted(at for _, end, at in self._pieces[start:stop] if end >= first)


def _goes_with(sentence: Sentence, frame: Frame, size: Figure, cue: Cue, ties: Ties) -> bool:
    """Whether a size is of this change: nothing else comes between or behind it, and it moves the same way."""
    places = _ends(sentence, frame)
    ends = list(places.values())
    if len(ends) == 2 and places["to"].first < places["from"].first:
        return False  # "gestegen tot A, tegen B": the size may be of another stretch of time
    if not ends or compared_elsewhere(sentence, size):
        return False
    if frame.cue and frame.cue.direction and cue.direction and frame.cue.direction != cue.direction:
        return False
    pair = (min(end.first for end in ends), max(end.last for end in ends))
    piece = (size.first, size.last)
    if ties.joined(piece, pair):
        return closed(sentence, size, ties)
    verb = size.quantity.kind == "factor" and sentence.tags[size.first] == "VERB"
    return (verb or piece < pair) and ties.one_clause(piece, pair) and _plain(sentence, piece, pair)


def _plain(sentence: Sentence, one: Piece, other: Piece) -> bool:
    """Whether no preposition but "van" and "met" stands between: no other group or place is named."""
    return all(sentence.tags[at] != "ADP" or sentence.words[at] in ("van", "met") for at in gap(one, other))
