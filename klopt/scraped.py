"""What a crawl came to, in words."""

from __future__ import annotations

from collections import Counter

from klopt.options import Settings


def summary(counts: Counter[str], settings: Settings) -> str:
    """What a crawl, or a round of it, came to: how much of what, what was no article, and where failures are shown."""
    numbers = {name: counts[name] for name in ("new", "version", "passed", "failed", "left")}
    lines = [
        settings.say("scrape.done", db=settings.db, same=counts["same"] + counts["unchanged"], **numbers)
    ]
    if counts["passed"]:
        kinds = ((kind, counts[f"passed:{kind}"]) for kind in ("liveblog", "video", "front", "other"))
        said = (settings.say(f"scrape.kind_{kind}", n=n) for kind, n in kinds if n)
        lines.append(settings.say("scrape.passed", kinds=", ".join(said)))
    if counts["failed"]:
        names = sorted(key.removeprefix("failed:") for key in counts if key.startswith("failed:"))
        lines.append(settings.say("scrape.failed", n=counts["failed"], names=" ".join(names)).rstrip())
    return "\n".join(lines)
