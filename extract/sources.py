"""Sources: who is credited with what the text says, and by which words.

Four constructions: a preposition ("volgens het CBS"), a verb of saying with its subject ("Hut zegt dat",
'"...", stelt de bond'), a verb and a word that belong together ("laat weten"), and a document that shows
something ("blijkt uit onderzoek van X"). A verb counts only where something is said with it: a clause, a
quotation, a colon, an amount. The words are in `words/reporting.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from corpus.article import Field, Span
from extract.nouns import Mention, Source
from extract.phrases import NounPhrase, noun_phrase, sentence_start
from extract.quotes import quoted
from extract.reporting import FieldText, cue_of, goes_around, infinitive, lemmas, pairs, says_something
from extract.words import table

_FAR = 25
"""Most words between a verb and its subject."""


def read_sources(doc: Doc, field: Field, mentions: Sequence[Mention]) -> tuple[Source, ...]:
    """The sources of one parsed field in reading order, one for each word that credits somebody who is
    named there.

    `mentions` are those of the same field. `entity` is the mention credited, if it is one.
    """
    whole = doc.text
    ranges = [span for _, span in quoted(whole)]
    text = FieldText(doc, whole, mentions, [start for start, _ in ranges], [end for _, end in ranges])
    found: dict[int, Source] = {}
    prepositions, forms = lemmas("prepositions"), table("reporting")["forms"]
    for token in doc:
        source, word = None, token.lower_
        if word in prepositions:
            source = _by_preposition(text, token, field)
        elif token.pos_ in ("VERB", "AUX"):
            source = _by_verb(text, token, field) or _by_document(text, token, field)
        if source is None and word in forms and _closes(doc, token):
            source = _by_form(text, token, field)
        if source is not None:
            found.setdefault(source.span.start, source)
    return tuple(source for _, source in sorted(found.items()))


def _by_preposition(text: FieldText, token: Token, field: Field) -> Source | None:
    """ "Volgens X", "aldus X"."""
    if text.in_quote(token) or token.i + 1 >= len(text.doc):
        return None
    phrase = noun_phrase(text.doc, token.i + 1, text.mentions)
    if phrase is None or text.doc[phrase.head].lemma_.lower() in lemmas("standards"):
        return None
    return _source(text, [token], phrase, field)


def _closes(doc: Doc, token: Token) -> bool:
    """Whether the word stands where a closing clause begins: after a comma, before somebody."""
    return 0 < token.i < len(doc) - 1 and doc[token.i - 1].text == ","


def _by_form(text: FieldText, verb: Token, field: Field) -> Source | None:
    """ "..., schat CoMensha": the parser takes such a verb for a noun."""
    phrase = None if text.in_quote(verb) else noun_phrase(text.doc, verb.i + 1, text.mentions)
    if phrase is None or (phrase.mention is None and text.doc[verb.i + 1].pos_ != "DET"):
        return None
    return _source(text, [verb], phrase, field)


def _by_verb(text: FieldText, verb: Token, field: Field) -> Source | None:
    """A verb of saying, thinking or counting with its subject."""
    parts = cue_of(verb)
    if parts is None or text.in_quote(verb):
        return None
    subject = _subject(text, verb)
    if subject is None or not says_something(text, verb, parts):
        return None
    return _source(text, parts, subject, field)


def _subject(text: FieldText, verb: Token) -> NounPhrase | None:
    """The noun phrase that says it; the one after the verb where the parser found none."""
    heads = (
        [verb, verb.head]
        if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in ("laten", "doen", "hebben")
        else [verb]
    )
    for head in heads:
        for child in sorted(head.children, key=lambda token: token.i < verb.i):
            if child.dep_ != "nsubj" or child.lower_ in lemmas("nobody"):
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
    if goes_around(verb) or text.beside_quote(verb):
        return noun_phrase(text.doc, verb.i + 1, text.mentions)
    return None


def _acts(mention: Mention | None) -> bool:
    """Whether somebody or something that can speak."""
    return mention is not None and mention.kind in ("person", "organisation")


def _phrase_with(text: FieldText, head: Token) -> NounPhrase | None:
    """The noun phrase around its head; what the parser hangs before it ("zoals", a dash) is passed over."""
    for start in range(head.left_edge.i, head.i + 1):
        phrase = noun_phrase(text.doc, start, text.mentions)
        if phrase is not None:
            return phrase
    return None


def _between(text: FieldText, phrase: NounPhrase, verb: Token) -> bool:
    """Whether a line end, a clause or too much parts the subject from its verb."""
    first, last = sorted((phrase.start, verb.i))
    between = text.doc[first:last]
    if len(between) > _FAR or any("\n" in token.text for token in between):
        return True
    return phrase.start > verb.i and any(token.lower_ in ("dat", "of") for token in between)


@lru_cache(maxsize=8192)
def _shown_with(lemma: str) -> frozenset[str]:
    """The prepositions that stand between this verb and the document that shows something."""
    return frozenset(word for verb, word in pairs("shows") if verb == lemma)


def _by_document(text: FieldText, verb: Token, field: Field) -> Source | None:
    """ "Dat blijkt uit onderzoek van X", "in het rapport staat dat"."""
    lemma = infinitive(verb)
    prepositions = _shown_with(lemma)
    if not prepositions or text.in_quote(verb):
        return None
    for near in _prepositions(verb, prepositions):
        phrase = noun_phrase(text.doc, near.i + 1, text.mentions)
        if phrase is None:
            continue
        head = text.doc[phrase.head].lemma_.lower()
        if not any(head == word or head.endswith(word) for word in lemmas("documents")):
            continue
        return _source(text, [verb, near], phrase, field)
    return None


def _prepositions(verb: Token, wanted: frozenset[str]) -> Iterator[Token]:
    """These prepositions near the verb, in its sentence."""
    doc = verb.doc
    for i in range(sentence_start(doc, verb.i, 12), min(len(doc), verb.i + 8)):
        if i > verb.i and doc[i].is_sent_start:
            break
        if doc[i].lower_ in wanted:
            yield doc[i]


def _source(text: FieldText, parts: list[Token], phrase: NounPhrase, field: Field) -> Source | None:
    """The noun: from the first to the last word of cue and phrase."""
    if phrase.name.lower() in lemmas("nobody"):
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
