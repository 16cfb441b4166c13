"""Datasette with the two databases, the watch list, the team's time zone and a clock. Knows no pages."""

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
    """The collected database for the web, without any writable connection."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Return a read-only connection; refuse a writable one."""
        if write:
            raise PermissionError("the collected file is read-only to the desk")
        return super().connect()  # type: ignore[no-any-return]

    async def execute(self, sql: str, *arguments: Any, **more: Any) -> Any:
        """Run a query of Datasette's pages, with searches rewritten so that they need not fetch every match."""
        return await super().execute(searching.planned(sql), *arguments, **more)


class Desk(Datasette):  # type: ignore[misc]
    """Datasette with the settings of one desk."""

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
        """Open both databases.

        Args:
            store: what was collected and derived; read only.
            decisions: what people decided.
            watchlist: who is watched.
            zone: time zone of all displayed times.
            evenings: when the brief begins to look back.
            clock: returns the present.
            hosts: accepted host names, against DNS rebinding; None: any.
            accounts: user names to password hashes, as `datasette hash-password` makes them; None: no accounts.
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
        """Return a plugin's configuration.

        Accounts come from here only, since Datasette shows its metadata to everyone.
        """
        if plugin_name == PASSWORDS:
            return {f"{name}_password_hash": secret for name, secret in self._accounts.items()}
        return super().plugin_config(plugin_name, *arguments, **more)

    async def read(self, function: Callable[[sqlite3.Connection], Found]) -> Found:
        """Call a function in a thread with a read-only connection to the collected database, without a time limit."""
        return await self.get_database(STORE).execute_fn(function)  # type: ignore[no-any-return]

    async def write(self, function: Callable[[sqlite3.Connection], Found]) -> Found:
        """Call a function with a writable connection to the decisions, one at a time, then commit."""

        def committed(conn: sqlite3.Connection) -> Found:
            with conn:
                return function(conn)

        return await self.get_database(DECISIONS).execute_write_fn(committed)  # type: ignore[no-any-return]

    async def page(self, template: str, request: Request, code: int = 200, **context: Any) -> Response:
        """Render one of our pages, under the strict content policy."""
        body = await self.render_template(template, context, request=request)
        return Response.html(body, status=code)
