"""Reads a page's metadata: JSON-LD, meta elements, microdata. Reads no body and judges nothing.

Every field lists its candidates in order of preference; crawler/pages/__init__.py chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from crawler.pages import jsonld, marked_authors, pictures
from crawler.pages.bylines import names
from crawler.pages.marked_authors import is_person
from crawler.texts import only_letters, plain

PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "datepublished",
    "publication_date", "publication-date", "publish_date", "publish-date", "publishdate", "published_date",
    "published-date", "pubdate", "bt:pubdate", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date.published", "originalpublicationdate", "article:create_at", "article_date_original",
    "rnews:datepublished", "dcterms.date", "dc.date", "ptime", "displaydate", "article-publication-date", "date",
    "weibo:article:create_at", "apub:time", "created", "datecreated", "prism.publicationdate", "citation_date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "dcterms.modified", "dc.date.modified",
    "article:updated_time", "last-modified", "lastmod", "revised", "modificationdate", "parsely-updated-date",
)  # fmt: skip
AUTHORS = (
    "parsely-author", "sailthru.author", "byl", "author", "dc.creator", "dcterms.creator", "cxenseparse:author",
    "article:author_name", "article:author", "og:article:author", "article.author", "rbauthors", "dc.author",
    "citation_author", "authors", "creator",
)  # fmt: skip
TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
    "title",
)
LANGUAGES = ("og:locale", "content-language", "language", "dc.language")
MICRODATA = frozenset({"headline", "datePublished", "dateModified"})
DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")

LONGEST_KICKER = 40
"""Characters of a kicker, the word or two above a title within its heading."""

MOST_HEADINGS = 5
"""Headings examined on a page without an <h1> and without a title in its metadata."""

_NAMED_TITLE = re.compile(r"(?:^|[\s_-])(?:title|headline|tit|biaoti)(?:$|\s)", re.IGNORECASE)
_CANONICAL = etree.XPath("//link[translate(@rel, 'CANONICAL', 'canonical')='canonical']/@href")
_WITH_ITEMPROP = etree.XPath("//*[@itemprop]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A page's metadata."""

    headline: str | None = None
    """Of the JSON-LD article."""
    titles: tuple[str, ...] = ()
    """Headline, og:title and the like, <title>."""
    headings: tuple[str, ...] = ()
    """Every <h1>, in order, with and without its kicker."""
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    """As written."""
    modified: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    canonical: tuple[str, ...] = ()
    free: bool | None = None
    image: str | None = None
    body: str | None = None
    """The JSON-LD articleBody, as plain text."""
    descriptions: tuple[str, ...] = ()
    """The page's descriptions of itself."""
    is_article: bool = False
    """Whether the page calls itself an article."""


def read(tree: Any, url: str) -> Metadata:
    """Read the metadata of a parsed page (an lxml.html element)."""
    meta, microdata = _meta(tree), _microdata(tree)
    page_title = plain(tree.findtext(".//title"))
    headings = tuple(found for element in tree.iter("h1") for found in _heading(element))
    blocks = [jsonld.load(script.text or "") for script in tree.xpath("//script[contains(@type, 'ld+json')]")]
    meta_titles = [found for name in TITLES if (found := plain(meta.get(name)))]
    node = jsonld.article(blocks, url, [*headings, *meta_titles, *([page_title] if page_title else [])])
    if not headings and not meta_titles and not node.get("headline"):
        headings = _lesser_headings(tree)
    is_article = bool(jsonld.types(node) & jsonld.ARTICLE_TYPES)
    headline = plain(
        jsonld.text(node.get("headline")) or (jsonld.text(node.get("name")) if is_article else None)
    )
    return Metadata(
        headline=headline,
        titles=_unique([headline, *meta_titles, microdata.get("headline"), page_title]),
        headings=headings,
        authors=_authors(tree, meta, node),
        published=_published(tree, meta, node, microdata),
        modified=_unique(
            [
                jsonld.text(node.get("dateModified")),
                *(meta.get(name) for name in MODIFIED),
                microdata.get("dateModified"),
            ]
        ),
        lang=_languages(tree, meta, node),
        canonical=_unique([*_CANONICAL(tree), meta.get("og:url"), *(_address(node) if is_article else ())]),
        free=_free(node, meta),
        image=pictures.find(tree, node, meta, url),
        body=plain(jsonld.text(node.get("articleBody")), lines=True),
        descriptions=_unique(
            [plain(meta.get(name)) for name in DESCRIPTIONS] + [plain(jsonld.text(node.get("description")))]
        ),
        is_article=is_article or (meta.get("og:type") or "").lower() in {"article", "news", "newsarticle"},
    )


