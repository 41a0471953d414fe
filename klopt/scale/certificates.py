"""The certificates of Dask's own settings, for who goes to a scheduler elsewhere: taken from there, and in plain words
what is wrong with them.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

from distributed import Security
from distributed.comm.core import CommClosedError, FatalCommClosedError

from klopt.options import KloptError

TLS = "tls://"
_FILES = ("tls_ca_file", "tls_client_cert", "tls_client_key")


def secured(address: str) -> dict[str, Any]:
    """What Dask's settings give a connection to this address. Raises KloptError if they do not fit it."""
    security = Security()
    for name in _FILES:
        given = getattr(security, name)
        if given and "\n" not in given and not Path(given).is_file():  # else it is the certificate itself
            raise KloptError("cluster.no_certificate_file", path=Path(given).absolute())
    try:
        found: dict[str, Any] = security.get_connection_args("client")
    except OSError as error:  # ssl.SSLError is one
        raise KloptError("cluster.bad_certificate", reason=" ".join(str(error).split())) from None
    if address.startswith(TLS) and found.get("ssl_context") is None:
        raise KloptError("cluster.no_certificate", address=address)
    if security.require_encryption and not address.startswith(TLS):
        raise KloptError("cluster.not_encrypted", address=address)
    return found


def in_the_way(address: str, error: Exception) -> str | None:
    """The key of what to say of an error while two got to know each other; None if this was not about certificates.
    Something listens, or it would not have come so far.
    """
    secret = address.startswith(TLS)
    if isinstance(error, FatalCommClosedError):
        cause = error.__cause__
        strange = isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLCertVerificationError)
        return "cluster.speaks_otherwise" if strange else "cluster.not_trusted"
    if isinstance(error, CommClosedError):
        return "cluster.not_trusted" if secret else "cluster.speaks_otherwise"
    return "cluster.speaks_otherwise" if secret and isinstance(error, ValueError) else None
