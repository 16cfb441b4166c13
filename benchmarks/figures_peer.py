"""Reads figures with recognizers-text and quantulum3; run by benchmarks.figures in their environment.

Reads JSON Lines (id, lang, text), writes one JSON object: library to answers in the terms of the figure sets. Imports
nothing of this project.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

Reader = Callable[[dict[str, Any]], list[dict[str, Any]]]

ISO = {
    "Dollar": "USD", "United States dollar": "USD", "dollar": "USD", "Euro": "EUR", "euro": "EUR", "Pound": "GBP", "British pound": "GBP",
    "pound sterling": "GBP", "Chinese yuan": "CNY", "Renminbi": "CNY", "yuan": "CNY", "Japanese yen": "JPY", "Hong Kong dollar": "HKD",
    "Indian rupee": "INR", "rupee": "INR", "yen": "JPY",
}  # fmt: skip


def answer() -> None:
    """Run every installed library on every document."""
    documents = [json.loads(line) for line in sys.stdin if line.strip()]
    answers: dict[str, Any] = {}
    for name, load in (("recognizers-text", _recognizers), ("quantulum3", _quantulum)):
        try:
            read = load()
        except ImportError:
            continue
        if name == "quantulum3" and any(document["lang"] == "zh" for document in documents):
            continue
        started = time.process_time()
        found = [{"id": document["id"], "figures": read(document)} for document in documents]
        answers[name] = time.process_time() - started if "--timed" in sys.argv else found
    json.dump(answers, sys.stdout, ensure_ascii=False)


def _recognizers() -> Reader:
    from recognizers_number import recognize_percentage  # noqa: PLC0415  # where it is not, the other still answers
    from recognizers_number_with_unit import recognize_currency  # noqa: PLC0415
    from recognizers_text import Culture  # noqa: PLC0415

    def read(document: dict[str, Any]) -> list[dict[str, Any]]:
        culture = Culture.Chinese if document["lang"] == "zh" else Culture.English
        figures = []
        for kind, recognize in (("money", recognize_currency), ("percent", recognize_percentage)):
            for result in recognize(document["text"], culture):
                resolution = result.resolution or {}
                value = _number(str(resolution.get("value", "")).rstrip("%"))
                unit = (
                    "percent"
                    if kind == "percent"
                    else resolution.get("isoCurrency")
                    or ISO.get(resolution.get("unit", ""), resolution.get("unit"))
                )
                figures.append(
                    {"start": result.start, "end": result.end + 1, "value": value, "unit": unit, "kind": kind}
                )
        return figures

    return read


def _quantulum() -> Reader:
    from quantulum3 import parser  # noqa: PLC0415

    def read(document: dict[str, Any]) -> list[dict[str, Any]]:
        figures = []
        for quantity in parser.parse(document["text"]):
            entity = quantity.unit.entity.name
            kind = (
                "money"
                if entity == "currency"
                else "percent"
                if quantity.unit.name == "percentage"
                else "quantity"
            )
            unit = "percent" if kind == "percent" else ISO.get(quantity.unit.name, quantity.unit.name)
            start, end = quantity.span
            figures.append({"start": start, "end": end, "value": quantity.value, "unit": unit, "kind": kind})
        return figures

    return read


def _number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


if __name__ == "__main__":
    answer()
