"""Serves the desk: both databases in Datasette, on this machine only unless there is a sign-in."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import click
import uvicorn
from datasette.plugins import pm

import db
from records import Watchlist
from review.brief.window import EVENINGS, Evenings
from review.desk import plugin
from review.desk.app import Desk
from review.metadata import metadata

SETTINGS = {
    "default_page_size": 30,
    "sql_time_limit_ms": 10_000,
    "allow_download": False,
    "default_cache_ttl": 0,
    "truncate_cells_html": 140,
    "suggest_facets": False,
    "facet_time_limit_ms": 40,
}
"""No caching, since the store changes under the pages. No download, since the file holds texts that may not be passed
on."""


class UnsafeAddress(ValueError):
    """Raised when the desk would be open to others without a sign-in."""


class AddressTaken(RuntimeError):
    """Raised when the address cannot be listened on; says what to do."""


def open_desk(
    store: Path,
    desk: Path,
    *,
    host: str = "127.0.0.1",
    zone: tzinfo = UTC,
    evenings: Evenings = EVENINGS,
    watchlist: Watchlist | None = None,
    accounts: Mapping[str, str] | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Desk:
    """Return the desk as an application that does not listen yet.

    Args:
        store: the collected database; created if missing.
        desk: the database of decisions; created if missing.
        host: address to listen on.
        zone: time zone of all displayed times.
        evenings: when the brief begins to look back.
        watchlist: who is watched.
        accounts: user names to password hashes, as `datasette hash-password` makes them. None: on this machine only,
            with a one-time sign-in link printed at the start.
        clock: returns the present; None: the machine's clock.

    Raises:
        UnsafeAddress: `host` is not this machine alone and there is no password.
    """
    alone = is_loopback(host)
    if not alone and not accounts:
        raise UnsafeAddress(
            f"the desk would be open to everybody who reaches {host}; set password_hash_env or users in [desk],"
            " or listen on 127.0.0.1"
        )
    for path, connect in ((store, db.connect), (desk, db.connect_desk)):
        connect(path).close()
    if not pm.is_registered(plugin):
        pm.register(plugin, name="rejoinder")
    here = Path(__file__).parent
    return Desk(
        store,
        desk,
        watchlist=watchlist or Watchlist(),
        zone=zone,
        evenings=evenings,
        clock=clock or (lambda: datetime.now(UTC)),
        hosts=frozenset({"127.0.0.1", "localhost", "[::1]", in_address(host).lower()}) if alone else None,
        accounts=accounts or {},
        metadata=metadata(open_to_readers=alone),
        template_dir=str(here / "templates"),
        static_mounts=[("assets", str(here / "static"))],
        settings=SETTINGS,
        secret=os.environ.get("DATASETTE_SECRET"),
    )


def run(desk: Desk, *, host: str = "127.0.0.1", port: int = 8001) -> None:
    """Serve a desk until stopped; without a password, print a one-time sign-in link.

    Raises:
        AddressTaken: the address is in use or not permitted.
    """
    _try_to_listen(host, port)
    if not desk.can_sign_in:
        address = (
            f"http://{in_address(host)}:{port}{desk.urls.path('/-/auth-token')}?token={desk._root_token}"  # noqa: SLF001 (what `datasette --root` prints)
        )
        click.echo(f"To sign in on this machine, once: {address}", err=True)
    uvicorn.run(desk.app(), host=host, port=port, log_level="warning", lifespan="on", workers=1)


def _try_to_listen(host: str, port: int) -> None:
    """Check the address before printing anything, since the server itself exits with a misleading code."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        for family, kind, protocol, _, address in found:
            with socket.socket(family, kind, protocol) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(address)
    except OSError as error:
        # "localhost" may resolve to an address this machine lacks; the server then uses the other one.
        if error.errno == errno.EADDRNOTAVAIL and len(found) > 1:
            return
        raise AddressTaken(
            f"the desk cannot listen on {host}:{port} ({error.strerror}); end what listens there, or choose another --port or --host"
        ) from error


def in_address(host: str) -> str:
    """Return a host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def is_loopback(host: str) -> bool:
    """Return whether an address is reachable from this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