def _languages(tree: Any, meta: dict[str, str], node: dict[str, Any]) -> tuple[str, ...]:
    return _unique(
        [
            tree.get("lang"),
            tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
            jsonld.text(node.get("inLanguage")),
            *(meta.get(name) for name in LANGUAGES),
        ]
    )


def _lesser_headings(tree: Any) -> tuple[str, ...]:
    """Return titles by tag or class on a page without an <h1>."""
    elements = (
        element
        for element in tree.iter("h2", "div", "p", "strong")
        if element.tag == "h2" or _NAMED_TITLE.search(element.get("class") or "")
    )
    return tuple(found for element in islice(elements, MOST_HEADINGS) for found in _heading(element))


def _heading(element: Any) -> list[str]:
    """Return the text of an <h1>; if it begins or ends with a child element (a kicker), also the text without it."""
    whole = plain(_words(element))
    if not whole:
        return []
    parts = [words for part in (element[:1] + element[-1:]) if (words := plain(part.text_content()))]
    without = [
        rest.strip(" |-–—:·•")
        for words in parts
        for rest in (whole.removeprefix(words), whole.removesuffix(words))
        if len(words) <= LONGEST_KICKER and rest != whole
    ]
    return [whole, *(rest for rest in without if rest)]


def _meta(tree: Any) -> dict[str, str]:
    """Return meta values by name, property, itemprop or http-equiv in lower case; the first non-empty one each."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                values.setdefault(name.strip().lower(), content)
    return values


def _published(
    tree: Any, meta: dict[str, str], node: dict[str, Any], microdata: dict[str, str | None]
) -> tuple[str, ...]:
    times = tree.xpath("//time[@datetime][@pubdate or contains(@itemprop, 'datePublished')]/@datetime")
    return _unique(
        [
            jsonld.text(node.get("datePublished")),
            *(meta.get(name) for name in PUBLISHED),
            microdata.get("datePublished"),
            *times[:1],
            jsonld.text(node.get("dateCreated")),
            jsonld.text(node.get("uploadDate")),
            *_header_times(tree),
        ]
    )


def _header_times(tree: Any) -> list[str]:
    """Return <time datetime> values: those in the article's head, else the only one there is."""
    found = (
        tree.xpath("//article//header//time/@datetime | //header//time/@datetime")
        or tree.xpath("//article//time/@datetime")
        or tree.xpath("//time/@datetime")
    )
    return [str(value) for value in found[:1]]


def _authors(tree: Any, meta: dict[str, str], node: dict[str, Any]) -> tuple[str, ...]:
    """Return the authors in the metadata; if that is the paper itself, those in the byline."""
    papers = {only_letters(name) for name in _papers(meta, node)}
    said = next(
        (
            found
            for value in (node.get("author"), node.get("creator"), *(meta.get(name) for name in AUTHORS))
            if (found := names(value))
        ),
        (),
    )
    others = tuple(name for name in said if only_letters(name) not in papers)
    return others if any(map(is_person, others)) else marked_authors.find(tree) or said


def _papers(meta: dict[str, str], node: dict[str, Any]) -> list[str]:
    """Return the publisher's names."""
    publisher = node.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return [
        value
        for value in (meta.get("og:site_name"), name, meta.get("twitter:site"))
        if isinstance(value, str)
    ]


def _microdata(tree: Any) -> dict[str, str | None]:
    """Return the first value of each itemprop of interest."""
    values: dict[str, str | None] = {}
    for element in _WITH_ITEMPROP(tree):
        for name in MICRODATA.intersection(element.get("itemprop").split()) - values.keys():
            values[name] = plain(element.get("content") or element.get("datetime") or _words(element))
    return values


def _free(node: dict[str, Any], meta: dict[str, str]) -> bool | None:
    said = [node.get("isAccessibleForFree")]
    parts = node.get("hasPart")
    said += [
        part.get("isAccessibleForFree")
        for part in (parts if isinstance(parts, list) else [parts])
        if isinstance(part, dict)
    ]
    values = {str(value).strip().lower().rsplit("/", 1)[-1] for value in said if value is not None}
    tier = (meta.get("article:content_tier") or "").lower()
    if values & {"false", "no", "0"} or tier in {"locked", "paid", "premium"}:
        return False
    return True if values & {"true", "yes", "1"} or tier == "free" else None


def _address(node: dict[str, Any]) -> list[str | None]:
    page = node.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    return [
        value if isinstance(value, str) and value.startswith("http") else None
        for value in (node.get("url"), page)
    ]


def _words(element: Any) -> str:
    return str(element.text_content())


def _unique(values: list[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value and value.strip()))
