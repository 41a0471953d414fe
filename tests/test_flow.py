"""Read this first: one Dutch sentence through the whole program, in the order of the flow."""

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.files import read_paths
from db import Store
from extract.models import load
from extract.pipeline import extract
from klopt.check.case import Case
from klopt.check.registry import run_article, select

FILE = """---
source: De Noorderkoerier
published: 2018-09-24
---
Het aantal meldingen verdubbelde volgens CoMensha van 34 in 2017 naar 68 in 2017.
"""


@pytest.mark.model
def test_a_sentence_from_file_to_finding(tmp_path: Path) -> None:
    """A figure goes in, its place and meaning are kept, the sum comes out."""
    path = tmp_path / "stuk.md"
    path.write_text(FILE, encoding="utf-8")

    # 1 corpus: the article as it was published. What stands above it is told apart from what is said.
    (article,) = read_paths([str(path)], exact=False)
    assert article.source == "De Noorderkoerier"
    assert article.text.startswith("Het aantal meldingen")

    # 2 extract: who, how much, when. Each noun points at its characters; a figure is an interval.
    (read,) = extract([article], load("nl_klopt_sm"))
    first, *_ = (figure for figure in read.quantities if figure.span.text == "34")
    assert article.text[first.span.start : first.span.end] == "34"
    assert (first.kind, first.low, first.high) == ("count", Decimal(34), Decimal(34))
    assert "2017" in [period.span.text.removeprefix("in ") for period in read.periods]
    assert "CoMensha" in [source.name for source in read.sources]

    # The two figures are the two ends of one change, so their claims share a frame.
    ends = {claim.role: claim for claim in read.claims if claim.role in ("from", "to")}
    assert ends["from"].frame == ends["to"].frame
    assert ends["from"].measure == "melding"

    # 3 db: one file, from which the very same nouns come back.
    with Store(tmp_path / "klopt.db") as store:
        run = store.start_run("flow", klopt_version="0")
        row = store.put_article(article, run).id
        (stored,) = extract([store.article(row)], load("nl_klopt_sm"))
        store.put_extraction(row, stored, run)
        assert store.extraction(row) == stored

    # 4 check: a change has a before and an after. Both marks are shown, every single repair is listed.
    (finding,) = run_article(select(only=["same-period"]), Case(article, read))
    assert finding.level == "error"
    assert "2016" in [repair.after for repair in finding.repairs]
    # 5 klopt says what disagrees, in words, and takes no side.
    assert "2017" in finding.message.nl
