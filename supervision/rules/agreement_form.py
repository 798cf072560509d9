"""Which questions of form T5 an agreement asks: those its own boxes and signatures do not answer already; pure."""

from dataclasses import replace

from foundation.versioned_forms.schema import Schema

ASKED_ELSEWHERE = frozenset({"frequency", "length", "venue", "delegate", "review_on", "limits"})
"""Codes of what is typed, worked out or acknowledged beside the form: nothing is asked twice."""


def asked(schema: Schema) -> Schema:
    """The form without them, and without sections that have nothing left to ask."""
    sections = (
        replace(each, fields=tuple(field for field in each.fields if field.code not in ASKED_ELSEWHERE))
        for each in schema.sections
    )
    return replace(schema, sections=tuple(each for each in sections if each.fields))
