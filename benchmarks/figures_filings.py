"""Scores the filings set, which marks the metric's words and the year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def measure(gold: list[Json], read: list[Json], errors: int) -> None:
    """Print the accuracy of metric phrases (which must share words) and years."""
    named = overlap = exact = years = year_right = found = total = 0
    for document, figure, ours in matched(gold, read):
        total += 1
        found += ours is not None
        if figure.get("metric"):
            named += 1
            theirs, phrase = figure["metric"].lower(), ((ours or {}).get("metric_text") or "").lower()
            shares = bool(set(theirs.split()) & set(phrase.split()))
            overlap += shares
            exact += theirs == phrase
            errors -= not shares and _shown(errors, "PHRASE", document, figure, figure["metric"], phrase)
        if figure.get("year") and ours:
            years += 1
            code = ours.get("period_code") or ""
            right = (_year(code) or str(document["report_year"])) == str(figure["year"])
            year_right += right
            wanted = f"{figure['year']} {figure.get('role')}"
            errors -= not right and _shown(errors, "YEAR", document, figure, wanted, code)
    print(
        f"kpi_edgar_en     | figures {total} found {100 * found / total:.1f} | metric phrase overlap {100 * overlap / named:.1f} exact {100 * exact / named:.1f} | year {100 * year_right / years:.1f}"
    )


def matched(gold: list[Json], read: list[Json]) -> Iterator[tuple[Json, Json, Json | None]]:
    """Yield each marked figure with its document, and our reading of the same span."""
    answers = {document["id"]: document["figures"] for document in read}
    for document in gold:
        for figure in document["figures"]:
            yield document, figure, _at(answers[document["id"]], figure)


def _at(answers: list[Json], figure: Json) -> Json | None:
    return next(
        (one for one in answers if one["start"] < figure["end"] and figure["start"] < one["end"]), None
    )


def _year(code: str) -> str:
    """Return the year in which a period ends."""
    return code[2:6] if code.startswith("FY") else code[-10:-6] if "/" in code else code[:4]


def _shown(left: int, what: str, document: Json, figure: Json, wanted: str, ours: str) -> bool:
    """Print one error unless enough were printed; return whether it was printed."""
    if left > 0:
        print("   ", what, document["text"][:400], "|", figure["surface"], "|", wanted, "| ours", ours)
    return left > 0
