"""Measures stories and answers through the real path (import, read, link), beside a single pass over TF-IDF.

Gold is JSON Lines of topics or titles (`id title lang published story`, `response` with side and type if labelled). Each
set is linked in a temporary store. `python -m benchmarks stories [--without-watchlist] [--without-embeddings]
[--errors] [FILE ...]`; without files, the development halves under REJOINDER_DATA and the titles written for this
project.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import db
import nlp
import steps
from benchmarks import subjects
from config import watchlist
from db import stories
from nlp import embedding
from records import Watchlist
from stories.text import tokens

Gold = list[dict[str, Any]]

WATCHED = Path(__file__).with_name("stories_watchlist.toml")

STANCES = {"reject": "deny", "no_comment": "decline", "action": "promise", "comment": "explain"}
"""Labelled types with another name here."""

UNTOLD = {"silent": "decline", "holding": "explain"}
"""Stances that the labels do not distinguish from others."""


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument(
        "--watchlist", type=Path, default=WATCHED, help="of sets without one of their own name beside them"
    )
    parser.add_argument("--without-watchlist", action="store_true")
    parser.add_argument("--without-embeddings", action="store_true", help="though the model is installed")
    parser.add_argument("--errors", action="store_true", help="show answers that are not right")
    options = parser.parse_args(argv)
    if missing := [str(file) for file in options.files if not file.is_file()]:
        parser.error(
            f"no such file: {', '.join(missing)}; name files of lines such as those in benchmarks/titles"
        )
    print(
        "| set | BCubed P | R | F1 | other languages F1 | TF-IDF single pass F1 | documents/s |\n|---|---|---|---|---|---|---|"
    )
    for file in options.files or _development():
        gold = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        own = file.with_suffix(".toml")
        listed = own if own.exists() else options.watchlist
        watched = Watchlist() if options.without_watchlist else watchlist.load(listed)
        store, items, seconds = linked(
            gold, watched, None if options.without_embeddings else embedding.load()
        )
        told = stories.of_items(store)
        found = {entry["id"]: told[items[entry["id"]]] for entry in gold}
        score = [f"{100 * value:.1f}" for value in bcubed(gold, found)]
        plain = f"{100 * bcubed(gold, single_pass(gold))[2]:.1f}"
        print(
            f"| {file.stem} | {' | '.join(score)} | {_crossing(gold, found)} | {plain} | {len(gold) / seconds:.0f} |"
        )
        if any("response" in entry for entry in gold):
            _answers(store, gold, items, show=options.errors)
        store.close()


def _development() -> list[Path]:
    data = os.environ.get("REJOINDER_DATA")
    shared = sorted(Path(data, "stories").glob("*.jsonl")) if data else []
    return [*shared, *sorted(Path(__file__).with_name("titles").glob("*.jsonl"))]


def linked(
    gold: Gold, watched: Watchlist, meaning: embedding.Embedder | None
) -> tuple[db.Database, dict[str, str], float]:
    """Return a store with a set linked, the item of each entry, and the CPU seconds of linking."""
    store, items = read(gold, watched)
    began = time.process_time()
    link(store, gold, watched, meaning)
    return store, items, time.process_time() - began


def read(gold: Gold, watched: Watchlist) -> tuple[db.Database, dict[str, str]]:
    """Return a store with a set read and not yet linked, and the item of each entry."""
    store = db.connect(":memory:")
    lines = (json.dumps(_line(entry), ensure_ascii=False) for entry in gold)
    _, items = steps.import_store(store, lines, name="gold", moment=_present(gold))
    steps.read_store(store, nlp.Reader(watched), clock=steps.now)
    return store, items


def link(store: db.Database, gold: Gold, watched: Watchlist, meaning: embedding.Embedder | None) -> None:
    """Link a set that is read."""
    steps.link_store(store, watched, (), _present(gold), meaning=meaning)


def _present(gold: Gold) -> datetime:
    """Return the present, or the latest entry's date: entries dated after the present would lose their order and distances."""
    return max(steps.now(), *(datetime.fromisoformat(entry["published"]) for entry in gold))


def _line(entry: dict[str, Any]) -> dict[str, Any]:
    line = {
        "id": entry["id"],
        "kind": entry.get("kind", "article"),
        "title": entry["title"],
        "text": entry.get("text") or entry["title"],
        "lang": entry.get("lang"),
        "published": entry.get("published"),
        "source": "gold",
        "heat": entry.get("hot"),
    }
    return {key: value for key, value in line.items() if value is not None}


