"""Who says it: the noun phrase that is the subject of a verb of saying, wherever it stands.

Dutch puts the subject behind the finite verb as soon as anything else opens the clause, and behind a quotation
always (Algemene Nederlandse Spraakkunst, 21.1.2 and 26.7), which a small parser often takes for an object.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.fieldtext import FieldText
from extract.names import says_organisation, says_person
from extract.nouns import Mention
from extract.phrases import NounPhrase, is_document, noun_phrase, sentence_start
from extract.reporting import finite_of, goes_around, lemmas

_FAR = 25
"""Most words between a verb and its subject."""


def subject_of(text: FieldText, verb: Token) -> NounPhrase | None:
    """The noun phrase that says it; the one after the verb where the parser found none."""
    if _is_passive(verb):
        agents = (_acting(text, child, verb) for child in verb.children if _is_agent(child))
        return next((phrase for phrase in agents if phrase is not None), None)
    heads = [verb]
    if (
        (verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in ("laten", "doen", "hebben"))
        or verb.dep_ in ("cop", "aux")
        or (_goes_on(verb))
    ):
        heads.append(verb.head)
    heads += [child for child in verb.children if child.dep_ == "aux"]  # some trees have the subject there
    inverted = goes_around(verb) or text.beside_quote(verb)
    if (speaker := _put_in(text, verb)) is not None:
        return speaker
    for head in heads:
        for child in sorted(head.children, key=lambda token: (token.i < verb.i) == inverted):
            phrase = _acting(text, child, verb)
            if phrase is not None:
                return phrase
    if verb.dep_ == "cop" and verb.head.i < verb.i and verb.head.pos_ in ("NOUN", "PROPN"):
        subject = _phrase_with(
            text, verb.head
        )  # "[de fractie] is van mening", taken for what is said of somebody
        if subject is not None and subject.end <= verb.i:
            return subject
    beside = noun_phrase(text.doc, verb.i - 1, text.mentions) if verb.i else None
    if beside is not None and beside.end == verb.i and acts(beside.mention):
        return beside
    if goes_around(verb) or text.beside_quote(verb) or _inverted_before_clause(verb):
        return noun_phrase(text.doc, finite_of(verb).i + 1, text.mentions)
    return None


def _put_in(text: FieldText, verb: Token) -> NounPhrase | None:
    """Who says it between two commas: "Het leger, zegt [generaal Okello], trekt zich terug". What stands before is the
    subject of another verb, whatever the parser makes of it.
    """
    doc = text.doc
    if not 1 < verb.i < len(doc) - 1 or doc[verb.i - 1].text != "," or verb.is_sent_start:
        return None
    phrase = noun_phrase(doc, verb.i + 1, text.mentions)
    closed = phrase is not None and phrase.end < len(doc) and doc[phrase.end].text == ","
    return phrase if phrase is not None and closed and can_speak(text, phrase) else None


def _goes_on(verb: Token) -> bool:
    """Whether the verb shares the subject of the one before it: "noemt een bedrag en [stelt] dat"."""
    return (
        verb.dep_ == "conj" and _has_no_subject(verb) and any(child.dep_ == "cc" for child in verb.children)
    )


def _has_no_subject(verb: Token) -> bool:
    return not any(child.dep_[:5] == "nsubj" for child in verb.children)


def _is_passive(verb: Token) -> bool:
    """Whether somebody is spoken of; verbs of saying have "hebben" in the perfect, so "zijn" makes them passive."""
    return any(
        child.dep_ in ("aux:pass", "nsubj:pass")
        or (child.dep_[:3] == "aux" and child.lemma_ in ("worden", "zijn"))
        for child in verb.children
    )


def _is_agent(child: Token) -> bool:
    """Whether it is who acts in a passive: "door de politie"."""
    return child.dep_[:3] == "obl" and any(mark.lower_ == "door" for mark in child.children)


def _acting(text: FieldText, child: Token, verb: Token) -> NounPhrase | None:
    """The phrase of this child of the verb if it is who acts."""
    if (child.dep_ != "nsubj" and not _is_agent(child)) or child.lower_ in lemmas("nobody"):
        return None
    phrase = _phrase_with(text, child)
    if phrase is None or not phrase.start <= child.i < phrase.end or _between(text, phrase, verb):
        return None
    return phrase


def _inverted_before_clause(verb: Token) -> bool:
    """Whether somebody stands right behind the finite verb and no other subject anywhere: "In Parijs meldt onze
    correspondent dat", in which the parser sees an object.
    """
    doc = verb.doc
    if not _has_no_subject(verb) or sentence_start(doc, verb.i) == verb.i or doc[verb.i - 1].dep_ == "cc":
        return False
    behind = next((child for child in verb.children if child.dep_ == "obj" and child.i > verb.i), None)
    if behind is None or behind.left_edge.i != verb.i + 1 or behind.right_edge.i + 1 >= len(doc):
        return False
    return doc[behind.right_edge.i + 1].lower_ == "dat"


def acts(mention: Mention | None) -> bool:
    """Whether somebody or something that can speak."""
    return mention is not None and mention.kind in ("person", "organisation")


def can_speak(text: FieldText, subject: NounPhrase) -> bool:
    """Whether the subject is somebody or something that speaks, by name or by the noun for it."""
    noun = text.doc[subject.head]
    lemma = noun.lemma_.lower()
    if acts(subject.mention) or noun.pos_ == "PRON" or lemma.endswith(tuple(lemmas("actors"))):
        return True
    return is_document(text.doc, subject.head) or says_person(lemma) or says_organisation(lemma)


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
