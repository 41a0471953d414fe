"""The first word of a sentence or a heading: a name, or a word that has its capital from there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Token

from extract.candidates import Candidate
from extract.lemmas import in_lexicon
from extract.words import table

_ENDS = frozenset(".!?")


def without_openings(doc: Doc, words: list[str], found: Iterable[Candidate]) -> list[Candidate]:
    """Without single words that are capitals only because a sentence or a heading begins with them: their
    lower-case form stands elsewhere, or the tagger reads a word of another class or the lexicon has the word where it
    is no surname, and no name of that form stands inside a sentence.
    """
    candidates = list(found)
    common = {word for word in words if word.islower()}
    inside = {words[n.start] for n in candidates if n.end - n.start == 1 and not doc[n.start].is_sent_start}
    inside |= {words[n.end - 1] for n in candidates if n.kind == "person" and n.end - n.start > 1}
    kept = []
    for name in candidates:
        first = doc[name.start]
        opening = name.end - name.start == 1 and first.is_sent_start and not first.text.isupper()
        if opening and first.text not in inside:
            surname = name.kind == "person" and _is_surname(first)
            if first.lower_ in common or ordinary(first) or (is_word(first) and not surname):
                continue
        kept.append(name)
    return kept


def _is_surname(token: Token) -> bool:
    """Whether a word that the recogniser took for a person is a surname of our list, in a sentence that is closed:
    only headings leave articles out ("Bakker gooit de deuren dicht").
    """
    closed = any(word.text in _ENDS for word in token.sent[-2:])
    return closed and token.text in _surnames()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(
        name for names in table("surnames").values() if isinstance(names, str) for name in names.split()
    )


def is_word(token: Token) -> bool:
    """Whether the pipeline's lexicon has a word, and no list of ours a name of this form: "Storing", not "Groen"."""
    return token.text not in _names() and in_lexicon(token)


@cache
def _names() -> frozenset[str]:
    """The names of one word that our lists have: places, organisations, first names."""
    found = (
        names
        for kind in ("places", "organisations")
        for names in table(kind).values()
        if isinstance(names, str)
    )
    single = {name for names in found for name in re.split(r"\s*;\s*", names.strip()) if " " not in name}
    first = {
        name for names in table("firstnames").values() if isinstance(names, str) for name in names.split()
    }
    return frozenset(single | first)


def ordinary(token: Token) -> bool:
    """Whether a capitalised word may be no name here: it begins a sentence and is not tagged as a name."""
    return bool(token.is_sent_start) and token.pos_ not in ("PROPN", "X")
