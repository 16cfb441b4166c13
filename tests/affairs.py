"""Articles about invented affairs, imported, read and linked, for tests of the resulting store."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import db
import nlp
import steps
from records import Company, Person, Role, Watchlist

FILES = (
    Path(__file__).parent / "texts" / "affairs" / "affairs.toml",
    Path(__file__).parent / "texts" / "affairs" / "affairs_second.toml",
    Path(__file__).parent / "texts" / "affairs" / "affairs_third.toml",
    Path(__file__).parent / "texts" / "affairs" / "affairs_fourth.toml",
)
START = datetime(2026, 3, 2, 8, tzinfo=UTC)

OFFICERS = {
    "castell": ("Helen Marr", "chief executive"),
    "bexley": ("Ian Rowe", "chief medical officer"),
    "feiyan": ("高远", "董事长"),
    "mingche": ("孙晔", "创始人"),
}


def affairs() -> list[dict[str, Any]]:
    """Return the affairs as marked."""
    return [affair for file in FILES for affair in tomllib.loads(file.read_text(encoding="utf-8"))["affair"]]


def watchlist() -> Watchlist:
    """Return the watch list: companies of the affairs with their parents and listed officers."""
    told = affairs()
    officers = [(company, name, title) for company, (name, title) in OFFICERS.items()]
    for affair in told:
        holder = f"{affair['id']}-parent" if "parent" in affair else affair["id"]
        officers += [(holder, name, title) for name, title in affair.get("officers", ())]
    parents = (
        Company(id=f"{affair['id']}-parent", name=affair["parent"]) for affair in told if "parent" in affair
    )
    return Watchlist(
        companies=(
            *(
                Company(id=affair["id"], name=affair["subject"], aliases=tuple(affair.get("aliases", ())))
                for affair in told
            ),
            *parents,
        ),
        people=tuple(
            Person(id=f"{company}-officer", name=name, roles=(Role(company=company, title=title),))
            for company, name, title in officers
        ),
    )


def store_of(watched: Watchlist) -> db.Database:
    """Return one store with all articles of all affairs, linked."""
    store = db.connect(":memory:")
    lines = (
        json.dumps(
            {
                "id": f"{affair['id']}-{place}",
                "title": article["title"],
                "text": article["title"] + "\n\n" + article["text"],
                "lang": article["lang"],
                "published": (START + timedelta(hours=article["hours"])).isoformat(),
                "source": article["source"],
            },
            ensure_ascii=False,
        )
        for affair in affairs()
        for place, article in enumerate(affair["article"])
    )
    steps.import_store(store, lines, name="affairs", moment=steps.now())
    steps.read_store(store, nlp.Reader(watched), clock=steps.now)
    steps.link_store(store, watched, (), START + timedelta(days=5))
    return store
