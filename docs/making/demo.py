"""README.md: what `klopt demo` prints."""

from __future__ import annotations

from making.running import klopt


def blocks() -> dict[str, str]:
    """The transcript of the demo, in Dutch, read with the bundled pipeline."""
    return {"demo": f"```text\n{klopt('demo')}```"}
