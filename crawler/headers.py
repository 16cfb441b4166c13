"""What platforms want to see in a request besides the usual. Knows their quirks, not their replies."""

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
