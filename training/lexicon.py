"""ud_train2.spacy -> the words that the treebanks know, with their lemmas, for `extract/lemmas.py`.

    python lexicon.py DATA/ud_train2.spacy OUT.json [--held-out]

By word class and word as written: the lemma that it has most often, if that is clear. A verb stands without the part that is split
off, since treebanks of 2017 and of today differ in whether its lemma has it.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

import spacy
import srsly
from core_data import HELD_OUT
from spacy.tokens import DocBin, Token

CLEAR = 0.7
"""Share of the occurrences of a word that must have the lemma."""
KINDS = ("NOUN", "VERB", "ADJ", "ADV", "PRON", "DET")
"""Word classes with a lemma of their own; the treebanks do not agree on that of a name in the plural."""


def bare(token: Token) -> str:
    """The lemma, without the part that the verb splits off."""
    for child in token.children:
        part = child.lower_
        if (
            child.dep_ == "compound:prt"
            and token.lemma_.startswith(part)
            and len(token.lemma_) > len(part) + 2
        ):
            return token.lemma_[len(part) :]
    return token.lemma_


def main(source: str, out: str, held_out: str = "") -> None:
    """Write the lexicon and print how many words of each class it has."""
    nlp = spacy.blank("nl")
    seen: dict[str, dict[str, Counter[str]]] = {kind: defaultdict(Counter) for kind in KINDS}
    for number, doc in enumerate(DocBin().from_disk(source).get_docs(nlp.vocab)):
        if held_out and number in HELD_OUT:
            continue
        for token in doc:
            if token.pos_ in seen:
                seen[token.pos_][token.text][bare(token) if token.pos_ == "VERB" else token.lemma_] += 1
    lexicon: dict[str, dict[str, str]] = {}
    for kind, words in seen.items():
        best = {word: counts.most_common(1)[0] for word, counts in words.items()}
        lexicon[kind] = {
            word: lemma
            for word, (lemma, times) in sorted(best.items())
            if times >= CLEAR * words[word].total()
        }
    srsly.write_json(Path(out), lexicon)
    print({kind: len(words) for kind, words in lexicon.items()})


if __name__ == "__main__":
    main(*sys.argv[1:])
