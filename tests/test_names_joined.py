"""Names are joined to a watch list across scripts, but not to words written alike."""

import time
from datetime import UTC, date, datetime
from itertools import pairwise

import marked_names
import pytest

import nlp
from nlp.names.english import own_words
from nlp.names.watched import meant_english
from nlp.names.watched.forms import Form
from nlp.names.watched.match import Match
from nlp.names.watched.page import Page
from records import Company, Person, Role, Watchlist

PUBLISHED = datetime(2024, 8, 22, 9, tzinfo=UTC)


WATCHLIST = Watchlist(
    companies=(
        Company(
            id="xiaomi",
            name="Xiaomi",
            aliases=("Xiaomi Group", "小米", "小米集团"),
            brands=("SU7", "小米汽车", "Xiaomi Auto"),
        ),
        Company(id="byd", name="BYD", aliases=("比亚迪",)),
        Company(id="apple", name="Apple", aliases=("苹果", "苹果公司")),
        Company(id="nio", name="NIO", aliases=("蔚来",)),
        Company(id="li-auto", name="Li Auto", aliases=("理想汽车", "理想")),
        Company(id="great-wall-motor", name="Great Wall Motor", aliases=("长城汽车", "长城")),
        Company(id="target", name="Target"),
        Company(id="ford", name="Ford", aliases=("福特",)),
        Company(id="tesla", name="Tesla", aliases=("特斯拉",)),
        Company(id="meta", name="Meta"),
        Company(id="baker", name="Baker & Sons"),
    ),
    people=(
        Person(id="lei-jun", name="Lei Jun", aliases=("雷军",), roles=(Role(company="xiaomi", title="CEO"),)),
        Person(
            id="lu-weibing",
            name="卢伟冰",
            roles=(
                Role(company="xiaomi", title="president", since=date(2019, 1, 1), until=date(2025, 6, 30)),
            ),
        ),
        Person(id="wang-chuanfu", name="Wang Chuanfu", roles=(Role(company="byd", title="chairman"),)),
        Person(
            id="elon-musk", name="Elon Musk", aliases=("马斯克",), roles=(Role(company="tesla", title="CEO"),)
        ),
        Person(id="jim-farley", name="Jim Farley", roles=(Role(company="ford", title="CEO"),)),
    ),
)


@pytest.fixture(scope="module")
def watching():
    return marked_names.Namer(WATCHLIST)


@pytest.mark.parametrize("marked", marked_names.read("watched.txt"), ids=str)
def test_watched_names_are_joined_and_words_like_them_are_not(watching, marked):
    reading = watching.read(marked.text, published=PUBLISHED)
    joined = [(m.start, m.end, m.label, m.entity) for m in reading.mentions if m.entity]
    assert joined == list(marked.names)


@pytest.mark.parametrize(
    ("text", "name", "is_joined"),
    [
        ("The clip shows an Apple codec at work in a lab.", "Apple", True),
        ("Fans sat at the Apple tree in the yard.", "Apple", False),
        ("The index .BYD rose by two points.", "BYD", False),
        ("特斯拉展台成了维权现场。", "特斯拉", True),
        ("医院购置的3.0特斯拉磁共振启用。", "特斯拉", False),
        ("理想与英伟达合作开发芯片。", "理想", True),
        ("周三，理想方面告诉记者，新车将如期交付。", "理想", True),
        ("孩子们在理想方面谈得不多。", "理想", False),
        ("梅耶马斯克出席品牌活动。", "马斯克", False),
        ("特斯拉马斯克回应了质疑。", "马斯克", True),
        ("假日里长城上游人如织。", "长城", False),
    ],
)
def test_what_stands_around_a_word_tells_whether_a_firm_is_meant(watching, text, name, is_joined):
    joined = {m.text for m in watching.read(text).mentions if m.entity}
    assert (name in joined) is is_joined


