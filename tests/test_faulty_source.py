"""A failing source costs only itself, and shows in polls, issues, the brief and exit code 3."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import db
import sample
import steps
from cli import main
from config.settings import load
from review import brief

MOMENT = sample.MOMENTS[3]


@pytest.mark.parametrize("fault", ["down", "nonsense", "cut"])
def test_one_bad_source_costs_only_itself(tmp_path: Path, fault: str) -> None:
    settings = load(sample.CONFIG, home=tmp_path)
    with sample.Newsroom(MOMENT) as newsroom:
        newsroom.faults = {"/guanhai/": fault}
        outcome = steps.crawl(settings, clock=lambda: MOMENT, hosts={sample.HOST: newsroom.url})
    assert outcome.partly is not None
    assert "guanhai" in outcome.partly
    store = db.connect(settings.store)
    polls = {row["source"]: row["status"] for row in store.query("select source, status from polls")}
    assert polls.pop("guanhai") == "error"
    assert set(polls.values()) <= {"ok", "empty"}
    assert store.execute("select count(*) from documents").fetchone()[0] > 10
    assert store.execute("select count(*) from issues where source = 'guanhai'").fetchone()[0] > 0
    foot = brief.as_text(steps.brief(settings, until=MOMENT + timedelta(minutes=5))).splitlines()[-12:]
    assert any("观海财经" in line or "guanhai" in line for line in foot), foot


def test_partly_collected_is_exit_code_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    down = tmp_path / "sources.toml"
    down.write_text(
        '[[source]]\nid = "gone"\nname = "Gone"\nspider = "feed"\nurl = "http://127.0.0.1:1/feed"\nallow_private = true\n',
        encoding="utf-8",
    )
    (tmp_path / "watchlist.toml").write_text("", encoding="utf-8")
    (tmp_path / "rejoinder.toml").write_text('contact = "desk@example.com"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["crawl"])
    assert result.exit_code == 3, result.output
    assert "gone" in result.stderr
