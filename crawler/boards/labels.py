"""Derives the label beside a topic (新 热 沸 爆 …) from Weibo's bit mask or from an icon's file name."""

from __future__ import annotations

import re
from urllib.parse import unquote

FLAGS = ((4, "爆"), (16, "沸"), (2, "热"), (1, "新"), (32768, "暖"))
"""Bit and label, the strongest first. It is a mask: 32772 (暖 and 爆) is among the recorded values."""

NAMED_ICONS = {
    "recom": "荐",
    "jian": "荐",
    "shang": "商",
    "piyao": "辟谣",
    "liangxiang": "亮相",
    "hot": "热",
    "boil": "沸",
    "new": "新",
}
"""Word in an icon's file or class name → label."""

_FLAG_ICON = re.compile(r"/flags/(\d{1,6})_\d+\.png")
_WORDED_ICON = re.compile(r"search_ads_([\u4e00-\u9fff]{1,6})")


def from_mask(mask: int | None) -> str | None:
    """Return the strongest label of a mask, or None: 0 means no label, other bits are unknown."""
    return next((label for bit, label in FLAGS if mask and mask & bit), None)


def from_icon(address: str | None) -> str | None:
    """Return the label of an icon, or None if its name is unknown."""
    name = unquote(address or "")
    if flag := _FLAG_ICON.search(name):
        return from_mask(int(flag[1]))
    if worded := _WORDED_ICON.search(name):
        return worded[1]
    words = re.split(r"[^a-z]+", name.rsplit("/", 1)[-1].lower())
    return next((label for word, label in NAMED_ICONS.items() if word in words), None)
