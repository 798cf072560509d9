"""A folder of files becomes facts: one run, one transaction, one history (FORMATS, DESIGN 4 "Imports")."""

from foundation.import_runs.folders import Incoming, NothingToImport, in_order, incoming_from
from foundation.import_runs.locks import ImportBusy
from foundation.import_runs.readers import Counts, FileContext, Reader, readers
from foundation.import_runs.results import FileResult, RunResult
from foundation.import_runs.running import run_folder
from foundation.import_runs.steps import finish_steps

__all__ = [
    "Counts",
    "FileContext",
    "FileResult",
    "ImportBusy",
    "Incoming",
    "NothingToImport",
    "Reader",
    "RunResult",
    "finish_steps",
    "in_order",
    "incoming_from",
    "readers",
    "run_folder",
]
