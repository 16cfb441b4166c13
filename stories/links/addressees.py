"""Link evidence: an unlisted person whom a company answers. Other recent news about that person belongs to the story.

"Maker has not replied to the host's words" links the host's outburst, which does not name the maker, to the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from stories.grouping.affairs import Affairs
from stories.grouping.groups import Group
from stories.grouping.index import Index
from stories.grouping.recent import LATELY
from stories.items.features import Features
from stories.links.threads import Bond
from stories.speech import cues
from stories.text.script import simplified


def ties(features: Features, group: Group, affairs: Affairs, index: Index) -> Iterator[tuple[str, Bond]]:
    """Yield the only group that tells of a person whom a line says a company answers."""
    if not features.short or not features.main:
        return
    answer = cues.answer_in(features.item.title, features.item.lang)
    if answer is None or answer.plain_speech:
        return
    answered = simplified(answer.after)
    people = {
        simplified(m.text) for m in features.item.reading.mentions if m.label == "PERSON" and not m.entity
    }
    for name in sorted(features.subjects & people):
        if name not in answered:
            continue
        told = [
            index.groups[other]
            for other in sorted(index.by_subject.get(name, ()))
            if other != group.id and features.day - index.groups[other].last <= LATELY
        ]
        if len(told) == 1 and told[0].members and not affairs.of_business(told[0].id):
            evidence = f"it is about {name}, whom {features.item.id} answers"
            yield told[0].members[0].item.id, Bond("responds_to", 1.0, evidence, "joining/answered")
