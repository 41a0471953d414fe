"""Of whom and where a figure is: the group ("onder mannen", "van de jongeren") and the place that it is about.

Both hold as a time expression does (`extract.links`): what stands right behind a figure is the figure's own; else the
last one before it holds until another takes over. A group must be named as one, by a noun of `words/populations.toml`
behind a preposition; "per 100.000 inwoners" is a rate and no group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.noun_phrase import phrase_of
from extract.nouns import Mention
from extract.sentence import Figure, Sentence
from extract.singular import ground_form
from extract.words import table

NEAR = 8
"""Tokens between a figure and what is said of it alone."""
_NEVER = ("duration", "age", "ordinal")
_SHARES = ("percent", "fraction", "share", "count", "factor", "percentage_point")


@dataclass(frozen=True, slots=True)
class Scope:
    """What figures are about, and its tokens `first:last` with the preposition; `of` if that is "van"."""

    name: str
    first: int
    last: int
    of: bool = False


def population_of(sentence: Sentence, figure: Figure) -> str | None:
    """The group that the figure is about as written, without preposition and article; None if none is named."""
    groups: list[Scope] = _made(sentence)
    if (
        not groups
        or figure.quantity.kind in _NEVER
        or any(group.first <= figure.first < group.last for group in groups)
    ):
        return None
    if figure.quantity.kind in _SHARES:
        whole = next((group for group in groups if group.of and group.first == figure.last), None)
        if whole is not None:
            return whole.name
    found = _holding(sentence, figure, [group for group in groups if not group.of or _opens(sentence, group)])
    if found is not None and found.of and figure.quantity.kind not in _SHARES:
        return None
    return found.name if found else None


def place_of(sentence: Sentence, figure: Figure, mentions: Sequence[Mention]) -> str | None:
    """The place that the figure is about, of those named in the sentence; None if none is."""
    if "places" not in sentence.made:
        sentence.made["places"] = [
            scope for mention in mentions if (scope := _scope_of(sentence, mention)) is not None
        ]
    places: list[Scope] = sentence.made["places"]
    if len(places) < 2:
        return places[0].name if places else None
    return (_holding(sentence, figure, places) or places[0]).name


def _scope_of(sentence: Sentence, mention: Mention) -> Scope | None:
    if not sentence.span.covers(mention.span):
        return None
    piece = sentence.tokens.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if piece is None:
        return None
    first, last = piece.start - sentence.tokens.start, piece.end - sentence.tokens.start
    led = first > 0 and sentence.tags[first - 1] == "ADP"
    return Scope(mention.name, first - led, last)


def _holding(sentence: Sentence, figure: Figure, scopes: Sequence[Scope]) -> Scope | None:
    """The scope behind the figure that is its own, else the last before it that no other figure owns."""
    own = {id(scope): owner for owner in sentence.figures if (scope := _own(sentence, owner, scopes))}
    mine = _own(sentence, figure, scopes)
    if mine is not None:
        return mine
    before = [
        scope
        for scope in scopes
        if scope.last <= figure.first
        and id(scope) not in own
        and not {";", "."}.intersection(sentence.words[scope.last : figure.first])
    ]
    if before:
        return before[-1]
    alone = len(scopes) == 1 and len(sentence.figures) == 1 and scopes[0].first >= figure.last
    return scopes[0] if alone else None


def _own(sentence: Sentence, figure: Figure, scopes: Sequence[Scope]) -> Scope | None:
    breaks = table("populations")["breaks"]
    following = min(
        (f.first for f in sentence.figures if f.first >= figure.last), default=len(sentence.words)
    )
    for scope in scopes:
        if not figure.last <= scope.first <= min(following, figure.last + NEAR):
            continue
        gap = range(figure.last, scope.first)
        if any(sentence.words[at] in breaks or sentence.tags[at] in ("VERB", "AUX") for at in gap):
            return None
        return scope
    return None


def _opens(sentence: Sentence, group: Scope) -> bool:
    """Whether "Van de jongeren" opens its clause, so that what follows is a part of them."""
    return group.first == 0 or sentence.words[group.first - 1] in (",", ";", ":", "maar")


def _made(sentence: Sentence) -> list[Scope]:
    if "groups" not in sentence.made:
        words = table("populations")["prepositions"]
        places = [at for at, word in enumerate(sentence.words[:-1]) if word in words]
        sentence.made["groups"] = [scope for at in places if (scope := _group(sentence, at)) is not None]
    groups: list[Scope] = sentence.made["groups"]
    return groups


def _group(sentence: Sentence, at: int) -> Scope | None:
    """The group behind the preposition at `at`: an article, a number, adjectives, and a noun for a group."""
    tables, preposition = table("populations"), sentence.words[at]
    general = preposition in tables["general_only"]
    for i in range(at + 1, min(at + 8, len(sentence.words))):
        word, tag, token = sentence.words[i], sentence.tags[i], sentence.tokens[i]
        if word in tables["possessives"] or (general and tag == "NUM" and not _is_group(word)):
            return None
        if _is_group(word) and tag in ("NOUN", "PROPN", "ADJ", "NUM", "VERB") and not _goes_on(sentence, i):
            first, last = _phrase(sentence, i)
            return Scope(sentence.span_of(first, last).text, at, last, preposition == "van")
        if tag not in ("DET", "ADJ", "NUM", "ADV") and token.dep_ != "amod" and word not in tables["passed"]:
            return None
    return None


def _phrase(sentence: Sentence, at: int) -> tuple[int, int]:
    """The tokens of the noun at `at` with adjectives, complement ("van het vmbo") and age ("tot 25 jaar")."""
    token, first, last = sentence.tokens[at], at, at + 1
    if token.pos_ == "NOUN":
        words = phrase_of(token)
        before, _, behind = words.partition(token.text)
        first, last = at - len(before.split()), at + 1
        if behind.lower().split()[:1] and behind.lower().split()[0] in table("populations")["complements"]:
            last += len(behind.split())
    tables = table("populations")
    if last == at + 1 and last < len(sentence.words) and sentence.words[last] in tables["ages"]:
        for end in range(last + 1, min(last + 8, len(sentence.words))):
            if sentence.words[end] == "jaar":
                return first, end + 1
            if sentence.tags[end] != "NUM" and sentence.words[end] not in tables["in_ages"]:
                break
    return max(0, first), min(last, len(sentence.words))


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether an adjective or participle here only belongs to the noun behind it: "[oudere] werknemers"."""
    return (
        sentence.tags[at] != "NOUN"
        and at + 1 < len(sentence.words)
        and sentence.tags[at + 1] in ("NOUN", "PROPN")
    )


@cache
def _groups() -> tuple[str, ...]:
    return tuple(word.lower() for word in table("populations")["groups"])


@cache
def _long() -> tuple[str, ...]:
    return tuple(word for word in _groups() if len(word) > 4)


def _is_group(word: str) -> bool:
    """Whether the noun is a plural (or a collective) for a group; long ones also at the end of a compound."""
    base = ground_form(word)
    if base == word and word not in ("jeugd", "minima"):
        return False
    if base.endswith(tuple(table("populations")["no_groups"])):
        return False
    return base in _groups() or base.endswith(_long())
