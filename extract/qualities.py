"""What a figure is by the adjective or the verb beside it: "90 km lang" is a length, "verkocht voor 8.000 euro" a
price, "duurt drie uur" how long the subject takes.

The words are in `words/measures.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from extract.frames import led_by
from extract.sentence import Figure, Sentence
from extract.words import table


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: the lemma of its head noun and the words as written."""

    lemma: str
    phrase: str


def quality_of(sentence: Sentence, figure: Figure) -> Measure | Token | None:
    """The measure of a figure that an adjective or a verb names, or the noun that it is said of; None if none does."""
    return _dimension(sentence, figure) or _by_verb(sentence, figure)


def _dimension(sentence: Sentence, figure: Figure) -> Measure | None:
    """ "90 km [lang]": the length, not the subject."""
    after = sentence.words[figure.last] if figure.last < len(sentence.words) else ""
    quality = table("measures")["dimensions"].get(after)
    return Measure(quality, after) if quality and figure.quantity.kind in ("measure", "duration") else None


def _by_verb(sentence: Sentence, figure: Figure) -> Measure | Token | None:
    """What the verb says it is: "verkocht voor 8.000 euro" is a price, "40 km voor de finish" a distance."""
    kind = "money" if figure.quantity.kind == "rate" else figure.quantity.kind
    after = sentence.words[figure.last : figure.last + 3]
    if (
        kind == "measure"
        and after[:1] == ("voor",)
        and set(after).intersection(table("measures")["places"]["words"])
    ):
        return Measure("afstand", " ".join(after))
    if kind == "duration" and (subject := _predicated(sentence.tokens[figure.last - 1])):
        return subject
    verb = _verb_of(sentence.tokens[figure.first])
    if verb is None or kind not in ("money", "measure", "duration"):
        return None
    parts = [child.lower_ for child in verb.children if child.dep_ == "compound:prt"]
    lemmas = {verb.lemma_.lower().replace("_", ""), "".join(parts) + verb.lemma_.lower()}
    for entry in table("measures")["verbs"]:
        led = "with" not in entry or led_by(sentence, figure, (entry["with"],)) is not None
        if entry["kind"] != kind or not led or not lemmas.intersection(entry["words"]):
            continue
        if entry["measure"] != "subject":
            return Measure(entry["measure"], verb.text)
        return next(
            (child for child in verb.children if child.dep_ == "nsubj" and child.pos_ == "NOUN"), None
        )
    return None


def _predicated(unit: Token) -> Token | None:
    """The noun that a stretch of time is said of: "de [wachttijd] is drie weken"."""
    if not any(child.dep_ == "cop" for child in unit.children):
        return None
    return next((child for child in unit.children if child.dep_ == "nsubj" and child.pos_ == "NOUN"), None)


def _verb_of(token: Token) -> Token | None:
    """The verb that the figure is an argument of, other nouns not passed over."""
    for _ in range(4):
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head is token or (token.pos_ == "NOUN" and token.dep_ == "nmod"):
            return None
    return None
