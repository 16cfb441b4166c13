"""Takes out of a page, before its words are looked for, what its markup shows to be no part of the article.

Captions, teasers, dialogues and what only a screen reader reads out. Words in running text keep their place, whatever
their element is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawler.removing import remove

LONGEST_HIDDEN = 300
"""Characters; more than that is an article that a script will show."""

LONGEST_CAPTION = 500
LONGEST_TEASER = 600
"""Characters; a link that holds more was never closed, and the article stands in it, unless it is an item of a list."""

LONGEST_IN_LIST = 1500
SHORTEST_LINK = 20
"""Characters of a link that is the title of something."""

LONGEST_LABEL = 60
"""Characters of the words that announce a list of links, or a link."""

LONGEST_LINKED = 250
"""Characters of a paragraph that is nothing but a link to another article."""

_TITLED = etree.XPath("//a[@href][.//p or .//h2 or .//h3 or .//h4]")
_PERHAPS_HIDDEN = etree.XPath(
    "//*[not(self::html or self::body or self::main or self::article)][@hidden or contains(@class, 'idden') or "
    "contains(@class, 'sr-only') or contains(@class, 'sronly') or contains(@class, 'creen') or contains(@class, '-vh') or "
    "contains(@class, 'assistive')]"
)
_PERHAPS_CAPTION = etree.XPath(
    "//figcaption | //*[self::p or self::div or self::span or self::small or self::dd or self::em]"
    "[contains(@class, 'aption') or contains(@class, 'esc') or contains(@class, 'redit') or contains(@class, 'nfo') or "
    "contains(@class, 'ild')]"
)
_DIALOGUES = etree.XPath(
    "//dialog | //*[@role='dialog' or @role='alertdialog' or @aria-modal='true'] | "
    "//*[self::div or self::section][contains(@class, 'odal')]"
)
_NAMED_IN_TEXT = etree.XPath("//p//span[@class or @id or @style] | //li//span[@class or @id or @style]")
_HIDDEN = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|hidden-visually|sr-?only|screen-?reader(?:-(?:text|only))?|vh|a11y-hidden|"
    r"assistive-text|off-?screen)(?:$|\s)",
    re.IGNORECASE,
)
_SHOWN_AT_A_WIDTH = re.compile(r":(?:block|inline|flex|grid|contents|table)")
"""As in "hidden md:block"."""

_CAPTION = re.compile(
    r"caption|bild-?unterschrift|(?:image|img|photo|foto|picture)-?(?:desc|credit)|media-?info", re.IGNORECASE
)
_MODAL = re.compile(r"(?:^|[\s_-])modal(?:$|[\s_-])", re.IGNORECASE)
_ANNOUNCES = re.compile(r"(?:^|[:：|>→»•])\W*$")


def clear(tree: Any) -> None:
    """Take the furniture out of a page's tree."""
    remove(tree, filter(_is_hidden, _PERHAPS_HIDDEN(tree)))
    remove(tree, filter(_is_caption, _PERHAPS_CAPTION(tree)))
    remove(tree, filter(_is_dialogue, _DIALOGUES(tree)))
    remove(tree, filter(_is_teaser, _TITLED(tree)))
    remove(tree, list(_links_to_others(tree)))
    for span in _NAMED_IN_TEXT(tree):
        span.attrib.clear()


def _is_hidden(element: Any) -> bool:
    names = element.get("class") or ""
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN.search(names))
        or ("hidden" in names.split() and not _SHOWN_AT_A_WIDTH.search(names))
    ) and len(element.text_content()) <= LONGEST_HIDDEN


def _is_caption(element: Any) -> bool:
    return (element.tag == "figcaption" or bool(_CAPTION.search(element.get("class") or ""))) and len(
        element.text_content()
    ) <= LONGEST_CAPTION


def _is_dialogue(element: Any) -> bool:
    """A window over the page. Where the article itself is shown in one, its title stands in it."""
    if element.tag == "div" and element.get("role") is None and not _MODAL.search(element.get("class") or ""):
        return False
    return next(element.iterdescendants("h1", "article"), None) is None


def _is_teaser(link: Any) -> bool:
    """A link that holds a paragraph or a heading: a picture of another page."""
    in_list = link.getparent().tag == "li"
    return len(link.text_content()) <= (LONGEST_IN_LIST if in_list else LONGEST_TEASER)


def _links_to_others(tree: Any) -> Iterator[Any]:
    """Paragraphs and lists that are nothing but links to other articles, with the words that announce them."""
    for element in tree.iter("p", "ul", "ol"):
        if element.tag == "p":
            if _is_link(element, LONGEST_LABEL):
                yield element
        elif (items := list(element.iterchildren("li"))) and all(_is_link(item, 0) for item in items):
            yield element
            if (label := _label(element)) is not None:
                yield label


def _is_link(element: Any, longest_label: int) -> bool:
    """Whether an element is a link to something with a title, with no words but an announcement before it."""
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
