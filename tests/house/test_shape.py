"""Length of files, functions and templates; names; signals (DESIGN rules 8, 16)."""

import ast

import pytest

from tests.house.floors import (
    BANNED_NAMES,
    MAX_FILE,
    MAX_FUNCTION,
    MAX_TEMPLATE,
    ROOMS,
    ROOT,
    long_functions,
    sources,
)


def test_no_file_is_longer_than_it_may_be():
    paths = [*sources(), *sources(["tests"])]
    long = [str(path.relative_to(ROOT)) for path in paths if len(path.read_text().splitlines()) > MAX_FILE]
    assert long == []


def test_no_function_is_longer_than_it_may_be():
    long = [
        f"{path.relative_to(ROOT)} {name} {n}" for path in sources() for name, n in long_functions(path.read_text())
    ]
    assert long == []


def test_no_template_is_longer_than_it_may_be():
    paths = [*(ROOT / "templates").rglob("*.html"), *(p for room in ROOMS for p in (ROOT / room).rglob("*.html"))]
    long = [str(path.relative_to(ROOT)) for path in paths if len(path.read_text().splitlines()) > MAX_TEMPLATE]
    assert long == []


def test_no_dumping_ground():
    assert [str(path) for path in sources() if BANNED_NAMES & {*path.relative_to(ROOT).parts, path.stem}] == []


def test_no_domain_signals():
    found = [str(path.relative_to(ROOT)) for path in sources() if "@receiver" in path.read_text()]
    assert found == []


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME"])
def test_no_unfinished_marks(word):
    assert [str(path.relative_to(ROOT)) for path in sources() if word in path.read_text()] == []


def test_every_module_parses_and_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in sources()
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_a_planted_long_function_is_caught():
    planted = "def long():\n" + "    x = 1\n" * (MAX_FUNCTION + 1)
    assert long_functions(planted) == [("long", MAX_FUNCTION + 1)]
