"""Whether a title says that its subject attacks someone: accuses, sues, reports. Whom, and who that is, it leaves to others."""

from __future__ import annotations

import re
from functools import lru_cache

from stories.text.phrases import phrases, plain


@lru_cache(maxsize=100_000)
def attack_in(title: str, lang: str) -> re.Match[str] | None:
    """Return the words of attack in a folded title; None if nobody attacks, or the subject is attacked."""
    text = plain(title, lang)
    found = phrases("responses", "attacks", lang).search(text)
    if (
        found is None
        or text.startswith(_WHO_DOES, found.end())
        or phrases("responses", "suffers", lang).search(text[: found.start()])
    ):
        return None
    return found


_WHO_DOES = ("人", "者", "信", "方")
"""Nouns formed from the verb: 举报人 is a whistleblower, not an attack."""
