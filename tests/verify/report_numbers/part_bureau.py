"""The annexes of a bureau: statistics, later rolls, September, progress, sites, teachers, accuracy, signatures."""
import math

from .numbers import DASH, count, fixed, money_cell, percent, signed
from .page import NUMBER, text_of

MISSING = {'zh': '缺', 'en': 'needs input'}
SECTION_NUMBERS = [str(n) for n in range(1, 40)]


def open_section(page, pattern, allowed=()):
    """The section of a part; its heading may hold these numbers and that of the section."""
    section = page.section(pattern)
    for heading in page.elements('h2', inside=section):
        page.literals(heading, list(allowed) + SECTION_NUMBERS)
    return section


def name(page, row):
    zh, en = row['name_zh'], row['name_en']
    return (zh or en) if page.lang == 'zh' else (en or zh)


def names(page, element, *texts):
    page.literals(element, [n for text in texts for n in NUMBER.findall(text or '')])


def apart(difference, base):
    """A difference in per cent with one decimal."""
    if not base > 0:
        return DASH
    value = 100.0 * difference / base
    if abs(value) < 0.05:
        return '0.0%'
    return ('−' if value < 0 else '+') + fixed(abs(value), 1) + '%'


def measure(run, word, year):
    return run.one("SELECT value FROM measure_year WHERE place = 'district' AND measure = ? AND year = ? "
                   'AND value IS NOT NULL', word, year)


# ---- statistics and later rolls ------------------------------------------------------------------

def simulated(run, row):
    stage, year, quantity = row['stage'], row['year'], row['quantity']
    s = next(s for s in run.stages if s.word == stage)
    if quantity in ('schools', 'classes'):
        return measure(run, f'{quantity}_{stage}', year)
    if quantity == 'staff':
        value = measure(run, f'staff_{stage}', year)
        return None if value is None else math.ceil(value)
    if quantity == 'pupils':
        value = measure(run, f'roll_{stage}', year)
        return run.district(year, stage)['demand'] if value is None else value
    last = s.first_grade + run.one('SELECT grades FROM stages WHERE stage = ?', stage) - 1
    grade, year = {'entrants': (s.first_grade, year), 'leavers': (last, year - 1)}.get(quantity, (None, 0))
    if s.city and quantity == 'entrants':
        return run.district(year, stage, 'entry')['demand']
    if grade is None or s.city or year < run.first:
        return None
    return run.one('SELECT coalesce(sum(pupils), 0) FROM class_year WHERE stage = ? AND grade = ? AND year = ?',
                   stage, grade, year)


def reconcile(page, run):
    section = open_section(page, {'zh': r'与统计年报对照', 'en': r'Plan against actual'})
    rows = run.rows('SELECT * FROM statistics WHERE year BETWEEN ? AND ? AND stage IN (SELECT stage FROM stages) '
                    'ORDER BY fid', run.first, run.last)
    if rows:
        table = page.table({'zh': r'统计年报与推算', 'en': r'Yearly statistics and result'}, section)
        page.caption(table, [len(rows)])
        expected = []
        for row, (tr, th, cells) in zip(rows, table.rows):
            plan, actual = simulated(run, row), row['value']
            expected.append([None, str(row['year']), DASH if plan is None else count(plan), count(actual),
                             DASH if plan is None else signed(actual - plan),
                             DASH if plan is None else apart(actual - plan, plan), None, None])
            names(page, cells[6], row['note'])
        page.grid(table, expected, 'statistics')
    rolls(page, run, section)


