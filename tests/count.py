"""Print how many tests of a meson test log passed, failed and were skipped, in one line.

A program that speaks TAP counts each of its tests; any other program counts as one.
"""
import json
import re
import sys

passed = failed = skipped = 0
with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        test = json.loads(line)
        points = re.findall(r"^(not ok|ok)\b(.*)$", test.get("stdout", "") or "", re.MULTILINE)
        bad = test["result"] in ("FAIL", "ERROR", "TIMEOUT", "INTERRUPT", "UNEXPECTEDPASS")
        if points:
            for verdict, rest in points:
                if re.search(r"#\s*skip", rest, re.IGNORECASE):
                    skipped += 1
                elif verdict == "ok":
                    passed += 1
                else:
                    failed += 1
            # A program that dies or complains after its last point has failed all the same.
            if bad and all(verdict == "ok" for verdict, _ in points):
                failed += 1
        elif test["result"] == "SKIP":
            skipped += 1
        elif bad:
            failed += 1
        else:
            passed += 1
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or not passed else 0)
