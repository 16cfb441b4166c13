"""Web addresses: one normal form per page, and the site an address belongs to. Fetches nothing."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_cid|mc_eid|igshid|_ga|_gl|cmpid|cmp|ocid|ncid|ref|ref_src|referrer"
    r"|at_medium|at_campaign|at_custom\d|xtor|ns_\w+|spm|share_token|guccounter|guce_\w+|partner|smid|smtyp|taid|rss"
    r"|feed(type|name)?)$",
    re.IGNORECASE,
)
"""Parameters that track where a reader came from and do not identify the page."""

SECOND_LEVEL = frozenset({"co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv"})
"""Labels under which countries register names: the site of bbc.co.uk is not co.uk."""

_PORTS = {"http": 80, "https": 443}


def normalise(url: str, base: str | None = None) -> str | None:
    """Normalise an address: no fragment, no tracking, host in lower case; None if it is not a web address."""
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    host = parts.hostname.rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if port and port != _PORTS[parts.scheme]:
        host = f"{host}:{port}"
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
        if not TRACKING.match(key)
    ]
    path = quote(
        unquote(parts.path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape"
    )
    return urlunsplit((parts.scheme, host, path or "/", urlencode(query, errors="surrogateescape"), ""))


def joined(base: str, link: str) -> str | None:
    """Resolve a link of a page without normalising it; None if it is invalid ("http://[")."""
    try:
        return urlsplit(urljoin(base, link)).geturl()
    except ValueError:
        return None


def site(url: str) -> str:
    """Return the registered name of an address ("bbc.co.uk" for "feeds.bbci.bbc.co.uk"), or its host."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    if re.fullmatch(r"[\d.]+|.*:.*", host):
        return host
    labels = host.split(".")
    keep = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2  # noqa: PLR2004
    return ".".join(labels[-keep:])


def document_id(source: str, canonical_url: str) -> str:
    """Return the id of a document, stable for the same source and canonical address."""
    return hashlib.sha1(f"{source}\n{canonical_url}".encode(), usedforsecurity=False).hexdigest()[:16]
