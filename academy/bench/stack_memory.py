"""Memory of a whole stack, as proportional set size."""

from collections.abc import Iterable
from pathlib import Path


def pss_mib(pids: Iterable[int]) -> float:
    """MiB of these processes; pages that several of them share count once between them."""
    return sum(map(_pss_kib, pids)) / 1024


def stack_of(runner: int, data_folder: str) -> set[int]:
    """The runner, every process that names the data folder (the servers' keeper), and all below them."""
    named = {int(path.name) for path in Path("/proc").glob("[0-9]*") if data_folder in _command(path)}
    roots = {runner, *named}
    return roots | {pid for root in roots for pid in _below(root)}


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _pss_kib(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def _below(pid: int) -> set[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = {int(child) for task in tasks for child in (task / "children").read_text().split()}
    except FileNotFoundError:
        return set()
    return children | {deeper for child in children for deeper in _below(child)}
