"""Faults of feeds and pages from a local server: whatever can be collected is, and the rest is reported.

The table of docs/faults.md is generated from the tests here, in test_politeness.py and in the tests that ELSEWHERE
lists; after a change, run `python -m tests.test_faults`.
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
    """A fault of a feed, or of the page it links to, and the expected result."""

    does: str
    feed: bytes | None = None
    """Body of /feed; None: a good one that lists /1."""
    kind: str = XML
    page: object = None
    """Behaviour of /1; None: a good article."""
    status: str = "ok"
    documents: int = 1
    says: str = "cranes"
    """Text that must be stored."""
    never: str = "root:"
    """Text that must not."""
    flag: str | None = None
    issue: str | None = None

    @property
    def shows(self) -> str:
        """Where it shows."""
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
        does="reads the feed without the entity; opens no file or address",
        feed=spoilt(HEAD, ENTITIES % b'<!ENTITY x SYSTEM "file:///etc/passwd">').replace(b"<title>F<", b"<title>&x;<"),
    ),
    "feed: nested entities (billion laughs)": Fault(
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
    "feed: HTML entity (&nbsp;)": Fault(
        does="reads every entry", feed=spoilt(b"What the feed", b"What&nbsp;the feed")
    ),
    "feed: white space or a byte order mark before the declaration": Fault(
        does="reads every entry", feed=b"\xef\xbb\xbf\n  " + spoilt(b"", b"")
    ),
    "feed: control characters": Fault(
        does="reads every entry", feed=spoilt(b"What the feed", b"What\x0b the\x01 feed")
    ),
    "feed: truncated": Fault(
        does="reads the complete entries", feed=spoilt(b"</channel></rss>", b"<item><title>Half")
    ),
    "feed: unclosed element": Fault(
        does="reads every entry", feed=spoilt(b"</description>", b"")
    ),
    "feed: sent as text/plain": Fault(
        does="reads it: the body decides", feed=spoilt(b"", b""), kind="text/plain"
    ),
    "feed: the same GUID on every entry": Fault(
        does="distinguishes the entries by address",
        feed=spoilt(b"<item>", b"<item><title>Other news of the port today</title><link>URL/2</link><guid>/1</guid></item><item>"),
        documents=2,
    ),
    "feed: the same entry twice": Fault(
        does="stores one document",
        feed=spoilt(b"<item>", b"<item><title>Cranes</title><link>URL/1?utm_source=x</link><guid>/1x</guid></item><item>"),
    ),
    "feed: a link that is not a web address": Fault(
        does="drops that entry",
        feed=spoilt(b"<item>", b"<item><title>X</title><link>javascript:alert(1)</link></item><item>"),
    ),
    "feed: a future date": Fault(
        does="keeps its wording but ignores it",
        feed=spoilt(b"22 Aug 2024", b"22 Aug 2099"),
        page=reply(article().replace(b"2024-08-22T10", b"2099-08-22T10")),
        flag="future_date",
    ),
    "feed: an absurd date": Fault(
        does="uses the page's date",
        feed=spoilt(b"Thu, 22 Aug 2024 10:00:00 GMT", b"the day after yesterday"),
    ),
    "page: GB18030 labelled gb2312": Fault(
        does="decodes it correctly",
        page=reply(CHINESE.decode().encode("gb18030"), content_type="text/html; charset=gb2312"),
        says="港口公司周四表示",
        never="\ufffd",
    ),
    "page: Chinese without any label": Fault(
        does="detects the encoding from the bytes",
        page=reply(CHINESE.decode().encode("gb18030"), content_type="text/html"),
        says="港口公司周四表示",
        never="\ufffd",
    ),
    "page: UTF-8 labelled ISO-8859-1": Fault(
        does="decodes it correctly",
        page=reply(UTF8_PAGE, content_type="text/html; charset=ISO-8859-1"),
        says="José Peña",
        never="Ã",
    ),
    "page: Windows-1252 labelled UTF-8": Fault(
        does="decodes it correctly",
        page=reply(UTF8_PAGE.decode().encode("cp1252"), content_type="text/html; charset=utf-8"),
        says="José Peña",
        never="\ufffd",
    ),
    "page: sixty thousand nested elements": Fault(
        does="reads what the parser reaches, else keeps the feed's summary",
        page=reply(b"<html><body>" + b"<div>" * 60000 + b"deep" + b"</div>" * 60000 + b"</body></html>"),
        says="What the feed says",
        flag="feed_only",
    ),
    "page: a PDF": Fault(
        does="keeps the feed's summary",
        never="%PDF",
        page=reply(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 20, content_type="application/pdf"),
        says="What the feed says",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: soft 404 (gone, with HTTP 200)": Fault(
        does="does not store the notice as an article, keeps the feed's summary",
        page=reply(GONE),
        says="What the feed says",
        never="Nothing here",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: an empty shell for scripts": Fault(
        does="keeps the feed's summary", page=reply(SHELL), says="What the feed says", flag="needs_js"
    ),
    "page: a consent dialog": Fault(
        does="keeps the feed's summary",
        page=reply(CONSENT),
        says="What the feed says",
        never="We value your privacy",
        flag="consent",
    ),
    "page: a captcha": Fault(
        does="keeps the feed's summary, bypasses nothing",
        page=reply(CHECK),
        says="What the feed says",
        never="Verify",
        flag="human_check",
    ),
    "page: a redirect to a file": Fault(
        does="does not follow it, keeps the feed's summary",
        page=redirect("file:///etc/passwd"),
        says="What the feed says",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: a redirect to the front page": Fault(
        does="does not store the front page as the article, keeps the feed's summary",
        page=redirect("/"),
        says="What the feed says",
        never="front page of the port",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: the beginning of a paid article": Fault(
        does="stores the open part and flags it",
        page=reply(article(body="The open words. " * 12, extra=PAID)),
        says="The open words",
        flag="stub",
    ),
    "page: truncated gzip": Fault(
        does="keeps the feed's summary, retries later",
        page=gzipped(article(), cut=40),
        says="What the feed says",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: the server fails": Fault(
        does="keeps the feed's summary, retries later",
        page=reply(b"oops", status=500),
        says="What the feed says",
        flag="feed_only",
        issue="page_failed",
    ),
    "page: markup and bidirectional control characters in text": Fault(
        does="stores it as text; pages, mails and tables escape it",
        page=reply(article(extra="<p>He said &lt;script&gt;alert(1)&lt;/script&gt; on stage.</p>")),
        says="<script>alert(1)</script>",
    ),
}  # fmt: skip

ELSEWHERE = {
    "one source hangs": ("the others are not delayed", "poll `error` of that source; exit code 3", "test_politeness.test_one_bad_source_costs_no_other"),
    "429 or 503 with Retry-After": ("waits as long as asked, within the crawl's time", "poll as it ends", "test_politeness.test_retry_after_is_obeyed"),
    "Retry-After of hours or days": ("waits, across runs; at most a day", "`fetch_state.next_fetch_at`", "test_politeness.test_a_long_retry_after_is_kept_across_runs"),
    "robots.txt disallows": ("does not fetch", "poll `blocked`, issue `page_failed`", "test_politeness.test_robots_txt_is_obeyed_and_fetched_once"),
    "robots.txt asks for a delay": ("obeys it, up to a minute", "times of the polls", "test_politeness.test_crawl_delay_is_obeyed"),
    "robots.txt cannot be fetched": ("treats it as disallowed", "poll `blocked`", "test_politeness.test_an_unavailable_robots_txt_disallows"),
    "host that asks for a pause in the middle of a crawl": ("leaves its other pages for later", "`fetch_state.next_fetch_at`, issue `page_failed`", "test_spiders.test_a_page_that_could_not_be_asked_for_yet_is_asked_for_later"),
    "revisit of an article that fails": ("forgets nothing of the article", "issue `page_failed`", "test_spiders.test_a_revisit_that_fails_forgets_nothing_of_an_article"),
    "index of sitemaps that never changes": ("fetches its sitemaps all the same", "polls of the sitemaps", "test_spiders.test_the_sitemaps_of_an_unchanged_index_are_fetched_again"),
    "clock put back by a year": ("takes no appointment that far ahead", "polls, as before", "test_documents.test_appointments_made_before_the_clock_was_put_back_are_void"),
    "channel of which one way is down": ("sends by the other, retries the one", "`outbox`", "test_alerts.test_a_channel_with_a_mail_and_a_webhook_gets_each_once_although_one_is_down"),
    "address in a private network": ("refuses, in any notation", "poll `blocked`", "test_politeness.test_private_addresses_are_refused_unless_the_source_allows_them"),
    "public name that resolves to a private network": ("checks the resolved address, refuses", "poll `blocked`", "test_politeness.test_a_name_resolving_to_a_private_network_is_refused"),
    "article changed afterwards": ("keeps both wordings", "`document_versions`", "test_spiders.test_a_changed_article_becomes_a_version"),
    "page that shrinks to a stub": ("keeps the earlier version", "the document as it was", "test_spiders.test_a_page_that_shows_less_than_before_changes_nothing"),
    "page that is gone (404, 410)": ("does not retry", "issue `page_failed`, closed after a week", "test_spiders.test_a_page_that_is_gone_is_not_retried"),
    "stored article that is gone": ("records since when; revisits continue", "`documents.gone_since`", "test_spiders.test_a_withdrawn_article_is_marked_until_it_returns"),
    "more pages than a crawl can fetch": ("fetches the rest in the next one", "`fetch_state.next_fetch_at`", "test_spiders.test_pages_beyond_the_limit_wait_for_the_next_run_whatever_the_feed_says"),
    "post edited or taken down": ("keeps both wordings, and records since when it is gone", "`document_versions`, `documents.gone_since`", "test_spiders.test_edited_and_deleted_posts_are_noticed"),
    "frozen board": ("does not count it as seen again", "poll `stale`", "test_spiders.test_a_board_brings_sightings_and_a_frozen_one_is_stale"),
    "visitor wall with HTTP 200": ("recognises it by its text", "poll `wall`", "test_boards_weibo.test_a_visitor_page_with_http_200_is_a_wall"),
    "our own code fails on a reply": ("loses only that reply", "poll `error` with the exception's words", "test_spiders.test_a_crashing_spider_is_one_poll"),
    "crawl out of time": ("ends; unfetched pages are reported", "poll `error`", "test_spiders.test_unfetched_pages_are_reported"),
    "source with a low yield": ("reports it until it recovers", "issue, cleared later", "test_spiders.test_a_low_yield_is_an_issue_until_it_recovers"),
    "page that takes too long to parse": ("kills the parser, continues with the next", "issue `page_failed`, flag `feed_only` of the document", "test_extraction.test_a_source_of_slow_pages_costs_only_itself"),
    "source with slow pages only": ("parses other sources meanwhile; after 20 s of CPU, postpones the rest", "issue `pages_put_off`; exit code 3", "test_extraction.test_a_source_of_slow_pages_costs_only_itself"),
    "recorded page that takes too long to parse": ("kills the parser, keeps the feed's summary, continues", "issue `replay_unreadable`, flag `feed_only` of the document", "test_replay.test_a_slow_recorded_page_is_limited_as_in_a_crawl"),
    "page that crashes its parser": ("parses the others in a new process", "issue `page_failed`", "test_extraction.test_a_page_that_crashes_its_process_costs_no_other"),
    "reply built to be slow to parse": ("parses it in linear time", "poll", "test_replies_fuzz.test_parsing_time_is_linear"),
    "feed or sitemap of megabytes": ("parses it in a child process, up to two thousand entries", "issue `entries_left_out`", "test_spiders.test_a_huge_list_is_parsed_apart_and_limited"),
    "reply that would take hundreds of megabytes to parse": ("parses as much as fits into forty", "issue `entries_left_out`, flag `cut` of the document, or poll `error`", "test_memory.test_reading_the_largest_replies_takes_at_most_forty_megabytes"),
    "truncated sitemap": ("reads the complete entries", "poll `ok`", "test_memory.test_a_truncated_sitemap_gives_its_complete_entries"),
    "section page whose layout has changed": ("collects nothing from it", "poll `error`, issue `poll_failed` until its links are found again", "test_spiders.test_a_changed_section_layout_is_an_issue_until_fixed"),
    "any bytes in place of a board, timeline or filing": ("never raises", "poll", "test_replies_fuzz.test_any_bytes"),
    "text in neither English nor Chinese": ("finds names, but no quotes or figures", "issue `language_not_read`, one per language", "test_language.test_only_names_are_read_in_other_languages"),
    "text on which a rule fails": ("skips that component, reads everything else", "issue `unread`, with what was skipped and why", "test_reading.test_a_failing_rule_costs_one_component_of_one_text"),
    "invalid archive line": ("skips that line", "issue with file and line; exit code 3", "test_retention.test_an_archive_keeps_its_ids_and_loses_only_its_bad_lines"),
    "misspelt key in an archive": ("reads the rest of the line", "issue `archive_key` with file, line and the key meant", "test_retention.test_keys_that_are_not_read_are_named_once"),
    "date in an archive that is none or could be several": ("reads the rest of the line", "issue `archive_date`, flag `no_date` of the document; exit code 3", "test_archives.test_a_date_that_is_none_or_could_be_several_costs_only_the_date"),
    "packed archive that is cut off": ("reads it up to there", "issue `archive_line`; exit code 3", "test_archives.test_a_packed_file_that_is_cut_off_costs_only_its_end"),
    "archive in another form (ZIP, Parquet, zstd)": ("refuses it as a whole, and says what to do", "exit code 1", "test_archives.test_a_form_that_is_not_read_is_refused_as_a_whole"),
    "reading or linking stands still for days": ("alerts of what was collected meanwhile once it is linked, up to a week back", "`outbox`", "test_alert_claims.test_a_claim_alerts_when_it_is_read_or_linked_only_days_after_it_was_collected"),
    "archive with two wordings of a document, imported twice": ("adds no version", "nothing to show", "test_retention.test_an_archive_with_two_wordings_of_a_document_can_be_imported_twice"),
    "kill -9 during a run": ("the next run continues; nothing is lost or duplicated", "run `cut`", "test_kill.test_the_next_run_continues_after_a_kill"),
    "kill -9 between a feed and its pages": ("the pages are fetched by the next run", "run `cut`", "test_interrupted.test_a_feeds_state_is_saved_after_its_pages_are_requested"),
    "disk full": ("the step fails; committed work stays, and it continues when there is room", "run `failed` or `cut`, `doctor`", "test_interrupted.test_a_full_disk_costs_nothing_that_was_committed"),
    "disk full, then free again (a mounted disk of 2 MB)": ("continues; a failed backup leaves no partial file", "exit code 1, `doctor`", "test_interrupted.test_a_full_disk_that_recovers"),
    "disk that becomes read-only (a mounted disk)": ("the steps fail; `doctor`, `export`, `explain` and `backup` to another disk work", "exit code 1, `doctor`", "test_interrupted.test_a_store_on_a_disk_that_became_read_only_is_backed_up_elsewhere"),
    "store locked too long to save a page": ("fetches the list and the page again", "`runs`: not stored; exit code 3", "test_interrupted.test_items_that_could_not_be_stored_are_fetched_again"),
    "power cut between two writes": ("has all complete transactions and no partial one", "nothing to show", "test_interrupted.test_a_power_cut_between_two_writes_leaves_whole_transactions"),
    "undeliverable mail": ("is retried with growing waits", "`doctor` after an hour, `outbox`", "test_interrupted.test_the_doctor_shows_undelivered_mail"),
    "step that hangs": ("is killed after its limit", "run `cut`, issue `crawl_failed`", "test_scheduler.test_a_failing_step_is_one_issue_until_it_succeeds"),
    "machine asleep for a night": ("every job runs once, including the brief", "`runs`", "test_scheduler.test_after_a_night_asleep_every_job_runs_once"),
    "clock set back": ("jobs are rescheduled, sources are due", "log", "test_scheduler.test_a_clock_set_back_stops_no_job"),
    "source that kills or hangs its crawl": ("is postponed, longer each time; the others continue", "poll `error`, issues `crawl_failed` and `poll_failed`", "test_scheduler.test_a_source_that_kills_its_crawl_is_postponed_longer_each_time"),
    "forty sources hang for minutes": ("delays no other by a minute", "`polls`", "test_rounds.test_slow_sources_delay_nobody"),
    "source list broken while the job runs": ("keeps the previous list", "issue `sources_unreadable`", "test_rounds.test_a_source_list_broken_during_an_edit_stops_nothing"),
    "kill -9 of the scheduler alone": ("its crawl and parsing processes end by themselves", "run `cut`", "test_rounds.test_it_ends_with_its_caller"),
    "second scheduler": ("refuses to start", "exit code 1", "test_scheduler.test_the_job_runs_alone_survives_failures_and_stops_cleanly"),
    "brief missed while nothing ran, or failed": ("is sent once, for its own day, within ten minutes of the next start", "`runs`, `outbox`", "test_scheduler.test_a_brief_that_was_missed_goes_out_once_under_its_own_day"),
    "mail server down": ("the brief stays in the outbox and is sent once, later", "`outbox`", "test_delivery.test_nothing_is_lost_while_the_server_is_down"),
    "alert cannot be sent": ("is retried with growing waits, and sent once", "`outbox`", "test_alerts.test_a_failed_message_is_retried_later"),
    "control characters in an address or header": ("cannot forge a log line", "log", "test_logs.test_a_server_cannot_forge_a_line"),
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


def test_every_fault_is_tested_and_documented() -> None:
    for *_, test in ELSEWHERE.values():
        file, _, name = test.partition(".")
        tree = ast.parse((ROOT / "tests" / f"{file}.py").read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
    assert len(FAULTS) + len(ELSEWHERE) + len(test_politeness.FAULTS) >= 40
    assert PAGE.read_text(encoding="utf-8") == page()


def page() -> str:
    """docs/faults.md."""
    rows = [
        *((f"reply: {name}", "stores nothing, retries later", f"poll `{status}`: {words or 'the reason'}", "test_politeness") for name, (_, status, words) in test_politeness.FAULTS.items()),
        *((name, fault.does, fault.shows, "test_faults") for name, fault in FAULTS.items()),
        *((name, does, shows, test.partition(".")[0]) for name, (does, shows, test) in ELSEWHERE.items()),
    ]  # fmt: skip
    table = "\n".join(f"| {name} | {does} | {shows} | `{test}` |" for name, does, shows, test in rows)
    return (
        f"# Faults\n\n{len(rows)} faults covered by tests, what Rejoinder does about each, and where it shows."
        " Generated from the tests:\n`python -m tests.test_faults` writes this page, and a test keeps it up to date.\n\n"
        f"| fault | what Rejoinder does | where it shows | test |\n|---|---|---|---|\n{table}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
