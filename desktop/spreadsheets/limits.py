"""How much of a workbook is read; what is larger is refused with these numbers in the sentence.

A list of a whole commune is a hundredth of each. They keep a hostile file under a gigabyte of memory.
"""

from typing import Final

MAX_FILE_BYTES: Final = 64 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 128 * 1024 * 1024
MAX_DOCUMENT_BYTES: Final = 64 * 1024 * 1024  # of a part of .ods, which is slower to read
MAX_PARSED_BYTES: Final = 16 * 1024 * 1024  # of an .xlsx part that we read ourselves, element by element
MAX_TEXT_BYTES: Final = 128 * 1024 * 1024  # of the texts of all cells
MAX_DOCUMENT_CELLS: Final = 500_000  # of .ods
MAX_PARTS: Final = 5_000
MAX_SHEETS: Final = 1_000
MAX_CELLS: Final = 3_000_000
MAX_OLD_CELLS: Final = 2_000_000  # of .xls, formatted empty ones too
MAX_COLUMNS: Final = 16_384
