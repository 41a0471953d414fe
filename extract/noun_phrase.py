"""A noun as the measure of a figure: its content, its base form and its phrase."""

from __future__ import annotations

from spacy.tokens import Token

from extract.identity import ground_form
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
        if token.pos_ in _NOMINAL:
            return token if token.lower_ not in table("wholes")["counting_nouns"] else content_of(token)
        if token.pos_ in ("VERB", "AUX", "PUNCT") and token.dep_ != "amod":
            break
    return noun


def base_form(noun: Token) -> str:
    """The lemma of a noun, with the endings of `words/measures.toml` set right."""
    word = noun.lower_
    tables = table("measures")
    for endings in (tables["base_forms"], tables["nominal_endings"]):
        for ending, base in endings.items():
            if word.endswith(ending):
                return str(word[: -len(ending)] + base)
    if noun.pos_ in ("VERB", "ADJ") and word.endswith("en"):
        return word[:-1]  # a participle used as a noun: "ondervraagden" -> "ondervraagde"
    if noun.lemma_.lower() == word and word.endswith("ens"):
        return word[:-1]  # the lemmatizer left the plural: "huishoudens"; no Dutch singular ends so
    lemma = noun.lemma_.lower() or word
    if noun.pos_ == "NOUN" and not word.endswith(_INFLECTED):
        return word  # no plural and no diminutive: the word itself, whatever a lemmatizer makes of it
    if noun.pos_ == "NOUN" and word.endswith("en") and lemma != word and not _is_plural_of(word, lemma):
        return ground_form(word)  # a lemmatizer makes things up: "wachttijid"
    return noun.lemma_ or word


def _is_plural_of(word: str, lemma: str) -> bool:
    """Whether a plural in -en is spelled as one of this noun: with a doubled consonant, an open vowel, or v or z
    for f or s. Vowels that change ("stad", "schip") are in the table.
    """
    stem = word[:-2]
    if len(lemma) < 2 or word in (lemma + "en", lemma + "n", lemma + lemma[-1] + "en"):
        return True
    if lemma[:-1] + {"f": "v", "s": "z"}.get(lemma[-1], lemma[-1]) == stem:
        return True
    if len(lemma) > 2 and lemma[-2] == lemma[-3]:
        open_ = lemma[:-2] + {"f": "v", "s": "z"}.get(lemma[-1], lemma[-1])
        return open_ == stem
    return lemma.endswith("heid")


def phrase_of(noun: Token) -> str:
    """The noun with its adjectives and complements, as written: "meldingen van gedwongen prostitutie"."""
    first, last = noun.i, noun.i
    stack = [noun]
    while stack:
        for child in stack.pop().children:
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


def _parted(noun: Token, child: Token) -> bool:
    """Whether a sentence begins between the two."""
    first, last = sorted((noun.i, child.i))
    return any(token.is_sent_start for token in noun.doc[first + 1 : last + 1])
