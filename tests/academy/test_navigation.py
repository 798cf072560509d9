"""The menu of whoever asks."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from academy import navigation
from tests.factories.workforce import RoleGrantFactory, UserFactory, staff

pytestmark = pytest.mark.django_db


def labels(user, path="/desk/"):
    request = RequestFactory().get(path)
    request.user = user
    return [item.label for item in navigation.items_for(request)]


def test_a_visitor_may_sign_in():
    assert labels(AnonymousUser())[-1] == "Sign in"


def test_everybody_signed_in_has_a_desk_courses_and_learning():
    assert labels(UserFactory())[:3] == ["Desk", "Courses", "My learning"]
    assert "Sign in" not in labels(UserFactory())


def test_who_has_reports_has_a_team():
    manager = staff("manager@example.test")
    worker = staff("worker@example.test", manager=manager)
    assert "Team" in labels(manager.user)
    assert "Team" not in labels(worker.user)


def test_a_coordinator_may_go_to_the_editing_interface():
    assert "Coordinate" in labels(RoleGrantFactory().user)
    assert "Coordinate" not in labels(UserFactory())


def test_my_learning_opens_into_its_pages():
    request = RequestFactory().get("/my/bookings/")
    items = navigation.section_for(request)
    assert [item.label for item in items if item.current] == ["Bookings"]
    assert navigation.section_for(RequestFactory().get("/courses/")) == []


@pytest.mark.parametrize(("path", "page"), [("/team/", "People"), ("/team/allowance/", "Allowances")])
def test_the_team_opens_into_its_pages(path, page):
    request = RequestFactory().get(path)
    request.user = staff("manager@example.test").user
    staff("worker@example.test", manager=request.user.person)
    items = navigation.section_for(request)
    assert [item.label for item in items if item.active] == [page]


def test_who_enters_a_starter_without_a_team_is_shown_no_team_pages():
    request = RequestFactory().get("/team/starters/new/")
    request.user = RoleGrantFactory().user
    assert navigation.section_for(request) == []


def test_my_learning_is_marked_on_each_of_its_pages():
    request = RequestFactory().get("/my/cpd/")
    request.user = UserFactory()
    assert [item.label for item in navigation.items_for(request) if item.active] == ["My learning"]


def test_a_trainer_finds_the_sessions_they_lead():
    trainer = RoleGrantFactory(role="trainer").user
    assert "My sessions" in labels(trainer)
    assert "My sessions" not in labels(UserFactory())


@pytest.mark.parametrize(("path", "marked"), [("/my/sessions/", "My sessions"), ("/my/bookings/", "My learning")])
def test_leading_and_learning_are_two_places_for_a_trainer(path, marked):
    request = RequestFactory().get(path)
    request.user = RoleGrantFactory(role="trainer").user
    assert [item.label for item in navigation.items_for(request) if item.active] == [marked]


def test_what_a_trainer_leads_opens_into_its_pages():
    request = RequestFactory().get("/my/feedback/")
    request.user = RoleGrantFactory(role="trainer").user
    items = navigation.section_for(request)
    assert [(item.label, item.current) for item in items] == [("Sessions you lead", False), ("What people said", True)]


def test_a_coordinators_pages_on_the_site_stand_beside_each_other_for_coordinators_alone():
    request = RequestFactory().get("/sessions/to-arrange/")
    request.user = RoleGrantFactory().user
    labels_there = [item.label for item in navigation.section_for(request)]
    arranging = ["To arrange", "Requests for places", "Counted as done", "Charges"]
    assert labels_there == [*arranging, "Certificates", "Claims", "Awards", "Learning needs"]
    request.user = RoleGrantFactory(role="trainer").user
    assert navigation.section_for(request) == []
