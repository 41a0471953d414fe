"""Forms of names, as strings: the surname of a person, a name without its title, an acronym and the words
it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from extract.words import table

LONGEST_ACRONYM = 12
_GENITIVE = re.compile(r"(?<=\w)['’]s$|(?<=[sxz])['’]$")
_INITIALS = re.compile(r"\s*\(\s*((?:[A-Z][a-z]?\.\s?){1,5})\s*\)\s*")


@cache
def words(kind: str) -> frozenset[str]:
    """One of the lists of `words/titles.toml`."""
    return frozenset(table("titles")[kind])


@cache
def endings(kind: str) -> tuple[str, ...]:
    """The words of such a list that are long enough to recognise at the end of a compound."""
    return tuple(word for word in table("titles")[kind] if len(word) >= 4)


@lru_cache(maxsize=4096)
def says_person(word: str) -> bool:
    """Whether a lower-case word before a name makes it a person: "minister", "directeur-bestuurder",
    "wijkagent".
    """
    return word[:1].islower() and (word in words("functions") or word.endswith(endings("functions")))


@lru_cache(maxsize=4096)
def says_organisation(word: str) -> bool:
    """Whether a lower-case noun before a name makes it an organisation: "welzijnsorganisatie",
    "persbureau".
    """
    return word[:1].islower() and (word in words("organisations") or word.endswith(endings("organisations")))


def opens_label(word: str) -> bool:
    """Whether a capitalised word is a label that merely begins the sentence: "Welzijnsorganisatie Lumens",
    "Minister Jansen".
    """
    lower = word[:1].lower() + word[1:]
    return (
        word[:1].isupper()
        and lower not in words("openers")
        and (says_person(lower) or says_organisation(lower))
    )


def bare(name: str) -> str:
    """The name without genitive, initials in brackets and doubled blanks.

    >>> bare("CoMensha's"), bare("Ina (H.R.) Hut")
    ('CoMensha', 'Ina Hut')
    """
    return " ".join(_INITIALS.sub(" ", _GENITIVE.sub("", name)).split())


def initials_in(name: str) -> str:
    """The initials in brackets between first name and surname; empty if there are none.

    >>> initials_in("Ina (H.R.) Hut")
    'H.R.'
    """
    found = _INITIALS.search(name)
    return "" if found is None else found.group(1).strip()


def genitive(name: str) -> int:
    """How many characters at the end are a genitive."""
    found = _GENITIVE.search(name)
    return 0 if found is None else len(found.group())


def surname(name: str) -> str | None:
    """From the first particle on, else the last word; None if the name is one word.

    >>> surname("Jan van der Berg"), surname("Ina Hut"), surname("Hut")
    ('van der Berg', 'Hut', None)
    """
    parts = name.split()
    if len(parts) < 2:
        return None
    for i, part in enumerate(parts[1:-1], 1):
        if opens_surname(part):
            return " ".join(parts[i:])
    return parts[-1]


def opens_surname(word: str) -> bool:
    """Whether a surname of several words begins here: a particle, or the first half of "Jansen-de Vries"."""
    return word.lower().rpartition("-")[2] in words("particles")


def compound(word: str) -> tuple[str, str] | None:
    """The name and the role of a hyphen compound; None if it is something else.

    >>> compound("CoMensha-directeur"), compound("Jansen-de")
    (('CoMensha', 'directeur'), None)
    """
    name, hyphen, role = word.rpartition("-")
    if not hyphen or not name[:1].isalnum() or name.islower() or not says_person(role):
        return None
    return name, role


def is_acronym(word: str) -> bool:
    """Two capitals or more, short, no blank: "CBS", "CoMensha", "PvdA", "NOC*NSF"."""
    return 2 <= len(word) <= LONGEST_ACRONYM and sum(c.isupper() for c in word) >= 2 and word[0].isalnum()


def stands_for(acronym: str, before: list[str]) -> int | None:
    """How many of the last words of `before` the acronym stands for; None if it does not.

    Every letter must be found in order, right to left, and the first one must begin a capitalised word:
    Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (PSB
    2003).

    >>> stands_for("CoMensha", "kreeg het Coördinatiecentrum tegen Mensenhandel".split())
    3
    >>> stands_for("PvdA", "zegt Jan Jansen".split())
    """
    letters = [c for c in _plain(acronym) if c.isalnum()]
    if not letters or not letters[0].isalpha():
        return None
    window = before[-min(len(letters) + 5, 2 * len(letters)) :]
    i = len(letters) - 1
    for taken, word in enumerate(reversed(window), 1):
        at = len(plain := _plain(word))
        while i > 0 and (at := plain.rfind(letters[i], 0, at)) >= 0:
            i -= 1
            if at == 0:
                break
        if i == 0 and word[:1].isupper() and plain[:1] == letters[0] and at != 0:
            return taken if taken > 1 or len(word) > len(acronym) + 3 else None
    return None


def _plain(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
