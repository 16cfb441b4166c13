"""How well names are found: exact match of people and organisations, against gold sentences, without a watch list.

Gold is JSON Lines of {text, persons, organisations, either}: what stands in `either` is neither asked for nor counted
against. `python -m benchmarks names [--errors] [FILE…]`; without files, the development halves under REJOINDER_DATA.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from pathlib import Path

import nlp
from records import Reading, Watchlist

ORGANISATIONS = ("ORG", "MEDIA", "REGULATOR")


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks names", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true", help="show each sentence that is not right")
    options = parser.parse_args(argv)
    reader = nlp.Reader(Watchlist())
    for file in options.files or _development():
        _measure(reader, file, errors=options.errors)


def _development() -> list[Path]:
    data = os.environ.get("REJOINDER_DATA")
    return sorted(Path(data, "names").glob("*.jsonl")) if data else []


def _measure(reader: nlp.Reader, file: Path, *, errors: bool) -> None:
    gold = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    readings = list(reader.read_all(nlp.Text(text=entry["text"], lang=entry["lang"]) for entry in gold))
    started = time.process_time()
    list(reader.read_all(nlp.Text(text=entry["text"], lang=entry["lang"]) for entry in gold))
    took = time.process_time() - started
    counts = {kind: Counter[str]() for kind in ("persons", "organisations")}
    for entry, reading in zip(gold, readings, strict=True):
        wrong = [_compare(entry, kind, found, counts[kind]) for kind, found in _found(reading).items()]
        if errors and any(wrong):
            print(entry["text"], *wrong, sep="\n    ")
    print(
        f"{file}: {len(gold)} sentences, {sum(len(entry['text']) for entry in gold) / took:,.0f} characters/s"
    )
    for kind, count in counts.items():
        precision = count["hit"] / max(1, count["hit"] + count["spurious"])
        recall = count["hit"] / max(1, count["hit"] + count["missed"])
        f = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {kind:13} P {precision:.3f} R {recall:.3f} F {f:.3f}  {dict(count)}")


def _found(reading: Reading) -> dict[str, set[str]]:
    return {
        "persons": {m.text for m in reading.mentions if m.label == "PERSON"},
        "organisations": {m.text for m in reading.mentions if m.label in ORGANISATIONS},
    }


def _compare(entry: dict[str, list[str]], kind: str, found: set[str], count: Counter[str]) -> str:
    gold = {_bare(name) for name in entry[kind]}
    either = {_bare(name) for name in entry["either"]}
    names = {_bare(name) for name in found}
    spurious = names - gold - either
    count.update(hit=len(gold & names), missed=len(gold - names), spurious=len(spurious))
    return f"{kind}: missed {gold - names}, spurious {spurious}" if gold - names or spurious else ""


def _bare(name: str) -> str:
    """A name without what annotators differ on: the article, the possessive, a final full stop."""
    return name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s").strip("《》.")
