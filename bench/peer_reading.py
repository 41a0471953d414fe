"""Pages read by other programs; runs in their environment and knows nothing of klopt. JSON in, JSON out.

In: {"pages": [html, ...], "rounds": n}. Out: {name: {"seconds": of the best round, "texts": [text, ...]}}, or
{name: {"missing": why}}.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable
from time import process_time


def main() -> None:
    """Read all pages with every program that is there."""
    warnings.simplefilter("ignore")
    asked = json.load(sys.stdin)
    found: dict[str, object] = {}
    for name, load in (("newspaper4k", newspaper4k), ("news-please", news_please)):
        try:
            read = load()
        except ImportError as error:
            found[name] = {"missing": str(error)}
            continue
        read(asked["pages"][0])  # its libraries load
        best, texts = float("inf"), []
        for _ in range(asked["rounds"]):
            start = process_time()
            texts = [read(page) for page in asked["pages"]]
            best = min(best, process_time() - start)
        found[name] = {"seconds": best, "texts": texts}
    json.dump(found, sys.stdout)


def newspaper4k() -> Callable[[str], str]:
    """newspaper4k, told that pages are Dutch."""
    import newspaper  # type: ignore[import-not-found]

    def read(page: str) -> str:
        article = newspaper.Article("https://voorbeeld.example/a", language="nl")
        article.download(input_html=page)
        article.parse()
        return str(article.text)

    return read


def news_please() -> Callable[[str], str]:
    """news-please, from a page that is there."""
    from newsplease import NewsPlease  # type: ignore[import-not-found]

    return lambda page: str(NewsPlease.from_html(page, url="https://voorbeeld.example/a").maintext or "")


if __name__ == "__main__":
    main()
