"""A public edition of a report: small numbers of persons are held back, and nothing printed tells them.

    verify_public.py XUEWEI SCENARIO K

Both editions are written from one run. Where they differ, the internal one has a number that the public one
holds back (x in tables: ×); no number of 1 to K - 1 pupils is left in a column of pupils; every sum that the public
edition prints is that of the internal one; and each held back cell is one of at least two in its sum.
"""
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

HELD = '×'


def rows_of(path):
    with open(path, encoding='utf-8-sig', newline='') as file:
        return list(csv.DictReader(file))


def small(value, k):
    """Expected numbers (of children with special needs) count as the persons they round to."""
    return value not in ('', HELD) and 0 < int(float(value) + 0.5) < k


def towns(folder, k, faults):
    """Demand of towns adds up to the district's: in no year, stage and scope may one alone be held back."""
    held = {}
    for row in rows_of(folder / 'town_year.csv'):
        key = row['stage'], row['year'], row['scope']
        if row['demand'] == HELD:
            held.setdefault(key, []).append(row['town_zh'])
            if row['balance'] != HELD or row['local_gap'] != HELD or row['surplus'] != HELD:
                faults.append(f'town_year {key}: the balance of {row["town_zh"]} tells its demand')
        elif small(row['demand'], k) or small(row['unplaced'], k):
            faults.append(f'town_year {key}: {row["town_zh"]} has {row["demand"]}, {row["unplaced"]}')
    faults += [f'town_year {key}: {names[0]} alone is held back' for key, names in held.items() if len(names) < 2]
    return len(held)


def schools(folder, k, faults):
    held = {}
    for row in rows_of(folder / 'school_year.csv'):
        key = row['stage'], row['year']
        if row['pupils'] == HELD:
            held.setdefault(key, []).append(row['school'])
            if row['utilisation'] not in ('', HELD):
                faults.append(f'school_year {key}: the utilisation of {row["school"]} tells its roll')
        elif small(row['pupils'], k):
            faults.append(f'school_year {key}: {row["school"]} has {row["pupils"]}')
    return len(held)


def measures(folder, k, faults):
    held = 0
    for row in rows_of(folder / 'measures.csv'):
        persons = row['unit'] in ('pupils', 'children') and row['measure'] not in ('mean_class', 'largest_class')
        held += row['value'] == HELD
        if persons and small(row['value'], k):
            faults.append(f'measures {row["measure"]} {row["place"]} {row["year"]}: {row["value"]}')
    return held


def compare(inside, outside, faults):
    """Cell by cell: the same, or held back."""
    for path in sorted(inside.glob('*.csv')):
        for one, other in zip(rows_of(path), rows_of(outside / path.name)):
            for column in one:
                if one[column] != other[column] and other[column] != HELD:
                    faults.append(f'{path.name} {column}: {one[column]} inside, {other[column]} outside')


def main():
    xuewei, scenario, k = sys.argv[1], sys.argv[2], int(sys.argv[3])
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        run, inside, outside = (Path(folder) / name for name in ('run.gpkg', 'inside', 'outside'))
        subprocess.run([xuewei, 'run', scenario, '--replicates', '0', '--quiet', '-o', run], check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run([xuewei, 'report', '--quiet', run, '-o', inside], check=True)
        subprocess.run([xuewei, 'report', '--quiet', run, '-o', outside, '--edition', 'public', '--suppress', str(k)],
                       check=True)
        held = [part(outside / 'tables', k, faults) for part in (towns, schools, measures)]
        compare(inside / 'tables', outside / 'tables', faults)
        for lang in ('zh', 'en'):
            page = (outside / f'report-{lang}.html').read_text(encoding='utf-8')
            if f'{k} ' not in page or HELD not in page:
                faults.append(f'report-{lang}.html does not say what it holds back')
            if '>' + HELD + '<' in (inside / f'report-{lang}.html').read_text(encoding='utf-8').replace(
                    '<dt>' + HELD + '</dt>', ''):
                faults.append(f'the internal report-{lang}.html holds something back')
    if not any(held):
        faults.append(f'nothing was held back under {k}: the test tests nothing')
    print(*faults, sep='\n')
    print(f'held back: {held[0]} sums over towns, {held[1]} over schools, {held[2]} measures; {len(faults)} faults')
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
