"""Reads every cell of a workbook with openpyxl, read-only. Arguments: the
workbook. Prints how many cells have content and what the numbers add up to."""

import sys

import openpyxl

cells, total = 0, 0.0
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
for sheet in book:
    sheet.reset_dimensions()  # a streamed sheet does not say how large it is
    for row in sheet.iter_rows(values_only=True):
        for value in row:
            if value is not None:
                cells += 1
                if isinstance(value, (int, float)):
                    total += value
print(cells)
print(repr(total))
print("openpyxl " + openpyxl.__version__)
