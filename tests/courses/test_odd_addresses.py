"""What no page of ours sends, and anybody can type: answered, never an error page."""

import pytest

from courses.rules.pasted_names import read_names
from tests.courses.editors import coordinator, sign_in
from tests.factories.workforce import RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/courses/code/LA%0019/", 400),
        ("/offers/%00/", 400),
        ("/confirm/%00/", 400),
        ("/trainer/%00/", 400),
        ("/calendar/%00.ics", 400),
        ("/read/%00/", 400),
        ("/courses/calendar/?month=%00", 400),
        ("/courses/calendar/?month=0000-13", 200),
        ("/api/v1/courses/?q=%00", 400),
        ("/api/v1/sessions/?course=%00", 400),
        ("/api/v1/sessions/?from=9999-12-31", 200),
    ],
)
def test_for_anybody(client, address, status):
    assert client.get(address).status_code == status


@pytest.mark.parametrize("said", ["²", "9" * 5000, "x"])
def test_what_is_arranged_is_named_by_a_number(client, said):
    sign_in(client, RoleGrantFactory(role="coordinator").user)
    assert client.post("/sessions/to-arrange/", {"arranged": said}).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/cms/sessions/costs/?year=2026-13-45",
        "/cms/sessions/costs/?year=0001-01-01",
        "/cms/sessions/costs/?year=9999-12-31",
        "/cms/sessions/new/?copy=²",
        "/cms/feedback/?p=-1",
        "/cms/demand/?first=0001-01-01&last=9999-12-31",
    ],
)
def test_in_the_cms(client, address):
    sign_in(client, coordinator())
    assert client.get(address).status_code == 200


def test_a_line_of_blanks_is_read_at_once():
    assert read_names(f"Sam Green{' ' * 19_000}x")[0].problem
