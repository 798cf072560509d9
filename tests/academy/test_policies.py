from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from foundation import policies
from foundation.actions.policies import BadPolicyValue, set_value
from foundation.models import ChangeLogEntry, PolicyValue
from foundation.policies import PolicyDefinition, UnknownPolicy
from tests.factories.workforce import RoleGrantFactory, UserFactory
from tests.signing_in import sign_in
from workforce import roles

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
POLICIES = (
    PolicyDefinition("test.notice", "Notice people give", "working_days", Decimal(3), "DOMAIN 6, rule 7"),
    PolicyDefinition("test.agency", "Agency workers may book", "yes_no", Decimal(0), "DOMAIN 6, rule 15"),
    PolicyDefinition("test.share", "Share that counts", "percent", Decimal(80), "DOMAIN 6, rule 6"),
)


def preview(key, value, starts_on):
    return [f"42 bookings from {starts_on.year} get {value:.0f} days."] if key == "test.notice" else []


@pytest.fixture(autouse=True)
def slots(settings):
    here = "tests.academy.test_policies"
    settings.SLOTS = settings.SLOTS | {"policies": [f"{here}.POLICIES"], "policy_previews": [f"{here}.preview"]}


def change(**facts):
    plain = {"key": "test.notice", "value": Decimal(5), "starts_on": TODAY, "reason": "Agreed", "by": None, "at": AT}
    return set_value(**plain | facts)


class TestAction:
    def test_a_figure_holds_from_its_day_on(self):
        change(starts_on=date(2027, 4, 1))
        book = policies.book()
        assert book.whole("test.notice", date(2027, 3, 31)) == 3
        assert book.whole("test.notice", date(2027, 4, 1)) == 5

    def test_it_is_logged_with_its_reason(self):
        user = UserFactory()
        change(by=user)
        entry = ChangeLogEntry.objects.get(verb="policy.set")
        assert (entry.actor, entry.reason) == (user, "Agreed")

    def test_a_figure_for_the_same_day_is_replaced_and_logged(self):
        change(), change(value=Decimal(6))
        assert PolicyValue.objects.get().value == 6
        assert ChangeLogEntry.objects.filter(verb="policy.replaced").exists()

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"starts_on": date(2026, 11, 21)}, "starts_on"),
            ({"reason": "  "}, "reason"),
            ({"value": Decimal("2.5")}, "value"),
            ({"value": Decimal(-1)}, "value"),
            ({"key": "test.share", "value": Decimal(101)}, "value"),
            ({"key": "test.agency", "value": Decimal(2)}, "value"),
        ],
    )
    def test_what_cannot_be_is_refused_by_its_field(self, facts, field):
        with pytest.raises(BadPolicyValue) as refused:
            change(**facts)
        assert refused.value.field == field
        assert not PolicyValue.objects.exists()

    def test_an_unknown_policy_is_refused(self):
        with pytest.raises(UnknownPolicy):
            change(key="test.none")


@pytest.fixture
def admin(client):
    sign_in(client, RoleGrantFactory(role=roles.SYSTEM_ADMINISTRATOR).user)
    return client


def post(client, step, key="test.notice", **changes):
    day = timezone.localdate() + timedelta(days=30)
    fields = {
        "value": "5",
        "starts_on-day": day.day,
        "starts_on-month": day.month,
        "starts_on-year": day.year,
        "reason": "Agreed with the unions",
        "step": step,
        "looked": f"5 {day}",
    }
    return client.post(f"/policies/{key}/", fields | changes)


class TestPages:
    def test_the_first_figure_is_named_in_plain_words(self, admin):
        page = admin.get("/policies/test.notice/").content.decode()
        assert "The figure the Academy began with" in page
        assert "DOMAIN" not in page

    def test_every_policy_is_listed_with_its_figure_today(self, admin):
        page = admin.get("/policies/").content.decode()
        assert "Notice people give" in page
        assert "3 working days" in page
        assert "80%" in page

    def test_a_change_is_shown_with_whom_it_touches_before_it_is_saved(self, admin):
        page = post(admin, "look").content.decode()
        assert "42 bookings" in page
        assert not PolicyValue.objects.exists()
        assert post(admin, "save").status_code == 302
        assert PolicyValue.objects.get().reason == "Agreed with the unions"
        assert "Agreed with the unions" in admin.get("/policies/test.notice/").content.decode()

    def test_another_figure_than_the_one_looked_at_is_shown_first(self, admin):
        assert "42 bookings" in post(admin, "save", value="9").content.decode()
        assert not PolicyValue.objects.exists()

    def test_what_is_wrong_is_said_beside_its_field(self, admin):
        page = post(admin, "save", reason="", value="2.5").content.decode()
        assert "There is a problem" in page
        assert not PolicyValue.objects.exists()

    def test_yes_or_no_is_chosen(self, admin):
        assert "Agency workers may book" in admin.get("/policies/test.agency/").content.decode()
        day = timezone.localdate() + timedelta(days=30)
        assert post(admin, "save", "test.agency", value="1", looked=f"1 {day}").status_code == 302

    @pytest.mark.parametrize("role", [roles.COORDINATOR, roles.LEADER, None])
    def test_colleagues_are_turned_away(self, client, role):
        sign_in(client, RoleGrantFactory(role=role).user if role else UserFactory())
        assert client.get("/policies/").status_code == 403
        assert client.get("/policies/test.notice/").status_code == 403
        assert post(client, "save").status_code == 403
        assert not PolicyValue.objects.exists()

    def test_signed_out_people_are_sent_to_sign_in(self, client):
        assert client.get("/policies/")["Location"].startswith("/accounts/login/")
        assert post(client, "save")["Location"].startswith("/accounts/login/")

    def test_a_policy_nobody_defines_is_not_found(self, admin):
        assert admin.get("/policies/test.none/").status_code == 404

    def test_wrong_methods_are_refused(self, admin):
        assert admin.post("/policies/").status_code == 405
        assert admin.delete("/policies/test.notice/").status_code == 405
