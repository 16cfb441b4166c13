"""The whole reader: valid offsets, plain values, the documented keys, and no text it fails on."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import nlp
from nlp import isolation, marks, reading
from records import Company, Figure, Mention, Person, Quote, Watchlist
from tests.linear import grows_linearly

WATCHLIST = Watchlist(
    companies=(Company(id="xiaomi", name="Xiaomi", aliases=("小米",)),),
    people=(Person(id="lei-jun", name="Lei Jun", aliases=("雷军",)),),
)
ENGLISH = 'Lei Jun said on Tuesday: "We are sorry." Xiaomi lost 1.8 billion yuan, up 5% from 2023.'
CHINESE = "小米创始人雷军21日晚回应称：“造车很苦，但成功一定很酷！”公司营收888.9亿元，同比增长32%。"
ODD = st.lists(
    st.one_of(
        st.characters(),
        st.sampled_from("“”\"'「」『』‘’，。！？：:.,;\n\r\t\x00\ud83d\udc00\u202e\u200f\ufeff<>&$%（）()—…"),
        st.sampled_from(
            ["Xiaomi", " said ", "雷军", "回应称", "5%", "3.2 billion yuan", "亿元", "Lei Jun", "<p>"]
        ),
    ),
    max_size=40,
).map("".join)


@pytest.fixture(scope="module")
def reader():
    return nlp.Reader(WATCHLIST)


def check(text, result):
    stored = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    for fact in (*result.mentions, *result.quotes, *result.figures):
        assert stored[fact.start : fact.end] == fact.text
    for quote in result.quotes:
        assert quote.speaker_start is None or 0 <= quote.speaker_start < quote.speaker_end <= len(text)
    assert set(result.problems) <= {nlp.NOT_READ}  # odd texts may be in no language


@given(ODD, st.sampled_from([None, "en", "zh"]))
@example("", None)
@example(" \n\n ", "zh")
@example("\x00", None)
@example("\ud800小米", None)
@example("0000000000\U000a8ce8Lei Jun", None)
@example("“" * 50, "zh")
@example("<p>Xiaomi <b>said</b> &amp; “<a href='x'>ok</a></p>", None)
@example("\u202eشركة Xiaomi قالت \u202c", None)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_with_valid_offsets(reader, text, lang):
    check(text, reader.read(text, lang=lang, published=datetime(2024, 8, 22, tzinfo=UTC)))


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_a_long_text_is_split_and_read_in_full(reader, monkeypatch, text):
    monkeypatch.setattr("nlp.reader.LONGEST", 400)
    long = "\n\n".join([text] * 20)
    result = reader.read(long)
    check(long, result)
    once = reader.read(text)
    assert len(result.mentions) == 20 * len(once.mentions)
    groups = [quote.group for quote in result.quotes if quote.group is not None]
    assert len(set(groups)) >= len(groups) / 2
    assert {m.entity for m in result.mentions if m.start >= len(long) - len(text)} >= {"xiaomi", "lei-jun"}


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_the_models_input_is_limited(reader, monkeypatch, text):
    long = [nlp.Text(text="\n\n".join([text] * 20)), nlp.Text(text=text)] * 2
    expected, seen = list(reader.read_all(long)), []
    together = isolation.pipe

    def noted(pipeline, docs, made):
        seen.append(sum(len(doc.text) for doc in docs))
        return together(pipeline, docs, made)

    monkeypatch.setattr(isolation, "pipe", noted)
    monkeypatch.setattr("nlp.reader.AT_ONCE", len(long[0].text) + 1)
    assert list(reader.read_all(long)) == expected
    assert len(seen) > 1
    assert max(seen) <= len(long[0].text) + 1
    assert sum(seen) == sum(len(one.text) for one in long)


@pytest.mark.parametrize("unit", ["Xiaomi profit ", "小米营收", "a", "的"])
def test_a_text_without_full_stops_takes_linear_time(reader, unit):
    def read(length):
        text = unit * (length // len(unit))
        check(text, reader.read(text))

    assert grows_linearly(read, 600)


def test_results_keep_the_order_of_texts_in_any_language(reader):
    texts = [nlp.Text(text=ENGLISH if n % 3 else CHINESE) for n in range(150)]
    read = list(reader.read_all(iter(texts)))
    assert [result.lang for result in read] == ["en" if n % 3 else "zh" for n in range(150)]
    assert read[1] == reader.read(ENGLISH)


def test_texts_are_consumed_lazily(reader):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield nlp.Text(text="Xiaomi rose.")

    results = reader.read_all(endless())
    next(results)
    assert len(taken) <= 64


def test_the_version_depends_on_the_watch_list():
    assert nlp.Reader(WATCHLIST).version == nlp.Reader(WATCHLIST).version
    assert nlp.Reader(WATCHLIST).version != nlp.Reader(Watchlist()).version
    assert nlp.Reader(WATCHLIST).version.startswith(nlp.VERSION)


def test_a_language_without_a_pipeline_is_refused():
    with pytest.raises(ValueError, match="no pipeline for the language 'fr'"):
        nlp.load("fr", Watchlist())


def test_json_has_the_promised_keys_and_plain_values(reader):
    result = nlp.as_json(reader.read(CHINESE, published=datetime(2024, 8, 22, tzinfo=UTC)), "a")
    assert list(result) == ["id", "lang", "mentions", "quotes", "figures"]
    for key, kind in (("mentions", Mention), ("quotes", Quote), ("figures", Figure)):
        assert result[key]
        for fact in result[key]:
            assert list(fact) == [field.name for field in fields(kind)]
    assert result["figures"][0]["value"] in {"88890000000", "8.889E+10"} or Decimal(
        result["figures"][0]["value"]
    )
    assert json.loads(json.dumps(result, ensure_ascii=False)) == result


def test_a_fact_with_a_wrong_span_is_dropped_and_reported():
    doc = nlp.load("en", Watchlist())("Tesla said sales rose.")
    marks.write(
        doc, "quotes", [Quote(start=0, end=5, text="Other", kind="direct", rule="test", confidence=1.0)]
    )
    result = reading.read(doc)
    assert result.quotes == ()
    assert result.problems == ("quote dropped: the text at 0–5 is not 'Other'",)


def test_docs_survive_serialisation():
    pipeline = nlp.load("zh", WATCHLIST)
    doc = pipeline(CHINESE)
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert reading.read(again) == reading.read(doc)


def test_docs_survive_other_processes():
    pipeline = nlp.load("en", WATCHLIST)
    docs = list(pipeline.pipe([ENGLISH] * 4, n_process=2, batch_size=2))
    assert [reading.read(doc) for doc in docs] == [reading.read(pipeline(ENGLISH))] * 4


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("failing", "lost"), [("rejoinder_figures", "figures"), ("rejoinder_quotes", "quotes"), ("rejoinder_names", "mentions")]
)  # fmt: skip
def test_a_failing_rule_costs_one_component_of_one_text(failing, lost, lang):
    reader = nlp.Reader(WATCHLIST)
    texts = [
        nlp.Text(text=f"{ENGLISH} Sales rose {n}0%." if lang == "en" else f"{CHINESE}销量增长{n}0%。")
        for n in range(1, 4)
    ]
    whole = list(reader.read_all(texts))
    component = reader._pipeline(lang).get_pipe(failing)
    process = component.process

    def trips(doc, *model):
        if "20%" in doc.text:
            raise IndexError("no such word")
        return process(doc, *model)

    component.process = trips
    read = list(reader.read_all(texts))
    assert (read[0], read[2]) == (whole[0], whole[2])
    assert "problems" in reading.as_json(read[1])
    assert "problems" not in reading.as_json(read[0])
    assert read[1].problems == (f"{failing} failed on it: IndexError: no such word",)
    for kind in ("mentions", "quotes", "figures"):
        assert getattr(whole[1], kind)
        assert bool(getattr(read[1], kind)) == (kind != lost)
