"""How somebody came into the world, which tells of nobody else: "als jongste van elf kinderen", "als dochter van een
smid", "in een gezin van negen".

The words for kin in it are no second person of whom an age or a birth may be.
"""

from __future__ import annotations

import re
from functools import cache

from extract.words import table


def without_origin(text: str) -> str:
    """The text without such phrases.

    >>> without_origin("als jongste van elf kinderen geboren").strip()
    'geboren'
    """
    return _origin().sub(" ", text)


@cache
def _origin() -> re.Pattern[str]:
    known = table("lives")["origin"]
    ranks, kin, homes = (_choice(known[name]) for name in ("ranks", "kin", "homes"))
    of_them = rf"(?:(?:van|uit|in|van de|uit de|van het) )?(?:(?:een|het|de) )?(?:{homes} )?(?:van|met|uit)? ?(?:de )?"
    many = (
        r"(?:\w+ )?(?:kinderen|kids|telgen|spruiten|dochters|zonen|zoons|meisjes|jongens|broers en zussen)\b"
    )
    return re.compile(
        rf"\bals (?:(?:de|het|zijn|haar) )?(?:{ranks}) {of_them}{many}"
        rf"|(?:\bals (?:\w+ )?|, )(?:{kin}) van (?:een|de|het) (?:[\w'’-]+e )?(?!(?:in|op|uit|te|van) )[\w'’-]+"
        rf"|\b(?:in|uit) een (?:[\w'’-]+ )?(?:{homes})(?: (?:van|met) {many})?",
        re.IGNORECASE,
    )


def _choice(words: list[str]) -> str:
    return "|".join(map(re.escape, words))
