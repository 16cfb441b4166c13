"""Log formats: plain lines for people, JSON for services; to stderr, without payloads or secrets."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from datetime import UTC, datetime

FORMAT_VARIABLE = "REJOINDER_LOG"
""""json" for JSON lines; anything else for plain ones."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that could forge a log line or reverse its text when they come from an address or a header."""

PASSWORD_IN_URL = re.compile(r"(?<=://)[^/@\s:]+:[^/@\s]+(?=@)")

SECRET = re.compile(
    r"((?:access_|auth_?|api_?)?(?:token|key|secret|password|passwd|pwd)\s*[=:]\s*|"
    r"(?:set-)?cookie:\s*|authorization:\s*(?:\w+\s+)?)[^\s&;,\"']+",
    re.IGNORECASE,
)
"""The value after a name that suggests a secret, in a query, a header or a library's message."""


class PlainFormatter(logging.Formatter):
    """`07:00:01 INFO scheduler: …`, followed by the traceback, if any."""

    def format(self, record: logging.LogRecord) -> str:
        """Format one record as text."""
        at = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        line = f"{at} {record.levelname} {record.name}: {harmless(record.getMessage())}"
        return f"{line}\n{_lines(self.formatException(record.exc_info))}" if record.exc_info else line


class JsonFormatter(logging.Formatter):
    """One JSON object per line: at, level, logger, message, and exception if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Format one record as JSON."""
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
    """Send the process's log to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if os.environ.get(FORMAT_VARIABLE) == "json" else PlainFormatter())
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[handler], force=True)
    if not verbose:
        for chatty in ("apscheduler", "httpx", "asyncio"):
            logging.getLogger(chatty).setLevel(logging.WARNING)


def harmless(message: str) -> str:
    """Return the message as one line, without passwords, tokens or cookies."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", SECRET.sub(r"\1…", PASSWORD_IN_URL.sub("…", message)))


def _lines(traceback: str) -> str:
    return "\n".join(harmless(line) for line in traceback.split("\n"))
