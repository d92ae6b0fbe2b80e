#!/usr/bin/env python3
"""Read the workbook of a report back and hold it against the CSV tables of the same report.

usage: verify_workbook.py XUEWEI SCENARIO.yaml REPLICATES

Every table of the report is a sheet with the same rows, cell by cell and in the sum of every column;
no cell of a table is empty; heads and names are frozen and filtered; a row of sums is a formula that
carries the sum; every column is defined; charts say what they show; two reports have the same bytes.
"""
import csv
import math
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

try:
    import openpyxl
except ImportError:
    print("workbook: skipped: python3-openpyxl is not installed")
    sys.exit(77)

FIRST = 4  # row of the first data
GAPS = {"zh": {"—", "缺", "?"}, "en": {"—", "needs input", "?"}}
checks = 0


def check(right, what):
    global checks
    checks += 1
    if not right:
        sys.exit(f"workbook: {what}")


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return rows[0], rows[1:]


def same_table(sheet, formulas, name, head, rows, numeric, gaps):
    top = [cell.value for cell in sheet[FIRST - 1]]
    check(len(top) == len(head) and all(top), f"{name}: heads {top}")
    check(len(set(top)) == len(top), f"{name}: a head stands twice: {top}")
    check(sheet.freeze_panes is not None and sheet.freeze_panes.endswith("4")
          and not sheet.freeze_panes.startswith("A"), f"{name}: frozen at {sheet.freeze_panes}")
    check(sheet.print_title_rows in ("$1:$3", "1:3"), f"{name}: prints {sheet.print_title_rows}")
    check(sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9,
          f"{name}: not A4 landscape")
    check(sheet.oddFooter.right.text == "&P / &N" and sheet.oddFooter.left.text,
          f"{name}: footer {sheet.oddFooter.left.text!r} {sheet.oddFooter.right.text!r}")
    if not rows:
        return
    check(sheet.auto_filter.ref is not None and sheet.auto_filter.ref.startswith("A3:"),
          f"{name}: filter {sheet.auto_filter.ref}")
    got = [[cell.value for cell in row] for row in
           sheet.iter_rows(min_row=FIRST, max_row=FIRST + len(rows) - 1, max_col=len(head))]
    for at, (want, have) in enumerate(zip(rows, got), FIRST):
        for column, (text, value) in enumerate(zip(want, have)):
            where = f"{name} row {at} {head[column]}"
            if text == "":
                check(value in gaps, f"{where}: {value!r} where the table is empty")
            elif numeric[column]:
                check(isinstance(value, (int, float)) and value == float(text),
                      f"{where}: {value!r} is not {text}")
            else:
                check(isinstance(value, str) and value != "", f"{where}: {value!r} for {text!r}")
    for column in range(len(head)):
        if not numeric[column]:
            continue
        want = math.fsum(float(row[column]) for row in rows if row[column] != "")
        have = math.fsum(row[column] for row in got if not isinstance(row[column], str))
        check(want == have, f"{name} {head[column]}: {have} instead of {want}")
    sums = formulas.iter_rows(min_row=FIRST + len(rows), max_row=FIRST + len(rows), max_col=len(head))
    for cell in next(sums, ()):
        if isinstance(cell.value, str) and cell.value.startswith("="):
            letter = cell.column_letter
            check(cell.value == f"=SUM({letter}{FIRST}:{letter}{FIRST + len(rows) - 1})",
                  f"{name}: {cell.value}")
            want = math.fsum(float(row[cell.column - 1]) for row in rows if row[cell.column - 1])
            check(sheet.cell(cell.row, cell.column).value == want, f"{name}: the sum is not {want}")


def alternatives(path):
    """What the charts of a workbook say they show."""
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            if name.startswith("xl/drawings/drawing") or name.startswith("xl/charts/chart"):
                root = ET.fromstring(file.read(name))
                for element in root.iter():
                    if element.tag.endswith("}cNvPr") and "drawings" in name:
                        yield element.get("descr") or ""


