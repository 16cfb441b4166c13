"""Log formats: plain lines for people, JSON for services; to stderr, without payloads or secrets."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from datetime import UTC, datetime

FORMAT_VARIABLE = "REJOINDER_LOG"
"""Set to "json" by a service; else plain lines."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What could begin a false line, or turn one round, when it comes out of a page's address or a server's header."""

PASSWORD_IN_URL = re.compile(r"(?<=://)[^/@\s:]+:[^/@\s]+(?=@)")

SECRET = re.compile(
    r"((?:access_|auth_?|api_?)?(?:token|key|secret|password|passwd|pwd)\s*[=:]\s*|"
    r"(?:set-)?cookie:\s*|authorization:\s*(?:\w+\s+)?)[^\s&;,\"']+",
    re.IGNORECASE,
)
"""A value by a name that promises a secret, in a query, a header or a message of a library."""


class PlainFormatter(logging.Formatter):
    """`07:00:01 INFO scheduler: …`; an exception's lines follow."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as text."""
        at = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        line = f"{at} {record.levelname} {record.name}: {harmless(record.getMessage())}"
        return f"{line}\n{_lines(self.formatException(record.exc_info))}" if record.exc_info else line


class JsonFormatter(logging.Formatter):
    """An object a line: at, level, logger, message, and exception where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as JSON."""
        row = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": harmless(record.getMessage()),
        }
        if record.exc_info:
            row["exception"] = _lines(self.formatException(record.exc_info))
        return json.dumps(row, ensure_ascii=False)


def configure(*, verbose: bool = False) -> None:
    """Send the log of the whole process to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if os.environ.get(FORMAT_VARIABLE) == "json" else PlainFormatter())
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[handler], force=True)
    if not verbose:
        for chatty in ("apscheduler", "httpx", "asyncio"):
            logging.getLogger(chatty).setLevel(logging.WARNING)


def harmless(message: str) -> str:
    """A message that is one line and holds no password, token or cookie."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", SECRET.sub(r"\1…", PASSWORD_IN_URL.sub("…", message)))


def _lines(traceback: str) -> str:
    return "\n".join(harmless(line) for line in traceback.split("\n"))
