"""Which machines a page may be fetched from: those on the public internet, and no others.

A page can redirect to a printer, and a name can point at your own network, at another address each time it is asked. So
it is not the address as written that is judged but each answer that a name gives, at the moment of connecting: Twisted
connects to what `PublicOnly` lets through and asks no second time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

_TRANSLATED = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48")))
"""IPv6 addresses in which an IPv4 address stands last (RFC 6052, RFC 8215)."""


def is_public(address: str) -> bool:
    """Whether this IP address is one on the public internet: not private, loopback, link-local, multicast or reserved
    (IANA's registries, as Python's ipaddress knows them), also when written inside an IPv6 address.

    >>> is_public("145.58.28.1"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inside(found) if isinstance(found, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    local = isinstance(found, IPv6Address) and found.is_site_local
    return found.is_global and not (found.is_multicast or found.is_reserved or local)


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a packet to this address ends up at."""
    if any(address in network for network in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


@implementer(IHostnameResolver)
class PublicOnly:
    """A resolver for Twisted that gives on only those addresses of what another one answers that are `public`.
    Nothing is remembered, so every connection, of every hop of a redirect, is judged anew.

    `refused` has the names of which an answer was held back, for the reason that is shown.
    """

    def __init__(
        self, original: Any, public: Callable[[str], bool] = is_public, refused: set[str] | None = None
    ) -> None:
        self._original = original
        self._public = public
        self.refused = set() if refused is None else refused

    def resolveHostName(  # noqa: N802 - the interface's name
        self,
        resolutionReceiver: Any,  # noqa: N803 - the interface's name
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[Any] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Resolve, as Twisted asks for it: see IHostnameResolver."""
        receiver = _Filter(resolutionReceiver, hostName, self._public, self.refused)
        return self._original.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )


@implementer(IResolutionReceiver)
class _Filter:
    def __init__(self, receiver: Any, name: str, public: Callable[[str], bool], refused: set[str]) -> None:
        self._receiver = receiver
        self._public = public
        self._name = name
        self._refused = refused

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802 - the interface's names
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if self._public(str(getattr(address, "host", ""))):
            self._receiver.addressResolved(address)
        else:
            self._refused.add(self._name)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


def resolver(public: Callable[[str], bool], refused: set[str]) -> type:
    """The same in the form that Scrapy installs: a class that it makes one of."""

    class Resolver(PublicOnly):
        def __init__(self, reactor: Any) -> None:
            super().__init__(reactor.nameResolver, public, refused)
            self._reactor = reactor

        @classmethod
        def from_crawler(cls, _crawler: Any, reactor: Any) -> Resolver:
            return cls(reactor)

        def install_on_reactor(self) -> None:
            self._reactor.installNameResolver(self)

    return Resolver
