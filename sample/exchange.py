"""Renders the exchange's reply to an announcement search, in the format of HKEX's title search."""

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
    """Return the reply of titleSearchServlet.do: its `result` is JSON in a string, with times of the exchange.

    Links are absolute here, because the documents are not on the exchange's host.
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
    """Return the document at a path and its publication time, or None."""
    for filing in announcements():
        if filing["path"] == path and filing["at"] <= moment:
            return (HERE / "filings" / filing["file"]).read_bytes(), filing["at"]
    return None


@cache
def announcements() -> tuple[dict[str, Any], ...]:
    """Return all announcements of the sample."""
    return tuple(
        tomllib.loads((HERE / "filings" / "announcements.toml").read_text(encoding="utf-8"))["announcement"]
    )
