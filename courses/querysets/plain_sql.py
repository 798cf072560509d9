"""Small reads of every catalogue, course and booking page, written as SQL.

They never change with what is asked, so building them afresh with the ORM for each page costs more
than PostgreSQL takes to answer them.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

CHOICES = """
SELECT DISTINCT 'audiences' AS field, t.position, t.code, t.name
FROM courses_course c JOIN courses_course_audiences x ON x.course_id = c.id JOIN foundation_term t ON t.id = x.term_id
WHERE c.live AND (c.retired_on IS NULL OR c.retired_on > %s)
UNION
SELECT DISTINCT 'topics', t.position, t.code, t.name
FROM courses_course c JOIN courses_course_topics x ON x.course_id = c.id JOIN foundation_term t ON t.id = x.term_id
WHERE c.live AND (c.retired_on IS NULL OR c.retired_on > %s)
ORDER BY field, position, name
"""
TERMS_OF_A_COURSE = """
SELECT 'audiences' AS field, t.position, t.name
FROM courses_course_audiences x JOIN foundation_term t ON t.id = x.term_id WHERE x.course_id = %s
UNION ALL
SELECT 'topics', t.position, t.name
FROM courses_course_topics x JOIN foundation_term t ON t.id = x.term_id WHERE x.course_id = %s
UNION ALL
SELECT 'practice_standards', t.position, t.name
FROM courses_course_practice_standards x JOIN foundation_term t ON t.id = x.term_id WHERE x.course_id = %s
UNION ALL
SELECT 'stages', t.position, t.name
FROM courses_course_stages x JOIN foundation_term t ON t.id = x.term_id WHERE x.course_id = %s
UNION ALL
SELECT 'evidence_tags', t.position, t.name
FROM courses_course_evidence_tags x JOIN foundation_term t ON t.id = x.term_id WHERE x.course_id = %s
UNION ALL
SELECT 'outcome_tags', t.position, t.name
FROM courses_course_outcome_tags x JOIN foundation_term t ON t.id = x.term_id WHERE x.course_id = %s
UNION ALL
SELECT 'programmes', t.position, t.name
FROM courses_course_programmes x JOIN foundation_term t ON t.id = x.term_id WHERE x.course_id = %s
ORDER BY field, position, name
"""
MONTHS_AND_VENUES = """
SELECT DISTINCT date_trunc('month', s.starts_at AT TIME ZONE %s)::date, v.id, v.name
FROM courses_session s JOIN courses_course c ON c.id = s.course_id LEFT JOIN courses_venue v ON v.id = s.venue_id
WHERE s.state = 'open' AND s.starts_at > %s AND c.live
"""
COURSE_RULES = """
SELECT x.course_id, 'audience' AS field, t.code, t.name, '' AS slug, t.matches AS codes
FROM courses_course_audiences x JOIN foundation_term t ON t.id = x.term_id WHERE x.course_id = ANY(%s)
UNION ALL
SELECT x.from_course_id, 'first', c.code, c.title, c.slug, array(
    SELECT e.code FROM courses_course_equivalents y JOIN courses_course e ON e.id = y.to_course_id
    WHERE y.from_course_id = c.id)
FROM courses_course_prerequisites x JOIN courses_course c ON c.id = x.to_course_id WHERE x.from_course_id = ANY(%s)
ORDER BY field, name
"""
"""For whom some courses are and what comes before them; `codes` are an audience's or the equivalents'."""

SESSIONS_THAT_KEEP = """
SELECT DISTINCT session_id FROM courses_placehold WHERE released_at IS NULL AND session_id = ANY(%s)
"""


def rows_of(sql: str, values: Sequence[Any]) -> list[Any]:
    """The answer's rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
