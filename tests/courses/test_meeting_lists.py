"""Attendance lists of online meetings: read as Teams and Zoom write them, matched, merged, previewed, saved."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from courses.forms.meeting_lists import ListUnreadable, read_list
from courses.models import AttendanceMark
from courses.rules.attendance import Hours
from courses.rules.meeting_lists import Joined, Listed, attendees, folded, proposals
from tests.courses.editors import sign_in
from tests.courses.test_registers import held
from tests.factories.courses import local

DAY = datetime.date(2026, 11, 12)
TEAMS = """1. Summary
Meeting title\tSigns of Safety
Attended participants\t2
Start time\t11/12/26, 9:25:11 AM
End time\t11/12/26, 4:31:02 PM
Meeting duration\t7h 5m 51s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Priya Shah\t11/12/26, 9:31:11 AM\t11/12/26, 4:30:00 PM\t5h 1m\tpriya@example.org\tpriya@example.org\tAttendee
Tom Hill (Guest)\t11/12/26, 9:29:00 AM\t11/12/26, 12:30:00 PM\t3h 1m\t\t\tPresenter

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Priya Shah\t11/12/26, 9:31:11 AM\t11/12/26, 12:00:00 PM\t2h 28m\tpriya@example.org\tAttendee
Priya Shah\t11/12/26, 2:00:00 PM\t11/12/26, 4:30:00 PM\t2h 30m\tpriya@example.org\tAttendee
Tom Hill (Guest)\t11/12/26, 9:29:00 AM\t11/12/26, 12:30:00 PM\t3h 1m\t\tPresenter
"""
ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,Signs of Safety,12/11/2026 09:25:00 AM,12/11/2026 04:31:00 PM,host@example.org,426,2

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Priya Shah,priya@example.org,12/11/2026 09:31:00 AM,12/11/2026 04:30:00 PM,419,No
"Hill, Tom",,12/11/2026 09:29:00 AM,12/11/2026 12:30:00 PM,181,Yes
"""
HOURS = Hours(local(2026, 11, 12), local(2026, 11, 12, 16, 30), 444 - 24)
ROSTER = [Listed("p", "Priya Shah", "priya@example.org"), Listed("t", "Tom Hill", "tom@example.org")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_a_teams_list_in_each_of_its_encodings(encoding):
    rows = read_list("list.csv", TEAMS.encode(encoding), DAY)
    assert [(row.name, row.came) for row in rows] == [
        ("Priya Shah", local(2026, 11, 12, 9, 31).replace(second=11)),
        ("Priya Shah", local(2026, 11, 12, 14, 0)),
        ("Tom Hill (Guest)", local(2026, 11, 12, 9, 29)),
    ]


def test_a_british_computer_writes_the_day_first():
    british = TEAMS.replace("11/12/26", "12/11/2026").replace(" AM", "").replace("4:30:00 PM", "16:30:00")
    rows = read_list("list.csv", british.encode("utf-16"), DAY)
    assert rows[0].came.date() == DAY


def test_a_zoom_list():
    rows = read_list("zoom.csv", ZOOM.encode(), DAY)
    assert [(row.name, row.email) for row in rows] == [("Priya Shah", "priya@example.org"), ("Hill, Tom", "")]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("list.xlsx", b"PK", "not a CSV"),
        ("list.csv", b"Name,Shoe size\nPriya,38\n", "does not look like"),
        ("list.csv", b"", "does not look like"),
        ("list.csv", b"\xff\xff\xff", "not text"),
        ("list.csv", b"a" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        ("list.csv", TEAMS.replace("11/12/26", "1/2/26").encode(), "list of another day"),
    ],
)
def test_a_file_that_will_not_do_says_why(name, content, says):
    with pytest.raises(ListUnreadable, match=says):
        read_list(name, content, DAY)


def test_several_joins_of_one_person_are_merged_and_overlaps_count_once():
    rows = [
        Joined("Priya Shah", "priya@example.org", local(2026, 11, 12, 9, 0), local(2026, 11, 12, 12, 0)),
        Joined("Priya S", "priya@example.org", local(2026, 11, 12, 11, 0), local(2026, 11, 12, 13, 0)),
    ]
    (found,) = attendees(rows, ROSTER, HOURS)
    assert (found.key, found.minutes) == ("p", 210)


def test_names_match_without_case_accents_or_order():
    assert {folded(name) for name in ("Shah, Priya (Guest)", "PRIYA  SHAH", "Príya Shah")} == {"priya shah"}


def test_a_name_that_fits_two_is_for_a_human():
    roster = [Listed("a", "Tom Hill", "tom1@example.org"), Listed("b", "Tom Hill", "tom2@example.org")]
    (found,) = attendees([Joined("Tom Hill", "", HOURS.starts_at, HOURS.ends_at)], roster, HOURS)
    assert (found.key, found.could_be) == ("", ("a", "b"))


def test_a_namesake_with_another_address_of_the_house_is_not_them():
    (found,) = attendees([Joined("Tom Hill", "t.hill@example.org", HOURS.starts_at, HOURS.ends_at)], ROSTER, HOURS)
    assert (found.key, found.could_be) == ("", ("t",))


def test_a_home_address_does_not_hide_a_name():
    (found,) = attendees([Joined("Tom Hill", "tom@home.example", HOURS.starts_at, HOURS.ends_at)], ROSTER, HOURS)
    assert found.key == "t"


