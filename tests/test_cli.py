"""The command line: every command is documented, and wrong input ends in a message and exit code 2."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import db
from cli import main, printing
from cli.printing import what_changed
from review import serve
from steps import Outcome

README = Path(__file__).parent.parent / "README.md"
COMMANDS = [
    "run",
    "schedule",
    "crawl",
    "read",
    "link",
    "brief",
    "analyze",
    "extract",
    "import",
    "init",
    "replay",
    "source",
    "alerts",
    "backup",
    "serve",
    "export",
    "explain",
    "check",
    "doctor",
]


def rejoinder(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=text)


def test_every_command_exists() -> None:
    assert sorted(main.commands) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_is_in_the_readme(command: str) -> None:
    result = rejoinder(command, "-h")
    assert result.exit_code == 0
    assert result.output.startswith("Usage:")
    assert f"`{command}" in README.read_text(encoding="utf-8")


def test_the_command_list_truncates_no_sentence() -> None:
    assert "..." not in rejoinder("-h").output.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("given", "carried"), [([], "us@desk.example"), (["--contact", "https://a.example"], "https://a.example")]
)
def test_a_trial_sends_the_configured_contact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], carried: str
) -> None:
    monkeypatch.setattr("crawler.trial.describe", lambda url, *, contact: f"{url} asked by {contact}")
    settings = tmp_path / "rejoinder.toml"
    settings.write_text('contact = "us@desk.example"')
    result = rejoinder("--config", str(settings), "source", "try", "https://b.example/", *given)
    assert result.output == f"https://b.example/ asked by {carried}\n"


def test_init_then_check(tmp_path: Path) -> None:
    written = rejoinder("init", str(tmp_path))
    assert written.exit_code == 0
    assert f"`rejoinder check --config {tmp_path / 'rejoinder.toml'}`" in written.stderr
    result = rejoinder("--config", str(tmp_path / "rejoinder.toml"), "check")
    assert result.exit_code == 0, result.output
    assert "good" in result.output
    assert "contact is still the starter's; enter your own" in result.output
    settings = tmp_path / "rejoinder.toml"
    settings.write_text(settings.read_text("utf-8").replace("press-monitor@example.com", "a@b.org"), "utf-8")
    again = rejoinder("check", "--config", str(settings))
    assert again.exit_code == 0
    assert "starter" not in again.output


def test_check_reports_the_errors_of_all_files_at_once(tmp_path: Path) -> None:
    rejoinder("init", str(tmp_path))
    with (tmp_path / "watchlist.toml").open("a", encoding="utf-8") as watchlist:
        watchlist.write('\n[[company]]\nid = "x"\nname = "X"\nnick = "Y"\n')
    with (tmp_path / "sources.toml").open("a", encoding="utf-8") as sources:
        sources.write(
            '\n[[source]]\nid = "x"\nname = "X"\nspider = "telepathy"\nurl = "https://example.com"\n'
        )
    result = rejoinder("--config", str(tmp_path / "rejoinder.toml"), "check")
    assert result.exit_code == 2
    assert "watchlist.toml:" in result.stderr
    assert "sources.toml:" in result.stderr
    assert "'nick'" in result.stderr


def test_a_missing_configuration_says_what_to_do(tmp_path: Path) -> None:
    result = rejoinder("--config", str(tmp_path / "none.toml"), "crawl")
    assert result.exit_code == 2
    assert "rejoinder init" in result.stderr


def test_an_unknown_source_is_a_usage_error(tmp_path: Path) -> None:
    rejoinder("init", str(tmp_path))
    result = rejoinder("--config", str(tmp_path / "rejoinder.toml"), "crawl", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_analyze_reads_a_text_without_a_store() -> None:
    text = 'Sales rose 12% to 3.4 billion yuan, Harbour Foods said. "We are pleased," chief executive Ana Lim told reporters.'
    result = rejoinder("analyze", "--published", "2024-08-22", text=text)
    assert result.exit_code == 0, result.output
    read = json.loads(result.output)
    assert {"id", "lang", "mentions", "quotes", "figures"} == set(read)
    assert {"12%", "3.4 billion yuan"} <= {figure["text"] for figure in read["figures"]}
    assert "Ana Lim" in {quote["speaker"] for quote in read["quotes"]}


def test_analyze_gives_one_result_per_line_in_order() -> None:
    lines = ['{"id": 1, "text": "营收增长12%。"}', "{broken", '{"id": 3}', '{"id": 4, "text": ""}']
    result = rejoinder("analyze", "--jsonl", text="\n".join(lines))
    assert result.exit_code == 0, result.output
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, 3, 4]
    assert ["error" in answer for answer in answers] == [False, True, True, False]


def test_analyze_reports_a_bad_date() -> None:
    result = rejoinder("analyze", "--published", "yesterday", text="Sales rose.")
    assert result.exit_code == 2
    assert "2024-08-22" in result.output


@pytest.mark.parametrize(
    ("option", "told"), [("--send", "sent to nobody"), ("--dry-run", "would go to nobody")]
)
def test_a_brief_without_recipients_says_so(tmp_path: Path, option: str, told: str) -> None:
    assert rejoinder("init", str(tmp_path)).exit_code == 0
    db.connect(tmp_path / "rejoinder.db").close()
    result = rejoinder("brief", option, "--config", str(tmp_path / "rejoinder.toml"))
    assert result.exit_code == 0, result.output
    assert f"{told}: [brief] lists no address and no channel" in result.output


def test_a_pass_that_collected_nothing_does_not_claim_success() -> None:
    nothing = Outcome(step="crawl", counts={"new": 0})
    assert what_changed([nothing]).endswith("is unchanged.")
    assert what_changed([nothing, Outcome(step="crawl", partly="1 of 1 sources")]) == (
        "Nothing new; the reasons for what could not be collected are listed."
    )
    told = what_changed(
        [Outcome(step="crawl", counts={"new": 2, "changed": 1}), Outcome(step="link", counts={"relinked": 1})]
    )
    assert told == "2 new and 1 changed document, 0 texts read, 1 story new or changed."


def test_counts_agree_with_their_nouns(capsys: pytest.CaptureFixture[str]) -> None:
    printing.say(Outcome(step="import", counts={"new": 1, "topics": 1, "sightings": 2, "polls ok": 1}))
    assert capsys.readouterr().out == "import: 1 new, 1 topic, 2 sightings, 1 poll ok\n"


@pytest.mark.parametrize(
    ("arguments", "listens"),
    [
        ((), ("127.0.0.9", 8009)),
        (("--host", "127.0.0.8"), ("127.0.0.8", 8009)),
        (("--port", "8010"), ("127.0.0.9", 8010)),
    ],
)
def test_serve_uses_its_options_or_the_configured_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], listens: tuple[str, int]
) -> None:
    assert rejoinder("init", str(tmp_path)).exit_code == 0
    settings = tmp_path / "rejoinder.toml"
    text = re.sub(r"(?ms)^#? ?\[desk\].*?(?=^#? ?\[|\Z)", "", settings.read_text("utf-8"))
    settings.write_text(f'{text}\n[desk]\nhost = "127.0.0.9"\nport = 8009\n', "utf-8")
    opened: list[tuple[str, int]] = []
    monkeypatch.setattr(serve, "run", lambda *_, host, port, **__: opened.append((host, port)))
    result = rejoinder("serve", "--config", str(settings), *arguments)
    assert result.exit_code == 0, result.output
    assert opened == [listens]


def test_lines_are_linked_by_their_contents() -> None:
    lines = [
        {
            "id": identity,
            "kind": "topic",
            "lang": "zh",
            "title": title,
            "published": f"2031-03-0{day}T08:00:00Z",
        }
        for identity, title, day in (
            ("a", "诺维克面包车停车场内起火", 3),
            ("b", "诺维克面包车停车场起火", 3),
            ("c", "春季菜价回落", 4),
        )
    ]
    result = rejoinder("link", "--jsonl", "-", text="".join(f"{json.dumps(line)}\n" for line in lines))
    assert result.exit_code == 0, result.output
    told = {found["id"]: found["story"] for found in map(json.loads, result.stdout.splitlines())}
    assert told["a"] == told["b"] != told["c"]


@pytest.mark.parametrize(("form", "refused"), [("xlsx", True), ("parquet", True), ("csv", False)])
def test_binary_formats_are_not_printed_to_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, refused: bool
) -> None:
    assert rejoinder("init", str(tmp_path)).exit_code == 0
    settings = tmp_path / "rejoinder.toml"
    db.connect(tmp_path / "rejoinder.db").close()
    monkeypatch.setattr(printing, "on_a_terminal", lambda: True)
    result = rejoinder("export", "--format", form, "--config", str(settings))
    assert (result.exit_code == 2, "redirect it to a file" in result.output) == (refused, refused), (
        result.output
    )


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("database or disk is full", "make room on the disk"),
        ("database is locked", "let it finish, then try again"),
        ("attempt to write a readonly database", "run as the owner of the file"),
    ],
)
def test_an_error_that_leaves_the_store_whole_does_not_call_for_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str, remedy: str
) -> None:
    rejoinder("init", str(tmp_path))

    def failing(_: object) -> None:
        raise sqlite3.OperationalError(error)

    monkeypatch.setattr(db, "_set_up", failing)
    result = rejoinder("link", "--config", str(tmp_path / "rejoinder.toml"))
    assert result.exit_code == 1
    assert "desk.db cannot be opened as a store" in result.stderr
    assert remedy in result.stderr
    assert "backup" not in result.stderr
