"""The brief is mailed once to each address, whatever happens to the server in between."""

import smtplib
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import db
from records import Watchlist
from review import brief
from review.brief import delivery, mail

SEVEN = datetime(2024, 8, 22, 23, 0, tzinfo=UTC)


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails and keeps them; refuses recipients that begin with "nobody"."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.taken: list[str] = []
        super().__init__(("127.0.0.1", 0), Conversation)


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs."""

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline().decode():
            verb = line[:4].upper()
            if verb == "QUIT":
                return self.say("221 bye")
            if verb == "DATA":
                self.say("354 go on")
                lines = iter(lambda: self.rfile.readline().decode(), ".\r\n")
                self.server.taken.append("".join(lines))  # type: ignore[attr-defined]
                self.say("250 taken")
            else:
                self.say("550 no such person" if verb == "RCPT" and "<nobody" in line else "250 good")
        return None

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def composed(tmp_path: Path) -> brief.Brief:
    db.connect(tmp_path / "rejoinder.db").close()
    db.connect_desk(tmp_path / "desk.db").close()
    return brief.compose(
        tmp_path / "rejoinder.db",
        tmp_path / "desk.db",
        since=SEVEN - timedelta(hours=13),
        until=SEVEN,
        zone=ZoneInfo("Asia/Shanghai"),
        watchlist=Watchlist(),
    )


def send(
    composed: brief.Brief, desk: Path, server: MailServer | None, *to: str, now: datetime = SEVEN
) -> int:
    def connect() -> smtplib.SMTP:
        if server is None:
            raise ConnectionRefusedError("nobody listens")
        return mail.connection("127.0.0.1", server.server_address[1], security="none")

    return delivery.send(
        composed, db.connect_desk(desk), sender="brief@desk.example", recipients=to, connect=connect, now=now
    )


def test_the_brief_goes_once_to_each(composed: brief.Brief, server: MailServer, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    assert send(composed, desk, server, "ana@desk.example", "ben@desk.example") == 2
    assert send(composed, desk, server, "ana@desk.example", "ben@desk.example") == 0
    assert len(server.taken) == 2
    taken = message_from_string(server.taken[0], policy=default)
    assert taken["Message-ID"].startswith("<brief-2024-08-23-")
    assert [part.get_content_type() for part in taken.iter_parts()] == ["text/plain", "text/html"]
    assert "<script" not in server.taken[0]


def test_a_server_that_is_down_loses_nothing(
    composed: brief.Brief, server: MailServer, tmp_path: Path
) -> None:
    desk = tmp_path / "desk.db"
    assert send(composed, desk, None, "ana@desk.example") == 0
    (row,) = db.connect_desk(desk).query("select sent_at, tries, why from outbox")
    assert row["sent_at"] is None
    assert "nobody listens" in row["why"]
    assert send(composed, desk, server, "ana@desk.example") == 0, "not before the wait is over"
    assert send(composed, desk, server, "ana@desk.example", now=SEVEN + timedelta(minutes=3)) == 1


def test_one_refused_address_costs_only_itself(
    composed: brief.Brief, server: MailServer, tmp_path: Path
) -> None:
    assert send(composed, tmp_path / "desk.db", server, "nobody@desk.example", "ben@desk.example") == 1
    waiting = list(
        db.connect_desk(tmp_path / "desk.db").query("select recipient from outbox where sent_at is null")
    )
    assert waiting == [{"recipient": "nobody@desk.example"}]
