"""Articles of two papers over two years, read by hand: no model is needed. One text stands in both papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.article import Article
from db import Store
from db.copies import compare_copies
from extract.nouns import Extraction, Mention

WIRE = (
    "De huur stijgt volgend jaar flink volgens de bond. Huurders in de stad maken zich zorgen over de hoge huur en de"
    " lange wachttijd. Anna Prins van de Huurdersbond wil dat Karel Smit van de gemeente snel met een plan komt."
)
TEXTS = (
    ("De Ochtend", "2019-03-02", "Huur omhoog", WIRE),
    ("Het Avondblad", "2019-03-02", "Huur omhoog", WIRE),
    (
        "De Ochtend",
        "2019-04-11",
        "Hoge huur",
        "De hoge huur drukt op de stad. De hoge huur blijft, zegt Anna Prins.",
    ),
    ("De Ochtend", "2020-05-01", "Voetbal", "De ploeg won van de buren. De trainer zag een goede wedstrijd."),
    ("Het Avondblad", "2020-06-07", "Beker", "De trainer koos een jonge ploeg. De wedstrijd was spannend."),
    ("Het Avondblad", None, "Lage huur", "Een lage huur is zeldzaam. <b>=1+1</b> \x1b[31mrood"),
)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database, in a folder that the commands run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    path = tmp_path / "klopt.db"
    with Store(path) as store:
        run = store.start_run("add", klopt_version="0.1")
        for nr, (source, day, title, text) in enumerate(TEXTS):
            article = Article(
                id=f"x:{nr}",
                url=f"https://krant.example/{nr}",
                title=title,
                text=text,
                source=source,
                published=day,
            )
            row_id = store.put_article(article, run).id
            sentences, at = [], 0
            for sentence in text.split(". "):
                end = min(len(text), at + len(sentence) + 1)
                sentences.append(article.span("text", at, end))
                at = end + 1
            mentions = tuple(
                Mention(article.span("text", start, start + len(name)), kind, name)  # type: ignore[arg-type]
                for name, kind in (
                    ("Anna Prins", "person"),
                    ("Karel Smit", "person"),
                    ("Huurdersbond", "organisation"),
                )
                if (start := text.find(name)) >= 0
            )
            lemmas = f"{title} {text}".lower().replace("stijgt", "stijgen").replace("won", "winnen")
            read = Extraction(row_id, mentions=mentions, sentences=tuple(sentences), lemmas=lemmas)
            store.put_extraction(row_id, read, run)
        compare_copies(store)
    return path
