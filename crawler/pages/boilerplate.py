"""Removes boilerplate from a page before extraction, where the markup identifies it.

Captions, teasers, dialogs and screen-reader texts. Words within running text stay, whatever their element is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawler.trees import remove

LONGEST_HIDDEN = 300
"""Characters; a longer hidden text is an article that a script will show."""

LONGEST_CAPTION = 500
LONGEST_TEASER = 600
"""Characters; a longer link was never closed and contains the article, unless it is a list item."""

LONGEST_IN_LIST = 1500
SHORTEST_LINK = 20
"""Minimum characters of a link that is a title."""

LONGEST_LABEL = 60
"""Maximum characters of the words that introduce a link or a list of links."""

LONGEST_LINKED = 250
"""Maximum characters of a paragraph that is only a link to another article."""

_TITLED = etree.XPath("//a[@href][.//p or .//h2 or .//h3 or .//h4]")
_DIALOGUES = frozenset({"dialog", "alertdialog"})
_HIDDEN = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|hidden-visually|sr-?only|screen-?reader(?:-(?:text|only))?|vh|a11y-hidden|off-?screen)(?:$|\s)",
    re.IGNORECASE,
)
_SHOWN_AT_A_WIDTH = re.compile(r":(?:block|inline|flex|grid|contents|table)")
"""As in "hidden md:block"."""

_CAPTION = re.compile(
    r"caption|bild-?unterschrift|(?:image|img|photo|foto|picture)-?(?:desc|credit)|media-?info", re.IGNORECASE
)
_MODAL = re.compile(r"(?:^|[\s_-])modal(?:$|[\s_-])", re.IGNORECASE)
_NAMED = re.compile("idden|[Ss][Rr]-?[Oo]nly|[Ss]creen|-vh|aption|nterschrift|[Dd]esc|redit|[Ii]nfo|odal")
"""Substrings of the names above, for a quick test that rules out most elements."""

_WHOLE = frozenset({"html", "body", "main", "article"})
_ANNOUNCES = re.compile(r"(?:^|[:：|>→»•])\W*$")


def clear(tree: Any) -> None:
    """Remove the boilerplate from a page's tree."""
    remove(tree, list(_by_markup(tree)))
    remove(tree, [*filter(_is_teaser, _TITLED(tree)), *_links_to_others(tree)])
    for block in tree.iter("p", "li"):
        for span in block.iter("span"):
            span.attrib.clear()


def _by_markup(tree: Any) -> Iterator[Any]:
    """Yield elements whose tag, attribute or class marks them as boilerplate."""
    for element in tree.iter():
        if element.tag == "figcaption":
            is_furniture = len(element.text_content()) <= LONGEST_CAPTION
        elif element.get("hidden") is not None:
            is_furniture = _is_short(element)
        elif element.tag == "dialog" or (
            element.attrib and (element.get("aria-modal") == "true" or element.get("role") in _DIALOGUES)
        ):
            is_furniture = _is_dialogue(element)
        else:
            is_furniture = False
        names = element.get("class")
        if is_furniture or (
            names
            and _NAMED.search(names)
            and element.tag not in _WHOLE
            and _is_named_furniture(element, names)
        ):
            yield element


def _is_named_furniture(element: Any, names: str) -> bool:
    if _HIDDEN.search(names) or ("hidden" in names.split() and not _SHOWN_AT_A_WIDTH.search(names)):
        return _is_short(element)
    if _MODAL.search(names):
        return element.tag in {"div", "section"} and _is_dialogue(element)
    return bool(_CAPTION.search(names)) and len(element.text_content()) <= LONGEST_CAPTION


def _is_short(element: Any) -> bool:
    return len(element.text_content()) <= LONGEST_HIDDEN


def _is_dialogue(element: Any) -> bool:
    """Return whether a dialog is boilerplate: one that is the article itself would have its title."""
    return next(element.iterdescendants("h1", "article"), None) is None


def _is_teaser(link: Any) -> bool:
    """Return whether a link holds a paragraph or a heading: a preview of another page."""
    in_list = link.getparent().tag == "li"
    return len(link.text_content()) <= (LONGEST_IN_LIST if in_list else LONGEST_TEASER)


def _links_to_others(tree: Any) -> Iterator[Any]:
    """Yield paragraphs and lists of links to other articles, with their labels."""
    for element in tree.iter("p", "ul", "ol"):
        if element.tag == "p":
            if _is_link(element, LONGEST_LABEL):
                yield element
        elif (items := list(element.iterchildren("li"))) and all(_is_link(item, 0) for item in items):
            yield element
            if (label := _label(element)) is not None:
                yield label


def _is_link(element: Any, longest_label: int) -> bool:
    """Return whether an element is a titled link, with no text but a label before it."""
    links = [words for link in element.iter("a") if link.get("href") and (words := _words(link))]
    if not links or len(links[0]) < SHORTEST_LINK or links[-1].startswith(("http", "www.")):
        return False
    words = _words(element)
    if len(words) > LONGEST_LINKED:
        return False
    before, _, behind = words.partition(links[0])
    rest = "".join(filter(str.isalnum, before + behind))
    return not rest or (
        len(links) == 1
        and len(before) <= longest_label
        and bool(_ANNOUNCES.search(before))
        and not any(map(str.isalnum, behind))
    )


def _label(element: Any) -> Any:
    before = element.getprevious()
    if before is None or before.tag not in {"p", "div", "h2", "h3", "h4", "h5", "h6"}:
        return None
    words = _words(before)
    return before if len(words) <= LONGEST_LABEL and words[-1:] not in {*'.!?。！？”"'} else None


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
