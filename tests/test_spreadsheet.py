"""Workbooks open, hold every cell unchanged, and contain no formulas."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from review import spreadsheet

MAIN = f"{{{spreadsheet.MAIN}}}"
HOSTILE = (
    "=1+1",
    "+cmd|'/C calc'!A0",
    "@SUM(A1)",
    "<b>&amp;",
    "a\x00b\x0bc",
    "雷军\u202e",
    "\ud800",
    "x" * 40_000,
)


def sheet(rows: list[list[object]], title: str = "Log") -> list[ET.Element]:
    package = zipfile.ZipFile(
        io.BytesIO(spreadsheet.as_workbook(("text", "number", "none"), rows, title=title))
    )
    assert package.testzip() is None
    for name in package.namelist():
        ET.fromstring(package.read(name))
    return list(ET.fromstring(package.read("xl/worksheets/sheet1.xml")).iter(f"{MAIN}row"))


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_hostile_cell_is_plain_text(cell: str) -> None:
    first = sheet([[cell, 1, None]])[1][0]
    assert first.get("t") == "inlineStr"
    assert first.find(f"{MAIN}f") is None
    told = "".join(first.itertext())
    assert len(told) <= spreadsheet.LONGEST_CELL
    assert "\u202e" not in told
    assert told[:1] == cell[:1] or cell == "\ud800"


def test_numbers_stay_numbers_and_none_is_empty() -> None:
    _, number, none = sheet([["a", 4320, None]])[1]
    assert number.findtext(f"{MAIN}v") == "4320"
    assert number.get("t") is None
    assert not list(none)


@pytest.mark.parametrize("title", ["[a]:*?/\\b'", "", "雷" * 60, '"&<'])
def test_any_text_makes_a_valid_sheet_name(title: str) -> None:
    assert len(sheet([], title)) == 1


def test_another_program_reads_the_same_cells() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    rows = [["=1+1", 4320, None], ["雷军：“造车”", -1.5, "x"]]
    book = openpyxl.load_workbook(
        io.BytesIO(spreadsheet.as_workbook(("text", "number", "none"), rows, title="Lei Jun"))
    )
    assert book.sheetnames == ["Lei Jun"]
    read = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert read == [["text", "number", "none"], *rows]
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
