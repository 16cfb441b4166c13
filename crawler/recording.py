"""Writes raw replies to a folder as they came; crawler/recorded.py reads them back.

Layout: DIR/<source id>/<YYYY-MM-DD>/<HHMMSS>.<kind>.gz in UTC, the body gzipped, and beside it
<HHMMSS>.meta.json: `source url at http_status spider platform account content_type page listed`. A second reply in the
same second is <HHMMSS>-2. `page` distinguishes an article's page from the reply of the source itself; `listed` is the
source as listed, so that a replay elsewhere uses the same zone and language.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from records import Source

KINDS = {"json": ".json", "html": ".html", "xml": ".xml", "rss": ".xml", "atom": ".xml", "javascript": ".js"}


def keep(
    directory: Path,
    source: Source,
    *,
    url: str,
    at: datetime,
    body: bytes,
    http_status: int,
    content_type: str | None,
    page: bool,
) -> Path:
    """Write a reply and its metadata; returns the path of the body."""
    moment = at.astimezone(UTC)
    folder = directory / source.id / moment.date().isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    stem = _free_stem(folder, moment.strftime("%H%M%S"))
    meta = {
        "source": source.id,
        "url": url,
        "at": moment.isoformat(),
        "http_status": http_status,
        "spider": source.spider,
        "platform": source.platform,
        "account": source.account,
        "content_type": content_type,
        "page": page,
        "listed": {name: value for name, value in asdict(source).items() if value is not None},
    }
    path = folder / f"{stem}{_kind(content_type)}.gz"
    path.write_bytes(gzip.compress(body, mtime=0))
    (folder / f"{stem}.meta.json").write_text(json.dumps(meta, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _free_stem(folder: Path, stem: str) -> str:
    number = 1
    name = stem
    while (folder / f"{name}.meta.json").exists():
        number += 1
        name = f"{stem}-{number}"
    return name


def _kind(content_type: str | None) -> str:
    return next((ending for word, ending in KINDS.items() if word in (content_type or "").lower()), ".body")
