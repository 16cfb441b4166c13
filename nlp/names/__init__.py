"""The names component: people, organisations and products in a text, joined to the watch list.

- `english` and `chinese` find the names of a text.
- `watched` joins them to the watch list.
- `units` cuts a name into comparable pieces; `pinyin` knows Chinese names in Latin letters; `lexicon` and `dictionary`
  hold the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from spacy.attrs import IDX, LENGTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.pipeline.pipe import Pipe
from spacy.symbols import ADJ, ADP, ADV, AUX, INTJ, NOUN, PROPN, VERB
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp import batches
from nlp import marks as marks  # registers what a Doc carries
from nlp.chinese import script, sentences
from nlp.chinese.bilstm import BiLstm, Found
from nlp.names import chinese, english
from nlp.names.chinese.evidence import Word
from nlp.names.watched import joining
from nlp.names.watched.index import Index
from nlp.names.watched.page import Page
from records import Mention, Watchlist

COMPONENT = "rejoinder_names"
ACTING = frozenset({VERB, AUX})
MISREAD = frozenset({ADJ, ADP, ADV, AUX, INTJ, NOUN, VERB})
"""Parts of speech that no word of a person's name has."""

LABELS = ("PERSON", "ORG", "GPE", "LOC", "PRODUCT", "PER")


class NameReader(Pipe):
    """Writes names to `doc.spans["names"]` (label, and the watch-list id in `span.id_`) and to `doc.ents`."""

    def __init__(self) -> None:
        self.name = COMPONENT
        self.watchlist = Watchlist()
        self._bilstm: BiLstm | None = None
        self._answers: dict[int, Sequence[Found]] = {}
        """The Chinese model's answers for a batch, by each Doc's id()."""

    @property
    def watchlist(self) -> Watchlist:
        """The watch list."""
        return self._watchlist

    @watchlist.setter
    def watchlist(self, watchlist: Watchlist) -> None:
        self._watchlist = watchlist
        self._index = Index(watchlist)

    def process(self, doc: Doc, model: Sequence[Found] = ()) -> list[Mention]:
        """Return the names of a Doc in order, without overlaps; `model` has the answers for a Chinese one."""
        text = marks.text_of(doc)
        published = marks.known(doc, "published")
        day = date.fromisoformat(published[:10]) if published else None
        page = _chinese(doc, text, day, model) if doc.lang_ == "zh" else _english(doc, text, day)
        return [
            Mention(start=start, end=end, text=text[start:end], label=label, entity=entity)
            for start, end, label, entity in joining.join(page, self._index, self._watchlist)
        ]

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its names; it is cut anew where a name ends inside a word."""
        model = self._answers.get(id(doc))
        if model is None:
            [model] = self._ask([doc])
        return _mark(doc, self.process(doc, model))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yield the Docs with their names, in order; the sentences of many Docs are read together."""
        for batch in batches.cut(stream, batch_size):
            self._answers = dict(zip(map(id, batch), self._ask(batch), strict=True))
            yield from super().pipe(batch, batch_size=batch_size)
            self._answers = {}

    def _ask(self, docs: Sequence[Doc]) -> Iterator[list[Found]]:
        """Yield the Chinese model's answers for each Doc, none for a Doc in another language."""
        texts = [script.fold(marks.text_of(doc)) if doc.lang_ == "zh" else "" for doc in docs]
        if not any(texts):
            yield from ([] for _ in docs)
            return
        if self._bilstm is None:
            self._bilstm = BiLstm()
        spans = [list(sentences.pieces(text)) for text in texts]
        pieces = [
            text[start:end] for text, of_text in zip(texts, spans, strict=True) for start, end in of_text
        ]
        answers = iter(self._bilstm.names(pieces))
        for of_text in spans:
            yield [
                Found(start + found.start, start + found.end, found.label)
                for start, _ in of_text
                for found in next(answers)
            ]


