"""The texts of the bench: made-up Dutch news from `texts.toml` and a seed, klopt's samples, or files of the user's."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.article import Article
from corpus.files import read_paths

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "klopt" / "samples"
TABLE = tomllib.loads((HERE / "texts.toml").read_text("utf-8"))
SEED = 20
_SLOT = re.compile(r"\{(\w+)\}")


def made_up(count: int, seed: int = SEED) -> Iterator[Article]:
    """So many articles; the same seed gives the same ones on any machine."""
    dice = random.Random(seed)  # noqa: S311  (no secret)
    for number in range(count):
        paragraphs = _paragraphs(dice)
        yield Article(
            id=f"{seed}-{number}",
            title=_sentence(dice),
            text="\n\n".join(paragraphs),
            published=f"2021-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        )


def given(folders: Iterable[str], count: int) -> list[Article]:
    """The articles of the folders, or made-up ones and the samples if there are no folders."""
    paths = [*folders]
    if paths:
        found = [item for item in read_paths(paths, exact=False) if isinstance(item, Article)]
        if not found:
            raise SystemExit(f"bench: no texts in {', '.join(paths)}")
        return found
    samples = (item for item in read_paths([str(SAMPLES)], exact=False) if isinstance(item, Article))
    return [*samples, *made_up(count)]


def words(articles: Iterable[Article]) -> int:
    """Words between blanks, titles included."""
    return sum(len(text.split()) for article in articles for _, text in article.fields())


def page(article: Article, seed: int = SEED) -> bytes:
    """A web page around an article: menu, teasers, a script, a footer."""
    dice = random.Random(f"{seed} {article.id}")  # noqa: S311
    layout = TABLE["page"]
    menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in layout["menu"])
    teasers = "".join(
        f'<div class="teaser"><a href="/{n}"><h3>{_sentence(dice)}</h3></a></div>'
        for n in range(layout["teasers"])
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in article.text.split("\n\n"))
    head = (
        f'<meta charset="utf-8"><title>{article.title}</title>'
        f'<meta property="article:published_time" content="{article.published}T08:00:00+01:00">'
        f'<meta property="og:type" content="article"><script>var a = "{"x" * layout["script"]}";</script>'
    )
    html = (
        f'<!doctype html><html lang="nl"><head>{head}</head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>{article.title}</h1>{body}</article><aside>{teasers}</aside>"
        f"<footer><ul>{menu}</ul><p>Alle rechten voorbehouden</p></footer></body></html>"
    )
    return html.encode()


def _paragraphs(dice: random.Random) -> list[str]:
    left = dice.randint(*TABLE["article"]["sentences"])
    found: list[str] = []
    while left > 0:
        size = min(left, dice.randint(*TABLE["article"]["paragraph"]))
        found.append(" ".join(_sentence(dice) for _ in range(size)))
        left -= size
    return found


def _sentence(dice: random.Random) -> str:
    return sentence(dice, "figures" if dice.random() < TABLE["article"]["figures"] else "plain")


def sentence(dice: random.Random, kind: str) -> str:
    """A sentence of this kind: "figures" or "plain"."""
    filled = _SLOT.sub(lambda slot: _filled(dice, slot[1]), dice.choice(TABLE["sentences"][kind]))
    return filled[:1].upper() + filled[1:]


def _filled(dice: random.Random, slot: str) -> str:
    numbers = {
        "n": (20, 2_000),
        "m": (2_001, 40_000),
        "p": (2, 60),
        "few": (2, 90),
        "money": (2, 400),
        "day": (1, 28),
        "year": (2008, 2015),
        "later": (2016, 2020),
    }
    if slot not in numbers:
        return str(dice.choice(TABLE["slots"][slot]))
    number = dice.randint(*numbers[slot])
    if slot == "money":
        return f"{number / 10:.1f}".replace(".", ",")
    return f"{number:,}".replace(",", ".") if slot == "m" else str(number)
