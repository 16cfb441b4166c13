"""Texts that tokenizers handle badly are read in linear time with correct offsets."""

import pytest
import readers

import nlp
from nlp.sanitising import restore_wording, sanitise
from records import Mention, Reading, Watchlist
from tests.linear import grows_linearly

PIECES = [
    '"',
    "(",
    "!",
    "\"'",
    'a"',
    "-",
    ".",
    "http://",
    "a.b",
    "1,",
    "€",
    " ",
    "\n",
    "“",
    "，",
    "1亿",
    "<p>",
    "\u202e",
]


@pytest.fixture(scope="module")
def reader() -> nlp.Reader:
    made = nlp.Reader(Watchlist())
    for lang, text in (("en", "He said hello."), ("zh", "他说你好。")):
        made.read(text, lang=lang)
    return made


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("piece", PIECES)
def test_reading_time_grows_about_linearly(reader: nlp.Reader, piece: str, lang: str) -> None:
    def read(length: int) -> None:
        reader.read("甲说：" * (lang == "zh") + piece * (length // len(piece)), lang=lang)

    assert grows_linearly(read, 500)


@pytest.mark.parametrize(
    "text", ["", "a" * 5000, '"' * 500, "\ud83d half", "x" + " " * 500 + "y", "正常文本。"]
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_replacements_keep_the_number_of_code_points(text: str, lang: str) -> None:
    assert len(sanitise(text, lang)) == len(text)
    sanitise(text, lang).encode()


def test_facts_keep_the_words_of_the_text() -> None:
    reading = Reading(lang="en", mentions=(Mention(start=0, end=3, text="a b", label="ORG"),))
    assert restore_wording(reading, "a-b!").mentions[0].text == "a-b"


@pytest.mark.parametrize(
    ("length", "part"), [(20_000, 4_000), pytest.param(1_000_000, 50_000, marks=pytest.mark.soak)]
)
def test_a_long_text_is_read_to_its_end(
    reader: nlp.Reader, monkeypatch: pytest.MonkeyPatch, length: int, part: int
) -> None:
    monkeypatch.setattr("nlp.reader.LONGEST", part)
    paragraph = 'Harbour Foods sold 3.4 billion yuan of rice. "We are pleased," said Ana Lim, its chief executive.\n\n'
    text = paragraph * (length // len(paragraph))
    reading = reader.read(text, lang="en")
    assert len(reading.quotes) >= length // len(paragraph)
    assert reading.quotes[-1].start > len(text) - len(paragraph)
    assert all(text[fact.start : fact.end] == fact.text for fact in (*reading.quotes, *reading.figures))


@pytest.mark.parametrize(
    "slug", ["CORRECTED-", "UPDATE 2-", "EXCLUSIVE: ", "BREAKING: ", "CORRECTED-UPDATE 1-"]
)
def test_an_agency_slug_is_not_part_of_a_name(slug: str) -> None:
    (quote,) = readers.reader().read(f"{slug}Halden Foods says checks were late", lang="en").quotes
    assert (quote.speaker, quote.speaker_start) == ("Halden Foods", len(slug))
