"""Sources: who is credited with what the text says, and by which words.

Four constructions: a preposition ("volgens het CBS"), a verb of saying with its subject ("Hut zegt dat",
'"...", stelt de bond'), a verb and a word that belong together ("laat weten"), and a document that shows
something ("blijkt uit onderzoek van X"). A verb counts only where something is said with it: a clause, a
quotation, a colon, an amount. The words are in `words/reporting.toml`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from corpus.article import Field, Span
from extract.fieldtext import FieldText
from extract.nouns import Mention, Source
from extract.parsed import Parsed, parsed
from extract.phrases import NounPhrase, is_document, noun_phrase, sentence_start
from extract.quote_marks import quoted
from extract.reporting import cue_of, infinitive, lemmas, of_documents, pairs, says_something
from extract.subjects import acts, can_speak, subject_of
from extract.words import table


def read_sources(doc: Doc | Parsed, field: Field, mentions: Sequence[Mention]) -> tuple[Source, ...]:
    """The sources of one parsed field in reading order, one for each word that credits somebody who is
    named there.

    `mentions` are those of the same field. `entity` is the mention credited, if it is one.
    """
    columns = parsed(doc)
    ranges = [span for _, span in quoted(columns.text)]
    text = FieldText(columns, mentions, [start for start, _ in ranges], [end for _, end in ranges])
    found: dict[int, Source] = {}
    prepositions, forms = lemmas("prepositions"), table("reporting")["forms"]
    for i, (word, tag) in enumerate(zip(columns.words, columns.tags, strict=True)):
        source, verb = None, tag in ("VERB", "AUX")
        if word in prepositions:
            source = _by_preposition(text, [text.doc[i]], field)
        elif word == "van":
            source = _by_words(text, text.doc[i], field)
        elif verb:
            source = _by_verb(text, text.doc[i], field) or _by_document(text, text.doc[i], field)
        if source is None and word in forms and not verb:
            passive = any(child.dep_ == "aux:pass" for child in text.doc[i].children)
            source = (_by_verb if passive else _by_form)(text, text.doc[i], field)
        if source is not None:
            found.setdefault(source.span.start, source)
    return tuple(source for _, source in sorted(found.items()))


def _by_preposition(text: FieldText, parts: list[Token], field: Field) -> Source | None:
    """ "Volgens X", "aldus X", "naar het oordeel van X"."""
    last = parts[-1]
    at = last.i + 1
    if at + 1 < len(text.doc) and (text.doc[at].is_quote or text.doc[at].pos_ == "ADV"):
        at += 1  # aldus "The Observer", aldus gisteren een woordvoerder
    if text.in_quote(last) or at >= len(text.doc):
        return None
    phrase = noun_phrase(text.doc, at, text.mentions)
    if phrase is None or _is_standard(text.doc[phrase.head]) or not _credits_here(text.doc, parts[0]):
        return None
    return _source(text, parts, phrase, field)


def _is_standard(noun: Token) -> bool:
    """ "Volgens planning", "volgens de spelregels", "volgens hun [aard]": a standard, nobody."""
    owns = noun.dep_ == "nmod:poss" and noun.head.i > noun.i and noun.head.pos_ not in ("VERB", "AUX")
    return owns or noun.lemma_.lower().endswith(tuple(lemmas("standards")))


def _credits_here(doc: Doc, word: Token) -> bool:
    """Whether "aldus" names a speaker: "..., aldus X"; in "werd aldus zijn graf" it means "so"."""
    before = doc[word.i - 1] if word.i else None
    return (
        word.lower_ != "aldus"
        or before is None
        or bool(word.is_sent_start)
        or before.is_punct
        or before.is_space
    )


@cache
def _credits() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words.split()) for words in table("reporting")["credits"])


def _by_words(text: FieldText, van: Token, field: Field) -> Source | None:
    """ "Naar het oordeel van X", "de conclusie van X is dat"."""
    doc, before = text.doc, tuple(text.parsed.words[max(0, van.i - 3) : van.i + 1])
    for size in (3, 4):
        if before[-size:] in _credits():
            return _by_preposition(text, list(doc[van.i + 1 - size : van.i + 1]), field)
    if len(before) < 2 or before[-2] not in lemmas("statements"):
        return None
    source = _by_preposition(text, [doc[van.i - 1], van], field)
    if source is None:
        return None
    behind = text.text[source.span.end : source.span.end + 12].split()
    return (
        source
        if behind[:1] == [":"] or behind[:2] in (["is", "dat"], ["was", "dat"], ["luidt", "dat"])
        else None
    )


def _by_form(text: FieldText, verb: Token, field: Field) -> Source | None:
    """ "..., schat CoMensha", "Hut pleit voor": the tagger takes such a verb for a noun."""
    doc = text.doc
    if text.in_quote(verb) or not 0 < verb.i < len(doc) - 1:
        return None
    if doc[verb.i - 1].text == ",":
        phrase = noun_phrase(doc, verb.i + 1, text.mentions)
        named = phrase is not None and (phrase.mention is not None or text.beside_quote(verb))
        if phrase is None or not (named or doc[verb.i + 1].pos_ == "DET"):
            return None
        return _source(text, [verb], phrase, field)
    phrase = _name_before(text, verb)
    if phrase is None:
        return None
    said = doc[verb.i + 1 : verb.i + 6]
    clause = any(token.lower_ in ("dat", ":", "voor") for token in said)
    return _source(text, [verb], phrase, field) if clause or text.beside_quote(verb) else None


def _name_before(text: FieldText, verb: Token) -> NounPhrase | None:
    """The name of a person or organisation that ends right before the verb, with what is said of it."""
    doc, last = text.doc, text.doc[verb.i - 1]
    at = bisect_left(text.mentions, last.idx + len(last), key=lambda mention: mention.span.end)
    if at == len(text.mentions) or text.mentions[at].span.start > last.idx or not acts(text.mentions[at]):
        return None
    start = verb.i - 1
    while start > 0 and doc[start].idx > text.mentions[at].span.start:
        start -= 1
    while start > 0 and not doc[start].is_sent_start and doc[start - 1].pos_ in ("DET", "ADJ", "NOUN"):
        start -= 1
    return NounPhrase(start, verb.i, verb.i - 1, text.mentions[at].name, text.mentions[at])


def _by_verb(text: FieldText, verb: Token, field: Field) -> Source | None:
    """A verb of saying, thinking or counting with its subject."""
    parts = cue_of(text, verb)
    if parts is None or text.in_quote(verb):
        return None
    subject = subject_of(text, verb)
    if subject is None or not says_something(text, verb, parts, subject.end, acts=can_speak(text, subject)):
        return None
    if infinitive(verb) in lemmas("around") and not (
        acts(subject.mention) or text.doc[subject.head].pos_ == "PRON"
    ):
        return None
    if of_documents(verb, parts) and not is_document(text.doc, subject.head):
        return None
    return _source(text, parts, subject, field)


@lru_cache(maxsize=4096)
def _may_show(lemma: str) -> bool:
    """Whether a document can show something with this verb, alone or with its part."""
    return any(verb.endswith(lemma) for verb, _ in pairs("shows"))


@lru_cache(maxsize=4096)
def _shown_with(lemma: str) -> frozenset[str]:
    """The prepositions that stand between this verb and the document that shows something."""
    return frozenset(word for verb, word in pairs("shows") if verb == lemma)


def _by_document(text: FieldText, verb: Token, field: Field) -> Source | None:
    """ "Dat blijkt uit onderzoek van X", "in het rapport staat dat"."""
    lemma = infinitive(verb)
    if not _may_show(lemma):
        return None
    parts = [child for child in verb.children if child.dep_ == "compound:prt"]
    before = "".join(part.lower_ for part in parts)
    lemma = lemma if lemma.startswith(before) else before + lemma
    prepositions = _shown_with(lemma)
    if not prepositions or text.in_quote(verb):
        return None
    for near in _prepositions(verb, prepositions):
        phrase = noun_phrase(text.doc, near.i + 1, text.mentions)
        if phrase is None or not _one_clause(text.doc, phrase, verb):
            continue
        if not is_document(text.doc, phrase.head) and not _shows_by_itself(text, lemma, phrase):
            continue
        return _source(text, [*parts, verb, near], phrase, field)
    return None


def _one_clause(doc: Doc, phrase: NounPhrase, verb: Token) -> bool:
    """Whether no other verb, conjunction or mark stands between the document and the verb."""
    between = doc[phrase.end : verb.i] if phrase.end <= verb.i else doc[verb.i + 1 : phrase.start]
    return not any(
        token.pos_ in ("VERB", "CCONJ", "SCONJ", "PUNCT") and token != verb.head for token in between
    )


def _shows_by_itself(text: FieldText, lemma: str, phrase: NounPhrase) -> bool:
    """Whether "blijkt uit" makes a document of what follows: "blijkt uit metingen", not "uit het feit dat"."""
    head = text.doc[phrase.head]
    return lemma == "blijken" and head.pos_ == "NOUN" and head.lemma_.lower() not in lemmas("no_documents")


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
