"""Which figures of a sentence are the two ends and the size of one change, or the part and the total of one
whole.

The patterns are those of Dutch news prose: "van A naar B", "(met P procent) gestegen tot B", "A, tegen B
een jaar eerder", "P procent meer", "A van de B". Which words mean a rise or a fall stands in
`words/changes.toml`; "met" gives the size, "naar" and "tot" the level reached, "van" the level before
(Algemene Nederlandse Spraakkunst, 9.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.cues import REACH, Cue, change_cues, noun_direction, words_of
from extract.nouns import Role
from extract.sentence import Figure, Sentence
from extract.words import table

_LEVELS = {"count", "money", "percent", "measure", "rate", "percentage_point", "duration"}
_SIZES = {"percent", "percentage_point", "factor", "fraction"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Figures (indices into `Sentence.figures`) with their roles in one statement, and the cue that makes
    them one.
    """

    roles: tuple[tuple[int, Role], ...]
    cue: Cue | None = None

    def role(self, figure: int) -> Role | None:
        """The role of this figure here, or None."""
        return dict(self.roles).get(figure)


def led_by(sentence: Sentence, figure: Figure, prepositions: tuple[str, ...]) -> int | None:
    """The index of the preposition right before the figure, small words and hedges between them passed
    over.
    """
    between = table("wholes")["between"]
    for at in range(figure.first - 1, max(-1, figure.first - 6), -1):
        if sentence.words[at] in prepositions:
            return at
        if sentence.words[at] not in between:
            return None
    return None


def _compatible(a: Figure, b: Figure) -> bool:
    """Whether both can be values of one measure: the same kind and unit."""
    p, q = a.quantity, b.quantity
    return p.kind == q.kind and p.unit == q.unit and p.kind in _LEVELS


def frames(sentence: Sentence) -> list[Frame]:
    """The statements of the sentence that tie figures together. No figure is in two of them."""
    cues = change_cues(sentence)
    found: list[Frame] = []
    used: set[int] = set()
    for frame in (*_from_to(sentence, cues), *_wholes(sentence), *_was(sentence)):
        if not used.intersection(figure for figure, _ in frame.roles):
            found.append(frame)
            used.update(figure for figure, _ in frame.roles)
    for frame in _single_ended(sentence, cues, used):
        found.append(frame)
        used.update(figure for figure, _ in frame.roles)
    sizes = [(nr, cue) for nr, cue in _sizes(sentence, cues) if nr not in used]
    return list(_with_sizes(sentence, found, sizes))


def _from_to(sentence: Sentence, cues: list[Cue]) -> Iterator[Frame]:
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
                or not _compatible(before, after)
            ):
                continue
            if any(mark in sentence.words[before.last : to] for mark in (";", "van", ".")):
                continue
            cue = _nearest(cues, start, after.last, sentence)
            if cue is None and sentence.words[to] == "tot":
                continue  # "van 10 tot 15 jaar" is a range unless something rises or falls
            yield Frame(((nr, "from"), (other, "to")), cue)
            break


def _nearest(cues: list[Cue], first: int, last: int, sentence: Sentence) -> Cue | None:
    """The word of change that the figures at tokens `first:last` belong to.

    None when two words nearby point to different directions: then the sentence is not simple enough to say.
    """
    near = [
        cue
        for cue in cues
        if first - REACH <= cue.first <= last + REACH and not _parted(sentence, cue, first, last)
    ]
    return near[0] if len({cue.direction for cue in near}) == 1 else None


def _parted(sentence: Sentence, cue: Cue, first: int, last: int) -> bool:
    """Whether a semicolon, or a colon or conjunction with a verb of its own, stands between the cue and the figures."""
    gap = range(cue.last, first) if cue.last <= first else range(last, cue.first)
    words = sentence.words
    return any(
        words[at] == ";"
        or (
            words[at] in (":", "en", "maar", "terwijl", "want")
            and any(sentence.tags[b] in ("VERB", "AUX") for b in gap if b > at)
        )
        for at in gap
    )


def _single_ended(sentence: Sentence, cues: list[Cue], used: set[int]) -> Iterator[Frame]:
    """ "gestegen tot 1.320, tegen 1.150 een jaar eerder": the level reached, and the one it is compared
    with.
    """
    compared = tuple(word for word in table("changes")["compared"]["words"] if " " not in word)
    taken = set(used)
    for nr, figure in enumerate(sentence.figures):
        if nr in taken or figure.quantity.kind not in _LEVELS:
            continue
        lead = led_by(sentence, figure, ("naar", "tot", "op"))
        cue = _nearest(cues, figure.first, figure.last, sentence) if lead is not None else None
        if lead is None or cue is None or cue.first > lead:
            continue
        roles: list[tuple[int, Role]] = [(nr, "to")]
        for other in range(nr + 1, min(nr + 3, len(sentence.figures))):
            earlier = sentence.figures[other]
            if (
                other not in taken
                and _same_measure(figure, earlier)
                and led_by(sentence, earlier, compared) is not None
            ):
                roles.append((other, "from"))
                break
        taken.update(figure_nr for figure_nr, _ in roles)
        yield Frame(tuple(roles), cue)


