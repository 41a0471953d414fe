"""A figure that a quote begins with as known: "‘Met 64.000 bezoekers op één zondag is dat een klein wonder’", "‘48
appartementen passen hier niet’", "‘We hebben 16 maanden werken overleefd’".

Who opens so tells no news: the figure is one that the text has given. What is compared ("drukker dan") or is of another
time, place or name is another figure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from extract.nouns import Period
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import ends_with, has_word, starts_with
from klopt.check.slips import Slip

if TYPE_CHECKING:
    from klopt.check.mentions import Mention

MUCH = 5_000
"""Characters before a figure in which a name must have been told."""
_PARTICIPLE = re.compile(r"\w{0,6}ge\w{2,}(?:en|d|t)|(?:be|ver|ont|her)\w{3,}(?:d|t)")
Given = Literal["led", "taken", "more"]
LEAD = 40
"""Characters of "‘Met maar liefst "."""
_OPENS = re.compile(r".*(?:\A|\s)[\"'‘“„]+", re.DOTALL)
_TAKEN_UP = re.compile(r"[^,.;:]{0,60}, (?:en )?(?:dat|die|daar|allemaal)\b")
_NOUN = re.compile(r"\A(?: (?!(?:is|zijn|was|waren)\b)[\w'’-]+){0,2}")
_CLOSES = re.compile(r"[’”»\"](?!\w)|(?<=[\w,.!?])'(?!\w)")
_OWN_CLAUSE = re.compile(r"[^,.;:!?]*(?:, (?:dat|die|dan|daar|het)(?: [\w'’-]+){0,2})?")
"""The clause of a figure, and the first words of one that takes it up."""
_NAME = re.compile(r"(?<!\A)(?<![\"'‘“„])\b[A-ZÀ-Ý][\w-]+")


def given_as(before: str, behind: str) -> Given | None:
    """How a quote begins with the figure, if it does: led by a preposition, taken up by "dat" behind a comma, or told
    by somebody ("we hebben") or judged ("is te veel"), which is said of more than was told only, as less may be a part.
    `before` is what stands before it in the article, `LEAD` characters at most.
    """
    known, opening = table("repeats")["given"], _OPENS.match(before)
    if opening is None:
        return None
    rest = before[opening.end() :].strip()
    filler = ends_with(rest, known["between"])
    rest = rest[: len(rest) - len(filler)].strip() if filler else rest
    led = starts_with(rest, (*known["leads"], *known["speaking"]))
    if rest and (led is None or rest.lower() != led):
        return None
    if _TAKEN_UP.match(behind):
        return "taken"
    if led is not None:
        return "led" if led in known["leads"] else "more"
    return "more" if starts_with(_NOUN.sub("", behind, count=1), known["judged"]) else None


def is_verb(before: str, behind: str) -> bool:
    """Whether "zijn" before a figure is the verb and no "his": "Op de drie scholen zijn 132 leerlingen ziek gemeld". A
    participle ends its clause, and no other verb has gone before.
    """
    ends = re.findall(r"[\w'’-]+", re.split(r"[,.;:(]", behind)[0])[-1:]
    known = table("repeats")["given"]
    if not ends or not (_PARTICIPLE.fullmatch(ends[0]) or ends[0] in table("wholes")["adjectives"]):
        return False
    lead = re.sub(r"zijn\s*\Z", "", before)
    return not has_word(lead, known["verbs"]) and ends_with(lead, known["led"]) is None


def is_known(case: Case, mention: Mention, first: Mention, slip: Slip | None, *, noun: bool) -> bool:
    """Whether a figure without a word that refers back can only be the one told before. `noun`: both are of one."""
    if mention.given:
        told = mention.given != "more" or mention.value > first.value
        told = told and (noun or mention.given == "taken")
        return told and (slip == "digits" or outlasts(mention, first)) and _of_its_time(case, mention, first)
    one, other = mention.claim.period, first.claim.period
    same = one is not None and other is not None and one.days is not None and one.days == other.days
    return mention.factive and (slip is not None or same)


def outlasts(mention: Mention, first: Mention) -> bool:
    """Whether a figure says that something went on for longer than the text says that all of it lasted: "werken die 14
    maanden hebben geduurd ... ‘We hebben 16 maanden werken overleefd’". Less may be a part of it.
    """
    if mention.quantity.kind != "duration" or mention.value <= first.value:
        return False
    event = mention.claim.measure
    named = event is not None and event in {noun.lower() for noun in first.nouns}
    return named and has_word(first.sentence.text, table("repeats")["given"]["lasted"])


def _of_its_time(case: Case, mention: Mention, first: Mention) -> bool:
    """Whether the sentence of a given figure names no other time than that of the first, and nobody new."""
    sentence, mine, known = mention.sentence, first.claim.period, table("repeats")["given"]
    text, span = case.article.field(sentence.field), mention.quantity.span
    lead, behind = text[max(0, span.start - LEAD) : span.start], text[span.end : sentence.end]
    opening, closing = _OPENS.match(lead), _CLOSES.search(behind)
    lead = lead[opening.end() :] if opening else lead
    behind = behind[: closing.start()] if closing else behind
    own = _OWN_CLAUSE.match(behind)
    wished = own is not None and not starts_with(lead, ("na",)) and has_word(own.group(), known["not_own"])
    if wished or has_word(f"{lead} | {behind}", known["not"]):
        return False
    seen = (case.article.title or "") + case.article.text[max(0, sentence.start - MUCH) : sentence.start]
    clause = re.split(r"[,.;:!?]", behind)[0]
    if any(name.group() not in seen for name in _NAME.finditer(clause)):
        return False
    named = case.periods_in(sentence)
    return all(mine is not None and _may_be_one(mine, period) for period in named)


def _may_be_one(one: Period, other: Period) -> bool:
    """Whether two times overlap, or are said alike where neither has a date."""
    if one.days is None or other.days is None:
        return one.span.text.lower() == other.span.text.lower()
    return one.days.overlaps(other.days)
