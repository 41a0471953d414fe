"""Sources: who is credited with what the text says, and by which words.

Four constructions: a preposition ("volgens het CBS"), a verb of saying with its subject ("Hut zegt dat",
'"...", stelt de bond'), a verb and a word that belong together ("laat weten"), and a document that shows
something ("blijkt uit onderzoek van X"). A verb counts only where something is said with it: a clause, a
quotation, a colon, an amount. The words are in `words/reporting.toml`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from corpus.article import Field, Span
from extract.nouns import Mention, Source
from extract.phrases import NounPhrase, noun_phrase, sentence_start
from extract.quotes import quoted
from extract.words import table

_FAR = 25
"""Most words between a verb and its subject."""


@dataclass(frozen=True, slots=True)
class _Text:
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
def _lemmas(kind: str) -> frozenset[str]:
    return frozenset(table("reporting")[kind])


@cache
def _pairs(kind: str) -> frozenset[tuple[str, str]]:
    return frozenset((verb, word) for verb, word in table("reporting")[kind])


@cache
def _verbs() -> frozenset[str]:
    """Every verb that can credit somebody, whatever its construction."""
    return frozenset({*_lemmas("say"), *_lemmas("think"), *_lemmas("with_object"), *_lemmas("around")})


def _lemma(verb: Token) -> str:
    """The infinitive, without the mark that some pipelines put between a verb and its part."""
    form: str = table("reporting")["forms"].get(verb.lower_, "")
    lemma = form or verb.lemma_.lower().replace("_", "")
    if lemma in _verbs() or not lemma.endswith(tuple(_verbs())):
        return lemma
    # Lemmatizers add parts that are not there: "voorstellen" for "stelt".
    base = next(known for known in sorted(_verbs(), key=len, reverse=True) if lemma.endswith(known))
    return lemma if verb.lower_.startswith(lemma[: -len(base)]) else base


def read_sources(doc: Doc, field: Field, mentions: Sequence[Mention]) -> tuple[Source, ...]:
    """The sources of one parsed field in reading order, one for each word that credits somebody who is
    named there.

    `mentions` are those of the same field. `entity` is the mention credited, if it is one.
    """
    whole = doc.text
    ranges = [span for _, span in quoted(whole)]
    text = _Text(doc, whole, mentions, [start for start, _ in ranges], [end for _, end in ranges])
    found: dict[int, Source] = {}
    for token in doc:
        source = None
        if token.lower_ in _lemmas("prepositions"):
            source = _by_preposition(text, token, field)
        elif token.pos_ in ("VERB", "AUX"):
            source = _by_verb(text, token, field) or _by_document(text, token, field)
        if source is None and token.lower_ in table("reporting")["forms"] and _closes(doc, token):
            source = _by_form(text, token, field)
        if source is not None:
            found.setdefault(source.span.start, source)
    return tuple(source for _, source in sorted(found.items()))


def _by_preposition(text: _Text, token: Token, field: Field) -> Source | None:
    """ "Volgens X", "aldus X"."""
    if text.in_quote(token) or token.i + 1 >= len(text.doc):
        return None
    phrase = noun_phrase(text.doc, token.i + 1, text.mentions)
    if phrase is None or text.doc[phrase.head].lemma_.lower() in _lemmas("standards"):
        return None
    return _source(text, [token], phrase, field)


def _closes(doc: Doc, token: Token) -> bool:
    """Whether the word stands where a closing clause begins: after a comma, before somebody."""
    return 0 < token.i < len(doc) - 1 and doc[token.i - 1].text == ","


def _by_form(text: _Text, verb: Token, field: Field) -> Source | None:
    """ "..., schat CoMensha": the parser takes such a verb for a noun."""
    phrase = None if text.in_quote(verb) else noun_phrase(text.doc, verb.i + 1, text.mentions)
    if phrase is None or (phrase.mention is None and text.doc[verb.i + 1].pos_ != "DET"):
        return None
    return _source(text, [verb], phrase, field)


def _by_verb(text: _Text, verb: Token, field: Field) -> Source | None:
    """A verb of saying, thinking or counting with its subject."""
    parts = _cue(verb)
    if parts is None or text.in_quote(verb):
        return None
    subject = _subject(text, verb)
    if subject is None or not _says_something(text, verb, parts):
        return None
    return _source(text, parts, subject, field)


def _cue(verb: Token) -> list[Token] | None:
    """The words of the cue: the verb with the part that was split off or the word that belongs to it; None
    if it credits nobody.
    """
    lemma = _lemma(verb)
    parts = [child for child in verb.children if child.dep_ == "compound:prt"]
    for part in parts:
        if lemma in _verbs() or part.lower_ + lemma in _verbs() or (lemma, part.lower_) in _pairs("phrases"):
            return sorted([verb, part], key=lambda token: token.i)
    if parts:
        return None  # "stelt uit", "vindt plaats": another verb than the one without its part
    for child in verb.children:
        if abs(child.i - verb.i) < 12 and (lemma, child.lower_) in _pairs("phrases"):
            return sorted([verb, child], key=lambda token: token.i)
    if lemma == "weten" and verb.head.lemma_ in ("laten", "doen"):
        return None
    return [verb] if lemma in _verbs() else None


def _says_something(text: _Text, verb: Token, parts: list[Token]) -> bool:
    """Whether a clause, a quotation, a colon or an amount comes with the verb."""
    lemma = _lemma(verb)
    if text.beside_quote(verb):
        return True
    if lemma in _lemmas("around"):
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
    if _around(verb):
        return True
    if lemma in _lemmas("with_object"):
        return any(child.dep_ in ("obj", "ccomp", "obl") for child in verb.children)
    return False


def _around(verb: Token) -> bool:
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


def _subject(text: _Text, verb: Token) -> NounPhrase | None:
    """The noun phrase that says it; the one after the verb where the parser found none."""
    heads = (
        [verb, verb.head]
        if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in ("laten", "doen", "hebben")
        else [verb]
    )
    for head in heads:
        for child in sorted(head.children, key=lambda token: token.i < verb.i):
            if child.dep_ != "nsubj" or child.lower_ in _lemmas("nobody"):
                continue
            phrase = _phrase_with(text, child)
            if (
                phrase is not None
                and phrase.start <= child.i < phrase.end
                and not _between(text, phrase, verb)
            ):
                return phrase
    beside = noun_phrase(text.doc, verb.i - 1, text.mentions) if verb.i else None
    if beside is not None and beside.end == verb.i and _acts(beside.mention):
        return beside
    if _around(verb) or text.beside_quote(verb):
        return noun_phrase(text.doc, verb.i + 1, text.mentions)
    return None


def _acts(mention: Mention | None) -> bool:
    """Whether somebody or something that can speak."""
    return mention is not None and mention.kind in ("person", "organisation")


def _phrase_with(text: _Text, head: Token) -> NounPhrase | None:
    """The noun phrase around its head; what the parser hangs before it ("zoals", a dash) is passed over."""
    for start in range(head.left_edge.i, head.i + 1):
        phrase = noun_phrase(text.doc, start, text.mentions)
        if phrase is not None:
            return phrase
    return None


def _between(text: _Text, phrase: NounPhrase, verb: Token) -> bool:
    """Whether a line end, a clause or too much parts the subject from its verb."""
    first, last = sorted((phrase.start, verb.i))
    between = text.doc[first:last]
    if len(between) > _FAR or any("\n" in token.text for token in between):
        return True
    return phrase.start > verb.i and any(token.lower_ in ("dat", "of") for token in between)


def _by_document(text: _Text, verb: Token, field: Field) -> Source | None:
    """ "Dat blijkt uit onderzoek van X", "in het rapport staat dat"."""
    lemma = _lemma(verb)
    prepositions = {word for first, word in _pairs("shows") if first == lemma}
    if not prepositions or text.in_quote(verb):
        return None
    for near in _prepositions(verb, prepositions):
        phrase = noun_phrase(text.doc, near.i + 1, text.mentions)
        if phrase is None:
            continue
        head = text.doc[phrase.head].lemma_.lower()
        if not any(head == word or head.endswith(word) for word in _lemmas("documents")):
            continue
        return _source(text, [verb, near], phrase, field)
    return None


def _prepositions(verb: Token, wanted: set[str]) -> Iterator[Token]:
    """These prepositions near the verb, in its sentence."""
    doc = verb.doc
    for i in range(sentence_start(doc, verb.i, 12), min(len(doc), verb.i + 8)):
        if i > verb.i and doc[i].is_sent_start:
            break
        if doc[i].lower_ in wanted:
            yield doc[i]


def _source(text: _Text, parts: list[Token], phrase: NounPhrase, field: Field) -> Source | None:
    """The noun: from the first to the last word of cue and phrase."""
    if phrase.name.lower() in _lemmas("nobody"):
        return None
    doc = text.doc
    first = min(phrase.start, *(part.i for part in parts))
    last = max(phrase.end, *(part.i + 1 for part in parts))
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    words = text.text[start:end]
    if "\n" in words:
        return None
    cue = " ".join(part.lower_ for part in parts)
    return Source(Span(field, start, end, words), phrase.name, cue, phrase.mention)
