"""Datasette's own pages in Dutch: their templates are read with our words in the place of theirs."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from jinja2.ext import Extension

from klopt.messages import Lang

_NUMBER = '"{:,}".format('


class InDutch(Extension):
    """Puts the words of `datasette.toml` into each template of Datasette's, unless the pages are English."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - jinja2's
        """The template with Dutch words."""
        lang = self.environment.globals.get("klopt", {}).get("lang", "nl")  # type: ignore[attr-defined]
        words = phrases().get((name or "").removeprefix("default:"))
        if words is None:
            return source
        if lang != "nl":
            return source.replace("<html>", f'<html lang="{lang}">')
        for theirs, ours in words.items():
            source = source.replace(theirs, ours)
        return source.replace(_NUMBER, "klopt.number(")


@cache
def phrases() -> dict[str, dict[str, str]]:
    """By template: what stands there, and what is shown."""
    text = resources.files("klopt.web").joinpath("datasette.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


def words_for(lang: Lang) -> dict[str, Any]:
    """What the templates call for: a phrase that Datasette's Python says, and a number."""
    said = phrases()["said"] if lang == "nl" else {}
    return {
        "said": lambda words: said.get(str(words), words),
        "number": lambda number: re.sub(r",", ".", f"{number:,}") if lang == "nl" else f"{number:,}",
    }
