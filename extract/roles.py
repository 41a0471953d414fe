"""The role of a figure that no statement ties to another: a level, a share, an average, a limit, a part."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from extract.frames import led_by
from extract.nouns import Role
from extract.qualities import Measure
from extract.sentence import Figure, Sentence, phrases_of
from extract.words import table

_FEWEST = 2
"""Parts between brackets that make up a total."""
_BRACKETED = 60
"""Tokens that brackets may hold."""
_ROW = 2
_ROWS = {",", "en", "of", "à", "a"}
"""Between the figures of a row, and how many words at most."""


def role_of(sentence: Sentence, figure: Figure, measure: Measure | None) -> Role:
    """The role of a figure that no statement ties to another."""
    kind = figure.quantity.kind
    near = sentence.words[max(0, figure.first - 3) : figure.first]
    following = sentence.words[figure.last : figure.last + 2]
    average = table("wholes")["average"]
    if any(word in average for word in near) or (
        measure and measure.phrase.lower().startswith(tuple(average))
    ):
        return "average"
    if kind == "factor":
        return "change"
    if kind in ("fraction", "share"):
        return "share"
    if limit := _limit(measure) or _rule(sentence, figure):
        return limit
    if kind == "percent" and sentence.number_of(figure) in sentence.once("rows", lambda: _rows(sentence)):
        return "level"
    if kind == "percent" and (following[:1] == ("van",) or not _is_rate(measure, sentence, figure)):
        return "share"
    if kind == "count" and (part := _of_whole(sentence, figure)):
        return part
    if "totaal" in (*near[-2:], *following) or _right_behind(sentence, figure, "in totaal"):
        return "total"
    return "level"


def _of_whole(sentence: Sentence, figure: Figure) -> Role | None:
    """ "31 gemeenten, waarvan zeven": the total and its part; "dertig van hen" is a part."""
    wholes = table("wholes")
    ties = (*wholes["whereof"], *wholes["among"])
    if sentence.find("van hen", figure.last, figure.last + 2) is not None:
        return "part"
    if any(_right_behind(sentence, figure, tie) for tie in ties):
        return "part"
    broken_down: dict[int, Role] = sentence.once("broken down", lambda: _in_brackets(sentence))
    if part := broken_down.get(sentence.number_of(figure)):
        return part
    behind = sentence.number_of(figure) + 1
    following = next((other for other in sentence.figures[behind:] if other.first >= figure.last), None)
    if following is None or following.quantity.kind not in ("count", "percent", "fraction"):
        return None
    tied = any(
        _right_behind(sentence, following, tie) and "," in sentence.words[figure.last : following.first]
        for tie in ties
    )
    return "total" if tied else None


def _in_brackets(sentence: Sentence) -> dict[int, Role]:
    """ "16 leden (14 in Breda, 2 in Tilburg)": counts between brackets that make up the one before them, by number."""
    roles: dict[int, Role] = {}
    for nr, total in enumerate(sentence.figures):
        opens = sentence.find("(", total.last, total.last + 4)
        closes = sentence.find(")", opens, opens + _BRACKETED) if opens is not None else None
        if opens is None or closes is None:
            continue
        parts = range(nr + 1, bisect_left(sentence.figures, closes, key=lambda other: other.first))
        quantities = [sentence.figures[part].quantity for part in parts]
        counts = [q.value for q in quantities if q.kind == "count" and isinstance(q.value, Decimal)]
        if _FEWEST <= len(counts) == len(quantities) and sum(counts) == total.quantity.value:
            roles[nr] = "total"
            for part in parts:
                roles[part] = "part"
    return roles


def _right_behind(sentence: Sentence, figure: Figure, phrase: str) -> bool:
    """Whether the figure stands right behind these words, hedges passed over."""
    words = tuple(phrase.split())
    at = led_by(sentence, figure, words[-1:])
    return at is not None and sentence.words[max(0, at + 1 - len(words)) : at + 1] == words


def _rule(sentence: Sentence, figure: Figure) -> Role | None:
    """ "moet minimaal 500": a limit where the sentence says that it is a rule."""
    if not set(table("measures")["limits"]["rules"]).intersection(sentence.words):
        return None
    first = max(0, figure.first - 3)
    if sentence.has_any(phrases_of("measures", "limits", "at_least"), first, figure.first):
        return "minimum"
    return (
        "maximum"
        if sentence.has_any(phrases_of("measures", "limits", "at_most"), first, figure.first)
        else None
    )


def _rows(sentence: Sentence) -> set[int]:
    """The numbers of the figures that go on a row of levels: "tegen 7 procent, 7,5 en [8 procent]"."""
    rows: set[int] = set()
    for nr, figure in enumerate(sentence.figures):
        last = sentence.before(figure) - 1
        if last < 0 or sentence.figures[last].quantity.kind != "percent":
            continue
        between = sentence.words[sentence.figures[last].last : figure.first]
        tied = 0 < len(between) <= _ROW and set(between) <= _ROWS
        if tied and (last in rows or _is_rate(None, sentence, sentence.figures[last])):
            rows.add(nr)
    return rows


def _is_rate(measure: Measure | None, sentence: Sentence, figure: Figure) -> bool:
    """Whether a percentage is a level of its own ("een rente van 5 procent") rather than a part of a whole."""
    rates = table("measures")["rates"]["nouns"]
    named = measure is not None and any(measure.lemma.endswith(noun) for noun in rates)
    return named or led_by(sentence, figure, ("van", "op", "tegen", "tot", "naar", "met")) is not None


def _limit(measure: Measure | None) -> Role | None:
    """ "minimum" or "maximum" if the measure itself is a limit ("kiesdrempel", "uitgavenplafond")."""
    limits = table("measures")["limits"]
    if measure is not None and any(measure.lemma.endswith(noun) for noun in limits["minimum"]):
        return "minimum"
    if measure is not None and any(measure.lemma.endswith(noun) for noun in limits["maximum"]):
        return "maximum"
    return None
