"""The house: includes point downwards, every header compiles alone, every module has its test.

usage: check.py TOP CC [flags ...]. Speaks TAP.
"""
import pathlib
import re
import subprocess
import sys

top = pathlib.Path(sys.argv[1])
compile_alone = sys.argv[2:] + ["-std=gnu17", "-D_GNU_SOURCE", f"-I{top}/include", "-fsyntax-only", "-x", "c"]

# Rows of the house from the lowest; folders of one row do not see each other.
rows = [["base"], ["data"],
        ["input", "geography", "population", "enrolment", "supply", "assignment", "classes",
         "measure", "store"],
        ["simulate"], ["report", "planning", "analysis"], ["job"], ["cli", "serve"]]
height = {folder: i for i, row in enumerate(rows) for folder in row}
problems, points = [], 0


def point(good, what):
    global points
    points += 1
    print(f"{'ok' if good else 'not ok'} {points} - {what}")
    if not good:
        problems.append(what)


# A header belongs to the folder that has its source; a header without one is data's.
home = {}
for header in sorted((top / "include/xuewei").glob("*.h")):
    sources = list((top / "src").glob(f"*/{header.stem}.c"))
    home[header.stem] = sources[0].parent.name if sources else "data"
    if len(sources) > 1:
        point(False, f"{header.name} has two sources")

for source in sorted((top / "src").glob("*/*.[ch]")):
    folder = source.parent.name
    if folder not in height:
        point(False, f"{folder} is no folder of the house")
        continue
    wrong = []
    for name in re.findall(r'#include "xuewei/(\w+)\.h"', source.read_text(encoding="utf-8")):
        other = home.get(name)
        if other is None:
            wrong.append(f"{name}.h does not exist")
        elif other != folder and height[other] >= height[folder]:
            wrong.append(f"{name}.h is of {other}")
    point(not wrong, f"src/{folder}/{source.name} looks downwards" + "".join(f": {w}" for w in wrong))

for header in sorted((top / "include/xuewei").glob("*.h")):
    done = subprocess.run(compile_alone + [str(header)], stderr=subprocess.PIPE, text=True)
    point(done.returncode == 0, f"{header.name} compiles alone {done.stderr.strip()[:200]}")

for source in sorted((top / "src").glob("*/*.c")):
    if source.parent.name in ("cli", "serve", "report"):
        continue
    point((top / f"tests/unit/test_{source.stem}.c").exists(), f"{source.stem} has its test")

for source in sorted([*(top / "src").glob("*/*.c"), *(top / "include/xuewei").glob("*.h")]):
    count = len(source.read_text(encoding="utf-8").splitlines())
    if count > 600:
        point(False, f"{source.name} has {count} lines: look for the second module inside it")

print(f"1..{points}")
sys.exit(1 if problems else 0)
