"""The brief is mailed once to each address, whatever happens to the server meanwhile."""

import json
import smtplib
import socketserver
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

import db
import steps
from config import settings as settings_file
from config.errors import ConfigError, ConfigErrors
from config.settings import Settings
from db import locks, outbox
from records import Watchlist
from review import brief
from review.alerts import sending
from review.alerts.rules import Channel
from review.brief import delivery, mail
from review.brief.masthead import subject

SEVEN = datetime(2024, 8, 22, 23, 0, tzinfo=UTC)


class MailServer(socketserver.ThreadingTCPServer):
    """Accepts mails and keeps them; refuses recipients that begin with "nobody"."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.goodbye = "221 bye"
        super().__init__(("127.0.0.1", 0), Conversation)


class Conversation(socketserver.StreamRequestHandler):
    """The part of SMTP that a client needs."""

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline().decode():
            verb = line[:4].upper()
            if verb == "QUIT":
                return self.say(self.server.goodbye)  # type: ignore[attr-defined]
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

    outgoing = db.connect_desk(desk)
    delivery.lay_for_mail(composed, outgoing, sender="brief@desk.example", recipients=to, now=now)
    return delivery.send_waiting(outgoing, connect=connect, now=now)


def test_the_brief_is_sent_once_to_each_address(
    composed: brief.Brief, server: MailServer, tmp_path: Path
) -> None:
    desk = tmp_path / "desk.db"
    assert send(composed, desk, server, "ana@desk.example", "ben@desk.example") == 2
    assert send(composed, desk, server, "ana@desk.example", "ben@desk.example") == 0
    assert len(server.taken) == 2
    taken = message_from_string(server.taken[0], policy=default)
    assert taken["Message-ID"].startswith("<brief-2024-08-23-")
    assert [part.get_content_type() for part in taken.iter_parts()] == ["text/plain", "text/html"]
    assert "<script" not in server.taken[0]


def test_what_a_server_says_to_the_goodbye_sends_nothing_again(
    composed: brief.Brief, server: MailServer, tmp_path: Path
) -> None:
    """An alert went again at every retry, each of which the server took."""
    server.goodbye = "421 too many connections"
    desk = tmp_path / "desk.db"
    assert send(composed, desk, server, "ana@desk.example") == 1
    assert list(db.connect_desk(desk).query("select why from outbox")) == [{"why": None}]
    by_mail = sending.sender(
        "desk@desk.example", lambda: mail.connection("127.0.0.1", server.server_address[1], security="none")
    )
    by_mail(
        Channel(name="duty", mail=("duty@desk.example",)),
        outbox.Message(id="a", rule="r", recipient="duty", title="T", body="B"),
    )
    assert len(server.taken) == 2


def test_nothing_is_lost_while_the_server_is_down(
    composed: brief.Brief, server: MailServer, tmp_path: Path
) -> None:
    desk = tmp_path / "desk.db"
    assert send(composed, desk, None, "ana@desk.example") == 0
    (row,) = db.connect_desk(desk).query("select sent_at, tries, why from outbox")
    assert row["sent_at"] is None
    assert "nobody listens" in row["why"]
    assert send(composed, desk, server, "ana@desk.example") == 0, "not before the wait is over"
    assert send(composed, desk, server, "ana@desk.example", now=SEVEN + timedelta(minutes=3)) == 1


def test_a_refused_address_affects_no_other(
    composed: brief.Brief, server: MailServer, tmp_path: Path
) -> None:
    assert send(composed, tmp_path / "desk.db", server, "nobody@desk.example", "ben@desk.example") == 1
    waiting = list(
        db.connect_desk(tmp_path / "desk.db").query("select recipient from outbox where sent_at is null")
    )
    assert waiting == [{"recipient": "nobody@desk.example"}]


class Webhook(ThreadingHTTPServer):
    """Accepts posts of JSON and keeps them."""

    def __init__(self) -> None:
        self.taken: list[dict[str, str]] = []
        super().__init__(("127.0.0.1", 0), Posted)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class Posted(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.taken.append(json.loads(body))  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    with Webhook() as running:
        threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
        yield running
        running.shutdown()


def settings(folder: Path, way: str, monkeypatch: pytest.MonkeyPatch, address: str) -> Settings:
    """Return settings whose brief goes to one channel, by webhook or apprise."""
    monkeypatch.setenv("CHANNEL", address)
    (folder / "watchlist.toml").write_text("", encoding="utf-8")
    (folder / "alerts.toml").write_text(f'[[channel]]\nname = "duty"\n{way} = "CHANNEL"\n', encoding="utf-8")
    path = folder / "rejoinder.toml"
    path.write_text(
        'contact = "a@b.example"\nalerts = "alerts.toml"\n[brief]\nchannels = ["duty"]\n', encoding="utf-8"
    )
    return settings_file.load(path)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # raised by apprise and its imports
@pytest.mark.parametrize("way", ["webhook_env", "apprise_env"])
def test_the_brief_reaches_a_channel_once_even_if_it_was_down(
    way: str, composed: brief.Brief, webhook: Webhook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = "http"
    if way == "apprise_env":
        pytest.importorskip("apprise", reason="apprise is not installed (extra alerts)")
        scheme = "json"
    away = settings(tmp_path, way, monkeypatch, f"{scheme}://127.0.0.1:9/")
    assert steps.send_brief(away, composed, clock=lambda: SEVEN) == 0
    (row,) = db.connect_desk(away.decisions).query("select * from outbox")
    assert (row["recipient"], row["sent_at"], row["tries"]) == ("duty", None, 1)
    assert row["why"]
    there = settings(tmp_path, way, monkeypatch, f"{scheme}://{webhook.place}/")
    later = SEVEN + timedelta(minutes=3)
    assert steps.send_brief(there, composed, clock=lambda: later) == 1
    assert steps.send_brief(there, composed, clock=lambda: later) == 0
    (posted,) = webhook.taken
    assert posted["title"] == subject(composed)
    assert "No open claim about us or our peers." in posted["message" if way == "apprise_env" else "text"]


def test_a_message_that_alerting_is_sending_is_not_sent_by_the_brief_too(
    composed: brief.Brief, webhook: Webhook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the end of the quiet hours, when the brief is due, alerts of the night had gone twice."""
    there = settings(tmp_path, "webhook_env", monkeypatch, f"http://{webhook.place}/")
    with locks.alone(there.store, "alerts"):
        assert steps.send_brief(there, composed, clock=lambda: SEVEN) == 0
    assert webhook.taken == []
    assert steps.send_brief(there, composed, clock=lambda: SEVEN) == 1


