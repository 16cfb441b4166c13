"""Finds where a title ends before an appended outlet name, as many feeds write it: "Bus recall grows - The Daily Strait".

Uses the form of such names and the outlets that the reading found. Does not identify the outlet.
"""

from __future__ import annotations

import re

from records import Item
from stories.text.phrases import DENSE

_SIGN, _SIGN_DENSE = re.compile(r" [-–—|·] "), re.compile(r"[-—_|｜丨]")

_BEHIND = re.compile(r".*\S(?P<gap>\s+)(?P<sign>[-–—|·])\s+(?P<name>[^-–—|·]{2,40})$", re.DOTALL)
_BEHIND_DENSE = re.compile(
    r".*[^\s_|｜丨—-](?P<gap>\s*)(?P<sign>[-_|｜丨]|—+)\s*(?P<name>[^-—_|｜丨]{2,14})$", re.DOTALL
)

_NAME = re.compile(
    r"(?:(?:the|la|le|el|il|o|a) )?[A-ZÀ-Þ][\w.'’&!]*"
    r"(?: (?:of|the|and|&|de|du|des|del|della|do|da|la|le|[A-ZÀ-Þ(][\w.'’&!)]*))*"
)
"""Words that all begin with a capital."""

_NAME_DENSE = re.compile(r"\S*(?:网|报|社|新闻|财经|资讯|频道|电视台|周刊|在线|客户端|ニュース|新聞)")

LEAST, LEAST_DENSE = 3, 6
"""Minimum words (in dense scripts, characters) of the title before the name."""

MOST = 5
"""Maximum words of an outlet name."""

NAMES = 2
"""Maximum number of names in a row: a section and the outlet."""

NOUNS = frozenset({"de"})
"""Languages that capitalise every noun, where a capitalised word after a hyphen may be content."""


def end_of_title(item: Item) -> int:
    """Return the length of a title without its outlet name."""
    title, dense = item.title, item.lang in DENSE
    end = len(title)
    for _ in range(NAMES):
        if (_SIGN_DENSE if dense else _SIGN).search(title) is None:
            break
        found = (_BEHIND_DENSE if dense else _BEHIND).match(title)
        if found is None or not _is_outlet(item, found):
            break
        end = found.start("gap")
        title = title[:end]
    return end


def _is_outlet(item: Item, found: re.Match[str]) -> bool:
    told, name, start = found.string[: found.start("gap")], found["name"], found.start("name")
    dense = item.lang in DENSE
    if (len(told) < LEAST_DENSE) if dense else (len(told.split()) < LEAST or len(name.split()) > MOST):
        return False
    if any(
        mention.label == "MEDIA" and mention.start <= start < mention.end for mention in item.reading.mentions
    ):
        return True
    if dense:
        return _NAME_DENSE.fullmatch(name) is not None
    if found["sign"] in "|·":
        return True
    if found["sign"] != "-" or item.lang in NOUNS or any(map(str.isdigit, name)):
        return False
    return _NAME.fullmatch(name) is not None
