"""Sheets: that of the school with the most severe warning in the report, and those of all schools and towns."""
import re

from .numbers import DASH, axis_labels, count, fixed, percent, signed
from .page import text_of
from .part_rooms import division, is_part

FLOWS = 8
COLOURS = ('green', 'yellow', 'red')


def name(page, row, stem='name'):
    zh, en = row[stem + '_zh'] or '', row[stem + '_en'] or ''
    return (zh or en) if page.lang == 'zh' else (en or zh)


def named(page, element, row, what):
    """A name may hold numbers: it must be the run's."""
    got, wanted = text_of(element), ' '.join(name(page, row).split())
    if not got.startswith(wanted):
        page.faults.append(f'{what}: the page names "{got}", the run "{wanted}"')
    page.tick(element)


def severity(row):
    return {'red': 2, 'yellow': 1}.get(row['warning'], 0)


def open_years(run, school, stage):
    return [r['year'] for r in run.rows('SELECT year FROM school_year WHERE school = ? AND stage = ? ORDER BY year',
                                        school, stage)]


def worst(run):
    """(school) with the most severe warning now: red before yellow, classes without a room, use, row."""
    found = []
    for number, row in enumerate(run.rows('SELECT y.* FROM school_year y JOIN schools s USING (school) WHERE year = ?',
                                          run.now)):
        lacking = division(run, row['school'], row['stage'], run.now)['lacking'] if severity(row) else 0
        found.append((-severity(row), -lacking, -(row['utilisation'] or 0),
                      list(run.schools).index(row['school']), row['school']))
    return min(found)[-1] if found else None


def in_report(page, run):
    section = page.section({'zh': r'学校单页', 'en': r'School sheet'})
    for heading in page.elements('h2', inside=section):
        page.tick_heading(heading, [])
    page.says(next(page.elements('p', 'fn', section)), [run.now], 'where the sheets are')
    school, sheets = worst(run), list(page.elements('article', 'sheet', section))
    if len(sheets) != (school is not None):
        page.faults.append(f'{len(sheets)} sheets in the report')
    for sheet in sheets:
        one(page, run, sheet, run.schools[school])


def index(page, run, wanted):
    heading = next(page.elements('h2'))
    page.tick_heading(heading, [count(wanted)])
    for link in page.elements('a', inside=next(page.elements('section', 'one'))):
        page.tick(link)


def schools(page, run):
    with_years = [s for s in run.schools.values() if any(open_years(run, s['school'], st.word) for st in run.stages)]
    index(page, run, len(with_years))
    sheets = list(page.elements('article', 'sheet'))
    if len(sheets) != len(with_years):
        page.faults.append(f'{len(sheets)} sheets of {len(with_years)} schools')
    for sheet, school in zip(sheets, with_years):
        one(page, run, sheet, school)


def one(page, run, sheet, school):
    code = school['school']
    head = next(page.elements('div', 'hd', sheet))
    heading = next(page.elements('h3', inside=head))
    if code not in text_of(heading):
        page.faults.append(f'the sheet of {code} does not name it')
    named(page, heading, school, f'sheet of {code}')
    stages = [s for s in run.stages if open_years(run, code, s.word)]
    now = [s for s in stages if division(run, code, s.word, run.now)]
    for tag, s in zip(page.elements('span', 'tag', head), now):
        page.says(tag, [run.now], f'{code}: warning')
    facts(page, run, next(page.elements('dl', 'facts', sheet)), school, stages)
    blocks, rest = [], list(page.elements('dl', 'facts', sheet))[1:]
    titles = [h for h in sheet.findall('h4')]
    tables = list(page.elements('table', inside=sheet))
    yearly = [t for t in tables if 'yr' in (t.get('class') or '')]
    boxes = list(page.elements('div', 'x', sheet))
    figures = list(page.elements('figure', inside=sheet))
    for at, s in enumerate(stages):
        years = open_years(run, code, s.word)
        before = [y for y in years if y <= run.now]
        year = before[-1] if before else years[0]
        page.says(titles[at], [year], f'{code}: head of the stage')
        row = run.rows('SELECT * FROM school_year WHERE school = ? AND stage = ? AND year = ?', code, s.word, year)[0]
        seats(page, rest[at], row)
        roll(page, run, figures[2 * at], code, s, years)
        saw(page, run, figures[2 * at + 1], code, s, years)
        by_year(page, run, yearly[at], code, s, years)
        why(page, run, boxes[at], code, s, year, row)
        if year == run.now:
            flows(page, run, sheet, at, code, s, year)
    return blocks