def test_an_officer_speaks_for_the_company_in_the_dates_of_the_role_only(watching):
    text = "Xiaomi president Lu Weibing said margins fell."
    later = datetime(2026, 1, 5, tzinfo=UTC)
    assert "lu-weibing" in {m.entity for m in watching.read(text, published=PUBLISHED).mentions}
    assert "lu-weibing" not in {m.entity for m in watching.read(text, published=later).mentions}


def test_names_do_not_overlap_and_stand_in_order(watching):
    text = "Xiaomi SU7 maker Xiaomi Auto, a unit of Xiaomi Group, hired Lei Jun. 小米汽车创始人雷军。"
    mentions = watching.read(text, lang="en").mentions
    assert all(left.end <= right.start for left, right in pairwise(mentions))


def test_names_survive_as_spans_with_ids_in_the_doc():
    pipeline = nlp.load("en", WATCHLIST)
    pipeline.select_pipes(disable=["rejoinder_quotes", "rejoinder_figures"])
    doc = pipeline("Lei Jun founded Xiaomi.")
    assert [(span.text, span.label_, span.id_) for span in doc.spans["names"]] == [
        ("Lei Jun", "PERSON", "lei-jun"),
        ("Xiaomi", "ORG", "xiaomi"),
    ]
    assert [ent.text for ent in doc.ents] == ["Lei Jun", "Xiaomi"]
    again = type(doc)(doc.vocab).from_bytes(doc.to_bytes())
    assert again.spans["names"][0].id_ == "lei-jun"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Halden Foods recalled it. Halden apologised, and Halden's shares fell.", 3),
        ("Calder Air turned back. Flights of Calder, said Calder Airport Services, go on.", 2),
        ("Halden Foods recalled it. John Halden was sorry.", 1),
        ("Halden apologised. Nobody says whose Halden it is.", 0),
        ("鸣川游戏回应裁员。鸣川称消息不实，鸣川证券不予置评。", 2),
        ("恒远食品回应称，北京恒远路店已停业。恒远称将赔偿。", 2),
    ],
)
def test_a_watched_firm_is_known_by_the_head_of_its_full_name(text: str, wanted: int) -> None:
    companies = ("Halden Foods", "Calder Air", "鸣川游戏", "恒远食品")
    watchlist = Watchlist(
        companies=tuple(Company(id=name, name=name, watch="own") for name in companies), people=()
    )
    found = marked_names.Namer(watchlist).read(text, "zh" if "称" in text else "en").mentions
    assert sum(mention.entity is not None for mention in found) == wanted


LISTED = Watchlist(
    companies=tuple(
        Company(id=name, name=name)
        for name in (
            "Anthropic", "Padres", "Corvin National Bank", "Ministry of Trade, Fisheries and Energy", "Which?",
            "Pearl Harvest", "国务院", "万澜奥微", "Tesla", "Micron",
        )
    ),
    people=(Person(id="tae", name="Kwon Tae-seok"), Person(id="ali", name="Omar al-Farsi"), Person(id="doc", name="黄益川")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Anthropic, which rents chips from two rivals, raised money.", ["Anthropic"]),
        ("The anthropic principle, which he taught, is old.", []),
        ("Ruiz pitched nine innings for the Padres.", ["Padres"]),
        ("Two padres, which is Spanish for fathers, prayed.", []),
        ("Szabo Left Orion University for the Corvin National Bank.", ["Corvin National Bank"]),
        (
            "The Ministry of Trade, Fisheries and Energy objected.",
            ["Ministry of Trade, Fisheries and Energy"],
        ),
        ("Consumer group Which? complained, which helped.", ["Which"]),
        ("Pearl Harvest of Norway delayed the game again.", ["Pearl Harvest"]),
        ("Police charged Kwon Tae-seok and Omar al-Farsi.", ["Kwon Tae-seok", "Omar al-Farsi"]),
        ("会议称，国务院批准了方案。", ["国务院"]),
        ("记者致电万澜奥微证券部，无人接听。", ["万澜奥微"]),
        ("Orbivex said so. Tesla, which cut prices, fell.", ["Tesla"]),
        ("A field of one tesla bent the micron filter.", []),
        ("某大学教授黄益川认为，扩大消费是关键。", ["黄益川"]),
    ],
)
def test_a_listed_name_is_joined_though_it_is_made_of_words(text, joined):
    mentions = marked_names.Namer(LISTED).read(text).mentions
    assert [mention.text for mention in mentions if mention.entity] == joined