def rolls(page, run, section):
    """Pupils of grades whose roll is given, and of the same schools and grades in the run."""
    rows = run.rows(
        'SELECT r.school, r.year, s.stage, s.fid AS place, sum(r.pupils) AS actual, sum(coalesce(c.pupils, 0)) AS plan '
        'FROM rolls r JOIN stages s ON r.grade >= s.first_grade AND r.grade < s.first_grade + s.grades '
        'LEFT JOIN class_year c ON c.school = r.school AND c.year = r.year AND c.grade = r.grade '
        'WHERE r.year BETWEEN ? AND ? GROUP BY r.school, r.year, s.stage', run.first, run.last)
    if not rows:
        for text in page.elements('p', 'fn', section):
            page.literals(text, [str(run.first), str(run.last)])
        return
    table = page.table({'zh': r'以后各年的学校在校生', 'en': r'Later school rolls'}, section)
    page.caption(table, ['0'])
    expected = []
    for year in run.years:
        for s in run.stages:
            own = [r for r in rows if r['year'] == year and r['stage'] == s.word]
            if own:
                actual, plan = sum(r['actual'] for r in own), sum(r['plan'] for r in own)
                expected.append([str(year), count(len(own)), count(plan), count(actual), signed(actual - plan),
                                 apart(actual - plan, plan)])
    page.grid(table, expected, 'later rolls')
    last = max(r['year'] for r in rows)
    code = [r['school'] for r in run.rows('SELECT school FROM schools ORDER BY fid')]
    odd = sorted((r for r in rows if r['year'] == last and r['actual'] != r['plan']),
                 key=lambda r: (-abs(r['actual'] - r['plan']), r['place'], code.index(r['school'])))[:10]
    if not odd:
        return
    table = page.table({'zh': r'相差最大的学校', 'en': r'most apart in'}, section)
    page.caption(table, [last, '10'])
    for r, (tr, th, cells) in zip(odd, table.rows):
        names(page, th, name(page, run.schools[r['school']]))
    page.grid(table, [[None, count(r['plan']), count(r['actual']), signed(r['actual'] - r['plan']),
                       apart(r['actual'] - r['plan'], r['plan'])] for r in odd], 'schools most apart')


# ---- September -----------------------------------------------------------------------------------

class Area:
    registered = earlier = 0


def norm(run, stage, quantity):
    return run.one('SELECT value FROM norm WHERE stage = ? AND quantity = ? AND (grade IS NULL OR grade = '
                   '(SELECT first_grade FROM stages WHERE stage = ?))', stage, quantity, stage)


def areas_of(run, year, s):
    areas = []
    for row in run.rows("SELECT * FROM gap_year WHERE level = 'catchment' AND scope = 'entry' AND year = ? AND "
                        'stage = ? AND seats IS NOT NULL ORDER BY fid', year, s.word):
        area = Area()
        area.school, area.simulated, area.places = row['place'], row['demand'], row['seats']
        areas.append(area)
    schools = run.rows('SELECT * FROM school_year WHERE year = ? AND stage = ?', year, s.word)
    for row in schools:
        for area in areas:
            if area.school == row['school'] and len(schools) == len(areas) and row['intake_plan'] is not None:
                area.places = row['intake_plan'] * int(s.norm)
    return areas


def school_of_zone(run, year, stage, zone):
    """Where most of a zone's entrants are placed by catchment, else by any reason; the first of equals."""
    return run.one("SELECT school FROM flow_year WHERE year = ? AND stage = ? AND zone = ? AND school IS NOT NULL "
                   "ORDER BY reason <> 'catchment', pupils DESC, fid LIMIT 1", year, stage, zone)


def register(run, year, s, areas):
    """Counts the latest and the first day into the areas: (first, latest, elsewhere latest, first) or None."""
    rows = run.rows('SELECT * FROM registrations WHERE year = ? AND stage = ?', year, s.word)
    if not rows:
        return None
    days = sorted({r['as_of'] for r in rows})
    elsewhere = [0, 0]
    for r in rows:
        school = r['school'] or school_of_zone(run, year, s.word, r['zone'])
        area = next((a for a in areas if a.school == school), None)
        for which, day in enumerate((days[-1], days[0])):
            if r['as_of'] != day:
                continue
            if area is None:
                elsewhere[which] += r['children']
            elif which == 0:
                area.registered += r['children']
            else:
                area.earlier += r['children']
    return days[0], days[-1], elsewhere[0], elsewhere[1]


