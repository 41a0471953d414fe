"""The pages of the menu, in the order in which they stand there: above our pages and above Datasette's."""

from __future__ import annotations

MENU: tuple[tuple[str, str], ...] = (
    ("start", "/"),
    ("draft", "/klopt/draft"),
    ("findings", "/klopt/findings"),
    ("find", "/klopt/find"),
    ("figures", "/klopt/figures"),
    ("names", "/klopt/names"),
    ("rules", "/klopt/rules"),
)
"""Each with the key of its words (`web.` before it) and its address."""
