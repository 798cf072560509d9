"""compose.yaml against what the product asks for: the names must agree, since nothing here can run it."""

import re

from django.core.management import get_commands

from academy.services.environment import PROJECT, REQUIRED

COMPOSE = (PROJECT / "compose.yaml").read_text()


def test_every_variable_a_start_needs_is_set():
    assert [name for name in REQUIRED if not re.search(rf"^    {name}: \S", COMPOSE, re.MULTILINE)] == []


def test_the_release_step_is_commands_there_are_and_those_the_handbook_names():
    steps = re.search(r"for step in (.+?); do", COMPOSE)[1].replace("'migrate --no-input'", "migrate").split()
    assert set(steps) <= set(get_commands())
    handbook = (PROJECT / "docs" / "operations.md").read_text()
    (line,) = (line for line in handbook.splitlines() if line.startswith("| release step |"))
    assert [step for step in steps if step not in line] == []


def test_web_and_worker_start_as_the_handbook_says():
    handbook = (PROJECT / "docs" / "operations.md").read_text()
    for program in ("academy.celery", "academy.clock"):
        command = re.search(rf'command: \["celery", (.*"{program}".*)\]', COMPOSE)[1].replace('"', "").replace(",", "")
        assert f"`celery {command}`" in handbook
    assert "gunicorn --config python:academy.web_server" in handbook
    assert '"gunicorn", "--config", "python:academy.web_server"' in (PROJECT / "Dockerfile").read_text()
