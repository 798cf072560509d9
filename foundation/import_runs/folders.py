"""Which files of a folder are read, and in which order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from foundation.file_reader import SUFFIXES
from foundation.import_runs.readers import Reader


class NothingToImport(ValueError):
    """There is no file to read; the message says which names are known."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that has arrived: its name ("people.csv") and its bytes."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        """The name that picks its reader: "people"."""
        return self.name.rsplit(".", 1)[0].casefold()


def incoming_from(folder: Path) -> list[Incoming]:
    """Every CSV and XLSX file that lies in a folder, by name. Raises NothingToImport without one."""
    if not folder.is_dir():
        raise NothingToImport(f"There is no folder {folder}.")
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    return [Incoming(path.name, path.read_bytes()) for path in paths]


def in_order(files: Iterable[Incoming], known: Mapping[str, Reader]) -> tuple[list[Incoming], list[Incoming]]:
    """The files somebody can read, in the order of their dependence, and the others.

    Raises NothingToImport when nobody can read any of them, or two are of one kind.
    """
    by_stem: dict[str, Incoming] = {}
    others: list[Incoming] = []
    for file in files:
        if file.stem not in known:
            others.append(file)
        elif file.stem in by_stem:
            raise NothingToImport(f"{by_stem[file.stem].name} and {file.name} are the same file twice: keep one.")
        else:
            by_stem[file.stem] = file
    if not by_stem:
        raise NothingToImport(f"There is no file to import. Files are called {_names(known)}, ending in .csv or .xlsx.")
    return [by_stem[stem] for stem in _sorted_by_dependence(set(by_stem), known)], others


def _names(known: Mapping[str, Reader]) -> str:
    return ", ".join(_sorted_by_dependence(set(known), known)) or "(none can be read yet)"


def _sorted_by_dependence(wanted: set[str], known: Mapping[str, Reader]) -> list[str]:
    """Depth first, so that whatever a file depends on comes before it."""
    ordered: list[str] = []

    def visit(stem: str) -> None:
        for earlier in known[stem].depends_on:
            if earlier in known and earlier not in ordered:
                visit(earlier)
        if stem not in ordered:
            ordered.append(stem)

    for stem in known:
        visit(stem)
    return [stem for stem in ordered if stem in wanted]
