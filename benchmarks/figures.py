"""Measures figure extraction on every available set, beside recognizers-text and quantulum3 if installed.

`python -m benchmarks figures [--errors N] [--set NAME] [--peers PYTHON]`. The sets are in $REJOINDER_DATA/figures,
each with its own `score.py`. Differences in terminology are mapped in `_gold` and `_ours` only. PYTHON is the
interpreter of an environment with recognizers-text or quantulum3.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import figures_filings, scorers, subjects
from nlp import figures
from nlp.context import Context
from nlp.figures.numbers import quantities_en, quantities_zh, ranges
from nlp.figures.text import pages
from records import Figure, Watchlist

SETS = (
    "house_en", "house_zh", "msrt_en", "msrt_zh", "quantulum_en", "duckling_en", "duckling_zh", "jionlp_zh",
    "tatqa_text_en", "kpi_edgar_en", "msrt_range_en", "msrt_range_zh", "msrt_number_en", "msrt_number_zh",
)  # fmt: skip
ATTRIBUTES = ("metric", "status", "compare", "basis", "period", "per", "qual", "adjusted", "subject")
MONEY = ("money", "percent", "pp", "bp")
PEER = Path(__file__).with_name("figures_peer.py")
_RATES = {"percent", "pp", "bp", "multiple", "fraction"}
# Units and subunits of the other libraries' tests, in our terms.
_UNITS = {
    "finnish markka": "FIM", "peseta": "ESP", "netherlands guilder": "NLG", "franc": "CHF", "crc": "CRC", "lak": "LAK", "mnt": "MNT",
    "dinar": "KWD", "riyal": "SAR", "rial": "IRR", "pence": "GBP", "penny": "GBP", "sen": "MYR",
}  # fmt: skip
# Periods that our own set leaves in words; without a year in the text no more can be said.
_PERIODS = {"three months ended June 30": "Q2", "September quarter": "Q3"}
_ARTICLE = datetime(2024, 8, 22, tzinfo=UTC)
"""Our sets have no dates, without which a bare "Q2" is no period; they are read as of this day."""
_MINOR = {"cent", "pence", "penny"}


def main(argv: list[str]) -> int:
    """Run the sets and print a line for each."""
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each set")
    parser.add_argument("--set", action="append", dest="sets", help="only this set; may be repeated")
    parser.add_argument("--peers", help="interpreter of an environment with recognizers-text or quantulum3")
    options = parser.parse_args(argv)
    if not os.environ.get("REJOINDER_DATA"):
        print("set REJOINDER_DATA to the folder that holds figures/score.py", file=sys.stderr)
        return 2
    folder = Path(os.environ["REJOINDER_DATA"]) / "figures"
    scorer = scorers.load(folder / "score.py")
    for name in options.sets or SETS:
        path = folder / f"{name}.jsonl"
        if path.exists():
            measure(name, scorer.load(path), scorer, errors=options.errors, peers=options.peers)
    _speed(folder, scorer, options.peers)
    return 0


def measure(
    name: str, documents: list[dict[str, Any]], scorer: ModuleType, *, errors: int, peers: str | None
) -> None:
    """Score one set and print the result."""
    gold = [_gold(name, document) for document in documents]
    read = [{"id": document["id"], "figures": predict(name, document)} for document in documents]
    if name == "kpi_edgar_en":
        figures_filings.measure(gold, read, errors)
        return
    _print(name, scorer, gold, read, errors)
    if peers:
        for peer, answers in _ask_peers(peers, documents).items():
            _print(f"  {peer}", scorer, gold, answers, 0)


def predict(name: str, document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the figures read in a document, in the set's terms."""
    if name.startswith(("msrt_range", "msrt_number")):
        return [_number(candidate, name) for candidate in _numbers(document["text"], document["lang"])]
    dated = _ARTICLE if name.startswith("house") else None
    found = figures.find(
        document["text"], Context(lang=document["lang"], watchlist=Watchlist(), published=dated)
    )
    return [_ours(figure, name) for figure in found]


def _print(
    label: str, scorer: ModuleType, gold: list[dict[str, Any]], read: list[dict[str, Any]], errors: int
) -> None:
    everything = scorer.score(gold, read, absolute=True, attrs=ATTRIBUTES, nerr=errors)
    money = scorer.score(gold, read, absolute=True, only=MONEY)
    signed = scorer.score(gold, read, only=MONEY)
    part = "R" if everything["recall_only"] else "F1"

    def shown(result: dict[str, Any], level: str) -> str:
        value = result[level][part]
        return "    -" if value is None else f"{100 * value:5.1f}"

    cells = [
        f"{label:16}",
        f"docs {everything['docs']:4} figures {everything['gold']:4}",
        f"all: overlap {shown(everything, 'overlap')} value {shown(everything, 'value')} +unit {shown(everything, 'valunit')}",
        f"money+percent: +unit {shown(money, 'valunit')} signed {shown(signed, 'valunit')}",
    ]
    print(" | ".join(cells))
    right = {
        attribute: result
        for attribute, result in everything["attrs"].items()
        if result["acc_on_matched"] is not None
    }
    if right:
        print(
            "   ",
            "  ".join(
                f"{name} {100 * result['acc_on_matched']:.0f} (n={result['n']})"
                for name, result in right.items()
            ),
        )
    for error in everything["errors"]:
        print("   ", *error)
    if errors and right:
        _print_wrong(gold, read)


