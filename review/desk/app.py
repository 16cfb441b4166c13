"""Datasette with the two files, the watch list, the team's zone and a clock. Knows no page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils.asgi import Request, Response

from records import Watchlist
from review import searching
from review.brief.window import EVENINGS, Evenings
from review.watched_names import Watching

STORE = "rejoinder"
DECISIONS = "desk"
PASSWORDS = "datasette-auth-passwords"

Found = TypeVar("Found")


class Collected(Database):  # type: ignore[misc]
    """The store as the web sees it: there is no connection that could write."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection for reading; asked for one to write with, it refuses."""
        if write:
            raise PermissionError("the collected file is read-only to the desk")
        return super().connect()  # type: ignore[no-any-return]

    async def execute(self, sql: str, *arguments: Any, **more: Any) -> Any:
        """Run a query of Datasette's pages; a search is put so that it need not fetch all that matches."""
        return await super().execute(searching.planned(sql), *arguments, **more)


class Desk(Datasette):  # type: ignore[misc]
    """A Datasette that knows whose desk it is."""

    def __init__(
        self,
        store: Path,
        decisions: Path,
        *,
        watchlist: Watchlist,
        zone: tzinfo,
        evenings: Evenings = EVENINGS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        hosts: frozenset[str] | None = None,
        accounts: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        """Open both files.

        Args:
            store: what is collected and derived; opened for reading only.
            decisions: what people decide.
            watchlist: who is watched.
            zone: in which times are shown.
            evenings: from when the brief looks back.
            clock: the present.
            hosts: names by which the desk may be called, against rebinding of foreign names; None: any.
            accounts: names to password hashes, as `datasette hash-password` makes them; None: nobody signs in with one.
            options: for Datasette.
        """
        self.people = Watching(watchlist)
        self.zone = zone
        self.evenings = evenings
        self.clock = clock
        self.hosts = hosts
        self.can_sign_in = bool(accounts)
        self._accounts = dict(accounts or {})
        self.decisions = decisions
        super().__init__([], **options)
        self.remove_database("_memory")
        self.add_database(Collected(self, str(store), is_mutable=True), name=STORE)
        self.add_database(Database(self, str(decisions), is_mutable=True), name=DECISIONS)

    def plugin_config(self, plugin_name: str, *arguments: Any, **more: Any) -> Any:
        """What a plugin is told. The accounts come from here alone: Datasette shows its metadata to everybody."""
        if plugin_name == PASSWORDS:
            return {f"{name}_password_hash": secret for name, secret in self._accounts.items()}
        return super().plugin_config(plugin_name, *arguments, **more)

    async def read(self, function: Callable[[sqlite3.Connection], Found]) -> Found:
        """Call a function with a read-only connection to the store, in a thread; it may take as long as it takes."""
        return await self.get_database(STORE).execute_fn(function)  # type: ignore[no-any-return]

    async def write(self, function: Callable[[sqlite3.Connection], Found]) -> Found:
        """Call a function with a connection to the decisions that may write, one at a time; then commit."""

        def committed(conn: sqlite3.Connection) -> Found:
            with conn:
                return function(conn)

        return await self.get_database(DECISIONS).execute_write_fn(committed)  # type: ignore[no-any-return]

    async def page(self, template: str, request: Request, code: int = 200, **context: Any) -> Response:
        """A page of our own, under the strict policy."""
        body = await self.render_template(template, context, request=request)
        return Response.html(body, status=code)
