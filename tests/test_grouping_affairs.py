"""An item joins its company's open affair though it shares no word with it, and other news of the company does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records import Item, Mention, Quote
from tests.norvik import item, lines, link, link_by_item, story_by_item, trending


@pytest.mark.parametrize(
    "title", ["诺维克道歉", "诺维克再次发声", "诺维克发布情况说明"], ids=["apology", "again", "statement"]
)
def test_a_title_that_says_nothing_else_joins_the_open_affair(title: str) -> None:
    found = story_by_item(trending("a", 0, "诺维克面包车停车场内起火"), trending("b", 6, title))
    assert found["a"] == found["b"]


def test_a_title_that_says_nothing_else_stays_alone_where_no_affair_is_open() -> None:
    found = story_by_item(trending("a", 0, "诺维克发布秋季新品"), trending("b", 6, "诺维克再次发声"))
    assert found["a"] != found["b"]


AFFAIR = (
    ("claim", 0, "Norvik customer data for sale, researcher says",
     ("A file with names, passport numbers and travel dates of 2.1 million Norvik customers is offered on a forum, a "
     "security researcher said. She had checked 40 of the records with customers, and all were genuine.")),
    ("confirmed", 5, "Norvik confirms data breach affecting 2.3 million customers",
     ("Norvik Motors confirmed on Monday that personal data of 2.3 million customers had been taken from a supplier's "
     "system in April, and said no payment card details were affected. It has told the regulator.")),
    ("inquiry", 22, "Regulator opens inquiry into Norvik data breach",
     ("The information regulator said on Tuesday it had opened an inquiry into the theft of customer data from Norvik. "
     "It can fine companies up to 4% of turnover.")),
    ("boss", 25, "Norvik boss: we should have told customers sooner",
     ("The chief executive of Norvik has admitted that the company should have told customers about a data theft three "
     "weeks earlier. It had waited for its supplier to finish an investigation of the breach.")),
)  # fmt: skip


def test_articles_of_an_affair_are_one_story_and_other_news_of_the_company_is_not() -> None:
    affair = [item(identity, hours, title, body) for identity, hours, title, body in AFFAIR]
    order = item("order", 26, "Norvik orders 20 presses for delivery from 2029",
                 "Norvik Motors said on Tuesday it had ordered 20 presses worth $24 million, with options for 15 more.")  # fmt: skip
    vote = item("vote", 30, "Norvik van builders vote for strike over pay",
                "Workers at Norvik voted by 87% to 13% to strike over pay, their union said, from May 29.")  # fmt: skip
    found = story_by_item(*affair, order, vote)
    assert len({found[entry.id] for entry in affair}) == 1
    assert len(set(found.values())) == 3


def _quoted(entry: Item, **fields) -> Item:
    """Return the article with a quotation of its subject."""
    start = entry.text.index("Norvik")
    quote = Quote(start=start, end=start + 6, text="Norvik", kind="indirect", rule="test", confidence=0.9,
                  speaker="Norvik", speaker_entity="norvik", **fields)  # fmt: skip
    return replace(entry, reading=replace(entry.reading, quotes=(quote,)))


def test_an_article_with_the_companys_answer_joins_its_only_claim_but_results_do_not() -> None:
    first = _quoted(
        item("a", 0, "Norvik paid thousands of van leasers the wrong amount",
             "Norvik Motors has billed 9,000 van leasers too much since 2027, two people said. It did not comment."),
        stance="silent",
    )  # fmt: skip
    admits = _quoted(
        item("b", 5, "Norvik owns up to billing fault and sets 12 million aside",
             "A fault in its software made Norvik Motors overcharge leasers of vans; all get their money back by May."),
        stance="apologise",
    )  # fmt: skip
    results = item("c", 20, "Norvik full-year earnings beat forecasts on van leasing",
                   "Norvik Motors earned 90 million in the year, 5 million more than expected, and raised its payout to 40 cents; software did well.")  # fmt: skip
    found = story_by_item(first, admits, results)
    assert found["a"] == found["b"]
    assert found["c"] != found["a"]


def test_the_stub_behind_a_paywall_joins_the_only_affair_of_its_company() -> None:
    first = item("a", 0, "Norvik Motors weighs sale of Porto works, sources say",
                 "Norvik is considering the sale of its works in Porto and has met possible buyers, people said.")  # fmt: skip
    stub = item("b", 4, "Norvik puts its crown jewel in the window",
                "Norvik has hired advisers to find a buyer for its largest works, according to people briefed on it.")  # fmt: skip
    other = item("c", 2, "Norvik opens a museum of vans in Gent", "Visitors can sit in the first van.")
    assert len(set(story_by_item(first, stub).values())) == 1
    found = story_by_item(first, other, stub)
    assert found["b"] != found["c"]


def test_lines_within_hours_about_the_same_two_companies_are_one_affair() -> None:
    linked = link(
        trending("claim", 0, "诺维克面包车起火"),
        trending("line", 5, "泰瑟拉高管称法尔克最会做生意"),
        trending("blast", 5, "泰瑟拉负责人炮轰诺维克面包车起火"),
    )
    together = [{link.item for link in story.links} for story in linked.stories]
    assert {"claim", "line", "blast"} in together


@pytest.mark.parametrize("words", ["看到有人说我们的面包车会起火，明年见分晓。", "今天的湖边很美。"])
def test_a_lone_post_of_an_officer_joins_the_only_open_claim(words: str) -> None:
    linked = link(item("results", 0, "Norvik delivers 40,000 vans in the first half and opens a plant", "Vans were made. " * 9), item("claim", 1, "诺维克面包车停车场内起火，车主维权", "面包车在停车场内起火，消防部门到场。" * 9, lang="zh"), item("post", 9, "", words, lang="zh", kind="post", entity="ines"))  # fmt: skip
    assert {"claim", "post"} in [{link.item for link in story.links} for story in linked.stories]


def test_a_complaint_to_an_officer_does_not_continue_what_he_posts() -> None:
    post = replace(item("post", 0, "", lang="zh", kind="post", entity="ines"), text="今天的湖边很美。")
    complaint = trending("line", 9, "网友向法尔克举报宋岩上班摸鱼")
    found = story_by_item(post, complaint)
    assert found["post"] != found["line"]


@pytest.mark.parametrize(("answered", "together"), [("林若溪", False), ("配方争议", True)])
def test_an_answer_to_a_person_is_not_about_an_affair_that_never_named_him(
    answered: str, *, together: bool
) -> None:
    affair = lines("雅贝丽酱料两个版本配方不一样", "雅贝丽被质疑双标", "多地商超撤下雅贝丽")
    answer = _named(trending("l3", 20, f"雅贝丽回应{answered}"), "林若溪", "PERSON")
    found = story_by_item(*affair, answer)
    assert (found["l3"] == found["l0"]) is together


def _named(entry: Item, name: str, label: str) -> Item:
    at = entry.text.find(name)
    if at < 0:
        return entry
    mention = Mention(start=at, end=at + len(name), text=name, label=label)
    return replace(entry, reading=replace(entry.reading, mentions=(*entry.reading.mentions, mention)))


CLAIM_OF_TWO = "网传诺维克拖欠雅贝丽货款"


@pytest.mark.parametrize(
    ("line", "one"),
    [
        ("雅贝丽老板怒怼诺维克老总", True),
        ("诺维克粉丝围攻雅贝丽门店", True),
        ("雅贝丽工厂起火诺维克停供", False),
        ("早报：雅贝丽上市诺维克降价", False),
    ],
    ids=["quarrel", "fans", "incident", "digest"],
)
def test_a_lone_line_about_both_companies_of_a_claim_joins_it(line: str, one: bool) -> None:
    found = story_by_item(trending("a", 0, line), trending("b", 3, CLAIM_OF_TWO))
    assert (found["a"] == found["b"]) is one


def test_the_evidence_of_an_affair_gives_the_counts_in_words() -> None:
    found = link_by_item(
        trending("a", 0, "网传诺维克拖欠雅贝丽货款"), trending("b", 3, "雅贝丽老板怒怼诺维克老总")
    )
    assert found["b"].evidence == "the latest item about Abelia Foods belongs to this story"


@pytest.mark.parametrize(("title", "one_story"), [("诺维克散伙", True), ("诺维克第三季度业绩", False)])
def test_an_article_joins_the_line_that_its_lead_contains(title: str, one_story: bool) -> None:
    body = (
        "租车平台诺维克被传一夜之间散伙，第三季度业绩也不再公布。周六下午，总经理在信里写道，三个月的车租收不回来，两家投资人先后"
        "撤走，只好让大家先回家等消息。几名司机说，八月的工钱没有到账，押金也没有人提。车场当晚换了门锁。"
    )
    found = link_by_item(
        trending("t", 0, title), item("a", 2, "诺维克的信写到凌晨，车场换了门锁", body, lang="zh")
    )
    assert (found["a"].story == found["t"].story) == one_story


@pytest.mark.parametrize(
    ("body", "together"),
    [
        ("法尔克在信中谈到面包车。" + "员工说明年还有很多事要做。" * 40, True),
        ("法尔克谈到港口和粮食。" * 40, False),
    ],
)
def test_a_long_article_on_an_officers_letter_joins_the_only_open_claim_it_shares_words_with(
    body: str, *, together: bool
) -> None:
    claim = trending("claim", 0, "诺维克面包车起火")
    told = item("told", 20, "法尔克内部信曝光：把这一课补上", body, lang="zh")
    linked = link(claim, told)
    assert (len([story for story in linked.stories if story.links]) == 1) == together


def test_a_new_product_does_not_join_an_affair_that_came_to_light() -> None:
    claim = trending("claim", 0, "诺维克刹车缺陷曝光")
    body = "诺维克宣布，旗下手游将于12月5日更新，新增两名角色。"
    product = item("product", 20, "诺维克手游定档12月5日，新角色曝光", body, lang="zh")
    linked = link(claim, product)
    assert all(len(story.links) == 1 for story in linked.stories)
