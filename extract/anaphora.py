"""Who a source is that the text names by a pronoun or a role: "volgens haar", "aldus de wethouder", "meldt het bureau".
The source keeps its words; its entity is the one mention that fits, or none where two can.

A pronoun goes back to a person of its gender, named in its own sentence or the few before: the only one, else the only
subject of the sentence before (the order of salience of Centering Theory: Grosz, Joshi & Weinstein 1995). Somebody
without a name in between ("een woordvoerster") makes it unsure. Words: `words/pronouns.toml`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc, Token

from extract import names
from extract.nouns import Affiliation, Mention, Source
from extract.words import table

Gender = Literal["man", "woman"]
BACK = 3
"""Sentences before its own in which the antecedent of a pronoun stands."""
_LABEL = 4
"""Tokens beside a name in which a noun is said of that name."""
_ARTICLES = ("de", "het", "deze", "dit", "die", "dat")


def resolved(
    doc: Doc, sources: Sequence[Source], mentions: Sequence[Mention], affiliations: Sequence[Affiliation]
) -> tuple[Source, ...]:
    """The sources of one field with the entity of those that a pronoun or a role names; the rest as they were.

    `mentions` and `affiliations` are those of the same field.
    """
    if all(source.entity is not None for source in sources) or not mentions:
        return tuple(sources)
    text = _Text(doc, mentions, affiliations)
    return tuple(
        source if source.entity is not None else replace(source, entity=text.antecedent(source))
        for source in sources
    )


class _Text:
    """A field with what is known of the persons and organisations in it."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], affiliations: Sequence[Affiliation]) -> None:
        self._doc = doc
        self._mentions = mentions
        self._affiliations = affiliations
        self._starts = [sent.start_char for sent in doc.sents]
        self._genders: dict[str, Gender | None] = {}

    def antecedent(self, source: Source) -> Mention | None:
        """The one mention before the source that its words can stand for."""
        word = source.name.lower()
        for gender in ("man", "woman"):
            if word in table("pronouns")[gender]["pronouns"]:
                return self._of_pronoun(source, word, "man" if gender == "man" else "woman")
        words = source.span.text.lower().split()
        if " " in word or not any(one in _ARTICLES and other == word for one, other in pairwise(words)):
            return None
        return self._of_role(source, word) or self._of_noun(source, word)

    def _of_pronoun(self, source: Source, word: str, gender: Gender) -> Mention | None:
        token = self._token(source, word)
        if token is None or (word in ("zij", "ze") and not _one_person(token)):
            return None
        here = bisect_right(self._starts, source.span.start) - 1
        since = self._starts[max(0, here - BACK)]
        people = [
            m
            for m in self._mentions
            if m.kind == "person" and since <= m.span.start and m.span.end <= source.span.start
        ]
        fitting = [m for m in people if self._gender(m.name) in (gender, None)]
        named = {m.name for m in fitting}
        if len(named) > 1:
            last = self._starts[max(0, here - 1)]
            fitting = [m for m in fitting if m.span.start >= last and self._is_subject(m)]
            named = {m.name for m in fitting}
        if len(named) != 1 or self._somebody(fitting[-1].span.end, token.idx):
            return None
        return fitting[-1]

    def _of_role(self, source: Source, role: str) -> Mention | None:
        """The only person of whom the field has said that function."""
        holders = {one.person for one in self._affiliations if one.function.lower() == role}
        before = [m for m in self._mentions if m.name in holders and m.span.end <= source.span.start]
        return before[-1] if len(holders) == 1 and before else None

    def _of_noun(self, source: Source, noun: str) -> Mention | None:
        """The only organisation with the noun in its name or before it; for "de organisatie" the only one at all."""
        if not names.says_organisation(noun) and noun != "ministerie":
            return None
        before = [m for m in self._mentions if m.kind == "organisation" and m.span.end <= source.span.start]
        called = [m for m in before if noun in m.name.lower().split() or self._label(m).endswith(noun)]
        if not called and noun in table("pronouns")["organisation"]["any"]:
            called = before
        return called[-1] if len({m.name for m in called}) == 1 else None

    def _label(self, mention: Mention) -> str:
        """The word right before a name: "[onderzoeksbureau] Meetpunt"."""
        at = self._at(mention.span.start)
        return "" if at is None or at.i == 0 else str(self._doc[at.i - 1].lower_)

    def _at(self, start: int) -> Token | None:
        piece = self._doc.char_span(start, start + 1, alignment_mode="expand")
        return None if piece is None else piece[0]

    def _token(self, source: Source, word: str) -> Token | None:
        piece = self._doc.char_span(source.span.start, source.span.end, alignment_mode="expand")
        return next((token for token in piece or () if token.lower_ == word), None)

    def _is_subject(self, mention: Mention) -> bool:
        piece = self._doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        root = piece.root if piece is not None else None
        while root is not None and root.dep_ in ("flat", "appos") and root.head is not root:
            root = root.head
        alone = root is not None and not any(child.dep_ == "conj" for child in root.children)
        return root is not None and root.dep_ == "nsubj" and alone  # "X en Y" are both the subject

    def _somebody(self, start: int, end: int) -> bool:
        """Whether a person without a name stands between: a noun for one, with no name beside it."""
        piece = self._doc.char_span(start, end, alignment_mode="contract")
        return any(
            token.pos_ == "NOUN" and names.says_person(token.lower_) and not self._beside_name(token)
            for token in piece or ()
        )

    def _beside_name(self, token: Token) -> bool:
        near = self._doc[max(0, token.i - _LABEL) : token.i + _LABEL + 1]
        start, end = near.start_char, near.end_char
        return any(m.kind == "person" and start <= m.span.start < end for m in self._mentions)

    def _gender(self, name: str) -> Gender | None:
        """By the first name, else by a noun beside one of the mentions; None if neither says it."""
        if name not in self._genders:
            first = name.split()[0]
            men, women = _first_names("men"), _first_names("women")
            self._genders[name] = (
                ("man" if first in men else "woman")
                if (first in men) != (first in women)
                else self._by_noun(name)
            )
        return self._genders[name]

    def _by_noun(self, name: str) -> Gender | None:
        said: set[Gender] = set()
        for mention in self._mentions:
            at = self._at(mention.span.start) if mention.name == name else None
            for token in self._doc[max(0, at.i - _LABEL) : at.i] if at is not None else ():
                for gender in ("man", "woman"):
                    words = table("pronouns")[gender]
                    if token.lower_ in words["words"] or token.lower_.endswith(tuple(words["endings"])):
                        said.add("man" if gender == "man" else "woman")
        return said.pop() if len(said) == 1 else None


def _one_person(pronoun: Token) -> bool:
    """Whether the verb of "zij" is singular."""
    verb = pronoun.head
    finite = [verb, *(child for child in verb.children if child.dep_[:3] in ("aux", "cop"))]
    return any("Sing" in token.morph.get("Number", []) for token in finite)


@cache
def _first_names(kind: str) -> frozenset[str]:
    return frozenset(table("firstnames")[kind].split())
