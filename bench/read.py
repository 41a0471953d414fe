"""Reading web pages: `corpus.read` beside trafilatura alone, on pages that the bench makes; processor time, median.

python -m bench.read [--rounds N] [--pages N]
"""

from __future__ import annotations

import argparse
from statistics import median

import trafilatura

from bench.clock import Clock, machine
from bench.texts import made_up, page
from corpus.read import read_page

SIDES = ("text", "text and metadata", "klopt")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.read")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=60)
    asked = parser.parse_args()
    pages = [page(article) for article in made_up(asked.pages)]
    measured(pages[:1])  # the libraries load
    rounds = [measured(pages) for _ in range(max(1, asked.rounds))]
    kilobytes = sum(map(len, pages)) / len(pages) / 1024
    print(f"{len(pages)} pages of {kilobytes:.0f} kB; {machine()}")
    text, both, ours = (len(pages) / median(clock.spent[name] for clock in rounds) for name in SIDES)
    print(f"trafilatura, text               {text:6.0f} pages/s")
    print(f"trafilatura, text and metadata  {both:6.0f} pages/s")
    print(
        f"corpus.read.read_page           {ours:6.0f} pages/s  {100 * ours / text:.0f} % of the text alone, "
        f"{100 * ours / both:.0f} % of text and metadata"
    )


def measured(pages: list[bytes]) -> Clock:
    """One round of all three over the same pages."""
    clock = Clock()
    with clock.running("text"):
        for html in pages:
            assert trafilatura.bare_extraction(html, include_comments=False, include_tables=True)
    with clock.running("text and metadata"):
        for html in pages:
            assert trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    with clock.running("klopt"):
        for number, html in enumerate(pages):
            assert read_page(html, name=number).text
    return clock


if __name__ == "__main__":
    main()
