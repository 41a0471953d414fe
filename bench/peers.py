"""Reading pages beside other programs: how fast, how much of the article, how much that is none of it.

    python -m bench.peers ENV/bin/python [--pages N] [--rounds N]

The other programs live in an environment of their own (`bench/peers.txt`). Pages and articles are made by the bench.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import trafilatura

from bench.clock import machine
from bench.texts import made_up, page
from corpus.read import read_page

CHILD = Path(__file__).with_name("peer_reading.py")


@dataclass(frozen=True, slots=True)
class Peer:
    """A reader: pages a second, which share of the words of the articles it has, and which share of its words are of
    no article.
    """

    name: str
    speed: float
    found: float
    other: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers")
    parser.add_argument("python", type=Path, help="the Python of the environment of the others")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(machine())
    for peer in peers(asked.python, asked.pages, asked.rounds):
        print(
            f"{peer.name:12} {peer.speed:6.0f} pages/s  {peer.found:.1%} of the words, {peer.other:.1%} of no article"
        )


def peers(python: Path | None, count: int, rounds: int) -> list[Peer]:
    """klopt and trafilatura, and the others if their Python is given."""
    articles = [*made_up(count)]
    pages = [page(article).decode() for article in articles]
    wanted = [f"{article.text}" for article in articles]
    readers: dict[str, Callable[[str], str]] = {
        "klopt": lambda html: read_page(html.encode(), name="a").text,
        "trafilatura": lambda html: str(trafilatura.extract(html, include_comments=False) or ""),
    }
    found = [_peer(name, wanted, *_read(read, pages, rounds)) for name, read in readers.items()]
    if python is not None:
        ended = subprocess.run(
            [python, CHILD],
            input=json.dumps({"pages": pages, "rounds": rounds}),
            capture_output=True,
            text=True,
            check=True,
        )
        for name, answer in json.loads(ended.stdout.splitlines()[-1]).items():
            if "missing" not in answer:
                found.append(_peer(name, wanted, answer["seconds"], answer["texts"]))
    return found


def _read(read: Callable[[str], str], pages: Sequence[str], rounds: int) -> tuple[float, list[str]]:
    read(pages[0])
    best, texts = float("inf"), []
    for _ in range(rounds):
        start = process_time()
        texts = [read(html) for html in pages]
        best = min(best, process_time() - start)
    return best, texts


def _peer(name: str, wanted: Sequence[str], seconds: float, texts: Sequence[str]) -> Peer:
    right = all_words = read_words = 0
    for want, text in zip(wanted, texts, strict=True):
        there, read = Counter(want.split()), Counter(text.split())
        right += (there & read).total()
        all_words += there.total()
        read_words += read.total()
    return Peer(name, len(texts) / seconds, right / all_words, 1 - right / max(1, read_words))


if __name__ == "__main__":
    main()