def check_book(folder, language, replicates, run_id):
    path = folder / f"report-{language}.xlsx"
    book, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    gaps = GAPS[language]
    contents = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in contents.iter_rows(max_col=4)]
    head = next(i for i, row in enumerate(rows) if row[2] in ("行数", "Rows"))
    entries = rows[head + 1:]
    check([row[0] for row in entries] == book.sheetnames[1:], "the contents are not the sheets")
    said = " ".join(str(cell) for row in rows[:head] for cell in row if cell)
    for word in (str(replicates), run_id):
        check(word in said, f"the contents do not say {word}: {said}")
    files = {row[3].removeprefix("tables/"): row for row in entries if row[3] != "—"}
    check(set(files) == {f.name for f in (folder / "tables").glob("*.csv")},
          "the sheets are not the tables")
    for name, entry in files.items():
        head, rows = table(folder / "tables" / name)
        check(entry[2] == len(rows), f"{name}: {entry[2]} rows in the contents")
        sheet = book[entry[0]]
        numeric = [any(not isinstance(cell.value, str) for cell in column) for column in
                   sheet.iter_cols(min_row=FIRST, max_row=FIRST + len(rows) - 1, max_col=len(head))] \
            if rows else []
        for column, is_number in enumerate(numeric):
            values = [row[column] for row in rows if row[column] != ""]
            if not is_number and values and head[column] not in ("project", "file", "line"):
                check(any(number(value) is None for value in values) or "code" in head[column]
                      or head[column] in ("school", "place", "name_zh", "name_en", "run", "name"),
                      f"{name} {head[column]}: numbers as text")
        same_table(sheet, formulas[entry[0]], name, head, rows, numeric, gaps)

    # The sheets of stages say what stage_year says of all grades of the subject.
    head, rows = table(folder / "tables" / "stage_year.csv")
    subject = rows[0][0]
    stages = list(dict.fromkeys(row[1] for row in rows if row[0] == subject))
    columns = [2, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    for at, stage in enumerate(stages, 1):
        sheet = book.worksheets[at]
        want = [[row[c] for c in columns] for row in rows
                if row[0] == subject and row[1] == stage and row[3] == "all"]
        got = [[cell.value for cell in row] for row in
               sheet.iter_rows(min_row=FIRST, max_row=FIRST + len(want) - 1, max_col=len(columns))]
        for a, b in zip(want, got):
            for text, value in zip(a, b):
                check(value in gaps if text == "" else value == float(text),
                      f"{sheet.title}: {value!r} is not {text!r}")
        check(len(formulas.worksheets[at]._charts) == 1, f"{sheet.title}: no chart")

    with zipfile.ZipFile(path) as file:
        core = file.read("docProps/core.xml").decode()
    check(core.count("2000-01-01T00:00:00Z") == 2, f"a clock has been read: {core}")

    # Everything is defined.
    definitions = book.worksheets[-1]
    defined = {(row[0].value, row[1].value) for row in definitions.iter_rows(max_col=2)}
    _, rows = table(folder / "tables" / "dictionary.csv")
    for row in rows:
        check((row[0], row[1]) in defined, f"{row[0]} {row[1]} is not defined")
    words = {row[0].value for row in definitions.iter_rows(max_col=1)}
    check(gaps <= words, f"marks without a meaning: {gaps - words}")

    texts = list(alternatives(path))
    check(len(texts) == len(stages) + 1 and all(any(c.isdigit() for c in text) for text in texts),
          f"charts that do not say what they show: {texts}")


def main():
    xuewei, scenario, replicates = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with tempfile.TemporaryDirectory(prefix="xuewei-workbook-") as name:
        work = pathlib.Path(name)
        run = work / "run.gpkg"
        subprocess.run([xuewei, "run", scenario, "-o", run, "--replicates", str(replicates)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for folder in ("one", "two"):
            subprocess.run([xuewei, "report", run, "-o", work / folder, "--format", "csv,xlsx"],
                           check=True, stdout=subprocess.DEVNULL)
        with sqlite3.connect(run) as store:
            run_id = dict(store.execute("select key, value from run"))["run_id"][:8]
        for language in ("zh", "en"):
            file = f"report-{language}.xlsx"
            check((work / "one" / file).read_bytes() == (work / "two" / file).read_bytes(),
                  f"{file}: two reports of a run differ")
            check_book(work / "one", language, replicates, run_id)
        check(not list(work.glob("*/*.part")), "something half-written is left")
    print(f"workbook: {checks} checks hold")


main()
