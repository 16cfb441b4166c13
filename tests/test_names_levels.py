"""In the marked texts names are found, and joined to a watch list, at the measured level."""

from functools import lru_cache

import marked_names
import pytest

from config import watchlist
from records import Company, Person, Watchlist

# The least share of people and of organisations that must be right and be found in the marked texts.
LEVELS = {
    "en_alone.txt": (0.8, 0.7),
    "en_alone_last.txt": (0.75, 0.4),
    "en.txt": (0.97, 0.95),
    "en_firms.txt": (0.95, 0.95),
    "en_last.txt": (0.92, 0.87),
    "en_named.txt": (0.87, 0.83),
    "en_named_last.txt": (0.9, 0.84),
    "en_news.txt": (0.97, 0.95),
    "en_news_last.txt": (0.97, 0.95),
    "en_news_end.txt": (0.97, 0.95),
    "en_people.txt": (0.95, 0.9),
    "en_world.txt": (0.95, 0.95),
    "en_world_more.txt": (0.95, 0.95),
    "en_world_last.txt": (0.9, 0.9),
    "zh.txt": (0.97, 0.94),
    "zh_firms.txt": (0.95, 0.93),
    "zh_last.txt": (0.91, 0.86),
    "zh_local.txt": (0.97, 0.92),
    "zh_local_last.txt": (0.95, 0.83),
    "zh_news.txt": (0.97, 0.96),
    "zh_news_last.txt": (0.97, 0.96),
    "zh_news_end.txt": (0.97, 0.88),
    "zh_style.txt": (0.95, 0.92),
    "zh_style_last.txt": (0.91, 0.86),
    "zh_world.txt": (0.94, 0.9),
}


@pytest.fixture(scope="module")
def open_minded():
    return marked_names.Namer(Watchlist())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_name_that_is_listed_is_joined(lang):
    """All names of the marked sentences on one watch list: what is listed is found, whatever else is."""
    texts = [marked for file in LEVELS if file.startswith(lang) for marked in marked_names.read(file)]
    gold = [
        {(s, e) for s, e, label, _ in marked.names if _kind(label) in {"PERSON", "ORG"}} for marked in texts
    ]
    names = dict.fromkeys(
        (marked.text[s:e], _kind(label))
        for marked in texts
        for s, e, label, _ in marked.names
        if _kind(label) in {"PERSON", "ORG"}
    )
    namer = marked_names.Namer(
        Watchlist(
            companies=tuple(Company(id=f"c-{name}", name=name) for name, kind in names if kind == "ORG"),
            people=tuple(Person(id=f"p-{name}", name=name) for name, kind in names if kind == "PERSON"),
        )
    )
    right = joined = 0
    for marked, wanted in zip(texts, gold, strict=True):
        either = {(s, e) for s, e, *_ in marked.names} - wanted
        found = {(m.start, m.end) for m in namer.read(marked.text, lang).mentions if m.entity} - either
        right, joined = right + len(wanted & found), joined + len(found)
    assert right / sum(map(len, gold)) >= 0.99
    assert right / joined >= 0.98


@pytest.mark.parametrize("file", LEVELS)
def test_open_names_are_found_at_the_measured_level(open_minded, file):
    texts = marked_names.read(file)
    readings = [open_minded.read(marked.text, file[:2]) for marked in texts]
    right = {"PERSON": [0, 0, 0], "ORG": [0, 0, 0]}  # found and right, found, marked
    for marked, reading in zip(texts, readings, strict=True):
        for kind, counts in right.items():
            gold = {(s, e) for s, e, label, _ in marked.names if _kind(label) == kind}
            either = {(s, e) for s, e, label, _ in marked.names if label == "?"}
            found = {(m.start, m.end) for m in reading.mentions if _kind(m.label) == kind} - either
            counts[0] += len(gold & found)
            counts[1] += len(found)
            counts[2] += len(gold)
    f = {kind: 2 * hit / (found + marked) for kind, (hit, found, marked) in right.items()}
    people, organisations = LEVELS[file]
    assert f["PERSON"] >= people, right
    assert f["ORG"] >= organisations, right


@lru_cache(maxsize=1)  # the files of one list stand side by side: each list is loaded once, and one is held
def _watching(watchlist_file):
    return marked_names.Namer(watchlist.load(marked_names.TEXTS / watchlist_file))


@pytest.mark.parametrize(
    ("file", "recall", "precision"),
    [
        ("watched_en", 0.99, 0.98),
        ("watched_en_last", 0.99, 0.98),
        ("watched_en_fresh", 0.99, 0.96),
        ("watched_zh", 0.99, 0.97),
        ("watched_zh_last", 0.99, 0.98),
        ("watched_zh_fresh", 0.94, 0.94),
        ("watched_en_desk", 0.99, 0.98),
        ("watched_zh_desk", 0.99, 0.98),
        ("watched_en_desk_last", 0.97, 0.97),
        ("watched_zh_desk_last", 0.98, 0.97),
        ("watched_en_feed", 0.99, 0.98),
        ("watched_zh_feed", 0.99, 0.98),
        ("watched_en_feed_last", 0.99, 0.98),
        ("watched_zh_feed_last", 0.99, 0.98),
        ("watched_en_feed_end", 0.99, 0.97),
        ("watched_zh_feed_end", 0.97, 0.98),
        ("watched_en_news", 0.99, 0.98),
        ("watched_en_news_last", 0.99, 0.98),
        ("watched_en_news_end", 0.99, 0.98),
        ("watched_zh_news", 0.97, 0.98),
        ("watched_zh_news_last", 0.98, 0.98),
        ("watched_zh_news_end", 0.98, 0.98),
    ],
)
def test_names_of_the_news_are_joined_at_the_measured_level(file, recall, precision):
    kinds = ("_news", "_desk_last", "_desk", "_feed_last", "_feed_end", "_feed")
    kind = next((kind for kind in kinds if kind in file), "")
    watched = _watching(f"watched{kind}.toml")
    right = marked_count = joined = 0
    for marked in marked_names.read(f"{file}.txt"):
        gold = {(s, e, entity) for s, e, _, entity in marked.names if entity}
        found = {
            (m.start, m.end, m.entity)
            for m in watched.read(marked.text, file.split("_")[1]).mentions
            if m.entity
            and not any(m.start < e and s < m.end for s, e, _, entity in marked.names if not entity)
        }
        right += len(gold & found)
        marked_count += len(gold)
        joined += len(found)
    assert right >= recall * marked_count
    assert right >= precision * joined


def _kind(label):
    return "ORG" if label in {"MEDIA", "REGULATOR"} else label
