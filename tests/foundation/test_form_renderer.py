"""Which forms the renderer draws, and which it leaves alone."""

from django import forms
from django.forms import BoundField
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.admin.forms.search import SearchForm

from foundation.forms.bound_field import AcademyBoundField


class OurForm(forms.Form):
    name = forms.CharField(max_length=5)
    number = forms.IntegerField()


class OurEditingForm(BaseCollectionMemberForm):
    class Meta:
        fields = ()


def test_our_forms_are_drawn_by_us():
    assert isinstance(OurForm()["name"], AcademyBoundField)


def test_wagtails_forms_are_left_to_wagtail():
    field = SearchForm()["q"]
    assert type(field) is BoundField


def test_the_browser_neither_cuts_nor_refuses():
    html = str(OurForm())
    assert "maxlength" not in html
    assert "required" not in html
    assert 'type="number"' not in html


def test_a_widget_asked_for_by_name_is_djangos_own():
    assert 'type="hidden"' in OurForm()["name"].as_hidden()
    assert "<textarea" in OurForm()["name"].as_textarea()


def test_a_prefixed_form_has_ids_of_its_own():
    html = str(OurForm(prefix="one"))
    assert 'id="id_one-name"' in html
    assert 'name="one-name"' in html


def test_a_formset_keeps_its_counters():
    html = str(forms.formset_factory(OurForm, extra=2)())
    assert 'name="form-TOTAL_FORMS"' in html
    assert html.count('class="govuk-input"') == 4
