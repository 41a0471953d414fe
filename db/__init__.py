"""Keep everything in one SQLite file, with the why of every row."""

from db.errors import StoreError
from db.keys import article_key, finding_key
from db.rows import AmountRow, CaptureRow, FindingRow, FindingSpanRow, Put, RepairRow
from db.store import Store

__all__ = [
    "AmountRow",
    "CaptureRow",
    "FindingRow",
    "FindingSpanRow",
    "Put",
    "RepairRow",
    "Store",
    "StoreError",
    "article_key",
    "finding_key",
]