def facts(page, run, dl, school, stages):
    values = {}
    for div in page.elements('div', inside=dl):
        values[text_of(div.find('dt'))] = div.find('dd')
    years = sorted({y for s in stages for y in open_years(run, school['school'], s.word)})
    for label, dd in values.items():
        if label in ('开办', 'Open'):
            page.says(dd, [years[0]] + (['9'] if page.lang == 'zh' and years[0] > run.first else []), 'opened')
        elif label in ('停办', 'Closes'):
            page.says(dd, [years[-1]], 'closed')
        elif label in ('项目', 'Projects'):
            of = [p for p in run.projects if p['school'] == school['school']][:4]
            page.says(dd, [n for p in of for n in re.findall(r'\d+', p['project']) + [p['opens_in']]], 'projects')
        elif label in ('小区', 'Zone'):
            zone = run.rows('SELECT * FROM zones WHERE zone = ?', school['zone'])
            if zone:
                named(page, dd, zone[0], 'zone')
        elif label in ('街镇', 'Town', '集团', 'Cluster'):
            page.tick(dd)  # names


def seats(page, dl, row):
    wanted = [row['rooms'], row['seats_design'], row['seats_norm'], row['seats_compliant'], row['pupils'],
              row['demand']]
    for div, value in zip(page.elements('div', inside=dl), wanted):
        page.cell(div.find('dd'), DASH if value is None else count(value), 'a fact of the school')


def roll(page, run, figure, code, s, years):
    rows = {r['year']: r for r in run.rows('SELECT * FROM school_year WHERE school = ? AND stage = ?', code, s.word)}
    peak = max(years, key=lambda y: (rows[y]['pupils'], -y))
    most, caption = rows[peak]['pupils'], next(page.elements('figcaption', inside=figure))
    page.says(caption, [peak, count(most)] if most else [], f'{code}: largest roll')
    title = next(page.elements('title', inside=figure))
    page.says(title, re.findall(r'\d+', name(page, run.schools[code])) + sorted({years[0], years[-1]}), 'roll')
    last = rows[years[-1]]
    seats_then, end = count(rows[peak]['seats_norm']), count(last['pupils'])
    page.says(next(page.elements('desc', inside=figure)),
              sorted({years[0], years[-1]}) if not most else
              [peak, count(most), seats_then] + ([years[-1], end] if page.lang == 'zh' else [end, years[-1]]), 'roll')
    top = max(max(r['pupils'], r['seats_norm'] or 0) for r in rows.values())
    texts = [t for t in page.elements('text', inside=figure) if page.numbers(t)]
    ticks(page, run, texts, axis_labels(max(top, 1), 4, page.lang))
    for css, value in (('ls', last['seats_norm']), ('ld', last['pupils'])):
        for t in [t for t in texts if t.get('class') == css]:
            page.says(t, [count(value)], f'{code}: at the right of the roll')


def ticks(page, run, texts, steps):
    of = [t for t in texts if t.get('class') == 'tk']
    for t, step in zip([t for t in of if t.get('text-anchor') == 'end'], steps):
        page.cell(t, step, 'axis of a sheet')
    for t in [t for t in of if t.get('text-anchor') == 'middle']:
        page.literals(t, [str(y) for y in run.years])