def _print_wrong(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> None:
    """Print differing attributes, for work on the rules."""
    for document, figure, ours in figures_filings.matched(gold, read):
        wrong = ours and {
            key: (figure[key], ours.get(key))
            for key in ATTRIBUTES
            if figure.get(key) and figure[key] != ours.get(key)
        }
        if wrong:
            print("    WRONG", document["text"][:150], "|", figure["surface"], wrong)


def _gold(name: str, document: dict[str, Any]) -> dict[str, Any]:
    """Return a set's answers in our terms."""
    answers = []
    for figure in document["figures"]:
        answer = dict(figure)
        unit = answer.get("unit")
        if answer.get("period") in _PERIODS:
            answer["period"] = _PERIODS[answer["period"]]
        if unit in _MINOR:
            answer["unit"] = _UNITS.get(unit)  # the set does not say which currency's cent it is
            answer.update(
                {key: answer[key] / 100 for key in ("value", "low", "high") if answer.get(key) is not None}
            )
        elif name.startswith(("msrt", "duckling")) and unit in _UNITS:
            answer["unit"] = _UNITS[unit]
        elif unit == "unnamed":
            answer["ignore"] = True
        answers.append(answer)
    return {**document, "figures": answers}


def _ours(figure: Figure, name: str) -> dict[str, Any]:
    kind = (
        figure.unit
        if figure.unit in _RATES
        else "money"
        if figure.unit.isupper() and len(figure.unit) == 3  # noqa: PLR2004
        else "quantity"
    )
    read = {
        "start": figure.start, "end": figure.end, "unit": figure.unit, "kind": kind, "metric": figure.metric, "status": figure.status,
        "basis": figure.basis, "per": figure.per, "qual": figure.qualifier, "subject": figure.subject,
        "compare": "vs_est" if figure.compare == "vs_consensus" else figure.compare,
        "adjusted": "1" if figure.adjusted else None, "period": _period(figure.period), "period_code": figure.period,
        "metric_text": figure.metric_text,
    }  # fmt: skip
    read |= {
        key: None if (number := getattr(figure, key)) is None else float(number)
        for key in ("value", "low", "high")
    }
    if name.startswith("msrt_zh") and kind == "pp":  # their grammar has no percentage points
        read.update(kind="percent", unit="percent")
    if (
        name.startswith("duckling")
        and read["value"] is not None
        and figure.qualifier in {">=", "<=", "<", ">"}
    ):
        read["low" if ">" in figure.qualifier else "high"] = read.pop("value")
    return read


def _period(code: str | None) -> str | None:
    """Return the part of a period that a set without dates can give."""
    if code and code.startswith("FY") and "-" in code:
        year, _, part = code.partition("-")
        return f"{part} FY{year[4:]}"
    if code and "/" in code:
        first, _, last = code.partition("/")
        return first[5:] if first == last else code
    return code and (code.partition("-")[2] or code)


def _numbers(text: str, lang: str) -> Iterable[Any]:
    page = pages.prepare(text, lang)
    scan = quantities_zh.scan if lang == "zh" else quantities_en.scan
    return ranges.join(scan(page))


def _number(candidate: Any, name: str) -> dict[str, Any]:
    start, end = candidate.page.span(candidate.start, candidate.end)
    number = {
        key: None
        if (found := getattr(candidate, key)) is None
        else float(-found if candidate.negative else found)
        for key in ("value", "low", "high")
    }
    kind = "number"
    if "range" in name:
        if candidate.qualifier in {">", ">="}:
            number.update(low=number["value"], value=None, high=None)
        elif candidate.qualifier in {"<", "<="}:
            number.update(high=number["value"], value=None, low=None)
        kind = "range" if number["value"] is None else "number"
    return {"start": start, "end": end, "kind": kind, "unit": "number", **number}


def _speed(folder: Path, scorer: ModuleType, peers: str | None) -> None:
    """Print sentences per second of one process."""
    for lang in ("en", "zh"):
        texts = [document["text"] for document in scorer.load(folder / f"house_{lang}.jsonl")]
        if lang == "en":
            texts += [document["text"] for document in scorer.load(folder / "tatqa_text_en.jsonl")]
        sentences = sum(len(pages.prepare(text, lang).sentences) for text in texts)
        context = Context(lang=lang, watchlist=Watchlist(), published=_ARTICLE)
        for text in texts:
            figures.find(text, context)
        started = time.process_time()
        for _ in range(rounds := 5):
            for text in texts:
                figures.find(text, context)
        print(
            f"speed {lang}: {rounds * sentences / (time.process_time() - started):,.0f} sentences/s, one process"
        )
        if peers:
            for peer, seconds in _ask_peers(
                peers,
                [{"id": str(n), "lang": lang, "text": text} for n, text in enumerate(texts)],
                timed=True,
            ).items():
                print(f"      {peer}: {sentences / seconds:,.0f} sentences/s")


def _ask_peers(python: str, documents: list[dict[str, Any]], *, timed: bool = False) -> dict[str, Any]:
    """Return the predictions of the other libraries, run in their own environment."""
    asked = "\n".join(
        json.dumps({key: document[key] for key in ("id", "lang", "text")}, ensure_ascii=False)
        for document in documents
    )
    done = subprocess.run(
        [python, str(PEER), *(["--timed"] if timed else [])],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))
