"""Every number in the body of a report, against the run file.

    verify_report_numbers.py XUEWEI SCENARIO [run options ...]

Simulates the scenario, writes its report and checks both pages.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from report_numbers import part_base, part_key, part_method, part_one, part_projects, part_rooms, part_sheets, part_stage  # noqa: E402
from report_numbers import part_bureau  # noqa: E402
from report_numbers import part_effects, part_surplus  # noqa: E402
from report_numbers import part_indicators  # noqa: E402
from report_numbers.page import Page, Wrong  # noqa: E402
from report_numbers.run import Run  # noqa: E402

PARTS = [part_one.head, part_one.base_line, part_one.sentences, part_one.strip, part_one.balances, part_one.staff,
         part_key.key_figures, part_key.cost, part_one.notes, part_one.explained, part_base.base, part_method.method, part_stage.stages, part_rooms.rooms, part_sheets.in_report, part_projects.projects,
         part_effects.effects_part, part_surplus.surplus_part, part_base.sources, part_base.annex,
         part_base.schools, part_base.definitions, part_base.headings]
PARTS += [part_bureau.reconcile, part_bureau.september, part_bureau.progress, part_bureau.teachers,
          part_bureau.accuracy, part_bureau.signed_assumptions]
PARTS += [part_indicators.indicators]


# Of the sheets' files: what stands around them, and the sheets.
SCHOOLS = [part_one.head, part_sheets.schools]
TOWNS = [part_one.head, part_sheets.towns]


def check(page, run, parts=PARTS):
    for part in parts:
        try:
            part(page, run)
        except Wrong as wrong:
            page.faults.append(f'{part.__name__}: {wrong}')
    left = list(page.unchecked())
    for fault in page.faults:
        print(f'{page.path.name}: {fault}')
    for numbers, where, text in left:
        print(f'{page.path.name}: not recomputed: {numbers} in {where}: "{text}"')
    checked = sum(len(marks) for marks in page.marks.values())
    print(f'{page.path.name}: {checked} numbers, {len(page.faults)} faults, {len(left)} texts not recomputed')
    return not page.faults and not left


def main():
    xuewei, scenario, options = sys.argv[1], sys.argv[2], sys.argv[3:]
    with tempfile.TemporaryDirectory() as folder:
        run, report = Path(folder) / 'run.gpkg', Path(folder) / 'report'
        subprocess.run([xuewei, 'run', scenario, '--quiet', '-o', run, *options], check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run([xuewei, 'report', '--quiet', run, '-o', report], check=True)
        ok = [check(Page(report / f'{stem}-{lang}.html', lang), Run(run), parts) for lang in ('zh', 'en')
              for stem, parts in (('report', PARTS), ('schools', SCHOOLS), ('towns', TOWNS))]
    sys.exit(0 if all(ok) else 1)


if __name__ == '__main__':
    main()
