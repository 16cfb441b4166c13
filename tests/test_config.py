"""Configuration is strict; every error names file, line and remedy."""

from pathlib import Path

import pytest

from config import settings, short_names, starters, watchlist
from config.errors import ConfigError, ConfigErrors, errors_of
from review.alerts import rules

GOOD_COMPANY = '[[company]]\nid = "xiaomi"\nname = "Xiaomi"\naliases = ["小米"]\n'


def write(folder: Path, text: str, name: str = "watchlist.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_starter_files_are_valid(tmp_path: Path) -> None:
    assert all(written for written, _ in starters.write(tmp_path, {}))
    loaded = settings.load(tmp_path / "rejoinder.toml")
    watched = watchlist.load(loaded.watchlist)
    assert loaded.store == tmp_path / "rejoinder.db"
    assert watched.company("xiaomi") is not None
    assert watched.holder("weibo", "1749127163") == watched.person("lei-jun")


def test_a_starter_never_overwrites(tmp_path: Path) -> None:
    mine = write(tmp_path, "# mine", "rejoinder.toml")
    written = {file.name: fresh for fresh, file in starters.write(tmp_path, {})}
    assert written == {"alerts.toml": True, "rejoinder.toml": False, "watchlist.toml": True}
    assert mine.read_text(encoding="utf-8") == "# mine"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD_COMPANY + 'brand = ["SU7"]\n', 5, "unknown key 'brand'"),
        ('[[company]]\nname = "X"\n', 1, "'company.id' is missing"),
        (GOOD_COMPANY + "lei =\n", 5, "not valid TOML"),
        (GOOD_COMPANY + 'fiscal_year_end = "31-12"\n', 5, "month and day"),
        (GOOD_COMPANY + 'wikidata = "1636958"\n', 5, "Wikidata id"),
        (GOOD_COMPANY + 'watch = "enemy"\n', 5, "own"),
        (
            '[[company]]\nid = "BBC News"\nname = "BBC"\n',
            2,
            "must consist of lower-case letters, digits and hyphens",
        ),
        (
            '[[person]]\nid = "a"\nname = "A"\nroles = [{ company = "b", title = "CEO", from = "06.04.2010" }]\n',
            4,
            'must be a date; write it like "2010-04-06"',
        ),
        (GOOD_COMPANY + '[[company]]\nid = "mi"\nname = "Mi"\naliases = ["小米"]\n', 8, "belongs to both"),
        (GOOD_COMPANY + '[[person]]\nid = "xiaomi"\nname = "Somebody"\n', 6, "used twice"),
        (
            GOOD_COMPANY
            + '[[person]]\nid = "a"\nname = "A"\nroles = [{ company = "apple", title = "CEO" }]\n',
            8,
            "unknown company 'apple'",
        ),
        (
            GOOD_COMPANY
            + '[[person]]\nid = "a"\nname = "A"\n'
            + 'roles = [{ company = "xiaomi", title = "CEO", from = "2024-01-01", to = "2023-01-01" }]\n',
            8,
            "before it begins",
        ),
    ],
)
def test_a_wrong_watch_list_names_line_and_remedy(tmp_path: Path, text: str, line: int, words: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises((ConfigError, ConfigErrors)) as caught:
        watchlist.load(file)
    (found,) = errors_of(caught.value)
    assert (found.path, found.line) == (file, line)
    assert words in found.message


def test_all_errors_come_at_once(tmp_path: Path) -> None:
    file = write(
        tmp_path, '[[company]]\nid = "A!"\nname = ""\n[[company]]\nid = "b"\nname = "B"\nbrnds = []\n'
    )
    with pytest.raises(ConfigErrors) as caught:
        watchlist.load(file)
    assert [error.line for error in caught.value.errors] == [2, 3, 7]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('contact = "nobody"\n', 1, "neither an email address nor a web page"),
        ('store = "a.db"\n', None, "'contact' is missing"),
        ('contact = "a@b.example"\n[schedule]\nzone = "Mars/Olympus"\n', 3, "not an IANA zone"),
        ('contact = ""\n', 1, "neither an email address nor a web page"),
        (
            'contact = "a@b.example"\n[schedule]\nbrief_at = "25:00"\n',
            3,
            'brief_at: must be a time of day; write it like "07:00"',
        ),
        ('contact = "a@b.example"\n[brief]\nuntil = 2024-08-23T07:00:00\n', 3, "has no time zone"),
        ('contact = "a@b.example"\n[desk]\nport = 0\n', 3, "port"),
    ],
)
def test_wrong_settings_name_line_and_remedy(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    file = write(tmp_path, text, "rejoinder.toml")
    with pytest.raises((ConfigError, ConfigErrors)) as caught:
        settings.load(file)
    (found,) = errors_of(caught.value)
    assert found.line == line
    assert words in found.message


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_an_unreadable_file_is_reported(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=r"no such file|a folder"):
        watchlist.load(tmp_path / name)


def test_another_encoding_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "watchlist.toml"
    file.write_bytes('[[company]]\nname = "小米"\n'.encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8") as caught:
        watchlist.load(file)
    assert caught.value.line == 2


def test_a_list_with_one_wrong_word_has_one_error(tmp_path: Path) -> None:
    """There is no second error for the list being empty."""
    file = write(tmp_path, '[[rule]]\nname = "x"\non = ["claims"]\nto = ["desk"]\n', "alerts.toml")
    with pytest.raises(ConfigErrors) as caught:
        rules.load(file)
    (found,) = errors_of(caught.value)
    assert found.line == 3
    assert "'claim'" in found.message


def test_the_line_is_right_behind_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "watchlist.toml"
    file.write_bytes(b"\xef\xbb\xbf" + f'{GOOD_COMPANY}[[person]]\nid = "xiaomi"\nname = "X"\n'.encode())
    with pytest.raises(ConfigErrors) as caught:
        watchlist.load(file)
    (found,) = errors_of(caught.value)
    assert found.line == 6


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Halden Foods, Inc.", ("Halden Foods",)),
        ("Halden Group Holding Limited", ("Halden Group Holding", "Halden Group", "Halden")),
        ("The Halden Company", ("Halden",)),
        ("Halden Marsh & Co.", ("Halden Marsh",)),
        ("Halden S.p.A.", ("Halden",)),
        ("Man Group plc", ("Man Group",)),
        ("SF Holding", ()),
        ("Bank of Halden", ()),
        ("Group", ()),
        ("鸣川集团", ("鸣川",)),
        ("鸣川电气集团股份有限公司", ("鸣川电气集团", "鸣川电气")),
        ("鸣川北京分公司", ()),
        ("鸣川", ()),
    ],
)
def test_a_firm_is_known_without_its_legal_form(name: str, short: tuple[str, ...]) -> None:
    assert short_names.of_company(name) == short


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Dr. Ada Moss", ("Ada Moss",)),
        ("Ada R. Moss Jr.", ("Ada R. Moss", "Ada Moss")),
        ("Ada Moss", ()),
        ("Ada R.", ()),
        ("霍南先生", ("霍南",)),
    ],
)
def test_a_person_is_known_without_titles_and_initials(name: str, short: tuple[str, ...]) -> None:
    assert short_names.of_person(name) == short


def test_everyday_names_are_aliases_unless_two_entries_share_them(tmp_path: Path) -> None:
    listed = """
        [[company]]
        id = "halden"
        name = "Halden Foods, Inc."
        [[company]]
        id = "pell"
        name = "Pell Group"
        [[company]]
        id = "pell-air"
        name = "Pell Holdings plc"
        [[company]]
        id = "orb"
        name = "Orb Corp"
        [[company]]
        id = "orb-air"
        name = "Orb"
        [[person]]
        id = "moss"
        name = "Mr Ada Moss"
        aliases = ["Moss of Halden"]
    """
    watched = watchlist.load(write(tmp_path, listed))
    assert [company.aliases for company in watched.companies] == [
        ("Halden Foods",),
        (),
        ("Pell Holdings",),
        (),
        (),
    ]
    assert watched.people[0].aliases == ("Moss of Halden", "Ada Moss")
