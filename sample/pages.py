"""Renders the pages, feeds and sitemaps of the outlets. Knows the templates, not the server."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sample.content import HERE, Article, Outlet, readable

RELATED = 4
MAX_AGE_OF_A_SITEMAP = 2
"""Days covered by a news sitemap, as the format prescribes."""


def page(article: Article, moment: datetime, origin: str) -> bytes:
    """Return the page of an article in its outlet's markup.

    Args:
        article: as of the simulated time.
        moment: simulated time; later articles are not linked.
        origin: scheme and host for links.
    """
    others = [other for other in readable(article.outlet, moment) if other.slug != article.slug]
    return _render(
        f"{article.outlet.id}.html",
        article=article,
        outlet=article.outlet,
        related=others[:RELATED],
        origin=origin,
    )


def index(outlet: Outlet, moment: datetime, origin: str) -> bytes:
    """Return the feed, news sitemap or section page that lists an outlet's articles."""
    shown = list(readable(outlet, moment))
    if outlet.index_template == "news-sitemap.xml":
        shown = [article for article in shown if (moment - article.modified).days < MAX_AGE_OF_A_SITEMAP]
    updated = max((article.modified for article in shown), default=None)
    return _render(outlet.index_template, outlet=outlet, articles=shown, updated=updated, origin=origin)


def picture(article: Article) -> bytes:
    """Return a drawing of hills and a sun in the article's own colours, so that no photograph needs a licence."""
    hue, height = article.number % 360, 60 + article.number % 50
    return _render("picture.svg", hue=hue, height=height)


def json_ld(article: Article, origin: str, **more: Any) -> Markup:
    """Return a NewsArticle block of schema.org."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": origin + article.path,
        "headline": article.seo_title or article.title,
        "description": article.summary,
        "datePublished": article.local.isoformat(),
        "dateModified": article.local_modified.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet.name},
        "inLanguage": article.outlet.lang,
        "articleSection": article.section,
        "isAccessibleForFree": article.free,
        **more,
    }
    return Markup(json.dumps(data, ensure_ascii=False, indent=1).replace("</", "<\\/"))  # noqa: S704 - our own text


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["rfc822"] = format_datetime
    environment.globals["json_ld"] = json_ld
    return environment


def _render(template: str, **values: Any) -> bytes:
    return _environment().get_template(template).render(**values).encode()