def _was(sentence: Sentence) -> Iterator[Frame]:
    """ "vier zetels (was vijf)": the level now and the one before, in brackets."""
    words = table("changes")["was"]["words"]
    for nr, earlier in enumerate(sentence.figures[1:], start=1):
        lead = sentence.words[max(0, earlier.first - 2) : earlier.first]
        if lead[:1] == ("(",) and lead[-1] in words and _same_measure(sentence.figures[nr - 1], earlier):
            yield Frame(((nr - 1, "to"), (nr, "from")), Cue(earlier.first - 1, earlier.first))


def _same_measure(a: Figure, b: Figure) -> bool:
    return a.quantity.kind == b.quantity.kind and a.quantity.unit == b.quantity.unit


def _sizes(sentence: Sentence, cues: list[Cue]) -> Iterator[tuple[int, Cue]]:
    """Figures that say how big a change is, with the word that makes them so."""
    comparatives = words_of("comparatives")
    for nr, figure in enumerate(sentence.figures):
        kind = figure.quantity.kind
        after = sentence.words[figure.last] if figure.last < len(sentence.words) else ""
        if kind == "factor":
            value = figure.quantity.value
            less = (isinstance(value, Decimal) and value < 1) or after == "minder"
            yield nr, Cue(figure.first, figure.last, "down" if less else "up")
        elif after in comparatives and (kind in _SIZES or sentence.find("dan", figure.last, figure.last + 3)):
            yield nr, Cue(figure.last, figure.last + 1, comparatives[after])
        elif kind not in _SIZES | _LEVELS:
            continue
        elif led_by(sentence, figure, ("met",)) is not None:
            near = _nearest(cues, figure.first, figure.last, sentence)
            if near is not None:
                yield nr, near
        else:
            of = led_by(sentence, figure, ("van",))
            way = noun_direction(sentence.words[of - 1]) if of else None
            if of and way:
                yield nr, Cue(of - 1, of, way)


def _with_sizes(sentence: Sentence, found: list[Frame], sizes: list[tuple[int, Cue]]) -> Iterator[Frame]:
    """The frames, each change with the figures that say how big it is; sizes of no other change stand alone.

    A size goes with the one change of its clause that moves the same way.
    """
    mine: dict[int, list[tuple[int, Cue]]] = {nr: [] for nr in range(len(found))}
    for nr, cue in sizes:
        size = sentence.figures[nr]
        near = [at for at, frame in enumerate(found) if _goes_with(sentence, frame, size, cue)]
        if len(near) == 1:
            mine[near[0]].append((nr, cue))
        else:
            yield Frame(((nr, "change"),), cue)
    for at, frame in enumerate(found):
        cue_of_size = mine[at][0][1] if mine[at] else None
        yield Frame((*frame.roles, *((nr, "change") for nr, _ in mine[at])), frame.cue or cue_of_size)


def _goes_with(sentence: Sentence, frame: Frame, size: Figure, cue: Cue) -> bool:
    """Whether a size belongs to this change: the same clause, and not the other way."""
    ends = [sentence.figures[nr] for nr, role in frame.roles if role in ("from", "to")]
    if not ends:
        return False
    if frame.cue and frame.cue.direction and cue.direction and frame.cue.direction != cue.direction:
        return False
    first, last = min(end.first for end in ends), max(end.last for end in ends)
    return not _parted(sentence, Cue(size.first, size.last), first, last)


def _wholes(sentence: Sentence) -> Iterator[Frame]:
    """ "zestien van de 35", and "van de acht wedstrijden ... won zij er negen"."""
    figures = sentence.figures
    for nr, part in enumerate(figures[:-1]):
        total = figures[nr + 1]
        if part.quantity.kind not in ("count", "fraction", "percent") or total.quantity.kind != "count":
            continue
        for phrase in table("wholes")["of"]:
            if sentence.find(phrase, part.last, part.last + 3) == part.last and total.first - part.last <= 6:
                gap = sentence.words[part.last + len(phrase.split()) : total.first]
                if all(word in table("wholes")["between"] for word in gap):
                    role: Role = "part" if part.quantity.kind == "count" else "share"
                    yield Frame(((nr, role), (nr + 1, "total")), Cue(part.last, total.first))
                    break
        else:
            if part.quantity.kind == "count":
                yield from _whole_first(sentence, nr)


def _whole_first(sentence: Sentence, nr: int) -> Iterator[Frame]:
    """ "Van de acht wedstrijden won zij er negen": the total opens the clause, the part has no noun of its
    own.
    """
    total, part = sentence.figures[nr], sentence.figures[nr + 1]
    lead = led_by(sentence, total, ("van",))
    if lead is None or (lead > 0 and sentence.words[lead - 1] not in (",", ";", ":", "en", "maar", "“", '"')):
        return
    clause = sentence.words[total.last : part.first]
    bare = part.last >= len(sentence.words) or sentence.tags[part.last] not in (
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
        "SYM",
    )
    if (
        bare
        and ";" not in clause
        and any(tag in ("VERB", "AUX") for tag in sentence.tags[total.last : part.first])
    ):
        yield Frame(((nr, "total"), (nr + 1, "part")), Cue(lead, total.first))
