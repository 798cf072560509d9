"""What the house's rules look at: floors, sources and models. Functions only; the tests judge."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {
    "foundation": 0,
    "workforce": 1,
    "cpd_records": 2,
    "courses": 3,
    "supervision": 3,
    "audits": 3,
    "cms": 4,
    "reports": 4,
    "academy": 5,
}
ROOMS = tuple(name for name in FLOORS if (ROOT / name).is_dir())
VIEW_MODULES = {"views", "viewsets", "api"}
BANNED_NAMES = {"utils", "helpers", "common", "core"}
MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE = 300, 30, 100


def sources(rooms: Iterable[str] = ROOMS, *, migrations: bool = False) -> Iterator[Path]:
    """Every Python file of the rooms."""
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            if migrations or "migrations" not in path.parts:
                yield path


def is_view_module(path: Path) -> bool:
    """Whether a file is, or lies in, a views, viewsets or api module."""
    return bool(VIEW_MODULES & {*path.parts, path.stem})


def bare_managers(source: str, person_level: set[str]) -> list[tuple[int, str]]:
    """Lines that reach a person-level model's rows without `visible_to` or `counted`.

    `Model.objects.visible_to(…)`, `.counted(…)` and `.for_user(…)` (one's own) are the doors;
    everything else on `.objects` of such a model is bare.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)):
            continue
        manager, door = node.value, node.attr
        named = isinstance(manager.value, ast.Name) and manager.value.id in person_level
        if (
            named
            and manager.attr in {"objects", "_default_manager"}
            and door not in {"visible_to", "counted", "for_user"}
        ):
            found.append((node.lineno, f"{manager.value.id}.{manager.attr}.{door}"))
    found += [
        (node.lineno, f"get_object_or_404({node.args[0].id})")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"get_object_or_404", "get_list_or_404"}
        and node.args
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id in person_level
    ]
    return sorted(found)


def long_functions(source: str, limit: int = MAX_FUNCTION) -> list[tuple[str, int]]:
    """Functions whose body, without its docstring, has more lines than the limit."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            if ast.get_docstring(node) is not None:
                body = body[1:]
            length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if length > limit:
                found.append((node.name, length))
    return found


def climbing_relations(edges: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Relations that point up, or sideways to a sibling room. Each edge is (from app, to app)."""
    return [
        (start, end)
        for start, end in edges
        if start in FLOORS and end in FLOORS and start != end and FLOORS[end] >= FLOORS[start]
    ]
