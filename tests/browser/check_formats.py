"""Are the printed report and the Word document whole, readable and the same twice?

usage: check_formats.py XUEWEI SCENARIO

Writes PDF and DOCX of a run two times and compares byte for byte. Of the PDF: A4 on every page, the words
of page one as text in both languages, no blank page. Of the document: every number of every table of the
HTML page, in the order of the page; headings, captions, pictures with their words. Exit status 77: a
program that makes or reads one of them cannot be had here; the rest was checked.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile
from html.parser import HTMLParser

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
NUMBER = re.compile(r"[0-9][0-9,.]*")
faults, skipped = [], []


class Cells(HTMLParser):
    """The texts of table cells, and of headings, without what is drawn in them."""

    def __init__(self):
        super().__init__()
        self.cells, self.heads, self.open, self.svg = [], [], None, 0

    def handle_starttag(self, tag, attrs):
        if tag == "svg":
            self.svg += 1
        elif tag in ("td", "th"):
            self.cells.append("")
            self.open = self.cells
        elif tag in ("h2", "h3"):
            self.heads.append("")
            self.open = self.heads

    def handle_endtag(self, tag):
        if tag == "svg":
            self.svg -= 1
        elif tag in ("td", "th", "h2", "h3"):
            self.open = None

    def handle_data(self, data):
        if self.open is not None and not self.svg:
            self.open[-1] += data


def text_of(element):
    return "".join(t.text or "" for t in element.iter(f"{WORD}t"))


def check_docx(file, page):
    cells = Cells()
    cells.feed(page)
    with zipfile.ZipFile(file) as document:
        body = xml.fromstring(document.read("word/document.xml"))
        for entry in document.infolist():
            if entry.date_time != (1980, 1, 1, 0, 0, 0):
                faults.append(f"{file.name}: {entry.filename} is of {entry.date_time}")
    want = [n for cell in cells.cells for n in NUMBER.findall(cell)]
    have = [n for cell in body.iter(f"{WORD}tc") for n in NUMBER.findall(text_of(cell))]
    if want != have:
        at = next((i for i, (a, b) in enumerate(zip(want, have)) if a != b), min(len(want), len(have)))
        faults.append(f"{file.name}: numbers of tables differ from number {at} of {len(want)} ({len(have)}) "
                      f"on: {want[at:at + 4]} is {have[at:at + 4]}")
    styles = [(p.find(f"{WORD}pPr/{WORD}pStyle"), text_of(p)) for p in body.iter(f"{WORD}p")]
    heads = [text for style, text in styles if style is not None and style.get(f"{WORD}val", "").startswith("Heading")]
    if len(heads) < len(cells.heads):
        faults.append(f"{file.name}: {len(heads)} headings of {len(cells.heads)}")
    tables = len(list(body.iter(f"{WORD}tbl")))
    if tables != page.count("<table"):
        faults.append(f"{file.name}: {tables} tables of {page.count('<table')}")
    charts = len(re.findall(r"<figcaption", page))
    named = [d for d in body.iter(f"{DRAWING}docPr") if d.get("descr")]
    if len(named) < charts:
        faults.append(f"{file.name}: {len(named)} pictures with words for {charts} figures")


def check_pdf(file, page):
    for tool in ("pdftotext", "pdfinfo"):
        if not shutil.which(tool):
            skipped.append(f"{tool} is not in PATH: {file.name} is not read back")
            return
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    if "(A4)" not in info or "CreationDate" in info:
        faults.append(f"{file.name}: not A4, or dated: {info}")
    pages = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout
    sheets = pages.decode("utf-8").split("\f")[:-1]
    for n, sheet in enumerate(sheets, 1):
        if f"{n} / {len(sheets)}" not in sheet:
            faults.append(f"{file.name}: page {n} does not say {n} / {len(sheets)}")
        if len(re.sub(r"\s", "", sheet)) < 80:
            faults.append(f"{file.name}: page {n} is blank")
    # A word is extracted as it is read: the title, and every sentence of page one, by its beginning.
    # In the order of the file: on the sheet, the number of a list may stand between two lines of its item.
    flow = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True).stdout
    squeezed = re.sub(r"\s", "", flow.decode("utf-8"))
    for text in re.findall(r"<title>(.*?)</title>", page)[:1] + re.findall(r"<li[^>]*><b>(.*?)</b>", page)[:5]:
        text = re.sub(r"<[^>]*>|\s", "", text).replace("&amp;", "&")
        if text not in squeezed:
            faults.append(f"{file.name}: \"{text}\" cannot be found as text")
    first = re.sub(r"\s", "", sheets[0]) if sheets else ""
    second = re.search(r"<section(?! class=\"one).*?<h2[^>]*>(.*?)<span", page, re.S)
    if second and re.sub(r"<[^>]*>|\s", "", second.group(1)) in first:
        faults.append(f"{file.name}: page one holds more than page one")


def main():
    xuewei, scenario = sys.argv[1:3]
    formats = ["html"]
    if any(shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome")):
        formats.append("pdf")
    else:
        skipped.append("no browser is in PATH: no PDF is printed")
    if shutil.which("pandoc") and shutil.which("rsvg-convert"):
        formats.append("docx")
    else:
        skipped.append("pandoc or rsvg-convert is not in PATH: no document is made")
    with tempfile.TemporaryDirectory(prefix="xuewei-formats-") as made:
        folder = pathlib.Path(made)
        subprocess.run([xuewei, "run", scenario, "--quiet", "-o", folder / "run.gpkg"], check=True,
                       stdout=subprocess.DEVNULL)
        for name in ("a", "b"):
            subprocess.run([xuewei, "report", folder / "run.gpkg", "--quiet", "--format", ",".join(formats),
                            "-o", folder / name], check=True)
        for file in sorted((folder / "a").iterdir()):
            if file.is_file() and file.read_bytes() != (folder / "b" / file.name).read_bytes():
                faults.append(f"{file.name} has other bytes the second time")
        for lang in ("zh", "en"):
            page = (folder / "a" / f"report-{lang}.html").read_text(encoding="utf-8")
            if "docx" in formats:
                check_docx(folder / "a" / f"report-{lang}.docx", page)
            if "pdf" in formats:
                check_pdf(folder / "a" / f"report-{lang}.pdf", page)
    for line in faults:
        print(line)
    for line in skipped:
        print("skipped:", line)
    print(f"{len(faults)} faults in {', '.join(formats)}")
    sys.exit(1 if faults else 77 if skipped else 0)


main()