def bcubed(gold: Gold, found: dict[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 (B-cubed) over labelled entries; unlabelled ones in their stories reduce precision."""
    labelled = {entry["id"]: entry["story"] for entry in gold if entry.get("story")}
    told, sizes = Counter(labelled.values()), Counter(found.values())
    both = Counter((story, found[identity]) for identity, story in labelled.items())
    precision = sum(count * count / sizes[other] for (_, other), count in both.items()) / len(labelled)
    recall = sum(count * count / told[story] for (story, _), count in both.items()) / len(labelled)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _crossing(gold: Gold, found: dict[str, str]) -> str:
    """Return F1 over pairs of different languages; a dash for one language."""
    lang = {entry["id"]: entry["lang"] for entry in gold if entry.get("story")}
    if len(set(lang.values())) == 1:
        return "–"
    labels = {entry["id"]: entry["story"] for entry in gold if entry.get("story")}
    right = _pairs([(labels[one], found[one]) for one in labels], lang, labels)
    claimed, true = (
        _pairs([found[one] for one in labels], lang, labels),
        _pairs(list(labels.values()), lang, labels),
    )
    return f"{200 * right / (claimed + true):.1f}" if claimed + true else "–"


def _pairs(keys: Iterable[Any], lang: dict[str, str], ids: Iterable[str]) -> int:
    groups: dict[Any, Counter[str]] = {}
    for key, identity in zip(keys, ids, strict=True):
        groups.setdefault(key, Counter())[lang[identity]] += 1
    return sum((sum(c.values()) ** 2 - sum(n * n for n in c.values())) // 2 for c in groups.values())


def single_pass(gold: Gold, near: float = 0.25, window: timedelta = timedelta(hours=72)) -> dict[str, str]:
    """The baseline: cosine of TF-IDF with the nearest earlier title of its language within three days."""
    terms = {entry["id"]: Counter(tokens.terms(entry["title"], entry["lang"])) for entry in gold}
    common = Counter(term for counts in terms.values() for term in counts)
    found: dict[str, str] = {}
    recent: list[tuple[datetime, str, dict[str, float], str]] = []
    for entry in sorted(gold, key=lambda entry: (entry["published"], entry["id"])):
        at = datetime.fromisoformat(entry["published"])
        vector = {term: n * math.log(len(gold) / common[term] + 1) for term, n in terms[entry["id"]].items()}
        length = math.sqrt(sum(weight**2 for weight in vector.values())) or 1.0
        vector = {term: weight / length for term, weight in vector.items()}
        recent = [row for row in recent if at - row[0] <= window]
        scored = [
            (sum(weight * row[2].get(term, 0.0) for term, weight in vector.items()), row[1])
            for row in recent
            if row[3] == entry["lang"]
        ]
        best = max(scored, default=(0.0, ""))
        found[entry["id"]] = found[best[1]] if best[0] >= near else entry["id"]
        recent.append((at, entry["id"], vector, entry["lang"]))
    return found


def _answers(store: db.Database, gold: Gold, items: dict[str, str], *, show: bool) -> None:
    """Print own answers among labelled topics: found, wrong, missed, and of the right type."""
    counts = counted(store, gold, items, show=show)
    precision = counts["right"] / max(1, counts["right"] + counts["wrong"])
    recall = counts["right"] / max(1, counts["right"] + counts["missed"])
    told = f"type right: {counts['typed']} of {counts['right']}"
    print(f"| … own answers | {100 * precision:.1f} | {100 * recall:.1f} | {told} | | | |")


def counted(store: db.Database, gold: Gold, items: dict[str, str], *, show: bool = False) -> Counter[str]:
    """Count own answers found, wrong, missed, and of the right type."""
    answered = {
        row["item"]: row["stance"]
        for row in store.query(
            """
            select response_carriers.item, responses.stance
            from response_carriers
            join responses on responses.id = response_carriers.response
            where responses.party = 'own'
            """
        )
    }
    counts: Counter[str] = Counter()
    for entry in gold:
        item, label = items[entry["id"]], entry.get("response")
        if label is None:
            continue
        stance = UNTOLD.get(answered.get(item), answered.get(item))
        expected = STANCES.get(label["type"], label["type"]) if label["side"] == "own" else None
        counts["right"] += bool(stance and expected)
        counts["wrong"] += bool(stance and not expected)
        counts["missed"] += bool(expected and not stance)
        counts["typed"] += bool(stance and expected == stance)
        if show and stance != expected:
            print(f"    {entry['title']}: {stance}, should be {expected}")
    return counts
