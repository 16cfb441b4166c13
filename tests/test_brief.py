"""The morning brief: one composition, the same numbers in every format; honest about what is quiet, missing or unknown."""

from __future__ import annotations

import re
import sqlite3
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import db
from db.times import iso
from review import brief, wording
from review.brief import lookups, masthead, pdf, reversals
from review.brief.foot import RELINKED
from review.brief.record import Section
from review.brief.window import Evenings
from review.watched_names import Watching
from tests.filled_store import SINCE, UNTIL, WATCHLIST, ZONE, Files, at, fill

TITLES = [
    "Needs an answer",
    "Top stories",
    "Who spoke",
    "Numbers",
    "Hot search",
    "Peers",
    "Nothing to report",
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return fill(tmp_path_factory.mktemp("brief"))


def composed(files: Files, **more: object) -> brief.Brief:
    window = {"since": SINCE, "until": UNTIL, "zone": ZONE, "watchlist": WATCHLIST, **more}
    return brief.compose(files.store, files.desk, **window)


def section(told: brief.Brief, title: str) -> Section:
    """Return a section of the brief; one without content if it has none."""
    return next((found for found in told.sections if found.title == title), Section(title=title))


def test_it_has_its_sections_in_order(files: Files) -> None:
    sections = composed(files).sections
    assert [section.title for section in sections] == TITLES
    assert sections[-1].note == "No calendar entries. Nothing is carried over."


def test_stories_are_counted_beyond_those_that_a_question_returns(tmp_path: Path) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    document = next(store.query("select * from documents where id = 'd-wire'"))
    for number in range(230):
        identity = f"d-many{number}"
        store["documents"].insert({**document, "id": identity, "url": f"https://harbour.example/{number}"})
        store["stories"].insert({"id": f"s-many{number}", "headline": f"Story {number}", "lang": "en"})
        store["story_documents"].insert(
            {"document": identity, "story": f"s-many{number}", "kind": "seed", "score": 1.0, "evidence": "e",
             "rule": "r"}
        )  # fmt: skip
    told = composed(files)
    assert told.counts.stories == 230 + 4
    assert "234 stories" in brief.as_text(told)


def test_the_summary_sentence_gives_open_claims_and_response_times(files: Files) -> None:
    told = composed(files)
    assert told.night.startswith(
        "1 claim about us without an answer; the widest story about us is “Xiaomi loses"
    )
    assert "45 min – 1 h 12 min" in told.night
    assert told.counts.items == 8
    assert told.counts.unique == 7
    assert told.counts.failed == 1


def test_every_format_has_the_same_numbers(files: Files) -> None:
    told = composed(files)
    numbers = [
        sorted(re.findall(r"\d+", words))
        for words in (
            _words(brief.as_text(told)),
            _words(brief.as_html(told)),
            _words(brief.as_markdown(told)),
        )
    ]
    assert numbers[0] == numbers[1] == numbers[2]


def _words(form: str) -> str:
    """Return the visible words: without styles, tags, URLs, escapes, list numbers and heading marks."""
    body = re.sub(r"<style.*?</style>", "", form, flags=re.DOTALL).split("</head>")[-1]
    body = re.sub(r"<https?://[^>]*>|https?://\S+", "", body)
    body = re.sub(r"<[^>]+>", " ", body).replace("&#39;", "'").replace("&#34;", '"')
    return re.sub(r"\\(.)", r"\1", body).replace("\n", " ").replace("Morning brief", "")


def test_quotations_stay_in_their_own_language(files: Files) -> None:
    assert "“造车不易，成了才痛快！我们还在投入期，请大家多多体谅。”" in brief.as_text(composed(files))


def test_names_and_amounts_of_a_chinese_line_are_told_in_english(tmp_path: Path) -> None:
    files = fill(tmp_path)
    with sqlite3.connect(files.store) as store:
        store.execute(
            """
            insert into figures (id, value, unit, per, qualifier, metric, confidence, assumed, topic, "start", "end", text, rule, reader)
            values ('f-loss', '-60000', 'CNY', 'vehicle', '>', 'profit_per_unit', 0.9, 0, 't-loss', 7, 10, '6万多', 'x', '1')
            """
        )
    told = composed(files)
    loss = section(told, "Top stories").entries[0]
    assert "mentions more than CNY 60,000 per vehicle" in loss.details
    hot = section(told, "Hot search").sheet
    assert hot is not None
    assert hot.rows[0][0] == "小米卖一辆车亏6万多 (Weibo); mentions Xiaomi, more than CNY 60,000 per vehicle"


def test_latency_is_an_interval(files: Files) -> None:
    text = brief.as_text(composed(files))
    assert "within 15 min of the claim" in " ".join(text.split())
    assert "45 min – 1 h 12 min" in text


def test_an_ordinary_day_is_one_page(files: Files) -> None:
    words = re.findall(r"[A-Za-z][\w'’-]*", re.sub(r"https?://\S+", "", brief.as_text(composed(files))))
    assert 350 <= len(words) <= 500


def test_a_quiet_night_says_so(files: Files) -> None:
    told = composed(
        files, since=UNTIL - timedelta(hours=12, minutes=50), until=UNTIL - timedelta(hours=12, minutes=40)
    )
    assert told.quiet
    (only,) = told.sections
    assert "No two figures to compare. Nothing about us or our peers on the boards we watch." in (
        only.note or ""
    )
    assert told.night.startswith("No significant coverage in this window")


def test_a_night_without_collection_is_not_called_quiet(tmp_path: Path) -> None:
    db.connect(tmp_path / "a.db").close()
    db.connect_desk(tmp_path / "b.db").close()
    told = composed(Files(tmp_path / "a.db", tmp_path / "b.db"))
    assert "Nothing was collected" in told.night


def test_the_foot_says_what_was_not_collected(files: Files) -> None:
    foot = " ".join(composed(files).foot)
    assert "汽车早班车 (1 of 3, last collected 21 Aug 21:00): asks for a sign-in" in foot
    assert "Open issues: 1 page could not be fetched." in foot


def test_an_answer_after_the_window_does_not_count(files: Files) -> None:
    early = composed(files, until=UNTIL - timedelta(hours=9))
    claims = early.sections[0].entries
    assert any("Xiaomi loses" in entry.lead for entry in claims)


def test_mail_has_no_script_no_remote_image_and_inlined_style(files: Files) -> None:
    page = brief.as_html(composed(files))
    assert not re.search(r"<(script|img|link|iframe|form)\b", page)
    assert "url(" not in page
    assert page.count("style=") > 20
    assert "<table" in page
    assert 'lang="zh"' in page


def test_the_desk_is_linked_only_if_its_address_is_known(files: Files) -> None:
    told = composed(files)
    assert "/story/s-heat" not in brief.as_html(told)
    assert "https://desk.example/story/s-heat" in brief.as_html(told, "https://desk.example/")


def test_composing_writes_nothing(files: Files) -> None:
    before = files.store.read_bytes(), files.desk.read_bytes()
    composed(files)
    assert (files.store.read_bytes(), files.desk.read_bytes()) == before


def test_omitted_entries_are_counted(tmp_path: Path) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    with store.atomic():
        for index in range(30):
            store["stories"].insert(
                {
                    "id": f"s-{index}",
                    "headline": f"Claim {index}",
                    "lang": "en",
                    "subject": "xiaomi",
                    "claim": "x",
                    "first_seen_not_before": at("20:00"),
                    "first_seen_not_after": at("20:30"),
                }
            )
    store.close()
    told = composed(files)
    assert len(told.sections[0].entries) == 5
    assert told.sections[0].left_out == "26 more at the desk"
    assert "26 more at the desk: /questions/unanswered" in brief.as_text(told)


def test_a_missing_store_is_an_error_and_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="unable to open"):
        composed(Files(tmp_path / "no.db", tmp_path / "none.db"))
    assert not list(tmp_path.iterdir())


