"""The language of a text: by its script; the declared one only where the script leaves it open."""

import pytest

from nlp.language import detect


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Xiaomi said profit rose.", None, "en"),
        ("小米表示利润增长。", None, "zh"),
        ("小米SU7上市24小时大定突破8万台", "en", "zh"),
        ("CEO回应", None, "zh"),
        ("Lei Jun (雷军), the founder of Xiaomi, spoke in Beijing on Monday.", "zh-CN", "en"),
        ("OpenAI CEO Sam Altman 来了", "zh_CN", "zh"),
        ("", None, "en"),
        ("", "zh-Hans", "zh"),
        ("12,345.6 %", "zh", "zh"),
        ("12,345.6 %", "fr", "en"),
        ("鴻海董事長劉揚偉", "zh-TW", "zh"),
        ("\x00\ud800", None, "en"),
    ],
)
def test_the_script_tells(text, declared, expected):
    assert detect(text, declared) == expected


def test_japanese_is_not_read_as_chinese():
    assert detect("ソニーの社長は東京で会見した。", None) == "en"


def test_only_the_beginning_of_a_long_text_is_looked_at():
    assert detect("a " * 10_000 + "汉" * 1_000_000) == "en"
