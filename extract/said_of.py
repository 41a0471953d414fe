"""The noun that a figure is said of, before it or by the parse: "een [drempel] van 5 procent", "de [schade] loopt
op", the object or the subject of its verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.counted import NOMINAL
from extract.frames import led_by
from extract.noun_phrase import content_of, opens_as_name
from extract.sentence import Figure, Sentence
from extract.words import table


def labelled(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "[oppervlakte]: 13.521 km²"."""
    at = figure.first - 1
    if at > 0 and sentence.words[at] == ":" and sentence.tags[at - 1] in NOMINAL:
        return sentence.tokens[at - 1]
    return None


def of_figure(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun of "een [drempel] van 5 procent"; a word of change is not what is measured."""
    of = led_by(sentence, figure, ("van",))
    if of is None or of == 0 or sentence.holds_other(of - 1, figure):
        return None
    noun = sentence.tokens[of - 1]
    if noun.pos_ != "NOUN" and not opens_as_name(noun):
        return None
    word = sentence.words[of - 1]
    changes = table("changes")["nouns"]
    if word in (*changes["up"], *changes["down"]) or word in table("wholes")["counting_nouns"]:
        return None
    return _outer(sentence.tokens[of - 1])


def right_before(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun right before the figure, hedges passed over: "het [stroomgebied] 76.000 km²"."""
    at = figure.first - 1
    while at > 0 and sentence.words[at] in table("wholes")["between"]:
        at -= 1
    nominal = at >= 0 and sentence.tags[at] == "NOUN" and not sentence.holds_other(at, figure)
    return sentence.tokens[at] if nominal else None


def before_preposition(sentence: Sentence, figure: Figure) -> Token | None:
    """The noun right before "met 40 procent", "op 100 miljoen": "de [schade] op", "de [kans] op herhaling
    met".
    """
    at = led_by(sentence, figure, ("met", "op", "tegen", "tot", "naar"))
    if at is None or at == 0 or sentence.tags[at - 1] not in NOMINAL or sentence.holds_other(at - 1, figure):
        return None
    noun = _outer(sentence.tokens[at - 1])
    return None if noun.pos_ == "PROPN" else noun


def _outer(noun: Token) -> Token:
    """The noun that this one is a complement of: "[kosten] van de brug", "[kans] op herhaling"."""
    while noun.dep_ == "nmod" and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
        if any(mark.lower_ == "met" for mark in noun.children):
            break  # "een route met een [straal] van 150 meter"
        noun = noun.head
    return noun


def argument(sentence: Sentence, figure: Figure) -> Token | None:
    """The object, else the subject, of the verb that the figure goes with."""
    head = sentence.tokens[figure.first]
    inside = sentence.tokens[figure.first : figure.last]
    for _ in range(8):
        for child in _arguments(sentence, head):
            if not any(child.is_ancestor(token) for token in inside):  # else the figure is part of it
                return content_of(child if child.pos_ in NOMINAL else head.head)
        if head.head is head or head.dep_ == "ROOT":
            break
        head = head.head
    return None


def _arguments(sentence: Sentence, head: Token) -> list[Token]:
    """The nouns that are objects of a word, then those that are its subjects, outside figures and time expressions;
    with them the "die" of a clause that says what its noun does.
    """

    def arguments() -> list[Token]:
        relative = head.dep_ == "acl:relcl" and head.head.pos_ in NOMINAL
        found: dict[str, list[Token]] = {"obj": [], "nsubj": []}
        for child in head.children:
            role, at = child.dep_.removesuffix(":pass"), child.i - sentence.tokens.start
            if role not in found or sentence.figures_at(at) or sentence.in_time(at):
                continue
            if child.pos_ in NOMINAL or (relative and child.lower_ in ("die", "dat")):
                found[role].append(child)
        return [*found["obj"], *found["nsubj"]]

    return sentence.once(("arguments", head.i), arguments)
