"""Renders a register's figures of a company, in the format of the SEC's company facts."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from typing import Any

from sample.content import HERE


def company_facts(path: str, moment: datetime) -> dict[str, Any] | None:
    """Return the reply at a path: what the company had filed by then; None if no company is registered there."""
    company = _company()
    if not path.endswith(f"/CIK{company['cik']:010}.json"):
        return None
    tags: dict[str, Any] = {}
    for filing in company["filing"]:
        if filing["at"] > moment:
            continue
        for fact in filing["facts"]:
            unit = fact.get("unit", "CNY")
            period = {"start": fact["start"].isoformat()} if "start" in fact else {}
            tags.setdefault(fact["tag"], {"units": {}})["units"].setdefault(unit, []).append(
                period
                | {
                    "end": fact["end"].isoformat(),
                    "val": fact["value"],
                    "accn": filing["accession"],
                    "form": filing["form"],
                    "filed": filing["at"].date().isoformat(),
                }
            )
    return {"cik": company["cik"], "entityName": company["name"], "facts": {"us-gaap": tags}}


@cache
def _company() -> dict[str, Any]:
    return tomllib.loads((HERE / "filings" / "chiyuan-facts.toml").read_text(encoding="utf-8"))
