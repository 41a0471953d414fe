"""What coders make of a sample: how often klopt was right, of how much it found, and whether the coders agree.

Intervals are Wilson's (1927, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22), which
also hold for few cases and near 0 and 1 (Brown, Cai and DasGupta 2001). Cases that stand for unequal numbers count by
their weights, and for as many as they are worth: n = (sum of w)^2 / sum of w^2 (Kish 1965, Survey Sampling).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal, TypeAlias

Code: TypeAlias = Literal["yes", "no", "unsure"]
"""Whether klopt was right about it: that a figure does not add up, or what a figure says."""
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Coded:
    """What coders said of one unit, by the name of the coder. `group` is what it is counted with; of an article
    `right` findings are, and `missed` were not found (both by coder).
    """

    key: str
    group: str
    weight: float
    codes: Mapping[str, Code]
    counts: Mapping[str, tuple[int, int]]

    @property
    def settled(self) -> Code | None:
        """What more than half of the coders say, of whom one who is unsure is one; "unsure" if somebody's doubt is all
        that stands in the way, None if they say both yes and no.
        """
        votes = Counter(self.codes.values())
        for code in ("yes", "no"):
            if 2 * votes[code] > votes.total():
                return code
        return None if votes["yes"] and votes["no"] else "unsure"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its interval, from `n` cases of which `hits` count; the share is by weight. No cases: no share."""

    n: int
    hits: int
    share: float | None
    low: float
    high: float


def precision(coded: Iterable[Coded]) -> tuple[dict[str, Estimate], Estimate]:
    """How often klopt was right, for each group in order of name and in all. What is unsure or divided is left out."""
    groups: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one in coded:
        if (code := one.settled) in ("yes", "no"):
            groups[one.group].append((one.weight, code == "yes"))
    every = [case for cases in groups.values() for case in cases]
    return {name: estimate(groups[name]) for name in sorted(groups)}, estimate(every)


def recall(coded: Iterable[Coded]) -> Estimate:
    """Of all that could be found in the articles of the sample the part that was. Of coders who differ the mean is
    taken; articles that nobody counted are left out.
    """
    cases: list[tuple[float, bool]] = []
    for one in coded:
        counts = list(one.counts.values())
        if counts:
            right, missed = (round(sum(count[at] for count in counts) / len(counts)) for at in (0, 1))
            cases += [(one.weight, True)] * right + [(one.weight, False)] * missed
    return estimate(cases)


def estimate(cases: Sequence[tuple[float, bool]]) -> Estimate:
    """The share of these cases, each with its weight, that are hits."""
    hits = sum(hit for _, hit in cases)
    total = sum(weight for weight, _ in cases)
    if not total:
        return Estimate(0, 0, None, 0.0, 1.0)
    share = sum(weight for weight, hit in cases if hit) / total
    worth = total**2 / sum(weight**2 for weight, _ in cases)
    return Estimate(len(cases), hits, share, *wilson(share, worth))


def wilson(share: float, n: float, level: float = LEVEL) -> tuple[float, float]:
    """The interval around a share of `n` cases.

    >>> [round(end, 4) for end in wilson(0.9, 10)]
    [0.5958, 0.9821]
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def labels(coded: Iterable[Coded]) -> list[tuple[str, str, str]]:
    """Coder, unit and label of all that at least two coders said something definite of. Of an article it is whether
    anything was missed.
    """
    found: list[tuple[str, str, str]] = []
    for one in coded:
        said: dict[str, str] = {coder: code for coder, code in one.codes.items() if code != "unsure"}
        said |= {coder: "yes" if missed else "no" for coder, (_, missed) in one.counts.items()}
        if len(said) > 1:
            found += [(coder, one.key, label) for coder, label in said.items()]
    return found


def alpha(told: Sequence[tuple[str, str, str]]) -> float | None:
    """Krippendorff's alpha of such labels, taken as names (Krippendorff 2004, Content Analysis, ch. 11); None without
    two coders or two labels: where nobody could differ nothing is known. Raises ImportError without nltk.
    """
    from nltk.metrics.agreement import AnnotationTask

    if len({label for *_, label in told}) < 2:
        return None
    return float(AnnotationTask(data=list(told)).alpha())
