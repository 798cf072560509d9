"""Quality samples: chance chooses, the seed proves it, answers are choices, results are numbers behind the gate."""

import datetime
from collections import Counter

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.models import OutboxMessage
from foundation.versioned_forms.shipped import sync_shipped_forms
from supervision.actions import quality
from supervision.actions.quality import QualityRefused
from supervision.measures.quality import found_in
from supervision.models import Opening, QualityCheck, QualityDraw
from supervision.rules.fair_draw import drawn
from supervision.shipped.quality import QUALITY
from tests.factories.records import LATER, begun, held_meeting, signed, worker
from tests.factories.workforce import RoleGrantFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
WHY = "How we record decisions, autumn."
FIRST, LAST = datetime.date(2026, 11, 1), datetime.date(2026, 11, 30)
TODAY = datetime.date(2026, 11, 30)


@pytest.fixture
def above():
    sync_shipped_forms([QUALITY])
    return worker()


@pytest.fixture
def six(above):
    """Six finished records of one supervisor who reports to `above`."""
    supervisor = worker(above)
    return [signed(begun(held_meeting(supervisor=supervisor))) for _ in range(6)]


def draw(above, at=LATER, **more):
    given = {"team": None, "first": FIRST, "last": LAST, "reason": WHY, "by": above.user, "at": at}
    return quality.draw(**given | more)


def answers(row, place=0):
    return {field.id: field.options[place].id for field in row.draw.version.schema.fields()}


def answer_all(made, by, places=(0, 0, 0, 0, 0)):
    for row, place in zip(made.checks.select_related("draw__version"), places, strict=True):
        quality.answer(check_id=row.pk, answers=answers(row, place), by=by, at=LATER)


def test_a_seed_draws_the_same_again_and_favours_none():
    pool = [f"key-{number}" for number in range(10)]
    assert drawn(pool, "seed", 3) == drawn(reversed(pool), "seed", 3)
    assert len(drawn(pool, "seed", 30)) == 10
    counted = Counter(key for number in range(2000) for key in drawn(pool, f"seed {number}", 3))
    assert all(520 < counted[key] < 680 for key in pool)


def test_a_draw_opens_five_of_six_for_its_reason_and_tells_all_of_them(above, six):
    made = draw(above)
    assert sorted(made.pool) == sorted(str(record.public_id) for record in six)
    chosen = [str(row.meeting.record.public_id) for row in made.checks.select_related("meeting__record")]
    assert chosen == drawn(made.pool, made.seed, 5)
    openings = Opening.objects.filter(reader=above.user, kind="sample")
    assert {row.reason for row in openings} == {WHY}
    assert OutboxMessage.objects.filter(kind="supervision-record-opened").count() == 10


@pytest.mark.parametrize("who", ["supervisor", "leader", "stranger"])
def test_only_the_manager_of_supervisors_draws(above, six, who):
    user = six[0].meeting.supervisor.user if who == "supervisor" else worker().user
    if who == "leader":
        RoleGrantFactory(user=user, role="leader")
    sentence = "No finished record" if who == "supervisor" else "Only the manager"
    with pytest.raises(QualityRefused, match=sentence):
        draw(above, by=user)


def test_nothing_is_drawn_twice_until_something_suits(above, six):
    made = draw(above)
    with pytest.raises(QualityRefused, match="last sample first"):
        draw(above)
    answer_all(made, above.user)
    assert draw(above).seed != made.seed


def test_a_period_without_records_or_backwards_is_refused_in_words(above, six):
    with pytest.raises(QualityRefused, match="No finished record"):
        draw(above, first=FIRST - datetime.timedelta(days=60), last=FIRST)
    with pytest.raises(QualityRefused, match="before the first"):
        draw(above, first=LAST, last=FIRST)
    assert not QualityDraw.objects.exists()


def test_answers_are_choices_given_once_by_whoever_drew(above, six):
    row = draw(above).checks.select_related("draw__version").first()
    with pytest.raises(QualityRefused, match="whoever drew"):
        quality.answer(check_id=row.pk, answers=answers(row), by=six[0].meeting.supervisor.user, at=LATER)
    quality.answer(check_id=row.pk, answers=answers(row), by=above.user, at=LATER)
    with pytest.raises(QualityRefused, match="already"):
        quality.answer(check_id=row.pk, answers=answers(row, 1), by=above.user, at=LATER)


def test_results_wait_for_five_and_then_say_one_number_a_question(above, six):
    made = draw(above)
    for row in made.checks.select_related("draw__version")[:4]:
        quality.answer(check_id=row.pk, answers=answers(row), by=above.user, at=LATER)
    found = found_in(above.user, TODAY)
    assert (found.records, found.waiting, found.questions) == (0, 4, ())
    last = made.checks.select_related("draw__version").last()
    quality.answer(check_id=last.pk, answers=answers(last, 2), by=above.user, at=LATER)
    found = found_in(above.user, TODAY)
    assert (found.records, found.waiting) == (5, 0)
    assert {(each.answers, each.percent) for each in found.questions} == {(5, 80)}


