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
    word = table("wholes")["irregular"].get(word, word)
    for ending in ("'s", "’s", "en", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if word.endswith(("v", "z")):
        word = word[:-1] + {"v": "f", "z": "s"}[word[-1]]
    return "".join(letter for nr, letter in enumerate(word) if not nr or letter != word[nr - 1])


@lru_cache(maxsize=8192)
def same(one: str, other: str) -> bool:
    """Whether both are the same noun, in any number."""
    return stem(one) == stem(other)


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> bool:
    """Whether one is the other, its head, or of the same kind.

    >>> alike("koophuizen", "woning"), alike("leerling", "scholieren"), alike("fiets", "woning")
    (True, True, False)
    """
    mine, theirs = stem(one), stem(other)
    short, long = sorted((mine, theirs), key=len)
    if mine == theirs or (len(short) >= HEAD and len(long) - len(short) >= 2 and long.endswith(short)):
        return True
    return bool(kinds_of(one) & kinds_of(other))


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
