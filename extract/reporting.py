"""Verbs that credit somebody: their lemma, the words that belong to them, and whether something is said
with them.

The words are in `words/reporting.toml`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from extract.fieldtext import FieldText
from extract.phrases import sentence_start
from extract.words import table

_OPENS_CLAUSE = frozenset({"dat", "of", "hoe", "waarom", "wat"})
_OBJECTS = frozenset({"obj", "ccomp", "obl", "obl:arg", "nmod"})
_FIXED = 9
"""Tokens between a verb and the fixed words that belong to it."""
_SPOKEN = 4
"""Words of a quotation, not of a name or a word of one's own: "noemt het een 'klap in het gezicht'"."""


@cache
def lemmas(kind: str) -> frozenset[str]:
    """The lemmas of this list of `words/reporting.toml`."""
    return frozenset(table("reporting")[kind])


@cache
def pairs(kind: str) -> frozenset[tuple[str, str]]:
    """The verbs of this list of `words/reporting.toml`, each with the word that it takes."""
    return frozenset((verb, word) for verb, word in table("reporting")[kind])


@cache
def _verbs() -> frozenset[str]:
    """Every verb that can credit somebody, whatever its construction."""
    return frozenset({*lemmas("say"), *lemmas("think"), *lemmas("with_object"), *lemmas("around")})


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(_verbs(), key=lambda verb: (-len(verb), verb)))


def infinitive(verb: Token) -> str:
    """The infinitive, without the mark that some pipelines put between a verb and its part."""
    return _infinitive(verb.lower_, verb.lemma_)


@lru_cache(maxsize=4096)
def _infinitive(word: str, lemma: str) -> str:
    form: str = table("reporting")["forms"].get(word, "")
    lemma = form or lemma.lower().replace("_", "")
    if lemma in _verbs():
        return lemma
    if lemma.replace("ge", "", 1) in _verbs():
        return lemma.replace("ge", "", 1)  # the lemmatizer left the prefix of a participle: "aangekondigen"
    if not lemma.endswith(_longest_first()):
        return lemma
    # Lemmatizers add parts that are not there: "voorstellen" for "stelt".
    base = next(known for known in _longest_first() if lemma.endswith(known))
    return lemma if word.startswith(lemma[: -len(base)]) else base


@lru_cache(maxsize=4096)
def _may_credit(lemma: str) -> bool:
    """Whether a verb with this lemma can credit somebody, alone, with its part or with other words."""
    return any(verb.endswith(lemma) for verb in _verbs()) or any(
        verb == lemma for kind in ("phrases", "expressions", "of_documents") for verb, _ in pairs(kind)
    )


def cue_of(text: FieldText, verb: Token) -> list[Token] | None:
    """The words of the cue: the verb with the part that was split off or the words that belong to it; None
    if it credits nobody.
    """
    lemma = infinitive(verb)
    if not _may_credit(lemma):
        return None
    if fixed := _expression(text, verb, lemma):
        return sorted([verb, *fixed], key=lambda token: token.i)
    parts = [child for child in verb.children if child.dep_ == "compound:prt"]
    for part in parts:
        together = (lemma, part.lower_)
        known = (
            part.lower_ + lemma in _verbs()
            or together in pairs("phrases")
            or together in pairs("of_documents")
        )
        if known or (lemma in _verbs() and lemma.startswith(part.lower_)):
            return sorted([verb, part], key=lambda token: token.i)
    if any(part.lower_ in lemmas("parts") for part in parts):
        return None  # "stelt uit", "vindt plaats": another verb than the one without its part
    for child in verb.children:
        together = (lemma, child.lower_)
        if abs(child.i - verb.i) < 12 and (together in pairs("phrases") or together in pairs("of_documents")):
            return sorted([verb, child], key=lambda token: token.i)
    if lemma == "weten" and verb.head.lemma_ in ("laten", "doen"):
        return None
    return [verb] if lemma in _verbs() else None


def of_documents(verb: Token, parts: list[Token]) -> bool:
    """Whether only a document says something with these words: "[onderzoek] laat zien dat"."""
    lemma = infinitive(verb)
    return any((lemma, part.lower_) in pairs("of_documents") for part in parts)


@lru_cache(maxsize=4096)
def _expressions(lemma: str) -> dict[str, list[list[str]]]:
    """The fixed words that belong to this verb, by the first of them."""
    found: dict[str, list[list[str]]] = {}
    for verb, phrase in pairs("expressions"):
        if verb == lemma:
            words = phrase.split()
            found.setdefault(words[0], []).append(words)
    return found


