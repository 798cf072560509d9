import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from foundation import letterhead
from foundation.letterhead import style
from foundation.letterhead.mark import SHAPES
from foundation.letterhead.parts import QrCode, _runs

ROOT = Path(__file__).resolve().parents[2]


def read(story, **options):
    return PdfReader(BytesIO(letterhead.build_pdf(story, title="Statement", **options)))


def test_a_document_says_what_it_is_and_in_which_language():
    pdf = read([letterhead.paragraph("Hello")], subject="Allowance")
    assert (pdf.metadata.title, pdf.metadata.author, pdf.metadata.subject) == (
        "Statement",
        "Rotherham Learning Academy",
        "Allowance",
    )
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_page_carries_the_name_the_question_and_its_number():
    pdf = read([letterhead.paragraph("One"), letterhead.new_page(), letterhead.paragraph("Two")])
    for number, page in enumerate(pdf.pages, 1):
        text = page.extract_text()
        assert "Rotherham Learning Academy" in text
        assert "Would this be good enough for my child and family?" in text
        assert f"Page {number} of 2" in text


def test_headings_become_bookmarks_without_skipped_levels():
    pdf = read([letterhead.heading("First", 1), letterhead.heading("Deep", 3), letterhead.heading("Second", 1)])
    assert [item.title if not isinstance(item, list) else [sub.title for sub in item] for item in pdf.outline] == [
        "First",
        ["Deep"],
        "Second",
    ]


def test_names_of_any_latin_greek_or_cyrillic_letters_can_be_read_back():
    text = "Zażółć gęślą jaźń, Łukasz Šťastný, Nguyễn, Ελένη, Олена, O’Hara – Núñez"
    assert text in read([letterhead.paragraph(text)]).pages[0].extract_text()


def test_typefaces_are_embedded():
    fonts = read([letterhead.paragraph("Hello")]).pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"] for font in fonts.values()}
    assert any("SourceSans" in name for name in names)
    assert not any(name == "/Times-Roman" for name in names)


def test_text_is_plain_text_and_never_markup():
    assert "<b>A & B</b>" in read([letterhead.paragraph("<b>A & B</b>")]).pages[0].extract_text()


def test_a_long_table_repeats_its_headings():
    pdf = read([letterhead.table(["Course", "Hours"], [(f"Course {n}", n) for n in range(90)], numbers=[1])])
    assert len(pdf.pages) > 1
    assert all("Course\n" in page.extract_text() for page in pdf.pages)


def test_a_certificate_is_one_landscape_page():
    pdf = read([letterhead.centred("Ada Fern", "display"), letterhead.qr_code("x")], layout="certificate")
    [page] = pdf.pages
    assert page.mediabox.width > page.mediabox.height


def test_a_code_is_drawn_from_its_modules():
    code = QrCode("https://academy.example.org/verify/ABC/", 80)
    dark = sum(sum(1 for cell in row if cell) for row in code.rows)
    assert dark == sum(length for row in code.rows for _, length in _runs(row))
    assert len(code.rows) == len(code.rows[0])


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("pine", style.PINE),
        ("apricot", style.APRICOT),
        ("ink", style.INK),
        ("muted", style.MUTED),
        ("line", style.LINE),
    ],
)
def test_colours_are_those_of_the_site(name, colour):
    tokens = (ROOT / "static" / "scss" / "_tokens.scss").read_text()
    assert re.search(rf"--academy-{name}: (#\w+);", tokens)[1] == f"#{colour.hexval()[2:]}"


def test_the_mark_is_the_one_of_the_site():
    svg = (ROOT / "static" / "images" / "mark.svg").read_text()
    starts = re.findall(r'd="M(\d+(?:\.\d+)?)[ ]?(-?\d+(?:\.\d+)?)', svg)
    assert [tuple(map(float, start)) for start in starts] == [shape[0] for _, shape in SHAPES]
