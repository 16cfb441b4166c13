"""Reads the marked texts of names: `[Lei Jun|PERSON|lei-jun]` is a name with its label and its id in the watch list."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nlp
from nlp import language, marks, reading
from records import Watchlist

TEXTS = Path(__file__).parent / "texts" / "names"
MARK = re.compile(r"\[([^|\]]+)\|([^|\]]+)(?:\|([^\]]+))?\]")


@dataclass(frozen=True)
class Marked:
    text: str
    names: tuple[tuple[int, int, str, str | None], ...]
    """Start, end, label ("?": may be found or not) and id."""

    def __str__(self):
        return self.text[:40]


@cache
def _pipeline(lang):
    """The pipeline of a language, loaded once; its watch list is set for each `Namer`."""
    pipeline = nlp.load(lang, Watchlist())
    pipeline.select_pipes(disable=["rejoinder_quotes", "rejoinder_figures"])
    return pipeline


class Namer:
    """Reads names alone, without quotes and figures, with a watch list of its own."""

    def __init__(self, watchlist):
        self._watchlist = watchlist

    def read(self, text, lang=None, published=None):
        pipeline = _pipeline(lang or language.detect(text))
        names = pipeline.get_pipe("rejoinder_names")
        if names.watchlist is not self._watchlist:
            names.watchlist = self._watchlist
        doc = pipeline.make_doc(text)
        marks.set_context(doc, title=None, published=published, zone="UTC", entity=None)
        return reading.read(pipeline(doc))


def read(file):
    lines = (TEXTS / file).read_text(encoding="utf-8").splitlines()
    return [unmark(line) for line in lines if line and not line.startswith("#")]


def unmark(line):
    text, names, place = "", [], 0
    for mark in MARK.finditer(line):
        text += line[place : mark.start()]
        names.append((len(text), len(text) + len(mark[1]), mark[2], mark[3]))
        text += mark[1]
        place = mark.end()
    return Marked(text + line[place:], tuple(names))
