"""Self-paced courses with lessons, for tests."""

import uuid

import factory

from courses.models import Course, Lesson
from tests.factories.courses import CourseFactory


class SelfPacedCourseFactory(CourseFactory):
    """A published self-paced course of half a day."""

    mode = Course.Mode.SELF_PACED
    learning_minutes = 222


class LessonFactory(factory.django.DjangoModelFactory):
    """A published lesson without questions."""

    class Meta:
        model = Lesson

    course = factory.SubFactory(SelfPacedCourseFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Lesson {n}")
    minutes = 20
    live = True


def check(*, right=("Yes",), wrong=("No",), question="Is it so?"):
    """The `checks` of a lesson: one question."""
    answers = [
        {
            "type": "item",
            "value": {"text": text, "right": text in right, "feedback": f"You said {text}."},
            "id": str(uuid.uuid4()),
        }
        for text in (*right, *wrong)
    ]
    return [{"type": "question", "value": {"question": question, "answers": answers}, "id": str(uuid.uuid4())}]


def choose(lesson, *texts):
    """Answers to a lesson's only question, by the words of the answers."""
    [block] = lesson.checks
    chosen = [str(child.id) for child in block.value["answers"].bound_blocks if child.value["text"] in texts]
    return {str(block.id): chosen}


__all__ = ["LessonFactory", "SelfPacedCourseFactory", "check", "choose"]
