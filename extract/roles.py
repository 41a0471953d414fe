"""The role of a figure that no statement ties to another: a level, a share, an average, a limit, a part."""

from __future__ import annotations

from decimal import Decimal

from extract.frames import led_by
from extract.nouns import Role
from extract.qualities import Measure
from extract.sentence import Figure, Sentence
from extract.words import table

_FEWEST = 2
"""Parts between brackets that make up a total."""
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
    if kind == "percent" and _in_row(sentence, figure):
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
    if broken_down := _in_brackets(sentence, figure):
        return broken_down
    following = next((other for other in sentence.figures if other.first >= figure.last), None)
    if following is None or following.quantity.kind not in ("count", "percent", "fraction"):
        return None
    tied = any(
        _right_behind(sentence, following, tie) and "," in sentence.words[figure.last : following.first]
        for tie in ties
    )
    return "total" if tied else None


def _in_brackets(sentence: Sentence, figure: Figure) -> Role | None:
    """ "16 leden (14 in Breda, 2 in Tilburg)": counts between brackets that make up the one before them."""
    for total in (other for other in sentence.figures if other.first <= figure.first):
        opens = sentence.find("(", total.last, total.last + 4)
        closes = sentence.find(")", opens) if opens is not None else None
        if opens is None or closes is None:
            continue
        parts = [other for other in sentence.figures if opens < other.first < closes]
        values = [other.quantity.value for other in parts if other.quantity.kind == "count"]
        if len(values) < _FEWEST or len(values) < len(parts):
            continue
        whole = total.quantity.value
        numbers = [value for value in values if isinstance(value, Decimal)]
        if len(numbers) == len(values) and sum(numbers) == whole:
            if figure is total:
                return "total"
            if figure in parts:
                return "part"
    return None


def _right_behind(sentence: Sentence, figure: Figure, phrase: str) -> bool:
    """Whether the figure stands right behind these words, hedges passed over."""
    words = tuple(phrase.split())
    at = led_by(sentence, figure, words[-1:])
    return at is not None and sentence.words[max(0, at + 1 - len(words)) : at + 1] == words


def _rule(sentence: Sentence, figure: Figure) -> Role | None:
    """ "moet minimaal 500": a limit where the sentence says that it is a rule."""
    limits = table("measures")["limits"]
    if not set(limits["rules"]).intersection(sentence.words):
        return None
    if sentence.has_any(limits["at_least"], figure.first - 3, figure.first):
        return "minimum"
    return "maximum" if sentence.has_any(limits["at_most"], figure.first - 3, figure.first) else None


def _in_row(sentence: Sentence, figure: Figure) -> bool:
    """Whether a percentage goes on a row of levels: "tegen 7 procent, 7,5 en [8 procent]"."""
    before = [other for other in sentence.figures if other.last <= figure.first]
    if not before or before[-1].quantity.kind != "percent":
        return False
    between = sentence.words[before[-1].last : figure.first]
    if not between or len(between) > _ROW or not set(between) <= _ROWS:
        return False
    return _is_rate(None, sentence, before[-1]) or _in_row(sentence, before[-1])


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
