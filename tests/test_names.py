"""Names on no list: told by who stands beside them, by their parts, and by what is done."""

import marked_names
import pytest
import spacy
from spacy.tokens import Doc

from nlp.chinese import crossings
from nlp.names import dictionary, lexicon, pinyin
from nlp.names.chinese.evidence import Word
from nlp.names.english import neighbours
from nlp.names.english.page import Page as EnglishPage
from nlp.names.watched.page import Page
from records import Watchlist


@pytest.fixture(scope="module")
def open_minded():
    return marked_names.Namer(Watchlist())


@pytest.mark.parametrize(
    ("before", "name", "behind", "is_crossed"),
    [
        ("家长教孩子上", "网易", "下网难", True),
        ("消息称", "华为", "已经出货", False),
        ("周日的中", "美团", "体赛", True),
        ("针对", "华为", "的新规", False),
        ("他对", "华为", "很熟悉", False),
        ("天气", "万达", "到账", True),
    ],
)
def test_a_chinese_name_that_lies_across_two_words_is_none(before, name, behind, is_crossed):
    text = before + name + behind
    assert crossings.is_crossed(text, len(before), len(before) + len(name)) is is_crossed


def test_media_and_regulators_have_labels_of_their_own(open_minded):
    reading = open_minded.read("The SEC fined the bank, Reuters reported. Caixin said the CSRC would follow.")
    labels = {m.text: m.label for m in reading.mentions}
    assert labels["SEC"] == labels["CSRC"] == "REGULATOR"
    assert labels["Reuters"] == labels["Caixin"] == "MEDIA"
    chinese = {m.text: m.label for m in open_minded.read("证监会对公司立案，财联社报道。").mentions}
    assert chinese == {"证监会": "REGULATOR", "财联社": "MEDIA"}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Florence Marsh, head of sales at Tolland Foods, left in May.", "Florence Marsh", "PERSON"),
        ("Kestrel House, owner of the Kisto brand, cut its prices.", "Kestrel House", "ORG"),
        ("The chairman accused his predecessor, Demba Sarr Diop, of fraud.", "Demba Sarr Diop", "PERSON"),
        ("Both men and his wife Leela were in the room.", "Leela", "PERSON"),
        ("Chef Marco Bell runs it.", "Marco Bell", "PERSON"),
        ("Driver Lewis Hale Pratt won the race.", "Lewis Hale Pratt", "PERSON"),
        (
            "The inquiry named Chidi Obi, Marek Sowa and Gráinne Roche as witnesses.",
            "Gráinne Roche",
            "PERSON",
        ),
        ("Hope Fields and Daniel Marr own the mill.", "Hope Fields", "PERSON"),
        ("American Kevin Marsh and Australian Timothy Weeks came home.", "Timothy Weeks", "PERSON"),
        ("Japanese Prime Minister Kenji Moriwaki resigned on Friday.", "Kenji Moriwaki", "PERSON"),
        ("TNQV Chief Financial Officer Celine Marchand sold shares.", "TNQV", "ORG"),
        ("The study appeared in the journal Lichenology.", "Lichenology", "MEDIA"),
        ("He will stop at Heron Pass, Texas, on Monday.", "Heron Pass", "GPE"),
        ("Officers met near Navy Yard, and at 410 M Street SE on Monday.", "Navy Yard", "GPE"),
        ("Daniel Marr and Victoria Foods own the mill.", "Victoria Foods", "ORG"),
        ("Su-bin Kwon takes over from Lars Holm in May.", "Su-bin Kwon", "PERSON"),
        ("So Min-kyu pleaded guilty in Seoul.", "So Min-kyu", "PERSON"),
        ("The letter was signed by Omar el-Masri of Cairo.", "Omar el-Masri", "PERSON"),
        ("Her uncle, Dean Holloway, owned half of it.", "Dean Holloway", "PERSON"),
        ("Detectives questioned Sterling Page over the loans.", "Sterling Page", "PERSON"),
        ("Ilse Korhonen's studio, Heron Quill, makes games.", "Heron Quill", "ORG"),
        ("He worked with Nadia Quorn in 2004.", "Nadia Quorn", "PERSON"),
        ("Under oath, Zviad Lomidze admitted it.", "Zviad Lomidze", "PERSON"),
        ("Investors bought shares of Nadia Quorn on Friday.", "Nadia Quorn", "ORG"),
        ("Police say the driver, whose brother Nino fled, was drunk.", "Nino", "PERSON"),
        ("She won the Best Actress Oscar for it.", "Oscar", None),
        ("Al Jazeera said so, and Al Harbi Foods denied it.", "Al Jazeera", "MEDIA"),
        ("He sold two pairs of Joy-Cons at the market.", "Joy-Cons", "ORG"),
        ("Interior Minister Pavel Dorn resigned.", "Interior", None),
        ("Skipper Jack's recalled two lots of its soup.", "Skipper Jack's", "ORG"),
        ("Goalkeeper Goran Petrović saved two penalties.", "Goran Petrović", "PERSON"),
        ("Anton Reyes coached Norvale Wanderers for two years.", "Norvale Wanderers", "ORG"),
        ("Prosecutors say Issiaka Coulibaly kept the books.", "Issiaka Coulibaly", "PERSON"),
        ("The farm was sold to Le Van Tuan on Monday.", "Le Van Tuan", "PERSON"),
        ("Guitarist Mirela Toma sued the label.", "Mirela Toma", "PERSON"),
        ("They found that Marigold Frey had signed it.", "Marigold Frey", "PERSON"),
        ("Jehangir Contractor left the mill to Perin Contractor, his aunt.", "Perin Contractor", "PERSON"),
        ("Hal Stone's shareholders meet in May.", "Hal Stone", "ORG"),
        ("Drilbox Quandle named Ida Holm as chief executive.", "Drilbox Quandle", "ORG"),
        ("The inspectors warned Nettle Kitchens twice.", "Nettle Kitchens", "ORG"),
        ("The envoys met in Tromsbrook on Friday.", "Tromsbrook", "GPE"),
        ("Funds cut their stake in Tromsbrook on Friday.", "Tromsbrook", "ORG"),
        ("Theresa smiled at the jury.", "Theresa", "PERSON"),
        ("The poll put Jane Quill and Cornel Marsh level.", "Cornel Marsh", "PERSON"),
        ("The train stopped near Lincoln Park.", "Lincoln Park", None),
        (
            "National Transportation Safety Board members voted.",
            "National Transportation Safety Board",
            "REGULATOR",
        ),
        ("Orlin AI raised $4 million in March.", "Orlin AI", "ORG"),
        ("She will star in Heron Quay, a thriller about a ferry.", "Heron Quay", None),
        ("A sequel to Tin Harbour was announced.", "Tin Harbour", None),
        ("Commuter Mode dims the screen at night.", "Commuter Mode", None),
        ("Marla Quist's The Long Ferry opens in May.", "The Long Ferry", None),
        ("An NGO said so, and a QRV was signed.", "QRV", None),
        ("Quince Tarn, which makes lifts, fell 9%.", "Quince Tarn", "ORG"),
        ("The Denver Nuggets lost again.", "Denver Nuggets", "ORG"),
        ("Marla Quist's lawyer, Abe Lorne, said nothing.", "Marla Quist", "PERSON"),
        ("He is a fisherman from Tromsbrook.", "Tromsbrook", "GPE"),
        ("The Lift Engineers' Union called a strike.", "Lift Engineers' Union", "ORG"),
        ("The Bakers’ Guild of Quill Bay struck.", "Bakers’ Guild of Quill Bay", "ORG"),
        ("The Harbour Commissioner’s Office opened a case.", "Harbour Commissioner’s Office", "ORG"),
        ("The Coroner’s Court heard Ida Holm.", "Coroner’s Court", "ORG"),
        ("Macy's Inc cut its forecast.", "Macy's Inc", "ORG"),
        ("Kohl's Property Services sued.", "Kohl's Property Services", "ORG"),
        ("Wendy's Japan President Ida Holm left.", "Wendy's Japan", "ORG"),
        ("Wendy's Japan President Ida Holm left.", "Ida Holm", "PERSON"),
        ("Kohl's Chief Economist Abe Lorne left.", "Kohl's", "ORG"),
        ("Skarvik told the court that she had lied.", "Skarvik", "PERSON"),
        ("Police arrested Skarvik at his flat.", "Skarvik", "PERSON"),
        ("Skarvik, a welder, was born in Hull. His father was a baker.", "Skarvik", "PERSON"),
        ("Skarvik said it would sue its bank.", "Skarvik", "ORG"),
        ("Silver Ferry took $9 million at the box office.", "Silver Ferry", None),
        ("The film was sold by Silver Ferry, a maker of pumps.", "Silver Ferry", "ORG"),
        ("Turn on Silent Hours in the settings.", "Silent Hours", None),
        ("Rival Lowe's was lower.", "Lowe's", "ORG"),
        ("Rival Gojira, which is owned by Tarn, said so.", "Gojira", "ORG"),
        ("“No,” its chairman, Farouk Asa, said.", "Farouk Asa", "PERSON"),
        ("The Halden Press Office kept silent.", "Halden", "ORG"),
        ("Halden's Investor Relations Department kept silent.", "Investor Relations Department", None),
        ("The Office of Legal Relations kept silent.", "Office of Legal Relations", "ORG"),
        ("Pumps Will Cost More, Lorne Says", "Lorne Says", None),
        ("Sales at Rogers' Bank fell.", "Rogers' Bank", None),
        ("Apple's App Store was down.", "Apple", "ORG"),
    ],
)
def test_a_name_is_told_by_who_stands_beside_it(open_minded, text, name, label):
    labels = {mention.text: mention.label for mention in open_minded.read(text, lang="en").mentions}
    assert labels.get(name) == label, labels


