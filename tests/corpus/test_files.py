"""Files, folders and standard input, as they are given and as the corpus wants them."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from corpus import files
from corpus.article import Article, Failure
from corpus.errors import CorpusError
from corpus.files import load_paths, read_paths
from corpus.formats import SUFFIXES, read_payload
from corpus.loading import Loaded

TEXT = "In 2016 waren er 34 meldingen, in 2017 waren het er 68.\n"


def one(path: Path | str, *, exact: bool = True, **options: object) -> Article | Failure:
    """The only item of a path."""
    (item,) = read_paths([str(path)], exact=exact, **options)  # type: ignore[arg-type]
    return item


def article(path: Path | str, *, exact: bool = True, **options: object) -> Article:
    """The only item, which is an article."""
    item = one(path, exact=exact, **options)
    assert isinstance(item, Article), item
    return item


def failure(path: Path | str, *, exact: bool = True, **options: object) -> Failure:
    """The only item, which is a failure of one line."""
    item = one(path, exact=exact, **options)
    assert isinstance(item, Failure), item
    assert item.reason
    assert "\n" not in item.reason
    return item


def test_exact_text_is_the_file(tmp_path: Path) -> None:
    """Not a character is moved: line ends, spaces, decomposed letters and front matter stay."""
    head = "---\r\nbron: De Lantaarn\r\ngepubliceerd: 2018-09-23\r\n---\r\n"
    raw = head + "  Coo\u0308rdinatie:\u00a034 \r\n\r\n\r\n68"
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + raw.encode())
    read = article(path)
    assert (read.id, read.text, read.title) == (str(path), raw, None)
    assert (read.source, read.published) == ("De Lantaarn", "2018-09-23")
    assert [span.text for span in read.skipped] == [head]


def test_corpus_text_is_clean(tmp_path: Path) -> None:
    """In the corpus front matter is gone, the title apart, the text cleaned, the address the name."""
    path = tmp_path / "a.txt"
    path.write_text("---\ntitel: Meer\nurl: https://a.nl/1\n---\n Coo\u0308rdinatie: \u00a034 \n\n\n\n68\n")
    read = article(path, exact=False, source="Gids", published="2018-09-24")
    assert (read.id, read.url, read.title) == ("https://a.nl/1", "https://a.nl/1", "Meer")
    assert read.text == "Coördinatie: 34\n\n68"
    assert (read.source, read.published) == ("Gids", "2018-09-24")


def test_options_fill_gaps_only(tmp_path: Path) -> None:
    """What a file says of itself wins over what is said of all files."""
    path = tmp_path / "a.txt"
    path.write_text("---\nbron: De Lantaarn\npublished: 2018-09-23\n---\n" + TEXT)
    read = article(path, source="Gids", published="2020-01-01")
    assert (read.source, read.published) == ("De Lantaarn", "2018-09-23")


def test_published_must_be_a_date() -> None:
    """A wrong option is an error at once, not a failure per file."""
    with pytest.raises(CorpusError, match="gisteren"):
        read_paths([], exact=True, published="gisteren")


def test_windows_1252(tmp_path: Path) -> None:
    """A file of an old Windows machine is read as what it is."""
    path = tmp_path / "oud.txt"
    path.write_bytes("Eén coördinator kost € 5 – “veel”".encode("cp1252"))
    assert article(path).text == "Eén coördinator kost € 5 – “veel”"


MARKDOWN = """# Meer *meldingen*

