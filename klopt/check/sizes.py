"""What the text says about how big a change or a difference is, and what it is compared with.

"Met 8 procent gestegen", "vier minuten sneller", "een voorsprong van vijf punten", "er verdween 520 hectare"; and words
that only say which way it goes ("lager dan een jaar terug").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.article import Field, Span
from extract.cues import words_of
from extract.nouns import Claim, Direction
from extract.words import table
from klopt.check.case import Case
from klopt.check.prose import CLAUSE_ENDS, Figure, Prose, has, once, prose

COMPOUND = 5
"""Letters of a noun of difference that may end a compound."""
LONGEST = 12
"""Words of a comparison ("dan in september, toen") that are read."""

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Size:
    """A stated size (`figure`), or only a direction (`figure` is None), at sentence number `sentence`.

    `than`: the words of what it is compared with ("vorig jaar", "in Gelderland"), empty if the text does not say; `end`
    is where they begin. `verbal`: it is the complement of a verb ("steeg met 8 procent"), which may have a subject of
    its own.
    """

    figure: Figure | None
    direction: Direction | None
    cue: Span
    sentence: int
    end: int
    than: tuple[str, ...] = ()
    verbal: bool = False

    @property
    def field(self) -> Field:
        """Where it stands."""
        return self.cue.field

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The stated size as a claim, if it is a figure."""
        return (self.figure.claim,) if self.figure else ()


@cache
def comparatives() -> dict[str, Direction]:
    """Comparatives with the way they go."""
    groups = tuple(table("changes")[name] for name in ("comparatives", "durations", "reaches"))
    words: dict[str, Direction] = {}
    for group in groups:
        words |= dict.fromkeys(group["up"], "up") | dict.fromkeys(group["down"], "down")
    return words


@cache
def _differences() -> dict[str, Direction | None]:
    known = table("changes")["differences"]
    nouns: dict[str, Direction | None] = dict.fromkeys(known["either"])
    nouns |= dict.fromkeys(known["up"], "up")
    nouns |= dict.fromkeys(known["down"], "down")
    return nouns


@cache
def _difference(word: str) -> Direction | Literal[False] | None:
    """The way a noun of difference goes, also as the end of a compound; False if it is none."""
    known = _differences()
    if word in known:
        return known[word]
    return next((known[end] for end in known if len(end) >= COMPOUND and word.endswith(end)), False)


def is_difference(word: str) -> bool:
    """Whether a noun says how far two values are apart: "verschil", "huurverhoging"."""
    return _difference(word) is not False


@cache
def verbs_of_difference() -> frozenset[str]:
    """Verbs that say that so many were lost or won."""
    known = table("changes")["differences"]
    parted = (verb for entry in known["parted"] for verb in entry["verb"])
    return frozenset((*known["lost"], *known["gained"], *parted))


@once
def sizes(case: Case) -> Iterator[Size]:
    """Every stated size of the article that no statement ties to two values already, in reading order."""
    text = prose(case)
    for figure in text.figures:
        size = _size(case, text, figure)
        if size is not None:
            yield size


def sizes_in(case: Case, sentence: int) -> tuple[Size, ...]:
    """The stated sizes of one sentence."""
    return _by_sentence(case)[0].get(sentence, ())


@once
def _by_sentence(case: Case) -> Iterator[dict[int, tuple[Size, ...]]]:
    grouped: dict[int, list[Size]] = defaultdict(list)
    for size in sizes(case):
        grouped[size.sentence].append(size)
    yield {nr: tuple(mine) for nr, mine in grouped.items()}


def _size(case: Case, text: Prose, figure: Figure) -> Size | None:
    kind, claim = figure.quantity.kind, figure.claim
    if kind in ("ordinal", "age", "share"):
        return None
    if found := _comparative(case, text, figure):
        return found
    if claim.role == "change" and claim.cue is not None:
        than, end = _than(case, text, figure, figure.quantity.span.end)
        verbal = kind != "factor" and _noun(figure) is False
        return Size(figure, claim.direction, claim.cue, figure.sentence, end, than, verbal)
    if claim.role in ("from", "to", "part", "total"):
        return None
    way = _noun(figure)
    if way is not False:
        than, end = _than(case, text, figure, figure.quantity.span.end)
        return Size(figure, way, figure.quantity.span, figure.sentence, end, than)
    way = _equals(text, figure)
    if way is not False:
        return Size(figure, way, figure.quantity.span, figure.sentence, figure.quantity.span.end)
    way = _marked(figure)
    if way is not False:
        return Size(figure, way, figure.quantity.span, figure.sentence, figure.quantity.span.end, verbal=True)
    if _therefore(figure):
        return Size(
            figure, None, figure.quantity.span, figure.sentence, figure.quantity.span.end, verbal=True
        )
    if _saves(figure):
        return Size(figure, None, figure.quantity.span, figure.sentence, figure.quantity.span.end)
    verb = _verb(text, figure) or _risen(figure)
    if verb:
        return Size(
            figure, verb, figure.quantity.span, figure.sentence, figure.quantity.span.end, verbal=False
        )
    return None


