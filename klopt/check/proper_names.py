"""Whether names part two articles, by their capitals: the reader knows few towns that are small, or made up.

Two articles on one matter nearly always have a name in common that is not known to everybody: a town, a street, a body.
Two on the same sort of thing in two towns each have such names, and none that is the other's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import permutations

from extract.words import table
from klopt.check.candidates import WORD
from klopt.check.case import Case, once
from klopt.check.subjects import SENTENCE

LONGEST_ENDING = 2
"""Letters at the end of a name that its adjective may change: "Goes" and "Goese"."""
Heads = Mapping[str, set[str]]
_EDGES = ".,;:!?()[]\"'‘’“”„"


def share_a_name(one: Case, other: Case) -> bool:
    """Whether a name that few know is in both, or in one and the other was published by it."""
    (_, mine), (_, yours) = _rare(one)[0], _rare(other)[0]
    return _share(mine, _called(other)[0]) or _share(yours, _called(one)[0])


def apart_by_names(one: Case, other: Case) -> bool:
    """Whether each article has names that few know, and shares none of them: two towns that both have the CDA."""
    (mine, _), (yours, _) = _rare(one)[0], _rare(other)[0]
    return bool(mine and yours) and not share_a_name(one, other)


def _share(here: frozenset[str], there: Heads) -> bool:
    """Whether a name of the one is among the words of the other, as a name or an adjective."""
    return any(is_one_word(name, word) for name in here for word in there.get(name[:WORD], ()))


def is_one_word(one: str, other: str) -> bool:
    """Whether two words can be forms of one name.

    >>> is_one_word("zwolle", "zwolse"), is_one_word("goes", "goese"), is_one_word("almelo", "almere")
    (True, True, False)
    """
    if one == other:
        return True
    alike = next(
        (nr for nr, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if alike < WORD:
        return False
    rests = {one[alike:], other[alike:]}
    endings, losses = table("across")["name_endings"], table("across")["name_losses"]
    return any(a in losses and b in endings for a, b in permutations(rests))


@once
def _rare(case: Case) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
    """The names that few know: words with a capital that does not come from where they stand, and those of names that
    the reader found; no people, of whom every report has its own. Then those and what is taken for a person's as well
    as for a place's: it may part no articles, but who shares it shares a name.
    """
    article = case.article
    found: set[str] = set()
    for sentence in SENTENCE.split(f"{article.title or ''}\n{article.text}"):
        words = [word.strip(_EDGES) for word in sentence.split()]
        found |= {word.lower() for word in words[1:] if _is_name(word)}
    people, others, places = set[str](), set[str](), set[str]()
    for mention in case.extraction.mentions:
        parts = {word.lower() for word in mention.name.split() if _is_name(word)}
        (people if mention.kind == "person" else others).update(parts)
        if mention.kind == "place":
            places |= parts
    yield (
        frozenset(name for name in (found | others) - people if not _is_common(name)),
        frozenset(name for name in ((found | others) - people) | places if not _is_common(name)),
    )


@once
def _called(case: Case) -> Iterable[Heads]:
    """All words with a capital, wherever they stand, and those of who published the article, by how they begin."""
    article, heads = case.article, defaultdict[str, set[str]](set)
    for word in f"{article.title or ''} {article.text} {article.source or ''}".split():
        name = word.strip(_EDGES)
        if _is_name(name):
            heads[name[:WORD].lower()].add(name.lower())
    yield heads


def _is_name(word: str) -> bool:
    """Whether a word has a capital. Of letters alone it is a party or a body that the whole country has."""
    return len(word) >= WORD and word[0].isupper() and not word.isupper()


def _is_common(name: str) -> bool:
    """Whether many articles have this name, or its adjective: "Amsterdam", "Europese", "Openbaar Ministerie"."""
    return name in _bodies() or any(
        name[: len(name) - cut] in _background() for cut in range(LONGEST_ENDING + 1)
    )


@cache
def _background() -> frozenset[str]:
    return frozenset(word for level in table("background")["level"] for word in level["words"].split())


@cache
def _bodies() -> frozenset[str]:
    """The words of the names of well-known bodies."""
    return frozenset(
        word for names in table("organisations").values() for word in re.split(r"[;\s]+", names.lower())
    )
