"""The language of a text: by script, else as declared."""

import pytest
from readers import reader

from nlp import NOT_READ
from nlp.language import detect, is_read


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
def test_the_script_decides(text, declared, expected):
    assert detect(text, declared) == expected


def test_japanese_is_not_read_as_chinese():
    assert detect("ソニーの社長は東京で会見した。", None) == "en"


def test_only_the_beginning_of_a_long_text_is_examined():
    assert detect("a " * 10_000 + "汉" * 1_000_000) == "en"


@pytest.mark.parametrize(
    ("text", "declared", "read"),
    [
        ("The maker said it would repay its customers after the fault was found.", None, True),
        ("Der Hersteller hat den Kunden das Geld nicht erstattet, und die Behörde ist mit der Antwort unzufrieden.", None, False),
        ("Le fabricant n'a pas remboursé les clients, et la direction est restée dans le silence.", "en", False),
        ("El fabricante no devolvió el dinero a los clientes y la empresa no respondió.", None, False),
        ("Производитель не вернул деньги клиентам.", None, False),
        ("ソニーの社長は東京で会見した。", "zh", False),
        ("金融庁、銀行に業務改善命令を発出", "ja", False),
        ("신제품은 다음 달에 나온다.", None, False),
        ("公司表示已全额退款。", None, True),
        ("索尼社长在东京说：「ありがとう」，随后鞠躬致歉，并宣布全额退款。", None, True),
        ("Norvik zahlt zurück", "de", False),
        ("Norvik zahlt zurück", None, True),
        ("Norvik pays its customers back and it says so", "de-DE", True),
        ("Revenue 1,240 1,102 12.5 %", None, True),
        ("Two die in blaze", "en", True),
        ("", "fr", True),
    ],
)  # fmt: skip
def test_other_languages_are_recognised_by_function_words(text, declared, read):
    assert is_read(text, declared) is read


def test_only_names_are_read_in_other_languages():
    reading = reader().read(
        "Der Autobauer Volkswagen hat im Quartal 1.200 Wagen und 3,5 Millionen Euro verloren. „Das ist nicht gut“, sagte der "
        "Vorstand, und die Aktie ist um 4,2 % gefallen.",
        lang="de",
    )
    assert not reading.quotes
    assert not reading.figures
    assert NOT_READ in reading.problems
