"""Parses HKEX's announcement search (titleSearchServlet.do), whose JSON has the rows as JSON in a string.

A search uses HKEX's own stock id, which `stock_id` extracts from the reply of prefix.do.
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
    """Yield the announcements, the latest first.

    Raises:
        Refused: There are no rows in the reply.
    """
    reply = payload.decode(body)
    result = payload.at(reply, "result")
    if result is None or (isinstance(result, str) and result.strip() in {"", "null"}):
        if payload.whole(reply, "recordCnt") == 0:
            raise Refused("empty", "no announcement matches the search")
        raise Refused("error", f"no result in HKEX's reply{said(reply)}")
    for _, row in rows_at(
        payload.decode(result.encode("utf-8", "replace")) if isinstance(result, str) else result
    ):
        yield from _filing(row)


def stock_id(body: bytes, code: str) -> int | None:
    """Return HKEX's own id of a stock code ("1810", "01810") from the reply of prefix.do, or None."""
    name, _, rest = body.partition(b"(")
    wrapped = name.strip().replace(b".", b"").isalnum()
    reply = payload.decode(rest.rpartition(b")")[0] if wrapped else body)
    for _, row in payload.rows(reply, "stockInfo"):
        if (payload.text(row, "code") or "").lstrip("0") == code.lstrip("0"):
            return payload.whole(row, "stockId")
    return None


def _filing(row: dict[str, Any]) -> Iterator[Filing]:
    """Yield a filing. Companies with several counters list codes and names separated by line breaks: the first is used."""
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
    """Parse dd/mm/yyyy HH:MM, Hong Kong time."""
    try:
        local = datetime.strptime(written or "", "%d/%m/%Y %H:%M").replace(tzinfo=HONG_KONG)
    except ValueError:
        return None
    return local.astimezone(UTC)
