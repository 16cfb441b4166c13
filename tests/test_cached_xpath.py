"""The cached versions of trafilatura's expressions select the same elements."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from trafilatura import xpaths

from crawler.pages import cached_xpath

cached_xpath.install()
QUICK = {
    f"{name}-{place}": expression
    for name, expressions in vars(xpaths).items()
    if isinstance(expressions, list)
    for place, expression in enumerate(expressions)
    if isinstance(expression, cached_xpath.CachedXPath)
}
WORDS = sorted({
    word for expression in QUICK.values() for word in re.findall(r"[\w-]{3,}", expression.path)
} | {"article", "hidden", "p-4", "display:none", " hide", "true"})  # fmt: skip
NAMES = ["div", "p", "section", "span", "ul", "ol", "li", "list", "item", "aside", "details", "h1", "header"]
ATTRIBUTES = ["class", "id", "style", "role", "aria-hidden", "data-component"]

attributes = st.lists(
    st.tuples(st.sampled_from(ATTRIBUTES), st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)),
    max_size=3,
)
pages = st.recursive(
    st.tuples(st.sampled_from(NAMES), attributes, st.just([])),
    lambda inner: st.tuples(st.sampled_from(NAMES), attributes, st.lists(inner, max_size=4)),
    max_leaves=25,
)


def tree_of(page: tuple[str, list[tuple[str, str]], list[object]]) -> lxml_html.HtmlElement:
    name, attributes, inner = page
    element = lxml_html.Element(name)
    for attribute, value in attributes:
        element.set(attribute, value)
    element.extend(tree_of(part) for part in inner)  # type: ignore[arg-type]
    return element


def test_the_most_expensive_expressions_are_cached() -> None:
    """An upgrade that changes them must be noticed."""
    assert {"OVERALL_DISCARD_XPATH-0", "OVERALL_DISCARD_XPATH-1", "RAW_TREE_PRUNE_XPATH-0"} <= QUICK.keys()


@given(pages)
def test_cached_expressions_select_the_same_elements(
    page: tuple[str, list[tuple[str, str]], list[object]],
) -> None:
    """In the same order, whatever was evaluated before."""
    tree = tree_of(page)
    for name, expression in QUICK.items():
        plain = etree.XPath(expression.path, namespaces={"re": xpaths.REGEXP_NS})
        assert expression(tree) == plain(tree), name


@pytest.mark.parametrize(
    "path",
    [
        ".//header",
        "(.//article)[1]",
        ".//*[self::div][@id='a'][1]",
        ".//*[self::div][position() < 3]",
        "//*[@class='a']",
        ".//*[@class='a']/p",
        ".//*[a[@href]]",
        ".//*[a]",
        ".//*[string-length(@class)]",
        ".//*[../@class='a']",
        ".//*[@id='a']|.//cite",
    ],
)
def test_other_expressions_are_left_alone(path: str) -> None:
    """The result depends on more than the element."""
    assert cached_xpath.cached(path) is None


def test_ancestors_are_evaluated_each_time() -> None:
    """Tests on descendants are not cached."""
    expression = cached_xpath.cached(".//*[@class='a'][not(.//h1)]")
    assert expression is not None
    tree = lxml_html.fromstring(
        "<div><p class='a'><b>x</b></p><div class='a'><h1>x</h1></div><i class='a'></i></div>"
    )
    assert [element.tag for element in expression(tree)] == ["p", "i"]


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of all different elements uses no memory permanently."""
    monkeypatch.setattr(cached_xpath, "MOST", 5)
    expression = cached_xpath.cached(".//*[contains(@class, '7')]")
    assert expression is not None
    tree = lxml_html.fromstring(
        "<div>" + "".join(f"<p class='{number}'>x</p>" for number in range(30)) + "</div>"
    )
    assert [element.get("class") for element in expression(tree)] == ["7", "17", "27"]
    assert len(expression._known) <= 5
