"""Our markup against GOV.UK Frontend's own fixtures: the design system is a checked property."""

import pytest

from tests.foundation import fixture_cases, fixture_components, fixture_fields, html_shape

FIELD_CASES = fixture_cases.offered(fixture_fields.FIELDS)
COMPONENT_CASES = fixture_cases.offered(fixture_components.COMPONENTS)


def identify(cases):
    return [f"{component}: {name}" for component, name, _, _ in cases]


@pytest.mark.parametrize("case", FIELD_CASES, ids=identify(FIELD_CASES))
def test_a_field_is_drawn_as_the_design_system_draws_it(case):
    component, _, options, html = case
    ours = fixture_fields.render_field(component, options)
    assert html_shape.lines(ours) == html_shape.lines(html)


@pytest.mark.parametrize("case", COMPONENT_CASES, ids=identify(COMPONENT_CASES))
def test_a_component_is_drawn_as_the_design_system_draws_it(case):
    component, _, options, html = case
    ours = fixture_components.render_component(component, options)
    assert html_shape.lines(ours) == html_shape.lines(html)


def test_most_of_the_design_system_is_matched():
    assert len(FIELD_CASES) + len(COMPONENT_CASES) >= 400


def test_every_exception_is_still_needed():
    used = (*fixture_fields.FIELDS, *fixture_components.COMPONENTS)
    given = {
        fixture_cases.reason_not_offered(component, case)
        for component in used
        for case in fixture_cases.load(component)
    }
    rows = (*fixture_cases.NOT_OFFERED, *fixture_cases.NEEDED)
    assert {reason for _, _, reason in rows} | set(fixture_cases.NAMED.values()) == given - {""}
