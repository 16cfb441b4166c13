"""Compares a run on the sample newsroom with its truth: stories, answers, silence, conflicting figures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

import db
import steps
from benchmarks import subjects
from db.times import iso
from sample import content

TRUTH = Path(__file__).parents[1] / "tests" / "sample_truth.toml"

SILENCES = ("silent", "decline")
"""Stances that are no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A store of the sample, by the names used in the truth."""

    store: Database
    names: dict[str, str]
    """Id of a document or topic to "outlet/file", "source/post" or "topic/title"."""
    stories: dict[str, str]
    """Name of an item to the id of its story."""


def main(argv: list[str]) -> None:
    """`python -m benchmarks newsroom [--store FILE]`."""
    parser = subjects.parser(__name__, __doc__)
    parser.add_argument("--store", type=Path, help="judge this store of the sample in place of a fresh run")
    given = parser.parse_args(argv)
    with TemporaryDirectory() as folder:
        path = given.store or steps.run_sample(Path(folder))[0].store
        found = load(db.connect(path))
        truth = tomllib.loads(TRUTH.read_text(encoding="utf-8"))
        for line in judge(found, truth):
            print(line)


def judge(found: Found, truth: dict[str, Any]) -> Iterator[str]:
    """Yield a verdict for every part of the truth, and totals."""
    tally: dict[str, list[bool]] = {}
    for story in truth["story"]:
        home, members, missing, intruders = grouping(found, story, truth)
        tally.setdefault("items in their story", []).extend([True] * (len(members) - len(missing)))
        tally["items in their story"].extend([False] * len(missing))
        tally.setdefault("stories without intruders", []).append(not intruders)
        yield f"{story['name']}: {len(members) - len(missing)} of {len(members)} together"
        yield from (f"  elsewhere: {name}" for name in missing)
        yield from (f"  intruder: {name}" for name in intruders)
        for response in story.get("response", ()):
            faults = answer_faults(found, home, response)
            tally.setdefault("answers right in all parts", []).append(not faults)
            yield f"  {response['responder']} {response.get('stance', 'says')}: {'; '.join(faults) or 'right'}"
        if story.get("unanswered"):
            answers = own_answers(found, home)
            tally.setdefault("silence seen", []).append(not answers)
            yield from (f"  taken for an answer: {row['text']}" for row in answers)
    for name, right in others(found, truth):
        tally.setdefault("other findings", []).append(right)
        yield f"{name}: {'right' if right else 'wrong'}"
    yield from (f"{name}: {sum(rights)} of {len(rights)}" for name, rights in tally.items())


def load(store: Database) -> Found:
    """Load a store by the names of its items."""
    articles = {article.path: f"{article.outlet.id}/{article.slug}" for article in content.articles()}
    names = {
        f"topic:{row['id']}": f"topic/{row['title']}" for row in store.query("select id, title from topics")
    }
    for row in store.query("select id, source, url from documents"):
        path = "/" + row["url"].split("/", 3)[-1]
        names[row["id"]] = articles.get(path) or f"{row['source']}/{row['url'].rpartition('/')[2]}"
    linked = store.query("""
        select document as item, story from story_documents
        union all
        select 'topic:' || topic, story from story_topics
    """)
    return Found(store=store, names=names, stories={names[row["item"]]: row["story"] for row in linked})


def grouping(
    found: Found, story: dict[str, Any], truth: dict[str, Any]
) -> tuple[str | None, list[str], list[str], list[str]]:
    """Return the story with most members of a true one, its members, the missing and the foreign ones."""
    members = members_of(story)
    homes = [found.stories[name] for name in members if name in found.stories]
    home = max(sorted(set(homes)), key=homes.count, default=None)
    missing = [name for name in members if found.stories.get(name) != home]
    expected = {*members, *story.get("maybe", ())}
    known = {name for other in truth["story"] for name in members_of(other)}
    known |= {*story.get("outside", ()), *truth["roundups"]["documents"]}
    there = {name for name, at in found.stories.items() if at == home and home is not None}
    return home, members, missing, sorted((there - expected) & known)


def members_of(story: dict[str, Any]) -> list[str]:
    """Return the names of a story's items."""
    topics = [f"topic/{title}" for title in story.get("topics", ())]
    return [*story.get("documents", ()), *topics, *story.get("posts", ())]


def answer_faults(found: Found, story: str | None, wanted: dict[str, Any]) -> list[str]:
    """Return what is wrong with the answer found; empty if it is right."""
    rows = list(
        found.store.query(
            """
            select r.*, (select count(*) from response_carriers c where c.response = r.id) as carriers
            from responses r
            where r.story = :story and r.responder_entity = :responder
            """,
            {"story": story, "responder": wanted["responder"]},
        )
    )
    words = [*wanted.get("words", ()), *wanted.get("english_words", ())]
    rows = [row for row in rows if not words or any(word in row["text"] for word in words)]
    if not rows:
        return ["not found"]
    return min((list(_differences(row, wanted)) for row in rows), key=len)


def own_answers(found: Found, story: str | None) -> list[dict[str, Any]]:
    """Return the answers attributed to the company itself."""
    return [
        row
        for row in found.store.query(
            "select text, stance from responses where story = :story and party = 'own'", {"story": story}
        )
        if row["stance"] not in SILENCES
    ]


def others(found: Found, truth: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield the findings that are no stories: figures, corrections, copies, paid content, round-ups."""
    query = found.store.query
    conflicts = {
        frozenset((row["a"], row["b"])): row["why"]
        for row in query("""
            select a.value as a, b.value as b, c.why
            from checks c
            join figures a on a.id = c.left_figure
            join figures b on b.id = c.right_figure
            where c.verdict = 'conflicts'
        """)
    }
    for conflict in truth["conflict"]:
        there = conflicts.pop(frozenset(conflict["values"]), None)
        yield f"conflict over {conflict['metric']} of {conflict['subject']}", there is not None
    yield from (
        (f"a conflict that is none, {' and '.join(pair)}: {why}", False) for pair, why in conflicts.items()
    )
    supported = query("select count(*) as n from checks where kind = 'per_unit' and verdict = 'supports'")
    yield "the sum per car", next(iter(supported))["n"] > 0
    changed = {
        found.names[row["document"]] for row in query("select distinct document from document_versions")
    }
    yield "corrections kept", {entry["document"] for entry in truth["corrected"]} <= changed
    copies = {
        found.names[row["document"]]
        for row in query("select document from story_documents where kind = 'copy'")
    }
    yield (
        "copies of the wire",
        copies == {name for story in truth["story"] for name in story.get("copies_of_the_first", ())},
    )
    yield (
        "paid topics in no story",
        not any(f"topic/{title}" in found.stories for title in truth["paid"]["topics"]),
    )


def _differences(row: dict[str, Any], wanted: dict[str, Any]) -> Iterator[str]:
    if row["stance"] != wanted.get("stance", row["stance"]):
        yield f"stance {row['stance']}"
    if row["channel_kind"] != wanted.get("channel_kind", row["channel_kind"]):
        yield f"channel {row['channel_kind']}"
    if row["carriers"] < wanted.get("carriers_at_least", 0):
        yield f"{row['carriers']} carriers of at least {wanted['carriers_at_least']}"
    if "said_at" in wanted:
        said = iso(wanted["said_at"])
        if not (row["responded_not_before"] or "") <= said <= (row["responded_not_after"] or "9"):
            yield f"between {row['responded_not_before']} and {row['responded_not_after']}"
    if str(wanted.get("said_on", row["claimed_on"])) != str(row["claimed_on"]) and row["claimed_on"]:
        yield f"said on {row['claimed_on']}"
