"""Choices of an option that have a word in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

import click

from klopt.messages import Lang, say
from klopt.options import settings_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class WordChoice(click.Choice[str]):
    """A choice of codes that each have a word in both languages, `SECTION.CODE` in `messages.toml`: people type either,
    programs the code. The help shows the words of the language spoken.
    """

    def __init__(self, section: str, codes: Sequence[str]) -> None:
        super().__init__(codes)
        self.section = section

    def words(self, lang: Lang) -> dict[str, str]:
        """The codes by the word for them in this language."""
        return {say(f"{self.section}.{code}", lang): code for code in self.choices}

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code that was meant, by itself or by its word in either language."""
        typed = value.strip().casefold()
        for lang in get_args(Lang):
            known = {word.casefold(): code for word, code in self.words(lang).items()}
            if typed in known:
                return known[typed]
        return super().convert(typed, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - as click has it
        """The words to choose from."""
        return f"[{'|'.join(self.words(settings_of(ctx).lang))}]"

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - as click has it
        incomplete: str,
    ) -> list[CompletionItem]:
        """The words that begin so, in the language spoken."""
        from click.shell_completion import CompletionItem

        words = self.words(settings_of(ctx).lang)
        return [CompletionItem(word) for word in words if word.startswith(incomplete.casefold())]
