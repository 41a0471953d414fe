"""The mean of pipelines that were trained on from the same one: `python average.py OUT PIPELINE PIPELINE ...`.

Trained on from one place, in another order and with other words dropped, networks stay near enough to each other that
the mean of their weights is as good as the best of them or better, and costs nothing at use.
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy
from spacy.language import Language


def average(pipelines: list[Language]) -> Language:
    """The first pipeline with the mean weights of all. Raises ValueError if they are not of one shape."""
    first = pipelines[0]
    for name in first.pipe_names:
        networks = [list(nlp.get_pipe(name).model.walk()) for nlp in pipelines]
        if len({len(nodes) for nodes in networks}) > 1 or any(
            nlp.pipe_labels.get(name) != first.pipe_labels.get(name) for nlp in pipelines
        ):
            raise ValueError(f"{name}: other labels or layers")
        for node, *others in zip(*networks, strict=True):
            for weight in node.param_names:
                if node.has_param(weight):
                    node.set_param(weight, sum(n.get_param(weight) for n in (node, *others)) / len(pipelines))
    first.meta["performance"] = {}  # what it says was measured of one of them
    return first


def main(out: str, *paths: str) -> None:
    """Load, average and write."""
    average([spacy.load(path) for path in paths]).to_disk(Path(out))


if __name__ == "__main__":
    main(*sys.argv[1:])
