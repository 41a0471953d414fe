"""Tab: commands, options with our words, choices and rules, and a script for every shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from klopt.check.registry import catalogue
from klopt.cli import COMMANDS, main
from klopt.commands.completion import SHELLS, script


def completed(*words: str, **environ: str) -> dict[str, str]:
    """What zsh is told for the last of these words: each completion with its help."""
    given = {
        "_KLOPT_COMPLETE": "zsh_complete",
        "COMP_WORDS": " ".join(["klopt", *words]),
        "COMP_CWORD": str(len(words)),
    }
    keep = {name: value for name, value in os.environ.items() if not name.startswith("KLOPT")}
    done = subprocess.run(
        [sys.executable, "-m", "klopt"],
        env=keep | given | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    return dict(zip(lines[1::3], lines[2::3], strict=True))


def test_commands_are_completed_with_what_they_do() -> None:
    """All commands, in Dutch; only those that begin so once something is typed."""
    found = completed("")
    assert tuple(found) == COMMANDS
    assert found["check"] == "Reken de cijfers na."
    assert list(completed("ex", KLOPT_LANG="en")) == [name for name in COMMANDS if name.startswith("ex")]


def test_options_are_completed_with_our_words() -> None:
    """No key of the table of messages reaches the user."""
    found = completed("check", "--")
    assert {"--select", "--format", "--lang", "--config"} <= set(found)
    assert found["--select"] == "Alleen deze regel (mag vaker)."
    assert not any(text.startswith("option.") for text in found.values())


@pytest.mark.parametrize("words", [("check", "--select", ""), ("check", "--ignore", ""), ("explain", "")])
def test_rules_are_completed_with_their_titles(words: tuple[str, ...]) -> None:
    """Where a rule is named, all rules are offered."""
    found = completed(*words)
    assert list(found) == list(catalogue())
    assert found["same-period"] == catalogue()["same-period"].title.nl


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("check", "--format", ""), ["text", "json", "jsonl", "html", "sarif"]),
        (("--lang", ""), ["nl", "en"]),
        (("completion", ""), list(SHELLS)),
        (("explain", "weekd"), ["weekday-date"]),
        (("geenopdracht", ""), list(COMMANDS)),
        (("show", "--help", "--lan"), ["--lang"]),
        (("rules", "te", "veel", "--form"), ["--format"]),
    ],
)
def test_half_a_line_is_completed_without_complaint(words: tuple[str, ...], found: list[str]) -> None:
    """Choices are offered; what is wrong further back on the line says nothing."""
    assert list(completed(*words)) == found


@pytest.mark.parametrize("shell", SHELLS)
def test_script_is_printed_for_each_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It calls klopt with the variable that klopt answers to, and nothing else is printed."""
    assert main(["completion", shell]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out == script(shell)
    assert f"_KLOPT_COMPLETE={shell}_complete" in out


def test_help_says_how_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each shell."""
    assert main(["completion", "--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"klopt completion {shell} >" in out for shell in SHELLS)


def test_unknown_shell_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The shells that there are."""
    assert main(["completion", "tcsh"]) == 2
    assert "bash, zsh, fish" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    """bash itself reads the script, calls klopt and gets the rule."""
    program = tmp_path / "klopt"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m klopt "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "script").write_text(script("bash"), encoding="utf-8")
    line = "COMP_WORDS=(klopt explain weekd) COMP_CWORD=2; _klopt_completion klopt; printf '%s' \"${COMPREPLY[*]}\""
    keep = {name: value for name, value in os.environ.items() if not name.startswith("KLOPT")}
    done = subprocess.run(
        ["bash", "--norc", "-c", f". {tmp_path}/script 2>/dev/null; {line}"],
        env=keep | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "weekday-date"