def _mark(doc: Doc, mentions: Sequence[Mention]) -> Doc:
    if doc.lang_ == "zh":
        doc = _cut_at(doc, {place for mention in mentions for place in (mention.start, mention.end)})
    spans = []
    for mention in mentions:
        span = doc.char_span(
            mention.start, mention.end, mention.label, span_id=mention.entity or "", alignment_mode="expand"
        )
        if span is not None:
            spans.append(span)
    if any(left.end > right.start for left, right in pairwise(spans)):
        spans = filter_spans(spans)
    if doc.lang_ != "zh":
        _tag_people(spans)
    doc.spans["names"] = spans
    taken = {place for span in spans for place in range(span.start, span.end)}
    rest = [
        ent for ent in doc.ents if ent.label_ not in LABELS and taken.isdisjoint(range(ent.start, ent.end))
    ]
    doc.ents = [*spans, *rest]
    return doc


def _tag_people(spans: Iterable[Span]) -> None:
    """Tag the words of people's names as proper nouns, whatever the tagger says: the "Per" of "said Per Lind"."""
    for span in spans:
        if span.label_ == "PERSON":
            for token in span:
                if token.text.istitle() and token.pos in MISREAD:
                    token.tag_, token.pos = "NNP", PROPN


def _english(doc: Doc, text: str, day: date | None) -> Page:
    starts, lengths, opens, parts = marks.columns(doc, IDX, LENGTH, SENT_START, POS)
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    written = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Page(
        text=text,
        is_chinese=False,
        names=[(starts[first], ends[end - 1], label) for first, end, label in english.find(doc, written)],
        sentences=[start for start, begins in zip(starts, opens, strict=True) if begins == 1],
        words=(),
        proper=frozenset(start for start, part in zip(starts, parts, strict=True) if part == PROPN),
        verbs=frozenset(start for start, part in zip(starts, parts, strict=True) if part in ACTING),
        day=day,
    )


def _chinese(doc: Doc, text: str, day: date | None, model: Sequence[Found]) -> Page:
    folded = script.fold(text)
    starts, lengths, opens, tags = marks.columns(doc, IDX, LENGTH, SENT_START, TAG)
    strings = doc.vocab.strings
    words = [
        Word(start, start + length, strings[tag])
        for start, length, tag in zip(starts, lengths, tags, strict=True)
    ]
    return Page(
        text=folded,
        is_chinese=True,
        names=chinese.find(folded, words, model),
        sentences=[start for start, begins in zip(starts, opens, strict=True) if begins == 1],
        words=words,
        proper=frozenset(),
        verbs=frozenset(),
        day=day,
        kinds=model,
    )


def _cut_at(doc: Doc, places: set[int]) -> Doc:
    """Return the Doc with its words also cut at these offsets; the same Doc if they are word borders already."""
    borders = doc.to_array([IDX, LENGTH]).reshape(-1, 2)
    inside = places - set(borders[:, 0].tolist()) - set(borders.sum(axis=1).tolist())
    if not inside:
        return doc
    text = marks.text_of(doc)
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    poses: list[str] = []
    starts: list[bool | int | None] = []
    for token in doc:
        cuts = [p for p in range(token.idx + 1, token.idx + len(token)) if p in inside]
        for begin, end in zip([token.idx, *cuts], [*cuts, token.idx + len(token)], strict=True):
            words.append(text[begin:end])
            spaces.append(bool(token.whitespace_) and end == token.idx + len(token))
            tags.append(token.tag_)
            poses.append(token.pos_)
            starts.append(bool(token.is_sent_start) and begin == token.idx)
    return Doc(
        doc.vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=poses,
        sent_starts=starts,
        user_data=doc.user_data,
    )


@Language.factory(COMPONENT, assigns=["doc.ents", "doc.spans"], requires=["doc.ents"])
def make_names(nlp: Language, name: str) -> NameReader:  # noqa: ARG001 — spaCy calls by these names
    """Create the component without a watch list; whoever adds it sets one."""
    return NameReader()