Het zijn er **68**, tegen
[34](https://a.nl/2016) in 2016.

- twee
- drie

| jaar | meldingen |
|------|-----------|
| 2016 | 34        |

```
x = 1
```

Correctie: eerder stond hier 86.
"""


def test_markdown_for_the_corpus(tmp_path: Path) -> None:
    """Markup goes, the heading is the title, lines of lists stay, code and corrections are skipped."""
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN)
    read = article(path, exact=False)
    assert read.title == "Meer meldingen"
    assert read.text == (
        "Het zijn er 68, tegen 34 in 2016.\n\ntwee\ndrie\n\njaar | meldingen\n2016 | 34\n\nx = 1\n\n"
        "Correctie: eerder stond hier 86."
    )
    assert [span.text for span in read.skipped] == ["x = 1", "Correctie: eerder stond hier 86."]


def test_markdown_as_it_stands(tmp_path: Path) -> None:
    """Exact Markdown is the file; what is no prose is skipped, and so is the title, which is read by itself."""
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN)
    read = article(path)
    assert (read.text, read.title) == (MARKDOWN, "Meer *meldingen*")
    assert [span.text for span in read.skipped] == [
        "# Meer *meldingen*\n",
        "(https://a.nl/2016)",
        "```\nx = 1\n```",
        "Correctie: eerder stond hier 86.",
    ]


def test_a_title_that_is_not_the_heading(tmp_path: Path) -> None:
    """A heading that says something else than the title above it stays in the text."""
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Iets anders\n---\n# Meer meldingen\n\n68. meldingen\n")
    read = article(path, exact=False)
    assert (read.title, read.text) == ("Iets anders", "Meer meldingen\n\n68. meldingen")


@pytest.mark.parametrize(
    ("name", "data", "step", "words"),
    [
        ("leeg.txt", b"", "read", "geen tekst"),
        ("wit.md", b" \n\n", "read", "geen tekst"),
        ("kop.txt", b"---\nbron: NRC\n---\n\n", "read", "geen tekst"),
        ("leeg.jsonl", b"\n\n", "read", "geen tekst"),
        ("foto.txt", b"\x89PNG\r\n\x1a\n\0\0", "decode", "binair"),
        ("foto.jsonl", b"\x89PNG\r\n\x1a\n\0\0", "decode", "binair"),
        ("leeg.html", b"", "read", "tekst"),
        ("kaal.html", b"<html><body><script>1</script></body></html>", "read", "tekst"),
        ("kapot.docx", b"PK\x03\x04", "read", "Word"),
        ("kapot.html.gz", b"\x1f\x8b\x08\0", "decode", "gzip"),
        ("plat.html.gz", b"<p>geen gzip</p>", "decode", "gzip"),
        ("blad.odt", b"PK", "read", ".jsonl"),
        ("blad.pdf", b"%PDF-1.7", "read", "pdf"),
        ("datum.txt", b"---\npublished: gisteren\n---\ntekst", "parse", "2018-09-23"),
    ],
)
@pytest.mark.parametrize("exact", [True, False])
def test_bad_files(tmp_path: Path, name: str, data: bytes, step: str, words: str, exact: bool) -> None:
    """Each is one failure with one line that says what to do."""
    path = tmp_path / name
    path.write_bytes(data)
    failed = failure(path, exact=exact)
    assert (failed.url, failed.step) == (str(path), step)
    assert words in failed.reason


def test_missing_file(tmp_path: Path) -> None:
    """A name that is not there is said to be missing, whatever its suffix."""
    assert "bestaat niet" in failure(tmp_path / "weg.txt").reason
    assert "bestaat niet" in failure(tmp_path / "weg.pdf").reason
    assert "does not exist" in failure(tmp_path / "weg.txt", lang="en").reason


def test_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """50 MB is refused by its size alone; not a byte gets into memory."""
    path = tmp_path / "groot.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    monkeypatch.setattr(files, "read_bounded", lambda _: pytest.fail("read"))
    assert "20 MB" in failure(path).reason


def test_large_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line beyond the limit is a failure; the lines after it are read."""
    monkeypatch.setattr("corpus.lines.bounded_lines.__defaults__", (40,))
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "kort"}\n{"text": "' + "x" * 200 + '"}\n{"text": "ook"}\n')
    first, second, third = read_paths([str(path)], exact=True)
    assert isinstance(first, Article)
    assert isinstance(second, Failure)
    assert (second.url, second.step) == (f"{path}:2", "parse")
    assert isinstance(third, Article)
    assert third.id == f"{path}:3"


