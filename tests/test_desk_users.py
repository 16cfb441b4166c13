"""Several people work at one desk, each under a name of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from datasette_auth_passwords.utils import hash_password

from cli import main
from config import settings
from config.errors import ConfigErrors
from review import serve
from tests.desk_client import Client
from tests.filled_store import UNTIL, WATCHLIST, ZONE, fill


def written(tmp_path: Path, desk: str) -> Path:
    path = tmp_path / "rejoinder.toml"
    path.write_text(f'contact = "desk@desk.example"\n[desk]\n{desk}\n', encoding="utf-8")
    (tmp_path / "watchlist.toml").write_text("", encoding="utf-8")
    return path


def test_decisions_bear_the_name_of_whoever_made_them_and_the_later_one_holds(tmp_path: Path) -> None:
    files = fill(tmp_path)
    accounts = {name: hash_password(f"{name} horse", iterations=1000) for name in ("ana", "wen")}
    client = Client(files)
    client.desk = serve.open_desk(
        files.store, files.desk, zone=ZONE, watchlist=WATCHLIST, accounts=accounts, clock=lambda: UNTIL
    )
    for name, value in (("ana", "needs answer"), ("wen", "answered")):
        client.cookies.pop("ds_actor", None)
        answer = client.post("/-/login", {"username": name, "password": f"{name} horse"})
        client.cookies["ds_actor"] = answer.cookies["ds_actor"]
        client.post("/decide", {"kind": "status", "subject": "s-heat", "value": value})
        client.post("/decide", {"kind": "owner", "subject": "s-heat", "value": name})
    page = client.get("/story/s-heat").text
    assert "marked as answered" in page
    assert "owner wen" in page
    assert '<option value="ana">' in page, "owners named before are offered"
    audit = client.get("/audit").text
    assert audit.index("wen") < audit.index("ana")
    assert ">ana<" in audit


def test_users_are_names_with_variables(tmp_path: Path) -> None:
    path = written(tmp_path, 'password_hash_env = "A"\nusers = { ana = "B", "wen.li" = "C" }')
    assert settings.load(path).desk.accounts == {"desk": "A", "ana": "B", "wen.li": "C"}


@pytest.mark.parametrize(
    ("users", "told"),
    [('{ "a b" = "A" }', "is no user name"), ('{ ana = "pbkdf2_sha256$1$x" }', "not the value itself")],
)
def test_what_is_no_user_is_an_error_with_its_line(tmp_path: Path, users: str, told: str) -> None:
    with pytest.raises(ConfigErrors, match=told) as caught:
        settings.load(written(tmp_path, f"users = {users}"))
    assert caught.value.errors[0].line == 3


def test_a_password_that_the_environment_lacks_is_reported_before_serving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANA_HASH", raising=False)
    path = written(tmp_path, 'users = { ana = "ANA_HASH" }')
    result = CliRunner().invoke(main, ["serve", "--config", str(path)])
    assert result.exit_code == 2
    assert "names ANA_HASH, which the environment does not set" in result.output
    assert not (tmp_path / "rejoinder.db").exists()
