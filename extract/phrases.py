"""The noun phrase that begins at a word, and the name in it: who is meant by "directeur Ina Hut van
CoMensha".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.names import says_organisation, says_person
from extract.nouns import Mention
from extract.words import table

_INSIDE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "X", "PRON"})
_MARKS = frozenset({"'", '"', "‘", "“", "„"})
_LINKS = frozenset({"van", "voor", "bij", "uit", "der", "rond", "binnen", "namens"})
_NOMINAL = frozenset({"NOUN", "PROPN", "X", "PRON"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "appos"})
_DAYS = frozenset({*table("periods")["weekdays"], *table("periods")["months"]})
_ARTICLES = frozenset(
    {"de", "het", "een", "'t", "’t", "deze", "dit", "die", "dat", "zijn", "haar", "hun", "ons", "onze"}
)
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `start:end` with the head noun at `head`; `name` is who or what is meant, `mention` the name
    in it if there is one.
    """

    start: int
    end: int
    head: int
    name: str
    mention: Mention | None


def sentence_start(doc: Doc, at: int, reach: int = 60) -> int:
    """The first token of the sentence of token `at`, or the token `reach` before it: some sentences never
    begin.
    """
    for i in range(at, max(0, at - reach), -1):
        if doc[i].is_sent_start:
            return i
    return max(0, at - reach)


def noun_phrase(doc: Doc, start: int, mentions: Sequence[Mention]) -> NounPhrase | None:
    """The phrase that starts at token `start`: article, adjectives, nouns or a name, with what "van" and
    the like add; None if there is no noun or pronoun there.
    """
    if start >= len(doc):
        return None  # a text that ends with "zegt"
    end = _core_end(doc, start)
    named = end == start and _in_name(doc[start], mentions)  # a name that the tagger takes for something else
    if end == start and not named:
        return None
    end = max(end, start + 1)
    start, end = _name_start(doc, start, mentions), _name_end(doc, end, mentions)
    head = next((i for i in range(start, end) if doc[i].pos_ == "NOUN"), end - 1)
    first = doc[head]
    nominal = first.pos_ in ("NOUN", "PROPN", "X", "PRON", "ADJ", "NUM") or _used_as_noun(first)
    if not nominal and not named:
        return None
    inside = _mentions_in(doc, start, end, mentions)
    if first.pos_ == "PRON" and not inside:
        return NounPhrase(start, end, head, first.text, None) if end - start == 1 else None
    inside = [mention for mention in inside if not _owns(doc, mention, start, head)]
    person = next((mention for mention in inside if mention.kind == "person"), None)
    things = [m for m in inside if m.kind != "other" or m.span.start <= first.idx < m.span.end]
    who = person or next(iter(things), None)
    if who is not None and (who.kind == "person" or _is_the_name(doc, head, start, who)):
        return NounPhrase(start, _last_token(doc, start, end, who), head, who.name, who)
    full_end = _with_links(doc, end)
    if is_document(doc, head) and full_end > end:
        maker = _mentions_in(doc, end, full_end, mentions)
        if maker:
            return NounPhrase(start, full_end, head, maker[0].name, maker[0])
    bare = start
    while bare < head and doc[bare].lower_ in _ARTICLES and doc[bare + 1].lower_ != "der":
        bare += 1
    return NounPhrase(start, full_end, head, doc[bare:full_end].text, None)


def _owns(doc: Doc, mention: Mention, start: int, head: int) -> bool:
    """Whether the name is a genitive before the noun: "[Joops] moeder"."""
    last = next(
        (i for i in range(start, head) if doc[i].idx <= mention.span.end - 1 < doc[i].idx + len(doc[i])), None
    )
    return last is not None and doc[head].pos_ == "NOUN" and doc[last].dep_ == "nmod:poss"


def _name_start(doc: Doc, start: int, mentions: Sequence[Mention]) -> int:
    """The first token of the name that `start` is in the middle of, where the parser cut a name in two."""
    at = bisect_left(mentions, doc[start].idx, key=lambda mention: mention.span.end)
    while at < len(mentions) and start > 0 and mentions[at].span.start <= doc[start - 1].idx:
        start -= 1
    return start


