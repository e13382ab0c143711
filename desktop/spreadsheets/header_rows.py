"""Heading rows written from the headings above each column, merged as a list has them."""

from collections.abc import Sequence
from itertools import groupby

from .cell_xml import OutRow, Styled
from .looks import Dress
from .workbook import Merge

Paths = Sequence[tuple[str, ...]]


def header_cells(paths: Paths) -> list[OutRow]:
    """As many rows as the longest path; what spans several columns stands in the first of them."""
    rows: list[OutRow] = []
    for level in range(_depth(paths)):
        starts = {start for start, _ in _spans(paths, level)}
        rows.append(
            [
                Styled(path[level], Dress.HEADING)
                if level < len(path) and (level == len(path) - 1 or at in starts)
                else Styled(None, Dress.HEADING)
                for at, path in enumerate(paths)
            ]
        )
    return rows


def header_merges(paths: Paths, first_row: int) -> list[Merge]:
    """The merged ranges of these rows, the first of which has that Excel number."""
    depth = _depth(paths)
    merges = []
    for level in range(depth):
        row = first_row + level
        merges += [
            Merge(row, start, row, start + length - 1) for start, length in _spans(paths, level) if length > 1
        ]
    merges += [
        Merge(first_row + len(path) - 1, at, first_row + depth - 1, at)
        for at, path in enumerate(paths)
        if 0 < len(path) < depth
    ]
    return merges


def _depth(paths: Paths) -> int:
    return max(1, *map(len, paths)) if paths else 1


def _spans(paths: Paths, level: int) -> list[tuple[int, int]]:
    """The headings of a level that others stand beneath: first column, and over how many."""
    spans = []
    start = 0
    for key, group in groupby(paths, lambda path: path[: level + 1] if len(path) > level + 1 else None):
        length = len(list(group))
        if key is not None:
            spans.append((start, length))
        start += length
    return spans
