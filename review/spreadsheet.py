"""Tables as spreadsheet files: CSV without formulas, and a one-sheet workbook."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from review.control_characters import visible

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters that make a spreadsheet interpret text as a formula, including full-width forms (OWASP, CSV
injection)."""

NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")

LONGEST_CELL = 32_767
"""Maximum characters in a cell of a workbook."""
WIDE, NARROW = 60, 16
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def harmless(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RUN_BY_SPREADSHEETS) else value


def harmless_lines(text: str) -> str:
    """Return lines of CSV with formulas defused; numbers stay numbers."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow([cell if NUMBER.fullmatch(cell) else harmless(cell) for cell in row])
    return buffer.getvalue()


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV in UTF-8. Excel misreads the encoding; the workbook is for Excel."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(head)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return buffer.getvalue()


def as_workbook(head: Sequence[str], rows: Iterable[Sequence[object]], *, title: str) -> bytes:
    """Return a table as a workbook (Office Open XML, ECMA-376). Texts are inline strings, which are never formulas.

    Args:
        head: the first row, which stays visible.
        rows: the other rows; numbers stay numbers, None is an empty cell, all else is text.
        title: name of the sheet, without characters that Excel forbids.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in PARTS.items():
            package.writestr(name, part)
        name = re.sub(r"[\[\]:*?/\\']", " ", _text(title))[:31].strip() or "Sheet"
        package.writestr("xl/workbook.xml", WORKBOOK.format(name=escape(name, {'"': "&quot;"})))
        package.writestr("xl/worksheets/sheet1.xml", _sheet(head, rows))
    return buffer.getvalue()


def _sheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{WIDE if name == "text" else NARROW}" customWidth="1"/>'
        for number, name in enumerate(head, start=1)
    )
    told = "".join([_row(head, style=1), *(_row(row) for row in rows)])
    return SHEET.format(columns=columns, rows=told)


def _row(cells: Sequence[object], style: int = 0) -> str:
    return f"<row>{''.join(_cell(cell, style) for cell in cells)}</row>"


def _cell(value: object, style: int) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<c s="{style}"><v>{value}</v></c>'
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(_text(value))}</t></is></c>'


def _text(value: object) -> str:
    return NOT_XML.sub("", visible(str(value)))[:LONGEST_CELL]


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

PARTS = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    "</Types>",
    "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}

WORKBOOK = f"""{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{{name}}" sheetId="1" r:id="rId1"/></sheets></workbook>"""

SHEET = f"""{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{{columns}}</cols><sheetData>{{rows}}</sheetData></worksheet>"""
