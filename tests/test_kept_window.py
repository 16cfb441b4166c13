"""A window kept between passes gives the same rows as one loaded anew."""

import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import cli
import db
import nlp
import steps
import steps.linking
import stories
from benchmarks import stories as streams
from config import settings as settings_file
from config import starters, watchlist
from config.settings import Settings
from db import decisions, runs
from records import Decision
from steps import children
from steps.window import Window

TITLES = Path(__file__).parent.parent / "benchmarks" / "titles"
LOT = 25
"""Items per pass."""

CONCLUDED = (
    "stories",
    "story_documents",
    "story_topics",
    "responses",
    "response_carriers",
    "checks",
    "weighings",
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return home(tmp_path)


def home(folder: Path) -> Settings:
    folder.mkdir(exist_ok=True)
    list(starters.write(folder, {}))
    (folder / "rejoinder.toml").write_text('contact = "desk@example.com"\nembeddings = false\n', "utf-8")
    (folder / "watchlist.toml").write_text(Path(streams.WATCHED).read_text("utf-8"), encoding="utf-8")
    return settings_file.load(folder / "rejoinder.toml")


def stream() -> list[dict[str, Any]]:
    """Return items in order of time, about watched firms and others, with answers, from boards and outlets."""
    told: list[dict[str, Any]] = []
    for name in ("incidents_first", "answers_first", "answers_english_first", "multi_first"):
        told += map(json.loads, (TITLES / f"{name}.jsonl").read_text("utf-8").splitlines()[:40])
    return sorted(told, key=lambda line: (line["published"], line["id"]))


@cache
def the_reader() -> nlp.Reader:
    return nlp.Reader(watchlist.load(Path(streams.WATCHED)))


def passes(settings: Settings, window: Window | None) -> Iterator[datetime]:
    """Run a pass per batch; each repeats some earlier topics with higher heat."""
    store, lines, before = db.connect(settings.store), stream(), list[dict[str, Any]]()
    reader = the_reader()
    for begin in range(0, len(lines), LOT):
        lot = lines[begin : begin + LOT]
        moment = datetime.fromisoformat(lot[-1]["published"]) + timedelta(minutes=1)
        again = [line | {"hot": 90_000 + begin, "published": lot[-1]["published"]} for line in before]
        archive = (json.dumps(streams._line(line)) for line in (*lot, *again))
        steps.import_store(store, archive, name="stream", moment=moment)
        steps.read_store(store, reader, clock=lambda moment=moment: moment)
        steps.link(settings, clock=lambda moment=moment: moment, window=window)
        before = [line for line in lot if line.get("kind") == "topic"][::3]
        yield moment
    store.close()


def concluded(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(settings.store) as store:
        return {
            table: store.execute(f"select * from {table} order by 1, 2").fetchall() for table in CONCLUDED
        }


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Record how many items every pass kept from the one before."""
    found: list[int] = []
    load = steps.linking.items.load

    def noted(*given: Any, known: frozenset[str], **named: Any) -> Any:
        found.append(len(known))
        return load(*given, known=known, **named)

    monkeypatch.setattr(steps.linking.items, "load", noted)
    return found


def test_a_kept_window_gives_the_same_rows_as_a_reloaded_one(tmp_path: Path, held: list[int]) -> None:
    fresh, kept = home(tmp_path / "fresh"), home(tmp_path / "kept")
    for _ in passes(fresh, None):
        pass
    assert not any(held)
    held.clear()
    for _ in passes(kept, Window()):
        pass
    assert all(held[1:])
    rows = concluded(kept)
    assert rows == concluded(fresh)
    assert len(rows["story_topics"]) > 100
    assert len(rows["responses"]) > 10


def nothing(_: Settings, __: datetime) -> None:
    return


def another_link(settings: Settings, moment: datetime) -> None:
    steps.link(settings, clock=lambda: moment)


def a_crawl_and_a_read(settings: Settings, moment: datetime) -> None:
    for step in ("crawl", "read"):
        with steps.step(settings, step, lambda: moment):
            pass


def upkeep(settings: Settings, moment: datetime) -> None:
    with steps.step(settings, "upkeep", lambda: moment):
        pass


def a_decision(settings: Settings, moment: datetime) -> None:
    desk = db.connect_desk(settings.decisions)
    decisions.save(desk, Decision(id=0, kind="rename", subject="s-1", value="Another name"), moment)
    desk.close()


def another_watch_list(settings: Settings, _: datetime) -> None:
    with settings.watchlist.open("a", encoding="utf-8") as listed:
        listed.write('\n[[company]]\nid = "velmora"\nname = "Velmora"\nwatch = "peer"\n')


def another_tier(settings: Settings, _: datetime) -> None:
    db.connect(settings.store).execute("update sources set tier = 1")


@pytest.mark.parametrize(
    ("between", "holds"),
    [
        (nothing, True),
        (a_crawl_and_a_read, True),
        (another_link, False),
        (upkeep, False),
        (a_decision, False),
        (another_watch_list, False),
        (another_tier, False),
    ],
)
def test_it_is_valid_until_another_process_changes_its_basis(
    settings: Settings, held: list[int], between: Any, *, holds: bool
) -> None:
    window = Window()
    moments = passes(settings, window)
    next(moments)
    between(settings, next(moments))
    held.clear()
    steps.link(settings, clock=lambda: datetime.fromisoformat("2031-01-01T00:00:00+00:00"), window=window)
    assert bool(held[0]) == holds


def test_a_failed_pass_keeps_no_window(
    settings: Settings, held: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window()
    moments = passes(settings, window)
    next(moments)
    monkeypatch.setattr(steps.linking.db.stories, "save", lambda *_, **__: {}["nothing"])
    with pytest.raises(KeyError):
        next(moments)
    assert held[-1]
    monkeypatch.undo()
    known = window.take(
        db.connect(settings.store), runs.Run(1000, "link"), datetime.now().astimezone(), None, ()
    )[0].stories.known
    assert not known


def test_each_line_on_standard_input_starts_a_pass(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps.linking, "resident_mb", lambda: 0.0)  # independent of this process's memory
    result = CliRunner().invoke(cli.main, ["link", "--keep-on", "--config", str(settings.path)], input="\n\n")
    assert (result.exit_code, result.output.count("link: ")) == (0, 2)


def test_a_process_that_grew_too_large_finishes_its_pass_and_ends(settings: Settings) -> None:
    told: list[steps.Outcome] = []
    steps.keep_linking(settings, iter("abc"), tell=told.append, largest=1)
    assert len(told) == 1


ANSWERS = """
import os, sys
for line in sys.stdin:
    print(os.getpid(), flush=True)
"""
FAULTS = {
    "crashes": ("raise SystemExit(1)", "exit code 1"),
    "is killed": ("import os, sys; sys.stdin.readline(); os.kill(os.getpid(), 9)", "signal 9"),
    "hangs": ("import time; time.sleep(600)", "printed nothing for"),
}


@pytest.fixture
def playing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[children.KeptChild]:
    """A kept process that runs a program."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(children, "GRACE", 0.5)
    kept = children.KeptChild("link")
    yield kept
    kept.close()


def play(tmp_path: Path, program: str) -> None:
    (tmp_path / "cli.py").write_text(program, encoding="utf-8")


def test_one_process_runs_all_passes_and_ends_with_the_job(
    settings: Settings, tmp_path: Path, playing: children.KeptChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    closed = children._record_end

    def noted(*given: Any, **named: Any) -> bool:
        said.append(given[4])
        return closed(*given, **named)

    monkeypatch.setattr(children, "_record_end", noted)
    play(tmp_path, ANSWERS)
    assert all(playing.run(settings, threading.Event()) for _ in range(3))
    assert len(said) == 3
    assert len(set(said)) == 1
    playing.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(said[0]), 0)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_pass_is_one_issue_and_the_next_runs_in_a_new_process(
    settings: Settings,
    tmp_path: Path,
    playing: children.KeptChild,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    program, words = FAULTS[fault]
    monkeypatch.setattr(children, "SILENCE_LIMITS", {"link": 1.0 if fault == "hangs" else 300})
    play(tmp_path, program)
    assert not playing.run(settings, threading.Event())
    store = db.connect(settings.store)
    (issue,) = store.query("select kind, message from issues where cleared_at is null")
    assert issue["kind"] == "link_failed"
    assert words in issue["message"]
    play(tmp_path, ANSWERS)
    monkeypatch.setattr(children, "SILENCE_LIMITS", {"link": 300})
    assert playing.run(settings, threading.Event())
    assert not list(store.query("select 1 from issues where cleared_at is null"))


def test_a_stop_ends_it_without_an_issue(
    settings: Settings, tmp_path: Path, playing: children.KeptChild
) -> None:
    play(tmp_path, FAULTS["hangs"][0])
    stopped = threading.Event()
    threading.Timer(0.5, stopped.set).start()
    assert not playing.run(settings, stopped)
    assert not list(db.connect(settings.store).query("select 1 from issues"))


def test_linking_is_told_the_languages_of_the_settings(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferred = settings.model_copy(update={"languages": ("zh", "en")})
    given: list[tuple[str, ...]] = []
    link = stories.link

    def noted(*items: Any, languages: tuple[str, ...], **named: Any) -> stories.Linked:
        given.append(languages)
        return link(*items, languages=languages, **named)

    monkeypatch.setattr(stories, "link", noted)
    steps.link(preferred)
    assert given == [("zh", "en")]
