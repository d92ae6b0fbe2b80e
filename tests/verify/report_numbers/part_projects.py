"""Projects: calendar, openings, register."""
from .numbers import DASH, count, fixed, money_cell
from .page import text_of

ORDER = {'late': 0, 'exact': 1, 'early': 2, 'never': 3}


def in_order(page, zh, en):
    return zh if page.lang == 'zh' else en


def money(cny, lang):
    """Of a sentence: 亿元 with two decimals; in English billions from 1e9 on, else whole millions."""
    if lang == 'en' and cny >= 1e9:
        return fixed(cny / 1e9, 2)
    return money_cell(cny, lang)


def verdict_numbers(run, p):
    if p['verdict'] in ('late', 'early'):
        return [p['apart']]
    return [run.last] if p['verdict'] == 'never' else []


def projects(page, run):
    section = page.section({'zh': r'项目日历', 'en': r'Project calendar'})
    for heading in page.elements('h2', inside=section):
        page.tick_heading(heading, [])
    if not run.projects:
        return
    calendar(page, run, section)
    openings(page, run, section)
    register(page, run, section)


def calendar(page, run, section):
    named = [p for p in run.projects if p['classes_named'] is not None]
    cost = sum(p['cost_cny'] or 0 for p in run.projects)
    number = {word: run.verdicts(word) for word in ORDER}
    beside = run.verdicts('no classes', 'no seats', 'no gap', 'uncounted')
    if sum(number.values()) + beside != len(run.projects):
        page.faults.append('the verdicts do not add up to all projects')
    caption = next(page.elements('figcaption', inside=section))
    page.caption(caption, in_order(page, [number['late'], number['never'], run.last],
                                   [number['late'], number['never'], run.last]) +
                 [len(run.projects), len(named), count(sum(p['classes_named'] for p in named)),
                  money(cost, page.lang)])
    svg = next(svg for svg in page.elements('svg', 'pltcol', section))
    page.says(next(page.elements('title', inside=svg)), [len(run.projects)], 'title of the calendar')
    page.says(next(page.elements('desc', inside=svg)),
              [number['late'], number['exact'], number['early'], number['never'], beside],
              'description of the calendar')
    order = sorted(range(len(run.projects)),
                   key=lambda i: (run.stages.index(run.projects[i]['of']) if run.projects[i]['of'] else 99,
                                  run.projects[i]['opens_in'], i))
    codes = [t for t in page.elements('text', 'gn', section)]
    for text, i in zip(codes, order):
        page.says(text, [run.projects[i]['project']], 'number of a project in the calendar')
    names = [t for t in page.elements('g', inside=section)]
    for group in names:
        page.literals(group, [n for p in run.projects for n in page_numbers(p)])
    first = min([run.first] + [p['starts_in'] for p in run.projects])
    last = max([run.last] + [p['opens_in'] for p in run.projects])
    for text in page.elements('text', 'tk', svg):
        page.literals(text, [str(y) for y in range(first, last + 1)] + ['95'])
    for text, i in zip([t for t in page.elements('text', 'gt', svg)], order):
        page.says(text, verdict_numbers(run, run.projects[i]), 'verdict in the calendar')
    for key in page.elements('p', 'key', section):
        page.literals(key, ['95'])


def page_numbers(project):
    from .page import NUMBER
    return [n for name in ('name_zh', 'name_en', 'project') for n in NUMBER.findall(project[name] or '')]


def openings(page, run, section):
    counted = [p for p in run.projects if p['counted'] and p['classes_named'] is not None]
    if not counted:
        return
    years = range(min(p['opens_in'] for p in counted), max(p['opens_in'] for p in counted) + 1)
    table = page.table({'zh': r'开学年 × 学段', 'en': r'Classes as the plan names them'}, section)
    page.caption(table, [])

    def classes(year, s):
        return sum(p['classes_named'] for p in counted if p['of'] is s and year in (None, p['opens_in']))
    expected = [[count(classes(y, s)) for s in run.stages] for y in years]
    expected.append([count(sum(classes(y, s) for y in years)) for s in run.stages])
    for peak in ('entry', 'roll'):
        expected.append([str(getattr(s, peak)[0]) if getattr(s, peak) else DASH for s in run.stages])
    page.grid(table, expected, 'openings by year and stage')
    for (tr, th, cells), year in zip(table.rows, years):
        page.says(th, [year], 'year of the openings')


def register(page, run, section):
    table = page.table({'zh': r'项目登记：', 'en': r'Register: '}, section)
    classes = sum(p['classes_named'] or 0 for p in run.projects)
    page.caption(table, [len(run.projects), count(classes)])
    for th in table.head:
        page.literals(th, ['21', '25'])
    missing = in_order(page, '缺', 'needs input')
    expected = []
    for p, (tr, th, cells) in zip(run.projects, table.rows):
        page.says(th, [p['project']] + page_names(page, p), f'project {p["project"]}')
        opens = str(p['opens']) if p['opens'] == p['opens_in'] else f'{p["opens"]}→{p["opens_in"]}'
        need = DASH if p['need'] is None else str(p['need'])
        if p['need'] == run.first:
            need = in_order(page, f'{need} 或更早', f'{need} or earlier')
        odd = run.one("SELECT count(*) FROM warnings WHERE line = ? AND file = "
                      "(SELECT file FROM table_evidence WHERE table_name = 'projects')", p['line'])
        expected.append([None, None, None, '?' if p['classes_named'] is None else count(p['classes_named']),
                         DASH if p['classes_before'] is None else count(p['classes_before']),
                         count(p['seats_added']) if p['counted'] else DASH,
                         money_cell(p['cost_cny'], page.lang) or missing,
                         money_cell(p['spend_2021_2025_cny'], page.lang) or missing, opens, need, None, None,
                         None if odd else DASH, None])
        page.says(cells[10], verdict_numbers(run, p), f'verdict of project {p["project"]}')
        if odd:
            page.says(cells[12], [odd], f'doubts of project {p["project"]}')
    total = [None, None, None, count(classes), DASH,
             count(sum(p['seats_added'] for p in run.projects if p['counted'])),
             money_cell(sum(p['cost_cny'] or 0 for p in run.projects), page.lang),
             money_cell(sum(p['spend_2021_2025_cny'] or 0 for p in run.projects), page.lang)]
    expected.append(total + [None] * 6)
    page.grid(table, expected, 'register')
    for column in (6, 7):
        adds_up(page, table, column, 'register')


def page_names(page, p):
    from .page import NUMBER
    return NUMBER.findall((p['name_zh'] if page.lang == 'zh' else p['name_en']) or '')


def adds_up(page, table, column, what):
    """What is printed in a column adds up to what is printed in its last row."""
    from decimal import Decimal
    values = [text_of(cells[column]).replace(',', '').replace('−', '-') for _, _, cells in table.rows]
    known = [Decimal(v) for v in values[:-1] if v.replace('.', '').replace('-', '').isdigit()]
    if sum(known) != Decimal(values[-1]):
        page.faults.append(f'{what}: column {column + 1} prints {sum(known)} in parts and {values[-1]} as their sum')