def september(page, run):
    year = run.one('SELECT max(year) FROM registrations WHERE year BETWEEN ? AND ?', run.first, run.last) or run.now
    section = open_section(page, {'zh': r'9 月入学', 'en': r'who enters where'}, [str(year), '9'])
    findings, shown = iter(list(page.elements('li', inside=section))), []
    for s in run.stages:
        areas = areas_of(run, year, s)
        if areas:
            came = register(run, year, s, areas)
            area_table(page, run, section, year, s, areas, came, next(findings))
            shown.append((s, came))
    months(page, run, section, year, shown)
    sent(page, run, section, year)


def area_table(page, run, section, year, s, areas, came, finding):
    yellow, red = norm(run, s.word, 'warning_yellow'), norm(run, s.word, 'warning_red')
    for a in areas:
        a.expected = a.simulated if came is None else a.registered
        a.excess = max(0, a.expected - a.places)
        a.ratio = math.inf if a.places <= 0 else a.expected / a.places
        a.colour = 0 if a.expected <= 0 else 2 if a.ratio >= red else 1 if a.ratio >= yellow else 0
    order = [r['school'] for r in run.rows('SELECT school FROM schools ORDER BY fid')]
    areas.sort(key=lambda a: (-a.excess, -a.ratio, order.index(a.school)))
    over = sum(a.excess for a in areas)
    said = [len(areas), sum(a.colour == 2 for a in areas), sum(a.colour == 1 for a in areas)]
    page.says(finding, said + ([count(over), count(areas[0].excess)] if over else []), f'September, {s.word}')
    stage = s.zh if page.lang == 'zh' else s.en
    table = page.table({'zh': f'9 月{stage}预警', 'en': f'{stage}, September'}, section)
    lines = [percent(red, 1, page.lang), percent(yellow, 1, page.lang), count(s.norm)]
    page.caption(table, ([year, '9'] if page.lang == 'zh' else [year]) + ([came[1]] if came else []) + lines)

    def cells(registered, earlier, simulated, places):
        moved = came is not None and came[0] != came[1]
        return [count(registered) if came else MISSING[page.lang], signed(registered - earlier) if moved else DASH,
                DASH if simulated is None else count(simulated), DASH if places is None else count(places)]

    def total(of, extra=(0, 0)):
        registered = sum(a.registered for a in of) + extra[0]
        simulated, places = sum(a.simulated for a in of), sum(a.places for a in of)
        ratio = percent(registered if came else simulated, places, page.lang)
        return [DASH] + cells(registered, sum(a.earlier for a in of) + extra[1], simulated, places) + \
            [ratio, DASH, count(sum(a.excess for a in of))]
    marked = sum(a.colour > 0 for a in areas)
    top = len(areas) if len(areas) <= 12 else min(12, max(3, marked))
    expected = [[None] + cells(a.registered, a.earlier, a.simulated, a.places) +
                [percent(a.expected, a.places, page.lang), '绿黄红'[a.colour] if page.lang == 'zh' else
                 ('green', 'yellow', 'red')[a.colour], count(a.excess)] for a in areas[:top]]
    if len(areas) > top:
        expected.append(total(areas[top:]))
        page.says(table.rows[top][1], [len(areas) - top], 'other areas')
    if came and (came[2] or came[3]):
        expected.append([DASH] + cells(came[2], came[3], None, None) + [DASH] * 3)
    expected.append(total(areas, came[2:] if came else (0, 0)))
    for a, (tr, th, tds) in zip(areas[:top], table.rows):
        names(page, th, name(page, run.schools[a.school]))
    page.grid(table, expected, f'areas of {s.word}')


def months(page, run, section, year, shown):
    given = [s for s, came in shown if came]
    if not given:
        return
    table = page.table({'zh': r'登记逐期变化', 'en': r'Registrations as they came in'}, section)
    page.caption(table, [year])
    days = [r['as_of'] for r in run.rows('SELECT DISTINCT as_of FROM registrations WHERE year = ? ORDER BY 1', year)]
    expected = []
    for day, (tr, th, cells) in zip(days, table.rows):
        page.says(th, [day], 'day of registration')
        row = [run.one('SELECT sum(children) FROM registrations WHERE year = ? AND stage = ? AND as_of = ?', year,
                       s.word, day) for s in given]
        expected.append([DASH if v is None else count(v) for v in row])
    expected.append([count(run.district(year, s.word, 'entry')['demand']) for s in given])
    page.grid(table, expected, 'registrations by day')