def test_an_ordinary_day_is_one_sheet_of_paper_and_fetches_nothing(files: Files) -> None:
    pytest.importorskip("weasyprint", reason="weasyprint is not installed (extra pdf)")
    assert brief.as_pdf(composed(files), "https://desk.example").startswith(b"%PDF-")
    assert len(pdf._printed(composed(files)).pages) == 1


def test_without_weasyprint_a_pdf_says_what_to_install(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(brief.NoWeasyprint, match=r"rejoinder\[pdf\]"):
        brief.as_pdf(composed(files))


def test_an_open_claim_appears_once(files: Files) -> None:
    told = composed(files)
    claims, top = section(told, "Needs an answer"), section(told, "Top stories")
    assert not {entry.path for entry in claims.entries} & {entry.path for entry in top.entries}


def test_a_refusal_to_comment_is_shown_with_the_claim(tmp_path: Path) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute(
        """
        insert into responses (id, story, party, text, stance, company, document, responded_not_after, confidence, evidence, rule)
        values ('r-none', 's-heat', 'own', 'declined to comment', 'decline', 'xiaomi', 'd-overheat', :at, 0.9, 'x', 'x')
        """,
        {"at": at("21:20")},
    )
    store.conn.commit()
    store.close()
    told = composed(files)
    claims, top = section(told, "Needs an answer"), section(told, "Top stories")
    assert "/story/s-heat" not in {entry.path for entry in claims.entries}
    (told,) = [entry for entry in top.entries if entry.path == "/story/s-heat"]
    assert "declines to comment" in told.details


@pytest.mark.parametrize(
    ("until", "zone", "since"),
    [
        ("2024-08-22T23:00:00+00:00", "Asia/Shanghai", "2024-08-22T10:00:00+00:00"),
        ("2024-08-23T20:00:00+08:00", "Asia/Shanghai", "2024-08-22T10:00:00+00:00"),
        # Summer time began that night: the evening was still an hour behind.
        ("2031-03-30T06:00:00+00:00", "Europe/London", "2031-03-29T18:00:00+00:00"),
        ("2031-03-31T06:00:00+00:00", "Europe/London", "2031-03-30T17:00:00+00:00"),
    ],
)
def test_the_window_begins_the_evening_before_in_the_teams_zone(until: str, zone: str, since: str) -> None:
    found = Evenings(time(18)).before(datetime.fromisoformat(until), ZoneInfo(zone))
    assert found == datetime.fromisoformat(since)


@pytest.mark.parametrize(
    ("until", "since"),
    [
        ("2024-08-23T07:00+08:00", "2024-08-22T18:00+08:00"),  # a Friday
        ("2024-08-24T10:00+08:00", "2024-08-23T18:00+08:00"),  # a day without a brief
        ("2024-08-26T07:00+08:00", "2024-08-23T18:00+08:00"),
        ("2024-08-27T07:00+08:00", "2024-08-26T18:00+08:00"),
    ],
)
def test_after_days_without_a_brief_it_begins_on_the_evening_of_the_last_that_had_one(
    until: str, since: str
) -> None:
    found = Evenings(time(18), range(5)).before(datetime.fromisoformat(until), ZONE)
    assert found == datetime.fromisoformat(since)


def test_a_brief_of_a_weekend_says_since_when_it_tells_in_every_form(files: Files) -> None:
    told = composed(files, since=SINCE - timedelta(days=2))
    heading = f"1. {masthead.opening(told)}"
    assert masthead.opening(told).startswith("Since ")
    assert masthead.opening(composed(files)) == "The night"
    long = composed(files, since=UNTIL - timedelta(days=14))
    assert masthead.opening(long) == "Since 8 Aug 07:00", "a Thursday, but not the last one"
    for written in (brief.as_text(told), brief.as_markdown(told), brief.as_html(told)):
        assert heading in written


def test_the_line_in_a_mailbox_tells_the_day_and_what_calls_for_a_person(files: Files) -> None:
    line = masthead.subject(composed(files))
    assert line == f"{composed(files).title}: 1 claim about us without an answer"


def test_of_simultaneous_answers_the_quoted_one_is_shown(tmp_path: Path) -> None:
    store = db.connect(fill(tmp_path).store)
    for identity, kind, place in (("r-0", "direct", 0), ("r-9", "indirect", 2)):
        store.execute(
            """
            insert into quotes (id, document, start, "end", text, kind, rule, confidence, reader)
            values (:id, 'd-overheat', :start, :start + 1, 'x', :kind, 'x', 0.9, 'x')
            """,
            {"id": f"q-{identity}", "kind": kind, "start": place},
        )
    for order in (("r-0", 0), ("r-9", 2)), (("r-0", 2), ("r-9", 0)):
        for identity, place in order:
            store.execute(
                """
                insert or replace into responses
                  (id, story, party, text, stance, company, document, start, "end", responded_not_after, confidence, evidence, rule)
                values (:id, 's-heat', 'own', 'x', 'explain', 'xiaomi', 'd-overheat', :start, :start + 1, :at, 0.9, 'x', 'x')
                """,
                {"id": identity, "start": place, "at": at("21:20")},
            )
        store.conn.row_factory = sqlite3.Row
        (shown,) = lookups.answers(store.conn, "9999", ["s-heat"]).values()
        assert shown["kind"] == "direct"
    store.close()


@pytest.mark.parametrize(("who", "shown"), [("lei-jun", True), ("xiaomi", False)])
def test_an_officers_quoted_apology_is_shown_before_the_first_answer(
    tmp_path: Path, who: str, *, shown: bool
) -> None:
    store = db.connect(fill(tmp_path).store)
    store.execute(
        """
        insert into quotes (id, document, start, "end", text, kind, rule, confidence, reader)
        values ('q-sorry', 'd-overheat', 0, 1, 'x', 'direct', 'x', 0.9, 'x')
        """
    )
    store.execute(
        """
        insert into responses
          (id, story, party, text, stance, responder_entity, company, document, start, "end", responded_not_after, confidence, evidence, rule)
        values ('r-sorry', 's-heat', 'own', 'x', 'apologise', :who, 'xiaomi', 'd-overheat', 0, 1, :at, 0.9, 'x', 'x')
        """,
        {"who": who, "at": at("21:40")},
    )
    store.conn.row_factory = sqlite3.Row
    found = lookups.apologies(store.conn, "9999", ["s-heat"])
    assert ([row["id"] for row in found.values()] == ["r-sorry"]) is shown
    store.close()


@pytest.mark.parametrize(("later", "told"), [("silent", " apologises"), ("deny", " denies")])
def test_a_peers_substantive_answer_is_preferred(tmp_path: Path, later: str, told: str) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute(
        """
        insert into responses (id, story, party, text, stance, company, document, responded_not_after, confidence, evidence, rule)
        values ('r-later', 's-swap', 'own', 'x', :stance, 'nio', 'd-apology', :at, 0.9, 'x', 'x')
        """,
        {"stance": later, "at": at("23:20")},
    )
    store.conn.commit()
    store.close()
    peers = section(composed(files), "Peers")
    (entry,) = [entry for entry in peers.entries if entry.path == "/story/s-swap"]
    assert entry.details[0].endswith(told)


def test_a_peers_answer_has_its_stance(files: Files) -> None:
    peers = section(composed(files), "Peers")
    assert peers.entries[0].details[0].endswith(" apologises")


@pytest.mark.parametrize(
    ("speaker", "role", "organisation", "by"),
    [
        (
            "Gu Wen",
            "finance chief",
            "Xiaomi",
            "Gu Wen, finance chief, Xiaomi in Delta Daily, by 21 Aug 21:10",
        ),
        ("Gu Wen", "副总裁", "小米", "Gu Wen, vice president, Xiaomi in Delta Daily, by 21 Aug 21:10"),
        ("a Xiaomi spokesman", "spokesman", "Xiaomi", "a Xiaomi spokesman in Delta Daily, by 21 Aug 21:10"),
        ("Gu Wen", "former finance chief", "Xiaomi", None),
        ("Gu Wen", "driver", "Xiaomi", None),
        ("Gu Wen", "chief executive", "Quillon", None),
    ],
)
def test_an_officer_who_is_not_listed_is_among_those_who_spoke(
    files: Files, tmp_path: Path, speaker: str, role: str, organisation: str, by: str | None
) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    words = "Owners say Xiaomi phones run hot"
    with sqlite3.connect(store) as conn:
        conn.execute(
            """
            insert into quotes (id, kind, speaker, role, organisation, confidence, document, "start", "end", text, rule, reader)
            values ('q-new', 'direct', ?, ?, ?, 0.9, 'd-overheat', 0, 32, ?, 'marks_cue', '1')
            """,
            [speaker, role, organisation, words],
        )
    told = brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST)
    spoke = section(told, "Who spoke").entries
    assert [f"{entry.lead}, {entry.by}" for entry in spoke if entry.quote == words] == ([by] if by else [])


