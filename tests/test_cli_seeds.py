"""Five real articles, where they are at hand: one slip, one conflict, and silence about everything else."""

import json
from pathlib import Path
from typing import Any

import pytest

from klopt.cli import main

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"
PUBLISHED = {0: "2018-09-23", 1: "2018-09-23"}
"""Where the texts show it."""

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not SEEDS.is_dir(), reason="the five articles are not ours to publish and are not here"
    ),
]


@pytest.fixture
def rows(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a command prints about the five articles, as rows."""
    monkeypatch.setenv("KLOPT_MODEL", "nl_klopt_sm")
    given = tmp_path / "seeds.jsonl"
    with given.open("w", encoding="utf-8") as out:
        for nr, path in enumerate(sorted(SEEDS.glob("*.txt"))):
            article = {"id": nr, "text": path.read_text("utf-8"), "published": PUBLISHED.get(nr)}
            out.write(json.dumps(article) + "\n")

    def run(*command: str) -> list[dict[str, Any]]:
        assert main([*command, "--format", "jsonl", str(given)]) in (0, 1)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_slip_and_conflict_are_found_and_nothing_else(rows: Any) -> None:
    """The change within one year with its repair, the other article's year beside it, no other alarm."""
    found = [(row["id"], finding) for row in rows("check", "--across") for finding in row["findings"]]
    assert {(nr, finding["rule"]) for nr, finding in found} == {(0, "same-period"), (0, "period-conflict")}
    by_rule = {finding["rule"]: finding for _, finding in found}
    assert ("2017", "2016") in [(fix["from"], fix["to"]) for fix in by_rule["same-period"]["repairs"]]
    assert {span["id"] for span in by_rule["period-conflict"]["spans"]} == {0, 1}
    assert any("34" in span["text"] for span in by_rule["period-conflict"]["spans"] if span["id"] == 1)


def test_names_of_the_second_article_are_mentions(rows: Any) -> None:
    """The director, the centre and the welfare organisation are found as names."""
    names = {entity["text"] for entity in rows("extract")[1]["entities"]}
    for name in ("Ina Hut", "CoMensha", "Lumens"):
        assert name in names
