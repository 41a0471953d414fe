"""Older and converted trees brought to the conventions of the treebanks of 2023 and later, by rules.

`of_today(doc)` gives a copy of a gold document. LassySmall of 2017 and the Alpino Treebank, as its
authors' converter turns it into UD, differ in some labels from the sections of 2023 and 2025. What the
rules rest on was counted in the training and development data, in no test section:

- an adverb that hangs on a noun which is no predicate is `amod` (159 of 172 times in the sections of today,
  121 of 870 in the converted ones), on another adverb or an adjective `advmod`;
- the words of a title or of a foreign name with a capital are `flat`, not `fixed`;
- "worden", "blijven", "heten" and such with a predicate are verbs with an `xcomp`, not copulas; "willen",
  "laten" and "gaan" are verbs too;
- ordinal numbers are adjectives (`amod`); what hangs on a noun as `det` is a DET, but for possessives
  (`nmod:poss`) and nouns; "vele" and "meeste" are adverbs (`amod`); "geboren" is a participle; "zowel" is a
  conjunction.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

AUXILIARIES = {"zijn", "worden", "hebben", "zullen", "kunnen", "moeten", "mogen", "krijgen", "hoeven"}
CLAUSAL = {
    "nsubj",
    "nsubj:pass",
    "csubj",
    "expl",
    "expl:pv",
    "aux",
    "aux:pass",
    "cc",
    "advcl",
    "parataxis",
    "ccomp",
    "punct",
}
"""What goes along to the verb when it gets above its predicate or infinitive."""
NAMED = {"DET", "NOUN", "ADJ", "VERB", "ADV", "PRON", "X"}
ORDINAL = re.compile(
    r"\d+(e|ste|de)|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde"
    r"|(der|veer|vijf|zes|zeven|acht|negen)tiende|twintigste"
)
POSSESSIVE = {"mijn", "m'n", "jouw", "je", "uw", "zijn", "z'n", "haar", "d'r", "ons", "onze", "jullie", "hun"}


class Tree:
    """The columns of a document, to be changed."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.morphs = [str(token.morph) for token in doc]
        self.lower = [token.lower_ for token in doc]

    def children(self, i: int) -> list[int]:
        """Places of the words that hang on word `i`."""
        return [c for c, head in enumerate(self.heads) if head == i != c]

    def raise_verb(self, verb: int, moved: Iterable[int]) -> None:
        """Put `verb` in the place of its head, which becomes its xcomp; `moved` go along."""
        below = self.heads[verb]
        self.heads[verb] = verb if self.heads[below] == below else self.heads[below]
        self.deps[verb], self.pos[verb] = self.deps[below], "VERB"
        self.heads[below], self.deps[below] = verb, "xcomp"
        for child in moved:
            self.heads[child] = verb

    def made(self) -> Doc:
        """The document anew."""
        return Doc(
            self.doc.vocab,
            words=[token.text for token in self.doc],
            spaces=[bool(token.whitespace_) for token in self.doc],
            heads=self.heads,
            deps=self.deps,
            pos=self.pos,
            tags=self.tags,
            morphs=self.morphs,
            lemmas=[token.lemma_ for token in self.doc],
        )


def of_today(doc: Doc) -> Doc:
    """The document with the labels of today."""
    tree = Tree(doc)
    verbs(tree)
    names(tree)
    for i in range(len(doc)):
        word(tree, i)
    return tree.made()


def verbs(tree: Tree) -> None:
    """Copulas and auxiliaries that are verbs today."""
    for token in tree.doc:
        i, below = token.i, tree.heads[token.i]
        if tree.pos[i] not in ("AUX", "VERB") or token.lemma_ in AUXILIARIES - {"worden"}:
            continue
        others = [c for c in tree.children(below) if c != i]
        copula = tree.deps[i] == "cop" and tree.pos[below] != "VERB"
        auxiliary = tree.deps[i] == "aux" and token.lemma_ != "worden" and tree.pos[below] in ("VERB", "AUX")
        if copula or auxiliary:
            tree.raise_verb(i, [c for c in others if _goes_along(tree, c, i, below)])