DESK = Watchlist(
    companies=(
        Company(id="lantern", name="Lantern", ticker="LNTN"),
        Company(id="iceland", name="Iceland"),
        Company(id="mars", name="Mars"),
        Company(id="orb", name="Orbivex", aliases=("星火", "新晨光"), brands=("Kisto5",)),
        Company(id="drovers", name="Drovers"),
    ),
    people=(
        Person(id="strand", name="Ulla Ström", roles=(Role(company="lantern", title="chief"),)),
        Person(id="ohara", name="Ned O'Hara", roles=(Role(company="orb", title="chief"),)),
        Person(
            id="karp", name="Al Karp", aliases=("艾尔·卡普",), roles=(Role(company="orb", title="chief"),)
        ),
        Person(id="meo", name="Ana de Brito", roles=(Role(company="orb", title="chair"),)),
        Person(id="fox", name="Bo Fox", roles=(Role(company="orb", title="adviser"),)),
    ),
)


@pytest.fixture(scope="module")
def at_the_desk():
    return marked_names.Namer(DESK)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Lantern to Close Nine Stores", ["Lantern"]),
        ("Lantern outage hits clinics", ["Lantern"]),
        ("Lantern soars after deal", ["Lantern"]),
        ("Lantern to light the road was lost, they said.", []),
        ("Growth at Lantern slowed.", ["Lantern"]),
        ("$LNTN is dear. Why Lantern May Fall", ["$LNTN", "Lantern"]),
        ("Iceland's volcano woke.", []),
        ("Iceland shares fell.", ["Iceland"]),
        ("Dust from Mars reached a lab, NASA said.", []),
        ("Wages at Mars rose.", ["Mars"]),
        ("Lantern chief Ulla Stroem left.", ["Lantern", "Ulla Stroem"]),
        ("Ned O'Hara sold. O’Hara runs Orbivex.", ["Ned O'Hara", "O’Hara", "Orbivex"]),
        ("Ana de Brito sold shares. De Brito chairs Orbivex.", ["Ana de Brito", "De Brito", "Orbivex"]),
        ("Orbivex's Fox resigned.", ["Orbivex", "Fox"]),
        ("Orbivex Chief Ned O'Hara Hands Over to Pell", ["Orbivex", "Ned O'Hara"]),
        ("Orbivex said a fox bit Fox News.", ["Orbivex"]),
        ("OrbivexCEO辞职", ["Orbivex"]),
        ("他入职星火两年。", ["星火"]),
        ("星火被罚五万元", ["星火"]),
        ("星火点点照亮夜空。", []),
        ("星火饮料被曝含糖超标", ["星火"]),
        ("创业星火点亮小城。", []),
        ("新晨光上半年扭亏。", ["新晨光"]),
        ("这项研究给患者带来了新晨光。", []),
        ("Orbivex buys four Kisto5s and a Kisto5.", ["Orbivex", "Kisto5s", "Kisto5"]),
        ("Lantern to rebuild its oldest yard", ["Lantern"]),
        ("星火首席执行官卡普称会扭亏。", ["星火", "卡普"]),
        ("卡普在法庭上说，他不认识被告。", []),
        ("Orbivex中国门店关了两家。", ["Orbivex"]),
        ("Drovers waited at the bridge for hours.", []),
        ("Drovers said it would close two yards.", ["Drovers"]),
        ("He called it an orbivex of a plan.", []),
        (
            "Der Orbivex-Chef Ned O'Hara sagte, er habe die Firma mit dem Bruder und der Frau gegründet.",
            ["Orbivex", "Ned O'Hara"],
        ),
        (
            "Selon Ned O'Hara, le prix ne va pas baisser pour les clients, et la firme le sait.",
            ["Ned O'Hara"],
        ),
    ],
)
def test_a_name_that_is_a_word_is_told_by_what_a_news_desk_writes_with_it(at_the_desk, text, joined):
    mentions = at_the_desk.read(text).mentions
    assert [mention.text for mention in mentions if mention.entity] == joined


