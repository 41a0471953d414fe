"""Tables of articles in Parquet."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus.article import Article, Failure
from corpus.files import read_paths
from corpus.imports import parquet

arrow = pytest.importorskip("arro3.core", reason="the extra klopt[parquet] is not installed")
write_parquet = pytest.importorskip("arro3.io").write_parquet


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Three rows, the second without a text."""
    path = tmp_path / "t.parquet"
    text, number = arrow.DataType.utf8(), arrow.DataType.int32()
    columns = {
        "tekst": arrow.Array(["Het zijn er 34.", None, "Er kwamen 68 mensen."], text),
        "datum": arrow.Array([17000, None, 17001], number).cast(arrow.DataType.date32()),
        "krant": arrow.Array(["De Bode", None, ""], text),
    }
    fields = [arrow.Field(name, column.type, nullable=True) for name, column in columns.items()]
    batch = arrow.RecordBatch.from_arrays([*columns.values()], schema=arrow.Schema(fields))
    write_parquet(batch, str(path))
    return path


def test_a_row_is_an_article(table: Path) -> None:
    first, failed, last = read_paths([str(table)], exact=False)
    assert isinstance(first, Article)
    assert (first.text, first.published, first.source) == ("Het zijn er 34.", "2016-07-18", "De Bode")
    assert isinstance(failed, Failure)
    assert failed.url.endswith(":2")
    assert isinstance(last, Article)
    assert (last.published, last.source) == ("2016-07-19", None)


def test_the_columns_can_be_said(table: Path) -> None:
    first = next(read_paths([str(table)], exact=False, columns={"title": "krant"}))
    assert isinstance(first, Article)
    assert (first.title, first.source) == ("De Bode", None)


@pytest.mark.parametrize("cut", [slice(0, 0), slice(0, 3), slice(0, 200), slice(4, None), slice(0, -4)])
def test_what_is_no_whole_file_is_a_failure(
    table: Path, cut: slice, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without a word of the package on the terminal."""
    table.write_bytes(table.read_bytes()[cut])
    (failed,) = read_paths([str(table)], exact=False)
    assert isinstance(failed, Failure)
    assert "Parquet" in failed.reason
    assert capfd.readouterr().err == ""


def test_a_broken_page_is_a_failure(table: Path) -> None:
    raw = table.read_bytes()
    table.write_bytes(raw[:20] + bytes(60) + raw[80:])
    *_, failed = read_paths([str(table)], exact=False)
    assert isinstance(failed, Failure)


def test_a_text_that_is_too_long_is_a_failure_in_its_place(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "MAX_BYTES", 16)
    _, _, last = read_paths([str(table)], exact=False)
    assert isinstance(last, Failure)


def test_who_lacks_the_package_is_told_how_to_get_it(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    (failed,) = read_paths([str(table)], exact=False)
    assert isinstance(failed, Failure)
    assert "pip install arro3-core arro3-io" in failed.reason
