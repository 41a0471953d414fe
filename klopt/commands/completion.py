"""`klopt completion`: the script that makes a shell complete commands, options and rules."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from klopt.cli import COMPLETE
from klopt.options import SaidArgument, SaidCommand

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", cls=SaidCommand)
@click.argument("shell", type=click.Choice(SHELLS), cls=SaidArgument, metavar="usage.shell")
def command(shell: str) -> None:
    """Print click's script for this shell."""
    click.echo(script(shell), nl=False)


def script(shell: str) -> str:
    """The script for bash, zsh or fish."""
    known = get_completion_class(shell)
    if known is None:
        raise ValueError(f"click completes nothing in {shell}")
    # Not `known.source`: for bash it first starts a bash to ask its version, and complains where there is none.
    return ShellComplete.source(known(click.Command("klopt"), {}, "klopt", COMPLETE))
