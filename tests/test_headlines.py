"""The headline is an early report in the reader's language, no question, no answer and no rival's."""

from __future__ import annotations

import pytest

from tests.norvik import item, link, trending


@pytest.mark.parametrize(
    ("languages", "headline"),
    [(("en", "zh"), "Norvik vans catch fire in three car parks"), (("zh", "en"), "诺维克面包车停车场内起火")],
)
def test_the_headline_is_early_in_the_readers_language_no_question_and_no_answer(
    languages: tuple[str, ...], headline: str
) -> None:
    linked = link(
        item("a", 0, "诺维克面包车停车场内起火", lang="zh"),
        item("b", 1, "Why do Norvik vans catch fire in car parks?"),
        item("c", 2, "Norvik vans catch fire in three car parks"),
        item("d", 3, "Norvik apologises for vans that catch fire in car parks"),
        languages=languages,
    )
    headlines = {story.headline for story in linked.stories if len(story.links) > 2}
    assert headlines == {headline}


def test_a_researchers_allegation_may_be_the_headline() -> None:
    linked = link(
        item(
            "a",
            0,
            "Norvik's vans send floor plans to a server, researcher says",
            "Norvik vans map the house.",
        ),
        trending("b", 4, "诺维克面包车上传户型图"),
        item("c", 9, "No word yet from Norvik on floor plans its vans send", "Norvik vans map the house."),
    )
    told = max(linked.stories, key=lambda story: len(story.links))
    assert told.headline == told.claim == "Norvik's vans send floor plans to a server, researcher says"


def test_a_rivals_title_is_no_headline() -> None:
    linked = link(
        item("a", 0, "诺维克面包车停车场内起火", lang="zh"),
        item(
            "b",
            2,
            "Abelia: our kitchens never burn",
            "Abelia mocked Norvik, whose vans caught fire in a car park.",
        ),
    )
    assert {story.headline for story in linked.stories if len(story.links) == 2} == {
        "诺维克面包车停车场内起火"
    }
