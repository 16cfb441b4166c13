"""Reads a text without the stage that fails on it: a rule that trips over one text costs that stage of that text. Knows no rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from nlp import components, names
from records import Reading

WITHOUT: tuple[tuple[str, ...], ...] = (
    (),
    (components.FIGURES,),
    (components.QUOTES,),
    (components.QUOTES, components.FIGURES),
    (names.COMPONENT, components.QUOTES, components.FIGURES),
)
"""Which stages are left out, one attempt after the other; the least loss first."""

_SAID = {names.COMPONENT: "names", components.QUOTES: "quotes", components.FIGURES: "figures"}


def read(attempt: Callable[[Sequence[str]], Reading], lang: str) -> Reading:
    """What the first attempt gives that does not fail; what was left out, and why, is among its problems.

    Args:
        attempt: reads the text without the stages that it is given.
        lang: the language of an empty reading, where nothing of the text can be read.

    Raises:
        MemoryError: that is no fault of the text.
    """
    failed: Exception | None = None
    for without in WITHOUT:
        try:
            reading = attempt(without)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 — whatever a rule trips over, the next text is not the worse for it
            failed = failed or error
        else:
            return _told(reading, without, failed)
    return _told(Reading(lang=lang), tuple(_SAID), failed)


def _told(reading: Reading, without: Sequence[str], failed: Exception | None) -> Reading:
    if failed is None:
        return reading
    lost = ", ".join(_SAID[stage] for stage in without) or "nothing of it"
    problem = f"{lost} could not be read: {type(failed).__name__}: {failed}"
    return replace(reading, problems=(*reading.problems, problem))
