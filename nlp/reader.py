"""Texts in, Readings out: detects the language, splits long texts, keeps a pipeline per language. Knows no rules itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from spacy.language import Language
from spacy.tokens import Doc

from nlp import batches, isolation, language, marks, pipelines, reading
from nlp.sanitising import restore_wording, sanitise
from records import Reading, Watchlist

VERSION = "16"
LONGEST = 50_000
"""Code points parsed at a time; a longer text is split at paragraph ends."""
MOST = 500_000
"""Code points of a text that are read, a minute's work; an annual report has fewer, only books have more."""

TITLE_LENGTH = 1000
"""Code points of a title that the readers compare the text with."""

CUT = "only the beginning was read, {:,} of {:,} characters"
"""The problem of a longer text."""

BATCH = 64
AT_ONCE = 2 * LONGEST
"""Code points given to the models at once; each takes about 3.5 kB of memory."""


Part: TypeAlias = tuple[int, int, str]
"""Index of the text in the batch, offset of the part, and its wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text to read, with what is known about it."""

    text: str
    lang: str | None = None
    """As declared; None: detected."""
    title: str | None = None
    published: datetime | None = None
    zone: str = "UTC"
    entity: str | None = None
    """Watch-list id of whoever speaks in it."""


class Reader:
    """Reads texts in all supported languages; a pipeline is loaded on its first text."""

    def __init__(self, watchlist: Watchlist) -> None:
        self.version = f"{VERSION}+{hashlib.sha256(repr(watchlist).encode()).hexdigest()[:8]}"
        self._watchlist = watchlist
        self._pipelines: dict[str, Language] = {}

    def read(
        self,
        text: str,
        *,
        lang: str | None = None,
        title: str | None = None,
        published: datetime | None = None,
        zone: str = "UTC",
        entity: str | None = None,
    ) -> Reading:
        """Read one text."""
        one = Text(text=text, lang=lang, title=title, published=published, zone=zone, entity=entity)
        return next(self.read_all([one]))

    def read_all(self, texts: Iterable[Text]) -> Iterator[Reading]:
        """Read each text, in order; one batch is held in memory at a time."""
        for batch in batches.cut(texts, BATCH):
            yield from self._read_batch(batch)

    def _read_batch(self, batch: list[Text]) -> list[Reading]:
        langs = [language.detect(text.text, text.lang) for text in batch]
        parts: list[list[Reading]] = [[] for _ in batch]
        starts: list[list[int]] = [[] for _ in batch]
        for lang in dict.fromkeys(langs):
            whole: list[Part] = []
            for number, text in enumerate(batch):
                if langs[number] == lang:
                    whole += [(number, *part) for part in _parts(sanitise(text.text[:MOST], lang))]
            for (number, start, _), doc in zip(whole, self._docs(lang, batch, whole), strict=True):
                starts[number].append(start)
                parts[number].append(reading.read(doc))
        whole_readings = [
            restore_wording(_merged(lang, begins, read), text.text)
            for text, lang, begins, read in zip(batch, langs, starts, parts, strict=True)
        ]
        return [_with_limits(found, text) for text, found in zip(batch, whole_readings, strict=True)]

    def _docs(self, lang: str, batch: Sequence[Text], whole: Sequence[Part]) -> Iterator[Doc]:
        """Yield the Docs of the parts of texts, after the pipeline."""
        for together in batches.weighed(whole, AT_ONCE, lambda part: len(part[2])):
            yield from self._piped(lang, batch, together)

    def _piped(self, lang: str, batch: Sequence[Text], whole: Sequence[Part]) -> list[Doc]:
        nlp = self._pipeline(lang)
        docs: list[Doc] = list(getattr(nlp.tokenizer, "pipe")([part for _, _, part in whole]))  # noqa: B009 — spaCy types it as a function
        for (number, _, _), doc in zip(whole, docs, strict=True):
            _put_context(doc, batch[number])

        def made(place: int) -> Doc:
            number, _, part = whole[place]
            doc = nlp.tokenizer(part)
            _put_context(doc, batch[number])
            return doc

        return isolation.pipe(nlp, docs, made)

    def _pipeline(self, lang: str) -> Language:
        if lang not in self._pipelines:
            self._pipelines[lang] = pipelines.load(lang, self._watchlist)
        return self._pipelines[lang]


def _with_limits(found: Reading, text: Text) -> Reading:
    """Keep only the names of a text in an unsupported language; say what was not read."""
    if len(text.text) > MOST:
        found = replace(found, problems=(*found.problems, CUT.format(MOST, len(text.text))))
    if language.is_read(text.text, text.lang):
        return found
    return replace(found, quotes=(), figures=(), problems=(*found.problems, language.NOT_READ))


def _put_context(doc: Doc, text: Text) -> None:
    title = text.title and text.title[:TITLE_LENGTH]
    marks.set_context(doc, title=title, published=text.published, zone=text.zone, entity=text.entity)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and wording of each part; just one, unless the text is too long."""
    start = 0
    while len(text) - start > LONGEST:
        limit = start + LONGEST
        cut = max(text.rfind(mark, start + 1, limit) + len(mark) for mark in ("\n", "。", ". ", " "))
        for mark in ("\n\n", "\n", "。", ". ", " "):
            found = text.rfind(mark, start + LONGEST // 2, limit)
            if found >= 0:
                cut = found + len(mark)
                break
        else:
            cut = limit
        yield start, text[start:cut]
        start = cut
    if start < len(text) or not text:
        yield start, text[start:]


def _merged(lang: str, starts: list[int], parts: list[Reading]) -> Reading:
    """Merge the readings of a text's parts."""
    if len(parts) == 1:
        return parts[0]
    moved = [
        _shifted(part, start, number) for number, (start, part) in enumerate(zip(starts, parts, strict=True))
    ]
    return Reading(
        lang=lang,
        mentions=tuple(fact for part in moved for fact in part.mentions),
        quotes=tuple(fact for part in moved for fact in part.quotes),
        figures=tuple(fact for part in moved for fact in part.figures),
        problems=tuple(problem for part in moved for problem in part.problems),
    )


def _shifted(part: Reading, by: int, number: int) -> Reading:
    """Shift a part's offsets to those of the whole text, and its group and statement numbers out of the others' range."""
    apart = number * 1_000_000

    def shift(place: int | None, step: int) -> int | None:
        return None if place is None else place + step

    return replace(
        part,
        mentions=tuple(replace(m, start=m.start + by, end=m.end + by) for m in part.mentions),
        quotes=tuple(
            replace(
                q,
                start=q.start + by,
                end=q.end + by,
                speaker_start=shift(q.speaker_start, by),
                speaker_end=shift(q.speaker_end, by),
                cue_start=shift(q.cue_start, by),
                cue_end=shift(q.cue_end, by),
                group=shift(q.group, apart),
            )
            for q in part.quotes
        ),
        figures=tuple(
            replace(f, start=f.start + by, end=f.end + by, statement=shift(f.statement, apart))
            for f in part.figures
        ),
    )
