"""The desk on a filled store, for requests in tests or, listening, for a browser."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from datasette_auth_passwords.utils import hash_password

from review import serve
from review.desk.app import Desk
from tests.filled_store import UNTIL, WATCHLIST, ZONE, Files, fill

PASSWORD = "correct horse"


class Client:
    """Requests pages like a browser: keeps cookies, sends the form's token."""

    def __init__(self, files: Files, *, host: str = "127.0.0.1", password: str | None = PASSWORD) -> None:
        self.files = files
        self.desk: Desk = serve.open_desk(
            files.store,
            files.desk,
            host=host,
            zone=ZONE,
            watchlist=WATCHLIST,
            accounts={"desk": hash_password(password, iterations=1000)} if password else None,
            clock=lambda: UNTIL,
        )
        self.app: Any = None
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self._ask("GET", path, **more)

    def post(self, path: str, data: Mapping[str, str]) -> httpx.Response:
        """Post a form, with a token taken from a page first."""
        page = self.get("/-/login")
        token = re.search(r'name="csrftoken" value="([^"]+)"', page.text)
        assert token
        return self._ask("POST", path, data={**data, "csrftoken": token[1]})

    def sign_in(self) -> None:
        answer = self.post("/-/login", {"username": "desk", "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        self.cookies["ds_actor"] = answer.cookies["ds_actor"]

    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            await self.desk.invoke_startup()
            self.app = self.app or self.desk.app()
            transport = httpx.ASGITransport(app=self.app)
            more_headers = dict(more.pop("headers", {}))
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1", cookies=self.cookies
            ) as client:
                return await client.request(method, path, headers=more_headers, **more)

        answer = asyncio.run(ask())
        self.cookies |= dict(answer.cookies.items())
        return answer


def opened(folder: Path, **options: Any) -> Client:
    """Return a client on a store filled in a folder."""
    return Client(fill(folder), **options)


@contextmanager
def listening(files: Files) -> Iterator[str]:
    """Yield the URL of a listening desk on these files."""
    with listening_to(Client(files).desk) as url:
        yield url


@contextmanager
def listening_to(desk: Desk) -> Iterator[str]:
    """Yield the URL of a desk while it listens."""
    server = uvicorn.Server(
        uvicorn.Config(desk.app(), host="127.0.0.1", port=0, log_level="error", ws="none")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
