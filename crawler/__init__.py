"""COLLECT: fetches politely and turns replies into records; reaches the store only through crawler/pipelines.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.collecting import CollectResult

__all__ = ["collect"]


def collect(*arguments: Any, **options: Any) -> CollectResult:
    """`crawler.collecting.collect`; loaded when called, as who only reads a saved page needs no crawler."""
    from crawler import collecting  # noqa: PLC0415

    return collecting.collect(*arguments, **options)
