"""Datasette's metadata: titles, column descriptions, facets, named queries, permissions. The words are in TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from review import questions
from review.desk.app import DECISIONS, STORE

WORDS = Path(__file__).with_name("metadata.toml")

SIGNED_IN = {"id": "*"}


def metadata(*, open_to_readers: bool) -> dict[str, Any]:
    """Return the desk's metadata.

    Args:
        open_to_readers: whether reading needs no sign-in. Custom SQL always does.
    """
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    databases = words["databases"]
    databases[STORE]["queries"] = {
        question.name: {
            "sql": question.sql,
            "title": f"{question.number}. {question.title}",
            "description": question.about,
            "params": list(question.parameters),
            "hide_sql": True,
        }
        for question in questions.every()
    }
    databases[DECISIONS]["allow"] = SIGNED_IN
    return {
        "title": words["title"],
        "description": words["description"],
        "allow_sql": SIGNED_IN,
        **({} if open_to_readers else {"allow": SIGNED_IN}),
        "databases": databases,
    }
