"""The desk says why it cannot listen, and gives up only if no address of its host can be had."""

from __future__ import annotations

import errno
import socket

import pytest

from review import serve

MISSING, OWN = ("192.0.2.7", 0), ("127.0.0.1", 0)
"""An address that no machine has (RFC 5737), and one that each has; port 0 is any that is free."""


def resolves_to(monkeypatch: pytest.MonkeyPatch, *addresses: tuple[str, int]) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", address) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


def test_an_address_that_the_machine_lacks_is_no_fault_beside_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolves_to(monkeypatch, MISSING, OWN)
    serve._try_to_listen("localhost", 0)
    resolves_to(monkeypatch, MISSING)
    with pytest.raises(serve.AddressTaken, match="cannot listen on elsewhere:0") as raised:
        serve._try_to_listen("elsewhere", 0)
    assert raised.value.__cause__.errno == errno.EADDRNOTAVAIL


def test_an_address_that_is_taken_is_a_fault_beside_another(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(OWN)
        taken.listen()
        address = taken.getsockname()
        resolves_to(monkeypatch, address, OWN)
        with pytest.raises(serve.AddressTaken, match="end what listens there") as raised:
            serve._try_to_listen("localhost", address[1])
    assert raised.value.__cause__.errno == errno.EADDRINUSE
