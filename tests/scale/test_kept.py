"""What is kept: of a long bench, if it would be measured the same now; of words in memory, those of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bench import kept
from klopt.check import stems


@dataclass(frozen=True)
class Took:
    articles: int
    jobs: int
    seconds: float


def seconds(file: Path, **asked: Any) -> float | None:
    found = kept.measured_here("growth", file, **asked)
    return None if found is None else float(found["result"]["seconds"])


def test_kept_for_the_same_jobs_machine_and_klopt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "bench.jsonl"
    assert seconds(file, articles=10, jobs=1) is None
    kept.keep("growth", Took(10, 1, 4.0), file)
    kept.keep("growth", Took(10, 1, 5.0), file)
    kept.keep("growth", Took(10, 2, 3.0), file)
    kept.keep("other", Took(10, 3, 2.0), file)
    assert [seconds(file, articles=10, jobs=jobs) for jobs in (1, 2, 3)] == [5.0, 3.0, None]
    assert seconds(file, articles=20, jobs=1) is None
    with monkeypatch.context() as patched:
        patched.setattr(kept, "machine", lambda: "another")
        assert seconds(file, articles=10, jobs=1) is None
    monkeypatch.setattr(kept, "stamp_of", lambda _rules: "another")
    assert seconds(file, articles=10, jobs=1) is None


def test_words_of_whole_articles_are_not_kept_in_memory() -> None:
    """What is asked of a sentence is."""
    sentence, article = (frozenset(f"woord{nr}" for nr in range(count)) for count in (12, 400))
    before = stems._akin_to_one.cache_info().currsize
    assert stems.holds(article, "woordenboek")
    assert not stems.holds(article, "iets")
    assert stems._akin_to_one.cache_info().currsize == before
    assert stems.holds(sentence, "woordenboek")
    assert stems._akin_to_one.cache_info().currsize == before + 1
