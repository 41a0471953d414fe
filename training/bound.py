"""What the parser would reach if every sentence start were known: `python bound.py PIPELINE TEST.spacy` prints UAS and LAS."""

from __future__ import annotations

import sys

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import Example


def main(path: str, test: str) -> None:
    """Parse the test's words with the starts that it has; `benchmark accuracy` parses its plain text."""
    nlp = spacy.load(path, exclude=["ner", "senter"])
    examples = []
    for gold in DocBin().from_disk(test).get_docs(nlp.vocab):
        doc = Doc(nlp.vocab, [token.text for token in gold], [bool(token.whitespace_) for token in gold])
        for token, same in zip(doc, gold, strict=True):
            token.is_sent_start = bool(same.is_sent_start)
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        examples.append(Example(doc, gold))
    scores = nlp.get_pipe("parser").score(examples)
    print(f"with the sentence starts given: UAS {scores['dep_uas']:.4f} LAS {scores['dep_las']:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
