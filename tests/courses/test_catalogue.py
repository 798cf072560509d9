"""The catalogue: what is listed, found, filtered and said."""

import datetime
import re
from html import unescape

import pytest
from django.utils import timezone

from cpd_records.rules.years import year_start
from foundation.models import Term, Vocabulary
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory, days_ahead, local
from tests.factories.cpd_records import balance, member_of_staff, portion, reserve
from tests.factories.workforce import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def term(vocabulary, name):
    group, _ = Vocabulary.objects.get_or_create(code=vocabulary, defaults={"name": vocabulary})
    return Term.objects.get_or_create(vocabulary=group, code=name.lower(), defaults={"name": name})[0]


CARD_TITLE = re.compile(r'academy-card__link" href="[^"]*">([^<]*)</a>')


def titles(client, address="/courses/"):
    response = client.get(address)
    assert response.status_code == 200
    return [unescape(title) for title in CARD_TITLE.findall(response.content.decode())]


class TestWhatIsListed:
    def test_published_courses_are_and_drafts_and_retired_ones_are_not(self, client):
        CourseFactory(title="Shown")
        CourseFactory(title="Draft", live=False)
        CourseFactory(title="Gone", retired_on=timezone.localdate())
        assert titles(client) == ["Shown"]

    def test_a_course_is_listed_until_the_day_it_retires(self, client):
        CourseFactory(title="Last day", retired_on=timezone.localdate() + datetime.timedelta(days=1))
        assert titles(client) == ["Last day"]

    def test_soonest_date_comes_first_and_courses_without_dates_last(self, client):
        none, later, soon = (CourseFactory(title=title) for title in ("None", "Later", "Soon"))
        SessionFactory(course=later, spans=[(days_ahead(30), days_ahead(30, 16))])
        SessionFactory(course=soon, spans=[(days_ahead(3), days_ahead(3, 16))])
        assert titles(client) == ["Soon", "Later", "None"]
        assert titles(client, "/courses/?sort=title") == ["Later", "None", "Soon"]

    def test_a_card_says_when_where_how_long_and_how_many_places(self, client):
        course = CourseFactory(learning_minutes=222, weight_sos=50, weight_rp=50, weight_general=0)
        SessionFactory(
            course=course,
            venue=VenueFactory(name="Riverside House"),
            spans=[(local(2030, 6, 13), local(2030, 6, 13, 13))],
            places_taken=12,
        )
        page = client.get("/courses/").content.decode()
        assert "Half a day" in page
        assert "Thursday 13 June 2030" in page
        assert "Riverside House · 4 places left" in page
        assert "Signs of Safety" in page

    def test_planned_cancelled_and_past_sessions_are_no_dates(self, client):
        course = CourseFactory()
        for state in ("planned", "cancelled"):
            SessionFactory(course=course, state=state)
        SessionFactory(course=course, spans=[(days_ahead(-3), days_ahead(-3, 16))])
        assert "No dates yet" in client.get("/courses/").content.decode()

    def test_a_full_session_says_so(self, client):
        SessionFactory(capacity=4, places_taken=4)
        assert "<strong>Full</strong>" in client.get("/courses/").content.decode()

    def test_booking_that_has_not_opened_is_said(self, client):
        SessionFactory(booking_opens_at=days_ahead(2))
        assert "Booking opens" in client.get("/courses/").content.decode()


class TestSearch:
    @pytest.mark.parametrize("words", ["safety", "safe", "SAFETY plan", "plann", "networks planning", "reflectiv"])
    def test_finds_words_by_stem_and_by_beginning(self, client, words):
        CourseFactory(title="Safety planning with networks", summary="A reflective day.")
        CourseFactory(title="Court skills")
        assert titles(client, f"/courses/?query={words}") == ["Safety planning with networks"]

    def test_title_counts_before_summary_before_description(self, client):
        CourseFactory(title="One", description="<p>About neglect.</p>")
        CourseFactory(title="Two", summary="Neglect, and what to do.")
        CourseFactory(title="Neglect toolkit")
        assert titles(client, "/courses/?query=neglect") == ["Neglect toolkit", "Two", "One"]

    def test_every_word_must_be_there(self, client):
        CourseFactory(title="Court skills")
        assert titles(client, "/courses/?query=court+zebra") == []

    @pytest.mark.parametrize("words", ["'", "a & b | !", "%00", "the", ":*", "(((", "\\"])
    def test_signs_and_stop_words_do_no_harm(self, client, words):
        CourseFactory()
        assert client.get("/courses/", {"query": words}).status_code == 200

    def test_nothing_found_says_what_to_do(self, client):
        CourseFactory()
        page = client.get("/courses/?query=zebra").content.decode()
        assert "No course matches all of that" in page
        assert "See every course" in page