def _expression(text: FieldText, verb: Token, lemma: str) -> list[Token] | None:
    """The fixed words that belong to the verb, behind it ("is van mening") or before it ("van mening zijn");
    no clause begins between.
    """
    wanted = _expressions(lemma)
    doc, words, at = text.doc, text.parsed.words, verb.i
    if wanted.keys().isdisjoint(words[max(0, at - _FIXED) : at + _FIXED]):
        return None
    around = (range(at + 1, min(len(words), at + _FIXED)), range(at - 1, max(-1, at - _FIXED), -1))
    for places in around:
        for i in places:
            if doc[i].is_punct or words[i] in _OPENS_CLAUSE:
                break
            for fixed in wanted.get(words[i], ()):
                if words[i : i + len(fixed)] == fixed:
                    return list(doc[i : i + len(fixed)])
    return None


def says_something(text: FieldText, verb: Token, parts: list[Token], subject_end: int, *, acts: bool) -> bool:
    """Whether a clause, a quotation, a colon or an amount comes with the verb; `subject_end` is the token behind the
    one who says it, who `acts` if the words alone show that it can speak.
    """
    lemma = infinitive(verb)
    if text.beside_quote(verb, _SPOKEN if lemma in lemmas("around") else 1):
        return True
    if lemma in lemmas("around"):
        return False
    if any(_is_clause(child, lemma) for part in {verb, *parts} for child in part.children):
        return True
    behind = max(part.i for part in parts) + 1
    if _asks(text.doc, behind) or _opens_clause(text.doc, behind) or _opens_clause(text.doc, subject_end):
        return True
    if goes_around(verb):
        return True
    objects = [child for child in verb.children if child.dep_ in _OBJECTS and child.lower_ != "zich"]
    counts = (token.pos_ == "NUM" for child in objects for token in child.subtree)
    speaks = acts or lemma not in lemmas("of_things") or any(counts)
    return lemma in lemmas("with_object") and bool(objects) and speaks


def _asks(doc: Doc, start: int) -> bool:
    """Whether a clause with "of" begins here ("betwijfelt [of] de cijfers kloppen"), which some trees take for a
    choice; between two verbs it is one ("zegt of schrijft").
    """
    if start + 1 >= len(doc) or doc[start].lower_ != "of":
        return False
    return doc[start + 1].pos_ in ("DET", "PRON", "PROPN", "NUM") or doc[start + 1].lower_ == "er"


def _opens_clause(doc: Doc, start: int) -> bool:
    """Whether what is said begins here or a few words on: "zegt [dat]", "zei vandaag, [dat]", "schrijft[:]"."""
    for token in doc[start : start + 5]:
        if token.text == ":":
            return True
        if token.lower_ == "of" and token.i == start and token.pos_ == "SCONJ":
            return True
        if token.lower_ == "dat" and (token.pos_ != "DET" or "Plur" in token.head.morph.get("Number", [])):
            return doc[token.i + 1 : token.i + 2].text != ","
        if (token.is_punct and token.text != ",") or token.dep_ == "cc" or token.is_sent_start:
            break
    return False


def _is_clause(child: Token, lemma: str) -> bool:
    """Whether the word heads a clause that is what is said: with "dat" or the like, or for some verbs with "te"."""
    if child.dep_ not in ("ccomp", "advcl", "xcomp"):
        return False
    openings = {mark.lower_ for mark in child.children if mark.i < child.i}
    return bool(openings & _OPENS_CLAUSE) or ("te" in openings and lemma in lemmas("with_infinitive"))


def finite_of(verb: Token) -> Token:
    """The finite verb before a participle or infinitive ("[heeft] ... gemeld"), else the verb itself."""
    return next(
        (c for c in verb.children if c.dep_[:3] == "aux" and c.pos_ in ("AUX", "VERB") and c.i < verb.i), verb
    )


def goes_around(verb: Token) -> bool:
    """Whether the rest of the sentence is what is said: "..., zegt X", "..., zo stelt X", "Dat meldt X",
    "Dat heeft X gemeld", "Zoals X het uitdrukt".
    """
    doc = verb.doc
    finite = finite_of(verb)
    before = finite.i - 1
    start = sentence_start(doc, finite.i)
    if before >= start and doc[before].lower_ == "zo":
        before -= 1
    if before >= start and doc[before].text in (",", '"', "”", "''", "’", "»"):
        return _inverted(finite)
    if before == start and doc[start].lower_ in ("dat", "dit", "zo"):
        return _inverted(finite)
    return doc[start].lower_ == "zoals"


def _inverted(verb: Token) -> bool:
    """Whether the subject follows the finite verb."""
    return any(child.dep_ == "nsubj" and child.i > verb.i for child in verb.children) or (
        verb.i + 1 < len(verb.doc)
        and verb.doc[verb.i + 1].pos_ in ("PROPN", "DET", "NOUN", "PRON", "NUM", "X")
    )