def test_a_draw_counts_only_once_it_is_answered_to_its_end(above, six):
    answer_all(draw(above), above.user)
    for row in draw(above).checks.select_related("draw__version")[:4]:
        quality.answer(check_id=row.pk, answers=answers(row, 2), by=above.user, at=LATER)
    found = found_in(above.user, TODAY)
    assert (found.records, found.waiting) == (5, 4)
    assert {each.percent for each in found.questions} == {100}


def test_two_small_draws_are_shown_together_and_only_when_both_are_finished(above, six):
    shown = []
    for _ in range(2):
        made = draw(above)
        QualityCheck.objects.filter(pk__in=made.checks.values_list("pk", flat=True)[3:]).delete()
        for row in made.checks.select_related("draw__version"):
            quality.answer(check_id=row.pk, answers=answers(row), by=above.user, at=LATER)
            shown.append(found_in(above.user, TODAY).records)
    assert shown == [0, 0, 0, 0, 0, 6]


def test_results_are_for_the_line_and_for_leaders_of_the_scope(above, six):
    answer_all(draw(above), above.user)
    leader = worker().user
    RoleGrantFactory(user=leader, role="leader")
    assert found_in(leader, TODAY).records == 5
    assert found_in(worker().user, TODAY).records == 0


def test_the_whole_round_on_its_pages(client, above, six):
    sign_in(client, above.user)
    typed = {"reason": WHY, "team": ""}
    for name, day in (("first", FIRST), ("last", LAST)):
        typed |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    assert client.post(reverse("supervision:draw_quality"), typed).status_code == 302
    made = QualityDraw.objects.get()
    page = client.get(reverse("supervision:quality_draw", args=[made.public_id])).content.decode()
    row = made.checks.select_related("meeting__record", "draw__version").first()
    assert made.seed in page
    assert WHY in page
    record = reverse("supervision:read_record", args=[row.meeting.record.public_id])
    text = client.get(record).content.decode()
    assert "court ran over" in text
    assert "kitchen" not in text
    check = reverse("supervision:quality_check", args=[row.public_id])
    assert client.post(check, {}).status_code == 200
    form = client.get(check).content.decode()
    assert "Does each decision say why" in form
    posted = {field.name: field.options[0].id for field in row.draw.version.schema.fields()}
    assert client.post(check, posted).status_code == 302
    assert "1 of 5 answered" in client.get(reverse("supervision:quality")).content.decode()
    sign_in(client, row.meeting.supervisee.user)
    assert WHY in client.get(record).content.decode()


def test_an_opening_that_is_over_opens_again_for_the_same_reason(client, above, six):
    made = draw(above, at=timezone.now() - datetime.timedelta(days=9))
    row = made.checks.select_related("meeting").first()
    sign_in(client, above.user)
    page = reverse("supervision:quality_draw", args=[made.public_id])
    assert "Open it again" in client.get(page).content.decode()
    client.post(reverse("supervision:quality_open", args=[row.public_id]))
    assert Opening.objects.running(timezone.now()).get(meeting=row.meeting).reason == WHY


def test_others_do_not_find_these_pages(client, above, six):
    made = draw(above)
    row = made.checks.first()
    own = [reverse("supervision:quality_draw", args=[made.public_id])]
    own += [reverse("supervision:quality_check", args=[row.public_id])]
    for user, codes in (
        (six[0].meeting.supervisor.user, (200, 200, 404, 404)),
        (six[0].meeting.supervisee.user, (403, 403, 404, 404)),
        (worker().user, (403, 403, 404, 404)),
    ):
        sign_in(client, user)
        pages = [reverse("supervision:quality"), reverse("supervision:draw_quality"), *own]
        assert tuple(client.get(page).status_code for page in pages) == codes
    client.logout()
    assert {client.get(page).status_code for page in own} == {302}
    sign_in(client, above.user)
    assert client.get(reverse("supervision:quality_open", args=[row.public_id])).status_code == 405
    assert client.get(reverse("supervision:quality_draw", args=[row.public_id])).status_code == 404


def test_queries_do_not_grow_with_draws(client, above, six, django_assert_max_num_queries):
    counts = []
    sign_in(client, above.user)
    for _ in range(2):
        answer_all(draw(above), above.user)
        for page in (reverse("supervision:quality"), reverse("supervision:quality_draw", args=[_newest()])):
            client.get(page)  # the session has been written
            with django_assert_max_num_queries(60) as captured:
                client.get(page)
            counts.append(len(captured))
    assert counts[:2] == counts[2:]


def _newest():
    return QualityDraw.objects.latest("pk").public_id


def test_a_disposed_record_leaves_a_number_and_nobody(above, six):
    made = draw(above)
    answer_all(made, above.user)
    QualityCheck.objects.filter(draw=made, number=1).update(meeting=None)
    assert found_in(above.user, TODAY).records == 5
