"""Small reads of every catalogue, course and booking page, written as SQL.

They never change with what is asked, so building them afresh with the ORM for each page costs more
than PostgreSQL takes to answer them. Each is planned once for a connection.
"""

from foundation.prepared import Prepared


def _of(sql: str, *types: str) -> Prepared:
    """SQL in which each value has its own place; or, with one type, one value that stands in all of them."""
    places = {n: n if len(types) > 1 else 0 for n in range(sql.count("%s"))}
    return Prepared(sql, [None] * len(places), places, types)


CHOICES = _of(
    """
SELECT DISTINCT 'audiences' AS field, t.position, t.code, t.name
FROM courses_course c JOIN courses_course_audiences x ON x.course_id = c.id JOIN foundation_term t ON t.id = x.term_id
WHERE c.live AND (c.retired_on IS NULL OR c.retired_on > %s)
UNION
SELECT DISTINCT 'topics', t.position, t.code, t.name
FROM courses_course c JOIN courses_course_topics x ON x.course_id = c.id JOIN foundation_term t ON t.id = x.term_id
WHERE c.live AND (c.retired_on IS NULL OR c.retired_on > %s)
ORDER BY field, position, name
""",
    "date",
)
"""Audiences and topics that courses on offer on a day have."""

TERMS_OF_A_COURSE = _of(
    """
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
""",
    "bigint",
)
MONTHS_AND_VENUES = _of(
    """
SELECT DISTINCT date_trunc('month', s.starts_at AT TIME ZONE %s)::date, v.id, v.name
FROM courses_session s JOIN courses_course c ON c.id = s.course_id LEFT JOIN courses_venue v ON v.id = s.venue_id
WHERE s.state = 'open' AND s.starts_at > %s AND c.live
""",
    "text",
    "timestamp with time zone",
)
"""First of the month, key and name of the venue wherever a course has a session ahead of a moment, in a time zone."""

RULES = Prepared(
    """
SELECT x.course_id, 'audience' AS field, t.code, t.name, '' AS slug, t.matches AS codes
FROM courses_course_audiences x JOIN foundation_term t ON t.id = x.term_id WHERE x.course_id = ANY(%s)
UNION ALL
SELECT x.from_course_id, 'first', c.code, c.title, c.slug, array(
    SELECT e.code FROM courses_course_equivalents y JOIN courses_course e ON e.id = y.to_course_id
    WHERE y.from_course_id = c.id)
FROM courses_course_prerequisites x JOIN courses_course c ON c.id = x.to_course_id WHERE x.from_course_id = ANY(%s)
UNION ALL
SELECT DISTINCT session_id, 'keeps', '', '', '', ARRAY[]::text[]
FROM courses_placehold WHERE released_at IS NULL AND session_id = ANY(%s)
ORDER BY field, name
""",
    given=(None,) * 3,
    places={0: 0, 1: 0, 2: 1},
    types=("bigint[]", "bigint[]"),
)
"""For whom some courses are and what comes before them (`codes` are an audience's or the equivalents'); and which
of some sessions keep places."""
