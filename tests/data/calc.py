"""Opens CSV files with LibreOffice Calc, and looks at the cells."""

import csv
import subprocess

from openpyxl import load_workbook

# Comma, quote, UTF-8 (the import dialog sees it by the byte order mark; without a window it has to be said), from line 1.
AS_OPENED = "Text - txt - csv (StarCalc):44,34,76,1"
# The same with all columns as text; more columns than any table has.
AS_TEXT = AS_OPENED + "," + "/".join(f"{at}/2" for at in range(1, 100)) + ",0,false,false"


def converted(files, folder, soffice, how):
    """The files as workbooks."""
    folder.mkdir()
    command = [
        soffice,
        f"-env:UserInstallation=file://{folder.parent}/profile",
        "--headless",
        f"--infilter={how}",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def cells(path):
    """The rows of a workbook's only sheet."""
    sheet = load_workbook(path).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def check_calc(data, names, folder, soffice):
    """As anybody opens them: nothing garbled, no row or column shifted. With all columns as text: every cell."""
    paths = [data / f"{name}.csv" for name in names]
    converted(paths, folder / "opened", soffice, AS_OPENED)
    converted(paths, folder / "text", soffice, AS_TEXT)
    for name, path in zip(names, paths):
        with path.open(encoding="utf-8-sig", newline="") as file:
            expected = list(csv.reader(file, strict=True))
        opened = cells(folder / "opened" / f"{name}.xlsx")
        imported = cells(folder / "text" / f"{name}.xlsx")
        if len(opened) != len(expected) or len(imported) != len(expected):
            yield f"{name}.csv: Calc opens {len(opened)} rows, not {len(expected)}"
        for at, row in enumerate(expected[: len(opened)]):
            # What is plain ASCII may have become a number or a day.
            garbled = [
                (value, text)
                for value, text in zip(opened[at], row)
                if not text.isascii() and isinstance(value, (str, type(None))) and value != text
            ]
            if garbled:
                yield f"{name}.csv, row {at + 1}: Calc opens {garbled}"
        for at, (read, row) in enumerate(zip(imported, expected)):
            read = ["" if value is None else value for value in read]
            if read + [""] * (len(row) - len(read)) != row:
                yield f"{name}.csv, row {at + 1}: as text Calc reads {read}, not {row}"
