"""The mean of the weights of pipelines that were trained on from the same one: `python average.py OUT PIPELINE PIPELINE ...`.

Runs that start from one point and differ by seed end in one valley; their mean does better than each of them (Wortsman and others
2022, Model soups).
"""

from __future__ import annotations

import sys

import spacy


def main(out: str, first: str, *others: str) -> None:
    """Write the first pipeline with the mean of the weights of all."""
    nlp, rest = spacy.load(first), [spacy.load(path) for path in others]
    for name, pipe in nlp.pipeline:
        nodes = [list(other.get_pipe(name).model.walk()) for other in (nlp, *rest)]
        for same in zip(*nodes, strict=True):
            for param in same[0].param_names:
                if same[0].has_param(param):
                    same[0].set_param(param, sum(node.get_param(param) for node in same) / len(same))
    nlp.to_disk(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
