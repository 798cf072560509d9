"""Teams, people, posts and users of the crowd."""

from datetime import date, datetime, timedelta
from random import Random

from workforce.models import Organisation, Person, Post, Team, TeamVersion, User

TEAM_SIZE = 8
SERVICES = 12
ROLE_FAMILIES = ("social_worker", "early_help", "education", "residential", "business_support", "other")
BATCH = 5000


def make_people(*, count: int, years: int, rng: Random, now: datetime) -> list[Person]:
    """Teams of eight with a manager each under twelve services; one running post a person.

    Returns the people in the order made: each team's manager comes first. One person in ten has
    a user, managers always.
    """
    teams = _teams(max(1, count // TEAM_SIZE), now)
    users = _users(count)
    people = _people(count, users)
    _posts(people, teams, years, rng, now)
    return people


def _teams(count: int, now: datetime) -> list[Team]:
    codes = ["CROWD", *(f"CR{n:02d}" for n in range(SERVICES)), *(f"CR{n:05d}T" for n in range(count))]
    teams = Team.objects.bulk_create([Team(code=code) for code in codes], batch_size=BATCH)
    root, services, leaves = teams[0], teams[1 : SERVICES + 1], teams[SERVICES + 1 :]
    versions = [_version(root, None, "directorate", "CROWD/", now)]
    versions += [_version(team, root, "service", f"CROWD/{team.code}/", now) for team in services]
    for index, team in enumerate(leaves):
        parent = services[index % SERVICES]
        versions.append(_version(team, parent, "team", f"CROWD/{parent.code}/{team.code}/", now))
    TeamVersion.objects.bulk_create(versions, batch_size=BATCH)
    return leaves


def _version(team: Team, parent: Team | None, level: str, path: str, now: datetime) -> TeamVersion:
    return TeamVersion(
        team=team,
        name=f"Team {team.code}",
        parent=parent,
        level=level,
        path=path,
        recorded_from=now,
        service_area="" if level == "directorate" else "social_care",
    )


def _users(count: int) -> list[User]:
    numbers = [n for n in range(count) if n % TEAM_SIZE in (0, 5)]
    users = [User(email=f"crowd{n}@example.org", display_name=f"Crowd Person{n}", password="!") for n in numbers]
    return User.objects.bulk_create(users, batch_size=BATCH)


def _people(count: int, users: list[User]) -> list[Person]:
    council, _ = Organisation.objects.get_or_create(
        code="council", defaults={"name": "The council", "kind": Organisation.Kind.COUNCIL}
    )
    by_email = {user.email: user for user in users}
    people = []
    for n in range(count):
        email = f"crowd{n}@example.org"
        person = Person(
            organisation=council,
            employee_number=f"C{n:07d}",
            first_name="Crowd",
            last_name=f"Person{n:07d}",
            work_email=email,
            user=by_email.get(email),
        )
        person.sort_name = person.name_to_sort_by()
        people.append(person)
    return Person.objects.bulk_create(people, batch_size=BATCH)


def _posts(people: list[Person], teams: list[Team], years: int, rng: Random, now: datetime) -> None:
    first = date(now.year - years, 4, 1)
    posts = []
    for n, person in enumerate(people):
        manager = n - n % TEAM_SIZE
        leads = n == manager
        posts.append(
            Post(
                person=person,
                post_number=f"CP{n}",
                starts_on=first + timedelta(days=rng.randrange(365)),
                team=teams[min(n // TEAM_SIZE, len(teams) - 1)],
                job_title="Team Manager" if leads else "Practitioner",
                role_family="management" if leads else ROLE_FAMILIES[n % len(ROLE_FAMILIES)],
                contract="permanent",
                fte=rng.choice(("1", "1", "1", "0.8", "0.6")),
                line_manager=None if leads else people[manager],
                change_type="hire",
                recorded_from=now,
            )
        )
    Post.objects.bulk_create(posts, batch_size=BATCH)
