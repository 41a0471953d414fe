"""Finding copies: `corpus.copies` beside datasketch alone and trafilatura's simhash, on made-up wire stories and
what papers make of them.

python -m bench.copies [--articles N]
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from itertools import combinations

from datasketch import MinHash  # type: ignore[import-untyped]
from trafilatura.deduplication import Simhash

from bench.clock import Clock, machine
from bench.texts import SEED, made_up
from corpus.copies import CONTAINED, contained, groups_of, shingles, signature

OWN_LINES = (
    "Dat is nieuws waar veel lezers op wachtten.",
    "De redactie volgt de zaak.",
    "Meer hierover leest u morgen in de krant.",
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_FIGURE = re.compile(r"\d+")


def versions(text: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    """What papers make of one wire story: the kind of change and the text; "template" is no copy."""
    sentences = _SENTENCE.split(text.replace("\n\n", " "))
    keep = max(4, round(len(sentences) * 0.6))
    yield "same", text
    yield "cut", " ".join(sentences[:keep])
    yield "own first line", " ".join([dice.choice(OWN_LINES), *sentences[1:]])
    yield "cut, own lines", " ".join([dice.choice(OWN_LINES), *sentences[1:keep], dice.choice(OWN_LINES)])
    yield "some words", re.sub(r"\b(?:en|maar|ook)\b", "dus", text)
    yield "template", _FIGURE.sub(lambda found: str(int(found[0]) + dice.randint(3, 90)), text)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.copies")
    parser.add_argument("--articles", type=int, default=60)
    count = parser.parse_args().articles
    dice = random.Random(SEED)  # noqa: S311  (no secret)
    stories = [article.text for article in made_up(count)]
    made = [(nr, *version) for nr, story in enumerate(stories) for version in versions(story, dice)]
    clock = Clock()
    with clock.running("signature"):
        signed = [signature(text) for _, _, text in made]
    with clock.running("groups"):
        groups = groups_of([], list(enumerate(signed)), lambda nr: made[nr][2])
    with clock.running("simhash"):
        hashes = [Simhash(text) for _, _, text in made]
    minhashes = [_minhash(text) for _, _, text in made]
    print(f"{count} stories, {len(made)} texts; {machine()}")
    _row("klopt (groups)", made, lambda one, other: groups[one] == groups[other])
    for least in (0.4, CONTAINED, 0.8):
        _row(
            f"klopt (contained {least})",
            made,
            lambda one, other, at=least: contained(made[one][2], made[other][2]) >= at,
        )
    for least in (0.3, 0.5, 0.7):
        _row(
            f"MinHash {least}",
            made,
            lambda one, other, at=least: minhashes[one].jaccard(minhashes[other]) >= at,
        )
    for least in (0.7, 0.8, 0.9):
        _row(
            f"simhash {least}", made, lambda one, other, at=least: hashes[one].similarity(hashes[other]) >= at
        )
    per = 1e6 / len(made)
    print(
        f"microseconds a text: signature {clock.spent['signature'] * per:.0f}, groups {clock.spent['groups'] * per:.0f},"  # noqa: E501
        f" simhash {clock.spent['simhash'] * per:.0f}"
    )


def _minhash(text: str) -> MinHash:
    hashed = MinHash(num_perm=128, seed=1)
    hashed.update_batch([shingle.encode() for shingle in shingles(text)])
    return hashed


def _row(name: str, made: list[tuple[int, str, str]], alike: Callable[[int, int], bool]) -> None:
    """Precision and recall over all pairs: two versions of one story are copies unless one is made from its template."""  # noqa: E501
    right = found = wanted = 0
    for one, other in combinations(range(len(made)), 2):
        same = made[one][0] == made[other][0] and "template" not in (made[one][1], made[other][1])
        said = alike(one, other)
        right, found, wanted = right + (same and said), found + said, wanted + same
    print(f"{name:24} precision {right / max(1, found):.3f}  recall {right / max(1, wanted):.3f}")


if __name__ == "__main__":
    main()
