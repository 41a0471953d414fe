"""Whether two figures are counted in one way: as sure, by one source or poll, with the same additions."""

from __future__ import annotations

from extract.nouns import Claim
from extract.words import table
from klopt.check.case import Case
from klopt.check.said import Said, said
from klopt.check.slips import slip_of
from klopt.check.stems import Stems, has_words, holds, stems_of
from klopt.check.subjects import day_parts, runs, same_source

CLOSE_BY = 4
"""Words right before a figure."""


def same_counting(one: Said, other: Said, ours: Stems, theirs: Stems, *, sure: bool = False) -> bool:
    """Whether both are counted in one way: as sure, with the same additions, of no two kinds or parts of a day. Where
    it is `sure` that they are one figure, who says it and who plans it makes no difference.
    """
    mine, yours = one.claim, other.claim
    loose = {"expected", "demanded", "denied", "hearsay"}
    moods = [_mood(one), _mood(other)]
    power = sure and slip_of(one.value, other.value) == "power"  # nobody expects ten times as much as he gets
    if sure:
        passed = ("demanded", "expected") if power else ("demanded",)
        moods = ["asserted" if mood in passed else mood for mood in moods]
    if moods[0] in loose or moods[1] in loose:
        return False
    texts = mine.span.text, yours.span.text
    if moods[0] != moods[1] and not all("mogelijk" in text.lower() for text in texts):
        return False
    if _defined(mine) != _defined(yours) or (_how_many_fit(mine) != _how_many_fit(yours) and not power):
        return False
    if other_kinds(one, other, sure=sure):
        return False
    parts = day_parts(texts[0]), day_parts(texts[1])
    if parts[0] and parts[1] and parts[0] != parts[1]:
        return False
    return sure or _one_source(one, other, ours, theirs)


def _defined(claim: Claim) -> frozenset[str]:
    """The words of a figure's sentence that say how it is counted; of a whole and its parts ("640 gepland, waarvan 40
    procent") those that are said of the one or the other.
    """
    text, at = claim.span.text, claim.quantity.span.start - claim.span.start if claim.quantity else 0
    leads = [f", {lead} " for lead in table("across")["of_which"]]
    first = max(0, *(text.rfind(lead, 0, max(at, 0)) for lead in leads))
    last = min((end for end in (text.find(lead, max(at, 0)) for lead in leads) if end > 0), default=len(text))
    return has_words(text[first:last], table("across")["definitions"])


def _how_many_fit(claim: Claim) -> bool:
    """Whether the words right before a figure say that so many fit: "er kunnen 9.400 mensen in"."""
    at = claim.quantity.span.start - claim.span.start if claim.quantity else 0
    before = " ".join(claim.span.text[: max(at, 0)].split()[-CLOSE_BY:])
    return bool(has_words(before, table("across")["room"]))


def other_kinds(one: Said, other: Said, *, sure: bool = False) -> bool:
    """Whether the two are of other kinds of one thing, or only one names a kind and the other's article is not of that
    kind alone; where it is `sure` that they are one figure, is of another kind.
    """
    mine, yours = _kinds(one.claim), _kinds(other.claim)
    if mine and yours:
        return mine != yours
    there = other.kinds if mine else one.kinds
    return bool(mine or yours) and (mine or yours) != there and not (sure and not there)


def _kinds(claim: Claim) -> frozenset[int]:
    """The kinds of one thing that the clause of a figure names; its sentence, if that names none."""
    text, at = claim.span.text, claim.quantity.span.start - claim.span.start if claim.quantity else 0
    first = max(text.rfind(", ", 0, max(at, 0)), text.rfind("; ", 0, max(at, 0)), 0)
    last = min(
        (end for end in (text.find(sign, max(at, 0)) for sign in (", ", "; ")) if end > 0), default=len(text)
    )
    kinds = table("across")["kinds"]
    found = (
        frozenset(nr for nr, words in enumerate(kinds) if has_words(part, words))
        for part in (text[first:last], text)
    )
    return next((some for some in found if some), frozenset())


def _one_source(one: Said, other: Said, ours: Stems, theirs: Stems) -> bool:
    """Whether nobody else is credited. Who is named here and called by a function there ("de coördinator", "de bond")
    may be one, if the article with the name has the function too.
    """
    here, there = one.claim.source, other.claim.source
    if here is None or there is None or same_name(here.name, there.name):
        return True
    for named, called, words in ((here, there, ours), (there, here, theirs)):
        if runs(named.name) and not runs(called.name):
            return any(holds(words, role) or _ends_one(words, role) for role in stems_of(called.name))
    return False


def _ends_one(words: Stems, role: str) -> bool:
    """Whether a compound ends in this: "vakbond"."""
    return any(word.endswith(role) for word in words)


def _mood(one: Said) -> str:
    """How surely a figure is told. Who is counted and wants something is no wish ("63 boeren willen stoppen"), nor is
    what takes so long on average ("moeten gemiddeld 19 weken wachten"), or that somebody must go to prison; more than
    expected is no forecast.
    """
    claim, known = one.claim, table("across")["moods"]
    if claim.modality == "expected" and has_words(claim.span.text, known["than_expected"]):
        return "asserted"
    if one.thing is not None and one.thing.head == table("across")["punished"][0]:
        if has_words(claim.span.text, known["in_court"]):
            return "demanded"
        return "asserted" if claim.modality == "demanded" else claim.modality
    if claim.modality != "demanded" or claim.quantity is None:
        return claim.modality
    if claim.role == "average":
        return "asserted"
    before = claim.span.text[: max(0, claim.quantity.span.start - claim.span.start)]
    wanted = claim.quantity.kind != "count" or has_words(before, table("modality")["words"]["demanded"])
    return "demanded" if wanted else "asserted"


def other_poll(one: Case, mine: Said, other: Case, yours: Said) -> bool:
    """Whether both figures are of polls, which are never one, unless both asked as many ("onder 1.104 inwoners")."""
    if not (polled(one, mine) and polled(other, yours)):
        return False
    asked = [
        {figure.value for figure in said(case) if figure.telling and figure.sort == ("count", "")}
        for case in (one, other)
    ]
    return not asked[0] & asked[1]


def polled(case: Case, one: Said) -> bool:
    """Whether a figure is of a poll: its article has spoken of one by the end of its sentence."""
    span = one.claim.span
    text = case.article.text[: span.end] if span.field == "text" else span.text
    return bool(has_words(f"{case.article.title or ''} {text}", table("across")["polls"]))


def same_name(one: str, other: str) -> bool:
    """Whether two sources can be one: by their names; where one has none, by a word that says more than "telling"."""
    if runs(one) and runs(other):
        return same_source(one, other)
    heads = frozenset(table("across")["heads"])
    mine, yours = (
        frozenset((*stems_of(name), *(word for run in runs(name) for word in run))) - heads
        for name in (one, other)
    )
    return not mine or not yours or any(holds(yours, word) for word in mine)
