"""Lines of CSV (RFC 4180, in UTF-8) that a spreadsheet does not run; and as Excel opens them where it is set to Dutch.

Excel takes the signs of the system: where that is Dutch, a comma does not part cells but is the decimal sign, and 3.5
becomes a day in May. It reads UTF-8 only if the file begins with a byte order mark.

A cell that starts with = + - or @ is a formula to a spreadsheet, also between quotation marks; what stands in
somebody's article would be run (https://owasp.org/www-community/attacks/CSV_Injection). Such a cell gets an
apostrophe in front, and so does one that starts with a tab or carriage return. A number is left alone: -3 is
no formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

BOM = "\N{BYTE ORDER MARK}"
_DANGEROUS = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?", re.ASCII)


def csv_line(cells: Iterable[object], *, excel: bool = False) -> str:
    """One row with its line end. None is an empty cell. `excel`: with semicolons and decimal commas; such a
    file begins with `BOM`.

    >>> csv_line(["a;b", None, 3, "-3", "=1+1", 'hij zei "ja", en ging'])
    'a;b,,3,-3,\\'=1+1,"hij zei ""ja"", en ging"\\n'
    >>> csv_line(["a;b", 3.5, "3.5", "hij zei ja, en ging"], excel=True)
    '"a;b";3,5;3.5;hij zei ja, en ging\\n'
    """
    line = StringIO()
    # csv puts quotation marks around what is in its line end, so only with this one around a lone carriage return.
    writer = csv.writer(line, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow([_with_comma(_safe(cell)) if excel else _safe(cell) for cell in cells])
    return line.getvalue().removesuffix("\r\n") + "\n"


def _safe(cell: object) -> object:
    if isinstance(cell, str) and _DANGEROUS.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _with_comma(cell: object) -> object:
    return str(cell).replace(".", ",") if isinstance(cell, float | Decimal) else cell
