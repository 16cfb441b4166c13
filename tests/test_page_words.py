"""Which words of a page belong to its article: titles, navigation, parts that extraction missed."""

from __future__ import annotations

import pytest

from crawler import trees
from crawler.pages import boilerplate, heads, missing_paragraphs, standfirsts

FIRST = (
    "The ferry company will run one boat less from October, its manager told the island council on Tuesday."
)
SECOND = "Councillors asked for the figures behind the decision, and were promised them within two weeks."
THIRD = "Two of them voted against a motion of thanks, which was carried all the same by nine to two."


def words(html: str) -> str:
    """Return the words of a page without its navigation."""
    tree = trees.parse(f"<html><body>{html}</body></html>")
    boilerplate.clear(tree)
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    "html",
    [
        '<span class="visually-hidden">opens in a new window</span>',
        '<span class="u-sr-only">opens in a new window</span>',
        "<p hidden>opens in a new window</p>",
        '<h2 class="hidden">Main part</h2>',
        '<figure><img src="a.jpg"><figcaption>The quay at dawn</figcaption></figure>',
        '<div class="imageCaption">The quay at dawn</div>',
        '<div role="dialog"><p>Shall we remember what you read?</p></div>',
        '<div class="login modal"><p>Shall we remember what you read?</p></div>',
        '<li><a href="/x"><h3>Another story</h3><p>of which this is the beginning</p></a></li>',
        '<p>Read more: <a href="/x">Why the quay is empty in winter</a></p>',
        '<p><b>ALSO READ |</b> <a href="/x">Why the quay is empty in winter</a></p>',
        '<p><a href="/x">Why the quay is empty in winter</a></p>',
        '<h4>More on this</h4><ul><li><a href="/x">Why the quay is empty in winter</a></li></ul>',
    ],
)
def test_words_outside_the_article_are_removed(html):
    assert words(f"<p>{FIRST}</p> {html} <p>{SECOND}</p>") == f"{FIRST} {SECOND}"


@pytest.mark.parametrize(
    "html",
    [
        f'<p>The manager, <a href="/m">who came to the island in spring</a>, spoke first. {SECOND}</p>',
        f'<p>“<a href="/letter">{SECOND}</a>” is all that the letter says, and nobody had expected more of it.</p>',
        f'<p class="hidden md:block">{SECOND}</p>',
        f"<div hidden>{' '.join([SECOND] * 5)}</div>",
        f'<div class="article modal"><h1>A boat less</h1><p>{SECOND}</p></div>',
        '<ul><li><a href="/x">Why the quay is empty in winter</a>, and three more things that the council heard</li></ul>',
        '<p><a href="https://isle.example/1">https://isle.example/reports/2031/ferries.pdf</a></p>',
        f'<div class="caption">{" ".join([SECOND] * 8)}</div>',
    ],
)
def test_similar_words_inside_the_article_stay(html):
    untouched = " ".join(trees.parse(f"<html><body>{html}</body></html>").text_content().split())
    assert words(html) == untouched


def test_a_class_name_within_a_sentence_removes_no_words():
    tree = trees.parse('<p>The board <span class="link" id="bottom">voted</span> in May.</p>')
    boilerplate.clear(tree)
    assert [dict(span.attrib) for span in tree.iter("span")] == [{}]


def head(markup: str, *, title: str = "A boat less", told: tuple[str, ...] = ()) -> str | None:
    tree = trees.parse(f"<body><h1>{title}</h1>{markup}<p>{FIRST}</p><p>{SECOND}</p></body>")
    return standfirsts.find(tree, title, told, ("Ada Brandt",), f"{FIRST}\n\n{SECOND}")


LEAD = "From October the last crossing leaves at five, and nobody knows yet who pays for it."


def test_a_standfirst_is_recognised_by_the_pages_description():
    assert head(f"<div>{LEAD}</div>", told=(LEAD,)) == LEAD
    assert head(f"<div>{LEAD}</div>") is None


def test_a_chinese_standfirst_may_have_spaces_around_a_name():
    words = "轮渡公司周二表示，SU7 号渡轮十月起停航，议会要求公布有关的数字，公司说两周内给出。"
    assert head(f'<div class="lead">{words}</div>') == words


