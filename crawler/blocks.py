"""Writes sources as [[source]] blocks of a source list. crawler/sources.py reads them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from dataclasses import fields
from urllib.parse import urlsplit

from crawler.addresses import site
from crawler.sources import KIND_OF, usual_zone
from records import Source

_ALWAYS = ("id", "name", "spider", "url")


def block(source: Source) -> str:
    """Format a source as a person would write it, without defaults."""
    usual = {field.name: field.default for field in fields(Source)}
    usual |= {"kind": KIND_OF.get(source.spider, "article"), "zone": usual_zone(source.lang)}
    lines = [
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name in usual
        if (value := getattr(source, name)) is not None and (name in _ALWAYS or value != usual[name])
    ]
    return "\n".join(["[[source]]", *lines, ""])


def identity(name: str, url: str, taken: Collection[str] = ()) -> str:
    """Return an unused id for a source, from its name if that can be spelt in ASCII, else from its site."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    spelt = "-".join(re.findall(r"[a-z0-9]+", plain)[:4])
    host = site(url) if re.search(r"[a-z]", site(url)) else urlsplit(url).netloc
    base = spelt if len(spelt) > 2 else "-".join(re.findall(r"[a-z0-9]+", host.lower())) or "source"  # noqa: PLR2004
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found