def _comparative(case: Case, text: Prose, figure: Figure) -> Size | None:
    """ "€ 15 meer", "drie zetels minder", "twaalf minder"."""
    after = figure.clause_after()[:3]
    for nr, word in enumerate(after):
        if word in ("of", "en", "niet", "dan", "van", "die", "om", "per", "is", "was", "nog"):
            return None
        way = comparatives().get(word)
        if way is None:
            continue
        following = text.figures[figure.nr + 1 : figure.nr + 2]
        if following and (following[0].quantity.hedge or "").split()[:1] == [word]:
            return None  # "318 leerlingen langer dan vier weken"
        if figure.before[-1:] in (("niet",), ("geen",)) or (nr == 2 and figure.quantity.kind != "count"):
            return None
        place = case.article.field(figure.field)
        start = place.lower().find(word, figure.quantity.span.end)
        cue = case.article.span(figure.field, start, start + len(word))
        than, end = _than(case, text, figure, cue.end)
        return Size(figure, way, cue, figure.sentence, end, than)
    return None


def _noun(figure: Figure) -> Direction | Literal[False] | None:
    """ "een voorsprong van vijf punten": the way of the noun, None if it has none, False if there is no such noun."""
    words = list(figure.clause_before())
    between = table("wholes")["between"]
    while words and words[-1] in between:
        words.pop()
    way = _difference(words[-2]) if len(words) >= 2 and words[-1] in ("van", "met") else False
    if way is False:
        return False
    known, noun = table("changes")["differences"], words[-2]
    amount = any(noun.endswith(word) for word in known["amounts"])
    if amount and figure.quantity.kind == "duration":
        return None  # "een winst van tien minuten": less time
    return False if amount and figure.quantity.kind not in known["amount_kinds"] else way


def _both_ways(text: Prose, figure: Figure) -> bool:
    """ "Er verdwenen 14 scholen en er kwamen er 3 bij"."""
    known = table("changes")["differences"]
    words = text.words(figure.sentence)
    lost, gained = set(words).intersection(known["lost"]), set(words).intersection(known["gained"])
    bij = any(
        "bij" in words and set(words).intersection(entry["verb"])
        for entry in known["parted"]
        if entry["particle"] == "bij"
    )
    return bool(lost) and (bool(gained) or bij)


def _verb(text: Prose, figure: Figure) -> Direction | None:
    """ "er verdween 520 hectare", "levert zes zetels in"."""
    known = table("changes")["differences"]
    before, after = figure.clause_before()[-6:], figure.clause_after()[:5]
    words = {*before, *after}
    if _both_ways(text, figure):
        return None  # what went and what came are not the difference
    if words.intersection(known["lost"]):
        return "down"
    if words.intersection(known["gained"]):
        return "up"
    for parted in known["parted"]:
        if words.intersection(parted["verb"]) and parted["particle"] in after:
            way: Direction = parted["way"]
            return way
    return None


def _equals(text: Prose, figure: Figure) -> Direction | Literal[False] | None:
    """ "De overschrijding bedraagt 2,5 miljoen": a noun of difference opens the sentence, the figure ends it."""
    known = table("changes")["differences"]
    lead = text.lead(figure)
    words = [word for word in lead if word not in table("wholes")["between"]]
    if words[-1:] and words[-1] in known["equals"] and lead[1:2] and lead[1] in known["subjects"]:
        return (
            _difference(lead[1])
            if lead[0] in ("de", "het", "die", "dat") and not figure.clause_after()
            else False
        )
    return False


