"""docs/cluster.md: its commands run, its queries are asked, its numbers are those of the plan."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra klopt[dask] is not installed")

from bench.year import plan
from klopt.cli import main

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "cluster.md").read_text("utf-8")
WORKERS = (16, 128)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.M | re.S)


@pytest.mark.model
@pytest.mark.usefixtures("here")
def test_commands_run_and_duckdb_reads_what_they_leave(
    corpus: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    monkeypatch.chdir(tmp_path)
    Path("berichten.jsonl").write_bytes(corpus.given.read_bytes())
    (commands,) = blocks("sh")
    for line in commands.splitlines():
        assert main(shlex.split(line)[1:]) in (0, 1)
    first, second, third = (duckdb.sql(query).fetchall() for query in blocks("sql"))
    assert sum(count for _, count in first) == 60
    assert len(first) == 4
    assert len(second) > 3
    assert all(row[3] > 0 for row in second)
    assert len(third) == 1


def test_python_can_be_read() -> None:
    (script,) = blocks("python")
    compile(script, "docs/cluster.md", "exec")


def test_numbers_are_those_of_the_plan() -> None:
    """`python -m bench.cluster --plan` prints what stands there."""
    table = tomllib.loads((ROOT / "bench" / "cluster.toml").read_text("utf-8"))
    assert plan(table["measured"], table["assumed"], WORKERS) in TEXT
