"""What the words inside a recognised name say about its kind and its borders: first names, designators ("Stichting",
"N.V."), known places, inhabitants.

Lists: `words/designators.toml`, `firstnames.toml`, `places.toml`. A recogniser trained on the newspapers of one
decade guesses the kind of a name that it never saw; these words do not age.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from extract.candidates import FIRM, Candidate
from extract.words import table


@cache
def _list(name: str) -> frozenset[str]:
    """All names of `places.toml` or `firstnames.toml`."""
    cut = r"\s*;\s*" if name == "places" else r"\s+"
    return frozenset(
        " ".join(n.split()) for text in table(name).values() for n in re.split(cut, text.strip())
    )


def is_known_place(name: str) -> bool:
    """Whether `places.toml` has this name."""
    return name in _list("places")


@cache
def _words(section: str, key: str = "words") -> frozenset[str]:
    return frozenset(table("designators")[section][key])


def put_right(words: Sequence[str], found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates with their slashes cut, inhabitants and titles taken off, and the kind that their words say.

    `words` are the token texts of the field. What the words settle counts more than the recogniser's vote.
    """
    for name in found:
        for piece in _cut(words, name):
            yield _settled(words, _without_inhabitant(words, piece))


def _cut(words: Sequence[str], name: Candidate) -> Iterator[Candidate]:
    """The names on both sides of a slash: "Caracas / Brussel" are two."""
    start = name.start
    for i in range(name.start, name.end + 1):
        if i == name.end or words[i] == "/":
            if start < i and any(c.isalpha() for c in "".join(words[start:i])):
                yield replace(name, start=start, end=i)
            start = i + 1


def _without_inhabitant(words: Sequence[str], name: Candidate) -> Candidate:
    """Without "Peruaan" before a person or "Braziliaanse" before a town; an inhabitant alone is no person or place."""
    inhabitant = words[name.start] in _words("inhabitants")
    if not inhabitant:
        return name
    if name.end - name.start == 1:
        return replace(name, kind="other", weight=FIRM)
    return name if name.kind in ("organisation", "other") else replace(name, start=name.start + 1)


def _settled(words: Sequence[str], name: Candidate) -> Candidate:
    text = " ".join(words[name.start : name.end])
    if name.kind == "person" and any(word.isdecimal() for word in words[name.start : name.end]):
        return replace(name, kind="other")  # "Sydney 2000"
    if text in _list("places"):
        return replace(name, kind="place", weight=FIRM) if name.kind in ("person", "other") else name
    if name.end - name.start < 2:
        return name
    first, last = words[name.start], words[name.end - 1]
    if first in _list("firstnames") and name.kind != "person" and not _says_organisation(words, name):
        return replace(name, kind="person", weight=FIRM)
    if name.kind != "organisation" and _says_organisation(words, name) and last not in _list("places"):
        return replace(name, kind="organisation", weight=FIRM)
    return name


def _says_organisation(words: Sequence[str], name: Candidate) -> bool:
    """Whether the first or last word is a designator of organisations; a weak one needs another."""
    first, last = words[name.start], words[name.end - 1]
    signs = [("organisation_first", first), ("organisation_last", last)]
    strength = [
        0.5 if word in _words(section, "weak") else 1 for section, word in signs if word in _words(section)
    ]
    return sum(strength) >= 1


def missed_places(doc: Doc, words: Sequence[str]) -> Iterator[Candidate]:
    """The known places of one word behind a preposition that the recogniser missed: "Anna Smit van Amsterdam"."""
    known = _list("places")
    for i in range(1, len(words)):
        free = words[i] in known and doc[i].ent_iob == _NO_NAME and doc[i].pos_ == "PROPN"
        longer = i + 1 < len(words) and words[i + 1][:1].isupper()  # "van Wageningen Environmental Research"
        if free and not longer and words[i - 1] in _words("before_places", "words"):
            yield Candidate(i, i + 1, "place")


def departments(words: Sequence[str]) -> Iterator[Candidate]:
    """The ministries behind "minister van", "ministerie van": "Sociale Zaken", "Justitie en Veiligheid"."""
    after, names = _words("departments", "after"), _departments()
    for i, word in enumerate(words[:-2]):
        if word.lower() not in after or words[i + 1] not in ("van", "voor"):
            continue
        at = i + 2
        while at < len(words):
            size = next((len(f) for f in names.get(words[at], ()) if tuple(words[at : at + len(f)]) == f), 0)
            if not size:
                break
            yield Candidate(
                i if word == "Ministerie" and at == i + 2 else at, at + size, "organisation", FIRM
            )
            at += size
            if at + 1 < len(words) and words[at] in (",", "en"):
                at += 1


@cache
def _departments() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in table("designators")["departments"]["words"]:
        form = tuple(name.replace(",", " ,").split())
        found.setdefault(form[0], []).append(form)
    return {first: tuple(sorted(forms, key=lambda form: -len(form))) for first, forms in found.items()}


def with_particles(
    words: Sequence[str], found: Sequence[Candidate], known: frozenset[str]
) -> list[Candidate]:
    """Persons with the capitalised particle before them: "De" in "zei De Prins". At the beginning of a sentence, where
    any word has a capital, only if `known` has that surname.
    """
    kept: list[Candidate] = []
    for name in found:
        start = name.start
        if name.kind == "person":
            while start > 0 and words[start - 1] in _words("particles", "words"):
                start -= 1
            while start < name.start and words[start].islower():
                start += 1
            opens = start == 0 or words[start - 1] in _OPENS or "\n" in words[start - 1]
            if opens and " ".join(words[start : name.end]) not in known:
                start = name.start
            if kept and kept[-1].end > start:
                start = name.start
        kept.append(replace(name, start=start))
    return kept


_NO_NAME = 2
"""spaCy's `ent_iob` of a word outside names."""
_OPENS = frozenset([".", "!", "?", ":", '"', "“", "‘", "'", "„", ";"])
