"""Made-up users, people, teams, posts and roles."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from workforce import models

LONG_AGO = datetime.datetime(2020, 1, 1, 9, tzinfo=datetime.UTC)
STARTED = datetime.date(2020, 4, 1)


class UserFactory(DjangoModelFactory):
    """Somebody who can sign in; without a Person unless PersonFactory(user=…) makes one."""

    class Meta:
        model = models.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    display_name = factory.Sequence(lambda n: f"User Number{n}")


class OrganisationFactory(DjangoModelFactory):
    """The council, unless another code and kind are given."""

    class Meta:
        model = models.Organisation
        django_get_or_create = ("code",)

    code = "rmbc"
    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = "council"


class TeamVersionFactory(DjangoModelFactory):
    """What a team is called and where it stands, since ever."""

    class Meta:
        model = models.TeamVersion

    name = factory.LazyAttribute(lambda version: f"Team {version.team.code}")
    level = "team"
    service_area = "social_care"
    recorded_from = LONG_AGO


class TeamFactory(DjangoModelFactory):
    """A team with its running version: TeamFactory(code="LN1", version__parent=locality)."""

    class Meta:
        model = models.Team
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"T{n}")

    @factory.post_generation
    def version(team, create, extracted, **kwargs):
        """TeamFactory(version__name="North", version__parent=other) sets the version's fields."""
        parent = kwargs.get("parent")
        above = parent.versions.get(recorded_until=None, ends_on=None).path if parent else ""
        TeamVersionFactory(team=team, path=f"{above}{team.code}/", **kwargs)


class PersonFactory(DjangoModelFactory):
    """Somebody in the staff file, without a post: PersonFactory(user=UserFactory())."""

    class Meta:
        model = models.Person
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    employee_number = factory.Sequence(lambda n: f"{700000 + n}")
    first_name = factory.Sequence(lambda n: f"Given{n}")
    last_name = factory.Sequence(lambda n: f"Family{n}")
    work_email = factory.LazyAttribute(
        lambda person: person.user.email if person.user else f"p{person.employee_number}@example.org".lower()
    )
    user = None


class PostFactory(DjangoModelFactory):
    """A running, permanent, full-time social worker's post: PostFactory(person=…, line_manager=…)."""

    class Meta:
        model = models.Post

    person = factory.SubFactory(PersonFactory)
    post_number = factory.Sequence(lambda n: f"P{n}")
    starts_on = STARTED
    team = factory.SubFactory(TeamFactory)
    job_title = "Social Worker"
    role_family = "social_worker"
    org_role = 5
    contract = "permanent"
    fte = "1"
    change_type = "hire"
    start_origin = 1
    recorded_from = LONG_AGO


class AbsenceFactory(DjangoModelFactory):
    """Sickness that still runs."""

    class Meta:
        model = models.Absence

    person = factory.SubFactory(PersonFactory)
    starts_on = datetime.date(2026, 11, 2)
    reason = "SIC"
    recorded_from = LONG_AGO


class RoleGrantFactory(DjangoModelFactory):
    """A role over the whole academy, running: RoleGrantFactory(user=…, role=roles.COORDINATOR)."""

    class Meta:
        model = models.RoleGrant

    user = factory.SubFactory(UserFactory)
    role = "coordinator"
    starts_on = STARTED
    reason = "Appointed"
    granted_at = factory.LazyFunction(timezone.now)


class DeputyFactory(DjangoModelFactory):
    """Somebody stands in for somebody through 2026."""

    class Meta:
        model = models.Deputy

    principal = factory.SubFactory(PersonFactory)
    deputy = factory.SubFactory(PersonFactory)
    starts_on = datetime.date(2026, 1, 1)
    ends_on = datetime.date(2027, 1, 1)
    reason = "Leave"
    created_by = factory.SubFactory(UserFactory)


class ActingManagerFactory(DjangoModelFactory):
    """Somebody manages somebody until the file agrees."""

    class Meta:
        model = models.ActingManager

    person = factory.SubFactory(PersonFactory)
    manager = factory.SubFactory(PersonFactory)
    starts_on = datetime.date(2026, 1, 1)
    reason = "Manager left"
    created_by = factory.SubFactory(UserFactory)


def staff(email, *, team=None, manager=None, **person):
    """A user with their person and running post; returns the person."""
    user = UserFactory(email=email, display_name=email.split("@")[0].replace(".", " ").title())
    somebody = PersonFactory(user=user, **person)
    PostFactory(person=somebody, line_manager=manager, **({"team": team} if team else {}))
    return somebody
