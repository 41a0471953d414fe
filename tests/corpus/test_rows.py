"""Lines of JSONL, exactly as given or a failure in their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Failure
from corpus.files import read_paths
from corpus.formats import JSON, read_payload
from corpus.reasons import Refused
from corpus.rows import read_row


def test_exactly_as_given(tmp_path: Path) -> None:
    """No stripping, no NFC; the id keeps its JSON type, or is the address, or the place."""
    path = tmp_path / "a.jsonl"
    rows = [
        {"id": 7, "title": " Coo\u0308 ", "text": " 34\r\n\n\n68 ", "published": "2018-09-23T10:00:00Z"},
        {"id": "7", "text": "x", "url": "https://a.nl", "authors": ["Jan"], "paywall": True},
        {"text": "", "url": "https://a.nl"},
        {"text": "zonder naam", "id": None, "title": None, "published": ""},
    ]
    path.write_text("\ufeff" + "\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    read = list(read_paths([str(path)], exact=True))
    assert all(isinstance(item, Article) for item in read)
    articles = [item for item in read if isinstance(item, Article)]
    assert [item.id for item in articles] == [7, "7", "https://a.nl", f"{path}:7"]
    assert (articles[0].title, articles[0].text) == (" Coo\u0308 ", " 34\r\n\n\n68 ")
    assert articles[0].published == "2018-09-23T10:00:00Z"
    assert articles[1].authors == ("Jan",)


BAD = [
    ('{"text": "kapot"', "geen geldige JSON"),
    ("[1, 2]", "geen JSON-object"),
    ("[" * 100_000, "geen geldige JSON"),
    ('{"id": ' + "9" * 5_000 + ', "text": "x"}', "geen geldige JSON"),
    ('{"id": 1}', "geen 'text'"),
    ('{"text": null}', "geen 'text'"),
    ('{"text": 34}', "'text' moet"),
    ('{"text": "x", "id": true}', "'id' moet"),
    ('{"text": "x", "id": 1.5}', "'id' moet"),
    ('{"text": "x", "title": ["a"]}', "'title' moet"),
    ('{"text": "x", "published": 2018}', "'published' moet"),
    ('{"text": "x", "published": "23-09-2018"}', "'23-09-2018' is geen geldige datum"),
    ('{"text": "x", "published": "2018-13-01"}', "geen geldige datum"),
    ('{"text": "x", "authors": "Jan"}', "'authors' moet"),
    ('{"text": "\\ud83d"}', "half teken"),
    ('{"text": "x", "id": "\\udc00"}', "half teken"),
]


@pytest.mark.parametrize(("line", "words"), BAD)
def test_bad_rows(line: str, words: str) -> None:
    """Each names its line number and what is wrong, in step "parse"."""
    with pytest.raises(Refused) as caught:
        read_row(line.encode(), 12)
    assert caught.value.step == "parse"
    assert "regel 12" in str(caught.value)
    assert words in str(caught.value)


def test_a_broken_line_in_its_place(tmp_path: Path) -> None:
    """One broken line costs one line; the number in its reason is that of the file."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "34"}\n\n{"text": "ka\n{"text": "caf\xe9"}\r\n')
    first, second, third = read_paths([str(path)], exact=True)
    assert isinstance(first, Article)
    assert isinstance(second, Failure)
    assert (second.url, second.step) == (f"{path}:3", "parse")
    assert "regel 3" in second.reason
    assert isinstance(third, Article)
    assert third.text == "café"


def test_utf16_file(tmp_path: Path) -> None:
    """A JSONL file that Excel or PowerShell wrote is read too."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "één"}\n{"text": "twee"}\n', encoding="utf-16")
    assert [item.text for item in read_paths([str(path)], exact=True) if isinstance(item, Article)] == [
        "één",
        "twee",
    ]


WHOLE = st.text(st.characters(exclude_categories=["Cs"]))


@given(WHOLE, st.one_of(st.none(), st.integers(), WHOLE))
def test_any_text_comes_back(text: str, given_id: str | int | None) -> None:
    """Whatever JSON can carry is what the article has."""
    line = json.dumps({"id": given_id, "text": text}).encode()
    article = read_payload(line, JSON, name="a:1", exact=True)
    assert article.text == text
    assert article.id == ("a:1" if given_id is None else given_id)
