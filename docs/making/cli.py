"""docs/cli.md: the help of every command, in Dutch and in English, as klopt prints it."""

from __future__ import annotations

import contextlib
import io

from klopt import cli


def blocks() -> dict[str, str]:
    """One section a command, in the order of `klopt --help`."""
    sections = [f"### klopt\n\n{_both()}", *(f"### klopt {name}\n\n{_both(name)}" for name in cli.COMMANDS)]
    return {"reference": "\n\n".join(sections)}


def _both(*args: str) -> str:
    dutch, english = (f"```text\n{_help(*args, '--lang', lang)}```" for lang in ("nl", "en"))
    return f"{dutch}\n\n<details><summary>In English</summary>\n\n{english}\n\n</details>"


def _help(*args: str) -> str:
    """Help at click's own width where there is no terminal, so that it is the same on every machine."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        if (code := cli.main([*args, "--help"])) != 0:
            raise RuntimeError(f"klopt {' '.join(args)} --help ended with {code}")
    return printed.getvalue()
