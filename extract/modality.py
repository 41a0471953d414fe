"""How surely a figure is stated: as a fact, an estimate, a forecast, a wish, hearsay, or not at all.

The words count in the clause of the figure and in the one that governs it ("verwacht dat ..."), not in the whole
sentence: "de dader zou zijn gevlucht; de politie heeft 12 mensen aangehouden" states the 12. They are in
`words/modality.toml`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Token

from extract.frames import Frame
from extract.nouns import Modality
from extract.sentence import Figure, Sentence, phrases_of
from extract.words import table

_ORDER: tuple[Modality, ...] = ("hearsay", "expected", "estimated", "demanded")
_STOPS = frozenset({",", ";", ":", "–", "—"})
_ENDS = frozenset({".", "!", "?", "”", "’", "'", '"'})
_GOVERNED = frozenset({"dat", "of", "dan"})
_REACH = 10
"""Tokens between a negation and the figure of the change that it denies."""


def modality_of(sentence: Sentence, figure: Figure | None, frame: Frame | None) -> Modality:
    """How surely this figure is stated; without a figure: how surely the sentence is."""
    lists = (phrases_of("modality", "words", kind) for kind in _ORDER)
    said = [(kind, words) for kind, words in zip(_ORDER, lists, strict=True) if sentence.has_any(words)]
    moves = frame is not None and frame.cue is not None and frame.cue.direction is not None
    if not said and not moves and not sentence.has_any(phrases_of("modality", "denying", "words")):
        return "asserted"  # whatever the clause of the figure is
    first, last = clause_of(sentence, figure.first) if figure else (0, len(sentence.words))
    if figure is not None and _denied(sentence, figure, first, moves=moves):
        return "denied"
    found: Modality = next((kind for kind, words in said if sentence.has_any(words, first, last)), "asserted")
    if found in ("demanded", "expected") and surprised(sentence.words[first:last]) is not None:
        return "asserted"
    if found in ("demanded", "expected") and frame is not None and _is_given(sentence, frame):
        return "asserted"
    if found == "demanded" and not _demands(sentence, first, last):
        return "asserted"
    return "asserted" if found == "demanded" and _had_to(sentence, first, last) else found


def surprised(words: Sequence[str]) -> int | None:
    """Where the verb stands by which words in lower case say that nobody saw it coming ("een verdubbeling, dat had
    niemand verwacht"): what came is no forecast and no wish. None if they do not say that.
    """
    known = table("modality")["surprise"]
    for at, word in enumerate(words[1:], start=1):
        pointed = words[at - 1] in known["pronouns"]
        if word not in known["auxiliaries"] or not (pointed or word in known["looking_back"]):
            continue
        clause = list(takewhile(lambda word: word not in _STOPS and word not in _ENDS, words[at:]))
        verb = next((nr for nr, word in enumerate(clause) if word in known["verbs"]), None)
        if verb is None or set(known["none"] if pointed else known["nobody"]).isdisjoint(clause[:verb]):
            continue
        return None if not set(known["unless"]).isdisjoint(words[at:]) else at + verb
    return None


def _is_given(sentence: Sentence, frame: Frame) -> bool:
    """ "Vanwege die terugloop van 18 leerlingen moeten er klassen dicht": a change that "die" points back at has come,
    whatever must come of it; so has the one that something is done because of.
    """
    known, cue = table("modality")["given"], frame.cue
    if cue is None or cue.first == 0 or sentence.tags[cue.first] not in ("NOUN", "PROPN"):
        return False
    lead = sentence.words[max(0, cue.first - 2) : cue.first]
    return lead[-1] in known["pointing"] or (
        len(lead) == 2 and lead[0] in known["because"] and lead[1] in known["articles"]
    )


def _demands(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word of the clause demands or wishes, and is no adjective: "veel wilde zwijnen"."""
    words, known = table("modality")["words"]["demanded"], table("modality")["attributive"]
    return any(
        sentence.words[at] in words
        and not (
            sentence.words[at] in known["adjectives"]
            and sentence.tags[at + 1 : at + 2] == ("NOUN",)
            and (
                sentence.tags[at - 1 : at] in (("NUM",), ("DET",))
                or sentence.words[at - 1] in known["behind"]
            )
        )
        for at in range(first, last)
    )


def _had_to(sentence: Sentence, first: int, last: int) -> bool:
    """Whether it was done because it had to be ("heeft 30 bomen moeten kappen"), and nothing else demands it."""
    known = table("modality")["had_to"]
    clause = sentence.words[first:last]
    at = next((nr for nr, word in enumerate(clause) if word in known["modal"]), None)
    demanding = [word for word in clause if word in table("modality")["words"]["demanded"]]
    return at is not None and len(demanding) == 1 and not set(known["perfect"]).isdisjoint(clause[:at])


def clause_of(sentence: Sentence, at: int) -> tuple[int, int]:
    """The tokens of the clause of token `at`, with the clause that governs it if it begins with "dat"."""
    bounds = sentence.once("clauses", lambda: clauses(sentence))
    return bounds[bisect_right(bounds, (at, len(sentence.words))) - 1]


def clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """The sentence cut where a clause with a finite verb of its own begins. One pass, however long the sentence."""
    words, tags, tokens = sentence.words, sentence.tags, sentence.tokens
    finite = [tag in ("VERB", "AUX") and _finite(tokens[at]) for at, tag in enumerate(tags)]
    verbs = [tokens[at] for at, is_finite in enumerate(finite) if is_finite]
    governing = {verb.head.i for verb in verbs} | {verb.i for verb in verbs}
    conjunctions = table("modality")["clauses"]["words"]
    starts = [0]
    for at in range(1, len(words)):
        conjoins = tags[at] in ("CCONJ", "SCONJ", "ADV") and words[at] in conjunctions
        # The conjunction in "12 doden en 40 gewonden" governs no verb.
        if words[at - 1] in _STOPS or (conjoins and tokens[at].head.i in governing):
            starts.append(at)
    found: list[tuple[int, int, bool]] = []
    for first, last in zip(starts, [*starts[1:], len(sentence.words)], strict=True):
        has_finite = any(finite[first:last])
        governed = sentence.words[first] in _GOVERNED
        if found and (not found[-1][2] or governed or not has_finite):
            found[-1] = (found[-1][0], last, found[-1][2] or has_finite)
        else:
            found.append((first, last, has_finite))
    return [(first, last) for first, last, _ in found]


def _finite(verb: Token) -> bool:
    """Whether the verb is finite; any verb where the pipeline does not say."""
    form = verb.morph.get("VerbForm", [])
    return not form or "Fin" in form


def _denied(sentence: Sentence, figure: Figure, first: int, *, moves: bool) -> bool:
    """Whether somebody denies it, or the change that the figure is of (it `moves`) is said not to be."""
    if sentence.has_any(phrases_of("modality", "denying", "words"), first, figure.first):
        return True
    if not moves:
        return False
    negation = table("modality")["negation"]
    for at in range(figure.first - 1, max(first, figure.first - _REACH) - 1, -1):
        word = sentence.words[at]
        if sentence.figures_at(at) or word in negation["unless"] or word in negation["not_into"]:
            return False
        if word in negation["words"]:
            return True
    return False
