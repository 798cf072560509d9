"""Files people hand in: what is taken, what is refused, and in which words (DESIGN 4, "Files")."""

import io
import struct
import zipfile
import zlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image

from foundation.policies import book
from foundation.uploads import Limits, UploadRefused, accept, limits_on, stored_name
from foundation.uploads.handlers import CEILING, refusal

LIMITS = Limits(largest=10 * 1024 * 1024, most=5)
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n"
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def upload(name, content):
    return SimpleUploadedFile(name, content)


def office(ending="docx", *, more=(), types="<Types/>"):
    """A small office file with further entries (name, bytes)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in [("[Content_Types].xml", types), (PARTS[ending], "<w/>"), *more]:
            packed.writestr(name, content)
    return made.getvalue()


def picture(form, size=(20, 10)):
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, form)
    return made.getvalue()


def png_of(width, height):
    """A PNG of a few bytes that says it has so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


def refused(name, content, given=None):
    with pytest.raises(UploadRefused) as caught:
        accept(upload(name, content), LIMITS, given or name)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Certificate.pdf", PDF),
        ("photo.JPG", picture("JPEG")),
        ("photo.jpeg", picture("JPEG")),
        ("screen.png", picture("PNG")),
        ("notes.docx", office()),
        ("sheet.xlsx", office("xlsx")),
        ("slides.pptx", office("pptx")),
        ("notes.txt", "Kaffee, café, naïve".encode()),
    ],
)
def test_what_is_what_its_name_says_is_taken(name, content):
    file = upload(name, content)
    found = accept(file, LIMITS)
    assert (found.size, len(found.digest)) == (len(content), 64)
    assert file.read() == content, "the file is handed on from its start"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("certificate.pdf", b"<!doctype html><script>alert(1)</script>", "is not a PDF"),
        ("certificate.pdf", b"GIF89a" + PDF, "is not a PDF"),
        ("certificate.pdf", PDF[:40], "is not a PDF"),
        ("certificate.pdf", PDF.replace(b"/Type", b"/OpenAction << /S /JavaScript >> /Type"), "holds a program"),
        ("photo.png", picture("JPEG"), "damaged or not what its name says"),
        ("photo.png", picture("PNG")[:-20], "damaged or not what its name says"),
        ("photo.jpg", picture("JPEG", (400, 400))[:-300], "damaged or not what its name says"),
        ("photo.png", png_of(20_000, 20_000), "too many pixels"),
        ("photo.png", png_of(8_000, 7_000), "too many pixels"),
        ("notes.docx", PDF, "damaged or not what its name says"),
        ("notes.docx", office("xlsx"), "damaged or not what its name says"),
        ("notes.docx", office(more=[("word/vbaProject.bin", b"x")]), "macros or programs"),
        ("notes.docx", office(types='<Override ContentType="application/vnd.ms-word.macroEnabled"/>'), "macros"),
        ("notes.docx", office(more=[("../../etc/cron.d/x", b"x")]), "unpack outside their folder"),
        ("notes.docx", office(more=[("/etc/passwd", b"x")]), "unpack outside their folder"),
        ("notes.docx", office(more=[("word/zeros.xml", b"\0" * 30_000_000)]), "far more than it should"),
        ("notes.docx", office(more=[(f"word/{n}.xml", b"") for n in range(3_000)]), "far more than it should"),
        ("notes.txt", b"MZ\x90\x00\x03", "more than plain text"),
        ("notes.txt", b"a\x00b", "more than plain text"),
        ("nothing.pdf", b"", "empty"),
        ("page.html", b"<p>", "Files ending in .html are not taken. Choose PDF"),
        ("drawing.svg", b"<svg/>", "not taken"),
        ("letter.eml", b"From: a", "not taken"),
        ("all.zip", office(), "not taken"),
        ("macro.docm", office(), "not taken"),
        ("noending", PDF, "no ending"),
        (".pdf", PDF, "no ending"),
    ],
)
def test_what_is_not_is_refused_in_plain_words(name, content, words):
    assert words in refused(name, content)


@pytest.mark.parametrize("given", ["../../etc/passwd.pdf", "..\\x.pdf", "/tmp/x.pdf", "C:\\Users\\x.pdf", "a..pdf"])
def test_a_name_with_parts_of_a_path_is_refused(given):
    assert "part of a folder’s name" in refused("x.pdf", PDF, given)


@pytest.mark.parametrize("given", ["x\u202efdp.exe.pdf", "x\x00.pdf", "x\n.pdf"])
def test_a_name_with_characters_nobody_sees_is_refused(given):
    assert "hidden characters" in refused("x.pdf", PDF, given)


def test_a_file_beyond_the_limit_is_refused_before_it_is_looked_into():
    file = upload("large.pdf", b"not looked at")
    file.size = 200 * 1024 * 1024
    with pytest.raises(UploadRefused, match="larger than 10 MB"):
        accept(file, LIMITS)


def test_a_zip_that_lies_about_its_sizes_is_refused():
    content = office(more=[("word/zeros.xml", b"\0" * 30_000_000)])
    small = content.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 60_000))
    assert "damaged" in refused("notes.docx", small)


def test_the_name_is_tidied_and_the_store_gets_another():
    found = accept(upload("x.pdf", PDF), LIMITS, '  My "first"   certificate?.PDF ')
    assert found.name == "My first certificate.pdf"
    assert "certificate" not in stored_name(found)
    assert stored_name(found).endswith(".pdf")
    assert stored_name(found) != stored_name(found)


@pytest.mark.django_db
def test_the_limits_are_figures_an_administrator_may_change():
    assert limits_on(book(), date(2026, 6, 1)) == LIMITS


class Body(io.RawIOBase):
    """A request of 200 MB whose file never ends; notes how much of it was read."""

    def __init__(self, head):
        self.head, self.read_so_far = head, 0

    def read(self, size=-1):
        piece = self.head[self.read_so_far : self.read_so_far + size] or b"0" * size
        self.read_so_far += len(piece)
        return piece


def request_of(length, says=None):
    head = (
        b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nTyped before\r\n'
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    )
    body = Body(head)
    request = RequestFactory().post("/", data=b"-", content_type="multipart/form-data; boundary=b")
    request.META["CONTENT_LENGTH"] = str(length)
    request._stream = request.environ["wsgi.input"] = body
    return request, body


def test_a_request_of_200_mb_is_not_read_and_what_was_typed_is_there():
    request, body = request_of(200 * 1024 * 1024)
    assert request.POST["title"] == "Typed before"
    assert not request.FILES
    assert "too large to send: 200 MB" in refusal(request)
    assert body.read_so_far < 1024 * 1024


def test_an_ordinary_request_is_let_through():
    request = RequestFactory().post("/", {"title": "x", "files": upload("a.pdf", PDF)})
    assert refusal(request) == ""
    assert request.FILES["files"].read() == PDF
    assert 5 * LIMITS.largest < CEILING