def saw(page, run, figure, code, s, years):
    of = {y: division(run, code, s.word, y) for y in years}
    worst_year = max(years, key=lambda y: (of[y]['lacking'], -y))
    most, last = of[worst_year], of[years[-1]]
    lacking = [worst_year, count(most['lacking'])]
    caption = next(page.elements('figcaption', inside=figure))
    page.says(caption, [] if not most['lacking'] else lacking if page.lang == 'zh' else lacking[::-1], 'rooms')
    page.says(next(page.elements('title', inside=figure)),
              re.findall(r'\d+', name(page, run.schools[code])) + sorted({years[0], years[-1]}), 'rooms')
    none = [years[-1], count(last['rooms'])]
    page.says(next(page.elements('desc', inside=figure)),
              [worst_year] + [count(most[k]) for k in ('rooms', 'older', 'wanted', 'entry', 'lacking')]
              if most['lacking'] else none if page.lang == 'zh' else none[::-1], 'rooms')
    texts = [t for t in page.elements('text', inside=figure) if page.numbers(t)]
    top = max(max(v['rooms'], v['older'] + v['entry']) for v in of.values())
    ticks(page, run, texts, axis_labels(top, 4, page.lang))
    for css, key, sign in (('en', 'entry', 1), ('lsh halo2', 'lacking', -1)):
        shown = [text_of(t) for t in texts if t.get('class') == css]
        if not is_part(shown, [count(sign * of[y][key]) for y in years if of[y][key]]):
            page.faults.append(f'{code}: {key} {shown}')
        for t in [t for t in texts if t.get('class') == css]:
            page.tick(t)
    for t in [t for t in texts if t.get('class') == 'ls']:
        page.says(t, [count(last['rooms'])], f'{code}: rooms')


def table_of(page, element):
    from .page import Table
    return Table(element)


def by_year(page, run, element, code, s, years):
    table = table_of(page, element)
    page.literals(table.caption, ['9', '1'])
    expected = []
    for y in years:
        d = division(run, code, s.word, y)
        r = run.rows('SELECT * FROM school_year WHERE school = ? AND stage = ? AND year = ?', code, s.word, y)[0]
        entrants = run.one('SELECT total(pupils) FROM class_year WHERE school = ? AND stage = ? AND year = ? AND '
                           'grade = ?', code, s.word, y, s.first_grade)
        mean = fixed(r['pupils'] / r['classes'], 1) if r['classes'] else DASH
        expected.append([count(entrants), count(r['pupils']), count(r['classes']), mean,
                         count(r['largest_class']) if r['classes'] else DASH, count(r['rooms']), count(d['older']),
                         count(d['entry']), count(d['wanted']), count(-d['lacking']), count(r['seats_norm']),
                         percent(r['pupils'], r['seats_norm'], page.lang), count(r['classes_over_norm']), None, None])
    page.grid(table, expected, f'{code}, {s.word} by year')
    for (tr, th, cells), y in zip(table.rows, years):
        page.says(th, [y], 'a year')


def why(page, run, box, code, s, year, row):
    page.says(next(page.elements('h4', inside=box)), [year], f'{code}: why')
    line = next(page.elements('p', 'fn', box))
    over = [count(row['classes'])] + ([count(row['classes_over_norm'])] if row['classes_over_norm'] else [])
    if page.lang == 'en' and row['classes_over_norm']:
        over.reverse()
    page.says(line, over + [count(row['largest_class'])], f'{code}: classes over the norm')
    d = division(run, code, s.word, year)
    lines = [([], count(d['rooms']))]
    for grade in sorted(d['grades'], reverse=True):
        of = grade - s.first_grade
        if d['grades'][grade]:
            lines.append(([year - of, of + 1], count(d['grades'][grade])))
    lines += [([], count(d['rooms'] - d['older'])), ([count(d['demand']), count(s.norm)], count(d['wanted'])),
              ([], count(d['entry']))] + ([([], count(d['free']))] if d['free'] else []) + [([], count(d['lacking']))]
    rows = box.findall('.//tr')
    if len(rows) != len(lines):
        page.faults.append(f'{code}: {len(rows)} lines in the sum of rooms, wanted {len(lines)}')
    for tr, (head, value) in zip(rows, lines):
        page.says(tr.find('th'), head, 'a term of the rooms')
        page.says(tr.findall('td')[0], [value], 'a value of the rooms')
    for p in page.elements('p', 'src', box):
        if str(year) not in text_of(p) and 'class_year' not in text_of(p):
            page.faults.append(f'{code}: "{text_of(p)}" does not name {year}')
        page.tick(p)


