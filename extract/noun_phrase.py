"""A noun as the measure of a figure: its content, its base form and its phrase."""

from __future__ import annotations

from spacy.tokens import Token

from extract.singular import ground_form, is_singular_of, without_s
from extract.words import table

_NOMINAL = ("NOUN", "PROPN")
_PHRASE_DEPS = {"amod", "det", "nummod", "compound", "flat", "fixed", "nmod", "case", "appos"}
_INFLECTED = ("n", "s", "a", "i", "je")
LONGEST = 12
"""Tokens of the longest phrase that still names one thing."""


def content_of(noun: Token) -> Token:
    """The noun itself, or its complement if it only says how many: "het aantal [meldingen]"."""
    if noun.lower_ not in table("wholes")["counting_nouns"]:
        return noun
    for token in noun.doc[noun.i + 1 : min(noun.i + 6, noun.sent.end)]:
        if token.pos_ in _NOMINAL or _used_as_noun(token, noun):
            return token if token.lower_ not in table("wholes")["counting_nouns"] else content_of(token)
        if token.pos_ in ("VERB", "AUX", "PUNCT") and token.dep_ != "amod":
            break
    return noun


def _used_as_noun(token: Token, counter: Token) -> bool:
    """Whether an adjective or participle names people: "het aantal [zwaargewonden]", "het aantal [werklozen]"."""
    named = token.dep_ == "nmod" and token.head == counter
    return named and token.pos_ in ("ADJ", "VERB") and token.lower_.endswith("en")


def opens_as_name(word: Token) -> bool:
    """Whether the tagger takes a noun for a name only because it opens a sentence: "[Celstraf] van zes maanden"."""
    return (
        word.pos_ == "PROPN" and bool(word.is_sent_start) and not word.ent_type_ and word.text[1:].islower()
    )


def base_form(noun: Token) -> str:
    """The lemma of a noun; the name of a people keeps its capital, and loses its plural whatever the tagger says."""
    if noun.pos_ == "PROPN" and noun.text[:1].isupper() and noun.text.endswith(("en", "ers", "aars", "anen")):
        base = ground_form(noun.text)
        return base[:1].upper() + base[1:] if _is_counted(noun) else noun.lemma_ or noun.text
    base = _base_form(noun)
    if opens_as_name(noun):
        return base.lower()
    inside = noun.text[:1].isupper() and not noun.is_sent_start and noun.text[1:].islower()
    return base[:1].upper() + base[1:] if inside else base


def _is_counted(noun: Token) -> bool:
    """Whether a number or an article stands with it: "40.000 Belgen", "van de Nederlanders"."""
    return any(child.dep_ in ("nummod", "det") or child.pos_ in ("NUM", "DET") for child in noun.children)


def _base_form(noun: Token) -> str:
    """The lemma of a noun, with the endings of `words/measures.toml` set right and without what a lemmatizer makes up
    ("brugg", "wachttijid"): a singular must be spelled so that the plural follows from it.
    """
    word = noun.lower_
    tables = table("measures")
    for endings in (tables["base_forms"], tables["nominal_endings"]):
        for ending, base in endings.items():
            if word.endswith(ending):
                return str(word[: -len(ending)] + base)
    if noun.pos_ == "VERB" and not noun.lemma_.endswith("n") and is_singular_of(noun.lemma_.lower(), word):
        return (
            noun.lemma_.lower()
        )  # a noun that the tagger takes for a participle, whose lemma is no infinitive
    if noun.pos_ in ("VERB", "ADJ") and word.endswith("en"):
        return word[:-1]  # a participle used as a noun: "ondervraagden" -> "ondervraagde"
    if noun.pos_ != "NOUN":
        return noun.lemma_ or word
    if word.endswith(("tje", "pje")) or not word.endswith(_INFLECTED):
        return word  # no plural: the word itself, whatever a lemmatizer makes of it
    if word.endswith("ens"):
        return word[:-1]  # the plural of "huishouden"; no Dutch singular ends so
    lemma = noun.lemma_.lower() or word
    plural = "Plur" in noun.morph.get("Number", [])
    if lemma == word and not plural:
        return word
    if word.endswith("en") and (lemma == word or not is_singular_of(lemma, word)):
        return ground_form(word)
    if lemma == word and word.endswith("s"):
        return without_s(word)
    return noun.lemma_ or word


def phrase_of(noun: Token) -> str:
    """The noun with its adjectives and complements, as written: "meldingen van gedwongen prostitutie"."""
    first, last = noun.i, noun.i
    stack = [noun]
    while stack:
        word = stack.pop()
        for child in (*word.children, *(_lent(noun) if word is noun else ())):
            if child.dep_ not in _PHRASE_DEPS or child.pos_ == "NUM":
                continue
            if child.i < noun.i and child.dep_ not in ("amod", "compound"):
                continue  # articles, prepositions and figures before the noun are not part of what is counted
            if child.dep_ in ("nmod", "appos") and any(g.pos_ == "PUNCT" for g in child.children):
                continue
            if _parted(noun, child):
                continue
            first, last = min(first, child.i), max(last, child.i)
            if last - first > LONGEST:
                return str(noun.text)
            stack.append(child)
    return str(noun.doc[first : last + 1].text)


def _lent(noun: Token) -> list[Token]:
    """The complements of a counted noun that hang on the word before it which only says how many: "het aantal meldingen
    [over hen]".
    """
    counter = noun.head
    if noun.dep_ != "nmod" or counter.lower_ not in table("wholes")["counting_nouns"]:
        return []
    return [child for child in counter.children if child.dep_ == "nmod" and child.i > noun.i]


def _parted(noun: Token, child: Token) -> bool:
    """Whether a sentence begins between the two."""
    first, last = sorted((noun.i, child.i))
    return any(token.is_sent_start for token in noun.doc[first + 1 : last + 1])
