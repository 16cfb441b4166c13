"""A newsroom written for this project: outlets, boards, accounts and filings over four days, served on the loopback.

Everything except Xiaomi, its two officers and the facts of their case is invented. Imports no other part than records.

`newsroom` is the server, `addresses` maps URLs to content, `faults` makes it fail. Articles: `content`, rendered by
`pages`. Boards: `hotsearch`, rendered by `boards`. Accounts: `accounts`, rendered by `account_replies`. Filings:
`exchange` and `register`.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from records import BEIJING
from sample.newsroom import Newsroom

__all__ = ["CONFIG", "HOST", "MOMENTS", "SOURCES", "WATCHLIST", "Newsroom"]

HERE = Path(__file__).parent

CONFIG = HERE / "rejoinder.toml"
SOURCES = HERE / "sources.toml"
WATCHLIST = HERE / "watchlist.toml"

HOST = "newsroom.localhost"
"""Host name under which the sample is stored, whatever the server's port."""

MOMENTS = tuple(
    datetime(2024, 8, day, hour, minute, tzinfo=BEIJING)
    for day, hour, minute in (
        (20, 21, 0),
        (21, 9, 10),
        (21, 14, 30),
        (21, 18, 20),
        (21, 22, 15),
        (22, 0, 24),
        (22, 7, 10),
        (22, 9, 12),
        (22, 9, 25),
        (22, 10, 38),
        (22, 12, 22),
        (22, 13, 18),
        (22, 18, 5),
        (23, 6, 55),
    )
)
"""Simulated times of crawls: seldom in quiet hours, frequent around the case. The brief of 23 August, 07:00, follows."""
