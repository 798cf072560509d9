import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.spreadsheets import safe, write_csv, write_xlsx

RISKY = ["=1+1", "+1", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x")', "-1+cmd|' /C calc'!A0"]


def read_csv(*rows):
    text = b"".join(write_csv(["what"], rows)).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def read_xlsx(*rows):
    content = b"".join(write_xlsx(["what"], rows, title="A [very] long/title for a sheet of numbers"))
    return openpyxl.load_workbook(BytesIO(content)).active


@pytest.mark.parametrize("text", RISKY)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert safe(text) == f"'{text}"
    assert read_csv([text])[1][0].startswith("'")
    assert read_xlsx([text])["A2"].data_type == "s"


@pytest.mark.parametrize("value", [-1, -2.5, Decimal("-3.75"), "-1", "-2.5", 0, 7])
def test_numbers_stay_numbers(value):
    assert safe(value) == value
    assert float(read_csv([value])[1][0]) == float(value)


def test_a_number_in_a_workbook_can_be_summed():
    sheet = read_xlsx([-1.5], [Decimal("2.25")])
    assert (sheet["A2"].value, sheet["A3"].value) == (-1.5, 2.25)
    assert sheet["A2"].data_type == "n"


@given(st.text(max_size=30))
def test_no_text_at_all_reaches_a_cell_as_a_formula(text):
    cleaned = safe(text)
    assert not cleaned.startswith(("=", "+", "@", "\t", "\r", "\n"))
    assert not cleaned.startswith("-") or float(cleaned) <= 0


def test_headings_are_neutralised_too():
    assert b"".join(write_csv(["=a"], [])).decode("utf-8-sig") == "'=a\r\n"


def test_dates_moments_yes_and_nothing_are_written_as_the_files_are_read():
    moment = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
    assert read_csv([date(2026, 11, 30)], [moment], [True], [False], [None])[1:] == [
        ["2026-11-30"],
        ["2026-06-01 09:30+01:00"],
        ["Y"],
        ["N"],
        [""],
    ]


def test_a_long_file_comes_in_chunks():
    chunks = list(write_csv(["text"], (["x" * 100] for _ in range(2000))))
    assert len(chunks) > 2
    assert sum(chunk.count(b"\n") for chunk in chunks) == 2001


def test_a_workbook_has_bold_frozen_headings_and_a_name_excel_accepts():
    sheet = read_xlsx(["a"])
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.title == "A  very  long title for a sheet"