@pytest.mark.parametrize(
    "name", ["standfirst", "article__subtitle", "sub-headline", "post-excerpt", "dek", "lead"]
)
def test_a_standfirst_is_recognised_by_its_elements_name(name):
    assert head(f'<h2 class="{name}">{LEAD}</h2>') == LEAD
    assert head(f'<div class="{name}"><p>{LEAD}</p><p>The council wants to know.</p></div>').startswith(LEAD)


@pytest.mark.parametrize(
    "markup",
    [
        f'<p class="lead">{FIRST}</p>',
        '<p class="lead">Ada Brandt, correspondent on the isle</p>',
        '<p class="subtitle">12 May 2031</p>',
        f'<aside><p class="lead">{LEAD}</p></aside>',
        f'<figure><p class="lead">{LEAD}</p></figure>',
        f'<a href="/x"><p class="lead">{LEAD}</p></a>',
        f'<div class="leader-board"><p>{LEAD}</p></div>',
        f'<script class="lead">{LEAD}</script>',
    ],
)
def test_text_that_is_no_standfirst_is_left_out(markup):
    assert head(markup) is None


def test_a_standfirst_is_between_title_and_text():
    tree = trees.parse(
        f'<body><p class="lead">{LEAD}</p><h1>A boat less</h1><p>{FIRST}</p><p class="lead">{LEAD}</p></body>'
    )
    assert standfirsts.find(tree, "A boat less", (LEAD,), (), FIRST) is None


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Brandt",
        "Von Ada Brandt und Jon Vale",
        "ADA BRANDT",
        "5:45 AM PST 11/19/2031 by Ada Brandt",
        "12 May 2031, 07:10",
        "Stand: 22.04.2031, 06:00 Uhr",
        "2031年1月14日 01時28分",
        "Updated: Nov. 20, 2031 1:35 a.m.",
    ],
)
def test_a_byline_and_date_line_is_not_part_of_the_text(line):
    authors = ("Ada Brandt", "Jon Vale")
    assert heads.cut(f"{line}\n\n{FIRST}\n\n{SECOND}", authors) == f"{FIRST}\n\n{SECOND}"
    assert heads.cut(line, authors) == line


@pytest.mark.parametrize(
    "line",
    [
        "Ada Brandt resigned.",
        "On 12 May 2031 the boat sank.",
        "Winter of 2031",
        "Two boats, 19:31 and 20:15, were late to the pier",
    ],
)
def test_a_line_that_says_more_stays(line):
    assert heads.cut(f"{line}\n\n{FIRST}", ("Ada Brandt",)).startswith(line)


def page(*blocks: str):
    return trees.parse(f"<body><div class='story'>{''.join(blocks)}</div></body>")


def test_missed_paragraphs_are_restored_if_layout_and_second_extractor_agree():
    tree = page(f"<p>{FIRST}</p>", "<h3>What it costs</h3>", f"<p>{SECOND}</p>", f"<p>{THIRD}</p>")
    whole = f"{FIRST}\n\nWhat it costs\n\n{SECOND}\n\n{THIRD}"
    assert missing_paragraphs.fill(tree, f"{FIRST}\n\n{SECOND}\n\n{THIRD}", whole) == whole
    assert missing_paragraphs.fill(tree, f"{FIRST}\n\n{THIRD}", whole) == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert (
        missing_paragraphs.fill(tree, f"{FIRST}\n\n{THIRD}", f"{FIRST}\n\n{THIRD}") == f"{FIRST}\n\n{THIRD}"
    )


def test_differently_set_linked_and_trailing_paragraphs_are_not_restored():
    other = page(f"<p>{FIRST}</p>", f"<p class='ad'>{SECOND}</p>", f"<p>{THIRD}</p>")
    linked = page(f"<p>{FIRST}</p>", f"<p><a href='/x'>{SECOND}</a></p>", f"<p>{THIRD}</p>")
    last = page(f"<p>{FIRST}</p>", f"<p>{THIRD}</p>", f"<p>{SECOND}</p>")
    for tree in (other, linked, last):
        assert (
            missing_paragraphs.fill(tree, f"{FIRST}\n\n{THIRD}", f"{FIRST} {SECOND} {THIRD}")
            == f"{FIRST}\n\n{THIRD}"
        )
