"""Writes the exchange's answer to a search for announcements, in the shape of HKEX's title search."""

from __future__ import annotations

import json
import tomllib
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sample.content import HERE

HONG_KONG = ZoneInfo("Asia/Hong_Kong")


def title_search(stock_id: str, moment: datetime, origin: str) -> dict[str, Any]:
    """The reply of titleSearchServlet.do: its `result` is JSON inside a string, times are the exchange's own.

    The exchange links its documents by their path; here the link is whole, for they do not lie at the exchange.
    """
    found = [
        filing for filing in announcements() if filing["stock_id"] == stock_id and filing["at"] <= moment
    ]
    rows = [
        {
            "FILE_INFO": "HTM",
            "NEWS_ID": filing["id"],
            "SHORT_TEXT": filing["headline"],
            "TOTAL_COUNT": str(len(found)),
            "DOD_WEB_PATH": "",
            "STOCK_NAME": filing["stock_name"],
            "TITLE": filing["title"],
            "FILE_TYPE": "HTM",
            "DATE_TIME": filing["at"].astimezone(HONG_KONG).strftime("%d/%m/%Y %H:%M"),
            "LONG_TEXT": filing["headline"],
            "STOCK_CODE": filing["stock_code"],
            "FILE_LINK": origin + filing["path"],
        }
        for filing in sorted(found, key=lambda filing: filing["at"], reverse=True)
    ]
    result = json.dumps(rows, ensure_ascii=False) if rows else "null"
    return {"result": result, "hasNextRow": False, "rowRange": 100, "recordCnt": len(rows)}


def announcement(path: str, moment: datetime) -> tuple[bytes, datetime] | None:
    """The document at an address with the time it was put there, or None."""
    for filing in announcements():
        if filing["path"] == path and filing["at"] <= moment:
            return (HERE / "filings" / filing["file"]).read_bytes(), filing["at"]
    return None


@cache
def announcements() -> tuple[dict[str, Any], ...]:
    """All announcements of the sample."""
    return tuple(
        tomllib.loads((HERE / "filings" / "announcements.toml").read_text(encoding="utf-8"))["announcement"]
    )