def test_linking_anew_is_told_in_a_sentence(files: Files, tmp_path: Path) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    with sqlite3.connect(store) as conn:
        conn.execute("update issues set kind = 'relinked'")
    foot = brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST).foot
    assert "relinked" not in " ".join(foot)
    assert RELINKED in foot


def test_why_a_source_was_not_collected_is_a_whole_sentence(files: Files, tmp_path: Path) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    why = "127.0.0.1 is in a private network; set allow_private = true for the source if this is intended"
    with sqlite3.connect(store) as conn:
        conn.execute("update polls set why = ? where status not in ('ok', 'empty')", [why])
    foot = brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST).foot
    assert foot[0].startswith("Not collected: ")
    assert foot[0].endswith(f": {why}.")


@pytest.mark.parametrize("label", ["Sponsored: ", "【推广】", "[Advertisement] "])
def test_paid_content_is_no_top_story(label: str, tmp_path: Path) -> None:
    paid = fill(tmp_path)
    with sqlite3.connect(paid.store) as store:
        store.execute("update stories set headline = ? || headline", [label])
    top = section(composed(paid), "Top stories")
    assert not top.entries


def test_due_dates_are_listed_under_today(files: Files, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    desk.write_bytes(files.desk.read_bytes())
    day = UNTIL.astimezone(ZONE).date()
    with sqlite3.connect(desk) as conn:
        conn.executemany(
            'insert into calendar (day, time, what, company, "by", at) values (?, ?, ?, ?, ?, ?)',
            [
                (day.isoformat(), "16:00", "Half-year results", "xiaomi", "mei", UNTIL.isoformat()),
                (day.isoformat(), None, "Hearing", None, "mei", UNTIL.isoformat()),
            ],
        )
    told = brief.compose(files.store, desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST)
    today = section(told, "Today")
    assert [(entry.lead, entry.details) for entry in today.entries] == [
        (f"{day:%A} {day.day} {day:%b}, 16:00: Half-year results", ("Xiaomi",)),
        (f"{day:%A} {day.day} {day:%b}: Hearing", ()),
    ]
    assert today.note is None


@pytest.mark.parametrize(
    ("stances", "latest", "told"),
    [
        (("deny", "confirm"), 60, "changed: denies 21 Aug 22:05, confirms 21 Aug 22:35"),
        (("deny", "confirm"), None, "changed: denies 21 Aug 22:05, confirms 21 Aug 22:35"),
        (
            ("deny", "explain", "confirm", "apologise"),
            60,
            "changed: denies 21 Aug 22:05, apologises 21 Aug 23:35",
        ),
        (("explain", "promise"), 60, None),
        (("confirm", "apologise"), 60, None),
    ],
)
def test_a_reversed_answer_is_shown_with_the_latest_one(
    tmp_path: Path, stances: tuple[str, ...], latest: int | None, told: str | None
) -> None:
    """... also where a claim was on the board at the first look, so that nobody knows how long after it the answer came."""
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute("delete from responses where story = 's-heat'")
    for minutes, stance in zip((5, 35, 65, 95), stances, strict=False):
        store.execute(
            """
            insert into responses (id, story, party, text, stance, company, document, responded_not_before,
              responded_not_after, latency_min, latency_max, confidence, evidence, rule)
            values (:id, 's-heat', 'own', :id, :stance, 'xiaomi', 'd-overheat', :at, :at, 0, :latest, 0.9, 'x', 'x')
            """,
            {
                "id": f"it {stance}",
                "stance": stance,
                "latest": latest,
                "at": at(f"{22 + minutes // 60}:{minutes % 60:02}"),
            },
        )
    store.conn.commit()
    store.close()
    top = section(composed(files), "Top stories")
    (entry,) = [entry for entry in top.entries if entry.path == "/story/s-heat"]
    assert [detail for detail in entry.details if detail.startswith("changed")] == ([told] if told else [])
    assert entry.quote == (f"it {stances[-1]}" if told else f"it {stances[0]}")


@pytest.mark.parametrize(("hours", "told"), [(-30, True), (1, False)])
def test_what_a_company_did_since_an_earlier_brief_is_shown(tmp_path: Path, hours: int, told: bool) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute("delete from responses where story = 's-heat'")
    for identity, moment, stance in (
        ("first", SINCE + timedelta(hours=hours), "explain"),
        ("refund", SINCE + timedelta(hours=2), "promise"),
        ("sorry", SINCE + timedelta(hours=3), "explain"),
    ):
        store.execute(
            """
            insert into responses (id, story, party, text, stance, company, document, responded_not_before,
              responded_not_after, latency_min, latency_max, confidence, evidence, rule)
            values (:id, 's-heat', 'own', :id, :stance, 'xiaomi', 'd-post', :at, :at, 0, 60, 0.9, 'x', 'x')
            """,
            {"id": identity, "stance": stance, "at": iso(moment)},
        )
    store.conn.commit()
    store.close()
    top = section(composed(files), "Top stories")
    (entry,) = [entry for entry in top.entries if entry.path == "/story/s-heat"]
    assert entry.quote == ("refund" if told else "first")
    assert any(detail.startswith("first answer: explains") for detail in entry.details) is told


def test_of_simultaneous_statements_the_companys_own_words_are_shown() -> None:
    def row(stance: str, kind: str, begin: str, end: str) -> dict[str, object]:
        return {"stance": stance, "kind": kind, "carriers": 1, "not_before": begin, "not_after": end}

    denied, sorry = row("deny", "direct", "01:00", "01:00"), row("apologise", "direct", "09:10", "09:10")
    told = row("confirm", "indirect", "08:30", "10:00")
    assert reversals._turn([denied, sorry, told]) == (denied, sorry)
    again = row("deny", "direct", "12:00", "12:00")
    assert reversals._turn([denied, sorry, told, again]) == (sorry, again)


@pytest.mark.parametrize(("kind", "end"), [("mixed", "10:00"), ("indirect", "01:00")])
def test_a_few_quoted_words_and_those_of_the_same_hour_take_nothing_back(kind: str, end: str) -> None:
    row = {"carriers": 1, "not_before": "00:30"}
    denied = {**row, "stance": "deny", "kind": "direct", "not_after": "01:00"}
    assert reversals._turn([denied, {**row, "stance": "confirm", "kind": kind, "not_after": end}]) is None


def test_a_headline_that_names_nobody_gets_its_company_in_front() -> None:
    listed = Watching(WATCHLIST)
    assert listed.introduced("xiaomi", "Two cars burnt") == "Xiaomi: Two cars burnt"
    assert listed.introduced("xiaomi", "雷军谈造车") == "雷军谈造车"
    assert listed.introduced(None, "Two cars burnt") == "Two cars burnt"


def test_a_speaker_has_one_entry_and_what_is_left_out_is_counted(files: Files, tmp_path: Path) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    before = section(composed(files), "Who spoke")
    with sqlite3.connect(store) as conn:
        conn.executemany(
            """
            insert into quotes (id, kind, speaker, role, organisation, confidence, document, "start", "end", text, rule, reader)
            values (?, 'direct', 'Gu Wen', 'finance chief', 'Xiaomi', 0.9, 'd-overheat', ?, ? + 5, 'x', 'marks_cue', '1')
            """,
            [(f"q-{place}", place, place) for place in (0, 6, 12)],
        )
    told = brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST)
    spoke = section(told, "Who spoke")
    assert sum("Gu Wen" in entry.lead for entry in spoke.entries) == 1
    assert len(spoke.entries) + spoke.more == len(before.entries) + before.more + 3


