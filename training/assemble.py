"""core + ner + lexicon -> one pipeline, with the card's facts in its meta: `python assemble.py CORE NER LEXICON OUT`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.lookups import Lookups

LEXICON = "klopt_lemmas"
"""The table's name, as in `extract/lemmas.py`."""
SURER = 2.0
"""By how much, in the logarithm of the odds, `senter` must be surer of a start than of none."""
META = {
    "name": "klopt_sm",
    "version": "0.3.0",
    "description": "Dutch news: tokenizer, tagger, morphologizer, parser, lemmatizer, names (PER, ORG, LOC, MISC)",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.2,<3.9.0",
    "author": "The klopt developers",
    "sources": [
        {
            "name": "UD Dutch LassySmall",
            "url": "https://github.com/UniversalDependencies/UD_Dutch-LassySmall",
            "license": "CC BY-SA 4.0",
            "author": "Gosse Bouma, Gertjan van Noord",
        },
        {
            "name": "UD Dutch Alpino, Alpino Treebank",
            "url": "https://github.com/UniversalDependencies/UD_Dutch-Alpino",
            "license": "CC BY-SA 4.0",
            "author": "Daniel Zeman, Zdeněk Žabokrtský, Gosse Bouma, Gertjan van Noord",
        },
    ],
}


def main(core_path: str, ner_path: str, lexicon: str, out: str) -> None:
    """The NER keeps a tok2vec of its own, so that neither pulls at the other, and goes before what sets sentence starts: a recogniser
    lets no name cross one, and mistakes there would cut names in two."""
    core, ner = spacy.load(core_path), spacy.load(ner_path)
    ner.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    core.add_pipe("ner", source=ner, name="ner", before="senter")
    make_surer(core)
    scores = {
        name: score
        for name, score in core.meta["performance"].items()
        if name.endswith(("acc", "_f", "uas", "las"))
    }
    scores |= {name: score for name, score in ner.meta["performance"].items() if name.startswith("ents_")}
    core.meta.update(META, performance=scores)
    core.config["paths"] = dict.fromkeys(
        core.config["paths"]
    )  # where the data lay says nothing to who loads this
    core.to_disk(out)
    _drop_training_words(Path(out))
    add_lexicon(Path(lexicon), Path(out))
    size = sum(path.stat().st_size for path in Path(out).rglob("*") if path.is_file())
    print(core.pipe_names, f"{size / 2**20:.1f} MiB")


def make_surer(core: spacy.Language) -> None:
    """Take SURER off what `senter` gives to a start; its labels are "I" and "S"."""
    layer = next(node for node in core.get_pipe("senter").model.walk() if node.has_param("b"))
    bias = layer.get_param("b").copy()
    bias[1] -= SURER
    layer.set_param("b", bias)


def add_lexicon(lexicon: Path, out: Path) -> None:
    """Put the words that the treebanks know into the lookups of the vocabulary, where klopt's component for lemmas looks."""
    lookups = Lookups()
    lookups.add_table(LEXICON, srsly.read_json(lexicon))
    lookups.to_disk(out / "vocab")


def _drop_training_words(out: Path) -> None:
    """Leave out of the string store every word that stands there only because a training text had it: a pipeline needs the strings of its
    labels and of its edit trees, and all that are stored are read at each start."""
    pipeline = spacy.load(out)
    needed = set(spacy.blank("nl").vocab.strings)
    for name in pipeline.pipe_names:
        needed.update(map(str, getattr(pipeline.get_pipe(name), "labels", ())))
    for name in ("tagger", "morphologizer", "parser", "ner"):
        needed.update(_strings(srsly.read_json(out / name / "cfg")))
    strings = pipeline.vocab.strings
    for tree in srsly.read_msgpack(out / "trainable_lemmatizer" / "trees")["trees"]:
        needed.update(strings[tree[key]] for key in ("orig", "subst") if tree.get(key))
    for label in list(needed):  # morphological labels are joined features; each part is looked up by itself
        needed.update(label.split("|"))
        needed.update(part for pair in label.split("|") for part in pair.split("="))
    for moves in ("parser", "ner"):
        needed.update(_strings(json.loads(srsly.read_msgpack(out / moves / "moves")["moves"])))
    srsly.write_json(out / "vocab" / "strings.json", sorted(needed & set(strings)))


def _strings(value: Any) -> Iterator[str]:
    """All strings in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


if __name__ == "__main__":
    main(*sys.argv[1:])