def test_a_firm_on_the_list_is_no_forename_of_its_product(open_minded):
    text = (
        "Xiaomi loses money on each car, a post says. Analysts think Xiaomi SU7 is cheap. Lei Jun responded."
    )
    labels = {mention.text: mention.label for mention in open_minded.read(text, lang="en").mentions}
    assert labels["Xiaomi"] == "ORG"
    assert labels["Lei Jun"] == "PERSON"


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("格桑平措在电话里说，学校已经复课。", "格桑平措", "PERSON"),
        ("合作社由斯琴高娃和那顺巴雅尔管理。", "那顺巴雅尔", "PERSON"),
        ("她把奖牌送给了姐姐央宗。", "央宗", "PERSON"),
        ("工信部未作评论。", "工信部", "REGULATOR"),
        ("消协约谈鲜果达、趣租宝。", "鲜果达", "ORG"),
        ("大江纸业代理商称货款未结。", "大江纸业", "ORG"),
        ("女排昨日抵达成都。", "女排", None),
        ("记者致电大江纸业证券事务部，无人接听。", "大江纸业", "ORG"),
        ("大江纸业董秘办表示不知情。", "大江纸业", "ORG"),
        ("大江纸业董秘办表示不知情。", "董秘办", None),
        ("大江纸业研究中心落成。", "大江纸业研究中心", "ORG"),
        ("奥运冠军杨倩将出席活动。", "奥运冠军", None),
        ("国足踢出了精气神。", "精气神", None),
        ("行政總裁祈耀年", "祈耀年", "PERSON"),
        ("委员傅永和强调，方案还要修改。", "傅永和", "PERSON"),
        ("雷远也透露了一项重要数据。", "雷远", "PERSON"),
        ("文章中称，公司没有裁员计划。", "文章中", None),
        ("公告还称，其辞职不影响公司经营。", "公告还", None),
        ("王总也表示，工厂会复产。", "王总", None),
        ("股价不会改变这家互联网巨头。", "互联网巨头", None),
    ],
)
def test_a_chinese_name_is_told_by_its_parts_and_by_what_is_done(open_minded, text, name, label):
    labels = {mention.text: mention.label for mention in open_minded.read(text, lang="zh").mentions}
    assert labels.get(name) == label, labels


