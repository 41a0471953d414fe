"""ud_train2.spacy -> base_train.spacy: the treebank with line ends between sentences in a part of the documents, as news has them.

    python base_data.py DATA/ud_train2.spacy OUT_DIRECTORY

Treebank sentences stand one to a document or run on, without a single line end; a parser that never saw one takes it for a word.
A line end is a token of its own (tag _SP, SPACE) that hangs on the word before it, as spaCy's own whitespace augmenter has it.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

SEED = 11


def join(docs: list[Doc], rng: random.Random, vocab: spacy.Vocab) -> Doc:
    """One document of all sentences of `docs`; between sentences a blank, a line end or a blank line."""
    style = rng.choices(("run on", "lines", "paragraphs", "every"), (35, 15, 25, 25))[0]
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = {"tags": [], "pos": [], "morphs": [], "lemmas": [], "deps": []}
    heads: list[int] = []
    starts: list[bool] = []

    def add(text: str, space: bool, values: tuple[str, str, str, str, str], head: int, start: bool) -> None:
        words.append(text)
        spaces.append(space)
        heads.append(head)
        starts.append(start)
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)

    for doc in docs:
        for sentence in doc.sents:
            if words:
                if style in ("lines", "every") or (style == "paragraphs" and rng.random() < 0.4):
                    spaces[-1] = False
                    end = "\n" if style == "lines" else "\n\n"
                    add(end, False, ("_SP", "SPACE", "", end, "dep"), len(words) - 1, False)
                else:
                    spaces[-1] = True
            tokens = list(sentence)
            # Headings and captions have no full stop; a document needs that to show that a line end closes a sentence by itself.
            if style != "run on" and len(tokens) > 3 and tokens[-1].text == "." and rng.random() < 0.25:
                tokens = tokens[:-1]
            shift = len(words) - sentence.start
            for token in tokens:
                values = (token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_)
                add(
                    token.text,
                    bool(token.whitespace_),
                    values,
                    token.head.i + shift,
                    token.i == sentence.start,
                )
    return Doc(vocab, words=words, spaces=spaces, heads=heads, sent_starts=None, **columns)


def main(source: str, out: str) -> None:
    """Write the set: every document once, those of one sentence joined by two to six."""
    rng = random.Random(SEED)
    nlp = spacy.blank("nl")
    docs = list(DocBin().from_disk(source).get_docs(nlp.vocab))
    joined, i = [], 0
    while i < len(docs):
        size = 1 if sum(1 for _ in docs[i].sents) > 3 else rng.choice((1, 1, 2, 4, 6))
        joined.append(join(docs[i : i + size], rng, nlp.vocab))
        i += size
    DocBin(
        attrs=["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START"], docs=joined
    ).to_disk(Path(out) / "base_train.spacy")
    print(len(docs), "documents in,", len(joined), "out,", sum(map(len, joined)), "tokens")


if __name__ == "__main__":
    main(*sys.argv[1:])
