"""Copies are found although outlets change titles, cuts and openings; standard reports are no copies."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from records import Interval, Item, Reading, Watchlist
from stories.grouping.copies import Copies, shingles_of, sketch_of
from stories.items import features
from stories.items.roster import Roster

START = datetime(2032, 2, 2, 6, tzinfo=UTC)
ROSTER = Roster(Watchlist())
WORDS = [
    a + b + c
    for a in ("ka", "lo", "mi", "ru", "te", "va", "zo", "shi")
    for b in ("n", "rd", "st", "ll")
    for c in ("a", "e", "um", "ing", "ow", "ery")
]
SIGNS = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]


def item(identity: str, title: str, body: str, lang: str, hours: float) -> features.Features:
    at = START + timedelta(hours=hours)
    found = Item(
        id=identity, kind="article", lang=lang, title=title, text=f"{title}\n\n{body}", at=at,
        seen=Interval(not_before=at, not_after=at), source="wire", reading=Reading(lang=lang),
    )  # fmt: skip
    return features.features_of(found, ROSTER)


def sentences(chance: random.Random, lang: str, count: int) -> list[str]:
    if lang == "zh":
        return ["".join(chance.choices(SIGNS, k=chance.randint(14, 30))) + "。" for _ in range(count)]
    return [
        " ".join(chance.choices(WORDS, k=chance.randint(10, 22))).capitalize() + "." for _ in range(count)
    ]


def joined(parts: list[str], lang: str) -> str:
    return ("" if lang == "zh" else " ").join(parts)


def reprint(chance: random.Random, told: list[str], lang: str, way: str) -> str:
    match way:
        case "cut":
            return joined(told[: max(4, len(told) * 6 // 10)], lang)
        case "opened":
            return joined([*sentences(chance, lang, 1), *told], lang)
        case "closed":
            return joined([*told, *sentences(chance, lang, 2)], lang)
        case "touched up":
            changed = [part if chance.random() > 0.1 else sentences(chance, lang, 1)[0] for part in told]
            return joined(changed, lang)
        case _:
            return joined(told, lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nine_of_ten_reprints_are_found_and_nothing_else(lang: str) -> None:
    chance, copies, hours = random.Random(11), Copies(), 0.0
    right = wrong = missed = 0
    ways = ("whole", "cut", "opened", "closed", "touched up")
    for number in range(200):
        told = sentences(chance, lang, chance.randint(8, 20))
        title = joined(sentences(chance, lang, 1), lang)
        first = item(f"o{number}", title, joined(told, lang), lang, hours)
        wrong += copies.find(first) is not None
        copies.add(first)
        heading = joined(sentences(chance, lang, 1), lang)
        again = item(f"r{number}", heading, reprint(chance, told, lang, ways[number % 5]), lang, hours + 1)
        found = copies.find(again)
        right += found is not None and found.of.item.id == f"o{number}"
        wrong += found is not None and found.of.item.id != f"o{number}"
        missed += found is None
        hours += 0.3
    assert right / (right + missed) >= 0.9
    assert right / (right + wrong) >= 0.99


def test_a_reprint_in_traditional_characters_is_a_copy() -> None:
    told = "检查人员发现卧铺车厢的刹车有问题，铁路公司决定召回全部夜班列车，乘客改乘大巴，监管部门已经开始调查北部车辆段的养护记录，两名司机一月曾经报告异常，工厂随后更换了一列车的部件。"
    again = "檢查人員發現臥鋪車廂的剎車有問題，鐵路公司決定召回全部夜班列車，乘客改乘大巴，監管部門已經開始調查北部車輛段的養護記錄，兩名司機一月曾經報告異常，工廠隨後更換了一列車的部件。"
    copies = Copies()
    copies.add(item("o", "夜班列车召回", told, "zh", 0))
    found = copies.find(item("r", "鐵路公司停開夜車", again, "zh", 1))
    assert found is not None
    assert found.of.item.id == "o"


def test_standard_daily_reports_are_no_copies() -> None:
    chance, copies = random.Random(5), Copies()
    for day in range(60):
        lines = [
            f"{name} closed at {chance.randint(10, 99)}.{chance.randint(10, 99)}, {chance.choice(('up', 'down'))} "
            f"{chance.randint(1, 9)}.{chance.randint(1, 9)} percent on a volume of {chance.randint(100, 999)} thousand shares."
            for name in ("Velmora", "Ostrava Rail", "Lindholm Foods", "Harbour Bank", "Norvik", "Castell")
        ]
        report = item(f"d{day}", f"Closing prices in Osterby, day {day}", " ".join(lines), "en", day)
        assert copies.find(report) is None
        copies.add(report)


def test_a_stored_sketch_finds_the_same_copies_as_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    chance, read = random.Random(7), []
    told = [sentences(chance, "en", 9) for _ in range(30)]
    earlier = [item(f"e{n}", f"Head {n}", joined(parts, "en"), "en", n / 10) for n, parts in enumerate(told)]
    reprints = [
        item(f"r{n}", f"Another head {n}", reprint(chance, parts, "en", "cut"), "en", 5 + n / 10)
        for n, parts in enumerate(told[::10])
    ]
    sketches = [sketch_of(shingles_of(one)) for one in earlier]
    read_again, kept = Copies(), Copies()
    for one, sketch in zip(earlier, sketches, strict=True):
        read_again.recall(one, None)
        kept.recall(one, sketch)
    expected = [read_again.find(one) for one in reprints]
    monkeypatch.setattr(
        "stories.grouping.copies.shingles_of", lambda one: read.append(one.item.id) or shingles_of(one)
    )
    assert [kept.find(one) for one in reprints] == expected
    assert [copy and copy.of.item.id for copy in expected] == ["e0", "e10", "e20"]
    assert sorted(read) == ["e0", "e10", "e20", "r0", "r1", "r2"]


def test_a_recalled_text_is_entered_only_when_a_new_one_comes_while_it_is_recent() -> None:
    chance, copies = random.Random(13), Copies()
    texts = [joined(sentences(chance, "en", 8), "en") for _ in range(2)]
    old = item("old", "Kasta line closed for a week", texts[0], "en", 0)
    recent = item("recent", "Lordum yard hires sixty", texts[1], "en", 200)
    for known in (old, recent):
        copies.recall(known, sketch_of(shingles_of(known)))
    assert not copies.sketch_of
    found = copies.find(item("new", "Sixty jobs at Lordum, says yard", texts[1], "en", 201))
    assert found is not None
    assert found.of is recent
    assert copies.sketch_of.keys() == {"recent"}
