"""The pipeline on treebanks, from plain text, alone and with klopt's own components for lines, lemmas and
the tags of names.

    python -m bench.treebank [--model MODEL] TEST.spacy ...

Each file is a DocBin with tags, lemmas, dependencies and sentence starts. The first row is what
`spacy benchmark accuracy` gives too.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example

from extract import lemmas, lines, models, name_tags

SCORES = (
    "tag_acc",
    "pos_acc",
    "morph_acc",
    "lemma_acc",
    "dep_uas",
    "dep_las",
    "sents_p",
    "sents_r",
    "sents_f",
)


def scores(nlp: Language, path: Path) -> dict[str, float]:
    """The scores of the pipeline as it is; without the recogniser of names where nothing here uses it."""
    gold = DocBin().from_disk(path).get_docs(nlp.vocab)
    idle = "ner" in nlp.pipe_names and name_tags.NAME not in nlp.pipe_names
    with nlp.select_pipes(disable=["ner"] if idle else []):
        return nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.treebank")
    parser.add_argument("tests", nargs="+", type=Path)
    parser.add_argument("--model", default=models.BUNDLED)
    asked = parser.parse_args()
    nlp = models.load(asked.model)
    ours = [name for name in (lines.NAME, lemmas.NAME, name_tags.NAME) if name in nlp.pipe_names]
    print(f"{'':28}", *(f"{name:>9}" for name in SCORES))
    for test in asked.tests:
        with nlp.select_pipes(disable=ours):
            alone = scores(nlp, test)
        for name, found in ((f"{test.stem}, alone", alone), (f"{test.stem}, with klopt", scores(nlp, test))):
            print(f"{name:28}", *(f"{found[score]:9.4f}" for score in SCORES))


if __name__ == "__main__":
    main()
