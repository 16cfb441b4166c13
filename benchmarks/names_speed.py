"""Measures the speed of name recognition: CPU time beyond the bare parse (English), characters per second in total (Chinese).

Texts go through the pipeline as the reader sends them, in batches.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import nlp
from benchmarks import shipped
from nlp import marks
from records import Watchlist

MARK = re.compile(r"\[([^|\]]+)\|([^|\]]+)(?:\|[^\]]+)?\]")
TEXTS = Path(__file__).parents[1] / "tests" / "texts" / "names"
REPEATS = 16
"""Repetitions of the marked sentences, as paragraphs of 8 sentences."""


def measure() -> None:
    """Print CPU times of this process, each the best of three."""
    for lang in ("en", "zh"):
        texts = _texts(lang)
        characters = sum(len(text) for text in texts)
        pipeline = nlp.load(lang, Watchlist())
        list(pipeline.pipe(texts[:8]))
        with pipeline.select_pipes(disable=["rejoinder_names", "rejoinder_quotes", "rejoinder_figures"]):
            parsed = _best(lambda: list(pipeline.pipe(_docs(pipeline, texts))))  # noqa: B023 — called at once
        alone = shipped.model() if lang == "en" else pipeline
        bare = _best(lambda: list(alone.pipe(_docs(alone, texts)))) if lang == "en" else parsed  # noqa: B023
        with pipeline.select_pipes(disable=["rejoinder_quotes", "rejoinder_figures"]):
            named = _best(lambda: list(pipeline.pipe(_docs(pipeline, texts))))  # noqa: B023
        whole = _best(lambda: list(pipeline.pipe(_docs(pipeline, texts))))  # noqa: B023
        print(
            f"{lang}: {characters:,} characters; parse or words {parsed:.2f} s (as shipped {bare:.2f} s), with names {named:.2f} s, in all {whole:.2f} s"
        )
        print(
            f"    names cost {(named - parsed) / bare:+.1%} of the parse as shipped, all is {whole / bare - 1:+.1%} over it; {characters / named:,.0f} and in all {characters / whole:,.0f} characters/s"
        )


def _texts(lang: str) -> list[str]:
    lines = (TEXTS / f"{lang}.txt").read_text(encoding="utf-8").splitlines()
    sentences = [MARK.sub(r"\1", line) for line in lines if line and not line.startswith("#")]
    sentences = [sentence for turn in range(REPEATS) for sentence in sentences[turn:] + sentences[:turn]]
    return [" ".join(sentences[n : n + 8]) for n in range(0, len(sentences), 8)]


def _docs(pipeline: Language, texts: list[str]) -> list[Doc]:
    docs = list(getattr(pipeline.tokenizer, "pipe")(texts))  # noqa: B009 — spaCy types it as a function
    for doc in docs:
        marks.set_context(doc, title=None, published=None, zone="UTC", entity=None)
    return docs


def _best(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    return min(once() for _ in range(3))
