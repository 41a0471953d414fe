"""PDF files that hold text. They are read in a process of its own under limits: see `corpus.pdf_text`."""

from __future__ import annotations

import json
import subprocess
import sys

from corpus.article import Article
from corpus.clean import clean, one_line
from corpus.corrections import correction_notes
from corpus.reasons import Refused
from corpus.skipped import skipped_spans

PATIENCE = 90
"""Seconds that the reading may take in all."""


def read_pdf(payload: bytes, *, name: str | int) -> Article:
    """The article in a PDF: its paragraphs, and its title if the letters of that are larger.

    `published` is never taken from the file's properties: a PDF is often made on another day than its text appears.
    Raises Refused, also for one that holds only images or takes too much time or memory.
    """
    if not payload.lstrip()[:5] == b"%PDF-":
        raise Refused("read", "pdf_broken")
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "corpus.pdf_text"],
            input=payload,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused("read", "pdf_too_slow") from None
    if done.returncode < 0:  # the system ended it: out of time
        raise Refused("read", "pdf_too_slow")
    if done.returncode > 0:
        raise RuntimeError(f"corpus.pdf_text failed: {done.stderr.decode(errors='replace')[-500:]}")
    found = json.loads(done.stdout)
    if "refused" in found:
        raise Refused("read", found["refused"])
    text = clean("\n\n".join(found["paragraphs"]))
    if not text:
        raise Refused("read", "pdf_no_text")
    return Article(
        id=name,
        title=one_line(found["title"] or "") or None,
        text=text,
        skipped=skipped_spans(text, correction_notes(text)),
    )
