"""The noun that a head or caption is about: "Geregistreerde misdrijven per gemeente" counts misdrijven."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from extract.heads import Label
from extract.noun_phrase import base_form
from extract.singular import ground_form
from extract.words import table

_BREAK = re.compile(
    r"\s(?:per|naar|in|met|voor|door|op|bij|uit|onder|tot|zonder|aan|tegen|volgens|sinds|tussen|boven|die|dat)\s"
    r"|[,;:(/]|\s[-–]\s"
)


def noun_of(doc: Doc, label: Label) -> str | None:
    """The lemma of the first noun before a preposition that says more than how many; behind a colon if there is none
    before it. None if a head has no such noun. `doc` is a parse of the text that the head stands in.
    """
    start = label.cell.start + max(0, label.cell.text.find(label.words))
    at = 0
    for part in label.words.split(":"):
        head = _BREAK.split(f"{part} ")[0].rstrip()
        noun = _noun_in(doc, start + at, start + at + len(head), head)
        if noun is not None:
            return noun
        at += len(part) + 1
    return None


def _noun_in(doc: Doc, start: int, end: int, head: str) -> str | None:
    """The first noun of a piece of the text that says more than how many; the last word if a tagger finds none."""
    skipped = {*table("tables")["empty"]["caption"], *table("tables")["empty"]["words"]}
    tokens = doc.char_span(start, end, alignment_mode="expand") if head else None
    for token in tokens if tokens is not None else ():
        if token.pos_ == "NOUN" and token.lower_ not in skipped and token.is_alpha:
            return _lemma(token)
    words = [word for word in head.split() if word.lower() not in skipped]
    return ground_form(words[-1].lower()) if words and words[-1].replace("-", "").isalpha() else None


def _lemma(noun: Token) -> str:
    """The lemma of a noun that opens a line with a capital, which a lemmatizer knows less well than others."""
    word, base = noun.lower_, base_form(noun).lower()
    if base == word and word.endswith("s") and "Plur" in noun.morph.get("Number", []):
        return ground_form(word) if ground_form(word) != word else word[:-1]
    return ground_form(word) if base + "en" == word else base
