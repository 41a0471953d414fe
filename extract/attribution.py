"""Who is credited with a figure: the source in its sentence, the speaker of the quotation it stands in, the one named
by "Dat meldt X" behind it, the one for whom the sentence before it spoke, or else who counted it.

A claim says which of these it was, so that nobody takes an inference for the text's own words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from corpus.article import Span
from extract.fieldtext import FieldText
from extract.nouns import Attribution, Mention, Quote, Source
from extract.parsed import Parsed
from extract.phrases import NounPhrase, noun_phrase
from extract.reporting import lemmas
from extract.sentence import Figure, Sentence
from extract.subjects import can_speak, subject_of

Credit = tuple[Source, Attribution]

BACK = 3
"""Sentences before "Dat meldt X" that it can be about."""
_UP = 6
"""Steps from a figure to the verb that it is an object of."""
_NEAR = 8
"""Tokens between "kwamen ... binnen" and "bij X"."""
_BACKWARD = ("dat", "dit", "zo", "aldus", "een en ander")


class Credits:
    """What one field of an article says of who says what, asked sentence by sentence in reading order."""

    def __init__(
        self, text: Parsed, sources: Sequence[Source], quotes: Sequence[Quote], mentions: Sequence[Mention]
    ) -> None:
        self._text = text.text
        self._field = FieldText(text, mentions, [], [])
        self._sources = sources
        self._starts = [source.span.start for source in sources]
        self._named: dict[str, list[Source]] = {}
        for source in sources:
            self._named.setdefault(source.name, []).append(source)
        self._quotes = quotes
        self._quote_starts = [quote.span.start for quote in quotes]
        self._sentences = [text.chars(sent.start, sent.end) for sent in text.sentences]
        self._sentence_starts = [start for start, _ in self._sentences]

    def of(self, sentence: Sentence, at: Span) -> Credit | None:
        """Who is credited with what stands at `at` in this sentence, by the text's own words near it."""
        quoted = self._speaker(at)
        if quoted is not None:
            return quoted, "own"
        first, last = self._sources_of(bisect_right(self._sentence_starts, sentence.span.start) - 1)
        if first < last:
            before = bisect_left(self._starts, at.end, first, last)
            return self._sources[max(before - 1, first)], "own"
        return None

    def around(self, sentence: Sentence) -> Credit | None:
        """Who is credited by the sentences around this one, for what has no source in its own."""
        return sentence.once("credited around", lambda: self._around(sentence))

    def _around(self, sentence: Sentence) -> Credit | None:
        nr = bisect_right(self._sentence_starts, sentence.span.start) - 1
        for following in range(nr + 1, min(nr + 1 + BACK, len(self._sentences))):
            if not self._one_paragraph(following - 1):
                break
            sources = self._within(following)
            if sources and self._points_back(following):
                return sources[0], "back"
            if sources:
                break
        if nr and self._one_paragraph(nr - 1) and not self._points_back(nr):
            before = [s for s in self._within(nr - 1) if not self._points_back(nr - 1)]
            if before and not self._ends_with_quote(nr - 1):
                return before[-1], "carried"
        return None

    def counted(self, sentence: Sentence, figure: Figure) -> Source | None:
        """Who counted: the subject of "kreeg", "registreerde" with the figure as its object, or who it came in with."""
        verb = _verb_above(sentence.tokens[figure.first])
        if verb is None:
            return None
        return sentence.once(("counted", verb.i), lambda: self._counting(sentence, verb))

    def _counting(self, sentence: Sentence, verb: Token) -> Source | None:
        lemma = verb.lemma_.lower().replace("_", "")
        phrase: NounPhrase | None = None
        if lemma in lemmas("counts"):
            phrase = subject_of(self._field, verb)
        elif verb.lemma_.endswith("komen") and any(child.lower_ == "binnen" for child in verb.children):
            phrase = self._received(verb)
        if phrase is None or not self._may_count(phrase):
            return None
        doc = sentence.tokens.doc
        first, last = min(phrase.start, verb.i), max(phrase.end, verb.i + 1)
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        words = self._text[start:end]
        if "\n" in words:
            return None
        return Source(Span(sentence.field, start, end, words), phrase.name, verb.lower_, phrase.mention)

    def _may_count(self, phrase: NounPhrase) -> bool:
        """An organisation, by its name or by the noun for one; persons receive letters and money."""
        if phrase.mention is not None:
            return phrase.mention.kind == "organisation"
        first, noun = self._field.doc[phrase.start], self._field.doc[phrase.head]
        if noun.pos_ == "PROPN":
            return first.lower_ in ("de", "het")  # no person's name has an article
        return noun.pos_ == "NOUN" and can_speak(self._field, phrase)

    def _received(self, verb: Token) -> NounPhrase | None:
        """ "Bij X kwamen ... binnen"."""
        doc = verb.doc
        for i in range(max(0, verb.i - _NEAR), min(len(doc) - 1, verb.i + _NEAR)):
            if doc[i].lower_ == "bij" and doc[i].sent == verb.sent:
                return noun_phrase(doc, i + 1, self._field.mentions)
        return None

    def _speaker(self, at: Span) -> Source | None:
        """The source of the quotation that covers the span."""
        nr = bisect_right(self._quote_starts, at.start) - 1
        if nr < 0 or self._quotes[nr].span.end < at.end or self._quotes[nr].speaker is None:
            return None
        quote = self._quotes[nr]
        if named := self._named.get(quote.speaker or ""):
            return min(named, key=lambda source: abs(source.span.start - quote.span.start))
        before = bisect_right(self._field.mentions, quote.span.start, key=lambda mention: mention.span.end)
        mentions = (self._field.mentions[nr] for nr in range(before - 1, -1, -1))
        mention = next((mention for mention in mentions if mention.name == quote.speaker), None)
        return Source(mention.span, mention.name, ":", mention) if mention else None

    def _within(self, nr: int) -> Sequence[Source]:
        """The sources that begin in this sentence, outside its quotations' own words."""
        first, last = self._sources_of(nr)
        return self._sources[first:last]

    def _sources_of(self, nr: int) -> tuple[int, int]:
        start, end = self._sentences[nr]
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def _one_paragraph(self, nr: int) -> bool:
        """Whether this sentence and the next stand in one paragraph."""
        first, second = self._sentences[nr], self._sentences[nr + 1]
        return "\n" not in self._text[max(first[0], first[1] - 1) : second[0]]

    def _points_back(self, nr: int) -> bool:
        """Whether the sentence speaks of the one before it: "Dat meldt X", "Aldus X"."""
        start, end = self._sentences[nr]
        return self._text[start : min(end, start + 20)].lower().split()[:1] in ([word] for word in _BACKWARD)

    def _ends_with_quote(self, nr: int) -> bool:
        """Whether the sentence closes with somebody's words: what follows is the writer's again."""
        return self._text[self._sentences[nr][0] : self._sentences[nr][1]].rstrip()[-1:] in (
            '"',
            "”",
            "’",
            "»",
            "'",
        )


def _verb_above(token: Token) -> Token | None:
    """The verb that a figure goes with."""
    for _ in range(_UP):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("nummod", "amod"):
            return token
        if token.head is token:
            return None
        token = token.head
    return None
