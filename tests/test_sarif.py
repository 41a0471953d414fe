"""`klopt check --format sarif`: what the published schema asks of a log, and where editors will put the marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from klopt.cli import main

pytestmark = pytest.mark.model

# Objects of the SARIF 2.1.0 schema that klopt writes: keys that must be there, and all that may be (no other is).
SHAPES: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema", "version", "runs"}),
    "run": ({"tool"}, {"tool", "language", "columnKind", "invocations", "results"}),
    "driver": ({"name"}, {"name", "version", "rules"}),
    "rule": ({"id"}, {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"}),
    "invocation": ({"executionSuccessful"}, {"executionSuccessful", "toolExecutionNotifications"}),
    "result": (
        {"message"},
        {
            "ruleId",
            "ruleIndex",
            "level",
            "message",
            "locations",
            "relatedLocations",
            "partialFingerprints",
            "fixes",
        },
    ),
    "location": (set(), {"id", "message", "physicalLocation", "logicalLocations"}),
    "region": (set(), {"startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength"}),
    "fix": ({"artifactChanges"}, {"description", "artifactChanges"}),
    "change": ({"artifactLocation", "replacements"}, {"artifactLocation", "replacements"}),
    "replacement": ({"deletedRegion"}, {"deletedRegion", "insertedContent"}),
}
TEXT = "Over de brug\n\nDat zijn er 😀 veel. Het aantal meldingen steeg van 34 in 2017 naar 68 in 2017.\n"


def parts(log: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a log with the name of its shape."""
    yield "log", log
    for run in log["runs"]:
        yield "run", run
        yield "driver", run["tool"]["driver"]
        yield from (("rule", rule) for rule in run["tool"]["driver"]["rules"])
        yield from (("invocation", one) for one in run["invocations"])
        for result in run["results"]:
            yield "result", result
            for place in (*result["locations"], *result.get("relatedLocations", ())):
                yield "location", place
                if "region" in place["physicalLocation"]:
                    yield "region", place["physicalLocation"]["region"]
            for fix in result.get("fixes", ()):
                yield "fix", fix
                for change in fix["artifactChanges"]:
                    yield "change", change
                    for replacement in change["replacements"]:
                        yield "replacement", replacement
                        yield "region", replacement["deletedRegion"]


@pytest.fixture
def log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    """The log of a text with one finding, one without, and a file that is not there."""
    monkeypatch.chdir(tmp_path)
    Path("mijn stuk.txt").write_text(TEXT, encoding="utf-8")
    Path("goed.txt").write_text("Er zijn 34 klachten.\n", encoding="utf-8")
    assert main(["check", "mijn stuk.txt", "weg.txt", "goed.txt", "--format", "sarif"]) == 1
    read: dict[str, Any] = json.loads(capsys.readouterr().out)
    return read


def test_every_object_has_the_shape_of_the_schema(log: dict[str, Any]) -> None:
    """Required keys are there, and none that the schema does not know."""
    seen = set()
    for name, part in parts(log):
        required, allowed = SHAPES[name]
        assert required <= set(part) <= allowed, name
        seen.add(name)
    assert seen == set(SHAPES)
    assert log["version"] == "2.1.0"


def test_marks_stand_where_the_text_has_them(log: dict[str, Any]) -> None:
    """Lines and columns count code points from 1; offsets cut the figure out of the file."""
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("same-period", "error")
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "same-period"
    lines = TEXT.split("\n")
    for place in (*result["locations"], *result["relatedLocations"]):
        where = place["physicalLocation"]
        assert where["artifactLocation"] == {"uri": "mijn%20stuk.txt"}
        region = where["region"]
        assert region["startLine"] == region["endLine"] == 3
        by_line = lines[2][region["startColumn"] - 1 : region["endColumn"] - 1]
        by_offset = TEXT[region["charOffset"] :][: region["charLength"]]
        assert by_line == by_offset == place["message"]["text"]


def test_each_repair_is_a_fix_of_its_own(log: dict[str, Any]) -> None:
    """Applied to the file, it changes one year and nothing else."""
    (result,) = log["runs"][0]["results"]
    changed = []
    for fix in result["fixes"]:
        (replacement,) = fix["artifactChanges"][0]["replacements"]
        start, length = (replacement["deletedRegion"][key] for key in ("charOffset", "charLength"))
        changed.append(TEXT[:start] + replacement["insertedContent"]["text"] + TEXT[start + length :])
    assert changed == [TEXT.replace("34 in 2017", "34 in 2016"), TEXT.replace("68 in 2017", "68 in 2018")]


def test_what_cannot_be_read_is_a_notification(log: dict[str, Any]) -> None:
    """The run says that it is not whole."""
    (invocation,) = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "weg.txt" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_a_mark_in_a_title_has_no_region(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Offsets in a title are none in the file."""
    row = {"id": "a/1", "title": "Klachten: 420", "text": "Bij de winkels kwamen 240 klachten binnen."}
    path = tmp_path / "een.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    main(["check", str(path), "--format", "sarif"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert result["locations"][0]["logicalLocations"] == [{"name": "title", "kind": "member"}]


def test_a_mark_in_a_page_has_no_region(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Offsets count in the text of the page, not in its file: an editor would change other characters."""
    path = tmp_path / "p.html"
    words = "Het aantal meldingen over de brug steeg van 34 in 2017 naar 68 in 2017, zegt de gemeente."
    path.write_text(f"<html><body><article><p>{words}</p></article></body></html>", encoding="utf-8")
    assert main(["check", "--format", "sarif", str(path)]) == 1
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert "fixes" not in result
    assert all("region" not in place["physicalLocation"] for place in result["locations"])
