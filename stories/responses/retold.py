"""Joins an answer told only in reporters' words to the quoted answer that it retells. `carriers` compares the words themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from records import Stance
from stories.responses.carriers import EARLIER, SOON

if TYPE_CHECKING:
    from stories.responses.candidates import Candidate

OWNING: frozenset[Stance] = frozenset({"apologise", "confirm", "correct"})
"""Stances of one admission, which one reporter calls an apology and another a confession."""

DENYING: frozenset[Stance] = frozenset({"deny"})


def joined(
    groups: Sequence[list[Candidate]], is_rejected: Callable[[list[Candidate]], bool]
) -> list[list[Candidate]]:
    """Return the answers; an admission or denial without quoted words joins the same speaker's nearest quoted one.

    Another day or channel named by either text keeps them apart. With a rejected answer goes whatever retells it.
    """
    quoted = [group for group in groups if any(_is_quoted(told) for told in group)]
    retelling: dict[int, list[Candidate]] = {}
    alone = []
    for group in groups:
        nearest = _retold_by(group, quoted)
        if nearest is None:
            alone.append(group)
        elif not is_rejected(group):
            retelling[id(nearest)] = retelling.get(id(nearest), []) + group
    return [group + retelling.get(id(group), []) for group in alone if not is_rejected(group)]


def _retold_by(group: list[Candidate], quoted: Sequence[list[Candidate]]) -> list[Candidate] | None:
    """Return the quoted answer that a group without quoted words retells, or None."""
    if not all(_is_retold(told) for told in group):
        return None
    fitting = [
        other
        for other in quoted
        if _one_stance(group, other) and all(_may_retell(told, other) for told in group)
    ]
    return min(fitting, key=lambda other: abs(_at(other) - _at(group)), default=None)


def _is_quoted(told: Candidate) -> bool:
    return told.worded and told.direct and told.voice.party == "own" and told.voice.entity is not None


def _is_retold(told: Candidate) -> bool:
    return told.worded and not told.direct and told.voice.party == "own" and told.voice.entity is not None


def _may_retell(told: Candidate, group: Sequence[Candidate]) -> bool:
    """Return whether a paraphrase may be of this answer: same speaker or the company, time, no other occasion."""
    return any(
        _is_quoted(words)
        and told.item.id != words.item.id
        and told.voice.entity in {words.voice.entity, words.voice.company}
        and -EARLIER <= told.item.at - words.item.at <= SOON
        and (told.channel_kind is None or told.channel_kind in {None, words.channel_kind})
        and (told.claimed_on is None or told.claimed_on in {None, words.claimed_on, words.item.at.date()})
        for words in group
    )


def _one_stance(one: Sequence[Candidate], other: Sequence[Candidate]) -> bool:
    """Return whether both admit, or both deny; what one of them says beside that does not matter."""
    stances, others = {told.stance for told in one}, {told.stance for told in other}
    admit, deny = stances & OWNING and others & OWNING, stances & DENYING and others & DENYING
    return bool(admit) != bool(deny)


def _at(group: Sequence[Candidate]) -> float:
    return min(told.item.at.timestamp() for told in group)
