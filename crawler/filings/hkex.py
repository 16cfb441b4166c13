"""Reads HKEX's search of announcements (titleSearchServlet.do), whose JSON holds the rows as JSON in a string.

A search asks by HKEX's own stock id; `stock_id` reads it from the reply of prefix.do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from crawler import payload
from crawler.addresses import joined
from crawler.filings.reply import Filing
from crawler.refusals import Refused, rows_at, said
from crawler.texts import plain

SITE = "https://www1.hkexnews.hk"
HONG_KONG = ZoneInfo("Asia/Hong_Kong")


def read(body: bytes) -> Iterator[Filing]:
    """The announcements, the latest first.

    Raises:
        Refused: There are no rows in the reply.
    """
    reply = payload.decode(body)
    result = payload.at(reply, "result")
    if result is None or (isinstance(result, str) and result.strip() in {"", "null"}):
        if payload.whole(reply, "recordCnt") == 0:
            raise Refused("empty", "no announcement answers the search")
        raise Refused("error", f"no result in HKEX's reply{said(reply)}")
    for _, row in rows_at(
        payload.decode(result.encode("utf-8", "replace")) if isinstance(result, str) else result
    ):
        yield from _filing(row)


def stock_id(body: bytes, code: str) -> int | None:
    """HKEX's own id of a stock code ("1810", "01810"), out of the reply of prefix.do; None where it is not there."""
    name, _, rest = body.partition(b"(")
    wrapped = name.strip().replace(b".", b"").isalnum()
    reply = payload.decode(rest.rpartition(b")")[0] if wrapped else body)
    for _, row in payload.rows(reply, "stockInfo"):
        if (payload.text(row, "code") or "").lstrip("0") == code.lstrip("0"):
            return payload.whole(row, "stockId")
    return None


def _filing(row: dict[str, Any]) -> Iterator[Filing]:
    """Companies with several counters have a code and a name for each, parted by line breaks: the first is taken."""
    number, title = payload.text(row, "NEWS_ID"), plain(payload.text(row, "TITLE"))
    url = joined(SITE, payload.text(row, "FILE_LINK") or "")
    if number is None or title is None or url is None or url == SITE:
        return
    code = _first(payload.text(row, "STOCK_CODE"))
    written = payload.text(row, "DATE_TIME")
    yield Filing(
        id=number,
        url=url,
        title=title,
        company=_first(payload.text(row, "STOCK_NAME")) or code,
        number=f"{code.lstrip('0')}.HK" if code else "",
        filed=_moment(written),
        filed_raw=written,
        summary=plain(payload.text(row, "LONG_TEXT")) or plain(payload.text(row, "SHORT_TEXT")),
    )


def _first(words: str | None) -> str:
    return (plain(words, lines=True) or "").split("\n", 1)[0].strip()


def _moment(written: str | None) -> datetime | None:
    """Written as dd/mm/yyyy HH:MM, in Hong Kong's time."""
    try:
        local = datetime.strptime(written or "", "%d/%m/%Y %H:%M").replace(tzinfo=HONG_KONG)
    except ValueError:
        return None
    return local.astimezone(UTC)
