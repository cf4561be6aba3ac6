"""The networks that rate limits count by."""

from __future__ import annotations

import pytest

from core.client_address import client_network


@pytest.mark.parametrize(
    ("address", "customer"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_customer_has_one_ipv4_address_or_an_ipv6_network(address: str, customer: str) -> None:
    assert client_network(address) == customer
