"""A register's list gives each filing once; the most informative document is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import filings
from crawler.filings import hkex
from records import Source

PAGES = Path(__file__).parent / "pages" / "filings"
AT = datetime(2024, 11, 19, 2, 0, tzinfo=UTC)
BASE = "https://www.sec.gov/Archives/edgar/data/1000001/000100000124000007"


def page(name: str) -> bytes:
    return (PAGES / name).read_bytes()


def test_edgar_filings_are_unique_and_of_reporting_forms():
    reply = filings.parse("edgar", page("edgar_current.xml"))
    assert reply.status == "ok"
    vega, cafe = reply.filings
    assert (vega.id, vega.form, vega.number) == ("0001000001-24-000007", "8-K", "1000001")
    assert vega.company == "Vega Motors (Holdings), Inc."
    assert vega.filed == datetime(2024, 11, 18, 22, 32, 17, tzinfo=UTC)
    assert vega.summary.startswith("Item 2.02: Results of Operations")
    assert vega.url == f"{BASE}/0001000001-24-000007-index.htm"
    assert (cafe.company, cafe.form) == ("Café Étoile S.A.", "6-K")
    assert cafe.filed == datetime(2024, 7, 1, 12, 0, tzinfo=UTC)


def test_an_index_leads_to_the_press_release():
    found = filings.follow(page("edgar_index.html"), f"{BASE}/0001000001-24-000007-index.htm")
    assert found == filings.FilingPage(next_url=f"{BASE}/release.htm")


def test_an_index_without_exhibits_leads_to_the_form_behind_the_viewer():
    body = page("edgar_index.html").replace(b"EX-99", b"EX-10")
    assert filings.follow(body, f"{BASE}/x-index.htm").next_url == f"{BASE}/vega-8k.htm"


def test_a_complete_submission_gives_the_release_with_its_table():
    found = filings.follow(page("edgar_submission.txt"), f"{BASE}/0001000001-24-000007.txt")
    assert found.document == "EX-99.1"
    assert found.text == (
        "Vega Motors reports third-quarter results\n\n"
        '"We lost less than we feared," said Ann Lee,\n\nchief executive.\n\n'
        "Revenue $6,400\n\nNet loss $(1,800)\n\nMargin 15.4%"
    )


def test_hidden_text_is_dropped():
    body = b'<html><body><div style="display:none"><ix:header>000123false</ix:header></div><p>Words</p></body></html>'
    assert filings.follow(body, BASE).text == "Words"


def test_control_characters_after_hidden_text_are_harmless():
    body = b"<html><body><p>Sales<span style='display:none'>x</span>\x0b rose.</p></body></html>"
    assert filings.follow(body, "https://filings.example/a.htm").text == "Sales rose."


def test_an_invalid_link_is_skipped():
    row = "<tr><td>1</td><td>R</td><td><a href='{}'>d</a></td><td>EX-99.1</td></tr>"
    rows = "".join(row.format(link) for link in ("http://[", "/ix?doc=http://[", "/a/good.htm"))
    body = f'<table class="tableFile">{rows}</table>'.encode()
    assert (
        filings.follow(body, "https://filings.example/x-index.htm").next_url
        == "https://filings.example/a/good.htm"
    )


def test_hkex_rows_are_json_in_a_string():
    reply = filings.parse("hkex", page("hkex.json"))
    (filing,) = reply.filings
    assert filing.title == "Voluntary announcement & recall of vehicles"
    assert (filing.company, filing.number) == ("QINGHE-W", "9999.HK")
    assert filing.filed == datetime(2024, 11, 18, 11, 30, tzinfo=UTC)
    assert filing.url == "https://www1.hkexnews.hk/listedco/listconews/sehk/2024/1118/2024111800001.pdf"


def test_hkex_id_of_a_stock_code():
    assert hkex.stock_id(page("hkex_prefix.js"), "9999") == 156614
    assert hkex.stock_id(page("hkex_prefix.js"), "1") is None


@pytest.mark.parametrize(
    ("platform", "body", "status"),
    [
        ("edgar", b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Latest</title></feed>", "empty"),
        ("edgar", b"<html><title>SEC.gov | Request Rate Threshold Exceeded</title></html>", "blocked"),
        ("edgar", b"<rss/>", "error"),
        ("edgar", b"", "empty"),
        ("hkex", b'{"result":"null","recordCnt":0}', "empty"),
        ("hkex", b'{"error":"x"}', "error"),
        ("hkex", b'{"result":"[}"}', "error"),
        ("elsewhere", b"", "error"),
    ],
)
def test_other_replies_are_not_lists(platform, body, status):
    reply = filings.parse(platform, body)
    assert (reply.status, reply.filings) == (status, ())
    assert reply.why


def test_a_filing_as_a_document():
    source = Source(id="edgar", name="EDGAR", spider="filings", url="https://www.sec.gov/", lang="en")
    filing = filings.parse("edgar", page("edgar_current.xml")).filings[0]
    document = filings.as_document(filing, "Results.", source, AT)
    assert document.text == f"{filing.title}\n\nResults."
    assert (document.kind, document.guid, document.flags) == ("filing", filing.id, ())
    assert filings.as_document(filing, None, source, AT).flags == ("title_only",)
