"""`klopt web`: the pages."""

from __future__ import annotations

import contextlib
import getpass
import os
import threading
import warnings
import webbrowser

import click

from extract.errors import ModelError, ModelWarning
from klopt.corpus_file import existing
from klopt.options import KloptError, SaidCommand, SaidOption, Settings, model_option
from klopt.web.checker import checker
from klopt.web.serve import application, is_local, listening, names_of, serve


@click.command("web", cls=SaidCommand)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, cls=SaidOption, help="option.port")
@click.option("--host", default="127.0.0.1", cls=SaidOption, help="option.host")
@click.option("--open", "open_browser", is_flag=True, cls=SaidOption, help="option.open")
@click.option("--password", "ask_password", is_flag=True, cls=SaidOption, help="option.password")
@model_option
@click.pass_obj
def command(settings: Settings, port: int, host: str, open_browser: bool, ask_password: bool) -> int:
    """Show the pages until Ctrl-C."""
    password = _password(settings) if ask_password else os.environ.get("KLOPT_PASSWORD") or None
    if password is None and not is_local(host):
        raise KloptError("web.no_password", host=host)
    # Held open for reading all the while: the last to let go tidies up SQLite's files beside the database.
    with existing(settings, read_only=True) as store, listening(host, port) as taken:
        counts = store.counts()
        # Of a check that found nothing a run is left.
        checked = store.db.execute("SELECT 1 FROM runs WHERE kind = 'check' AND finished_at IS NOT NULL")
        if not counts["extractions"]:
            _note(settings.say("web.not_read"))
        elif checked.fetchone() is None:
            _note(settings.say("web.not_checked"))
        if not is_local(host):
            _note(settings.say("web.unencrypted", host=host))
        address = _address(host, taken.getsockname()[1])
        click.echo(settings.say("web.running", address=address))
        if open_browser:
            # A browser that runs in the terminal would hold us up.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        token = os.environ.get("KLOPT_TOKEN") or None
        threading.Thread(target=_warm, args=(settings,), daemon=True).start()
        serve(
            application(
                settings.db,
                settings.lang,
                names_of(host),
                settings.config.rules,
                model=settings.model,
                token=token,
                password=password,
                name=os.environ.get("KLOPT_NAME") or getpass.getuser(),
            ),
            taken,
        )
        click.echo()
        click.echo(settings.say("web.stopped"))
    return 0


def _password(settings: Settings) -> str:
    """What is typed, unseen, twice."""
    again = settings.say("web.password_again")
    typed: str = click.prompt(
        settings.say("web.password"), hide_input=True, confirmation_prompt=again, err=True
    )
    return typed


def _warm(settings: Settings) -> None:
    """Load the pipeline while somebody looks at the first page; what is wrong with it the page of drafts says."""
    with contextlib.suppress(ModelError), warnings.catch_warnings():
        warnings.simplefilter("ignore", ModelWarning)
        checker(settings.model).warm()


def _note(line: str) -> None:
    click.echo(f"klopt: {line}", err=True)


def _address(host: str, port: int) -> str:
    """Where a browser on this machine finds the pages."""
    known = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{known}:{port}/"