class TestFilters:
    def test_methodology(self, client):
        CourseFactory(title="S", weight_sos=60, weight_general=40)
        CourseFactory(title="R", weight_rp=100, weight_general=0)
        CourseFactory(title="G")
        assert titles(client, "/courses/?methodology=sos") == ["S"]
        assert titles(client, "/courses/?methodology=sos&methodology=rp") == ["R", "S"]

    def test_audience_keeps_courses_for_everybody(self, client):
        worker, school = term("audience", "Workers"), term("audience", "School")
        CourseFactory(title="For workers", audiences=[worker])
        CourseFactory(title="For schools", audiences=[school])
        CourseFactory(title="For all")
        assert titles(client, "/courses/?audience=workers") == ["For all", "For workers"]

    def test_topic(self, client):
        CourseFactory(title="Neglect toolkit", topics=[term("topic", "Neglect")])
        CourseFactory(title="Court", topics=[term("topic", "Court")])
        assert titles(client, "/courses/?topic=neglect") == ["Neglect toolkit"]

    @pytest.mark.parametrize(("choice", "found"), [("half", [111, 222]), ("day", [223, 444]), ("more", [445])])
    def test_length(self, client, choice, found):
        for minutes in (111, 222, 223, 444, 445):
            CourseFactory(title=f"{minutes}", learning_minutes=minutes)
        assert titles(client, f"/courses/?length={choice}&sort=title") == [f"{minutes}" for minutes in found]

    def test_mode(self, client):
        CourseFactory(title="Room")
        CourseFactory(title="Live online", mode="virtual")
        assert titles(client, "/courses/?mode=virtual") == ["Live online"]

    def test_month_goes_by_the_clock_on_the_wall(self, client):
        course = CourseFactory(title="First of July")
        SessionFactory(course=course, spans=[(local(2030, 7, 1, 0, 15), local(2030, 7, 1, 1, 15))])
        assert titles(client, "/courses/?month=2030-07") == ["First of July"]
        SessionFactory(spans=[(local(2030, 6, 3), local(2030, 6, 3, 12))])
        assert "First of July" not in titles(client, "/courses/?month=2030-06")

    def test_place_and_month_ask_about_the_same_session(self, client):
        here, there = VenueFactory(name="Here"), VenueFactory(name="There")
        course = CourseFactory(title="Moves")
        SessionFactory(course=course, venue=here, spans=[(local(2030, 5, 3), local(2030, 5, 3, 12))])
        SessionFactory(course=course, venue=there, spans=[(local(2030, 6, 3), local(2030, 6, 3, 12))])
        assert titles(client, f"/courses/?place={here.pk}&month=2030-05") == ["Moves"]
        assert titles(client, f"/courses/?place={here.pk}&month=2030-06") == []

    def test_online_is_a_place(self, client):
        SessionFactory(course=CourseFactory(title="Online one"), venue=None)
        SessionFactory(course=CourseFactory(title="Room one"))
        assert titles(client, "/courses/?place=online") == ["Online one"]

    def test_a_choice_that_no_longer_exists_is_passed_over(self, client):
        CourseFactory(title="Still here")
        address = "/courses/?audience=gone&month=1999-13&place=77&length=x&sort=x&page=x&methodology=; drop"
        assert titles(client, address) == ["Still here"]

    def test_each_filter_can_be_taken_off_alone(self, client):
        CourseFactory(weight_sos=100, weight_general=0)
        page = client.get("/courses/?methodology=sos&length=day&query=course&page=1").context["page"]
        assert [chip.label for chip in page.chips] == ["“course”", "Signs of Safety", "Up to one day"]
        assert page.chips[1].url == "/courses/?length=day&query=course"


class TestDaysLeft:
    @pytest.fixture
    def learner(self, client):
        user, today, now = UserFactory(), timezone.localdate(), timezone.now()
        person = member_of_staff(at=now, person=PersonFactory(user=user))
        used = balance(person, year_start(today)).left - 300
        reserve(person, portion(on=today, minutes=used), at=now)
        client.force_login(user)
        return user

    def test_keeps_what_fits_and_what_costs_nothing(self, client, learner):
        CourseFactory(title="Half", learning_minutes=222)
        CourseFactory(title="Whole", learning_minutes=444)
        CourseFactory(title="Free", learning_minutes=444, counts_towards_allowance=False)
        assert titles(client, "/courses/?fits=yes") == ["Free", "Half"]
        assert "Fits the 0.68 days I have left" in client.get("/courses/").content.decode()

    def test_is_not_offered_to_those_without_an_allowance(self, client):
        CourseFactory(title="Any")
        assert titles(client, "/courses/?fits=yes") == ["Any"]
        assert "I have left" not in client.get("/courses/").content.decode()


class TestPages:
    def test_pages_keep_the_filters(self, client):
        CourseFactory.create_batch(25)
        assert len(titles(client, "/courses/?mode=room")) == 15
        page = client.get("/courses/?mode=room&page=2")
        assert len(CARD_TITLE.findall(page.content.decode())) == 10
        assert "?mode=room&amp;page=1" in page.content.decode()

    def test_a_page_beyond_the_last_goes_back_to_the_first(self, client):
        CourseFactory()
        assert client.get("/courses/?mode=room&page=9").headers["location"] == "/courses/?mode=room"


def fill(courses, sessions):
    place = VenueFactory()
    for number in range(courses):
        course = CourseFactory(topics=[term("topic", f"Topic{number}")])
        for day in range(sessions):
            SessionFactory(course=course, venue=place, spans=[(days_ahead(5 + day), days_ahead(5 + day, 16))])


@pytest.mark.parametrize("size", [(1, 1), (12, 6)])
def test_queries_do_not_grow_with_courses_or_sessions(client, django_assert_num_queries, size):
    fill(*size)
    client.get("/courses/")
    with django_assert_num_queries(3):
        client.get("/courses/?query=course&mode=room")


def test_the_catalogue_answers_reading_only(client):
    assert client.post("/courses/").status_code == 405