def test_a_chinese_person_is_found_again_by_a_part_of_the_name_and_whole_where_it_was_cut(open_minded):
    text = "联合创始人杰罗·温莱辞职。温莱的决定震动了业界。发言人方启一向记者介绍情况。方启一说，方启一不便回答。"
    names = [
        (mention.text, mention.label)
        for mention in open_minded.read(text, lang="zh").mentions
        if mention.label in {"PERSON", "ORG", "GPE"}
    ]
    assert names == [
        ("杰罗·温莱", "PERSON"),
        ("温莱", "PERSON"),
        ("方启一", "PERSON"),
        ("方启一", "PERSON"),
        ("方启一", "PERSON"),
    ]


@pytest.mark.parametrize(
    ("characters", "latin"),
    [
        ("曾毓群", "zengyuqun"),
        ("曾毓群", "yuquntsang"),
        ("单伟建", "shanweijian"),
        ("解直锟", "xiezhikun"),
        ("欧阳明高", "ouyangminggao"),
        ("吕刚", "lvgang"),
        ("吕刚", "lugang"),
        ("陈翊庭", "chanyiting"),
    ],
)
def test_chinese_names_have_their_usual_spellings(characters, latin):
    assert latin in pinyin.spellings(characters)


def test_words_that_are_no_chinese_names_have_no_spelling():
    assert not pinyin.spellings("小米汽车集团")
    assert not pinyin.is_name(("Li", "Auto"))
    assert pinyin.is_name(("Lei", "Jun"))