def test_amounts_that_other_outlets_compare_too_stand_once(files: Files, tmp_path: Path) -> None:
    store = tmp_path / "rejoinder.db"
    store.write_bytes(files.store.read_bytes())
    before = section(composed(files), "Numbers")
    with sqlite3.connect(store) as conn:
        conn.execute(
            """
            insert into checks (id, story, kind, verdict, left_figure, right_figure, difference, why, derivation, rule)
            select 'c-again', story, kind, verdict, left_figure, right_figure, difference, why, derivation, rule
            from checks
            where verdict = 'conflicts'
            limit 1
            """
        )
    told = section(
        brief.compose(store, files.desk, since=SINCE, until=UNTIL, zone=ZONE, watchlist=WATCHLIST), "Numbers"
    )
    assert told.sheet == before.sheet
    assert told.more == before.more + 1


def test_of_a_wide_interval_the_end_is_given() -> None:
    assert wording.by("2031-05-03T05:00:00+00:00", "2031-05-03T06:30:00+00:00", UTC) == "3 May 05:00–06:30"
    assert wording.by("2031-05-03T05:00:00+00:00", "2031-05-03T07:00:00+00:00", UTC) == "by 3 May 07:00"
    assert wording.by(None, "2031-05-03T07:00:00+00:00", UTC) == "by 3 May 07:00"


@pytest.mark.parametrize(("answer", "told"), [(None, True), ("deny", False), ("silent", True)])
def test_no_comment_is_told_of_own_companies_that_did_not_answer_after_all(
    tmp_path: Path, answer: str | None, *, told: bool
) -> None:
    files = fill(tmp_path)
    store = db.connect(files.store)
    store.execute("delete from responses where story = 's-heat'")
    store.execute("update stories set claim = null where id = 's-heat'")
    store.execute(
        """
        insert into quotes (id, document, start, "end", text, kind, stance, rule, confidence, reader)
        values ('q-none', 'd-overheat', 0, 1, 'x', 'indirect', 'silent', 'x', 0.9, 'x')
        """
    )
    if answer:
        store.execute(
            """
            insert into responses (id, story, party, text, stance, company, document, responded_not_after, confidence, evidence, rule)
            values ('r-later', 's-heat', 'own', 'x', :stance, 'xiaomi', 'd-overheat', :at, 0.9, 'x', 'x')
            """,
            {"stance": answer, "at": at("23:20")},
        )
    store.conn.commit()
    store.close()
    note = section(composed(files), "Who spoke").note or ""
    assert ("no comment came from: Xiaomi" in note) is told
