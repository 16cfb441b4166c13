"""Exports: every story with its responses in each format; selectors that locate the words."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

import db
from config.errors import UnknownNameError
from review import explain, export
from review import parquet as parquet_form
from review.spreadsheet import harmless
from tests.filled_store import POST, UNTIL, WATCHLIST, WIRE, Files, fill


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return fill(tmp_path_factory.mktemp("export"))


def test_json_lines_have_each_story_with_its_responses(files: Files) -> None:
    stories = {story["story"]: story for story in map(json.loads, export.lines(files.store, form="jsonl"))}
    assert set(stories) == {"s-loss", "s-heat", "s-swap", "s-plant"}
    assert [answer["responder"] for answer in stories["s-loss"]["responses"]] == ["雷军", "Lu Weibing"]
    assert stories["s-loss"]["responses"][0]["latency_max"] == 4320
    assert stories["s-heat"]["responses"] == []


def test_json_lines_have_the_checks_with_both_figures(files: Files) -> None:
    stories = {story["story"]: story for story in map(json.loads, export.lines(files.store, form="jsonl"))}
    conflict, per_car = stories["s-loss"]["checks"]
    assert (conflict["check"], conflict["verdict"]) == ("c-conflict", "conflicts")
    assert conflict["derivation"].startswith("2100000000 - 1800000000")
    assert {conflict[side]["value"] for side in ("left", "right")} == {"-1800000000", "-2100000000"}
    assert all(conflict[side]["source"] and conflict[side]["metric"] for side in ("left", "right"))
    assert per_car["verdict"] == "supports"
    assert stories["s-heat"]["checks"] == []


def test_csv_counts_the_checks(files: Files) -> None:
    rows = list(csv.DictReader(io.StringIO("\n".join(export.lines(files.store, form="csv")))))
    assert {(row["story"], row["checks"], row["conflicts"]) for row in rows} >= {
        ("s-loss", "2", "1"),
        ("s-heat", "0", "0"),
    }


def test_csv_has_a_row_per_response_or_unanswered_story(files: Files) -> None:
    rows = list(csv.DictReader(io.StringIO("\n".join(export.lines(files.store, form="csv")))))
    assert [row["response"] for row in rows] == ["r-byd", "r-li", "", "r-lei", "r-lu"]
    assert rows[3]["text"] == POST


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\r=x", "＝1"])
def test_formulas_are_defused(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=b", "雷军", 3, -3, None, ""])
def test_other_cells_are_unchanged(cell: object) -> None:
    assert harmless(cell) == cell


def test_json_ld_selects_the_words_in_their_text(files: Files) -> None:
    graph = json.loads("\n".join(export.lines(files.store, form="jsonld")))["@graph"]
    kinds = {node["@type"] for node in graph}
    assert {"NewsArticle", "SocialMediaPosting", "Quotation", "Claim"} == kinds
    assert "ClaimReview" not in json.dumps(graph)
    quotation = next(node for node in graph if node["@id"].endswith("r-lu"))
    position, words = quotation["oa:hasTarget"]["oa:hasSelector"]
    assert WIRE[position["oa:start"] : position["oa:end"]] == words["oa:exact"] == quotation["text"]
    start = position["oa:start"]
    assert WIRE[start - len(words["oa:prefix"]) : start] == words["oa:prefix"]
    assert WIRE[position["oa:end"] :].startswith(words["oa:suffix"])


def test_no_format_exports_whole_texts(files: Files) -> None:
    for form in ("jsonl", "csv", "jsonld"):
        assert WIRE[80:300] not in "\n".join(export.lines(files.store, form=form)).replace("\\n", "\n")


def test_an_empty_window_is_still_well_formed(files: Files) -> None:
    late = UNTIL + timedelta(days=9)
    assert list(export.lines(files.store, form="jsonl", since=late)) == []
    assert len(list(export.lines(files.store, form="csv", since=late))) == 1
    assert json.loads("".join(export.lines(files.store, form="jsonld", since=late)))["@graph"] == []


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("r-lei", "speaks for the company"),
        ("c-conflict", "2100000000 - 1800000000"),
        ("d-wire-copy", "word for word"),
        ("t-answer", "quotes_topic"),
    ],
)
def test_a_fact_is_explained_in_words(files: Files, fact: str, told: str) -> None:
    assert told in explain.as_text(files.store, fact)


def test_a_span_is_shown_in_its_context(files: Files) -> None:
    start = WIRE.index("scale will")
    told = explain.as_text(files.store, f"d-wire:q:{start}-{start + 26}")
    assert "[scale will narrow the loss]" in told
    assert "a first car is dear" in told


def test_context_is_cut_between_words_with_an_ellipsis(tmp_path: Path) -> None:
    store = db.connect(fill(tmp_path).store)
    text = "Ferries wait. " * 40 + "Nobody sailed." + " Quays fill." * 40
    start = text.index("Nobody")
    store.execute("update documents set text = :text where id = 'd-wire'", {"text": text})
    store.execute(
        'update quotes set "start" = :start, "end" = :end where id = (select min(id) from quotes where document = :of)',
        {"start": start, "end": start + len("Nobody sailed."), "of": "d-wire"},
    )
    ((fact,),) = store.execute("select min(id) from quotes where document = 'd-wire'").fetchall()
    store.conn.row_factory = sqlite3.Row
    shown = explain.explain(store.conn, fact)
    store.close()
    assert shown.before.startswith(("…Ferries ", "…wait. "))
    assert shown.after.endswith(("Quays…", "fill.…"))


def test_an_unknown_fact_says_what_ids_look_like(files: Files) -> None:
    with pytest.raises(UnknownNameError, match="DOCUMENT:q:START-END"):
        explain.as_text(files.store, "nope")


def test_a_missing_store_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="unable to open"):
        list(export.lines(tmp_path / "no.db", form="jsonl"))
    assert not list(tmp_path.iterdir())


def test_parquet_has_the_rows_of_the_csv_with_types(files: Files) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra parquet)")
    table = parquet.read_table(io.BytesIO(export.as_parquet(files.store)))
    assert table.column_names == list(export.COLUMNS)
    rows = table.to_pylist()
    assert [row["response"] for row in rows] == ["r-byd", "r-li", None, "r-lei", "r-lu"]
    assert rows[3]["text"] == POST
    assert rows[3]["latency_max"] == 4320


def test_without_pyarrow_parquet_says_what_to_install(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(parquet_form.NoPyarrow, match=r"rejoinder\[parquet\]"):
        export.as_parquet(files.store)


def test_the_workbook_has_the_rows_of_the_csv(files: Files) -> None:
    with zipfile.ZipFile(io.BytesIO(export.as_workbook(files.store))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row>") == 6
    assert POST in sheet


def test_json_ld_has_the_watch_list_as_companies_and_people(files: Files) -> None:
    graph = json.loads("\n".join(export.lines(files.store, form="jsonld", watchlist=WATCHLIST)))["@graph"]
    nodes = {node["@id"]: node for node in graph}
    assert nodes["urn:rejoinder:entity:xiaomi"]["tickerSymbol"] == "1810.HK"
    assert nodes["urn:rejoinder:entity:lei-jun"]["worksFor"] == [{"@id": "urn:rejoinder:entity:xiaomi"}]
    assert nodes["urn:rejoinder:response:r-byd"]["spokenByCharacter"]["@type"] == "Organization"
    assert nodes["urn:rejoinder:response:r-lei"]["spokenByCharacter"]["@type"] == "Person"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # raised by rdflib itself
def test_json_ld_is_valid_rdf_in_schema_org_terms(files: Files) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    told = json.loads("\n".join(export.lines(files.store, form="jsonld", watchlist=WATCHLIST)))
    assert told["@context"][0] == "https://schema.org"
    told["@context"][0] = {"@vocab": "https://schema.org/"}  # as that URL says, without fetching it
    graph = rdflib.Graph().parse(data=json.dumps(told), format="json-ld")
    schema, oa = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert len(set(graph.subjects(rdflib.RDF.type, schema.Quotation))) == 4
    exact = set(map(str, graph.objects(None, oa.exact)))
    assert POST in exact
    assert {str(each) for each in graph.objects(None, schema.text)} >= exact
