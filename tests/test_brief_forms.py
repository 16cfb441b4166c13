"""The morning brief in every form: the same numbers as mail, message, Markdown, page and PDF."""

from __future__ import annotations

import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from review import brief
from review.brief import masthead, pdf
from tests.composed import composed
from tests.filled_store import SINCE, UNTIL, Files, fill


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return fill(tmp_path_factory.mktemp("brief"))


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


def test_an_ordinary_day_is_one_page(files: Files) -> None:
    words = re.findall(r"[A-Za-z][\w'’-]*", re.sub(r"https?://\S+", "", brief.as_text(composed(files))))
    assert 350 <= len(words) <= 500


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


def test_a_missing_store_is_an_error_and_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="unable to open"):
        composed(Files(tmp_path / "no.db", tmp_path / "none.db"))
    assert not list(tmp_path.iterdir())


def test_composing_writes_nothing(files: Files) -> None:
    before = files.store.read_bytes(), files.desk.read_bytes()
    composed(files)
    assert (files.store.read_bytes(), files.desk.read_bytes()) == before


def test_an_ordinary_day_is_one_sheet_of_paper_and_fetches_nothing(files: Files) -> None:
    pytest.importorskip("weasyprint", reason="weasyprint is not installed (extra pdf)")
    assert brief.as_pdf(composed(files), "https://desk.example").startswith(b"%PDF-")
    assert len(pdf._printed(composed(files)).pages) == 1


def test_without_weasyprint_a_pdf_says_what_to_install(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(brief.NoWeasyprint, match=r"rejoinder\[pdf\]"):
        brief.as_pdf(composed(files))


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
