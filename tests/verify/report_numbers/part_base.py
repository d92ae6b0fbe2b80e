"""The base year; evidence and doubts; how to read; the annex."""
from .numbers import DASH, count, fixed, parts, percent, signed
from .page import text_of

LESS = {'zh': '＜1%', 'en': '<1%'}


def base(page, run):
    year, lang = run.first, page.lang
    section = page.section({'zh': r'基年', 'en': r'The base year'})
    for heading in page.elements('h2', inside=section):
        page.tick_heading(heading, [year])
    table = page.table({'zh': r'学年：在校生、班、教室与标准学位', 'en': r': pupils, classes, rooms and norm seats'})
    page.caption(table, [year] + (['9', '1'] if lang == 'zh' else ['1']))
    expected = []
    for s in run.stages:
        row, sums = run.district(year, s.word), run.sums(year, s.word)
        if not s.district:
            expected.append([count(row['demand'])] + [DASH] * 7 + [None])
            continue
        expected.append([count(row['demand']), count(sums['classes']),
                         fixed(sums['pupils'] / sums['classes'], 1) if sums['classes'] else DASH,
                         count(sums['rooms']), count(row['seats']), signed(row['seats'] - row['demand']),
                         count(-row['local_gap']), signed(row['surplus']), None])
    page.grid(table, expected, 'base year')
    for item, s in zip(page.elements('li', inside=next(page.elements('ul', 'why', section))),
                       [s for s in run.stages if s.district]):
        why(page, run, item, s)
    for note in page.elements('aside', 'notes', section):
        page.says(note, [year, '10'], 'notes of the base year')


def why(page, run, item, s):
    row, sums, expected = run.district(run.first, s.word), run.sums(run.first, s.word), []
    if sums['classes']:
        expected += [fixed(sums['pupils'] / sums['classes'], 1), count(s.norm)]
        if row['seats'] != row['demand']:
            expected.append(count(abs(row['seats'] - row['demand'])))
    if row['local_gap']:
        lead = {'gap': [], 'idle': []}
        for town in run.towns:
            found = run.town(town[0], run.first, s.word) or run.town(town[1], run.first, s.word)
            if found is not None and found['seats'] is not None:
                lead['gap'].append(found['local_gap'])
                lead['idle'].append(found['surplus'])
        shorts, spares = ([v for v in sorted(lead[k], reverse=True) if v > 0][:3] for k in ('gap', 'idle'))
        if shorts and spares:
            expected += [count(row['local_gap'])] + [count(v) for v in shorts + spares]
    page.says(item, expected, f'why {s.word} is as it is in the base year')


def sources(page, run):
    table = page.table({'zh': r'学年的结果有多少依据', 'en': r'How much of the result of'})
    page.caption(table, [run.now, '100'])
    expected = []
    for stage in [s.word for s in run.stages] + [None]:
        row = []
        for weight in ('pupils', 'seats'):
            shares = run.evidence(weight, stage)
            if shares is None:
                row += [DASH] * 3
                continue
            row += [LESS[page.lang] if whole == 0 and share > 0 else f'{whole}%'
                    for share, whole in zip(shares, parts(shares, 100))]
        expected.append(row)
    page.grid(table, expected, 'evidence of the result')

    table = page.table({'zh': r'输入表的行数', 'en': r'Rows of the input tables'})
    page.caption(table, [])
    expected, sums = [], [0, 0, 0]
    for row in run.rows('SELECT published, estimated, assumed FROM table_evidence ORDER BY fid'):
        expected.append([None, count(sum(row))] + [count(n) for n in row])
        sums = [a + b for a, b in zip(sums, row)]
    expected.append([None, count(sum(sums))] + [count(n) for n in sums])
    page.grid(table, expected, 'rows of the input tables')


def annex(page, run):
    years = run.years
    table = page.table({'zh': r'各学段逐年：需求、入学与标准学位', 'en': r'Stages by year: demand, entrants and norm seats'})
    page.head(table, years, 'stages by year')
    page.caption(table, ['1'] if page.lang == 'en' else ['9', '1'])
    expected = []
    for s in run.stages:
        rows = [run.district(y, s.word) for y in years]
        entries = [run.district(y, s.word, 'entry') for y in years]
        expected.append([count(r['demand']) for r in rows])
        expected.append([count(r['demand']) for r in entries])
        if s.district:
            expected.append([count(r['seats']) for r in rows])
    page.grid(table, expected, 'stages by year')

    for s in run.stages:
        towns = run.towns_by_worst(s.word)
        if not s.district or not towns:
            continue
        name = s.zh if page.lang == 'zh' else s.en
        table = page.table({'zh': rf'\d {name}：街镇逐年标准学位减需求', 'en': rf'\d\. {name}: norm seats less demand, by town'})
        page.head(table, years, 'towns by year')
        page.caption(table, [])
        expected = [[DASH if v is None else signed(v) for v in values] for _, values in towns]
        expected.append([signed(run.balance(run.district(y, s.word))) for y in years])
        page.grid(table, expected, f'{s.word}, towns by year')

    district = [s for s in run.stages if s.district]
    table = page.table({'zh': r'学年班数，按班额', 'en': r'Classes by size, '})
    page.caption(table, [run.now, '99', '99'] if page.lang == 'zh' else [run.now, '99', '99'])
    sizes = {s.word: run.class_sizes(run.now, s.word) for s in district}
    sized = sorted(set().union(*sizes.values()))
    for (tr, th, cells), size in zip(table.rows, sized):
        page.says(th, [size], 'a class size')
    page.grid(table, [[count(sizes[s.word].get(size, 0)) for s in district] for size in sized] +
              [[count(sum(sizes[s.word].values())) for s in district]], 'classes by size')


def schools(page, run):
    table = page.table({'zh': r'\d 学年逐校', 'en': r'\d\. Schools, \d'})
    page.caption(table, [run.now])
    district = [s.word for s in run.stages if s.district]
    rows = run.rows('SELECT y.* FROM school_year y WHERE year = ? AND (rooms > 0 OR pupils > 0) ORDER BY fid', run.now)
    page.grid(table, [[None, None, count(r['pupils']), count(r['seats_norm']),
                       percent(r['pupils'], r['seats_norm'], page.lang), count(r['classes']),
                       count(r['classes_over_norm']), count(r['largest_class']), None]
                      for r in rows if r['stage'] in district], 'schools')


# Numbers that a definition may hold: the first of September, limits of class sizes, 0 and 1 as marks.
DEFINITIONS = ['0', '1', '2', '8', '9', '56', '66', '99', '2021', '2025', '80', '90', '95', '10', '50']


def definitions(page, run):
    for dl in page.elements('dl', 'dict'):
        page.literals(dl, DEFINITIONS)
    table = page.table({'zh': r'数据字典', 'en': r'Data dictionary'})
    page.caption(table, ['8'])
    for tr, th, cells in table.rows:
        for cell in cells:
            page.literals(cell, DEFINITIONS)


def headings(page, run):
    """Headings without results: the number of the section, in English."""
    expected = 0
    for section in page.elements('section'):
        for heading in page.elements('h2', inside=section):
            if any(c in (section.get('class') or '').split() for c in ('one',)):
                continue
            english = page.elements('span', 'en', heading) if page.lang == 'zh' else [heading]
            expected += 1
            for element in english:
                numbers = page.numbers(element)
                if numbers[:1] != [str(expected)]:
                    page.faults.append(f'section {expected} is numbered {numbers[:1]}')
            page.tick(heading)