def flows(page, run, sheet, at, code, s, year):
    rows = run.rows('SELECT f.*, z.name_zh, z.name_en FROM flow_year f LEFT JOIN zones z USING (zone) WHERE year = ? '
                    'AND f.stage = ? AND school = ? AND pupils > 0 ORDER BY pupils DESC, f.fid', year, s.word, code)
    part = list(page.elements('div', 'two', sheet))[2 * at + 1].find('div')
    if not rows:
        page.says(next(page.elements('p', 'fn', part)), [year], f'{code}: no flows')
        return
    table = table_of(page, next(page.elements('table', inside=part)))
    page.says(table.caption, [year] + (['9'] if page.lang == 'zh' else []), f'{code}: flows')
    shown, total = rows[:FLOWS], sum(r['pupils'] for r in rows)
    expected = [[None, None, count(r['pupils']), DASH if r['metres'] is None else count(r['metres'])] for r in shown]
    if len(rows) > FLOWS:
        expected.append([None, None, count(total - sum(r['pupils'] for r in shown)), DASH])
    expected.append([None, None, count(total), DASH])
    page.grid(table, expected, f'{code}: where entrants come from')
    for (tr, th, cells), r in zip(table.rows, shown):
        if r['zone']:
            named(page, th, r, f'{code}: a zone')
        page.tick(cells[0])
    if len(rows) > FLOWS:
        page.says(table.rows[FLOWS][1], [count(len(rows) - FLOWS)], f'{code}: other flows')


# ---- towns ------------------------------------------------------------------------------------------

def towns(page, run):
    index(page, run, len(run.towns))
    sheets = list(page.elements('article', 'sheet'))
    if len(sheets) != len(run.towns):
        page.faults.append(f'{len(sheets)} sheets of {len(run.towns)} towns')
    for sheet, town in zip(sheets, run.towns):
        town_sheet(page, run, sheet, town)


def town_sheet(page, run, sheet, town):
    page.tick(next(page.elements('h3', inside=sheet)))
    own = [r for r in run.rows('SELECT y.*, s.town_zh, s.town_en, s.name_zh, s.name_en FROM school_year y '
                               'JOIN schools s USING (school) JOIN stages t USING (stage) WHERE year = ? '
                               'ORDER BY s.fid, t.fid', run.now) if (r['town_zh'] or r['town_en']) in town]
    zones = [z for z in run.rows('SELECT * FROM zones ORDER BY fid') if (z['town_zh'] or z['town_en']) in town]
    projects = [p for p in run.projects if p['town_zh'] and p['town_zh'] in town]
    values = [[count(len(zones))], [count(len(own))],
              [count(sum(severity(r) == n for r in own)) for n in (2, 1)], [count(len(projects))]]
    for div, value in zip(page.elements('div', inside=next(page.elements('dl', 'facts', sheet))), values):
        page.says(div.find('dd'), value, f'{town}: a fact')
    tables = [table_of(page, t) for t in page.elements('table', inside=sheet)]
    balance(page, run, tables.pop(0), town)
    idle(page, run, sheet, town)
    for desc in page.elements('desc', inside=sheet):
        page.says(desc, [count(len(own)), run.now] if page.lang == 'en' else [run.now, count(len(own))], 'map')
    for title in page.elements('title', inside=sheet):
        page.tick(title)
    if own:
        table = tables.pop(0)
        page.says(table.caption, [run.now], 'schools of a town')
        page.grid(table, [[None, None, count(r['pupils']), count(r['seats_norm']),
                           percent(r['pupils'], r['seats_norm'], page.lang), count(r['classes']),
                           count(r['classes_over_norm']), count(r['largest_class']) if r['classes'] else DASH, None,
                           None] for r in own], f'{town}: schools')
        for (tr, th, cells), r in zip(table.rows, own):
            named(page, th, r, f'{town}: a school')
    for note in page.elements('p', 'fn', sheet):
        if re.search(r'没有开办的学校|No school of the town', text_of(note)):
            page.says(note, [run.now], 'no school')
    if projects:
        of_projects(page, run, tables.pop(0), projects)
    table = tables.pop(0)
    page.says(table.caption, [run.now], 'demand by zone')
    expected = []
    for z in zones:
        line = []
        for s in run.stages:
            for scope in ('all', 'entry'):
                row = run.gap('zone', z['zone'], run.now, s.word, scope)
                line.append(DASH if row is None else count(row['demand']))
        expected.append(line + [None])
    page.grid(table, expected, f'{town}: demand by zone')
    for (tr, th, cells), z in zip(table.rows, zones):
        named(page, th, z, f'{town}: a zone')


