"""Adres: which network a request comes from, counted only, never kept in clear."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, SuspiciousOperation
from django.http import HttpRequest


class NoAddress(SuspiciousOperation):
    """A request that did not come through all proxies of PROXIES: Django answers it with 400.

    Taking the proxy's own address instead would give all visitors one counter.
    """


def address_of(request: HttpRequest) -> str:
    """The address behind the trusted proxies; for IPv6 the network of one household (/64).

    Raises `NoAddress` when the proxies do not tell it.
    """
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError) as wrong:
        raise NoAddress("PROXIES does not fit what the proxies tell") from wrong
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:  # a socket for both kinds: all of IPv4 would be one household
            return str(address.ipv4_mapped)
        return str(IPv6Network((address, 64), strict=False))
    return str(address)
