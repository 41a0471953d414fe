"""Who is what of which organisation: "directeur-bestuurder Ina Hut van CoMensha".

The function stands right before the name, or behind it between commas; the organisation behind either with "van" or
"bij", in brackets behind the name, or in one compound with the function ("CoMensha-directeur"). The functions are in
`words/titles.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from corpus.article import Field, Span
from extract import names
from extract.nouns import Affiliation, Mention

_OF = frozenset({"van", "bij", "namens", "aan"})
_PASSED = frozenset({"de", "het", "een", "'t"})
_LONGEST = 14
"""Tokens before a name in which its function and organisation stand."""

Place = tuple[int, int]
"""Tokens `first:last`."""


def read_affiliations(doc: Doc, field: Field, mentions: Sequence[Mention]) -> tuple[Affiliation, ...]:
    """The affiliations of one parsed field, in reading order, one for each place that names a function; `mentions`
    are those of the same field.
    """
    if not any(mention.kind == "person" for mention in mentions):
        return ()
    places = _Places(doc, mentions)
    found: dict[tuple[str, str], Affiliation] = {}
    for mention, at in places.people():
        for function, organisation, (first, last) in (*_before(places, at), *_behind(places, at)):
            start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
            text = doc[first:last].text
            if "\n" not in text:
                span = Span(field, start, end, text)
                found.setdefault(
                    (mention.name, function), Affiliation(span, mention.name, function, organisation)
                )
    return tuple(found.values())


class _Places:
    """Where the names stand, as tokens."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self._at: dict[int, tuple[Mention, Place]] = {}
        self._ending: dict[int, tuple[Mention, Place]] = {}
        for mention in mentions:
            piece = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if piece is not None:
                self._at[piece.start] = mention, (piece.start, piece.end)
                self._ending[piece.end] = mention, (piece.start, piece.end)

    def people(self) -> Iterator[tuple[Mention, Place]]:
        """The persons in reading order."""
        for mention, place in self._at.values():
            if mention.kind == "person":
                yield mention, place

    def body_at(self, at: int, *, town: bool) -> tuple[str, int] | None:
        """The organisation (or the town, of its mayor) that begins here, articles passed over, and its end."""
        while at < len(self.doc) and self.doc[at].lower_ in _PASSED:
            at += 1
        mention, place = self._at.get(at, (None, (0, 0)))
        if mention is None or mention.kind not in ("organisation", "place" if town else "organisation"):
            return None
        return mention.name, place[1]

    def name_ending(self, at: int) -> tuple[Mention, Place] | None:
        """The name that ends right before token `at`."""
        return self._ending.get(at)


def _before(places: _Places, at: Place) -> Iterator[tuple[str, str | None, Place]]:
    """ "[waarnemend burgemeester] X", "[MeldNu-directeur] X", "[de voorzitter van de ANWB], X"."""
    doc, i = places.doc, at[0] - 1
    comma = False
    while i > 0 and (doc[i].lower_ in names.words("address") or doc[i].text == "," or doc[i].is_space):
        comma, i = comma or doc[i].text == ",", i - 1
    if i < 0 or doc[at[0]].is_sent_start:
        return
    if split := names.compound(doc[i].text):
        yield split[1], split[0], (i, at[1])
        return
    if _is_function(doc, i) and not comma:
        first = i
        while first > 0 and doc[first - 1].lower_ in names.words("ranks"):
            first -= 1
        words = doc[first : i + 1].text
        function = words[0].lower() + words[1:] if doc[first].is_sent_start else words
        body, end = _body_behind(places, at[1], function)
        yield function, body, (first, max(at[1], end))
        return
    named = places.name_ending(i + 1)
    if named is None:
        return
    owner, k = named[0], named[1][0] - 1
    while k > max(0, at[0] - _LONGEST) and doc[k].lower_ in _PASSED:
        k -= 1
    if k > 0 and doc[k].lower_ in _OF and _is_function(doc, k - 1) and owner.kind == "organisation":
        function = doc[k - 1].text
        if doc[k - 1].is_sent_start:
            function = function[0].lower() + function[1:]
        yield function, owner.name, (k - 1, at[1])


def _behind(places: _Places, at: Place) -> Iterator[tuple[str, str | None, Place]]:
    """ "X, [directeur van MeldNu], ..."."""
    doc, i = places.doc, at[1]
    if i >= len(doc) or doc[i].text != ",":
        return
    i += 1
    while i < len(doc) and (doc[i].lower_ in _PASSED or doc[i].pos_ == "ADJ") and not _is_function(doc, i):
        i += 1
    if i < len(doc) and _is_function(doc, i) and doc[i].sent == doc[at[0]].sent and i + 1 not in (at[0],):
        if i + 1 < len(doc) and doc[i + 1].pos_ == "PROPN":
            return  # "X, minister Y en Z": another person's function
        body, end = _body_behind(places, i + 1, doc[i].text)
        yield doc[i].text, body, (at[0], max(i + 1, end))


def _body_behind(places: _Places, i: int, function: str) -> tuple[str | None, int]:
    """The organisation that "van" or a bracket ties to what ends before token `i`, and the token behind it."""
    doc = places.doc
    if i + 1 >= len(doc) or not (doc[i].lower_ in _OF or doc[i].text == "("):
        return None, i
    town = function.lower().endswith(tuple(names.words("local")))
    found = places.body_at(i + 1, town=town)
    return found if found is not None else (None, i)


def _is_function(doc: Doc, i: int) -> bool:
    """Whether the word says what a person is; a capital only at the start of a sentence."""
    word = doc[i].text
    if doc[i].is_sent_start:
        word = word[:1].lower() + word[1:]
    return names.says_person(word)
