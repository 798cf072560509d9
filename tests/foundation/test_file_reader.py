from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from foundation.file_reader import Column, FileStopped, read_file

COLUMNS = (
    Column("number", "code", key=True, max_length=20),
    Column("started", "date", key=True),
    Column("title", required=True),
    Column("kind", "choice", choices=("attended", "partial")),
    Column("tags", "list", choices=("SOS", "RP")),
    Column("fte", "decimal", above=0, maximum=1),
    Column("cases", "whole", minimum=0),
    Column("blind", "yes_no"),
    Column("email", "email"),
    Column("month", "month"),
    Column("at", "time"),
)
GOOD = "number,started,title,kind,tags,fte,cases,blind,email,month,at\n"
ROW = "ag1,2026-04-01,Núñez’s day,ATTENDED,rp;sos,0.6,12,Y,A@Example.org,2026-04,09:30\n"


def read(text, encoding="utf-8", columns=COLUMNS):
    return read_file("things.csv", text.encode(encoding), columns)


def reasons(text):
    return [(problem.line, problem.column, problem.value, problem.reason) for problem in read(text).problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_kind_becomes_its_value_in_every_encoding(encoding):
    [row] = read(GOOD + ROW, encoding).rows
    assert row.line == 2
    assert row.values == {
        "number": "AG1",
        "started": date(2026, 4, 1),
        "title": "Núñez’s day",
        "kind": "attended",
        "tags": ("RP", "SOS"),
        "fte": Decimal("0.6"),
        "cases": 12,
        "blind": True,
        "email": "a@example.org",
        "month": "2026-04",
        "at": time(9, 30),
    }


def test_headings_may_come_in_any_order_and_case_and_optional_ones_may_be_absent():
    [row] = read("Title,NUMBER,started\nA,1,01/04/2026\n").rows
    assert (row["title"], row["started"], row["fte"], row["kind"], row["tags"]) == ("A", date(2026, 4, 1), None, "", ())


def test_an_unknown_heading_is_reported_and_ignored():
    parsed = read("title,number,started,shoe size\nA,1,2026-04-01,9\n")
    assert [(p.line, p.column, p.severity) for p in parsed.problems] == [(1, "shoe size", "warning")]
    assert len(parsed.rows) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"title,started\nA,2026-04-01\n", "heading number is missing"),
        (b"title,title,number,started\n", "stands twice"),
        (b"", "empty"),
        (b"number\x00,", "not a text file"),
        (b'number,started,title\n1,2026-04-01,"open\n', "quotation marks"),
    ],
)
def test_a_file_that_cannot_be_trusted_stops(content, says):
    with pytest.raises(FileStopped, match=says):
        read_file("things.csv", content, COLUMNS)


def test_a_workbook_that_is_none_stops():
    with pytest.raises(FileStopped, match="XLSX"):
        read_file("things.xlsx", b"PK no", COLUMNS)


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("number", "", "Fill in number."),
        ("started", "2026-02-30", "no such day"),
        ("started", "1/4/2026", "2026-11-30 or 30/11/2026"),
        ("started", "0026-04-01", "1900 to 2100"),
        ("title", "x" * 256, "Longer than 255"),
        ("number", "x" * 21, "Longer than 20"),
        ("kind", "there", "attended, partial"),
        ("tags", "SOS;XX", "SOS, RP"),
        ("fte", '"0,6"', "point"),
        ("fte", "0", "more than 0"),
        ("fte", "1.01", "1 or less"),
        ("cases", "-1", "0 or more"),
        ("cases", "1.5", "whole number"),
        ("cases", "9999999999", "Too large"),
        ("blind", "maybe", "Y or N"),
        ("email", "nobody", "@"),
        ("month", "2026-13", "2026-11"),
        ("at", "25:00", "09:30"),
    ],
)
def test_a_bad_cell_rejects_its_row_and_says_why(column, cell, says):
    values = {"number": "1", "started": "2026-04-01", "title": "A"} | {column: cell}
    parsed = read(f"{','.join(values)}\n{','.join(values.values())}\n7,2026-04-02,B\n".replace("7,2026-04-02,B\n", ""))
    [problem] = parsed.problems
    assert (problem.line, problem.column, problem.value) == (2, column, cell.strip('"')[:255])
    assert says in problem.reason
    assert parsed.rows == []


def test_line_numbers_are_a_spreadsheets_row_numbers():
    text = 'number,started,title\n1,2026-04-01,"two\nlines"\n\n2,bad,B\n'
    assert [problem[:3] for problem in reasons(text)] == [(4, "started", "bad")]


def test_a_row_with_cells_too_many_is_rejected_and_the_others_stay():
    parsed = read("number,started,title\n1,2026-04-01,Neglect, part two\n2,2026-04-01,B\n")
    assert [problem.line for problem in parsed.problems] == [2]
    assert "quotation marks" in parsed.problems[0].reason
    assert [row.line for row in parsed.rows] == [3]


def test_a_repeated_key_is_rejected_without_regard_to_case():
    parsed = read("number,started,title\nag1,2026-04-01,A\nAG1,01/04/2026,B\n")
    assert [row["title"] for row in parsed.rows] == ["A"]
    assert "repeats line 2" in parsed.problems[0].reason


def test_a_workbook_reads_like_the_csv():
    book = openpyxl.Workbook()
    book.active.append(["title", "number", "started", "fte", "cases", None])
    book.active.append(["=SUM(1)", 100204, datetime(2026, 4, 1), 0.6, 12.0, None])
    book.active.append(["B", "100205", "01/04/2026", 1, None, None])
    file = BytesIO()
    book.save(file)
    parsed = read_file("things.xlsx", file.getvalue(), COLUMNS)
    assert [(row["number"], row["started"], row["fte"], row["cases"]) for row in parsed.rows] == [
        ("100205", date(2026, 4, 1), Decimal(1), None)
    ]
    assert parsed.problems[0].column == "title"  # a formula without a stored value is an empty cell


def test_text_that_looks_like_a_formula_is_accepted_as_text():
    [row] = read('number,started,title\n1,2026-04-01,"=HYPERLINK(""x"")"\n').rows
    assert row["title"] == '=HYPERLINK("x")'


def test_every_one_of_seventy_thousand_rows_is_read():
    lines = [
        f"{index % 3000},{2000 + index // 3000}-04-01,Title {index % 40},attended,SOS,0.6,1" for index in range(69000)
    ]
    text = "number,started,title,kind,tags,fte,cases\n" + "\n".join(lines)
    assert len(read(text).rows) == 69000
