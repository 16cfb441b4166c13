"""The names component: who and what is named in a text, joined to the watch list."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.chinese import script
from nlp.names import english
from nlp.names.watch import Index
from records import Mention, Watchlist

LABELS = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "GPE", "PRODUCT": "PRODUCT"}


class NameReader:
    """Marks names in `doc.spans["names"]` (label, and the watch list's id in `span.id_`) and in `doc.ents`."""

    def __init__(self) -> None:
        self.watchlist = Watchlist()

    @property
    def watchlist(self) -> Watchlist:
        """Who is watched."""
        return self._watchlist

    @watchlist.setter
    def watchlist(self, watchlist: Watchlist) -> None:
        self._watchlist = watchlist
        self._index = Index(watchlist)

    def process(self, doc: Doc) -> list[Mention]:
        """The names of a Doc, in order, none inside another."""
        text = doc.text
        folded = script.fold(text) if doc.lang_ == "zh" else text
        found = [
            Mention(
                start=m.start, end=m.end, text=text[m.start : m.end], label=m.form.label, entity=m.form.entity
            )
            for m in self._index.find(folded)
        ]
        taken = [(m.start, m.end) for m in found]
        for start, end, label in english.find(doc) if doc.lang_ == "en" else _model(doc):
            ent = doc[start:end]
            if not any(s < ent.end_char and ent.start_char < e for s, e in taken):
                found.append(Mention(start=ent.start_char, end=ent.end_char, text=ent.text, label=label))
        return sorted(found, key=lambda m: m.start)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with its names."""
        mentions = self.process(doc)
        spans = []
        for mention in mentions:
            span = doc.char_span(
                mention.start,
                mention.end,
                mention.label,
                span_id=mention.entity or "",
                alignment_mode="expand",
            )
            if span is not None:
                spans.append(span)
        spans = filter_spans(spans)
        doc.spans["names"] = spans
        taken = {token.i for span in spans for token in span}
        rest = [ent for ent in doc.ents if ent.label_ not in LABELS and not any(t.i in taken for t in ent)]
        doc.ents = [Span(doc, s.start, s.end, s.label_, span_id=s.id_) for s in spans] + rest
        return doc


def _model(doc):
    return [(e.start, e.end, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS]


@Language.factory("rejoinder_names", assigns=["doc.ents", "doc.spans"], requires=["doc.ents"])
def make_names(nlp: Language, name: str) -> NameReader:  # noqa: ARG001 — spaCy calls by these names
    """A component without a watch list; whoever adds it sets one."""
    return NameReader()