def sent(page, run, section, year):
    rows = run.rows("SELECT z.fid AS place, z.*, f.tier, f.stage, sum(f.pupils) AS pupils, max(f.metres) AS metres "
                    'FROM flow_year f JOIN zones z USING (zone) JOIN stages s USING (stage) '
                    "WHERE f.year = ? AND f.reason = 'coordination' GROUP BY z.zone, f.stage, f.tier "
                    'ORDER BY sum(f.pupils) DESC, s.fid, z.fid, f.tier', year)
    if not rows:
        for text in page.elements('p', 'fn', section):
            page.literals(text, [str(year)])
        return
    table = page.table({'zh': r'由统筹安排的新生', 'en': r'whom the simulation coordinates'}, section)
    page.caption(table, [year, '10'])
    expected = [[None, None, None, count(r['pupils']), DASH if r['metres'] is None else count(r['metres'])]
                for r in rows[:10]]
    for r, (tr, th, cells) in zip(rows, table.rows):
        names(page, th, name(page, r), r['zone'])
    if len(rows) > 10:
        page.says(table.rows[10][1], [len(rows) - 10], 'other rows of the coordinated')
        expected.append([None] * 3 + [count(sum(r['pupils'] for r in rows[10:])), DASH])
    expected.append([None] * 3 + [count(sum(r['pupils'] for r in rows)), DASH])
    page.grid(table, expected, 'coordinated')


# ---- progress and sites --------------------------------------------------------------------------

def progress(page, run):
    """Of a run without replicates: the expected opening is the scenario's."""
    section = page.section({'zh': r'项目日历', 'en': r'Project calendar'})
    latest = [(p, r) for p in run.projects for r in run.rows(
        'SELECT * FROM project_progress WHERE project = ? ORDER BY as_of DESC LIMIT 1', p['project'])]
    if latest:
        table = page.table({'zh': r'批复、预算与进度', 'en': r'Approval, budget and progress'}, section)
        shown = [len(latest), len(run.projects)]
        page.caption(table, shown if page.lang == 'en' else shown[::-1])
        missing, expected = MISSING[page.lang], []
        for (p, r), (tr, th, cells) in zip(latest, table.rows):
            names(page, th, p['project'], name(page, p))
            page.says(cells[1], [r['as_of']], 'day of the progress')
            page.says(cells[2], NUMBER.findall((r['approval'] or '') + ' ' + (r['approved'] or '')), 'approval')
            names(page, cells[11], r['note'])
            budget, spent = r['budget_cny'], r['spent_cny']
            expected.append([None, None, None, money_cell(p['cost_cny'], page.lang) or missing,
                             money_cell(budget, page.lang) or missing, money_cell(spent, page.lang) or missing,
                             DASH if budget is None or spent is None else percent(spent, budget, page.lang),
                             missing if r['built_percent'] is None else percent(r['built_percent'], 100, page.lang),
                             str(p['opens']), str(p['opens_in']) if p['counted'] else DASH, DASH, None, None])
        page.grid(table, expected, 'progress')
    sites(page, run, section)


def standing(run, town, stage):
    """Balance of a town now, its lowest from now on, the first year of that."""
    known = [(y, run.balance(run.town(town[0], y, stage) or run.town(town[1], y, stage)))
             for y in run.years if y >= run.now]
    known = [(y, b) for y, b in known if b is not None]
    if not known:
        return None
    worst = min(b for _, b in known)
    return dict(known).get(run.now, 0), worst, next(y for y, b in known if b == worst)


