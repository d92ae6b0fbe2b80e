"""Are the pages of a report valid, and can everybody read them?

usage: check_pages.py XUEWEI SCENARIO REPLICATES [AXE.JS]

Simulates the scenario, writes its report, and looks at every page twice. As text: strict HTML5, unique
ids, links that arrive, SVG that is XML, no script, nothing from elsewhere, one h1 and no skipped heading,
named landmarks, tables with captions and scopes, no empty cell, the same structure in both languages. In
a browser (probe.js): widths, sizes, contrast, regions that scroll, labels that overlap, requests that a
policy forbids; and, where AXE.JS is given, the rules of axe-core. Exit status 77: html5lib or the browser
cannot be had here, and what could be checked without it was.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).resolve().parent
WIDTHS = (380, 1280, 1600)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NAMESPACES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml")

faults, skipped = [], []


def fault(page, text):
    faults.append(f"{page}: {text}")


# ---- as text


def strict_tree(page, text):
    try:
        import html5lib
    except ImportError:
        skipped.append("python3-html5lib is not installed: pages are not parsed strictly")
        return None
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(text)
    for (line, column), code, data in parser.errors[:10]:
        fault(page, f"{line}:{column}: HTML: {code} {data}")
    for e in tree.iter():
        e.tag = re.sub(r"^\{.*\}", "", str(e.tag))
    return tree


def has_name(element, by_id):
    label = element.get("aria-label")
    if label is not None:
        return bool(label.strip())
    ids = (element.get("aria-labelledby") or "").split()
    return bool(ids) and all(i in by_id for i in ids)


def check_outline(page, tree):
    levels = [int(e.tag[1]) for e in tree.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    if levels.count(1) != 1:
        fault(page, f"{levels.count(1)} h1")
    for before, after in zip(levels, levels[1:]):
        if after > before + 1:
            fault(page, f"h{after} follows h{before}")
    by_id = {e.get("id"): e for e in tree.iter() if e.get("id")}
    for tag in ("main", "header", "footer"):
        if len(tree.findall(f".//{tag}")) != 1:
            fault(page, f"not one {tag}")
    for tag in ("section", "aside", "nav"):
        for e in tree.iter(tag):
            if not has_name(e, by_id):
                fault(page, f"a {tag} without a name")
    for e in tree.iter():
        if e.get("role") == "region" and not (has_name(e, by_id) and e.get("tabindex") == "0"):
            fault(page, "a region without a name or not in reach of the keyboard")
    html = tree if tree.tag == "html" else tree.find(".//html")
    if not html.get("lang"):
        fault(page, "no lang")


def check_tables(page, tree):
    # A small sum stands in a box of its own, under the heading that names it.
    boxed = {id(t) for box in tree.iter("div") if "x" in (box.get("class") or "").split()
             for t in box.iter("table") if len(box) and re.fullmatch("h[34]", box[0].tag)}
    for n, table in enumerate(tree.iter("table"), 1):
        caption = table.find("caption")
        if id(table) in boxed and caption is None:
            pass
        elif caption is None or not "".join(caption.itertext()).strip():
            fault(page, f"table {n} has no caption")
        for th in table.iter("th"):
            if th.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                fault(page, f"table {n}: a th without scope")
        for cell in table.iter("td"):
            if not "".join(cell.itertext()).strip() and not list(cell.iter("svg")):
                fault(page, f"table {n}: an empty cell")


def check_drawings(page, text):
    for n, svg in enumerate(re.findall(r"<svg\b.*?</svg>", text, re.S), 1):
        try:
            tree = xml.fromstring(svg)
        except xml.ParseError as error:
            fault(page, f"svg {n} is no XML: {error}")
            continue
        if tree.get("role") == "img" and not tree.get("aria-label"):
            for part in ("title", "desc"):
                found = tree.find(part)
                if found is None or not (found.text or "").strip():
                    fault(page, f"svg {n} has no {part}")
        elif tree.get("role") != "img" and tree.get("aria-hidden") != "true":
            fault(page, f"svg {n} is neither a picture with a name nor hidden")


def check_links(page, text):
    ids = re.findall(r"\sid=\"([^\"]*)\"", text)
    for i in sorted({i for i in ids if ids.count(i) > 1}):
        fault(page, f"id {i} stands twice")
    for target in re.findall(r"href=\"([^\"]*)\"", text):
        if not target.startswith("#"):
            fault(page, f"a link leaves the file: {target}")
        elif target[1:] not in set(ids):
            fault(page, f"a link to {target}, which is not there")
    # An address may be printed, as the source of a number; nothing may go there by itself.
    text = re.sub(r">[^<]*<", lambda m: "><" if "{" not in m.group(0) else m.group(0), text)
    for needle in ("<script", " src=", "@import", "<link", "url(", "http:", "https:", " style=\"behavior"):
        for at in [m.start() for m in re.finditer(re.escape(needle), text)]:
            if not any(text.startswith(n, at) for n in NAMESPACES):
                fault(page, f"{needle} in {text[max(0, at - 30):at + 40]}")


def structure(tree):
    """What both languages must share: every element that carries structure, in order."""
    kept = {"h2", "h3", "h4", "table", "tr", "th", "td", "figure", "figcaption", "section", "caption",
            "svg", "aside", "article", "li", "dt"}
    return [e.tag for e in tree.iter() if e.tag in kept]


# ---- in a browser


def browser():
    for name in BROWSERS:
        if shutil.which(name):
            return name
    return None


def dump(folder, page):
    command = [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
               "--hide-scrollbars", "--disable-extensions", "--disable-dev-shm-usage", "--disable-background-networking",
               "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND",
               "--allow-file-access-from-files", f"--user-data-dir={folder}/profile",
               "--window-size=1700,1200", "--virtual-time-budget=120000", "--dump-dom", f"file://{page}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=500, check=False)
    return done.stdout.decode("utf-8", "replace")


def probe(folder, name, text, axe):
    """The page with the probe in it, framed at every width, in one start of the browser."""
    policy = ("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
              "'unsafe-inline'; script-src 'unsafe-inline'\">")
    script = (HERE / "probe.js").read_text(encoding="utf-8")
    head = f"<script>{(HERE / 'listen.js').read_text(encoding='utf-8')}</script>{policy}"
    frames = []
    for width in WIDTHS + (("axe",) if axe else ()):
        inside = text.replace("<head>", "<head>" + head, 1)
        source = axe if width == "axe" else ""
        tail = f"<script>{source}</script><script>const KIND = '{width}';\n{script}</script></body>"
        file = folder / f"{name}-{width}.html"
        file.write_text(inside.replace("</body>", tail, 1), encoding="utf-8")
        pixels = 1280 if width == "axe" else width
        frames.append(f"<iframe src=\"{file.name}\" width=\"{pixels}\" height=\"1000\" "
                      f"style=\"border:0\"></iframe>")
    outer = folder / f"{name}-frames.html"
    outer.write_text("<!DOCTYPE html><meta charset=\"utf-8\"><pre id=\"said\"></pre><script>"
                     "addEventListener('message', e => { document.getElementById('said').textContent += "
                     "e.data + '\\n'; });</script>" + "".join(frames), encoding="utf-8")
    said = re.search(r"<pre id=\"said\">(.*?)</pre>", dump(folder, outer), re.S)
    answers = {}
    for line in (said.group(1) if said else "").splitlines():
        line = line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        answer = json.loads(line)
        answers[answer["kind"]] = answer
    for kind in [str(w) for w in WIDTHS] + (["axe"] if axe else []):
        if kind not in answers:
            fault(name, f"the probe did not answer at {kind}")
            continue
        answer = answers[kind]
        for text_ in answer["faults"][:12]:
            fault(name, f"{kind}: {text_}")
        if len(answer["faults"]) > 12:
            fault(name, f"{kind}: and {len(answer['faults']) - 12} more")
        if kind != "axe" and (answer["width"] != int(kind) or answer["texts"] < 50):
            fault(name, f"{kind}: looked at {answer['texts']} texts at {answer['width']} px")


def main():
    xuewei, scenario, replicates = sys.argv[1:4]
    axe = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
    axe_text = None
    if axe is not None and axe.is_file():
        axe_text = axe.read_text(encoding="utf-8").replace("</script", "<\\/script")
    elif axe is not None:
        skipped.append(f"{axe} is not there: the rules of axe-core are not tried")
    with tempfile.TemporaryDirectory(prefix="xuewei-pages-") as made:
        folder = pathlib.Path(made)
        subprocess.run([xuewei, "run", scenario, "--quiet", "--replicates", replicates, "-o",
                        folder / "run.gpkg"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([xuewei, "report", folder / "run.gpkg", "--quiet", "--format", "html,svg", "-o",
                        folder / "report"], check=True)
        trees = []
        for page in sorted((folder / "report").glob("*.html")):
            text = page.read_text(encoding="utf-8")
            check_drawings(page.name, text)
            check_links(page.name, text)
            tree = strict_tree(page.name, text)
            if tree is not None:
                check_outline(page.name, tree)
                check_tables(page.name, tree)
                trees.append(structure(tree))
        if len(trees) == 2 and trees[0] != trees[1]:
            at = next((i for i, (a, b) in enumerate(zip(*trees)) if a != b), min(map(len, trees)))
            fault("zh and en", f"differ from element {at} on: {trees[0][at:at + 4]} {trees[1][at:at + 4]}")
        files = sorted((folder / "report").glob("figures-*/*.svg"))
        if not files:
            fault("svg", "no figure was written")
        for file in files:
            try:
                xml.parse(file)
            except xml.ParseError as error:
                fault(file.name, f"is no XML: {error}")
        if browser() is None:
            skipped.append("no browser is in PATH: pages are not looked at in one")
        else:
            for page in sorted((folder / "report").glob("*.html")):
                probe(folder, page.stem, page.read_text(encoding="utf-8"), axe_text)
    for line in faults:
        print(line)
    for line in skipped:
        print("skipped:", line)
    print(f"{len(faults)} faults")
    sys.exit(1 if faults else 77 if skipped else 0)


main()
