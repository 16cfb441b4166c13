"""Alerts are sent once, folded, outside quiet hours, and retried if they cannot be sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import db
from config import starters
from config.errors import ConfigError, ConfigErrors
from db import outbox
from review import alerts
from review.alerts import words
from review.alerts.folding import concerns
from review.alerts.occasion import Occasion
from review.alerts.rules import Channel, Rule, Rules
from review.alerts.sending import NotSentError, as_mail
from review.brief import delivery
from tests.filled_store import SINCE, UNTIL, WATCHLIST, ZONE, Files, fill

CHANNEL = '[[channel]]\nname = "duty"\nmail = ["duty@desk.example"]\n'


def rules(tmp_path: Path, text: str) -> Rules:
    path = tmp_path / "alerts.toml"
    path.write_text(text, encoding="utf-8")
    return alerts.load(path)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return fill(tmp_path)


def sent(files: Files, loaded: Rules) -> list[str]:
    return alerts.would_send(
        files.store, files.desk, loaded, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST
    )


@pytest.mark.parametrize(
    ("typed", "text", "matches"),
    [
        ("loss", "A LOSS of", True),
        ("loss", "glossy", False),
        ("loss*", "losses", True),
        ("亏", "小米卖一辆车亏6万多", True),
        ("SU7", "小米SU7上市", True),
        ("ＳＵ７", "su7 上市", True),
        ("loss and car", "a loss per car", True),
        ("loss car", "a loss", False),
        ("loss or gain", "a gain", True),
        ("not loss", "a loss", False),
        ("car and not loss", "a car", True),
        ('"per car"', "loss per car", True),
        ('"per car"', "car per loss", False),
        ("(loss or gain) and not (share or stock)", "loss of stock", False),
        ("a or b c", "b c", True),
        ("a or b c", "b", False),
        ("not (a or b)", "c", True),
        ('"and"', "this and that", True),
        ("C++", "written in C++ mostly", True),
    ],
)
def test_boolean_words(typed: str, text: str, matches: bool) -> None:
    assert words.parse(typed)(text) is matches


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "(a", "a)", '"a', "a and", "or a", "not", "()", "a or or b", '""', "*", "(" * 200 + "a"],
)
def test_unreadable_words_give_the_reason(typed: str) -> None:
    with pytest.raises(ValueError, match="words"):
        words.parse(typed)


def test_alerts_of_one_story_are_folded_into_one_message(files: Files, tmp_path: Path) -> None:
    loaded = rules(
        tmp_path,
        CHANNEL
        + '[[rule]]\nname = "us"\non = ["claim", "rising", "top", "answer", "conflict"]\nwatch = ["own"]\nto = ["duty"]\ncool_down = 180\n',
    )
    told = [message for message in sent(files, loaded) if "loss" in message or "亏" in message]
    assert len(told) == 2
    assert "(+" in told[1]
    assert told[1].count("at position") == 2, "a topic enters the top ten once"


def test_quiet_hours_delay_all_but_urgent_alerts(files: Files, tmp_path: Path) -> None:
    channel = CHANNEL + 'quiet_from = "20:00"\nquiet_until = "06:30"\n'
    rule = '[[rule]]\nname = "r"\non = ["claim"]\ncompanies = ["xiaomi"]\nto = ["duty"]\n'
    held = sent(files, rules(tmp_path, channel + rule))
    assert held
    assert all(message.startswith("22 Aug 06:30") for message in held)
    urgent = sent(files, rules(tmp_path, channel + rule + "urgent = true\n"))
    assert all(message.startswith("21 Aug 21:") for message in urgent)


def test_a_cool_down_that_ends_in_quiet_hours_waits_for_their_end(files: Files, tmp_path: Path) -> None:
    channel = CHANNEL + 'quiet_from = "22:20"\nquiet_until = "06:30"\n'
    rule = '[[rule]]\nname = "r"\non = ["claim", "rising", "answer"]\nwatch = ["own"]\nto = ["duty"]\ncool_down = 60\n'
    hours = [message.partition("  to ")[0] for message in sent(files, rules(tmp_path, channel + rule))]
    assert "22 Aug 06:30" in hours
    assert not [hour for hour in hours if hour > "21 Aug 22:20" and hour < "22 Aug 06:30"]


@pytest.mark.parametrize(
    ("narrowing", "count"),
    [
        ('on = ["answer"]', 4),
        ('on = ["answer"]\nwatch = ["peer"]', 2),
        ('on = ["answer"]\nstance = ["apologise"]', 1),
        ('on = ["answer"]\npeople = ["lei-jun"]', 1),
        ('on = ["claim"]\nwords = "phones"', 1),
        ('on = ["conflict"]\nwords = "RMB1.8"', 1),
        ('on = ["conflict"]\nwords = "21亿元"', 1),
        ('on = ["conflict"]\nwords = "22亿元"', 0),
        ('on = ["rising"]\nheat = 999999', 0),
        ('on = ["post"]', 1),
        ('on = ["failing"]\nfailures = 1', 1),
        ('on = ["failing"]\nfailures = 2', 0),
    ],
)
def test_a_rule_applies_only_within_its_conditions(
    files: Files, tmp_path: Path, narrowing: str, count: int
) -> None:
    told = sent(
        files, rules(tmp_path, f'{CHANNEL}[[rule]]\nname = "r"\nto = ["duty"]\ncool_down = 0\n{narrowing}\n')
    )
    assert len(told) == count


def run(
    files: Files, loaded: Rules, send: Callable[[Channel, outbox.Message], None], now: datetime = UNTIL
) -> alerts.running.Done:
    return alerts.run(files.store, files.desk, loaded, send=send, now=now, zone=ZONE, watchlist=WATCHLIST)


def test_no_alert_is_sent_twice(files: Files, tmp_path: Path) -> None:
    loaded = rules(tmp_path, CHANNEL + '[[rule]]\nname = "r"\non = ["claim"]\nto = ["duty"]\n')
    went: list[str] = []
    assert run(files, loaded, lambda _, message: went.append(message.id)).sent == 4
    again = run(files, loaded, lambda _, message: went.append(message.id), UNTIL + timedelta(minutes=2))
    assert (again.kept, again.sent) == (0, 0)
    assert len(went) == len(set(went)) == 4


def test_a_failed_message_is_retried_later(files: Files, tmp_path: Path) -> None:
    loaded = rules(tmp_path, CHANNEL + '[[rule]]\nname = "r"\non = ["claim"]\nto = ["duty"]\n')

    def refuse(_: Channel, __: outbox.Message) -> None:
        raise NotSentError("the mail server is away")

    first = run(files, loaded, refuse)
    assert first.sent == 0
    assert first.failed[0] == "duty: the mail server is away"
    rows = list(db.connect_desk(files.desk).query("select why, tries, sent_at from outbox"))
    assert {(row["why"], row["tries"], row["sent_at"]) for row in rows} == {
        ("the mail server is away", 1, None)
    }
    assert run(files, loaded, lambda *_: None, UNTIL + timedelta(seconds=30)).sent == 0
    assert run(files, loaded, lambda *_: None, UNTIL + timedelta(hours=1)).sent == 4


def test_a_channel_with_a_mail_and_a_webhook_gets_each_once_although_one_is_down(
    files: Files, tmp_path: Path
) -> None:
    """Whatever had gone by mail went again at every retry of the webhook."""
    two = CHANNEL + 'webhook_env = "HOOK"\n[[rule]]\nname = "r"\non = ["claim"]\nto = ["duty"]\n'
    loaded, went, is_down = rules(tmp_path, two), [], True

    def send(channel: Channel, message: outbox.Message) -> None:
        if channel.webhook_env and is_down:
            raise NotSentError("webhook: away")
        went.append((bool(channel.mail), message.body))

    first = run(files, loaded, send)
    assert (first.sent, first.failed[0], len(went)) == (4, "duty: webhook: away", 4)
    assert run(files, loaded, send, UNTIL + timedelta(minutes=3)).sent == 0
    is_down = False
    assert run(files, loaded, send, UNTIL + timedelta(hours=1)).sent == 4
    assert run(files, loaded, send, UNTIL + timedelta(hours=2)).sent == 0
    assert sorted(body for is_mail, body in went if is_mail) == sorted(
        body for is_mail, body in went if not is_mail
    )
    assert len(went) == 8


def test_a_rehearsal_stores_nothing(files: Files, tmp_path: Path) -> None:
    sent(files, rules(tmp_path, CHANNEL + '[[rule]]\nname = "r"\non = ["claim"]\nto = ["duty"]\n'))
    assert db.connect_desk(files.desk).table("outbox").count == 0


def test_mails_of_a_thread_reply_to_the_first_and_cannot_inject_headers() -> None:
    first = outbox.Message(
        id="1", rule="r", recipient="a", title="Claim\r\nBcc: all@x.example\u202e", body="b", thread="s-1 <x>"
    )
    second = outbox.Message(id="2", rule="r", recipient="a", title="Answer", body="b", thread="s-1 <x>")
    mails = [as_mail(message, "desk@d.example", ("a@b.example",)) for message in (first, second)]
    assert mails[0]["References"] == mails[1]["References"]
    assert mails[0]["Message-ID"] != mails[1]["Message-ID"]
    assert mails[0]["Bcc"] is None


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (CHANNEL + '[[rule]]\nname = "r"\non = ["claim"]\nto = ["nobody"]\n', 7, "no [[channel]]"),
        (CHANNEL + '[[rule]]\nname = "r"\non = ["claims"]\nto = ["duty"]\n', 6, "claim"),
        (CHANNEL + '[[rule]]\nname = "r"\non = ["claim"]\nto = ["duty"]\nwords = "(a"\n', 8, "bracket"),
        ('[[channel]]\nname = "x"\n', 2, "reaches nobody"),
        (CHANNEL + 'quiet_from = "22:00"\n', 2, "belong together"),
        (CHANNEL + CHANNEL, 2, "two channels"),
        ("[[rule]\n", 1, "TOML"),
    ],
)
def test_an_error_in_the_rules_names_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    with pytest.raises((ConfigError, ConfigErrors)) as caught:
        rules(tmp_path, text)
    assert told in str(caught.value)
    assert f"alerts.toml:{line}:" in str(caught.value)


def test_the_starter_rules_are_valid() -> None:
    loaded = alerts.load(starters.HERE / "alerts.toml")
    assert {rule.name for rule in loaded.rule} >= {"claims about us", "collection"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # raised by apprise and its imports
@pytest.mark.parametrize("address", ["slack://xoxb-1234-1234-abcdef/#general", "workflows://prod-1.logic.azure.com:443/643e69f0/sig/", "wecombot://abcdef-12345/", "dingtalk://abcdefghijklmnop/", "feishu://ABCDEF123456", "lark://ABCDEF123456", "tgram://123456789:abcdefg_hijklmnop/12315544/", "mailto://user:pass@desk.example", "ntfy://topic", "json://127.0.0.1/x"])  # fmt: skip
def test_apprise_supports_the_services_we_name(address: str) -> None:
    apprise = pytest.importorskip("apprise", reason="apprise is not installed (extra alerts)")
    assert apprise.Apprise().add(address)


def test_an_alert_quotes_only_direct_speech_and_links_to_the_desk(files: Files, tmp_path: Path) -> None:
    loaded = rules(tmp_path, CHANNEL + '[[rule]]\nname = "r"\non = ["answer"]\nto = ["duty"]\n')
    told: list[outbox.Message] = []
    alerts.run(
        files.store, files.desk, loaded, send=lambda _, message: told.append(message), now=UNTIL, zone=ZONE,
        watchlist=WATCHLIST, address="https://desk.example/",
    )  # fmt: skip
    bodies = "\n".join(message.body for message in told)
    assert "“scale will narrow the loss”" in bodies
    assert "as reported: BYD declined to comment" in bodies
    assert "https://desk.example/story/s-loss" in bodies


@pytest.mark.parametrize(
    ("position", "before", "told"),
    [
        (10, None, True),
        (10, 11, True),
        (10, 10, False),
        (3, 10, False),
        (11, None, False),
        (None, None, False),
    ],
)
def test_a_topic_alerts_when_it_enters_the_top_and_not_while_it_stays(
    position: int | None, before: int | None, told: bool
) -> None:
    rule = Rule(name="top ten", on=("top",), to=("desk",), top=10)
    seen = Occasion(
        id="o", kind="top", thread="t", at=SINCE, title="T", body="B", text="T",
        position=position, best_before=before,
    )  # fmt: skip
    assert concerns(rule, seen) is told


def test_alerts_leave_the_mails_of_the_brief_to_the_brief(files: Files, tmp_path: Path) -> None:
    desk = db.connect_desk(files.desk)
    mail = outbox.Message(id="b", rule=delivery.RULE, recipient="ana@desk.example", title="Brief", body="…")
    outbox.put(desk, mail, SINCE, SINCE)
    went: list[str] = []
    loaded = rules(tmp_path, CHANNEL)
    done = run(files, loaded, lambda _, message: went.append(message.id))
    assert (done.failed, went) == ((), [])
    assert [(row["tries"], row["sent_at"]) for row in desk.query("select tries, sent_at from outbox")] == [
        (0, None)
    ]
