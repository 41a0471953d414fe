"""The JSON lines that other programs rely on: which keys, of which types, in which order, at which offsets.

`golden/contracts.json` is the contract: keys may be added to what klopt prints, none of these may go or
change type.
"""

import io
import json
from pathlib import Path
from types import NoneType
from typing import Any

import pytest

from klopt.cli import main

CONTRACTS = json.loads((Path(__file__).parent / "golden" / "contracts.json").read_text("utf-8"))
TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "number": (int, float),
    "bool": (bool,),
    "list": (list,),
    "null": (NoneType,),
}
TITLE = "Meldingen verdubbeld"
TEXT = (
    "Volgens directeur  Jan Dekker ging het aantal meldingen van 34 in 2017 naar 68 in 2017."
    ' "Dat is één te veel", zegt Dekker.\n\n'
    "Bij Ku\u0308ste waren het er vorig jaar tientallen, 5 tot 7 procent van het geheel.\r\n"
    "Op 31 april sluit het loket."
)
"""Double blanks, letters in two code points, a carriage return: what a cleaner would move."""
ARTICLE = {"id": 7, "url": "https://voorbeeld.example/7", "source": "De Proef", "published": "2018-09-22"}
ROWS = [ARTICLE | {"title": TITLE, "text": TEXT}, {"id": "b", "text": "Het regent."}]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    lines = [json.dumps(ROWS[0]), "{kapot", json.dumps(ROWS[1], ensure_ascii=False)]
    Path("rijen.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def follow(value: Any, shape: Any, where: str) -> set[str]:
    """Fail unless the value has this shape. Returns the places that had nothing to look at: empty lists,
    nulls.
    """
    if isinstance(shape, str):
        types = tuple(kind for name in shape.split("|") for kind in TYPES[name])
        assert isinstance(value, types), f"{where}: {value!r} is no {shape}"
        assert not isinstance(value, bool) or bool in types, f"{where}: {value!r} is no {shape}"
        return set()
    if isinstance(shape, list):
        assert isinstance(value, list), f"{where}: {value!r} is no list"
        unseen = [follow(item, shape[0], f"{where}[]") for item in value]
        return set.intersection(*unseen) if unseen else {f"{where}[]"}
    if value is None:
        assert "?" in shape, f"{where} is null"
        return {where}
    assert isinstance(value, dict), f"{where}: {value!r} is no object"
    missing = shape.keys() - {"?"} - value.keys()
    assert not missing, f"{where} lacks {sorted(missing)}"
    return set().union(*(follow(value[key], shape[key], f"{where}.{key}") for key in shape if key != "?"))


def spans(value: Any) -> list[dict[str, Any]]:
    """Every object with a place, however deep."""
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.keys() >= {"field", "start", "end", "text"} else []
    return own + [span for item in value.values() for span in spans(item)]


@pytest.mark.model
@pytest.mark.parametrize("command", ["read", "extract", "check"])
def test_one_line_for_each_article_in_order(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Articles and failures in the order of the input, in the shape of the contract."""
    assert main([command, "--format", "jsonl", "rijen.jsonl"]) in (0, 1)
    first, broken, second = lines_of(capsys)
    follow(broken, CONTRACTS["failure"], "failure")
    follow(second, CONTRACTS[command], command)
    unseen = follow(first, CONTRACTS[command], command)
    assert not {place for place in unseen if place.endswith("[]")} - {
        "read.authors[]",
        "extract.periods[].alternatives[]",
    }, "the sample must show every list of the contract"


@pytest.mark.model
@pytest.mark.parametrize("command", ["extract", "check"])
def test_ids_and_offsets_are_those_of_the_text_as_given(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is stripped, composed or re-paragraphed: every span stands where it says in what came in."""
    main([command, "--format", "jsonl", "rijen.jsonl"])
    first, _, second = lines_of(capsys)
    assert [first["id"], second["id"]] == [7, "b"]
    found = spans(first)
    assert found
    for span in found:
        assert {"title": TITLE, "text": TEXT}[span["field"]][span["start"] : span["end"]] == span["text"]


@pytest.mark.model
def test_offsets_of_a_file_count_its_front_matter(capsys: pytest.CaptureFixture[str]) -> None:
    """In a Markdown file the figure stands where an editor's program would jump to."""
    file = "---\nsource: De Proef\npublished: 2018-09-22\n---\n# Kop\n\nHet waren er 34 in 2017.\n"
    Path("stuk.md").write_text(file, encoding="utf-8")
    assert main(["extract", "--format", "jsonl", "stuk.md"]) == 0
    (row,) = lines_of(capsys)
    assert row["id"] == "stuk.md"
    assert [file[q["start"] : q["end"]] for q in row["quantities"]] == ["34"]


@pytest.mark.model
def test_slip_is_found_and_the_code_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """The change within one year is found in the row, with both figures marked and the repair of either
    year.
    """
    assert main(["check", "--format", "jsonl", "--select", "same-period", "rijen.jsonl"]) == 1
    finding = lines_of(capsys)[0]["findings"][0]
    assert finding["rule"] == "same-period"
    assert {"from": "2017", "to": "2016"}.items() <= finding["repairs"][0].items()
    marks = " ".join(span["text"] for span in finding["spans"])
    assert "34" in marks
    assert "68" in marks
    assert all(len(span["text"]) <= 150 for span in finding["spans"])


@pytest.mark.model
def test_standard_input_is_read_as_rows_or_as_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` takes JSON Lines, or one text."""
    for given, ids in ((json.dumps(ROWS[1]), ["b"]), ("Gewoon een zin.", ["-"])):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        assert main(["check", "--format", "jsonl", "-"]) == 0
        assert [row["id"] for row in lines_of(capsys)] == ids


@pytest.mark.model
def test_nothing_is_written_without_a_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With PATH, reading and checking leave no file behind."""
    for command in ("read", "extract", "check"):
        main([command, "rijen.jsonl"])
    assert capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["rijen.jsonl"]


@pytest.mark.model
@pytest.mark.parametrize("given_id", ["a", 7])
def test_articles_of_one_id_are_compared_as_two(
    given_id: str | int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every span is of the article that it says, the other article is shown, and ids are printed as they came."""
    texts = (
        "Het aantal meldingen steeg van 34 in 2016 naar 68 in 2017.",
        "Het aantal meldingen steeg volgens Y van 34 in 2015 naar 68 in 2016.",
    )
    rows = [
        {"id": given_id, "source": source, "published": "2018-09-24", "text": text}
        for source, text in zip("XY", texts, strict=True)
    ]
    Path("een.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    main(["check", "--across", "--format", "jsonl", "een.jsonl"])
    first, second = lines_of(capsys)
    assert first["id"] == second["id"] == given_id
    assert second["findings"] == []
    conflict = first["findings"][0]
    assert conflict["rule"] == "period-conflict"
    assert len(first["findings"]) == 1, "the two figures of a row have moved together"
    both = (texts[0], texts[0], texts[1], texts[1])
    for span, text in zip(conflict["spans"], both, strict=True):
        assert span["id"] == given_id
        assert text[span["start"] : span["end"]] == span["text"]
    main(["check", "--across", "een.jsonl"])
    assert f"Y, 24 september 2018 ({given_id} (2))" in capsys.readouterr().out