def sites(page, run, section):
    rows = run.rows('SELECT * FROM sites ORDER BY fid')
    if not rows:
        return
    missing, expected, reserved, short = MISSING[page.lang], [], 0, 0
    table = page.table({'zh': r'预留学校用地与', 'en': r'Reserved sites and'}, section)
    page.caption(table, [len(rows), run.now])
    page.head(table, [run.now], 'sites')
    spare, kept = 0, set()
    for r, (tr, th, cells) in zip(rows, table.rows):
        town = r['town'] or run.one('SELECT town_zh FROM zones WHERE zone = ?', r['zone'])
        at = standing(run, next(t for t in run.towns if town in t), r['stage'])
        names(page, th, r['site'], name(page, r))
        if r['status'] == 'reserved':
            reserved, short, spare = reserved + 1, short + (at[1] < 0), spare + (at[1] >= 0)
            kept.add((town, r['stage']))
        expected.append([None, None, fixed(r['area_m2'], 0) or missing,
                         missing if r['classes'] is None else count(r['classes']), None,
                         DASH if r['until_year'] is None else str(r['until_year']), signed(at[0]), signed(at[1]),
                         str(at[2]) if at[1] < 0 else DASH, None, None])
    page.grid(table, expected, 'sites')
    found = next(p for p in page.elements('p', 'fn', section)
                 if text_of(p).startswith({'zh': '预留 ', 'en': f'{reserved} reserved'}[page.lang]))
    years = [run.now] if run.now == run.last else [run.now, run.last]
    page.says(found, [reserved, short] + (years + [spare] if page.lang == 'zh' else years + [spare]), 'sites')


# ---- teachers ------------------------------------------------------------------------------------

def whole(value):
    return None if value is None else math.ceil(value)


def teachers(page, run):
    section = open_section(page, {'zh': r'教师：所需', 'en': r'Teachers: needed'})
    findings = iter(list(page.elements('li', inside=section)))
    for s in run.stages:
        staff = {y: whole(measure(run, f'staff_{s.word}', y)) for y in run.years}
        if all(v is None for v in staff.values()):
            continue
        most = max(v for v in staff.values() if v is not None)
        peak = next(y for y in run.years if staff[y] == most)
        given = {}
        for quantity in ('teachers', 'staff'):
            rows = run.rows('SELECT year, value FROM statistics WHERE stage = ? AND quantity = ? AND year >= ? AND '
                            'year <= ? ORDER BY year', s.word, quantity, run.first - 10, run.last)
            given = {r['year']: int(r['value']) for r in rows} or given

        def there(year):
            before = [y for y in given if y <= year]
            return (max(before), given[max(before)]) if before else None
        stage = s.zh if page.lang == 'zh' else s.en
        table = page.table({'zh': f'{stage}：所需教职工', 'en': f'{stage}: staff needed'}, section)
        page.caption(table, [])
        expected = []
        for year, (tr, th, cells) in zip(run.years, table.rows):
            page.says(th, [year], 'year of the staff')
            own, now = there(year), staff[year]
            by = [whole(measure(run, f'staff_by_{rule}_{s.word}', year)) for rule in ('pupils', 'classes')]
            expected.append([DASH if v is None else count(v) for v in by + [now]] +
                            [MISSING[page.lang] if not given else DASH if own is None else count(own[1]),
                             DASH if own is None or now is None else signed(own[1] - now),
                             DASH if year <= peak or now is None else count(most - now)])
        page.grid(table, expected, f'staff of {s.word}')
        said = [peak, count(most), run.last, count(staff[run.last]), count(most - staff[run.last])]
        if there(run.last):
            year, number = there(run.last)
            pair = [year, count(number)] if page.lang == 'zh' else [count(number), year]
            said += pair + ([count(most - number)] if number < most else [])
        page.says(next(findings), said, f'staff of {s.word}')


# ---- accuracy ------------------------------------------------------------------------------------

METHODS = ('chosen', 'three_year_mean', 'last_ratio', 'last_value')


