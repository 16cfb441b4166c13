"""Drives a headless Chromium over its debugging protocol, without a driver."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import struct
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-allow-origins=*",
    "--remote-debugging-port=0",
    "about:blank",
)
PATIENCE_S = 20


def found() -> str | None:
    """Return the path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def opened() -> Iterator[Tab]:
    """Open a tab of a separate Chromium with a temporary profile."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [str(found()), f"--user-data-dir={profile}", *FLAGS],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{_port(Path(profile))}/json") as answer:
                pages = [page for page in json.load(answer) if page["type"] == "page"]
            tab = Tab(pages[0]["webSocketDebuggerUrl"])
            yield tab
            tab.close()
        finally:
            browser.terminate()
            browser.wait(timeout=PATIENCE_S)


def _port(profile: Path) -> int:
    end = time.monotonic() + PATIENCE_S
    written = profile / "DevToolsActivePort"
    while time.monotonic() < end:
        if written.exists() and (lines := written.read_text().splitlines()):
            return int(lines[0])
        time.sleep(0.05)
    raise TimeoutError("Chromium did not open its debugging port")


class Tab:
    """One page: opens URLs, runs JavaScript, presses keys."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._socket = socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE_S)
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self._stream = self._socket.makefile("rb")
        while self._stream.readline().strip():
            pass
        self._number = 0
        self.events: list[dict[str, Any]] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self) -> None:
        """Close the page."""
        self._stream.close()
        self._socket.close()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command of the protocol and return its result."""
        self._number += 1
        self._send(json.dumps({"id": self._number, "method": method, "params": params}).encode())
        while True:
            message = json.loads(self._receive())
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]
            self.events.append(message)

    def go(self, url: str) -> None:
        """Open a URL and wait until it is loaded."""
        self.call("Page.navigate", url=url)
        self.settle()

    def settle(self) -> None:
        """Wait until the page is loaded."""
        time.sleep(0.15)
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if self.js("document.readyState") == "complete":
                return
            time.sleep(0.05)
        raise TimeoutError("the page did not load")

    def js(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Click the first element matching a selector and wait for the result."""
        self.js(f"document.querySelector({json.dumps(selector)}).click()")
        self.settle()

    def fill(self, selector: str, value: str) -> None:
        """Fill in a field."""
        self.js(f"document.querySelector({json.dumps(selector)}).value = {json.dumps(value)}")

    def press(self, key: str) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode={"Tab": 9, "Enter": 13}.get(key, 0),
            )

    def troubles(self) -> list[str]:
        """Return the page's errors: scripts, content policy, failed loads."""
        self.js("1")
        return [
            json.dumps(event["params"])[:300]
            for event in self.events
            if event.get("method") in ("Runtime.exceptionThrown", "Network.loadingFailed")
            or (event.get("method") == "Log.entryAdded" and event["params"]["entry"]["level"] == "error")
        ]

    def _send(self, payload: bytes) -> None:
        mask = os.urandom(4)
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", 0x81, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x81, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x81, 0x80 | 127, size)
        self._socket.sendall(
            head + mask + bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
        )

    def _receive(self) -> bytes:
        whole = b""
        while True:
            first, second = self._stream.read(2)
            size = second & 0x7F
            if size == 126:
                size = struct.unpack("!H", self._stream.read(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self._stream.read(8))[0]
            whole += self._stream.read(size)
            if first & 0x80:
                return whole
