"""The same commands on what the bundled pipeline reads from the samples."""

import json
from pathlib import Path

import pytest

from klopt.cli import main

pytestmark = pytest.mark.model


def test_from_the_demo_to_an_export_that_check_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures are found by measure and period, words by another form, and the export gives the same findings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    monkeypatch.setenv("KLOPT_MODEL", "nl_klopt_sm")
    assert main(["demo", "map"]) == 0
    monkeypatch.chdir(tmp_path / "map")
    capsys.readouterr()

    assert main(["claims", "--measure", "meldingen", "--period", "2016", "--format", "jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["quantity"]["value"] for row in found] == [34]
    assert main(["search", "zwijgen", "--format", "jsonl"]) == 0
    assert capsys.readouterr().out

    assert main(["export", "-o", "uit.jsonl"]) == 0
    assert main(["check", "uit.jsonl", "--across", "--all", "--format", "jsonl"]) == 1
    again = {row["id"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    exported = [json.loads(line) for line in Path("uit.jsonl").read_text("utf-8").splitlines()]
    assert {row["id"] for row in exported} == set(again)
    found_before = sorted((f["rule"], f["message"]) for row in exported for f in row["findings"])
    assert found_before == sorted(
        (f["rule"], f["message"]) for row in again.values() for f in row["findings"]
    )
    assert found_before