def accuracy(page, run):
    section = open_section(page, {'zh': r'方法的准确度', 'en': r'How accurate'})
    if not run.one('SELECT count(*) FROM accuracy'):
        return
    lang, findings = page.lang, iter(list(page.elements('li', inside=section)))

    def one(horizon, method):
        found = run.rows("SELECT * FROM accuracy WHERE horizon = ? AND size = 'all' AND method = ?", horizon, method)
        return found[0] if found else None
    for horizon in (1, 3, 5):
        own, naive = one(horizon, 'chosen'), one(horizon, 'last_value')
        if own is None:
            continue
        said = [horizon, fixed(own['mape_total'], 2), fixed(own['mape_grade'], 2),
                percent(own['coverage80'], 1, lang)]
        if naive is not None:
            less = naive['mape_grade'] - own['mape_grade']
            said += [percent(less, naive['mape_grade'], lang), horizon] if less > 0 else [horizon]
        page.says(next(findings), said, f'accuracy after {horizon} years')
    table = page.table({'zh': r'各种方法的误差', 'en': r'Errors by years ahead'}, section)
    page.caption(table, ['0'])
    rows = run.rows('SELECT * FROM accuracy ORDER BY fid')
    groups = list(dict.fromkeys((r['horizon'], r['size']) for r in rows))
    rows = [r for g in groups for m in METHODS for r in rows if (r['horizon'], r['size'], r['method']) == g + (m,)]
    expected = []
    for r, (tr, th, cells) in zip(rows, table.rows):
        page.says(cells[1], [count(int(n)) for n in NUMBER.findall(r['size'])], 'size class')
        expected.append([str(r['horizon']), None, count(r['n'])] +
                        [fixed(r[c], 2) for c in ('mape_total', 'mape_grade', 'bias_pct')] +
                        [percent(r['coverage80'], 1, lang), fixed(r['width80_pct'], 1), None])
    page.grid(table, expected, 'accuracy')


# ---- signatures ----------------------------------------------------------------------------------

CARRIED = ('statistics', 'registrations', 'project_progress', 'sites', 'accuracy', 'signatures')
ABOUT = ('xuewei', 'extends', 'crs', 'coordinates', 'outlines', 'encoding', 'horizon.first', 'horizon.last',
         'population.base_date')


def signed_assumptions(page, run):
    section = open_section(page, {'zh': r'签认的假定', 'en': r'Signed assumptions'})
    items = []
    for r in run.rows('SELECT * FROM table_evidence ORDER BY fid'):
        if r['estimated'] + r['assumed'] and r['table_name'] not in CARRIED:
            items.append((r['table_name'], [count(r['estimated']), count(r['assumed'])]))
    for r in run.rows('SELECT * FROM setting WHERE given = 1 ORDER BY fid'):
        if r['path'] not in ABOUT and not r['path'].startswith(('title', 'place')):
            items.append((r['path'], NUMBER.findall(r['value'])))
    for r in run.rows('SELECT * FROM assumption ORDER BY fid'):
        items.append((r['name'], [fixed(r['p10'], 3), fixed(r['p90'], 3)]))
    known = [item for item, _ in items]
    by = {r['item']: r for r in run.rows('SELECT * FROM signatures ORDER BY fid')}
    items += [(item, []) for item in by if item not in known]
    done = sum(item in by and by[item]['date'] is not None for item, _ in items)
    table = page.table({'zh': r'假定与签认', 'en': r'Assumptions and signatures'}, section)
    page.caption(table, ['10', '90'] if run.replicates else [])
    if len(items) != len(table.rows):
        page.faults.append(f'{len(table.rows)} assumptions on the page, {len(items)} in the run')
    for (item, what), (tr, th, cells) in zip(items, table.rows):
        names(page, th, item)
        page.says(cells[0], what, f'assumption {item}')
        own = by.get(item)
        names(page, cells[1], own['office'] if own else '')
        page.says(cells[2], [own['date']] if own and own['date'] else [], f'signature of {item}')
        names(page, cells[3], own['statement'] if own else '')
    version = next(page.elements('p', 'fn', section))
    page.says(version, NUMBER.findall(run.key['run_id'][:8]) + [len(items), done, len(items) - done], 'version')
