"""Opens the desk: both files in Datasette, bound to this machine unless there is a sign-in. The pages are in desk/."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from collections.abc import Callable
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

USER = "desk"
"""Name of the account that the configured password hash belongs to."""

SETTINGS = {
    "default_page_size": 30,
    "sql_time_limit_ms": 10_000,
    "allow_download": False,
    "default_cache_ttl": 0,
    "truncate_cells_html": 140,
    "suggest_facets": False,
    "facet_time_limit_ms": 40,
}
"""Not cached: the store changes under the pages. No download: the file holds texts that may not be passed on."""


class UnsafeAddress(ValueError):
    """Raised when the desk would be open to others without anybody having to sign in."""


class AddressTaken(RuntimeError):
    """Raised when nobody can listen where the desk should; says what to do."""


def open_desk(
    store: Path,
    desk: Path,
    *,
    host: str = "127.0.0.1",
    zone: tzinfo = UTC,
    evenings: Evenings = EVENINGS,
    watchlist: Watchlist | None = None,
    password_hash: str | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Desk:
    """The desk as an application, not yet listening.

    Args:
        store: the collected file; made when it is not there.
        desk: the file of decisions, likewise.
        host: address that it will listen on.
        zone: in which times are shown.
        evenings: from when the brief looks back.
        watchlist: who is watched.
        password_hash: of the user "desk", as `datasette hash-password` makes it. None: on this machine alone a link
            printed at the start signs in once.
        clock: the present; None: the machine's.

    Raises:
        UnsafeAddress: `host` is not this machine alone and there is no password.
    """
    alone = is_loopback(host)
    if not alone and not password_hash:
        raise UnsafeAddress(
            f"the desk would be open to everybody who reaches {host}; set password_hash_env in [desk],"
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
        hosts=frozenset({"127.0.0.1", "localhost", "[::1]"}) if alone else None,
        accounts={USER: password_hash} if password_hash else {},
        metadata=metadata(open_to_readers=alone),
        template_dir=str(here / "templates"),
        static_mounts=[("assets", str(here / "static"))],
        settings=SETTINGS,
        secret=os.environ.get("DATASETTE_SECRET"),
    )


def run(desk: Desk, *, host: str = "127.0.0.1", port: int = 8001) -> None:
    """Serve a desk until stopped; where it has no password, print the link that signs in once.

    Raises:
        AddressTaken: another program listens there, or this one may not.
    """
    _try_to_listen(host, port)
    if not desk.can_sign_in:
        address = f"http://{host}:{port}{desk.urls.path('/-/auth-token')}?token={desk._root_token}"  # noqa: SLF001 (what `datasette --root` prints)
        click.echo(f"To sign in on this machine, once: {address}", err=True)
    uvicorn.run(desk.app(), host=host, port=port, log_level="warning", lifespan="on", workers=1)


def _try_to_listen(host: str, port: int) -> None:
    """Find out before anything is told: the server itself ends the process, with an exit code that says something else."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        for family, kind, protocol, _, address in found:
            with socket.socket(family, kind, protocol) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(address)
    except OSError as error:
        # "localhost" may name an address that this machine has not; the server makes do with the other one.
        if error.errno == errno.EADDRNOTAVAIL and len(found) > 1:
            return
        raise AddressTaken(
            f"the desk cannot listen on {host}:{port} ({error.strerror}); end what listens there, or choose another --port or --host"
        ) from error


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
