"""The sums behind a latency: what is known on either side, and what was said before the claim was seen."""

from __future__ import annotations

from datetime import UTC

import pytest

from review import clock

FIVE, SIX, SEVEN, EIGHT = (f"2032-05-03T{hour:02}:00:00+00:00" for hour in (5, 6, 7, 8))
HOUR = 3600


@pytest.mark.parametrize(
    ("first", "answer", "latency", "told"),
    [
        ((SIX, SIX), (EIGHT, EIGHT), (2 * HOUR, 2 * HOUR), ["3 May 08:00 − 3 May 06:00 = 2 h"]),
        (
            (FIVE, SIX),
            (SEVEN, EIGHT),
            (HOUR, 3 * HOUR),
            ["at least 3 May 07:00 − 3 May 06:00 = 1 h", "at most 3 May 08:00 − 3 May 05:00 = 3 h"],
        ),
        ((None, SIX), (SEVEN, EIGHT), (HOUR, None), ["at least 3 May 07:00 − 3 May 06:00 = 1 h"]),
        (
            (SIX, SIX),
            (FIVE, SEVEN),
            (0, HOUR),
            [
                "at least 3 May 05:00 − 3 May 06:00 = 0 min (given before the claim was seen)",
                "at most 3 May 07:00 − 3 May 06:00 = 1 h",
            ],
        ),
        ((None, SIX), (None, EIGHT), (None, None), []),
    ],
)
def test_a_latency_is_shown_as_the_sum_that_it_is(
    first: tuple[str | None, str],
    answer: tuple[str | None, str],
    latency: tuple[int | None, int | None],
    told: list[str],
) -> None:
    story = dict(zip(("first_seen_not_before", "first_seen_not_after"), first, strict=True))
    given = {
        **dict(zip(("responded_not_before", "responded_not_after"), answer, strict=True)),
        **dict(zip(("latency_min", "latency_max"), latency, strict=True)),
    }
    assert [*clock.sums(story, given, UTC)] == told
