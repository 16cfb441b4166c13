"""A group dropped from the window leaves nothing behind."""

from datetime import UTC, datetime, timedelta

from records import Interval, Item, Watchlist
from stories.grouping.groups import WINDOW, Group
from stories.grouping.index import Index
from stories.items import features
from stories.items.roster import Roster
from stories.links.cross_lingual import TieIndex
from stories.links.threads import Threads

START = datetime(2032, 5, 3, 6, tzinfo=UTC)
ROSTER = Roster(Watchlist())


def seen(identity: str, lang: str, title: str, day: int = 0) -> features.Features:
    at = START + timedelta(days=day)
    item = Item(
        id=identity, kind="article", lang=lang, title=title, text=title, at=at,
        seen=Interval(not_before=at, not_after=at), source="wire",
    )  # fmt: skip
    return features.features_of(item, ROSTER)


def test_a_group_of_two_languages_is_dropped_from_both() -> None:
    index = Index()
    crossing = TieIndex()
    group = Group(id="decided:1", lang="en", first=START, last=START)
    for one in (
        seen("a", "en", "Norvik recalls 27000 kettles"),
        seen("b", "zh", "诺维克召回27000只水壶"),
        seen("c", "en", "Norvik recalls kettles again"),
    ):
        index.add(one, index.vector(one), group)
        crossing.add(crossing.weigh(one), group)
    assert {lang: words.items for lang, words in index.words.items()} == {"en": 2, "zh": 1}
    for gone in index.forget(START + WINDOW + timedelta(hours=1)):
        crossing.forget(gone)
    assert not any(words.terms or words.items for words in index.words.values())
    assert not crossing.seen
    assert not crossing.sums
    assert not any(crossing.by_lang.values())
    assert crossing.total == 0


def test_terms_shared_with_a_dropped_group_stay() -> None:
    index = Index()
    for number, one in enumerate(
        (seen("a", "en", "Norvik recalls kettles"), seen("b", "en", "Norvik sells", 9))
    ):
        index.add(one, index.vector(one), Group(id=str(number), lang="en", first=one.day, last=one.day))
    index.forget(START + WINDOW + timedelta(hours=1))
    left = {
        name: (term.items, [index.numbered[group].id for group in term.groups])
        for name, term in index.words["en"].terms.items()
    }
    assert left == {"norvik": (1, ["1"]), "~sell_off": (1, ["1"])}


def group(identity: str) -> Group:
    return Group(id=identity, lang="en", first=START, last=START)


def test_a_story_ends_with_its_last_group() -> None:
    threads = Threads()
    for identity, story in (("a", "s-1"), ("b", "s-1"), ("c", "s-2")):
        threads.touch(threads.begin(group(identity), story))
    assert threads.rest((), {"a", "b", "c"}) == set()
    assert threads.rest(["a"], {"b", "c"}) == set()
    assert threads.rest(["b"], {"c"}) == {"a", "b"}
    assert threads.rest(["c"], ()) == {"c"}
    assert not threads.of_group
    assert not threads.by_id
