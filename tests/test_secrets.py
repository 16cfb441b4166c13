"""Input from outside runs no code, leaves its folder or forges a header; secrets stay secret."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_layout import modules

import steps
from config import settings as settings_file
from config import starters
from config.errors import ConfigErrors
from config.logs import JsonFormatter, PlainFormatter
from crawler import sources
from db.outbox import Message
from review.alerts.sending import as_mail

ROOT = Path(__file__).parent.parent


def test_telemetry_is_disabled(tmp_path: Path) -> None:
    """Version 1.32 of onnxruntime would start with an id of the machine in the home folder."""
    loads = "from nlp.chinese.lac import Lac; Lac()"
    environment = {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", loads], env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []
    doors = [
        file
        for file in modules()
        if "import onnxruntime" in (text := file.read_text(encoding="utf-8")) or "from onnxruntime" in text
    ]
    assert [str(file.relative_to(ROOT)) for file in doors] == ["nlp/chinese/runtime.py"]


@pytest.mark.parametrize(
    "identity", ["../../etc", "a/b", "..", ".hidden", "a\\b", "a\n", "A", "", "/etc", "a b", "é"]
)
def test_a_source_id_cannot_leave_its_folder(tmp_path: Path, identity: str) -> None:
    """Recordings are in folders named after sources."""
    listed = tmp_path / "sources.toml"
    listed.write_text(
        f'[[source]]\nid = {identity!r}\nname = "X"\nspider = "feed"\nurl = "https://x.example/"\n'.replace(
            "'", '"'
        ),
        encoding="utf-8",
    )
    with pytest.raises(ConfigErrors, match="id"):
        sources.load(listed)


@pytest.mark.parametrize("words", ["Hi\r\nBcc: all@example.com", "Hi\nX: y", "Hi\u2028there", "a" * 5000])
def test_a_headline_cannot_become_a_header(words: str) -> None:
    message = Message(id=words, rule="r", recipient="a", title=words, body=words, thread=words)
    mail = as_mail(message, "desk@example.com", ("press@example.com",))
    assert set(mail.keys()) <= {
        "Subject", "From", "To", "Message-ID", "In-Reply-To", "References", "List-Id", "Auto-Submitted",
        "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert "\n" not in str(mail["Subject"])
    assert b"\nBcc:" not in mail.as_bytes().split(b"\n\n")[0]


@pytest.mark.parametrize("formatter", [PlainFormatter(), JsonFormatter()])
@pytest.mark.parametrize(
    "text",
    [
        "GET https://ana:hunter2@example.com/feed failed",
        "POST https://hooks.example.com/services/x?access_token=hunter2&a=1",
        "sign in with password=hunter2 refused",
        "Cookie: SUB=hunter2",
        "Authorization: Bearer hunter2",
    ],
)
def test_the_log_holds_no_secret_even_in_exceptions(formatter: logging.Formatter, text: str) -> None:
    seen = (ValueError, ValueError(text), None)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "it failed: %s", (text,), seen)
    assert "hunter2" not in formatter.format(record)


def test_settings_name_secrets_only_by_variable(tmp_path: Path) -> None:
    """A password in the settings is an unknown key."""
    list(starters.write(tmp_path, {}))
    path = tmp_path / "rejoinder.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\npassword = "hunter2"\n', encoding="utf-8")
    with pytest.raises(ConfigErrors, match="unknown key") as error:
        steps.check(path)
    assert "hunter2" not in str(error.value)


def test_secrets_are_in_no_file_of_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(starters.write(tmp_path, {}))
    path = tmp_path / "rejoinder.toml"
    monkeypatch.setenv("REJOINDER_MAIL_PASSWORD", "hunter2")
    text = (
        path.read_text(encoding="utf-8").replace("# password_env", "password_env").replace("# user", "user")
    )
    path.write_text(
        text.replace("to = []", 'to = ["a@example.com"]').replace(
            'host = "localhost"\nport = 587', 'host = "127.0.0.1"\nport = 1'
        ),
        encoding="utf-8",
    )
    settings = settings_file.load(path)
    assert os.environ[settings.mail.password_env or ""] == "hunter2"
    assert steps.send_brief(settings, steps.brief(settings)) == 0
    for file in tmp_path.iterdir():
        assert b"hunter2" not in file.read_bytes(), file
