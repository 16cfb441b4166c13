"""Odd input ends in a message and an exit code, never in a traceback, and costs only itself."""

import json
import socket
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import db
import steps
from cli import main
from config.errors import UnknownNameError

NO_UTF8 = b'\xff\xfe{"id": "broken"}\n{"id": "whole", "text": "Sales rose 12%."}\n'


def rejoinder(*arguments: str | Path, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=text)


def told(result: Result) -> bool:
    """Return whether a command failed properly: with an exit code and a message."""
    return (
        isinstance(result.exception, SystemExit) and "Traceback" not in result.output and bool(result.stderr)
    )


@pytest.fixture
def config(tmp_path: Path) -> Path:
    assert rejoinder("init", tmp_path).exit_code == 0
    return tmp_path / "rejoinder.toml"


@pytest.mark.parametrize(
    "command",
    [["link"], ["brief"], ["export"], ["explain", "x"], ["doctor"], ["backup", "copy.db"], ["import", "-"]],
)
def test_a_file_that_is_not_a_store_is_reported(config: Path, command: list[str]) -> None:
    config.with_name("rejoinder.db").write_bytes(
        b"not a database, though long enough to be taken for one" * 40
    )
    result = rejoinder(*command, "--config", config, text="")
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert "rejoinder.db" in result.output or "not a database" in result.output


@pytest.mark.parametrize("command", [["export"], ["explain", "x"], ["backup", "copy.db"]])
def test_a_missing_store_is_reported(config: Path, command: list[str]) -> None:
    result = rejoinder(*command, "--config", config)
    assert told(result)
    assert result.exit_code == 1
    assert not config.with_name("rejoinder.db").exists()


def test_the_message_names_the_settings_that_create_the_store(config: Path) -> None:
    """Without them it would be the sample newsroom's."""
    assert f"`rejoinder run --config {config}`" in rejoinder("export", "--config", config).stderr


