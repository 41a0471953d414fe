"""The command line itself: help, language, options, exit codes, and that nothing heavy is loaded for it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from klopt.cli import COMMANDS, main
from klopt.terminal import json_line, printable

HEAVY = ("spacy", "scrapy", "datasette", "trafilatura", "sqlite_utils", "warcio", "rich", "dask")


@pytest.fixture(autouse=True)
def _dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KLOPT_LANG", raising=False)


@pytest.mark.parametrize("args", [["--help"], [], ["--version"], ["--lang", "en", "--help"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    """`klopt --help` answers without importing the packages that take long."""
    code = (
        "import sys; from klopt.cli import main; code = main(sys.argv[2:]);"
        "print('LOADED', [name for name in sys.argv[1].split() if name in sys.modules], code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, " ".join(HEAVY), *args], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED [] 0"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_command_has_help_in_both_languages(
    name: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Help starts with the usage line, in the language asked for, and lists the options that all share."""
    assert main([name, "--help", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{'Gebruik' if lang == 'nl' else 'Usage'}: klopt {name}")
    assert all(option in out for option in ("--db", "--lang", "--help"))


def test_group_lists_every_command_in_the_order_of_the_flow(capsys: pytest.CaptureFixture[str]) -> None:
    """The list of commands is that of the table, in its order."""
    assert main(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split()[0] for line in lines[lines.index("Beginnen:") + 1 :] if re.match(r"  \w", line)]
    assert tuple(listed[: len(COMMANDS)]) == COMMANDS


def test_language_of_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """KLOPT_LANG chooses the language when no option does."""
    monkeypatch.setenv("KLOPT_LANG", "en")
    assert main([]) == 0
    assert "Begin:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["chek"], "chek bestaat niet"),
        (["read"], "ontbreekt"),
        (["check", "--bd"], "--bd bestaat niet"),
        (["rules", "veel", "te", "veel"], "past hier niet: veel te veel"),
        (["check", "--format", "xml", "x"], "text, json, jsonl, html"),
        (["--lang"], "--lang hoort een waarde"),
        (["--lang", "fr"], "nl, en"),
        (["chek", "--lang", "en"], "no command chek"),
        (["explain", "geen-regel"], "geen-regel"),
        (["show", "1", "--db", "nergens/klopt.db"], "nergens"),
        (["check", "--db", "nergens/klopt.db"], "klopt add"),
    ],
)
def test_mistake_on_the_command_line_is_one_line_and_a_two(
    args: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line on stderr, nothing on stdout, exit code 2."""
    monkeypatch.chdir(tmp_path)
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("klopt: ")
    assert words in err
    assert not list(tmp_path.iterdir()), "a mistake leaves no file behind"


def test_bug_is_a_traceback_and_a_two(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """1 always means findings: a mistake of ours exits 2 and shows where it is."""

    def broken(*_: object) -> int:
        raise RuntimeError("kapot")

    monkeypatch.setattr("klopt.cli._run", broken)
    assert main([]) == 2
    err = capsys.readouterr().err
    assert "RuntimeError: kapot" in err
    assert "fout in klopt zelf" in err


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_interruption_is_one_line_and_a_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C where nothing is stored (a file that is checked, the doctor) says no more than that."""
    monkeypatch.setattr("klopt.reading.load", _interrupted)
    file = tmp_path / "a.txt"
    file.write_text("Het zijn er 34.", encoding="utf-8")
    for args in (["check", str(file)], ["extract", str(file)], ["doctor"]):
        assert main(args) == 2
        assert capsys.readouterr().err == "klopt: Gestopt.\n"


@pytest.mark.parametrize("command", ["extract", "check"])
def test_interruption_says_what_is_kept(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C where articles are stored as they are done says so."""
    monkeypatch.setattr(f"klopt.commands.{command}.existing", _interrupted)
    assert main([command]) == 2
    assert capsys.readouterr().err == (
        "klopt: Gestopt. Wat al was opgeslagen, blijft bewaard; geef dezelfde opdracht om verder te gaan.\n"
    )


def test_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    """`klopt read ... | head -1`: no traceback, nothing on stderr."""
    rows = tmp_path / "rijen.jsonl"
    rows.write_text((json.dumps({"text": "Er waren 34 meldingen. " * 50}) + "\n") * 200, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "klopt", "read", "--format", "jsonl", rows],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as klopt:
        assert klopt.stdout
        assert klopt.stderr
        assert klopt.stdout.readline().startswith(b"{")
        klopt.stdout.close()
        assert klopt.stderr.read() == b""
        assert klopt.wait() == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gewoon\n\tmet tab", "gewoon\n\tmet tab"),
        ("\x1b[31mrood\x1b[0m", "rood"),
        ("\x1b]0;titel\x07tekst", "tekst"),
        ("\x1b]8;;https://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\x9b31mb", "a31mb"),
        ("over\rschreven", "overschreven"),
        ("om\u202egekeerd", "omgekeerd"),
        ("half \ud83d", "half "),
    ],
)
def test_what_a_terminal_would_obey_is_not_printed(text: str, shown: str) -> None:
    """Escape sequences, controls, bidi marks and half characters of others do not reach the terminal."""
    assert printable(text) == shown
    line = json_line({"text": text})
    assert printable(line) == line
    assert json.loads(line) == {"text": text}


def test_rules_have_their_titles_beside_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    """What an option takes, and what the pages call it."""
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split(maxsplit=1) == ["same-period", "Twee waarden voor hetzelfde moment"]
    assert lines[1].strip().endswith("van precies dezelfde periode?")
