"""ud_train2.spacy and texts of our own -> how common a lemma is, for `klopt/check/one_matter.py`.

    python background.py DATA/ud_train2.spacy TEXTS.jsonl ../extract/words/background.toml [--from LINE]

Each document of the treebanks and each text counts once for each of its lemmas. Kept is the logarithm of how many
documents there are to one with the lemma, to a half, where that is below `RARE`: all others are rare. The texts are
`../tests/quality/right.jsonl`, from line 300 on, so that the first 300 can try it.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

RARE = 5.0
"""The logarithm from which on a lemma counts as rare: one document in a hundred and fifty."""
SHORTEST = 4
"""Letters of the lemmas that are counted, as in `klopt/check/candidates.py`."""


def lemmas(doc: Doc) -> set[str]:
    """The lemmas of a document that say something."""
    words = (token.lemma_.lower() for token in doc)
    return {word for word in words if len(word) >= SHORTEST and word.isalpha()}


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(prog="python background.py")
    parser.add_argument("treebank", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--from", dest="first", type=int, default=300)
    asked = parser.parse_args()
    nlp = spacy.load(Path(__file__).parents[1] / "extract" / "nl_klopt_sm", exclude=["ner", "parser", "senter"])
    rows = asked.texts.read_text(encoding="utf-8").splitlines()[asked.first :]
    documents = [*DocBin().from_disk(asked.treebank).get_docs(nlp.vocab)]
    documents += nlp.pipe(json.loads(row)["text"] for row in rows)
    counts: Counter[str] = Counter()
    for doc in documents:
        counts.update(lemmas(doc))
    levels: dict[float, list[str]] = defaultdict(list)
    for word, count in counts.items():
        level = round(2 * math.log(len(documents) / (1 + count))) / 2
        if level < RARE:
            levels[level].append(word)
    head = (
        "# How common a lemma is: the logarithm of how many documents there are to one with the lemma; what is not here is"
        " rare.\n# Made by `training/background.py` from UD Dutch (Alpino and LassySmall, CC BY-SA 4.0) and texts of our own.\n"
    )
    body = "".join(
        f'\n[[level]]\nvalue = {level}\nwords = """\n{_lines(sorted(levels[level]))}"""\n' for level in sorted(levels)
    )
    asked.out.write_text(head + body, encoding="utf-8")
    print(len(documents), "documents,", sum(map(len, levels.values())), "lemmas")


def _lines(words: list[str]) -> str:
    """Words in lines of 140 characters at most."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 138:
            lines.append("")
        lines[-1] += f"{word} "
    return "".join(f"{line.strip()}\n" for line in lines)


if __name__ == "__main__":
    main()
