"""Extra request headers that some platforms require."""

from __future__ import annotations

from collections.abc import Mapping

BOARDS: Mapping[str, Mapping[str, str]] = {
    # HTTP 403 without it (seen by several trackers, October 2026).
    "weibo": {"Referer": "https://weibo.com/", "Accept": "application/json, text/plain, */*"},
}

ACCOUNTS: Mapping[str, Mapping[str, str]] = {
    "weibo": {
        "Referer": "https://m.weibo.cn/",
        "X-Requested-With": "XMLHttpRequest",
        "Accept": "application/json, text/plain, */*",
    },
}