def _goes_along(tree: Tree, child: int, verb: int, below: int) -> bool:
    """Whether a word that hangs on the predicate or infinitive `below` belongs to the verb."""
    dep = tree.deps[child]
    if dep == "mark":
        return tree.lower[child] != "te" and child < min(verb, below)
    if dep in ("advmod", "obl", "obl:arg", "obl:agent"):
        if tree.pos[below] in ("VERB", "AUX"):
            return child < verb < below
        return abs(child - below) > 1 and not verb < below < child
    if dep == "conj":
        return tree.pos[child] in ("VERB", "AUX") and tree.pos[below] not in ("VERB", "AUX")
    if dep == "punct":
        return child < min(verb, below) or child > max(verb, below)
    return dep in CLAUSAL


def names(tree: Tree) -> None:
    """Titles and names of foreign words: flat."""
    starts = {sentence.start for sentence in tree.doc.sents}
    for head in range(len(tree.doc)):
        if tree.pos[head] not in NAMED:
            continue
        parts = [c for c in tree.children(head) if tree.deps[c] == "fixed"]
        if not parts:
            continue
        group = [head, *parts]
        named = any(tree.doc[i].text[:1].isupper() and i not in starts for i in group)
        if named or (tree.pos[head] == "X" and tree.doc[head].text[:1].isupper()):
            for part in parts:
                tree.deps[part] = "flat"


def word(tree: Tree, i: int) -> None:
    """Labels of a single word."""
    pos, dep, lower = tree.pos[i], tree.deps[i], tree.lower[i]
    head = tree.heads[i]
    if pos == "NUM" and ORDINAL.fullmatch(lower):
        tree.pos[i] = "ADJ"
        if dep == "nummod":
            tree.deps[i] = "amod"
    elif pos == "PRON" and lower in POSSESSIVE and dep == "det":
        tree.deps[i] = "nmod:poss"
    elif pos in ("PRON", "ADJ") and dep == "det":
        tree.pos[i] = "DET"
        tree.morphs[i] = ""
    elif pos in ("NOUN", "PROPN") and dep == "det":
        tree.deps[i] = "nmod:poss" if pos == "PROPN" else "nmod"
    elif (
        lower in ("vele", "meeste", "weinige")
        and tree.pos[head] in ("NOUN", "PROPN")
        and dep in ("nmod", "advmod", "amod", "det")
    ):
        tree.pos[i], tree.deps[i], tree.morphs[i] = "ADV", "amod", ""
    elif lower == "geboren" and pos == "ADJ":
        tree.pos[i], tree.morphs[i] = "VERB", "VerbForm=Part"
    elif lower in ("eerder", "verder") and pos == "ADV":
        tree.pos[i], tree.morphs[i] = "ADJ", "Degree=Cmp"
    elif lower == "zowel" and pos == "ADV" and dep in ("cc", "cc:preconj"):
        tree.pos[i], tree.deps[i] = "CCONJ", "cc:preconj"
    elif pos == "ADV" and dep in ("advmod", "amod") and not _compares(tree, i):
        if tree.pos[head] in ("NOUN", "PROPN"):
            if not any(tree.deps[c] in ("cop", "nsubj", "csubj") for c in tree.children(head)):
                tree.deps[i] = "amod"
        elif tree.pos[head] in ("ADV", "ADJ", "VERB"):
            tree.deps[i] = "advmod"


def _compares(tree: Tree, i: int) -> bool:
    """Whether the adverb goes with a conjunction: "net als", "waaronder"."""
    return tree.lower[i] == "waaronder" or tree.lower[i + 1 : i + 2] in (["als"], ["zoals"])


def fixed_prepositions(docs: Iterable[Doc]) -> set[tuple[str, str]]:
    """Verbs with the preposition of an object: `obl:arg` at least three times and in three of five cases."""
    seen: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            if token.dep_ in ("obl", "obl:arg"):
                for pair in _pairs(token):
                    seen[pair][token.dep_ == "obl:arg"] += 1
    return {pair for pair, count in seen.items() if count[True] >= 3 and count[True] >= 0.6 * count.total()}


def takes_object(token: Token, pairs: set[tuple[str, str]]) -> bool:
    """Whether this `obl` is an object with a fixed preposition."""
    return token.dep_ == "obl" and any(pair in pairs for pair in _pairs(token))


def _pairs(token: Token) -> list[tuple[str, str]]:
    """The verb and each preposition."""
    return [(token.head.lemma_, child.lower_) for child in token.children if child.dep_ == "case"]
