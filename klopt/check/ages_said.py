"""How a text says an age: "de 34-jarige", "werd gisteren 80", "met zijn 29 jaar", "honderd kaarsjes uitblazen"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.article import Span
from extract.nouns import Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

_TURNED = re.compile(r" (?:jaar )?(?:werd|wordt|is geworden|was geworden|geworden|worden|mocht worden)\b")
_AGE_END = re.compile(r"\s*(?:jaar\b(?! (?:lang|geleden|later|eerder|cel|na|voor)\b)|[.,;:)]|en\b|toen\b|\Z)")
_THEN = re.compile(r"[A-ZÀ-Ý][\w'’-]+, (?:toen|destijds) (?:nog |pas )?\Z")
_TURNED_BACK = re.compile(r" (?:jaar )?(?:werd|wordt) (?:hij|zij|ze)\b")
_BECOME = re.compile(r"\s(?:jaar )?geworden\b")
_PRONOUN = re.compile(r"\b(?:is|was|werd|wordt) (?:hij|zij|ze)(?: \w+){0,2} \Z", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:was|is)\b[^,;.()]{0,60} in (?:19|20)\d\d (?:pas |nog |al )?\Z")
_AND_SO = re.compile(r"\b(?:is|was) (?:van|geboren)\b[^.;()]{3,30} en (?:is )?(?:dus|nu|inmiddels) \Z")
_BRACKETED = re.compile(r"[A-ZÀ-Ý][\w'’-]+ \(\Z")
"""After these a bare number is an age: "werd ze 90", "was in 2016 zeventien jaar", "is van 1929 en dus 92"."""
_WITH_END = re.compile(r"\s*(?:jaar\b)?(?! (?:ervaring|dienst|lang|in dienst|op|geleden))(?:,|\.|\)| [a-z])")
""" "Met zijn 29 jaar was hij"; not "met zijn 29 jaar ervaring"."""


@dataclass(frozen=True, slots=True)
class Said:
    """The characters of an age, how many years, whether it is of another time than now, and whether it is told as a
    birthday ("honderd kaarsjes"). `noun` is what the years are counted by there.
    """

    span: Span
    years: Decimal
    then: bool
    birthday: bool = False
    noun: str = ""


def age_said(case: Case, near: Nearby, quantity: Quantity) -> Said | None:
    """The age that a figure is, if the words around it say so."""
    before, behind = near.before(quantity.span), near.behind(quantity.span)
    words = table("lives")["age"]
    value = quantity.value
    if not isinstance(value, Decimal):
        return None
    then = has_word(before[-40:], words["past"]) or has_word(behind[:12], ("toen",))
    if quantity.kind == "ordinal":
        return _rank(case, quantity, value, before, behind)
    if quantity.kind == "age" or quantity.span.text.endswith("jarige"):
        return _years_old(quantity, value, before, behind, then=then)
    if quantity.kind in ("count", "duration") and quantity.unit in (None, "jaar"):
        candles = _candles(case, near, quantity, value)
        if candles is not None:
            return candles
        if (back := _told_back(case, quantity, before, behind, then=then)) is not None:
            return Said(quantity.span, value, back)
    return None


def _rank(case: Case, quantity: Quantity, value: Decimal, before: str, behind: str) -> Said | None:
    """ "In haar 95ste levensjaar", "zijn tachtigste verjaardag", "begon op zijn zestiende"."""
    year = starts_with(behind, ("levensjaar", "verjaardag"))
    if year:
        return Said(_with(case, quantity.span, behind, year), value - (year == "levensjaar"), False)
    if ends_with(before, ("op zijn", "op haar", "op z'n", "op d'r")) and quantity.span.text.islower():
        return Said(quantity.span, value, not has_word(before[-30:], ("nu", "inmiddels", "thans")))
    return None


def _with(case: Case, span: Span, behind: str, word: str) -> Span:
    """A figure with the word behind it."""
    end = span.end + len(behind) - len(behind.lstrip()) + len(word)
    return case.article.span(span.field, span.start, end)


def _years_old(quantity: Quantity, value: Decimal, before: str, behind: str, *, then: bool) -> Said | None:
    """ "De 34-jarige wethouder", "34 jaar oud"; no "vanaf 18 jaar" and no "20-jarige loopbaan"."""
    if quantity.unit not in (None, "jaar", "maand") or quantity.span.text.endswith(
        ("plusser", "plussers", "jarigen")
    ):
        return None
    if has_word(
        before[-30:], ("van", "tot", "vanaf", "onder", "boven", "jonger dan", "ouder dan")
    ) and re.search(r"\b(?:van|tot|vanaf|dan|onder|boven)\s*\Z", before):
        return None
    following = re.match(r"\s*(\w+)", behind)
    if following and quantity.span.text.endswith("jarige"):
        if following.group(1).lower() == "leeftijd":
            return Said(quantity.span, value, True)
        if following.group(1).lower().endswith(tuple(table("lives")["age"]["things"])):
            return None
    return Said(quantity.span, value, then)


def _candles(case: Case, near: Nearby, quantity: Quantity, value: Decimal) -> Said | None:
    """ "Mocht honderd kaarsjes uitblazen", "telt tachtig lentes": years counted by what stands for them; of a club or
    a school it is no life.
    """
    known, behind = table("lives")["counted"], near.behind(quantity.span)
    noun, sentence = starts_with(behind, known["nouns"]), near.sentence(quantity.span).text
    if noun is None or not has_word(sentence, known["with"]):
        return None
    if has_word(sentence, (*table("lives")["age"]["things"], *known["other"])):
        return None
    whose = _WHOSE.search(near.before(quantity.span))
    if whose is not None:  # somebody whose name was not read as one leaves the age to another
        end = quantity.span.start - len(near.before(quantity.span)) + whose.end(1)
        people = (m.span for m in case.extraction.mentions if m.kind == "person")
        if not any(span.field == quantity.span.field and span.end == end for span in people):
            return None
    return Said(_with(case, quantity.span, behind, noun), value, False, birthday=True, noun=noun)


_WHOSE = re.compile(r"([A-ZÀ-Ý][\w'’-]+)(?: \([^()]{1,40}\))?, die (?:[\w'’-]+ ){0,6}\Z")


def _told_back(case: Case, quantity: Quantity, before: str, behind: str, *, then: bool) -> bool | None:
    """Whether a bare number is an age of another time than now; None if the words do not say that it is an age."""
    words = table("lives")["age"]
    verb = _without_fillers(before)
    named = re.search(r"\b(?:is|was|werd|wordt)(?: \S+){0,3} [A-ZÀ-Ý]\w+ ?\Z", before)
    if (ends_with(verb, words["verbs"]) or named) and (_AGE_END.match(behind) or _BECOME.match(behind)):
        return then
    closed = _without_fillers(_ASIDE.sub("", before))
    if _INVERTED.search(closed) and (_AGE_END.match(behind) or _BECOME.match(behind)):
        return then
    if _BECOME.match(behind) and _IS_NAMED.search(closed):
        return then
    timed = has_word(before[-80:], (*words["verbs"], *words["turned"])) or _TURNED.match(behind)
    untimed = _without_times(case, quantity.span, before) if timed else before
    if ends_with(untimed, words["turned"]) and (_AGE_END.match(behind) or _time_behind(case, quantity.span)):
        return then
    if ends_with(untimed, ("is", "was")) and (_BECOME.match(behind) or _SINCE.search(before)):
        return then
    said = _PRONOUN.search(before) or _IN_YEAR.search(before) or _AND_SO.search(before)
    if said and _AGE_END.match(behind):
        return then
    if _BRACKETED.search(before) and re.match(r"(?: jaar)?, (?:geboren|geb\.)", behind):
        return then
    if ends_with(before, words["with"]) and _WITH_END.match(behind):
        return then
    if _THEN.search(before) and _AGE_END.match(behind):
        return True
    if _TURNED_BACK.match(behind):
        return then
    if ends_with(before, words["reached"]) and _AGE_END.match(behind):
        return True
    return then if _SUBJECT.search(untimed) and _TURNED.match(behind) else None


_ASIDE = re.compile(r" ?\([^()]{1,60}\)|, (?:geboren|°)[^,;.]{3,60},")
_INVERTED = re.compile(r"\b(?:werd|wordt)(?: [\w'’-]+){0,3} [A-ZÀ-Ý][\w'’-]+ ?\Z")
_IS_NAMED = re.compile(r"\b(?:is|was)(?: [\w'’-]+){0,3} [A-ZÀ-Ý][\w'’-]+ ?\Z")
""" "Maandag wordt Wim Bos (°1956) zestig", "gisteren is Sjef Peters (°1924) 95 geworden"."""
_SUBJECT = re.compile(r"(?:[A-ZÀ-Ý][\w'’-]+|\b(?:hij|zij|ze|mocht|heeft|had|nooit))(?: ook)? ?\Z")
_SINCE = re.compile(r"\b(?:is|was) (?:al )?sinds [^,;.()]{3,30}\Z")
""" "Is sinds juli 34"."""
_LED_TIME = re.compile(r"(?:\s|\b(?:in|op|sinds|rond|begin|eind|half|medio|nu|de|het))+\Z", re.IGNORECASE)


def _without_fillers(before: str) -> str:
    """What stands before a number, without the words between it and its verb: "werd gisteren pas"."""
    between = "|".join(table("lives")["age"]["between"])
    return re.sub(rf"(?:\s+(?:{between}))+\s*\Z", "", before, flags=re.IGNORECASE)


def _without_times(case: Case, span: Span, before: str) -> str:
    """The same without time expressions: "wordt in juli 34", "werd op 3 mei dit jaar 80"."""
    ends = {p.span.end: p.span for p in case.extraction.periods if p.span.field == span.field}
    led = _without_fillers(before).rstrip()
    for _ in range(3):
        time = ends.get(span.start - len(before) + len(led))
        if time is None or len(time.text) > len(led):
            break
        led = _without_fillers(_LED_TIME.sub("", led[: len(led) - len(time.text)])).rstrip()
    return led


def _time_behind(case: Case, span: Span) -> bool:
    """ "Wordt 34 dit jaar": a time expression right behind the number."""
    return any(
        p.span.field == span.field
        and 0 < p.span.start - span.end <= len(" jaar in ")
        and re.fullmatch(r" (?:jaar )?(?:in |op )?", case.article.field(span.field)[span.end : p.span.start])
        for p in case.extraction.periods
    )
