"""Organisations that Dutch and Flemish news names often, found by their names: a recogniser misses many of them
or takes them for persons and places.

The list (`words/organisations.toml`) is open and ours. A name of several words or an acronym stands for itself; a
single ordinary word ("Shell", "Groen") counts only where the recogniser saw a name too, or the tagger one inside a
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from extract import names
from extract.candidates import FIRM, Candidate
from extract.kinds import kinds
from extract.words import table


@cache
def _by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names as words, the longest first, by their first word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for kind in table("organisations").values():
        for name in re.split(r"\s*;\s*", kind.strip()):
            words = tuple(name.split())
            found.setdefault(words[0], set()).add(words)
            if words[0] in ("De", "Het") and len(words) > 1:
                found.setdefault(words[0].lower(), set()).add((words[0].lower(), *words[1:]))
    return {
        first: tuple(sorted(forms, key=lambda form: (-len(form), form))) for first, forms in found.items()
    }


def is_known_organisation(name: str) -> bool:
    """Whether `organisations.toml` has this name."""
    words = tuple(name.split())
    return bool(words) and words in _by_first().get(words[0], ())


def organisations(doc: Doc, words: Sequence[str]) -> Iterator[Candidate]:
    """The known organisations of a parsed text, in reading order, none overlapping another.

    `words` are the token texts. A name inside a longer one that the recogniser saw is left to it.
    """
    known, done = _by_first(), 0
    for i, word in enumerate(words):
        if word not in known or i < done:
            continue
        form = next((f for f in known[word] if tuple(words[i : i + len(f)]) == f), None)
        if form is not None and _stands(doc, i, form):
            done = i + len(form)
            yield Candidate(i, done, "organisation", FIRM)


def _stands(doc: Doc, i: int, form: tuple[str, ...]) -> bool:
    end = i + len(form)
    entity = next((ent for ent in _entities_at(doc, i, end)), None)
    certain = len(form) > 1 or names.is_acronym(form[0])
    if entity is not None and (entity.start < i or entity.end > end):
        return certain and kinds().get(entity.label_) != "organisation"  # else it is part of a longer name
    return certain or entity is not None or (doc[i].pos_ == "PROPN" and not doc[i].is_sent_start)


def _entities_at(doc: Doc, start: int, end: int) -> Iterator[Span]:
    """The entities of the recogniser that share a token with `start:end`, at most a few."""
    for i in range(start, end):
        if doc[i].ent_iob == 3 or (i == start and doc[i].ent_iob == 1):
            first = i
            while first > 0 and doc[first].ent_iob == 1:
                first -= 1
            last = i + 1
            while last < len(doc) and doc[last].ent_iob == 1:
                last += 1
            yield Span(doc, first, last, label=doc[i].ent_type_)
