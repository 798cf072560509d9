"""Results of what people were asked, by course, session and trainer: one loader for page and CSV alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min

from courses.measures.feedback import Given, Held, Results, change, showable, summed_up
from courses.models import FormRequest, FormResponse, PulseAnswer, PulseRound, Session
from foundation.british_dates import long_date
from foundation.models import FormVersion
from foundation.small_numbers import SMALLEST_BASE

EVALUATION = FormRequest.Purpose.EVALUATION
HEADINGS = ("Answers", "Confidence before", "Confidence after", "Change", "Useful")
SESSION = "request__booking__session_id"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of results: figures as text, "c" where they are withheld."""

    name: str
    detail: str
    key: int
    figures: tuple[str, ...]


@dataclass(slots=True)
class Book:
    """All pools that may be shown, read once for a page."""

    sessions: dict[int, Session]
    pools: list[tuple[list[Held], list[Given]]]

    def by_course(self) -> list[Row]:
        """Each course that people were asked about, withheld ones too."""
        return self._rows(lambda s: [(s.course_id, s.course.title, s.course.code)])

    def by_trainer(self, only: Iterable[str] | None = None) -> list[Row]:
        """Each trainer, or some of them; a session led by two counts for both."""
        wanted = None if only is None else set(only)
        return self._rows(lambda s: [(0, name, "") for name in _trainers(s) if wanted is None or name in wanted])

    def by_session(self, sessions: Iterable[int] | None = None) -> list[Row]:
        """Each session by itself: shown only where it is a pool of its own."""
        wanted = None if sessions is None else set(sessions)
        rows = []
        for session in sorted(self.sessions.values(), key=lambda s: (s.starts_at, s.pk), reverse=True):
            if wanted is None or session.pk in wanted:
                answers = [given for held, given in self.pools if [each.key for each in held] == [session.pk]]
                figures = figures_of(summed_up([each for given in answers for each in given]))
                rows.append(Row(session.course.title, long_date(session.starts_at), session.pk, figures))
        return rows

    def results(self, sessions: Iterable[int], *, alone: bool = False) -> Results:
        """Everything about the pools made only of these sessions."""
        wanted = set(sessions)
        chosen = [given for held, given in self.pools if {each.key for each in held} <= wanted]
        return summed_up([each for given in chosen for each in given], alone=alone)

    def _rows(self, places: Any) -> list[Row]:
        groups: dict[tuple[int, str, str], set[int]] = {}
        for session in self.sessions.values():
            for place in places(session):
                groups.setdefault(place, set()).add(session.pk)
        return [
            Row(name, detail, key, figures_of(self.results(sessions)))
            for (key, name, detail), sessions in sorted(groups.items(), key=lambda item: item[0][1].casefold())
        ]


def load(day: date, purpose: str = EVALUATION, course_id: int | None = None) -> Book:
    """Everything handed in for a purpose whose asking is over, in four queries."""
    responses = FormResponse.objects.filter(request__purpose=purpose).settled(day)
    if course_id is not None:
        responses = responses.of_course(course_id, purpose)
    ends = _ends(day, purpose, course_id)
    rows = [row for row in responses.without_names() if row["request__due_on"] <= ends[row[SESSION]]]
    used = FormVersion.objects.filter(pk__in={row["version_id"] for row in rows})
    schemas = {version.pk: version.schema for version in used}
    given = [Given(row[SESSION], schemas[row["version_id"]], row["answers"]) for row in rows]
    sessions = _sessions(ends)
    return Book(sessions, showable([_held(session) for session in sessions.values()], given))


def figures_of(results: Results) -> tuple[str, ...]:
    """The figures of a line, in the order of HEADINGS."""
    if results.marker:
        return (results.marker,) * len(HEADINGS)
    before, after = results.mean("confidence_before"), results.mean("confidence_after")
    means = (before, after, change(before, after), results.mean("useful"))
    return (str(results.n), *(said(mean, signed=index == 2) for index, mean in enumerate(means)))


def said(mean: Decimal | None, *, signed: bool = False) -> str:
    """ "7.4", "+2.1"; "c" where there is none to show."""
    return "c" if mean is None else f"{mean:+}" if signed else str(mean)


def course_results(course_id: int, day: date) -> list[tuple[str, Results]]:
    """Evaluation, and the impact learners and managers tell of, each behind the gate."""
    titles = {
        EVALUATION: "How the learning was",
        FormRequest.Purpose.IMPACT_LEARNER: "What has changed, as learners say",
        FormRequest.Purpose.IMPACT_MANAGER: "What has changed, as managers see it",
    }
    found = []
    for purpose, title in titles.items():
        book = load(day, purpose, course_id)
        found.append((title, book.results(book.sessions, alone=True)))
    return found


def pulse_results(round_: PulseRound) -> Results:
    """A closed round with ten answers or more; nothing before, so that nobody can watch answers come in."""
    if round_.closed_at is None:
        return Results(0, marker="x")
    answers = list(PulseAnswer.objects.filter(pulse=round_).order_by("?").values_list("answers", flat=True))
    if len(answers) < SMALLEST_BASE:
        return Results(0, marker="c")
    schema = round_.version.schema
    return summed_up([Given(0, schema, each) for each in answers], alone=True)


def csv_rows(book: Book, by: str) -> Iterator[Sequence[str]]:
    """The same lines as the page, for a file."""
    tables = {"course": book.by_course, "trainer": book.by_trainer, "session": book.by_session}
    for row in tables[by]():
        yield (row.name, row.detail, *row.figures)


def _ends(day: date, purpose: str, course_id: int | None) -> dict[int, date]:
    """When the asking about each session ended, where it has.

    That is the last day of those asked first. Somebody added to the register later is asked too, and
    never counted: a figure that moved by one answer would give it away.
    """
    asked = FormRequest.objects.filter(purpose=purpose, due_on__lt=day, booking__isnull=False)
    if course_id is not None:
        asked = asked.filter(booking__session__course=course_id)
    firsts = asked.order_by().values("booking__session").annotate(first=Min("due_on"))
    return dict(firsts.values_list("booking__session", "first"))


def _sessions(ends: dict[int, date]) -> dict[int, Session]:
    """Those sessions, in the order their asking ended."""
    rows = Session.objects.filter(pk__in=ends).select_related("course").prefetch_related("trainers")
    found = {session.pk: session for session in rows}
    return {key: found[key] for key in sorted(found, key=lambda key: (ends[key], key))}


def _held(session: Session) -> Held:
    return Held(session.pk, session.course_id, tuple(_trainers(session)))


def _trainers(session: Session) -> list[str]:
    return sorted(trainer.name for trainer in session.trainers.all())
