"""Whether two nouns may name the same things: by their stem, by the head of a compound, or by kind ("een huis is een
woning").

A Dutch compound is what its last part is (Algemene Nederlandse Spraakkunst, 12.3): a huurwoning is a woning.
"""

from __future__ import annotations

from functools import lru_cache

from extract.words import table

HEAD = 3
"""Letters that the head of a compound has at least."""


@lru_cache(maxsize=4096)
def stem(noun: str) -> str:
    """A rough stem that singular and plural share.

    >>> stem("huizen") == stem("huis"), stem("bussen") == stem("bus"), stem("bomen") == stem("boom")
    (True, True, True)
    """
    word = noun.lower().strip("'’")
    irregular = table("wholes")["irregular"]
    plural = next((form for form in irregular if word.endswith(form)), None)
    word = word.removesuffix(plural) + irregular[plural] if plural else word
    for endings in (("'s", "’s", "s"), ("je",), ("en", "e"), ("s",)):
        ending = next((end for end in endings if word.endswith(end) and len(word) - len(end) >= 3), None)
        word = _voiceless(word.removesuffix(ending) if ending else word)
    return word


def _voiceless(word: str) -> str:
    """With s for z and f for v at the end, and no letter twice in a row: "huiz" is "huis", "buss" is "bus"."""
    if word.endswith(("v", "z")):
        word = word[:-1] + {"v": "f", "z": "s"}[word[-1]]
    return "".join(letter for nr, letter in enumerate(word) if not nr or letter != word[nr - 1])


@lru_cache(maxsize=8192)
def same(one: str, other: str) -> bool:
    """Whether both are the same noun, in any number."""
    return stem(one) == stem(other)


@lru_cache(maxsize=8192)
def one_noun(one: str, other: str) -> bool:
    """Whether one is the other or its head: "club" and "sportclub"."""
    mine, theirs = stem(one), stem(other)
    short, long = sorted((mine, theirs), key=len)
    return mine == theirs or (len(short) >= HEAD and len(long) - len(short) >= 2 and long.endswith(short))


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> bool:
    """Whether one is the other, its head, or of the same kind.

    >>> alike("koophuizen", "woning"), alike("leerling", "scholieren"), alike("fiets", "woning")
    (True, True, False)
    """
    return one_noun(one, other) or bool(kinds_of(one) & kinds_of(other))


@lru_cache(maxsize=4096)
def kinds_of(noun: str) -> frozenset[str]:
    """The kinds of things ("woning", "mens") that a noun may be one of, from `words/wholes.toml`."""
    mine = stem(noun)
    return frozenset(
        kind
        for kind, members in table("wholes")["kinds"].items()
        if any(
            mine == (head := stem(member))
            or (len(head) >= HEAD and len(mine) - len(head) >= 2 and mine.endswith(head))
            for member in (kind, *members)
        )
    )


@lru_cache(maxsize=4096)
def are_people(noun: str) -> bool:
    """Whether a noun in the plural is for people: a group by its head, or by how such nouns end.

    >>> are_people("eerstejaars"), are_people("huisartsen"), are_people("automobilisten"), are_people("kisten")
    (True, True, True, False)
    """
    groups, ends = table("populations"), table("wholes")["people"]
    if any(one_noun(noun, other) for other in (*groups["no_groups"], *ends["bodies"])):
        return False
    if any(one_noun(noun, group) for group in (*groups["groups"], *table("titles")["functions"])):
        return True
    return noun.endswith(tuple(ends["endings"])) and not noun.endswith(tuple(ends["not"]))
