"""A small corpus made by hand, so that no test here needs a model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.article import Article, Span
from db import FindingRow, FindingSpanRow, Store, finding_key
from extract.interval import Interval
from extract.nouns import Claim, Days, Extraction, Mention, Period, Quantity, Source

HOSTILE = 'Rood \x1b[31malarm\x9b "<script>alert(1)</script>" & co'
TEXTS = {
    "a": (
        "Dwang achter gesloten deuren",
        "De Noorderkoerier",
        "2018-09-24T10:00:00+02:00",
        "Het aantal meldingen steeg volgens CoMensha van 34 in 2016 naar 68 in 2017.\n\n"
        "De cafés waren leeg, zegt Ina Hut.",
    ),
    "b": (
        HOSTILE,
        "Het Dagblad",
        "2020-01-15",
        "=1+1 is hier -5 procent, volgens Hut.\n\nTientallen huurders deden een melding \x1b[2J bij \u202ede politie.",
    ),
    "c": ("Zonder datum", None, None, "Er was niets te melden. Een e-mail bleef uit."),
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    """The corpus in a folder that the commands run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    return build(tmp_path / "klopt.db")


@dataclass(frozen=True)
class Built:
    """The database and the row ids of its articles."""

    path: Path
    ids: dict[str, int]

    def text(self, name: str) -> str:
        """The text of an article."""
        return TEXTS[name][3]


def span(text: str, words: str, nth: int = 0) -> Span:
    """The nth place of these words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span("text", start, start + len(words), words)


def figure(where: Span, value: int | None, low: int, high: int, unit: str | None = None) -> Quantity:
    """A count, or a percentage if it has the unit."""
    interval = Interval(Decimal(low), Decimal(high))
    kind = "percent" if unit == "procent" else "count"
    return Quantity(where, kind, None if value is None else Decimal(value), interval, interval, unit)


def year(where: Span, number: int) -> Period:
    """A calendar year."""
    return Period(where, Days(date(number, 1, 1), date(number + 1, 1, 1)), "year")


def build(path: Path) -> Built:
    """Three articles: two that were read, one that was not; a finding on the first, a merged name."""
    ids = {}
    with Store(path) as store:
        run = store.start_run("add", klopt_version="0.1")
        for key, (title, source, published, text) in TEXTS.items():
            url = None if key == "c" else f"https://krant.example/{key}"
            name = url or "map/c.txt"
            article = Article(id=name, url=url, title=title, text=text, source=source, published=published)
            ids[key] = store.put_article(article, run, identity=None if url else f"file:{name}").id
        for key, extraction in (("a", _first()), ("b", _second())):
            store.put_extraction(ids[key], extraction, run)
        text = TEXTS["a"][3]
        words = ["34 in 2016", "68 in 2017"]
        row = FindingRow(
            key=finding_key("https://krant.example/a", "change-factor", words, 0),
            rule="change-factor",
            level="error",
            message_nl="Van 34 naar 68 is 2 keer.",
            message_en="From 34 to 68 is 2 times.",
            spans=tuple(FindingSpanRow(ids["a"], span(text, word)) for word in words),
        )
        store.put_findings([row], run)
        store.db.conn.execute(
            "INSERT INTO entity_merges (entity, same_as, name, at) VALUES ('person:hut', 'person:ina hut', 'ik', '')"
        )
    return Built(path, ids)


def _first() -> Extraction:
    text = TEXTS["a"][3]
    sentence = span(text, "Het aantal meldingen steeg volgens CoMensha van 34 in 2016 naar 68 in 2017.")
    last = span(text, "De cafés waren leeg, zegt Ina Hut.")
    before, after = figure(span(text, "34"), 34, 34, 34), figure(span(text, "68"), 68, 68, 68)
    first, second = year(span(text, "2016"), 2016), year(span(text, "2017"), 2017)
    said = Source(span(text, "volgens CoMensha"), "CoMensha", "volgens")
    return Extraction(
        article=1,
        mentions=(
            Mention(span(text, "CoMensha"), "organisation", "CoMensha"),
            Mention(span(text, "Ina Hut"), "person", "Ina Hut"),
        ),
        quantities=(before, after),
        periods=(first, second),
        sources=(said,),
        claims=(
            Claim(sentence, "melding", "aantal meldingen", before, first, role="from", source=said, frame=0),
            Claim(sentence, "melding", "aantal meldingen", after, second, role="to", source=said, frame=0),
        ),
        sentences=(sentence, last),
        lemmas="dwang achter gesloten deur het aantal melding stijgen volgens CoMensha van 34 in 2016 naar 68 in"
        " 2017 de café zijn leeg zeggen Ina Hut",
    )


def _second() -> Extraction:
    text = TEXTS["b"][3]
    first = span(text, "=1+1 is hier -5 procent, volgens Hut.")
    last = span(text, text.split("\n\n")[1])
    share = figure(span(text, "-5 procent"), -5, -5, -5, "procent")
    vague = figure(span(text, "Tientallen"), None, 20, 99)
    said = Source(span(text, "volgens Hut"), "Hut", "volgens")
    return Extraction(
        article=2,
        mentions=(Mention(span(text, "Hut"), "person", "Hut"),),
        quantities=(share, vague),
        sources=(said,),
        claims=(Claim(first, None, None, share, source=said), Claim(last, "huurder", "huurders", vague)),
        sentences=(first, last),
        lemmas="rood alarm =1+1 zijn hier -5 procent volgens Hut tiental huurder doen een melding bij de politie",
    )