def _in_name(token: Token, mentions: Sequence[Mention]) -> bool:
    """Whether the word is part of a name."""
    at = bisect_left(mentions, token.idx + len(token), key=lambda mention: mention.span.end)
    return at < len(mentions) and mentions[at].span.start <= token.idx


def _name_end(doc: Doc, end: int, mentions: Sequence[Mention]) -> int:
    """The end of the name that begins before token `end` and goes on: "Coördinatiecentrum [tegen Mensenhandel]"."""
    last = doc[end - 1]
    at = bisect_left(mentions, last.idx + len(last), key=lambda mention: mention.span.end)
    if at < len(mentions) and mentions[at].span.start <= last.idx:
        while end < len(doc) and doc[end].idx < mentions[at].span.end:
            end += 1
    return end


def _core_end(doc: Doc, start: int) -> int:
    """The end of article, adjectives and nouns; a comma before a name in apposition is passed over
    ("luchthavenbedrijf, AENA,").
    """
    i, noun = start, False
    while i < min(len(doc), start + _LONGEST):
        token = doc[i]
        if noun and token.text in _MARKS and i + 1 < len(doc) and doc[i + 1].ent_iob == 3:
            i += 1  # "het programma 'Reporter Radio'"
            continue
        if noun and token.lower_ in _DAYS and token.ent_iob != 1:
            break  # "liet het concern [woensdag] weten"
        if token.is_space or not (token.pos_ in _INSIDE or token.dep_ == "amod" or _used_as_noun(token)):
            linked = noun and token.ent_iob == 1 and not token.is_punct
            if not linked:
                break
        if noun and token.pos_ in ("DET", "PRON", "NUM", "ADJ") and token.ent_iob != 1:
            break
        if token.pos_ == "PRON" and token.lower_ not in _ARTICLES and i > start:
            break
        noun = noun or token.pos_ in _NOMINAL or _used_as_noun(token)
        i += 1
    return i if noun else start


def _used_as_noun(token: Token) -> bool:
    """An adjective or participle that stands for people: "[deskundigen] schatten", "verklaarde de [verdachte]"."""
    return token.pos_ in ("ADJ", "VERB") and token.dep_ in _ARGUMENTS and token.lower_.endswith(("e", "en"))


def _with_links(doc: Doc, end: int) -> int:
    """The end with one phrase that a preposition ties to it: "woordvoerster van de politie"."""
    if end + 1 < len(doc) and doc[end].lower_ in _LINKS:
        linked = _core_end(doc, end + 1)
        on_stage = (
            doc[end].lower_ in ("voor", "bij") and doc[linked - 1].lower_ in table("reporting")["stages"]
        )
        if linked > end + 1 and not on_stage:
            return linked
    return end


def _mentions_in(doc: Doc, start: int, end: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that lie within these tokens."""
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    at = bisect_left(mentions, first, key=lambda mention: mention.span.start)
    found = []
    while at < len(mentions) and mentions[at].span.start < last:
        if mentions[at].span.end <= last:
            found.append(mentions[at])
        at += 1
    return found


def _last_token(doc: Doc, start: int, end: int, mention: Mention) -> int:
    """The end of the phrase, which the name closes: "CoMensha meldingen" are two phrases."""
    return next((i for i in range(start, end) if doc[i].idx >= mention.span.end), end)


def _is_the_name(doc: Doc, head: int, start: int, mention: Mention) -> bool:
    """Whether the noun is only a label of the name after it ("de krant El Tiempo"), or the phrase opens
    with the name.
    """
    bare = start
    while bare < head and doc[bare].lower_ in _ARTICLES:
        bare += 1
    if mention.span.start <= doc[bare].idx < mention.span.end and doc[bare].pos_ != "ADJ":
        return True
    token = doc[head]
    if mention.span.start <= token.idx < mention.span.end:
        return True
    return says_organisation(token.lower_) or says_person(token.lower_)


def is_document(doc: Doc, head: int) -> bool:
    """Whether the noun at `head` is a document or a count, as `words/reporting.toml` has them."""
    lemma = doc[head].lemma_.lower()
    return any(lemma == word or lemma.endswith(word) for word in table("reporting")["documents"])
