"""The source list: every error is reported with file, line and remedy."""

from pathlib import Path

import pytest

from config.errors import ConfigError, ConfigErrors, errors_of
from crawler import dates, opml, sources
from crawler.blocks import block, identity
from crawler.spiders import SPIDERS
from records import Source

GOOD = """\
[[source]]
id = "wire"
name = "A Wire"
spider = "feed"
url = "https://wire.example/rss"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_ordinary_source_needs_four_lines(tmp_path):
    (source,) = sources.load(write(tmp_path, GOOD))
    assert source == Source(id="wire", name="A Wire", spider="feed", url="https://wire.example/rss")


def test_times_of_a_chinese_source_are_beijings_unless_it_says_otherwise(tmp_path):
    """Its CST had been Chicago's, and a time without a zone eight hours late."""
    zones = []
    for more in ('lang = "zh"', 'lang = "zh"\nzone = "UTC"', 'lang = "en"'):
        (source,) = sources.load(write(tmp_path, f"{GOOD}{more}\n"))
        assert sources.load(write(tmp_path, block(source))) == (source,)
        zones.append(source.zone)
    assert zones == ["Asia/Shanghai", "UTC", "UTC"]
    assert dates.read("Thu Aug 22 00:30:00 CST 2024", zones[0]).isoformat() == "2024-08-22T00:30:00+08:00"


def test_accounts_default_to_posts_and_registers_to_filings(tmp_path):
    text = GOOD + (
        '[[source]]\nid = "a"\nname = "A"\nspider = "account"\nplatform = "weibo"\naccount = "1"\nurl = "https://w.example/"\n'
        '[[source]]\nid = "f"\nname = "F"\nspider = "filings"\nplatform = "edgar"\nurl = "https://f.example/"\n'
    )
    assert [source.kind for source in sources.load(write(tmp_path, text))] == ["article", "post", "filing"]


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("feed", "fedd"), 4, "spider"),
        (("https://wire.example/rss", "wire.example/rss"), 5, "full web address"),
        (("https://wire.example/rss", "file:///etc/passwd"), 5, "full web address"),
        (('name = "A Wire"', ""), 1, "'source.name' is missing"),
        (('id = "wire"', 'id = "The Wire"'), 2, "id"),
        (("[[source]]", "[[source]]\nevery = 5"), 2, "every"),
        (("[[source]]", '[[source]]\nzone = "Mars/Olympus"'), 2, "no such time zone"),
        (("[[source]]", '[[source]]\nlang = "english"'), 2, "two-letter"),
        (("[[source]]", "[[source]]\nevrey = 900"), 2, "unknown key 'evrey'"),
        (("[[source]]", '[[source]]\nlinks = "a["'), 2, "not a CSS selector"),
        (('"feed"', '"board"'), 1, "needs platform"),
        (('"feed"', '"listing"'), 1, "needs links"),
        (('"feed"', '"filings"\nplatform = "edgar-facts"'), 1, "needs entity"),
        (("[[source]]", "[[source"), 1, "not valid TOML"),
    ],
)
def test_an_error_names_file_line_and_remedy(tmp_path, change, line, words):
    path = write(tmp_path, GOOD.replace(*change))
    with pytest.raises((ConfigError, ConfigErrors)) as raised:
        sources.load(path)
    (error,) = errors_of(raised.value)
    assert (error.path, error.line) == (path, line)
    assert words in error.message


def test_all_errors_are_reported_at_once(tmp_path):
    path = write(tmp_path, GOOD.replace("feed", "fedd") + GOOD.replace("https:", "ftp:"))
    with pytest.raises(ConfigErrors) as raised:
        sources.load(path)
    assert len(raised.value.errors) == 2


def test_ids_and_addresses_are_unique(tmp_path):
    with pytest.raises(ConfigErrors, match="used twice") as raised:
        sources.load(write(tmp_path, GOOD + GOOD))
    assert [error.line for error in raised.value.errors] == [7, 10]


def test_the_shipped_list_is_valid_and_polite():
    listed = sources.load(sources.STARTER)
    assert len(listed) >= 20
    assert {source.spider for source in listed} >= {"feed", "board", "account", "filings"}
    for source in listed:
        assert source.every >= 300, source.id
        assert not source.allow_private, source.id


def test_file_class_name_and_spider_agree():
    folder = Path(sources.__file__).parent / "spiders"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == set(SPIDERS)
    for name, spider in SPIDERS.items():
        assert spider.__name__ == f"{name.capitalize()}Spider"
        assert spider.__module__ == f"crawler.spiders.{name}"
        assert spider.name == name


def test_a_block_round_trips(tmp_path):
    source = Source(
        id="x",
        name='Ein "Name" 名',
        spider="listing",
        url="https://x.example/",
        links="a.b",
        lang="zh",
        every=300,
    )
    assert sources.load(write(tmp_path, block(source))) == (source,)


def test_ids_come_from_names_or_addresses_and_are_unique():
    assert identity("The Example Times!", "https://e.example/") == "the-example-times"
    assert identity("观海财经", "https://www.guanhai.com.cn/rss") == "guanhai-com-cn"
    assert identity("Wire", "https://w.example/", {"wire", "wire-2"}) == "wire-3"


def test_feeds_are_imported_from_opml():
    outlines = (
        '<outline text="Papers"><outline text="One" type="rss" xmlUrl="https://one.example/rss"/>'
        '<outline title="One &amp; Two" xmlUrl="https://two.example/rss?utm_source=x"/></outline>'
        '<outline text="twice" xmlUrl="https://one.example/rss"/><outline text="listed" xmlUrl="https://three.example/rss"/>'
    )
    listed = Source(id="one", name="Listed", spider="feed", url="https://three.example/rss")
    found = opml.read(f'<opml version="2.0"><head/><body>{outlines}</body></opml>'.encode(), listed=[listed])
    assert [(source.id, source.name, source.url) for source in found] == [
        ("one-2", "One", "https://one.example/rss"),
        ("one-two", "One & Two", "https://two.example/rss"),
    ]


@pytest.mark.parametrize("body", [b"", b"<html><p>no</html>", b"{}"])
def test_other_files_are_not_opml(body):
    with pytest.raises(opml.NotOpml):
        opml.read(body)


def test_broken_opml_is_recovered():
    """Exports leave names unescaped and are truncated."""
    body = (
        b'<?xml version="1.0"?><opml version="2.0"><body><outline text="Salt & Pepper">'
        b'<outline text="Harbour & Quay" xmlUrl="https://harbour.example/feed?a=1&b=2"/></outline>'
    )
    (found,) = opml.read(body)
    assert (found.name, found.url) == ("Harbour & Quay", "https://harbour.example/feed?a=1&b=2")


def test_an_opml_error_names_its_line():
    with pytest.raises(opml.NotOpml, match="line 2"):
        opml.read(b"<opml>\n<body></opml>")


def test_opml_round_trips():
    listed = (
        Source(id="one", name="One & <Two>", spider="feed", url="https://one.example/rss?a=1&b=2", tier=1),
        Source(id="three", name="三", spider="feed", url="https://three.example/rss"),
        Source(id="board", name="Board", spider="board", url="https://board.example/"),
    )
    found = opml.read(opml.written(listed).encode())
    assert [(source.name, source.url) for source in found] == [
        (source.name, source.url) for source in listed[:2]
    ]
