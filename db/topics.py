"""The topics and sightings tables: what appeared on the boards. A topic is one wording."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from opencc import OpenCC
from sqlite_utils import Database

from db import rows
from db.search import spaced
from records import Sighting

_DRESS = re.compile(r"[#\s\[\]\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]+")
"""What variants of one wording differ by: hash signs, spaces, brackets and characters that are not seen."""

_SIGN = r"[\u25a0-\u27bf\u2b00-\u2bff\u20e3\U0001f300-\U0001faff]+"
_ORNAMENT = re.compile(rf"\A{_SIGN}|{_SIGN}\Z")
"""Pictures before or behind a wording. Flags are not among them: they may tell whom it is about."""


def key_of(title: str) -> str:
    """Return the normalised wording that identifies a topic; no address, no day.

    NFKC, case-folded, in simplified characters, without # spaces 【】 and pictures at its ends.
    """
    plain = unicodedata.normalize("NFKC", title).translate({ord("【"): "[", ord("】"): "]"}).casefold()
    bare = _DRESS.sub("", plain) or plain.strip()
    key = _ORNAMENT.sub("", bare) or bare
    return key if key.isascii() else _simplified(key)


@lru_cache(maxsize=10_000)
def _simplified(text: str) -> str:
    simplified: str = _converter().convert(text)
    return simplified


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def id_of(platform: str, title: str) -> str:
    """Return a topic's stable id, derived from its platform and key."""
    digest = hashlib.sha1(f"{platform}\n{key_of(title)}".encode(), usedforsecurity=False)
    return f"t-{digest.hexdigest()[:16]}"


def save_sightings(db: Database, poll: int, sightings: Iterable[Sighting]) -> None:
    """Store a poll's sightings, replacing any stored for it before; topics are created as needed."""
    seen = tuple(sightings)
    topics = {id_of(sighting.platform, sighting.title): sighting for sighting in reversed(seen)}
    with db.atomic():
        _drop_others(db, poll, seen)
        _save_topics(db, topics)
        db.conn.executemany(_SAVE_SIGHTING, [_row(poll, sighting) for sighting in seen])


def _drop_others(db: Database, poll: int, seen: Iterable[Sighting]) -> None:
    """Delete sightings that an earlier parse of the same reply had and this one has not."""
    db.execute(
        """
        delete from sightings
        where poll = :poll
          and list || ' ' || list_index not in (select value from json_each(:places))
        """,
        {"poll": poll, "places": json.dumps([f"{sighting.list} {sighting.index}" for sighting in seen])},
    )


def _save_topics(db: Database, seen: Mapping[str, Sighting]) -> None:
    """Insert new topics. Most topics of a board are known; only new ones are prepared for search."""
    known = {
        row[0]
        for row in db.execute(
            "select id from topics where id in (select value from json_each(:ids))",
            {"ids": json.dumps(list(seen))},
        )
    }
    for identity, sighting in seen.items():
        if identity not in known:
            db.execute(
                """
                insert into topics (id, platform, key, title, lang, search_text)
                values (:id, :platform, :key, :title, :lang, :search_text)
                on conflict do nothing
                """,
                {
                    "id": identity,
                    "platform": sighting.platform,
                    "key": key_of(sighting.title),
                    "title": sighting.title,
                    "lang": sighting.lang,
                    "search_text": spaced(sighting.title),
                },
            )


_SAVE_SIGHTING = """
insert into sightings (
  topic, poll, list, title, position, list_index, heat, heat_raw, label, kind,
  board_time, captured_at, url, excerpt
)
values (
  :topic, :poll, :list, :title, :position, :list_index, :heat, :heat_raw, :label, :kind,
  :board_time, :captured_at, :url, :excerpt
)
on conflict (poll, list, list_index) do update set
  topic = excluded.topic,
  title = excluded.title,
  position = excluded.position,
  heat = excluded.heat,
  heat_raw = excluded.heat_raw,
  label = excluded.label,
  kind = excluded.kind,
  board_time = excluded.board_time,
  captured_at = excluded.captured_at,
  url = excluded.url,
  excerpt = excluded.excerpt
"""


def _row(poll: int, sighting: Sighting) -> dict[str, object]:
    return rows.of(sighting) | {
        "topic": id_of(sighting.platform, sighting.title),
        "poll": poll,
        "list_index": sighting.index,
    }