def _marked(figure: Figure) -> Direction | Literal[False] | None:
    """ "plus 12 procent", "8 procent omhoog", "35 centimeter gezakt", "met 3,1 graden verbroken": the way it goes, None
    if the word does not say, False if there is no such word.
    """
    if figure.quantity.kind == "factor":
        return False
    known, before, after = table("changes")["marked"], figure.before[-3:], figure.after[:1]
    words = [word for word in before if word not in table("wholes")["between"]]
    if words[-1:] and words[-1] in ("tot", "naar", "op", "van", "rond", "boven", "onder"):
        return False
    for way, sign in (("up", known["plus"]), ("down", known["min"])):
        if before[-1:] and before[-1] in sign and figure.quantity.kind in known["kinds"]:
            return "up" if way == "up" else "down"
    if not after or figure.claim.role in ("to", "from"):
        return False
    if after[0] in known["up"]:
        return "up"
    if after[0] in known["down"]:
        return "down"
    if after[0] in words_of("verbs") and not after[0].endswith("de") and len(figure.clause_after()) <= 3:
        return words_of("verbs")[after[0]]
    return None if "met" in before and after[0] in known["either"] else False


def _therefore(figure: Figure) -> bool:
    """ "... van 30.000 naar 27.000, dus met 10 procent"."""
    words = [word for word in figure.clause_before() if word not in table("wholes")["between"]]
    lead = tuple(words[-2:])
    relative = figure.quantity.kind in ("percent", "percentage_point", "fraction")
    return relative and lead[-1:] == ("met",) and has(lead, table("changes")["back"]["therefore"])


def pieces_of(figure: Figure) -> bool:
    """Whether the noun behind a count only says that things are counted: "43 gevallen"."""
    return any(word in table("precise")["pieces"] for word in figure.clause_after()[:2])


def _saves(figure: Figure) -> bool:
    """ "Dat scheelt 45 gevallen": right behind the verb, and nothing behind it says for whom or in what time."""
    known, clause = table("changes")["differences"], figure.clause_before()
    words = [word for word in clause if word not in table("wholes")["between"] or word == "dat"]
    return (
        len(words) == 2
        and " ".join(words) in known["saves"]
        and (
            pieces_of(figure) and len(figure.clause_after()) <= 2
            if figure.quantity.kind == "count"
            else not figure.clause_after()
        )
    )


def _risen(figure: Figure) -> Direction | None:
    """ "het water steeg 50 centimeter": a verb of change right before the figure."""
    words = [word for word in figure.clause_before() if word not in table("wholes")["between"]]
    return words_of("verbs").get(words[-1]) if words and figure.quantity.kind != "factor" else None


def _than(case: Case, text: Prose, figure: Figure, at: int) -> tuple[tuple[str, ...], int]:
    """The words behind "dan", "als", "op" or "ten opzichte van", and where they begin."""
    sentence = text.spans[figure.sentence]
    place = case.article.field(figure.field)[at : sentence.end]
    opens = _OPENS.match(place) or (_OF_TIME.match(place) if figure.quantity.kind == "factor" else None)
    if opens is None and has(figure.before[-4:], table("changes")["differences"]["leads"]):
        opens = _AHEAD_OF.match(place)
    if opens is None:
        return _than_before(case, figure, sentence.start, at)
    begin = at + opens.end()
    words = _WORD.findall(place[opens.end() : opens.end() + LONGEST * 12])[:LONGEST]
    taken: list[str] = []
    for word in words:
        if word in CLAUSE_ENDS:
            break
        taken.append(word)
    return tuple(taken), begin


def _than_before(case: Case, figure: Figure, start: int, at: int) -> tuple[tuple[str, ...], int]:
    """The words of a comparison that opens the sentence: "ten opzichte van 1990 is dat 9 procent minder"."""
    if not figure.first:
        return (), at
    opens = _STARTS.match(case.article.field(figure.field)[start : figure.quantity.span.start])
    if opens is None:
        return (), at
    return tuple(
        word for word in _WORD.findall(opens.group(1)) if word not in CLAUSE_ENDS
    ), start + opens.start(1)


_STARTS = re.compile(
    r"(?:ten opzichte van|vergeleken met|in vergelijking met|gerekend vanaf)\s+((?:de |het )?\S+)",
    re.IGNORECASE,
)
# "meer dan", "zo veel als", "hoger in prijs dan": at most four words of the thing compared come first.
_OPENS = re.compile(
    r"(?:\s+\w+){0,4}?\s+(?:dan|als|ten opzichte van|vergeleken met|in vergelijking met|tegenover)\s+"
    r"|(?:\s+(?:voorsprong|achterstand|voor|meer|minder|hoger|lager))?\s+op\s+",
    re.IGNORECASE,
)
_AHEAD_OF = re.compile(r"\s+\w+\s+op\s+", re.IGNORECASE)
""" "Een voorsprong van vier punten op Ajax"."""
# "het dubbele van begin dit jaar", "zesmaal het bedrag van 2001"
_OF_TIME = re.compile(r"(?:\s+(?:het|de)\s+\w+)?\s+van\s+", re.IGNORECASE)