def balance(page, run, table, town):
    page.head(table, run.years, f'{town}: balance')
    page.literals(table.caption, [])
    expected = []
    at = lambda y, s, scope='all': run.town(town[0], y, s, scope) or run.town(town[1], y, s, scope)  # noqa: E731
    for s in run.stages:
        for key, scope in (('demand', 'all'), ('demand', 'entry')):
            expected.append([DASH if at(y, s.word, scope) is None else count(at(y, s.word, scope)[key])
                             for y in run.years])
        if not s.district:
            continue
        rows = [at(y, s.word) for y in run.years]
        expected.append([DASH if r is None or r['seats'] is None else count(r['seats']) for r in rows])
        expected.append([DASH if run.balance(r) is None else signed(run.balance(r)) for r in rows])
        expected.append([DASH if r is None or r['local_gap'] is None else count(-r['local_gap']) for r in rows])
    page.grid(table, expected, f'{town}: balance')


def idle(page, run, sheet, town):
    notes = [n for n in page.elements('p', 'fn', sheet) if re.search(r'需求|demand', text_of(n))]
    for note, s in zip(notes, [s for s in run.stages if s.district]):
        rows = [(y, run.town(town[0], y, s.word) or run.town(town[1], y, s.word)) for y in run.years]
        rows = [(y, r) for y, r in rows if r is not None]
        most = max((r['demand'] for _, r in rows), default=0)
        if most <= 0:
            page.says(note, [], f'{town}: no demand')
            continue
        peak = min(y for y, r in rows if r['demand'] == most)
        after = [(y, r) for y, r in rows if y > peak]
        expected = [peak, count(most)]
        if after:
            best = max(after, key=lambda yr: (yr[1]['surplus'], -yr[0]))
            expected += [best[0], count(best[1]['surplus'])]
        page.says(note, expected, f'{town}, {s.word}: idle after the peak')


def of_projects(page, run, table, projects):
    page.literals(table.caption, [])
    stages = [s for s in run.stages]
    order = sorted(projects, key=lambda p: (stages.index(p['of']) if p['of'] else len(stages), p['opens_in'],
                                            run.projects.index(p)))
    for (tr, th, cells), p in zip(table.rows, order):
        if p['project'] not in text_of(th):
            page.faults.append(f'project {p["project"]} is not in its row of a town')
        page.tick(th)
        page.cell(cells[3], '?' if p['classes_named'] is None else count(p['classes_named']), 'classes of a project')
        seats = next((n for y in run.years if y >= p['opens_in'] for n in [run.seats_added(p['project'], y)] if n), 0)
        page.cell(cells[4], count(seats), 'seats of a project')
        page.cell(cells[5], p['opens_in'], 'opening of a project')
        page.cell(cells[6], DASH if p['need'] is None else p['need'], 'need of a project')
        page.says(cells[7], ([p['apart']] if p['apart'] is not None else [run.last] if p['verdict'] == 'never' else []),
                  'verdict of a project')
