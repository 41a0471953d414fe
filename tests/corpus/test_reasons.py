"""The table of reasons: whole, used, the same fields in both languages."""

from __future__ import annotations

import errno
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

import corpus
from corpus.frontmatter import _table as front_matter_table
from corpus.pagenodes import page_types
from corpus.reasons import Refused, reason, refused_by_system, system_words

FOLDER = Path(corpus.__file__).parent
TABLE = tomllib.loads((FOLDER / "reasons.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", TABLE)
def test_both_languages(key: str) -> None:
    """One line in Dutch and in English, with the same fields, without a full stop."""
    row = TABLE[key]
    assert set(row) == {"nl", "en"}
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in row.values()]
    assert fields[0] == fields[1]
    assert all("\n" not in text and not text.endswith(".") for text in row.values())


def test_every_reason_is_used_and_known() -> None:
    """No dead rows, no unknown keys."""
    files = (*FOLDER.rglob("*.py"), *(FOLDER.parent / "klopt").rglob("*.py"))
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r'"([a-z0-9_]+)"', code))
    assert set(TABLE) <= used


def test_hostile_values_stay_on_one_line() -> None:
    """What a file says is shown short and printable."""
    text = reason("bad_date", "en", key="published", value="x\n\x1b[31m" + "y" * 5_000)
    assert "\n" not in text
    assert "\x1b" not in text
    assert len(text) < 400


def test_languages_of_a_failure() -> None:
    """A refusal speaks Dutch by itself and either language as a value."""
    refused = Refused("read", "empty")
    assert refused.failure("a").reason == str(refused) == TABLE["empty"]["nl"]
    assert refused.failure("a", "en").reason == TABLE["empty"]["en"]


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (FileNotFoundError(2, "x"), "missing"),
        (PermissionError(13, "x"), "no_permission"),
        (OSError(5, "Input/output error"), "unreadable"),
        (OSError("zonder nummer"), "unreadable"),
    ],
)
def test_system_errors(error: OSError, key: str) -> None:
    """What the system refuses has a reason."""
    assert refused_by_system(error).key == key


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "maak ruimte"),
        (errno.EROFS, "alleen gelezen"),
        (errno.ENOENT, "bestaat niet"),
        (errno.EMLINK, "rechten"),
    ],
)
def test_words_for_the_system(code: int, words: str) -> None:
    """An error of the system in the language of the user; one that we have no words for in its own."""
    said = system_words(OSError(code, "Own words"))
    assert words in said
    assert ("Own words" in said) == (code == errno.EMLINK)
    assert system_words(OSError(code, "Own words"), "en") != said


def test_tables_are_sorted_and_unique() -> None:
    """Word lists stay easy to read and to add to."""
    for name, lists in (
        ("frontmatter.toml", [("foreign", "keys")]),
        ("pages.toml", [("types", "article"), ("gate", "titles")]),
    ):
        table = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
        for section, key in lists:
            words = table[section][key]
            assert words == sorted(set(words)), f"{name} {section}.{key}"
    corrections = tomllib.loads((FOLDER / "corrections.toml").read_text(encoding="utf-8"))
    for words in corrections.values():
        assert words == sorted(set(words))
    assert list(TABLE) == sorted(TABLE)
    assert set(page_types().values()) == {"article", "liveblog", "video"}
    assert front_matter_table()[0].keys().isdisjoint(front_matter_table()[1])
