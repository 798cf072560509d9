"""Memory of the whole warm idle stack, as proportional set size."""

from pathlib import Path


def pss_mib(root_pid: int) -> float:
    """MiB of a process and everything below it; shared pages count in proportion."""
    total = 0
    for pid in {root_pid, *_below(root_pid)}:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def _below(pid: int) -> set[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = {int(child) for task in tasks for child in (task / "children").read_text().split()}
    except FileNotFoundError:
        return set()
    return children | {deeper for child in children for deeper in _below(child)}
