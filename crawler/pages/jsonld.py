"""Finds the article described by a page's JSON-LD. Knows schema.org's names, not what they are used for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.texts import unescape

ARTICLE_TYPES = frozenset({
    "newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
    "opinionnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "blogposting", "liveblogposting", "report",
    "socialmediaposting", "techarticle", "scholarlyarticle", "advertisercontentarticle", "satiricalarticle",
    "discussionforumposting",
})  # fmt: skip
LESSER_TYPES = frozenset({"webpage", "creativework", "itempage", "videoobject", "mediaobject", "review"})
"""Types that describe the page; used if no article is described."""

DEEPEST = 12
"""Nesting depth that is searched: real pages need five."""

_COMMENTS = re.compile(
    r"^\s*(<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(-->|//\]\]>|\]\]>|/\*\]\]>\*/)\s*$"
)
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")


def load(text: str) -> Any:
    """Parse a JSON-LD block, tolerating common errors; None if it cannot be parsed."""
    text = _COMMENTS.sub("", _COMMENTS.sub("", text)).strip().rstrip(";")
    for attempt in (
        text,
        _CONTROL.sub(" ", text),
        _TRAILING_COMMA.sub("", _CONTROL.sub(" ", unescape(text))),
    ):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every typed object in a value, outermost first."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from nodes(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from nodes(inner, depth + 1)


def types(node: dict[str, Any]) -> set[str]:
    """Return the names of a node's types, in lower case and without namespace."""
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return {name.rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}


def article(blocks: list[Any], url: str, titles: list[str]) -> dict[str, Any]:
    """Return the node that describes the page's article, or an empty dict.

    Args:
        blocks: values of the page's JSON-LD scripts.
        url: the page's address; a node with another address is a teaser for another article.
        titles: the page's own titles, which also distinguish its article from teasers.
    """
    every = list(nodes(blocks))
    best: dict[str, Any] = {}
    best_score = 0.0
    for order, node in enumerate(every):
        kinds = types(node)
        if not kinds & (ARTICLE_TYPES | LESSER_TYPES):
            continue
        score = (10.0 if kinds & ARTICLE_TYPES else 2.0) - min(order, 50) / 100
        headline = text(node.get("headline")) or text(node.get("name"))
        score += (
            2 * bool(headline) + 3 * bool(text(node.get("datePublished"))) + bool(node.get("articleBody"))
        )
        score += 6 * any(_same(headline, title) for title in titles)
        score += 4 * any(_same_page(address, url) for address in _addresses(node))
        if score > best_score:
            best, best_score = node, score
    described = {
        node["@id"]: node
        for node in every
        if isinstance(node.get("@id"), str) and node.keys() & {"name", "url", "contentUrl"}
    }
    return resolved(best, described)


def resolved(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a node with references {"@id": …} replaced by their targets."""
    return {
        key: _resolve(value, by_id) if key in {"author", "creator", "image", "publisher"} else value
        for key, value in node.items()
    }


def text(value: Any) -> str | None:
    """Return the text of a value: the string, the first of a list, the @value of an object."""
    if isinstance(value, list):
        return next((found for item in value if (found := text(item))), None)
    if isinstance(value, dict):
        return text(value.get("@value") or value.get("name") or value.get("url"))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def _resolve(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolve(item, by_id) for item in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _same_page(address: str, url: str) -> bool:
    return bool(url) and _bare(address) == _bare(url)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(www\.|m\.)?|[?#].*$", "", address.strip()).rstrip("/")


def _same(left: str | None, right: str) -> bool:
    return bool(left) and "".join((left or "").casefold().split()) == "".join(right.casefold().split())
