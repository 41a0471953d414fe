"""By which words a figure is known to say how big a change or a difference is: "een voorsprong van", "er verdween",
"plus", "dat scheelt".

A direction, None for a size that may go either way, False for no size.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from extract.cues import noun_direction, words_of
from extract.nouns import Direction
from extract.words import table
from klopt.check.prose import Figure, Prose, has

COMPOUND = 5
"""Letters of a noun of difference that may end a compound."""

Way = Direction | Literal[False] | None


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
def _difference(word: str) -> Way:
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


def by_noun(figure: Figure) -> Way:
    """ "een voorsprong van vijf punten": the way of the noun, None if it has none, False if there is no such noun."""
    words = list(figure.clause_before())
    between = table("wholes")["between"]
    while words and words[-1] in between:
        words.pop()
    known = table("changes")["differences"]
    if is_step(figure):
        return None if figure.quantity.kind in known["step_kinds"] else False
    way = _difference(words[-2]) if len(words) >= 2 and words[-1] in ("van", "met") else False
    if way is False:
        return False
    noun = words[-2]
    amount = any(noun.endswith(word) for word in known["amounts"])
    if amount and figure.quantity.kind == "duration":
        return None  # "een winst van tien minuten": less time
    return False if amount and figure.quantity.kind not in known["amount_kinds"] else way


def by_noun_behind(figure: Figure) -> Way:
    """ "Drie procentpunt winst", "acht procentpunt minder": points of a percentage are always the size of something;
    the noun right behind them says which way it goes.
    """
    if figure.quantity.kind != "percentage_point":
        return False
    way = _difference(figure.after[0]) if figure.after else False
    return None if way is False else way


def is_step(figure: Figure) -> bool:
    """ "Een stap van een kwart procentpunt": the noun names a move, which may be one that is still to come."""
    words = [word for word in figure.clause_before() if word not in table("wholes")["between"]]
    return words[-1:] == ["van"] and has(tuple(words[-2:-1]), table("changes")["differences"]["steps"])


def by_measure(text: Prose, figure: Figure) -> Direction | None:
    """ "Zakte het kwik acht graden, van 31 naar 23", "liep de schuld drie miljoen op: van 12 naar 15": so much, right
    before the two values of a verb of change, and behind no preposition.
    """
    ends = [f for f in text.within(figure.sentence) if f.claim.frame is not None and f.nr == figure.nr + 1]
    after = figure.after
    if not ends or ends[0].claim.role != "from" or figure.quantity.kind in ("percent", "factor", "fraction"):
        return None
    parted = after[:1] if after[1:2] in ((",",), (":",)) else ()
    if after[len(parted) :] not in ((",", "van"), (":", "van"), (",", "vanaf"), ("van",)):
        return None
    words = [word for word in figure.clause_before() if word not in table("wholes")["between"]]
    if has(figure.before[-1:], table("changes")["marked"]["led"]) or _is_how_long(figure):
        return None
    separable = (
        entry
        for entry in table("changes")["separable"]
        if parted and not set(entry["verb"]).isdisjoint(words)
    )
    for entry in separable:
        if parted[0] in entry["up"] or parted[0] in entry["down"]:
            return "up" if parted[0] in entry["up"] else "down"
    found = {words_of("verbs")[word] for word in (*words, *parted) if word in words_of("verbs")}
    return found.pop() if len(found) == 1 else None


def by_subject(text: Prose, figure: Figure) -> Way:
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


def by_mark(figure: Figure) -> Way:
    """ "plus 12 procent", "8 procent omhoog", "35 centimeter gezakt", "met 3,1 graden verbroken": the way it goes, None
    if the word does not say, False if there is no such word.
    """
    if figure.quantity.kind == "factor":
        return False
    known, before, after = table("changes")["marked"], figure.before[-3:], figure.after[:1]
    words = [word for word in before if word not in table("wholes")["between"]]
    if words[-1:] and words[-1] in ("tot", "naar", "op", "van", "rond", "boven", "onder"):
        return False
    if _is_how_long(figure):
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


def therefore(figure: Figure) -> bool:
    """ "... van 30.000 naar 27.000, dus met 10 procent"."""
    words = [word for word in figure.clause_before() if word not in table("wholes")["between"]]
    lead = tuple(words[-2:])
    relative = figure.quantity.kind in ("percent", "percentage_point", "fraction")
    return relative and lead[-1:] == ("met",) and has(lead, table("changes")["back"]["therefore"])


def is_of_none(figure: Figure) -> bool:
    """Whether a comparative behind a figure is of no two values: "waren er tien ouder dan 70" counts people, "de
    toename was met 5 procent kleiner" is of two increases, "een jaar eerder" is a time.
    """
    word = next(iter(figure.after), "")
    known = table("changes")["comparatives"]
    if figure.before[-1:] and figure.before[-1].endswith("ste") and figure.before[-2:-1] == ("de",):
        return True  # "bij de beste tien procent meer dan twee ton": a group
    if word in known["thresholds"]:
        return figure.quantity.kind in ("count", "percent", "fraction")
    if word in known["times"] and figure.after[1:2] != ("dan",):
        return figure.quantity.kind == "duration" and figure.unit in known["time_units"]
    return word in comparatives() and any(noun_direction(before) for before in figure.clause_before())


def pieces_of(figure: Figure) -> bool:
    """Whether the noun behind a count only says that things are counted: "43 gevallen"."""
    return any(word in table("precise")["pieces"] for word in figure.clause_after()[:2])


def saves(figure: Figure) -> bool:
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


def risen(figure: Figure) -> Direction | None:
    """ "het water steeg 50 centimeter": a verb of change right before the figure."""
    words = [word for word in figure.clause_before() if word not in table("wholes")["between"]]
    if _is_how_long(figure):
        return None
    return words_of("verbs").get(words[-1]) if words and figure.quantity.kind != "factor" else None


def _is_how_long(figure: Figure) -> bool:
    """ "In een uur zakte het kwik", "groeide in die tien jaar van 88 naar 109": how long it took is no size."""
    led = [word for word in figure.before if word not in table("changes")["marked"]["articles"]]
    return figure.quantity.kind == "duration" and has(tuple(led[-1:]), table("changes")["marked"]["led"])
