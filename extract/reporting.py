"""Verbs that credit somebody: their lemma, the words that belong to them, and whether something is said
with them.

The words are in `words/reporting.toml`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from extract.nouns import Mention
from extract.phrases import sentence_start
from extract.words import table


@dataclass(frozen=True, slots=True)
class FieldText:
    """One parsed field with what the constructions look up in it."""

    doc: Doc
    text: str
    """`doc.text`, which spaCy joins anew at every call."""
    mentions: Sequence[Mention]
    starts: list[int]
    """Starts of the quotations, sorted."""
    ends: list[int]

    def in_quote(self, token: Token) -> bool:
        """Whether the word is part of a quotation."""
        at = bisect_right(self.starts, token.idx) - 1
        return at >= 0 and token.idx < self.ends[at]

    def beside_quote(self, token: Token) -> bool:
        """Whether a quotation ends right before the word, or its sentence goes on with one after a colon or
        comma.
        """
        at = bisect_right(self.starts, token.idx) - 1
        if (
            at >= 0
            and 0 <= token.idx - self.ends[at] <= 6
            and "\n" not in self.text[self.ends[at] : token.idx]
        ):
            return True
        following = at + 1
        if following >= len(self.starts) or self.starts[following] - token.idx > 120:
            return False
        between = self.text[token.idx : self.starts[following]]
        return "\n" not in between and not any(stop in between for stop in (". ", "! ", "? "))


@cache
def lemmas(kind: str) -> frozenset[str]:
    return frozenset(table("reporting")[kind])


@cache
def pairs(kind: str) -> frozenset[tuple[str, str]]:
    return frozenset((verb, word) for verb, word in table("reporting")[kind])


@cache
def _verbs() -> frozenset[str]:
    """Every verb that can credit somebody, whatever its construction."""
    return frozenset({*lemmas("say"), *lemmas("think"), *lemmas("with_object"), *lemmas("around")})


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(_verbs(), key=lambda verb: (-len(verb), verb)))


def infinitive(verb: Token) -> str:
    """The infinitive, without the mark that some pipelines put between a verb and its part."""
    form: str = table("reporting")["forms"].get(verb.lower_, "")
    lemma = form or verb.lemma_.lower().replace("_", "")
    if lemma in _verbs() or not lemma.endswith(_longest_first()):
        return lemma
    # Lemmatizers add parts that are not there: "voorstellen" for "stelt".
    base = next(known for known in _longest_first() if lemma.endswith(known))
    return lemma if verb.lower_.startswith(lemma[: -len(base)]) else base


@lru_cache(maxsize=8192)
def _may_credit(lemma: str) -> bool:
    """Whether a verb with this lemma can credit somebody, alone, with its part or with another word."""
    return any(verb.endswith(lemma) for verb in _verbs()) or any(
        verb == lemma for verb, _ in pairs("phrases")
    )


def cue_of(verb: Token) -> list[Token] | None:
    """The words of the cue: the verb with the part that was split off or the word that belongs to it; None
    if it credits nobody.
    """
    lemma = infinitive(verb)
    if not _may_credit(lemma):
        return None
    parts = [child for child in verb.children if child.dep_ == "compound:prt"]
    for part in parts:
        if lemma in _verbs() or part.lower_ + lemma in _verbs() or (lemma, part.lower_) in pairs("phrases"):
            return sorted([verb, part], key=lambda token: token.i)
    if parts:
        return None  # "stelt uit", "vindt plaats": another verb than the one without its part
    for child in verb.children:
        if abs(child.i - verb.i) < 12 and (lemma, child.lower_) in pairs("phrases"):
            return sorted([verb, child], key=lambda token: token.i)
    if lemma == "weten" and verb.head.lemma_ in ("laten", "doen"):
        return None
    return [verb] if lemma in _verbs() else None


def says_something(text: FieldText, verb: Token, parts: list[Token]) -> bool:
    """Whether a clause, a quotation, a colon or an amount comes with the verb."""
    lemma = infinitive(verb)
    if text.beside_quote(verb):
        return True
    if lemma in lemmas("around"):
        return False
    doc = text.doc
    carriers = {verb, *parts}
    for carrier in carriers:
        for child in carrier.children:
            if child.dep_ in ("ccomp", "advcl", "xcomp") and any(
                mark.lower_ in ("dat", "of", "hoe", "waarom", "wat")
                for mark in child.children
                if mark.i < child.i
            ):
                return True
    last = max(part.i for part in parts)
    for token in doc[last + 1 : last + 5]:  # "zegt dat", "zegt wel degelijk dat", "schrijft:"
        if token.lower_ in ("dat", ":"):
            return True
        if token.is_punct:
            break
    if goes_around(verb):
        return True
    if lemma in lemmas("with_object"):
        return any(child.dep_ in ("obj", "ccomp", "obl") for child in verb.children)
    return False


def goes_around(verb: Token) -> bool:
    """Whether the rest of the sentence is what is said: "..., zegt X", "..., zo stelt X", "Dat meldt X",
    "Zoals X het uitdrukt".
    """
    doc = verb.doc
    before = verb.i - 1
    start = sentence_start(doc, verb.i)
    if before >= start and doc[before].lower_ == "zo":
        before -= 1
    if before >= start and doc[before].text in (",", '"', "”", "''", "’", "»"):
        return _inverted(verb)
    if before == start and doc[start].lower_ in ("dat", "dit", "zo"):
        return _inverted(verb)
    return doc[start].lower_ == "zoals"


def _inverted(verb: Token) -> bool:
    """Whether the subject follows the finite verb."""
    return any(child.dep_ == "nsubj" and child.i > verb.i for child in verb.children) or (
        verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].pos_ in ("PROPN", "DET", "NOUN", "PRON")
    )
