"""A claim alerts when it breaks, once, and again while nobody answers; what an alert says can be read as it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import db
from config import settings
from config.errors import ConfigErrors
from db import decisions
from db.times import iso
from records import Decision
from review import alerts
from review.alerts import configured
from tests.filled_store import SINCE, UNTIL, WATCHLIST, ZONE, Files, at, fill

CHANNEL = '[[channel]]\nname = "duty"\nmail = ["duty@desk.example"]\n'


def rule(tmp_path: Path, keys: str) -> alerts.Rules:
    path = tmp_path / "alerts.toml"
    path.write_text(
        f'{CHANNEL}[[rule]]\nname = "r"\nto = ["duty"]\ncool_down = 0\n{keys}\n', encoding="utf-8"
    )
    return alerts.load(path)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return fill(tmp_path)


def sent(files: Files, loaded: alerts.Rules) -> list[str]:
    return alerts.would_send(
        files.store, files.desk, loaded, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST
    )


def test_a_claim_says_where_and_when_it_was_first_seen(files: Files, tmp_path: Path) -> None:
    told = next(message for message in sent(files, rule(tmp_path, 'on = ["claim"]')) if "s-loss" in message)
    assert "Claim about Xiaomi: 小米卖一辆车亏6万多" in told
    assert "first seen 21 Aug 21:15–21:30 on Weibo, 3 outlets" in told
    assert "hot search: peak 7 on Weibo, heat 784,317" in told


def test_a_claim_without_an_answer_alerts_after_the_time_of_the_rule(files: Files, tmp_path: Path) -> None:
    told = sent(files, rule(tmp_path, 'on = ["open"]\nopen_for = 120'))
    assert len(told) == 1, "the other claims were answered in time"
    assert told[0].startswith("21 Aug 23:10  to duty")
    assert "Xiaomi, no answer after 2 h: phones became too hot to hold" in told[0]
    assert not sent(files, rule(tmp_path, 'on = ["open"]\nopen_for = 1440')), "not as old yet"


def test_a_late_answer_does_not_take_back_that_a_claim_was_open(files: Files, tmp_path: Path) -> None:
    told = sent(files, rule(tmp_path, 'on = ["open"]\nopen_for = 10'))
    assert any("小米卖一辆车亏6万多" in message for message in told), (
        "answered after three quarters of an hour"
    )


@pytest.mark.parametrize("status", ["answered", "ignore"])
def test_a_claim_that_somebody_settled_is_not_open(files: Files, tmp_path: Path, status: str) -> None:
    settled = Decision(id=0, kind="status", subject="s-heat", value=status, by="ana")
    decisions.save(db.connect_desk(files.desk), settled, SINCE)
    assert not sent(files, rule(tmp_path, 'on = ["open"]\nopen_for = 120'))


def test_a_claim_whose_story_became_part_of_another_is_not_told_again(files: Files, tmp_path: Path) -> None:
    loaded = rule(tmp_path, 'on = ["claim"]\ncompanies = ["xiaomi"]')
    went: list[str] = []

    def run(minutes: int) -> None:
        alerts.run(
            files.store, files.desk, loaded, send=lambda _, message: went.append(message.title),
            now=UNTIL + timedelta(minutes=minutes), zone=ZONE, watchlist=WATCHLIST,
        )  # fmt: skip

    run(0)
    store = db.connect(files.store)
    moved = {"headline": "Xiaomi's cars", "lang": "en", "subject": "xiaomi", "claim": "小米卖一辆车亏6万多"}
    store["stories"].insert(
        {**moved, "id": "s-older", "first_seen_not_before": at("21:15"), "first_seen_not_after": at("21:30")}
    )
    store["stories"].update("s-loss", {"redirect_to": "s-older"})
    run(10)
    assert sum("小米卖一辆车亏6万多" in title for title in went) == 1


def test_a_post_that_is_an_answer_is_told_once(files: Files, tmp_path: Path) -> None:
    loaded = rule(tmp_path, 'on = ["answer", "post"]\npeople = ["lei-jun"]')
    told = "\n".join(sent(files, loaded))
    assert told.count("还在投入期") == 1


def test_a_topic_that_names_nobody_is_not_about_the_subject_of_its_story(
    files: Files, tmp_path: Path
) -> None:
    store = db.connect(files.store)
    store.execute("delete from mentions where topic = 't-answer'")
    store.conn.commit()
    told = "\n".join(sent(files, rule(tmp_path, 'on = ["top", "rising"]\nwatch = ["own"]\ntop = 50')))
    assert "/topic/t-loss" in told, "it is the claim itself"
    assert "/topic/t-answer" not in told


def test_figures_that_disagree_are_told_with_metric_and_sources(files: Files, tmp_path: Path) -> None:
    told = "\n".join(sent(files, rule(tmp_path, 'on = ["conflict"]')))
    assert "Figures disagree: " in told
    assert "(filing)" in told or "Harbour Wire)" in told
    assert " against " in told


def test_a_rule_about_somebody_unwatched_is_an_error_with_its_line(tmp_path: Path) -> None:
    written = tmp_path / "rejoinder.toml"
    written.write_text('contact = "desk@desk.example"\nalerts = "alerts.toml"\n', encoding="utf-8")
    loaded = rule(tmp_path, 'on = ["claim"]\ncompanies = ["xiaomi", "xaomi"]\npeople = ["lei-juin"]')
    errors = list(configured.strangers(settings.load(written), loaded, WATCHLIST))
    assert [error.line for error in errors] == [9, 10]
    assert "'xaomi' is not among the companies of the watch list; known ids: xiaomi, nio, byd" in str(
        errors[0]
    )


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ('mail = ["duty"]', "is not a mail address"),
        ('webhook_env = "https://hooks.desk.example/x"', "not the value itself"),
    ],
)
def test_a_channel_that_could_not_reach_anybody_is_an_error(tmp_path: Path, keys: str, told: str) -> None:
    path = tmp_path / "alerts.toml"
    path.write_text(f'[[channel]]\nname = "x"\n{keys}\n', encoding="utf-8")
    with pytest.raises(ConfigErrors, match=told):
        alerts.load(path)


def test_two_rules_of_one_name_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigErrors, match="two rules 'r'"):
        rule(tmp_path, 'on = ["claim"]\n[[rule]]\nname = "r"\non = ["claim"]\nto = ["duty"]')


def test_a_claim_alerts_when_a_source_that_was_down_for_a_day_gives_it(files: Files, tmp_path: Path) -> None:
    store = db.connect(files.store)
    document = next(store.query("select document from story_documents where story = 's-heat'"))["document"]
    early, late = SINCE - timedelta(hours=30), UNTIL - timedelta(minutes=10)
    store["documents"].update(document, {"first_seen": iso(late)})
    seen = {"first_seen_not_before": iso(early), "first_seen_not_after": iso(early)}
    store["stories"].update("s-heat", {**seen, "claim_item": document})
    for keys in ('on = ["claim"]', 'on = ["open"]\nopen_for = 120'):
        (told,) = [message for message in sent(files, rule(tmp_path, keys)) if "too hot to hold" in message]
        assert f"{late.astimezone(ZONE):%H:%M}  to duty" in told


@pytest.mark.parametrize("stood_still", ["read", "link"])
def test_a_claim_alerts_when_it_is_read_or_linked_only_days_after_it_was_collected(
    files: Files, tmp_path: Path, stood_still: str
) -> None:
    store = db.connect(files.store)
    document = next(store.query("select document from story_documents where story = 's-heat'"))["document"]
    early = iso(UNTIL - timedelta(hours=40))
    store["documents"].update(document, {"first_seen": early})
    seen = {"first_seen_not_before": early, "first_seen_not_after": early, "claim_item": document}
    store["stories"].update("s-heat", seen)
    store.execute("delete from runs")
    for minutes in (2, 10, 50 * 60, 60 * 60):  # before the end
        for delay, step in enumerate(("read", "link", "alerts")):
            stands = step == stood_still and minutes == 10
            if step != "alerts" or minutes != 2:
                began = iso(UNTIL - timedelta(minutes=minutes, seconds=-delay))
                status = "failed" if stands else "done"
                store["runs"].insert({"step": step, "started_at": began, "status": status})
    went: list[str] = []
    loaded = rule(tmp_path, 'on = ["claim"]')
    for minutes in (0, 5):
        alerts.run(
            files.store, files.desk, loaded, send=lambda _, message: went.append(message.title),
            now=UNTIL + timedelta(minutes=minutes), zone=ZONE, watchlist=WATCHLIST,
        )  # fmt: skip
    assert sum("too hot to hold" in title for title in went) == 1