@pytest.mark.parametrize(("minutes", "mark"), [(0, "absent"), (100, "partial"), (377, "partial"), (378, "present")])
def test_minutes_become_marks(minutes, mark):
    end = HOURS.starts_at + datetime.timedelta(minutes=minutes)
    found = attendees([Joined("Tom Hill", "", HOURS.starts_at, end)], ROSTER, HOURS) if minutes else []
    said = {each.key: each.mark for each in proposals(found, ROSTER, HOURS, 90)}
    assert said == {"p": "absent", "t": mark}


def address(session):
    return f"/sessions/{session.public_id}/register/meeting/"


def listed(session, *rows):
    """A Teams list of (name, e-mail, from, to) by the hour of yesterday."""
    day = timezone.localtime(session.starts_at)
    lines = ["Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole"]
    for name, email, came, left in rows:
        times = [f"{day:%d/%m/%Y}, {hour:02}:00:00" for hour in (came, left)]
        lines.append(f"{name}\t{times[0]}\t{times[1]}\t1h\t{email}\tAttendee")
    return SimpleUploadedFile("list.csv", "\n".join(lines).encode("utf-16"), content_type="text/csv")


@pytest.fixture
def online(db):
    """A session of a whole day yesterday, from midnight to midnight, with two people and a trainer."""
    session, bookings, trainer = held(people=2)
    date = session.dates.get()
    start = timezone.localtime(date.starts_at).replace(hour=9, minute=0, second=0, microsecond=0)
    date.starts_at, date.ends_at = start, start.replace(hour=16)
    date.save()
    session.starts_at, session.ends_at = date.starts_at, date.ends_at
    session.save()
    return session, bookings, trainer


def test_the_preview_shows_who_was_matched_and_writes_nothing(client, online):
    session, (first, second), trainer = online
    sign_in(client, trainer)
    rows = [(first.person.full_name, first.person.work_email, 9, 16), ("Nobody We Know", "", 9, 12)]
    page = client.post(address(session), {"chosen": listed(session, *rows)}).content.decode()
    assert "<strong>1</strong> of 2 on the register is on the list" in page
    assert "Nobody We Know" in page
    assert second.person.full_name in page
    assert not AttendanceMark.objects.exists()


def test_saving_writes_the_marks_with_their_source(client, online):
    session, (first, second), trainer = online
    sign_in(client, trainer)
    data = {"do": "apply", f"mark-{first.public_id}": "present", f"mark-{second.public_id}": "partial"}
    page = client.post(address(session), data | {f"minutes-{second.public_id}": "120"}, follow=True).content.decode()
    marks = AttendanceMark.objects.values_list("booking", "mark", "minutes", "source")
    assert set(marks) == {(first.pk, "present", 444, "meeting"), (second.pk, "partial", 120, "meeting")}
    assert "The list itself has not been kept" in page


def test_somebody_named_by_hand_gets_the_minutes_of_the_list(client, online):
    session, (first, _), trainer = online
    sign_in(client, trainer)
    data = {"do": "apply", "who-0": str(first.public_id), "there-0": "200"}
    client.post(address(session), data)
    mark = AttendanceMark.objects.get()
    assert (mark.booking, mark.mark, mark.minutes) == (first, "partial", 200)


def test_an_unclear_line_saves_nothing_and_loses_nothing(client, online):
    session, (first, second), trainer = online
    sign_in(client, trainer)
    data = {"do": "apply", f"mark-{first.public_id}": "present", f"mark-{second.public_id}": "partial"}
    page = client.post(address(session), data | {f"minutes-{second.public_id}": "9" * 5000})
    assert page.status_code == 409
    assert "Enter the minutes" in page.content.decode()
    assert '<option value="present" selected>' in page.content.decode()
    assert not AttendanceMark.objects.exists()


def test_somebody_marked_in_the_room_and_not_on_the_list_keeps_their_mark(client, online):
    session, (first, second), trainer = online
    sign_in(client, trainer)
    client.post(f"/sessions/{session.public_id}/register/", {f"mark-{first.public_id}": "present"})
    rows = [(second.person.full_name, second.person.work_email, 9, 16)]
    page = client.post(address(session), {"chosen": listed(session, *rows)}).content.decode()
    assert "(will change)" not in page


def test_somebody_who_was_there_at_another_hour_only_is_not_said_to_be_missing_from_the_list(client, online):
    session, (first, second), trainer = online
    sign_in(client, trainer)
    rows = [(first.person.full_name, first.person.work_email, 20, 21)]
    page = client.post(address(session), {"chosen": listed(session, *rows)}).content.decode()
    assert page.count("On the list, but not in the session&#x27;s hours") == 1
    assert page.count("Not on the list") == 1


@pytest.mark.parametrize("chosen", [None, SimpleUploadedFile("x.csv", b""), SimpleUploadedFile("x.exe", b"MZ")])
def test_a_wrong_file_is_said_beside_the_field(client, online, chosen):
    session, _, trainer = online
    sign_in(client, trainer)
    page = client.post(address(session), {"chosen": chosen} if chosen else {})
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()


def test_nobody_but_trainers_and_coordinators_uses_a_list(client, online):
    session, (first, _), _ = online
    assert client.get(address(session)).status_code == 302
    sign_in(client, first.person.user)
    assert client.get(address(session)).status_code == 403
    assert client.put(address(session)).status_code == 405