def test_gzip_bomb(tmp_path: Path) -> None:
    """A small file that unpacks to more than the limit is refused."""
    path = tmp_path / "bom.html.gz"
    path.write_bytes(gzip.compress(b" " * 30_000_000))
    assert "20 MB" in failure(path).reason


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is a failure that says so."""
    path = tmp_path / "geheim.txt"
    path.write_text(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "leesrechten" in failure(path).reason


def test_folder(tmp_path: Path) -> None:
    """A folder is read in order of names, hidden and foreign files passed over, what fails in its place."""
    for name in ("b.txt", "a/2.md", "a/1.txt", ".verborgen.txt", ".git/x.txt", "c.odt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    (tmp_path / "a" / "3.txt").write_bytes(b"")
    (tmp_path / "a" / "lus").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dood.txt").symlink_to(tmp_path / "weg.txt")
    (tmp_path / "kring.txt").symlink_to(tmp_path / "kring.txt")
    items = list(read_paths([str(tmp_path)], exact=True))
    names = [
        (os.path.relpath(item.id if isinstance(item, Article) else item.url, tmp_path), type(item))
        for item in items
    ]
    assert names == [
        ("a/1.txt", Article),
        ("a/2.md", Article),
        ("a/3.txt", Failure),
        ("b.txt", Article),
        ("dood.txt", Failure),
        ("kring.txt", Failure),
    ]


def test_folder_without_anything(tmp_path: Path) -> None:
    """A folder without readable files says what is readable."""
    (tmp_path / "a.odt").write_text("x")
    assert ".docx" in failure(tmp_path).reason


def test_vanishing_file(tmp_path: Path) -> None:
    """A file that goes between listing and reading is a failure in its place; the rest goes on."""
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT)
    items = read_paths([str(tmp_path)], exact=True)
    kinds = [type(next(items))]
    (tmp_path / "b.txt").unlink()
    kinds += [type(item) for item in items]
    assert kinds == [Article, Failure, Article]


def test_reading_streams(tmp_path: Path) -> None:
    """Nothing is opened before it is asked for."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def paths() -> Iterator[str]:
        yield str(path)
        pytest.fail("asked for too early")

    assert isinstance(next(read_paths(paths(), exact=True)), Article)


@pytest.mark.parametrize("exact", [True, False])
def test_stdin(exact: bool) -> None:
    """Standard input is one text, or JSONL if it starts with a brace."""
    text = article("-", exact=exact, stdin=BytesIO(b"\n" + TEXT.encode()))
    assert text.text.strip() == TEXT.strip()
    rows = list(read_paths(["-"], exact=exact, stdin=BytesIO(b'\n {"id": 7, "text": "34"}\n{"text": "68"}')))
    assert [row.text for row in rows if isinstance(row, Article)] == ["34", "68"]
    assert "geen tekst" in failure("-", exact=exact, stdin=BytesIO(b" \n")).reason
    if exact:
        assert text.id == "-"
        assert text.text == "\n" + TEXT


def test_names_in_the_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same file has the same name from wherever it is added, without the folders above the corpus."""
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "a.txt").write_text(TEXT)
    (tmp_path / "map" / "b.jsonl").write_text(
        '{"id": 7, "text": "34"}\n{"text": "68"}\n{"text": "1", "url": "https://a.nl/1"}\n'
    )
    names = []
    for folder, path in ((tmp_path, "map"), (tmp_path / "map", ".")):
        monkeypatch.chdir(folder)
        names.append(
            [item.article.id for item in load_paths([path], home=tmp_path) if isinstance(item, Loaded)]
        )
    assert names[0] == names[1] == ["map/a.txt", "map/b.jsonl#7", "map/b.jsonl:2", "https://a.nl/1"]


def test_same_stdin_is_the_same_article() -> None:
    """A text that is piped in twice has one name, another text another."""
    names = [article("-", exact=False, stdin=BytesIO(text)).id for text in (b"een", b"een", b"twee")]
    assert names[0] == names[1] != names[2]


def test_payloads_give_the_article_again(tmp_path: Path) -> None:
    """What is archived is enough to make the article anew."""
    (tmp_path / "a.txt").write_bytes("---\nbron: Gids\n---\nEén".encode("cp1252"))
    (tmp_path / "b.jsonl").write_text('{"id": 7, "text": "34"}\n{"text": "68", "url": "https://a.nl/1"}\n')
    (tmp_path / "c.md").write_text(MARKDOWN)
    for item in load_paths([str(tmp_path)], published="2018-09-23"):
        assert isinstance(item, Loaded)
        again = read_payload(item.payload, item.content_type, name=item.article.id, published="2018-09-23")
        assert again == item.article


def test_suffixes_are_named_in_lower_case() -> None:
    """The table is what the error messages list."""
    assert list(SUFFIXES) == [suffix.lower() for suffix in SUFFIXES]
    assert files.content_type("A.HTML.GZ") == files.content_type("a.htm")
    assert files.content_type("jsonl") is None
