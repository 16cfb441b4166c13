"""The desk in a real browser: a morning's work at desktop and phone width, light and dark."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import db
from tests import chromium
from tests.desk_client import PASSWORD, listening
from tests.filled_store import POST, Files, as_read, fill, link

pytestmark = pytest.mark.skipif(
    chromium.found() is None, reason="there is no Chromium here; apt install chromium"
)

PAGES = ("/", "/story/s-loss", "/brief", "/person/lei-jun", "/company/xiaomi", "/topic/t-loss", "/document/d-wire", "/source/qiche", "/sources", "/search?q=雷军", "/questions", "/questions/figures", "/questions/spoke", "/questions/unanswered", "/search", "/rejoinder/stories/s-loss", "/rejoinder/new", "/explain/r-lei", "/calendar", "/audit", "/-/login")  # fmt: skip

CONTRAST = """
(() => {
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (alpha > 0.99) return [r, g, b];
    }
    return numbers(getComputedStyle(document.body).backgroundColor).slice(0, 3);
  };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.offsetParent || element.closest("svg, option, .unseen, .skip")) continue;
    const [one, other] = [luminance(numbers(getComputedStyle(element).color).slice(0, 3)), luminance(ground(element))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) faint.add(`${element.tagName}.${element.className}: ${contrast.toFixed(2)}`);
  }
  return [...faint];
})()
"""

UNNAMED = """
[...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary, svg[role=img]")].filter((element) => {
  const label = element.labels && element.labels.length ? element.labels[0].textContent : "";
  const shown = element.type === "submit" ? element.value || "" : "";
  return !(element.textContent.trim() || shown.trim() || element.getAttribute("aria-label") || element.getAttribute("title") || label.trim());
}).map((element) => element.outerHTML.slice(0, 120))
"""

IDS_TWICE = """
(() => { const ids = [...document.querySelectorAll("[id]")].map((e) => e.id); return ids.filter((id, at) => ids.indexOf(id) !== at); })()
"""


@dataclass(frozen=True)
class Running:
    """A listening desk."""

    files: Files
    url: str


@contextmanager
def running(files: Files) -> Iterator[Running]:
    """Run a desk on these databases."""
    with listening(files) as url:
        yield Running(files, url)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(fill(tmp_path_factory.mktemp("browser"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def tab() -> Iterator[chromium.Tab]:
    with chromium.opened() as opened:
        yield opened


def test_a_morning(desk: Running, tab: chromium.Tab) -> None:
    """Open the front page, search a name, open the story, read the evidence, sign in, mark, correct, undo; decisions persist."""
    tab.go(desk.url)
    assert "Needs an answer" in tab.js("document.body.innerText")

    tab.fill("#q", "雷军")
    tab.click("header form.search button")
    assert "小米卖一辆车亏六万多？雷军深夜作答" in tab.js("document.body.innerText")
    tab.click("main a[href^='/story/s-loss']")
    assert POST in tab.js("document.body.innerText")

    tab.js("document.querySelector('.document details.link summary').click()")
    assert "(shared figures" in tab.js("document.querySelector('.document details.link').innerText")
    tab.click("#answers ~ article a.why")
    assert "speaks for the company that the claim is about" in tab.js("document.body.innerText")

    sign_in(desk, tab)
    tab.go(f"{desk.url}/story/s-loss")
    tab.fill("#decide-status", "needs answer")
    tab.click("#decide-status ~ button")
    assert tab.js("document.querySelector('.status').textContent") == "needs answer"

    tab.fill("details.correct input[name=value]", "Lei Jun (checked)")
    tab.click("details.correct form button")
    assert "corrected: speaker" in tab.js("document.body.textContent")
    tab.go(f"{desk.url}/story/s-loss")
    assert "Lei Jun (checked)" in tab.js("document.body.textContent")

    before = db.connect_desk(desk.files.desk).table("decisions").count
    tab.go(f"{desk.url}/audit")
    tab.click("tbody tr form button")
    tab.go(f"{desk.url}/story/s-loss")
    assert "corrected: speaker" not in tab.js("document.body.textContent")
    assert db.connect_desk(desk.files.desk).table("decisions").count == before


def test_decisions_survive_the_next_run(tmp_path: Path, tab: chromium.Tab) -> None:
    """The same on automatically linked stories, which are linked again while the page is open."""
    files = fill(tmp_path)
    store, decided = db.connect(files.store), db.connect_desk(files.desk)
    as_read(store)
    link(store, decided)
    with running(files) as desk:
        sign_in(desk, tab)
        tab.fill("#q", "雷军")
        tab.click("header form.search button")
        tab.click("#stories ~ article a[href^='/story/']")
        page = tab.js("location.href")
        tab.fill("#decide-status", "needs answer")
        tab.click("#decide-status ~ button")
        words = "[...document.querySelectorAll('#answers ~ article')].find((e) => e.querySelector('form.decide') && e.textContent.includes('scale will narrow'))"
        tab.js(f"({words}).querySelector('select[name=field]').value = 'stance'")
        tab.js(f"({words}).querySelector('input[name=value]').value = 'promise'")
        tab.js(f"({words}).querySelector('form.decide button').click()")
        tab.settle()
        assert "promises" in tab.js(f"({words}).textContent")

        link(store, decided)
        link(store, decided)
        tab.go(page)
        assert tab.js("document.querySelector('.status').textContent") == "needs answer"
        assert "promises" in tab.js(f"({words}).textContent")
        stance = "select stance from responses where text = 'scale will narrow the loss'"
        assert next(store.query(stance))["stance"] == "promise", "the machine took it over"

        tab.go(f"{desk.url}/audit")
        tab.click("tbody tr form button")
        link(store, decided)
        tab.go(page)
        assert "promises" not in tab.js(f"({words}).textContent")
        assert tab.js("document.querySelector('.status').textContent") == "needs answer"


def sign_in(desk: Running, tab: chromium.Tab) -> None:
    tab.go(f"{desk.url}/-/login")
    tab.fill("#id_username", "desk")
    tab.fill("#id_password", PASSWORD)
    tab.click("form.login button")
    assert "Sign out" in tab.js("document.body.innerText")


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_legible_titled_and_fits_the_width(
    desk: Running, tab: chromium.Tab, width: int
) -> None:
    tab.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 500
    )
    for path in PAGES:
        tab.events.clear()
        tab.go(desk.url + path)
        assert tab.js("document.documentElement.scrollWidth") <= width, path
        for scheme in ("light", "dark"):
            tab.call(
                "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
            )
            assert tab.js(CONTRAST) == [], (path, scheme)
        assert tab.js(UNNAMED) == [], path
        assert tab.js(IDS_TWICE) == [], path
        assert tab.troubles() == [], path


def test_keyboard_focus_starts_at_the_content_and_is_visible(desk: Running, tab: chromium.Tab) -> None:
    tab.go(desk.url)
    tab.press("Tab")
    assert tab.js("document.activeElement.className") == "skip"
    for _ in range(4):
        tab.press("Tab")
        assert tab.js("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_on_paper_there_are_no_forms(desk: Running, tab: chromium.Tab) -> None:
    tab.go(f"{desk.url}/brief")
    tab.call("Emulation.setEmulatedMedia", media="print", features=[])
    assert tab.js("[...document.querySelectorAll('header, form')].every((e) => e.offsetParent === null)")
    tab.call("Emulation.setEmulatedMedia", media="screen", features=[])


def test_a_full_brief_is_one_sheet_of_paper(desk: Running, tab: chromium.Tab) -> None:
    tab.go(f"{desk.url}/brief")
    tab.call("Emulation.setEmulatedMedia", media="", features=[])
    printed = tab.call("Page.printToPDF", preferCSSPageSize=True)
    sheets = re.findall(rb"/Type\s*/Page[^s]", base64.b64decode(printed["data"]))
    assert len(sheets) == 1


def test_datasettes_own_pages_work_under_the_policy(desk: Running, tab: chromium.Tab) -> None:
    for path in ("/rejoinder", "/rejoinder/stories", "/rejoinder/new", "/rejoinder/documents?_search=雷军"):
        tab.events.clear()
        tab.go(desk.url + path)
        assert tab.troubles() == [], path
