"""Foreign-script text on the desk is marked with its language."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from review.desk.languages import script_language, told


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("鹭汀茶饮致歉：涉事门店停业", "zh"),
        ("小米SU7八月第三周交付2600辆", "zh"),
        ("東海経済は半導体を伝えた", "ja"),
        ("반도체 수출 규제", "ko"),
        ("Lei Jun (雷军) answers a charge of losing money on every car", None),
        ("Société Générale", None),
        ("6万多", "zh"),
        ("", None),
    ],
)
def test_a_script_implies_a_language(text: str, lang: str | None) -> None:
    assert script_language(text) == lang


def test_stored_text_is_escaped() -> None:
    assert told("<b>雷军</b>回应") == '<bdi lang="zh">&lt;b&gt;雷军&lt;/b&gt;回应</bdi>'
    assert told(Markup("<mark>Norvik</mark> van")) == "<bdi><mark>Norvik</mark> van</bdi>"
    assert told(None) == "<bdi></bdi>"
