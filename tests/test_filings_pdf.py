"""PDF announcements: whole paragraphs, table rows as lines, no page numbers."""

from __future__ import annotations

import pytest

from crawler import filings
from crawler.filings import pdf
from tests.pdfs import pdf as written

URL = "https://www1.hkexnews.hk/a.pdf"
PAGE = (
    "The board of Qinghe Group announces the unaudited results of the company and its subsid-",
    "iaries for the six months ended 30 June 2031, which the audit committee has looked through.",
    "Revenue 4,120.5 3,870.1",
    "Loss for the period (312.4) (401.9)",
    "- 2 -",
)


def needs_pypdf() -> None:
    pytest.importorskip("pypdf", reason="pypdf is not installed (extra filings)")


def test_text_of_a_pdf():
    needs_pypdf()
    page = filings.follow(written(PAGE, ("The figures are not audited.", "3")), URL)
    assert page.text == (
        "The board of Qinghe Group announces the unaudited results of the company and its subsidiaries for the six "
        "months ended 30 June 2031, which the audit committee has looked through.\n\n"
        "Revenue 4,120.5 3,870.1\n\nLoss for the period (312.4) (401.9)\n\nThe figures are not audited."
    )


@pytest.mark.parametrize(
    "body", [b"%PDF-1.7\n", b"%PDF-1.4\ntrailer << /Root 9 0 R >>", written(PAGE)[:400], written(())]
)
def test_a_pdf_without_words_has_no_text(body):
    needs_pypdf()
    assert filings.follow(body, URL).text is None


def test_without_the_library_a_pdf_has_no_text(monkeypatch):
    monkeypatch.setattr(pdf, "is_read", lambda: False)
    assert filings.follow(written(PAGE), URL).text is None


def test_lines_of_chinese_are_joined_without_a_space():
    lines = [
        "董事会宣布本集团截至二零三一年六月三十日止六个月之未经审核综合业绩",
        "连同上年同期之比较数字如下。",
        "收入 4,120.5",
    ]
    assert list(pdf.paragraphs(lines)) == ["".join(lines[:2]), lines[2]]
