"""Parses the page s.weibo.com/top/summary: a table for desktop browsers, two kinds of list for mobile ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from lxml import etree, html

from crawler.boards.heat import parse_heat
from crawler.boards.labels import from_icon
from crawler.payload import MOST_ROWS, line, whole
from records import Sighting

_MARKS = (b'class="list_a"', b'class="list_b', b'id="pl_top_realtimehot"')

_ROWS = (
    "//ul[contains(@class, 'list_a') or contains(@class, 'list_b')]/li"
    " | //*[@id='pl_top_realtimehot']//tr[td[contains(@class, 'td-02')]]"
)
_RANK = ".//strong | .//td[contains(@class, 'td-01')] | .//div/em"
_TITLE = ".//h2 | .//td[contains(@class, 'td-02')]/a | .//a/span"
_HEAT = ".//td[contains(@class, 'td-02')]/span | .//a/span/em | .//article/span"
_LABEL = (
    ".//i[contains(@class, 'icon_') and not(contains(@class, 'pinned'))] | .//td[contains(@class, 'td-03')]/i"
)
_PIN = ".//i[contains(@class, 'icon_pinned') or contains(@class, 'icon-top')]"
_PAID = ".//i[contains(@class, 'icon_recommend')] | .//a[contains(@href, 'topic_ad=1')] | .//a[starts-with(@href, 'javascript:')]"


def is_summary(body: bytes) -> bool:
    """Return whether the body is this page."""
    return any(mark in body for mark in _MARKS)


def read(body: bytes, captured_at: datetime) -> Iterator[Sighting]:
    """Yield the board's sightings: of "hot", or of "topics" (cate=topicband, rows with a lead text and reads)."""
    page = html.document_fromstring(body.replace(b"\x00", b""), parser=html.HTMLParser(encoding="utf-8"))
    for index, row in enumerate(page.xpath(_ROWS)[:MOST_ROWS]):
        yield from _sighting(row, index, captured_at)


def _sighting(row: etree._Element, index: int, captured_at: datetime) -> Iterator[Sighting]:
    title = _first(row, _TITLE)
    if title is None:
        return
    title = title.strip("#") or title
    heat = _first(row, _HEAT)
    band = bool(row.xpath(".//article"))
    pinned = bool(row.xpath(_PIN))
    yield Sighting(
        platform="weibo",
        list="topics" if band else "hot",
        title=title,
        position=None if pinned else whole(_first(row, _RANK)),
        index=index,
        captured_at=captured_at,
        kind="pinned" if pinned else "ad" if row.xpath(_PAID) else "organic",
        heat=parse_heat(heat),
        heat_raw=heat,
        label=_label(row),
        url=f"https://s.weibo.com/weibo?q={quote(title)}",
        excerpt=_first(row, ".//article/p"),
        lang="zh",
    )


def _first(row: etree._Element, path: str) -> str | None:
    """Return the text of the first element at the path, without its child elements except links."""
    for element in row.xpath(path):
        words = line("".join(element.xpath("text()")))
        if words:
            return words
    return None


def _label(row: etree._Element) -> str | None:
    """Return the mark's own text, if any ("新"), else the label of its icon."""
    for mark in row.xpath(_LABEL):
        if words := line(mark.text or ""):
            return words
        if named := from_icon(mark.get("class")):
            return named
    return None