def test_missing_apprise_is_reported_and_loses_nothing(
    composed: brief.Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    told = settings(tmp_path, "apprise_env", monkeypatch, "json://127.0.0.1:9/")
    assert steps.send_brief(told, composed, clock=lambda: SEVEN) == 0
    (row,) = db.connect_desk(told.decisions).query("select why, sent_at from outbox")
    assert row == {"why": "apprise is not installed; pip install 'rejoinder[alerts]'", "sent_at": None}


def test_channels_without_a_rule_file_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "rejoinder.toml"
    path.write_text('contact = "a@b.example"\n[brief]\nchannels = ["duty"]\n', encoding="utf-8")
    with pytest.raises((ConfigError, ConfigErrors), match="names channels"):
        settings_file.load(path)


def test_check_reports_an_undefined_channel_of_the_brief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings(tmp_path, "webhook_env", monkeypatch, "http://127.0.0.1:9/").path
    (tmp_path / "sources.toml").write_text("", encoding="utf-8")
    assert "good" in steps.check(path)
    path.write_text(path.read_text("utf-8").replace('["duty"]', '["duty", "dutty"]'), encoding="utf-8")
    with pytest.raises(ConfigErrors) as found:
        steps.check(path)
    (error,) = found.value.errors
    assert str(error) == (
        f"{path}:4: brief.channels names 'dutty', which is no [[channel]] of {tmp_path / 'alerts.toml'}; known: duty"
    )


def test_a_mail_server_without_a_valid_certificate_gets_nothing(
    composed: brief.Brief, tmp_path: Path
) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _of_anybody(tmp_path)) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        desk = db.connect_desk(tmp_path / "desk.db")
        delivery.lay_for_mail(
            composed, desk, sender="brief@desk.example", recipients=["ana@desk.example"], now=SEVEN
        )
        taken = delivery.send_waiting(
            desk,
            connect=lambda: mail.connection("127.0.0.1", server.server_address[1], security="tls"),
            now=SEVEN,
        )
        server.shutdown()
    assert taken == 0
    (row,) = db.connect_desk(tmp_path / "desk.db").query("select why from outbox where sent_at is null")
    assert "CERTIFICATE_VERIFY_FAILED" in row["why"]


def _of_anybody(folder: Path) -> type[socketserver.BaseRequestHandler]:
    """Return a handler that speaks TLS with a self-signed certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "anybody.example")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, SEVEN, SEVEN + timedelta(days=9000))
        .sign(key, hashes.SHA256())
        .public_bytes(Encoding.PEM)
    )
    path = folder / "anybody.pem"
    path.write_bytes(certificate + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(ssl.SSLError, OSError):
                context.wrap_socket(self.request, server_side=True)

    return Handler


def test_retries_back_off_and_never_end(tmp_path: Path) -> None:
    desk = db.connect_desk(tmp_path / "desk.db")
    message = outbox.Message(id="m", rule="r", recipient="mei@desk.example", title="A claim", body="b")
    outbox.put(desk, message, SEVEN, SEVEN)
    now, waits = SEVEN, []
    for _ in range(60):  # a server that is away from Friday to Tuesday
        (found,) = outbox.due(desk, now)
        outbox.failed(desk, found, "no connection", now)
        ((due,),) = desk.execute("select due_at from outbox").fetchall()
        waits.append(datetime.fromisoformat(due) - now)
        now = datetime.fromisoformat(due)
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (2, 4, 8, 16)]
    assert set(waits[6:]) == {timedelta(hours=2)}


def test_a_brief_without_a_window_ends_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = settings(tmp_path, "webhook_env", monkeypatch, "http://127.0.0.1:9/")
    db.connect(there.store).close()
    told = steps.brief(there, clock=lambda: SEVEN)
    assert told.until == SEVEN
    assert told.since == datetime(2024, 8, 21, 18, tzinfo=UTC)
    asked = SEVEN - timedelta(days=1)
    assert steps.brief(there, until=asked, clock=lambda: SEVEN).until == asked
