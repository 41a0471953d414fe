"""What a measure is called for a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.article import Article, Span
from db import Store
from db.measure_words import head_word, measure_words, phrase_words
from extract.nouns import Claim, Extraction
from extract.quantities import read_quantities


@pytest.mark.parametrize(
    ("measure", "phrase", "word"),
    [
        ("aangehoude", "aangehouden", "aangehouden"),
        ("minderjarig", "minderjarigen", "minderjarigen"),
        ("baan", "Banen", "banen"),
        ("lid", "leden van de bond", "leden"),
        ("kind", "koppels met kinderen", "kinderen"),
        ("prijs", "gemiddelde prijs van een koopwoning", "prijs"),
        ("covid-19-besmetting", "nieuwe covid-19-besmettingen", "covid-19-besmettingen"),
        ("woningbouw", "WONINGBOUW", "woningbouw"),
        ("NS", "NS", "NS"),
        ("fiets", "totaal 4.250 fietsen", "fietsen"),
        ("fiets", "12", "fiets"),
        ("stad", "Grote steden", "steden"),
        ("gezin", "grote families", "gezin"),
        ("mens", "de meeste personen", "mens"),
        ("aantal", "alle bewoners", "aantal"),
        ("woning", "weinig huizen", "woning"),
        ("ton", "tot en met hout", "ton"),
        ("fiets", None, "fiets"),
    ],
)
def test_the_word_that_counts(measure: str, phrase: str | None, word: str) -> None:
    """The form as written, small where it is so in the middle of a sentence; without any the lemma."""
    assert head_word(measure, phrase) == word


def test_a_figure_in_the_phrase_is_no_name() -> None:
    """Beside another figure it would say what that one is not."""
    assert phrase_words("fiets", "totaal 4.250 fietsen") == "fietsen"
    assert phrase_words("fiets", "gestolen fietsen") == "gestolen fietsen"
    assert phrase_words("fiets", None) == "fiets"
    assert phrase_words(None, None) == ""


def counting(nr: int, figure: str, phrase: str) -> tuple[Article, Extraction]:
    """An article that counts bicycles, in these words."""
    text = f"Er zijn {figure} {phrase} gestolen."
    (quantity,) = read_quantities(text)
    claim = Claim(Span("text", 0, len(text), text), measure="fiets", phrase=phrase, quantity=quantity)
    return Article(id=nr, title=f"Bericht {nr}", text=text, source="De Krant"), Extraction(
        nr, quantities=(quantity,), claims=(claim,)
    )


def test_the_commonest_form(tmp_path: Path) -> None:
    """Whatever came first; a measure that nothing has words for is called by its key."""
    with Store(tmp_path / "klopt.db") as store:
        run = store.start_run("extract", klopt_version="0.1")
        for nr, phrase in enumerate(("fiets", "fietsen", "gestolen fietsen"), 1):
            article, read = counting(nr, f"{nr}0", phrase)
            store.put_extraction(store.put_article(article, run).id, read, run)
        assert measure_words(store.db.conn, ["fiets", "huis"]) == {"fiets": "fietsen", "huis": "huis"}
