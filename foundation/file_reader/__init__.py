"""Reads the files a council exports: CSV or XLSX in, checked rows and plain-worded problems out (FORMATS).

The standard library's CSV reader and openpyxl do it, not pandas: rows leave here as Python values for
the database, each distinct cell is parsed once, and the web processes are spared pandas' memory.
"""

from foundation.file_reader.columns import Column, Kind
from foundation.file_reader.problems import FileStopped, RowProblem, Severity
from foundation.file_reader.reading import ParsedFile, Row, read_file
from foundation.file_reader.tables import SUFFIXES

__all__ = [
    "SUFFIXES",
    "Column",
    "FileStopped",
    "Kind",
    "ParsedFile",
    "Row",
    "RowProblem",
    "Severity",
    "read_file",
]
