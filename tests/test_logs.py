"""A log record is one line, holds no secret, and is JSON on request."""

import json
import logging
import subprocess
import sys

import pytest

from config.logs import JsonFormatter, PlainFormatter, harmless


def record(message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("crawler", logging.WARNING, __file__, 1, message, arguments, None)


@pytest.mark.parametrize("character", ["\n", "\r", "\x1b", "\u2028", "\u202e"])
def test_a_server_cannot_forge_a_line(character: str) -> None:
    line = PlainFormatter().format(
        record("no such page: %s", f"/a{character}12:00:00 INFO scheduler: all is well")
    )
    assert character not in line
    assert len(line.splitlines()) == 1


def test_a_password_in_an_address_is_hidden() -> None:
    assert harmless("https://ana:s3cret@example.com/feed") == "https://…@example.com/feed"


def test_json_lines_have_the_usual_fields() -> None:
    row = json.loads(JsonFormatter().format(record("%d failures", 3)))
    assert (row["level"], row["logger"], row["message"]) == ("warning", "crawler", "3 failures")


def test_the_variable_selects_the_format() -> None:
    program = "import logging; from config import logs; logs.configure(); logging.getLogger('a').info('b')"
    environment = {"REJOINDER_LOG": "json", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert json.loads(done.stderr)["message"] == "b"
    assert done.stdout == ""
