"""How well the set of filings is read, that marks another thing than the others: the metric's words and the year."""

from __future__ import annotations

from typing import Any


def measure(gold: list[dict[str, Any]], read: list[dict[str, Any]], errors: int) -> None:
    """Metric phrase and year of filings: the phrase that we name shares words with theirs, or is theirs."""
    named = overlap = exact = years = year_right = found = 0
    answers = {document["id"]: document["figures"] for document in read}
    for document in gold:
        for figure in document["figures"]:
            ours = next(
                (
                    one
                    for one in answers[document["id"]]
                    if one["start"] < figure["end"] and figure["start"] < one["end"]
                ),
                None,
            )
            found += ours is not None
            if figure.get("metric"):
                named += 1
                theirs, phrase = (
                    set(figure["metric"].lower().split()),
                    set(((ours or {}).get("metric_text") or "").lower().split()),
                )
                overlap += bool(theirs & phrase)
                exact += figure["metric"].lower() == ((ours or {}).get("metric_text") or "").lower()
                if errors > 0 and not theirs & phrase:
                    errors -= 1
                    print(
                        "    PHRASE",
                        document["text"][:400],
                        "|",
                        figure["surface"],
                        "|",
                        figure["metric"],
                        "| ours",
                        (ours or {}).get("metric_text"),
                    )
            if figure.get("year") and ours:
                years += 1
                code = ours.get("period_code") or ""
                told = code[2:6] if code.startswith("FY") else code[-10:-6] if "/" in code else code[:4]
                right = (told or str(document["report_year"])) == str(figure["year"])
                year_right += right
                if errors > 0 and not right:
                    errors -= 1
                    print(
                        "    YEAR",
                        document["text"][:300],
                        "|",
                        figure["surface"],
                        "|",
                        figure["year"],
                        figure.get("role"),
                        "| ours",
                        code,
                    )
    total = sum(len(document["figures"]) for document in gold)
    print(
        f"kpi_edgar_en     | figures {total} found {100 * found / total:.1f} | metric phrase overlap {100 * overlap / named:.1f} exact {100 * exact / named:.1f} | year {100 * year_right / years:.1f}"
    )