def test_the_sample_is_announced_beside_ones_own_settings(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise UnknownNameError("enough")

    monkeypatch.chdir(config.parent)
    monkeypatch.setattr(steps, "run_sample", stop)
    assert "run --config rejoinder.toml" in rejoinder("run").stderr


def test_an_empty_folder_shows_both_ways_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = rejoinder("serve")
    assert result.exit_code == 2
    assert "`rejoinder init`" in result.stderr
    assert "`rejoinder run`" in result.stderr


def test_alerts_without_rules_say_how_to_add_them(config: Path) -> None:
    result = rejoinder("alerts", "test", "--config", config)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert 'alerts = "alerts.toml"' in result.stderr


def test_a_taken_port_is_reported_at_once(config: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = rejoinder("serve", "--port", str(port), "--config", config)
    assert told(result)
    assert result.exit_code == 1
    assert f"127.0.0.1:{port}" in result.stderr
    assert "--port" in result.stderr
    assert "token" not in result.output


@pytest.mark.parametrize("typed", ["yesterday", "2024-08-22", "2024-08-22T18:00"])
def test_a_time_without_a_zone_is_reported_with_an_example(config: Path, typed: str) -> None:
    result = rejoinder("brief", "--since", typed, "--config", config)
    assert result.exit_code == 2
    assert "2024-08-22T18:00+08:00" in result.stderr


@pytest.mark.parametrize("command", [("export",), ("explain", "q-1"), ("link",)], ids=" ".join)
def test_a_store_of_a_later_version_is_refused_and_not_changed(
    config: Path, command: tuple[str, ...]
) -> None:
    store = db.connect(config.with_name("rejoinder.db"))
    store["_sqlite_migrations"].insert(  # type: ignore[union-attr]
        {"migration_set": "store", "name": "m999_later", "applied_at": "2030-01-01"}
    )
    store.close()
    result = rejoinder(*command, "--config", config)
    assert result.exit_code == 1
    assert "later version of Rejoinder (m999_later)" in result.stderr


def test_a_backup_never_replaces_what_it_copies(config: Path) -> None:
    store = config.with_name("rejoinder.db")
    db.connect(store).close()
    for target in (store, config.with_name("desk.db"), config.parent):
        result = rejoinder("backup", target, "--config", config)
        assert told(result)
        assert result.exit_code == 1
    assert sqlite3.connect(store).execute("select count(*) from documents").fetchone() == (0,)
    assert not list(config.parent.glob("*.partial"))


def test_a_line_that_is_not_utf8_costs_only_itself(config: Path) -> None:
    (config.parent / "archive.jsonl").write_bytes(NO_UTF8)
    result = rejoinder("import", config.parent / "archive.jsonl", "--config", config)
    assert result.exit_code == 3
    assert "1 new" in result.stdout
    assert "1 line of" in result.stderr


def test_a_lone_surrogate_is_rejected_or_replaced(config: Path) -> None:
    line = '{"id": "a", "text": "\\ud800 Sales rose 12%."}\n'
    assert rejoinder("import", "-", "--config", config, text=line).exit_code == 3
    result = rejoinder("analyze", "--jsonl", text=line)
    assert result.exit_code == 0
    assert [figure["text"] for figure in json.loads(result.stdout)["figures"]] == ["12%"]


@pytest.mark.parametrize("command", [["link"], ["analyze"], ["extract"]])
def test_a_line_nested_too_deep_costs_only_itself(command: list[str]) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    result = rejoinder(
        *command, "--jsonl", "-", text=f'{deep}\n{{"id": "whole", "text": "Sales rose 12%."}}\n'
    )
    assert "Traceback" not in result.output
    assert json.loads(result.stdout.splitlines()[-1])["id"] == "whole"


def test_lines_skipped_in_linking_are_reported() -> None:
    result = rejoinder("link", "--jsonl", "-", text=NO_UTF8)
    assert result.exit_code == 3
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["whole"]


def test_a_false_gzip_page_is_reported(tmp_path: Path) -> None:
    (tmp_path / "page.html.gz").write_bytes(b"\x1f\x8bxx")
    result = rejoinder("extract", tmp_path / "page.html.gz")
    assert told(result)
    assert result.exit_code == 2


@pytest.mark.parametrize("url", ["ftp://example.com/", "", "https://"])
def test_an_invalid_address_is_reported_at_once(url: str) -> None:
    result = rejoinder("source", "try", url)
    assert told(result)
    assert result.exit_code == 1


@pytest.mark.parametrize("command", [["brief"], ["export"], ["alerts", "test"]])
def test_a_window_that_ends_before_it_begins_is_a_usage_error(config: Path, command: list[str]) -> None:
    window = ["--since", "2024-08-23T00:00+0800", "--until", "2024-08-22T00:00+0800"]
    result = rejoinder(*command, *window, "--config", config)
    assert told(result)
    assert result.exit_code == 2


def test_a_file_in_place_of_the_starter_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    result = rejoinder("init", tmp_path / "taken")
    assert told(result)
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        (
            "sources.toml",
            'spider = "board"\nplatform = "wiebo"',
            "sources.toml:6: there is no board parser for 'wiebo'",
        ),
        ("sources.toml", 'spider = "feed"\nentity = "nobody"', "sources.toml:6: entity 'nobody'"),
        (
            "rejoinder.toml",
            'contact = "a@b.org"\nstore = "desk.db"\ndecisions = "desk.db"',
            "rejoinder.toml:6:",
        ),
        ("rejoinder.toml", 'contact = "a@b.org"\nstore = ""', "rejoinder.toml:5: store: names no file"),
        ("rejoinder.toml", 'contact = "a@b.org"\nalerts = "none.toml"', "none.toml: no such file"),
        ("rejoinder.toml", "contact = 5", 'rejoinder.toml:4: contact: must be text; write it in quotes: "…"'),
        ("watchlist.toml", f"x = {'9' * 5000}", "watchlist.toml: cannot be read as TOML"),
        ("watchlist.toml", f"x = {'[' * 3000}{']' * 3000}", "watchlist.toml: cannot be read as TOML"),
        ("watchlist.toml", "\ufeffcompany = 5", "watchlist.toml:4: company: must be a list"),
    ],
)
def test_errors_of_configuration_name_file_line_and_remedy(
    config: Path, name: str, words: str, expected: str
) -> None:
    above = (
        '[[source]]\nid = "x"\nname = "X"\nurl = "https://example.org/"\n'
        if name == "sources.toml"
        else "\n\n\n"
    )
    mark = "\ufeff" if words.startswith("\ufeff") else ""
    config.with_name(name).write_text(mark + above + words.removeprefix(mark) + "\n", encoding="utf-8")
    result = rejoinder("check", "--config", config)
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert expected in result.stderr