@pytest.mark.parametrize(
    ("text", "found"),
    [("$HLDN says 57 withdrew.", True), ("It cost $57, HLDN or not.", False), ("$HLD is another.", False)],
)
def test_a_ticker_behind_a_dollar_sign_is_the_firm(text: str, *, found: bool) -> None:
    watchlist = Watchlist(companies=(Company(id="halden", name="Halden Bio", ticker="HLDN"),), people=())
    mentions = marked_names.Namer(watchlist).read(text, "en").mentions
    assert ("halden" in {mention.entity for mention in mentions}) == found


@pytest.mark.parametrize(
    ("listed", "text", "written"),
    [
        ("Halden (Holdings)", "Halden (Holdings) is accused of theft.", "Halden (Holdings)"),
        ("Quorn & Sons (UK) Ltd", "Workers at Quorn & Sons (UK) Ltd walked out.", "Quorn & Sons (UK) Ltd"),
        ("Quorn (UK) Ltd", "Workers at Quorn UK Ltd walked out.", "Quorn UK Ltd"),
        ("Quorn UK Ltd", "Workers at Quorn (UK) Ltd walked out.", None),
        ("Tum! Brands", "Tum! Brands denied it.", "Tum! Brands"),
        ("eCup", "eCup urges users to reset passwords", "eCup"),
        ("eCup", "Tea from an ecup is cold", None),
        ("BlackBerry", "BlackBerry jam recipe leaked", "BlackBerry"),
        ("BlackBerry", "Blackberry jam recipe wanted", None),
        ("B.P. Møller - Mærk A/S", "B.P. Møller - Mærk A/S spoke.", "B.P. Møller - Mærk A/S"),
        ("海浦（集团）有限公司", "海浦(集团)有限公司被指拖欠工资。", "海浦(集团)有限公司"),
        ("海浦集团有限公司", "海浦（集团）有限公司被指拖欠工资。", None),
    ],
)
def test_a_watched_name_keeps_its_marks(listed: str, text: str, written: str | None) -> None:
    lang = "zh" if "公司" in text else "en"
    watched = Watchlist(companies=(Company(id="it", name=listed),))
    found = [m.text for m in marked_names.Namer(watched).read(text, lang).mentions if m.entity]
    assert found == ([written] if written else [])


def test_many_doubtful_mentions_are_weighed_in_linear_time():
    """A word that may mean a watched company, and a person called so, in every second sentence of a text."""

    def seconds(count):
        unit = "Target fell. Ann Target left. "
        starts = range(0, count * len(unit), len(unit))
        page = Page(
            text=unit * count,
            is_chinese=False,
            names=[
                (start + len("Target fell. "), start + len("Target fell. Ann Target"), "PERSON")
                for start in starts
            ],
            sentences=[place for start in starts for place in (start, start + len("Target fell. "))],
            words=(),
            proper=frozenset(starts),
            verbs=frozenset(),
            day=None,
        )
        matches = [
            Match(page, start, start + len("Target"), Form("target", "ORG", "Target", "common"))
            for start in starts
        ]
        started = time.process_time()
        for match in matches:
            meant_english.weight(match, ())
        return time.process_time() - started

    seconds(100)
    short, long = seconds(500), seconds(2000)
    assert long < 9 * short  # linear time is 4 times, quadratic 16


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("Basil Kitchens", True),
        ("Meru Cabs", True),
        ("Basil Kitchen", False),
        ("Arden Boss", False),
        ("Ada Williams", False),
        ("Vexa Zorbles", False),
        ("VEXA ROBOTS", False),
    ],
)
def test_a_firm_may_be_called_by_the_plural_of_things(words: str, things: bool) -> None:
    assert own_words.ends_with_things(tuple(words.split())) is things
