"""Turns articles into the pages, feeds and sitemaps of their outlets. Knows the templates, not the server."""

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
"""Days that a news sitemap looks back, by the format's own rule."""


def page(article: Article, moment: datetime, origin: str) -> bytes:
    """The page of an article, in its outlet's own markup.

    Args:
        article: as it reads at the moment.
        moment: what is not out yet is not linked.
        origin: scheme and host that links begin with.
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
    """The feed, news sitemap or section page by which an outlet's articles are found."""
    shown = list(readable(outlet, moment))
    if outlet.index_template == "news-sitemap.xml":
        shown = [article for article in shown if (moment - article.modified).days < MAX_AGE_OF_A_SITEMAP]
    updated = max((article.modified for article in shown), default=None)
    return _render(outlet.index_template, outlet=outlet, articles=shown, updated=updated, origin=origin)


def picture(article: Article) -> bytes:
    """Hills under a sun, in colours of the article's own: no photograph has to be licensed for a sample."""
    hue, height = article.number % 360, 60 + article.number % 50
    return _render("picture.svg", hue=hue, height=height)


def json_ld(article: Article, origin: str, **more: Any) -> Markup:
    """A NewsArticle block of schema.org."""
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
