from datetime import UTC, datetime

import pytest

from foundation import slots, wordings
from foundation.models import MessageWording
from foundation.wordings import BadWording, MissingValue, UnknownWording, Wording, WordingBook

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
BODY = "Dear {first_name},\n\nYou have a place on {course}.\n\n{notes}\n\nYour booking:\n{link}\n"
PLACEHOLDERS = {
    "first_name": ("Their first name", "Priya"),
    "course": ("The course", "Three Houses"),
    "notes": ("Notes", ""),
    "link": ("The booking", "https://academy.example/1/"),
}
VALUES = {
    "first_name": "Priya",
    "course": "Three Houses",
    "notes": "Bring lunch.",
    "link": "https://academy.example/1/",
}


def wording(subject="You are booked: {course}", body=BODY, **more):
    return Wording("test", "A test", "Tests", subject, body, PLACEHOLDERS, **more)


def rewritten(subject, body):
    return WordingBook({"test": wording(keeps=("link",))}, {"test": (subject, body)})


def test_a_letter_is_filled_in():
    subject, body = wording().fill("You are booked: {course}", BODY, VALUES)
    assert subject == "You are booked: Three Houses"
    assert body == (
        "Dear Priya,\n\nYou have a place on Three Houses.\n\nBring lunch.\n\nYour booking:\nhttps://academy.example/1/\n"
    )


def test_a_paragraph_whose_placeholders_are_all_empty_is_left_out():
    _, body = wording().fill("x", BODY, VALUES | {"notes": " ", "link": ""})
    assert body == "Dear Priya,\n\nYou have a place on Three Houses.\n"


def test_braces_and_line_ends_inside_a_value_do_no_harm():
    subject, body = wording().fill(
        "{course}", "{notes}", VALUES | {"course": "{link}\nBcc: x", "notes": "{first_name}"}
    )
    assert (subject, body) == ("{link} Bcc: x", "{first_name}\n")


def test_a_long_title_does_not_burst_the_subject():
    subject, _ = wording().fill("{course}", BODY, VALUES | {"course": "x" * 400})
    assert len(subject) == 255


@pytest.mark.parametrize(
    ("field", "subject", "body", "says"),
    [
        ("body", "Hello", "{cuorse}", "{cuorse} is not known here. You can use {first_name}, {course}"),
        ("body", "Hello", "{course.title}", "Curly brackets mark a placeholder"),
        ("body", "Hello", "{course!r:>9}", "Curly brackets mark a placeholder"),
        ("body", "Hello", "{ course }", "Curly brackets mark a placeholder"),
        ("body", "Hello", "a } b", "Curly brackets mark a placeholder"),
        ("body", "Hello", "  \n", "Write the text of the letter."),
        ("subject", " ", "Hello", "Write the subject."),
        ("subject", "a\nb", "Hello", "The subject is one line"),
        ("subject", "{nobody}", "Hello", "{nobody} is not known here"),
        ("body", "Hello", "Come.", "Keep {link} in the text"),
    ],
)
def test_a_text_that_would_not_make_a_letter_is_refused_in_words(field, subject, body, says):
    with pytest.raises(BadWording, match=".") as refusal:
        wordings.check(wording(keeps=("link",)), subject, body)
    assert (refusal.value.field, says in str(refusal.value)) == (field, True)


def test_a_shipped_text_that_will_not_do_stops_the_start():
    with pytest.raises(BadWording):
        wording(body="{nobody}")


def test_a_letter_nobody_has_and_a_value_nobody_gave_are_named():
    book = WordingBook({"test": wording()}, {})
    with pytest.raises(UnknownWording, match="other"):
        book.compose("other", VALUES)
    with pytest.raises(MissingValue, match="course, notes, link"):
        book.compose("test", {"first_name": "Priya"})


def test_a_coordinators_text_is_used():
    book = rewritten("Hi {first_name}", "See {link}")
    assert book.compose("test", VALUES) == ("Hi Priya", "See https://academy.example/1/\n")
    assert book.is_rewritten("test")


def test_a_coordinators_text_that_no_longer_fits_gives_way_to_the_shipped_one():
    book = rewritten("Hi {former}", "See {link}")
    assert book.compose("test", VALUES)[0] == "You are booked: Three Houses"
    assert (book.is_rewritten("test"), book.is_out_of_date("test")) == (False, True)


def saved(**fields):
    return MessageWording.objects.create(**{"kind": "invitation", "created_at": AT, **fields})


@pytest.mark.django_db
def test_the_newest_text_of_a_kind_counts(django_assert_num_queries):
    saved(subject="First", body="{link} {until}")
    saved(subject="Second", body="{link} {until}")
    with django_assert_num_queries(1):
        assert wordings.book().text("invitation")[0] == "Second"


@pytest.mark.django_db
def test_going_back_to_the_shipped_text_is_a_row_too():
    saved(subject="First", body="{link} {until}")
    saved(shipped=True)
    assert wordings.book().text("invitation")[0] == "You are invited to the Rotherham Learning Academy"


def test_every_letter_of_every_room_reads_well_with_its_examples():
    for each in wordings.definitions().values():
        subject, body = each.example(each.subject, each.body)
        assert subject, each.kind
        assert "{" not in subject + body, each.kind
        assert each.name, each.group
        assert each.when.endswith("."), each.kind


def test_no_two_letters_share_a_kind():
    kinds = [item.kind for group in slots.entries("wordings") for item in group]
    assert len(kinds) == len(set(kinds))
