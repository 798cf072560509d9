"""Courses, venues and sessions in the CMS."""

from courses.viewsets.courses import CourseViewSet
from courses.viewsets.group import LearningGroup

__all__ = ["CourseViewSet", "LearningGroup"]
