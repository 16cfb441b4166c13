"""Faults of feeds and pages, played by a server on the loopback: what can be had is had, and the rest is told.

The table of docs/faults.md is made from what is asserted here, in test_politeness.py and in the tests that ELSEWHERE
names; after a change, `python -m tests.test_faults` writes it anew.
"""

import ast
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

import db
from crawler import collect, settings
from records import Source
from tests import test_politeness
from tests.hostile_server import PARAGRAPH, XML, HostileServer, article, feed, gzipped, redirect, reply

NOW = datetime(2024, 8, 22, 12, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "faults.md"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault of a feed, or of the page that a good feed leads to, and what must come of it."""

    does: str
    feed: bytes | None = None
    """Body of /feed; None: a good one that names /1."""
    kind: str = XML
    page: object = None
    """Behaviour of /1; None: a good article."""
    status: str = "ok"
    documents: int = 1
    says: str = "cranes"
    """Words that must be in the stored texts."""
    never: str = "root:"
    """Words that must not."""
    flag: str | None = None
    issue: str | None = None

    @property
    def shows(self) -> str:
        """Where a person sees it."""
        places = [f"poll `{self.status}`"]
        if self.flag:
            places.append(f"flag `{self.flag}` of the document")
        if self.issue:
            places.append(f"issue `{self.issue}`")
        return ", ".join(places)


def spoilt(old: bytes, new: bytes, count: int = 1) -> bytes:
    whole = feed("URL", ("/1", "Cranes will run before winter"))
    assert old in whole
    return whole.replace(old, new, count)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE r [%s]>'
LAUGHS = b'<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
HEAD = b'<?xml version="1.0"?>'
SHELL = b'<html><head><script src="/a.js"></script></head><body><div id="root"></div><noscript>Please enable JavaScript</noscript></body></html>'
CONSENT = b'<html><head><script src="https://cdn.onetrust.example/otSDKStub.js"></script><title>Before you continue</title></head><body><p>We value your privacy. Accept all cookies.</p></body></html>'
GONE = b"<html><head><title>Page not found</title></head><body><h1>404</h1><p>Nothing here.</p></body></html>"
CHECK = b"<html><head><title>Just a moment...</title></head><body><p>Verify you are human.</p></body></html>"
CHINESE = article(
    "起重机将在冬天之前投入运行",
    body="港口公司周四表示，新的起重机将在冬天之前投入运行，比原计划晚四个月。" * 12,
)
PAID = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Cranes", "isAccessibleForFree": false}</script>'
UTF8_PAGE = article(extra="<p>The chairman, José Peña, said that the company “is ready”.</p>")

FAULTS = {
    "feed: external entity (XXE)": Fault(
        does="reads the feed, leaves the entity out; no file and no address is opened",
        feed=spoilt(HEAD, ENTITIES % b'<!ENTITY x SYSTEM "file:///etc/passwd">').replace(b"<title>F<", b"<title>&x;<"),
    ),
    "feed: entities that multiply (billion laughs)": Fault(
        does="reads the feed without expanding them",
        feed=spoilt(HEAD, ENTITIES % LAUGHS).replace(b"<title>F<", b"<title>&j;<"),
        never="hahaha",
    ),
    "feed: one large entity repeated (quadratic)": Fault(
        does="reads the feed without expanding it",
        feed=spoilt(HEAD, ENTITIES % (b'<!ENTITY q "' + b"ha" * 20000 + b'">')).replace(b"<title>F<", b"<title>" + b"&q;" * 2000 + b"<"),
        never="hahaha",
    ),
    "feed: bare ampersand": Fault(
        does="reads every entry", feed=spoilt(b"What the feed", b"AT&T: what the feed")
    ),
    "feed: entity of HTML (&nbsp;)": Fault(
        does="reads every entry", feed=spoilt(b"What the feed", b"What&nbsp;the feed")
    ),
    "feed: blanks or a byte order mark before the declaration": Fault(
        does="reads every entry", feed=b"\xef\xbb\xbf\n  " + spoilt(b"", b"")
    ),
    "feed: control characters": Fault(
        does="reads every entry", feed=spoilt(b"What the feed", b"What\x0b the\x01 feed")
    ),
    "feed: cut off in the middle": Fault(
        does="reads the entries that are whole", feed=spoilt(b"</channel></rss>", b"<item><title>Half")
    ),
    "feed: element never closed": Fault(
        does="reads every entry", feed=spoilt(b"</description>", b"")
    ),
    "feed: sent as text/plain": Fault(
        does="reads it: the body decides", feed=spoilt(b"", b""), kind="text/plain"
    ),
    "feed: the same GUID on every entry": Fault(
        does="tells the entries apart by address",
        feed=spoilt(b"<item>", b"<item><title>Other news of the port today</title><link>URL/2</link><guid>/1</guid></item><item>"),
        documents=2,
    ),
    "feed: the same entry twice": Fault(
        does="stores one document",
        feed=spoilt(b"<item>", b"<item><title>Cranes</title><link>URL/1?utm_source=x</link><guid>/1x</guid></item><item>"),
    ),
    "feed: a link that is no web address": Fault(
        does="leaves that entry out",
        feed=spoilt(b"<item>", b"<item><title>X</title><link>javascript:alert(1)</link></item><item>"),
    ),
    "feed: a date of the future": Fault(
        does="keeps it as written and does not believe it",
        feed=spoilt(b"22 Aug 2024", b"22 Aug 2099"),
        page=reply(article().replace(b"2024-08-22T10", b"2099-08-22T10")),
        flag="future_date",
    ),
    "feed: an absurd date": Fault(
        does="goes by the page's date",
        feed=spoilt(b"Thu, 22 Aug 2024 10:00:00 GMT", b"the day after yesterday"),
    ),
    "page: GB18030 labelled gb2312": Fault(
        does="reads it as what it is",
        page=reply(CHINESE.decode().encode("gb18030"), content_type="text/html; charset=gb2312"),
        says="港口公司周四表示",
        never="\ufffd",
    ),
    "page: Chinese without any label": Fault(
        does="tells the encoding from the bytes",
        page=reply(CHINESE.decode().encode("gb18030"), content_type="text/html"),
        says="港口公司周四表示",
        never="\ufffd",
    ),
    "page: UTF-8 labelled ISO-8859-1": Fault(
        does="reads it as what it is",
        page=reply(UTF8_PAGE, content_type="text/html; charset=ISO-8859-1"),
        says="José Peña",
        never="Ã",
    ),
    "page: Windows-1252 labelled UTF-8": Fault(
        does="reads it as what it is",
        page=reply(UTF8_PAGE.decode().encode("cp1252"), content_type="text/html; charset=utf-8"),
        says="José Peña",
        never="\ufffd",
    ),
    "page: sixty thousand elements within one another": Fault(
        does="reads what the parser reaches, else keeps the feed's own words",
        page=reply(b"<html><body>" + b"<div>" * 60000 + b"deep" + b"</div>" * 60000 + b"</body></html>"),
        says="What the feed says",
        flag="feed_only",
    ),
    "page: a PDF": Fault(
        does="keeps the feed's own words",
        never="%PDF",
        page=reply(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 20, content_type="application/pdf"),
        says="What the feed says",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: soft 404 (gone, with HTTP 200)": Fault(
        does="does not take the notice for an article, keeps the feed's own words",
        page=reply(GONE),
        says="What the feed says",
        never="Nothing here",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: an empty shell for scripts": Fault(
        does="keeps the feed's own words", page=reply(SHELL), says="What the feed says", flag="needs_js"
    ),
    "page: a consent dialogue": Fault(
        does="keeps the feed's own words",
        page=reply(CONSENT),
        says="What the feed says",
        never="We value your privacy",
        flag="consent",
    ),
    "page: a test for being human": Fault(
        does="keeps the feed's own words, works round nothing",
        page=reply(CHECK),
        says="What the feed says",
        never="Verify",
        flag="human_check",
    ),
    "page: a redirect to a file": Fault(
        does="does not follow it, keeps the feed's own words",
        page=redirect("file:///etc/passwd"),
        says="What the feed says",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: a redirect to the front page": Fault(
        does="does not take the front page for the article, keeps the feed's own words",
        page=redirect("/"),
        says="What the feed says",
        never="front page of the port",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: the beginning of a paid article": Fault(
        does="stores what is open and says that there is more",
        page=reply(article(body="The open words. " * 12, extra=PAID)),
        says="The open words",
        flag="stub",
    ),
    "page: gzip cut off": Fault(
        does="keeps the feed's own words, asks again later",
        page=gzipped(article(), cut=40),
        says="What the feed says",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: the server fails": Fault(
        does="keeps the feed's own words, asks again later",
        page=reply(b"oops", status=500),
        says="What the feed says",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: text that wants to be markup, and to turn lines round": Fault(
        does="stores it as text; pages, mails and tables escape it",
        page=reply(article(extra="<p>He said &lt;script&gt;alert(1)&lt;/script&gt; on stage.</p>")),
        says="<script>alert(1)</script>",
    ),
}  # fmt: skip

ELSEWHERE = {
    "one source hangs": ("the others are not delayed", "poll `error` of that source; exit code 3", "test_politeness.test_one_bad_source_costs_no_other"),
    "429 or 503 with Retry-After": ("waits as long as asked, within the crawl", "poll as it ends", "test_politeness.test_retry_after_is_obeyed"),
    "Retry-After of hours or days": ("asks no sooner, in later runs too; a day at most", "`fetch_state.next_fetch_at`", "test_politeness.test_a_long_retry_after_outlives_the_run"),
    "robots.txt forbids": ("does not ask", "poll `blocked`, issue `page_failed`", "test_politeness.test_robots_decides_and_is_asked_once"),
    "robots.txt asks for a delay": ("keeps it, a minute at most", "times of the polls", "test_politeness.test_a_crawl_delay_is_heard"),
    "robots.txt cannot be read": ("counts it as a refusal", "poll `blocked`", "test_politeness.test_a_robots_txt_that_cannot_be_read_is_a_refusal"),
    "address in a private network": ("refuses, however it is written", "poll `blocked`", "test_politeness.test_private_addresses_are_refused_unless_the_source_allows_them"),
    "public name that leads into a private network": ("looks at what is connected to, refuses", "poll `blocked`", "test_politeness.test_a_name_that_leads_into_a_private_network_is_refused"),
    "article changed afterwards": ("keeps both wordings", "`document_versions`", "test_spiders.test_a_changed_article_becomes_a_version"),
    "page that shrinks to a stub": ("keeps what was read before", "the document as it was", "test_spiders.test_a_page_that_shows_less_than_before_changes_nothing"),
    "page that is gone (404, 410)": ("does not ask again", "issue `page_failed`, closed after a week", "test_spiders.test_a_page_that_is_gone_is_not_asked_for_again"),
    "article that was read and is gone": ("says since when; looks for it as often as it would have", "`documents.gone_since`", "test_spiders.test_an_article_that_is_gone_later_is_shown_as_gone_until_it_is_back"),
    "more pages than a crawl takes": ("fetches the rest in the next", "`fetch_state.next_fetch_at`", "test_spiders.test_pages_beyond_the_limit_wait_for_the_next_run_whatever_the_feed_says"),
    "post edited or taken down": ("keeps both wordings, and since when it is gone", "`document_versions`, `documents.gone_since`", "test_spiders.test_posts_that_are_edited_or_taken_down_are_noticed"),
    "board that stands still": ("does not count it as seen again", "poll `stale`", "test_spiders.test_a_board_brings_sightings_and_a_standing_one_is_stale"),
    "visitor wall with HTTP 200": ("knows it by its words", "poll `wall`", "test_boards_weibo.test_a_visitor_page_with_http_200_is_a_wall"),
    "our own code fails on a reply": ("costs that reply alone", "poll `error` with the exception's words", "test_spiders.test_a_spider_that_breaks_is_one_row"),
    "crawl out of time": ("ends; what it did not get to is told", "poll `error`", "test_spiders.test_what_a_crawl_has_no_time_for_is_told"),
    "source that brings too little": ("says so until it brings enough", "issue, cleared later", "test_spiders.test_a_source_that_brings_less_than_expected_is_an_issue_until_it_brings_enough"),
    "page that takes too long to parse": ("ends its reading, reads the next", "issue `page_failed`, flag `feed_only` of the document", "test_extraction.test_a_source_of_slow_pages_costs_only_itself"),
    "source whose pages are all slow to read": ("reads other sources meanwhile; after 20 s of CPU puts the rest off to the next crawl", "issue `pages_put_off`; exit code 3", "test_extraction.test_a_source_of_slow_pages_costs_only_itself"),
    "recorded page that takes too long to parse": ("ends its reading, keeps the feed's own words, reads the next", "issue `replay_unreadable`, flag `feed_only` of the document", "test_replay.test_a_recorded_page_that_takes_too_long_costs_itself_as_in_a_crawl"),
    "page that crashes its parser": ("reads all others in a new one", "issue `page_failed`", "test_extraction.test_a_page_that_kills_its_process_costs_no_other"),
    "reply built to be slow to parse": ("reads it in linear time", "poll", "test_replies_fuzz.test_no_reply_costs_more_than_reading_it_once"),
    "feed or sitemap of megabytes": ("reads it beside the loop, and of its entries the first, or newest, two thousand", "issue `entries_left_out`", "test_spiders.test_a_list_of_megabytes_holds_nobody_up_and_is_not_read_for_ever"),
    "reply that would take hundreds of megabytes to read": ("reads as much of it as fits into forty", "issue `entries_left_out`, flag `cut` of the document, or poll `error`", "test_memory.test_the_largest_replies_cost_no_more_than_forty_megabytes"),
    "sitemap cut off in the middle": ("reads what is whole", "poll `ok`", "test_memory.test_a_sitemap_that_is_cut_off_gives_what_it_has"),
    "section page whose layout has changed": ("takes nothing from it for an article", "poll `error`, issue `poll_failed` until its links are found again", "test_spiders.test_a_section_page_whose_layout_has_changed_is_told_until_its_links_are_found_again"),
    "any bytes in place of a board, timeline or filing": ("never raises", "poll", "test_replies_fuzz.test_any_bytes"),
    "text in neither English nor Chinese": ("finds whom it names, and nothing that it says or counts", "issue `language_not_read`, one a language", "test_language.test_of_a_text_in_another_language_the_names_are_known_and_nothing_else"),
    "text that a rule of ours trips over": ("reads the rest of it, and every other text", "issue `unread`, with what was left out and why", "test_reading.test_a_rule_that_trips_over_a_text_costs_its_stage_of_that_text"),
    "line of an archive that is none": ("skips that line alone", "issue with file and line; exit code 3", "test_retention.test_an_archive_keeps_its_ids_and_loses_only_its_bad_lines"),
    "kill -9 during a run": ("the next run takes it up: nothing lost, nothing doubled", "run `cut`", "test_kill.test_what_a_kill_leaves_is_taken_up"),
    "kill -9 between a feed and its pages": ("the pages are fetched by the next run", "run `cut`", "test_interrupted.test_a_feed_is_remembered_only_when_its_pages_were_asked_for"),
    "disk full": ("the step fails; what is committed stays, and goes on when there is room", "run `failed` or `cut`, `doctor`", "test_interrupted.test_a_full_disk_costs_nothing_that_was_committed"),
    "disk full, and room again (a mounted disk of 2 MB)": ("goes on where it was; a backup that finds no room leaves nothing half made", "exit code 1, `doctor`", "test_interrupted.test_a_disk_that_is_full_and_then_has_room"),
    "store busy for so long that a page cannot be stored": ("asks for the list and the page again", "`runs`: not stored; exit code 3", "test_interrupted.test_what_could_not_be_stored_is_fetched_again"),
    "power cut between two writes": ("opens with every whole transaction and no half one", "nothing to show", "test_interrupted.test_a_power_cut_between_two_writes_leaves_whole_transactions"),
    "mail nobody takes": ("waits, each time longer", "`doctor` after an hour, `outbox`", "test_interrupted.test_the_doctor_shows_mail_that_nobody_takes"),
    "step that hangs": ("is ended after its limit", "run `cut`, issue `crawl_failed`", "test_scheduler.test_a_step_that_hangs_or_crashes_is_one_issue_that_goes_when_it_is_well"),
    "machine asleep for a night": ("every job runs once, the brief too", "`runs`", "test_scheduler.test_after_a_night_asleep_every_job_runs_once"),
    "clock set back": ("jobs get new times, sources are due", "log", "test_scheduler.test_a_clock_that_is_set_back_stops_no_job"),
    "source that kills or hangs the process of its crawl": ("is put off, longer each time; the others go on", "poll `error`, issues `crawl_failed` and `poll_failed`", "test_scheduler.test_a_source_that_kills_its_crawl_is_put_off_longer_each_time"),
    "forty sources hang for minutes": ("no other is asked a minute later for it", "`polls`", "test_rounds.test_slow_sources_delay_nobody"),
    "source list broken while the job runs": ("goes on with the list it had", "issue `sources_unreadable`", "test_rounds.test_a_list_that_is_broken_in_the_middle_of_an_edit_stops_nothing"),
    "kill -9 of the scheduler alone": ("its crawl, and the processes that read pages, end by themselves", "run `cut`", "test_rounds.test_it_ends_with_its_caller"),
    "second scheduler": ("refuses to start", "exit code 1", "test_scheduler.test_it_runs_its_steps_is_alone_outlives_a_failure_and_stops_cleanly"),
    "brief missed while nobody ran, or failed at its hour": ("is sent once, under its own day, within ten minutes of the next start", "`runs`, `outbox`", "test_scheduler.test_a_brief_that_was_missed_goes_out_once_under_its_own_day"),
    "mail server down": ("the brief waits in the outbox and goes later, once", "`outbox`", "test_delivery.test_a_server_that_is_down_loses_nothing"),
    "alert cannot be sent": ("waits, each time longer, and goes once", "`outbox`", "test_alerts.test_what_cannot_be_sent_waits_and_goes_later"),
    "control characters in an address or header": ("cannot forge a line of the log", "log", "test_logs.test_a_server_cannot_forge_a_line"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_costs_no_more_than_it_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(settings.SETTINGS, "DOWNLOAD_TIMEOUT", 2)
    fault = FAULTS[name]
    with HostileServer() as server:
        body = fault.feed or feed("URL", ("/1", "Cranes will run before winter"))
        server.paths["/feed"] = reply(body.replace(b"URL", server.url.encode()), content_type=fault.kind)
        server.paths["/1"] = fault.page or reply(article())
        server.paths["/"] = reply(article("The front page of the port", body=PARAGRAPH * 6))
        server.paths["/2"] = reply(article("Other news of the port today", body=PARAGRAPH[::-1] * 6))
        watched = Source(id="s", name="S", spider="feed", url=f"{server.url}/feed", allow_private=True)
        collect([watched], tmp_path / "store.db", clock=lambda: NOW, contact="https://us.example")
    store = db.connect(tmp_path / "store.db")
    assert [row["status"] for row in store.query("select status from polls")] == [fault.status]
    found = list(store.query("select * from documents"))
    assert len(found) == fault.documents
    texts = "\n".join(f"{row['title']}\n{row['text']}" for row in found)
    assert fault.says in texts
    assert fault.never not in texts
    assert fault.flag is None or fault.flag in found[0]["flags"]
    kinds = [row["kind"] for row in store.query("select kind from issues")]
    assert fault.issue is None or fault.issue in kinds


def test_every_fault_has_a_test_and_the_page_tells_them_all() -> None:
    for *_, test in ELSEWHERE.values():
        file, _, name = test.partition(".")
        tree = ast.parse((ROOT / "tests" / f"{file}.py").read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
    assert len(FAULTS) + len(ELSEWHERE) + len(test_politeness.FAULTS) >= 40
    assert PAGE.read_text(encoding="utf-8") == page()


def page() -> str:
    """docs/faults.md."""
    rows = [
        *((f"reply: {name}", "stores nothing of it, asks later", f"poll `{status}`: {words or 'the reason'}", "test_politeness") for name, (_, status, words) in test_politeness.FAULTS.items()),
        *((name, fault.does, fault.shows, "test_faults") for name, fault in FAULTS.items()),
        *((name, does, shows, test.partition(".")[0]) for name, (does, shows, test) in ELSEWHERE.items()),
    ]  # fmt: skip
    table = "\n".join(f"| {name} | {does} | {shows} | `{test}` |" for name, does, shows, test in rows)
    return (
        f"# Faults\n\n{len(rows)} faults that tests play, what Rejoinder does about each, and where a person sees it."
        " Made from the tests themselves:\n`python -m tests.test_faults` writes this page, and a test holds it up to date.\n\n"
        f"| fault | what Rejoinder does | where it shows | test |\n|---|---|---|---|\n{table}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