@pytest.mark.parametrize(
    ("place", "word"), [(0, None), (2, "小米"), (3, "小米"), (4, None), (5, "发布"), (7, None)]
)
def test_a_place_between_words_lies_in_none(place: int, word: str | None) -> None:
    text = "，，小米，发布，"
    words = (Word(2, 4, "nz"), Word(5, 7, "v"))
    page = Page(
        text=text, is_chinese=True, names=(), sentences=(0,), words=words, proper=frozenset(), verbs=frozenset(),
        day=None,
    )  # fmt: skip
    found = page.word_around(place)
    assert (found and text[found.start : found.end]) == word


@pytest.mark.parametrize(
    ("behind", "office"),
    [
        ("chief executive of Wexcombe", True),
        ("CEO of Wexcombe", True),
        ("chairwoman of Wexcombe", True),
        ("senior spokesman for Wexcombe", True),
        ("owner of the brand", False),
        ("maker of pumps", False),
        ("chief executive", False),
        ("of Wexcombe", False),
    ],
)
def test_an_office_behind_a_comma_makes_a_person(behind: str, office: bool) -> None:
    words = ["Paris", "Holt", ",", *behind.split()]
    assert (
        neighbours._has_office_after(EnglishPage(Doc(spacy.blank("en").vocab, words=words), words), 2)
        is office
    )


@pytest.mark.parametrize(
    ("word", "common"), [("Denies", True), ("Supplied", True), ("Davies", False), ("Geely", False)]
)
def test_a_word_is_common_in_any_inflection(word: str, common: bool) -> None:
    assert dictionary.is_common(word) is common


def test_a_forename_is_known_with_and_without_its_accent() -> None:
    assert lexicon.is_forename("Rubén")
    assert lexicon.is_forename("Ruben")
    assert not lexicon.is_forename("German")


def test_no_given_name_stands_in_both_the_short_and_the_long_list() -> None:
    for kind in ("male", "female", "either"):
        short = lexicon.words("forenames", kind, "words")
        for table in ("given", "more"):
            assert not any(map(lexicon.is_forename, lexicon.words("world", table, kind))), (table, kind)
        assert all(lexicon.fold(name) == name for name in short)
