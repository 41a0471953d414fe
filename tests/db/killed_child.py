"""Adds, reads and checks twelve articles; says where it is and waits there to be killed, by test_kill.py.

Arguments: the database, and the place to stop ("never": run to the end).
"""

from __future__ import annotations

import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.article import Article, Span
from db import CaptureRow, FindingRow, FindingSpanRow, Store, finding_key
from extract.interval import Interval
from extract.nouns import Claim, Extraction, Mention, Quantity

STOP = sys.argv[2]


def here(place: str) -> None:
    if place == STOP:
        print(place, flush=True)
        time.sleep(600)


def page(nr: int) -> Article:
    # The last is a new version of the first.
    return Article(
        id=f"proef:{nr}", url=f"https://example.org/{nr % 12}", text=f"{'Ook ' * (nr // 12)}{nr} mensen."
    )


def read(row_id: int, article: Article) -> Extraction:
    start = article.text.index(" mensen")
    words = article.text[:start].split()[-1]
    figure = Interval.point(int(words))
    quantity = Quantity(
        article.span("text", start - len(words), start), "count", Decimal(words), figure, figure
    )
    sentence = article.span("text", 0, len(article.text))
    return Extraction(
        row_id,
        mentions=(Mention(article.span("text", start + 1, start + 7), "other", f"mensen {row_id % 3}"),),
        quantities=(quantity,),
        claims=(Claim(sentence, "mens", "mensen", quantity),),
        sentences=(sentence,),
        lemmas="lemma mens",
    )


with Store(sys.argv[1]) as store:
    here("open")
    run = store.start_run("add", klopt_version="0.1", model="m", model_version="1")
    for nr in range(13):
        with store.transaction():
            where = CaptureRow("a.warc.gz", nr * 10, 10, str(nr), f"2018-09-{nr + 1:02}T00:00:00Z")
            if store.known(page(nr)) is None:
                store.put_article(page(nr), run, where)
            here(f"in-add-{nr}")
        here(f"after-add-{nr}")
    for nr, (row_id, article) in enumerate(store.pending("m", "1", "0.1")):
        with store.transaction():
            store.put_extraction(row_id, read(row_id, article), run)
            here(f"in-extract-{nr}")
        here(f"after-extract-{nr}")
    span = FindingSpanRow(2, Span("text", 0, 1, "1"))
    key = finding_key(store.article_key(2), "same-period", ["1"], 0)
    with store.transaction():
        row = FindingRow(
            key=key, rule="same-period", level="error", message_nl="Eén.", message_en="One.", spans=(span,)
        )
        store.put_findings([row], run)
        here("check")
    store.finish_run(run)
