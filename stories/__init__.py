"""LINK: records in, records out. Which items tell one story, who answered it, do the figures agree; no spaCy, no SQL."""

from __future__ import annotations

from stories.features import telling
from stories.linking import Linked, Memory, link

__all__ = ["Linked", "Memory", "link", "telling"]
