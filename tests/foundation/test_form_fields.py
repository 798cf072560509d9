"""Dates and times as people type them, and messages that say what to do."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError

from foundation.forms import wording
from foundation.forms.fields import ClockTimeField, ThreePartDateField
from foundation.forms.looks import FieldLook


class StartForm(forms.Form):
    looks = {"mode": FieldLook(reveals={"online": "link"}, item_hints={"room": "Parking is free"})}
    starts_on = ThreePartDateField(label="When?", what="The start date")
    mode = forms.ChoiceField(label="Mode", choices=[("room", "Room"), ("online", "Online")], widget=forms.RadioSelect)
    link = forms.CharField(label="Link", required=False)


def date_form(day, month, year):
    return StartForm({"starts_on-day": day, "starts_on-month": month, "starts_on-year": year, "mode": "room"})


@pytest.mark.parametrize(("month", "day"), [("3", "7"), ("03", "07"), ("March", "7"), ("mar", " 7 ")])
def test_a_date_may_be_typed_as_people_type_it(month, day):
    assert date_form(day, month, "2027").fields["starts_on"].clean((day.strip(), month, "2027")) == datetime.date(
        2027, 3, 7
    )


@pytest.mark.parametrize(
    ("day", "month", "year", "message", "anchor"),
    [
        ("", "", "", "Enter the start date", "day"),
        ("7", "", "2027", "The start date must include a month", "month"),
        ("7", "", "", "The start date must include a month and year", "month"),
        ("7", "3", "27", "Year must include 4 numbers", "year"),
        ("31", "2", "2027", "The start date must be a real date, like 27 3 2027", "day"),
        ("7", "ma", "2027", "The start date must be a real date, like 27 3 2027", "day"),
        ("x", "3", "2027", "The start date must be a real date, like 27 3 2027", "day"),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_where(day, month, year, message, anchor):
    form = date_form(day, month, year)
    assert form.errors["starts_on"] == [message]
    assert form["starts_on"].error_anchor == f"id_starts_on-{anchor}"


def test_what_was_typed_stays_in_the_boxes():
    html = date_form("31", "Feb", "2027")["starts_on"].as_field_group()
    assert 'value="31"' in html
    assert 'value="Feb"' in html


def test_a_known_date_fills_the_boxes():
    form = StartForm(initial={"starts_on": datetime.date(2027, 3, 7)})
    html = form["starts_on"].as_field_group()
    assert 'name="starts_on-day" type="text" value="7"' in html


def test_sending_a_known_date_back_is_no_change():
    field = ThreePartDateField()
    assert not field.has_changed(datetime.date(2027, 3, 7), ("7", "3", "2027"))
    assert field.has_changed(datetime.date(2027, 3, 7), ("8", "3", "2027"))
    assert field.has_changed(None, ("x", "", ""))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:30am", (9, 30)),
        ("9.30", (9, 30)),
        ("14:00", (14, 0)),
        ("2 PM", (14, 0)),
        ("12am", (0, 0)),
        ("midday", (12, 0)),
    ],
)
def test_a_time_may_be_written_as_people_write_it(text, time):
    assert ClockTimeField().clean(text) == datetime.time(*time)


@pytest.mark.parametrize("text", ["25:00", "13pm", "9:75", "soon", "0am"])
def test_a_time_that_is_none_is_refused_with_an_example(text):
    with pytest.raises(ValidationError, match="Enter a time like 9:30am or 14:00"):
        ClockTimeField().clean(text)


@pytest.mark.parametrize(
    ("kind", "label", "message"),
    [
        ("input", "Your name", "Enter your name"),
        ("select", "Topic", "Choose the topic"),
        ("input", "CPD hours", "Enter the CPD hours"),
        ("radios", "How will you take part?", "Answer “How will you take part?”"),
        ("checkbox", "I agree", "Tick “I agree” to go on"),
    ],
)
def test_an_empty_field_is_told_as_what_to_do(kind, label, message):
    assert wording.what_to_do(kind, label) == message


def test_the_message_beside_the_field_is_the_one_in_the_summary():
    html = StartForm({})["mode"].as_field_group()
    assert "Choose the mode" in html
    assert "This field is required" not in html


def test_a_field_a_choice_opens_is_drawn_inside_it_and_only_there():
    html = str(StartForm())
    assert html.count('name="link"') == 1
    assert html.index("conditional-id_mode") < html.index('name="link"')


def test_a_form_may_say_how_all_its_fields_look():
    class Loud(StartForm):
        default_look = FieldLook(label_size="l")

    assert "govuk-label--l" in Loud()["link"].as_field_group()
    assert "legend--l" not in Loud()["mode"].as_field_group()


def test_an_error_message_is_escaped():
    form = StartForm({})
    form.add_error("mode", "<script>alert(1)</script>")
    assert "<script>" not in form["mode"].as_field_group()
