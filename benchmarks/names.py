"""Measures name recognition: exact match of people and organisations in gold sentences, without a watch list.

Gold is JSON Lines of {text, persons, organisations, either}; names in `either` count neither way. The texts
`watched_*.txt` are scored by names linked to the watch list beside them. `python -m benchmarks names [--errors]
[--listed] [--speed] [FILE ...]`; without files, the development halves under REJOINDER_DATA and the marked texts of
this project.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import nlp
from benchmarks import names_listed as listed
from benchmarks import names_speed as speed
from benchmarks import names_watched as watched
from benchmarks import subjects
from records import Watchlist

LANGUAGES = ("en", "zh")

ORGANISATIONS = ("ORG", "MEDIA", "REGULATOR")


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true", help="show each sentence that is not right")
    parser.add_argument("--speed", action="store_true", help="measure the time of the stage, too")
    parser.add_argument(
        "--listed", action="store_true", help="join the names with all of them on a watch list"
    )
    options = parser.parse_args(argv)
    for file in options.files:
        if file.suffix == ".txt" and file.name.removeprefix("watched_")[:2] not in LANGUAGES:
            parser.error(
                f"{file}: the name does not tell the language; it begins with en, zh, watched_en or watched_zh"
            )
    if options.listed:
        files = [file for file in options.files or _development() if not file.name.startswith("watched_")]
        listed.measure([entry for file in files for entry in _gold(file)], errors=options.errors)
        return
    pipelines = {lang: nlp.load(lang, Watchlist()) for lang in LANGUAGES}
    for pipeline in pipelines.values():
        pipeline.select_pipes(disable=list(watched.AFTER))
    for file in options.files or _development():
        if file.name.startswith("watched_"):
            watched.measure(file, errors=options.errors)
        else:
            _measure(pipelines, file, errors=options.errors)
    if options.speed:
        speed.measure()


def _development() -> list[Path]:
    data = os.environ.get("REJOINDER_DATA")
    given = sorted(Path(data, "names").glob("*.jsonl")) if data else []
    own = sorted(file for kind in ("en", "zh", "watched_") for file in speed.TEXTS.glob(f"{kind}*.txt"))
    return given + own


def _measure(pipelines: dict[str, Language], file: Path, *, errors: bool) -> None:
    gold = _gold(file)
    counts = {kind: Counter[str]() for kind in ("persons", "organisations")}
    for entry in gold:
        doc = pipelines[entry["lang"]](entry["text"])
        wrong = [_compare(entry, kind, found, counts[kind]) for kind, found in _found(doc).items()]
        if errors and any(wrong):
            print(entry["text"], *filter(None, wrong), sep="\n    ")
    print(f"{file.name}: {len(gold)} sentences")
    for kind, count in counts.items():
        precision = count["hit"] / max(1, count["hit"] + count["spurious"])
        recall = count["hit"] / max(1, count["hit"] + count["missed"])
        f = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {kind:13} P {precision:.3f} R {recall:.3f} F {f:.3f}  {dict(count)}")


def _gold(file: Path) -> list[dict[str, Any]]:
    return [
        _unmarked(line, file.name[:2]) if file.suffix == ".txt" else json.loads(line) for line in _lines(file)
    ]


def _lines(file: Path) -> list[str]:
    return [
        line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]


def _unmarked(line: str, lang: str) -> dict[str, Any]:
    """Return a marked sentence of tests/texts/names as a gold entry."""
    entry: dict[str, Any] = {"lang": lang, "persons": [], "organisations": [], "either": []}
    for name, label in speed.MARK.findall(line):
        kind = "persons" if label == "PERSON" else "organisations" if label in ORGANISATIONS else "either"
        entry[kind].append(name)
    return entry | {"text": speed.MARK.sub(r"\1", line)}


def _found(doc: Doc) -> dict[str, set[str]]:
    return {
        "persons": {span.text for span in doc.spans["names"] if span.label_ == "PERSON"},
        "organisations": {span.text for span in doc.spans["names"] if span.label_ in ORGANISATIONS},
    }


def _compare(entry: dict[str, list[str]], kind: str, found: set[str], count: Counter[str]) -> str:
    gold = {_bare(name) for name in entry[kind]}
    either = {_bare(name) for name in entry["either"]}
    names = {_bare(name) for name in found}
    # "PDD Holdings" and "PDD" are two spellings of one answer.
    missed = {name for name in gold - names if not any(name in other for other in gold & names)}
    spurious = names - gold - either
    count.update(hit=len(gold & names), missed=len(missed), spurious=len(spurious))
    return f"{kind}: missed {missed or ''}, spurious {spurious or ''}" if missed or spurious else ""


def _bare(name: str) -> str:
    """Return a name without what annotators differ on: article, possessive, final full stop."""
    return name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s").strip("《》.")
