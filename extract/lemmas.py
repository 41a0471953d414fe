"""Lemmas set right behind the pipeline's own lemmatizer, which guesses by the letters of a word: words that the
treebanks know, compounds by their last part, and verbs with the part that was split off.

The words come with the pipeline (`LEXICON` in the lookups of its vocabulary, made by `training/lexicon.py`); one
without them gets the parts of verbs alone. A verb has its part in the infinitive, as UD Dutch has it today: "nam toe"
is "toenemen".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.parsed import Parsed
from extract.words import table

NAME = "klopt_lemmas"
LEXICON = "klopt_lemmas"
"""Table of a vocabulary: word class -> word as written -> lemma."""
KINDS = ("NOUN", "VERB", "ADJ", "ADV", "PRON", "DET")
"""Word classes in it."""
FIRST, LAST = 3, 5
"""Letters that a compound has before its last part, and that the last part has, at least."""
LONGEST = 40
"""Letters of the longest word that is looked at as a compound, so that time stays linear in the text."""
Lexicon = Mapping[str, Mapping[str, str]]


@cache
def _particles() -> frozenset[str]:
    return frozenset(table("particles")["split_off"])


def known(word: str, kind: str, lexicon: Lexicon) -> str | None:
    """The lemma of a word of this class, as written or in lower case.

    >>> known("Steden", "NOUN", {"NOUN": {"steden": "stad"}})
    'stad'
    """
    words = lexicon.get(kind)
    return (words.get(word) or words.get(word.lower())) if words else None


def compound(word: str, lemma: str, nouns: Mapping[str, str]) -> str | None:
    """The lemma of a noun by the longest last part that is known; the first letter is as in `lemma`.

    A letter that stands twice where the parts meet is more often a plural: "lammeren" has no lakes in it.

    >>> compound("hoofdsteden", "hoofdsted", {"steden": "stad", "meren": "meer"})
    'hoofdstad'
    """
    if len(word) > LONGEST:
        return None
    for cut in range(FIRST, len(word) - LAST + 1):
        if word[cut - 1] != word[cut] and (last := nouns.get(word[cut:])) is not None:
            first = word[:cut]
            return (first.lower() if lemma[:1].islower() else first) + last
    return None


def in_lexicon(token: Token) -> bool:
    """Whether the lexicon has the word of a token as a noun, or its last part, an adjective or an adverb."""
    lookups = token.vocab.lookups
    words = lookups.get_table(LEXICON) if lookups.has_table(LEXICON) else {}
    word, nouns = token.lower_, words.get("NOUN", {})
    one_of = any(word in words.get(kind, {}) for kind in ("NOUN", "ADJ", "ADV"))
    return one_of or compound(word, word, nouns) is not None


def with_part(lemma: str, part: str) -> str:
    """The infinitive of a verb whose part stands elsewhere.

    >>> with_part("nemen", "toe"), with_part("toenemen", "toe"), with_part("blijven", "tot")
    ('toenemen', 'toenemen', 'blijven')
    """
    return lemma if part not in _particles() or lemma.startswith(part) else part + lemma


class Lemmas:
    """The component: sets `token.lemma` where it knows better."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a document that has word classes and dependencies."""
        read = Parsed(doc)
        nouns = self.lexicon.get("NOUN", {})
        for i, (word, kind, lemma) in enumerate(zip(read.texts, read.tags, read.lemmas, strict=True)):
            found = known(word, kind, self.lexicon)
            if kind == "NOUN" and found is None:
                found = compound(word, lemma, nouns)
            elif kind == "VERB":
                # The lexicon has verbs without their parts, which a lemmatizer can know from the words around.
                found = lemma if found is None or lemma.endswith(found) else found
            if found is not None and found != lemma:
                doc[i].lemma_ = found
        self._join(doc)
        return doc

    @staticmethod
    def _join(doc: Doc) -> None:
        """Verbs with the one part that hangs on them; of two ("in gebruik nemen") none belongs to the infinitive."""
        label = doc.vocab.strings["compound:prt"]
        parts: dict[int, list[int]] = {}
        for i in (doc.to_array("DEP") == label).nonzero()[0].tolist():
            parts.setdefault(doc[i].head.i, []).append(i)
        for verb, children in parts.items():
            if len(children) == 1 and doc[verb].pos_ == "VERB":
                doc[verb].lemma_ = with_part(doc[verb].lemma_, doc[children[0]].lower_)


def _lexicon(nlp: Language) -> Lexicon:
    """The words that came with the pipeline. Raises ValueError if the table is damaged."""
    lookups = nlp.vocab.lookups
    if not lookups.has_table(LEXICON):
        return {}
    words = lookups.get_table(LEXICON)
    found = {kind: words[kind] for kind in KINDS if kind in words}
    for kind, rows in found.items():
        if not isinstance(rows, dict) or not all(
            isinstance(text, str) for row in rows.items() for text in row
        ):
            raise ValueError(f"vocab/lookups.bin: {LEXICON}, {kind}")
    return found


@Language.factory(NAME, assigns=["token.lemma"], requires=["token.dep", "token.pos"])
def make_lemmas(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  (spaCy calls with both)
    """Factory of the component `klopt_lemmas`."""
    return Lemmas(_lexicon(nlp))


def add_to(nlp: Language) -> None:
    """Put the component behind all others, if the pipeline has lemmas and the component is not there yet."""
    written = {attribute for name in nlp.pipe_names for attribute in nlp.get_pipe_meta(name).assigns}
    if NAME not in nlp.pipe_names and "token.lemma" in written:
        nlp.add_pipe(NAME)
