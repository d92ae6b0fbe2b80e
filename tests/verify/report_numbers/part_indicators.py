"""The plan's indicators: register, difference coefficients, clusters, quota, money, norms, placements."""
import math
import re

from .numbers import count, fixed, parts, percent
from .page import Wrong, text_of

HEAD = {'zh': '指标台账与达标情况', 'en': 'plan.s indicators and how they stand'}
SIGNS = {'at_least': '≥', 'at_most': '≤', 'above': '＞', 'below': '＜'}
SEVEN = ['degree_teachers', 'backbone_teachers', 'pe_art_teachers', 'teaching_area_m2', 'sports_area_m2',
         'equipment_cny', 'multimedia_rooms']


def missing(page):
    return '缺' if page.lang == 'zh' else 'needs input'


def places(value):
    """Decimals that print a number as it is, at most 3."""
    if value is None:
        return 0
    return next((d for d in range(3) if abs(value * 10 ** d - round(value * 10 ** d)) < 1e-6 * 10 ** d), 3)


def shown(row, value):
    most = max(places(row['baseline']), places(row['target']))
    if most == 0 and abs(value - round(value)) > 1e-9:
        most = 1
    return fixed(value, most)


def of_year(page, text, year):
    return f'{text}（{year}）' if page.lang == 'zh' else f'{text} ({year})'


def status_word(page, status):
    words = {'met': ('达标', 'met'), 'missed': ('未达标', 'missed'), 'needs_input': ('缺', 'needs input')}
    return words[status][page.lang == 'en'] if status in words else '—'


def value(run, code, year):
    found = run.rows('SELECT * FROM register_year WHERE code = ? AND year = ?', code, year)
    return found[0] if found else None


def verdict(run, row):
    if row['direction'] == 'none':
        return ''
    if row['direction'] == 'never_falls':
        words = {r['status'] for r in run.rows('SELECT status FROM register_year WHERE code = ?', row['code'])}
        return 'missed' if 'missed' in words else 'met' if 'met' in words else 'needs_input'
    at = value(run, row['code'], row['target_year'])
    return 'needs_input' if at is None or at['status'] == '' else at['status']


def register_cells(page, run, row):
    def cell(year):
        if year is None:
            return '—'
        of = value(run, row['code'], year)
        if of is None:
            return missing(page)
        return shown(row, of['value']) + {'model': 'a', 'input': 'b'}.get(of['basis'], '')

    base = missing(page) if row['baseline'] is None else \
        of_year(page, shown(row, row['baseline']), row['baseline_year'])
    zh, en = row['target_zh'], row['target_en']
    text = (zh or en) if page.lang == 'zh' else (en or zh)
    if not text and row['direction'] in SIGNS:
        text = SIGNS[row['direction']] + shown(row, row['target'])
    if not text:
        text = {'falls': ('比基期下降', 'below the baseline'), 'rises': ('比基期上升', 'above the baseline'),
                'never_falls': ('逐年不降', 'never falls')}.get(row['direction'], ('—', '—'))[page.lang == 'en']
    target = text if text == '—' or row['target_year'] is None else of_year(page, text, row['target_year'])
    word = verdict(run, row)
    status = status_word(page, word)
    at = value(run, row['code'], row['target_year']) if row['target_year'] else None
    if row['direction'] in ('falls', 'rises') and word in ('met', 'missed'):
        change = f"{shown(row, at['target'])} → {shown(row, at['value'])}"
        status = f'{status}（{change}）' if page.lang == 'zh' else f'{status} ({change})'
    years = [run.now] + ([run.last] if run.last != run.now else [])
    unit = (row['unit_zh'] or row['unit_en'] or '—') if page.lang == 'zh' else \
        (row['unit_en'] or row['unit_zh'] or '—')
    return [unit, base, target, cell(row['target_year'])] + [cell(y) for y in years] + [status, None]


def name_of(page, row):
    return row['code'] + ' ' + ((row['name_zh'] or row['name_en']) if page.lang == 'zh'
                                else (row['name_en'] or row['name_zh']))


def compare(page, table, heads, expected, what):
    """Row heads and cells, text by text."""
    if len(table.rows) != len(expected):
        page.faults.append(f'{what}: {len(table.rows)} rows on the page, {len(expected)} in the run')
    for (_, th, cells), head, wanted in zip(table.rows, heads, expected):
        page.cell(th, head, what)
        if len(cells) != len(wanted):
            page.faults.append(f'{what}: {len(cells)} cells, wanted {len(wanted)}')
        for td, one in zip(cells, wanted):
            if one is not None:
                page.cell(td, one, what)


def heads(page, run, table):
    """Years in the head of a table."""
    for th in table.head:
        page.literals(th, [str(run.first), str(run.now), str(run.last), '12', '8', '10,000', '1', '3'])


def indicators(page, run):
    section = page.section(HEAD)
    rows = run.rows('SELECT * FROM register ORDER BY fid') if run.has('register') else []
    notes = {text_of(p): p for p in page.elements('p', 'fn', section)}
    if rows:
        the_register(page, run, section, rows, notes)
    differences(page, run, section, rows, notes)
    clusters(page, run, section, notes)
    quota_and_money(page, run, section, notes)
    early(page, run, section, notes)
    placed(page, run, section)


def note(page, notes, pattern, expected, what):
    found = [p for text, p in notes.items() if re.search(pattern[page.lang == 'en'], text)]
    if len(found) != 1:
        raise Wrong(f'{len(found)} notes say {pattern}')
    page.says(found[0], expected, what)


def the_register(page, run, section, rows, notes):
    words = [verdict(run, r) for r in rows]
    note(page, notes, ('台账 .* 项：', r'indicators?: \d+ met'),
         [count(len(rows))] + [count(words.count(w)) for w in ('met', 'missed', 'needs_input', '')], 'the register')
    table = page.table({'zh': '项规划指标：', 'en': 'of the plan: baseline'}, section)
    page.caption(table, [count(len(rows))])
    heads(page, run, table)
    compare(page, table, [name_of(page, r) for r in rows], [register_cells(page, run, r) for r in rows], 'register')
    table = page.table({'zh': '各项指标的定义', 'en': 'Definition, formula and how'}, section)
    page.caption(table, [])
    compare(page, table, [name_of(page, r) for r in rows],
            [[((r[c + '_zh'] or r[c + '_en']) if page.lang == 'zh' else (r[c + '_en'] or r[c + '_zh'])) or '—'
              for c in ('category', 'definition', 'formula', 'computed')] for r in rows], 'definitions')


def differences(page, run, section, rows, notes):
    years = list(dict.fromkeys([run.first, run.now, run.last]))
    for s in run.stages:
        if s.word not in ('primary', 'lower_secondary') or s.city:
            continue
        limit = run.one("SELECT value FROM norm WHERE stage = ? AND quantity = 'difference_max' AND "
                        '(grade IS NULL OR grade = ?)', s.word, s.first_grade)
        limit = '—' if limit is None else fixed(limit, 2)
        values = [[run.measure(f'difference_{k}_{s.word}', y) for y in years] for k in SEVEN]
        if all(v is None for line in values for v in line):
            name = s.zh if page.lang == 'zh' else s.en
            note(page, notes, (f'七项指标：{name}缺输入', f'The seven indicators: {name} needs input'), [limit],
                 f'{s.word}: no resources')
            continue
        table = page.table({'zh': f'七项指标各自的校际差异系数：{s.zh}',
                            'en': f'each of the seven indicators: {s.en}'}, section)
        page.caption(table, [limit, '2017', '6'])
        heads(page, run, table)
        status = [run.one('SELECT status FROM measure_year WHERE measure = ? AND year = ? AND place = ?',
                          f'difference_{k}_{s.word}', run.now, 'district') or 'needs_input' for k in SEVEN]
        page.grid(table, [[missing(page) if v is None else fixed(v, 3) for v in line] +
                          [limit, status_word(page, word)] for line, word in zip(values, status)],
                  f'{s.word}: seven coefficients')
    own = [r for r in rows if r['family'] == 'difference']
    if own:
        table = page.table({'zh': '规划自身口径', 'en': "plan's own composite"}, section)
        page.caption(table, [])
        heads(page, run, table)
        compare(page, table, [name_of(page, r) for r in own], [register_cells(page, run, r) for r in own], 'own')


def rule(run, name, factor=1, decimals=0):
    return fixed(float(run.one('SELECT value FROM setting WHERE path = ?', 'indicators.' + name)) * factor, decimals)


def clusters(page, run, section, notes):
    codes = sorted({r['cluster'] for r in run.schools.values() if r['cluster']}, key=lambda c: c.encode())
    if not codes:
        return
    n, most = count(len(codes)), rule(run, 'attainment_difference_max', 1, 2)
    found = [(c, s, r) for c in codes for s in run.stages for r in run.rows(
        'SELECT * FROM measure_year WHERE place = ? AND measure = ? ORDER BY year', c,
        f'attainment_difference_{s.word}')]
    if found:
        table = page.table({'zh': '学业质量的校际差异率', 'en': 'Attainment: difference'}, section)
        page.caption(table, [most])
        compare(page, table, [c for c, _, _ in found],
                [[s.zh if page.lang == 'zh' else s.en, str(r['year']),
                  missing(page) if r['value'] is None else fixed(r['value'], 3), status_word(page, r['status'])]
                 for _, s, r in found], 'attainment')
    else:
        note(page, notes, ('学业校际差异率：缺输入', 'Attainment within'), [n, most], 'no attainment')
    targets = [rule(run, 'exchange_share_min', 100), rule(run, 'exchange_backbone_min', 100),
               rule(run, 'exchange_years_min')]
    moves = run.rows('SELECT * FROM teacher_exchange ORDER BY fid')
    if moves:
        table = page.table({'zh': '集团内教师交流', 'en': 'Exchange of teachers'}, section)
        page.caption(table, targets)
        lines = []
        for r in moves:
            line = [str(r['year']), count(r['eligible']), count(r['moved'])]
            for k, name in enumerate(('exchange_share', 'exchange_backbone_share', 'exchange_years')):
                of = run.rows('SELECT * FROM measure_year WHERE place = ? AND measure = ? AND year = ?',
                              r['cluster'], name, r['year'])
                of = of[0] if of else None
                text = '—' if of is None else missing(page) if of['value'] is None else \
                    percent(of['value'], 1, page.lang) if k < 2 else fixed(of['value'], 1)
                line += [text, status_word(page, of['status'] if of else '')]
            lines.append(line)
        compare(page, table, [r['cluster'] for r in moves], lines, 'exchange')
    else:
        note(page, notes, ('教师交流：缺输入', 'Exchange of teachers in the'), [n] + targets, 'no exchange')
    lines = [(c, s) for c in codes for s in run.stages if run.rows(
        'SELECT 1 FROM measure_year WHERE place = ? AND measure = ? AND year = ?', c,
        f'difference_{SEVEN[0]}_{s.word}', run.now)]
    if not lines:
        note(page, notes, ('资源差异：', 'Resources within a cluster'), [run.now], 'no resources of clusters')
        return
    table = page.table({'zh': '集团内资源差异系数', 'en': 'coefficients of resources within'}, section)
    page.caption(table, [run.now])
    values = [[run.measure(f'difference_{k}_{s.word}', run.now, c) for k in SEVEN] for c, s in lines]
    compare(page, table, [c for c, _ in lines],
            [[s.zh if page.lang == 'zh' else s.en] + [missing(page) if v is None else fixed(v, 3) for v in line]
             for (_, s), line in zip(lines, values)], 'resources of clusters')


def quota_and_money(page, run, section, notes):
    rows, least = run.rows('SELECT * FROM quota ORDER BY fid'), rule(run, 'quota_filled_min', 100)
    if rows:
        table = page.table({'zh': '名额分配到校的完成', 'en': 'places allotted to lower'}, section)
        page.caption(table, [least])
        lines = []
        for r in rows:
            of = run.rows("SELECT * FROM measure_year WHERE place = ? AND measure = 'quota_filled_share' AND year = ?",
                          r['school'] or 'district', r['year'])
            lines.append([str(r['year']), count(r['planned']),
                          missing(page) if r['filled'] is None else count(r['filled']),
                          '—' if not of else missing(page) if of[0]['value'] is None
                          else percent(of[0]['value'], 1, page.lang),
                          status_word(page, of[0]['status'] if of else '')])
        page.grid(table, lines, 'quota')
    else:
        note(page, notes, ('指标到校完成率', 'Places allotted to schools: needs'), [least], 'no quota')
    rows = run.rows('SELECT * FROM expenditure ORDER BY fid')
    if not rows:
        return
    table = page.table({'zh': '教育经费是否只增不减', 'en': 'Does expenditure never fall'}, section)
    page.caption(table, [])
    lines, last = [], {}
    for r in rows:
        key = (r['item'], r['stage'])
        before = last.get(key)
        lines.append([str(r['year']), fixed(r['cny'], 2), '—' if before is None else fixed(before, 2),
                      '—' if before is None else fixed(r['cny'] - before, 2),
                      '—' if before is None else status_word(page, 'met' if r['cny'] >= before - 1e-9 else 'missed'),
                      None])
        last[key] = r['cny']
    page.grid(table, lines, 'expenditure')


def early(page, run, section, notes):
    for s in run.stages:
        if s.word not in ('nursery', 'kindergarten') or s.city:
            continue
        table = page.table({'zh': f'{s.zh}的办学性质构成', 'en': f'Who runs the places: {s.en}'}, section)
        page.caption(table, [])
        names = ['public_schools', 'subsidised_schools', 'private_schools', 'public_school_share', 'public_seats',
                 'subsidised_seats', 'private_seats', 'public_pupils', 'subsidised_pupils', 'private_pupils',
                 'inclusive_pupil_share']
        lines = []
        for y in run.years:
            values = [run.measure(f'{n}_{s.word}', y) for n in names]
            lines.append(['—' if v is None else percent(v, 1, page.lang) if n.endswith('_share') else fixed(v, 0)
                          for n, v in zip(names, values)])
        compare(page, table, [str(y) for y in run.years], lines, f'{s.word}: who runs it')
    table = page.table({'zh': '千人指标与推算需求', 'en': 'Norms for kindergarten and nursery'}, section)
    classes, share = rule(run, 'kindergarten_classes'), rule(run, 'nursery_share', 100)
    page.caption(table, [classes, '1', '3', share] if page.lang == 'zh' else [classes, '10,000', share, '1', '3'])
    heads(page, run, table)
    compare(page, table, [str(y) for y in run.years], [norm_cells(page, run, 'district', y) for y in run.years],
            'norms by residents')
    if len(run.towns) > 1:
        table = page.table({'zh': '同上，各街镇', 'en': 'The same by town'}, section)
        page.caption(table, [run.now])
        heads(page, run, table)
        compare(page, table, [t[page.lang == 'en'] for t in run.towns],
                [norm_cells(page, run, t[0], run.now) for t in run.towns], 'norms by town')
    note(page, notes, ('标准取自键', 'The norms are the keys'), [], 'where norms are from')


def norm_cells(page, run, place, year):
    def number(name, decimals):
        got = run.measure(name, year, place)
        return '—' if got is None else fixed(got, decimals)

    words = {s.word for s in run.stages}
    per = run.rows("SELECT * FROM measure_year WHERE place = ? AND measure = 'kindergarten_rooms_per_10000' "
                   'AND year = ?', place, year)
    seats = [run.measure(f'{n}_seats_nursery', year, place) for n in ('public', 'subsidised', 'private')]
    return [number('residents', 0), number('kindergarten_classes_by_norm', 1),
            number('rooms_needed_kindergarten', 0) if 'kindergarten' in words else '—',
            number('kindergarten_rooms_per_10000', 1), status_word(page, per[0]['status'] if per else ''),
            number('children_1_3', 0), number('nursery_places_by_norm', 0),
            missing(page) if 'nursery' not in words or None in seats else fixed(sum(seats), 0)]


def placed(page, run, section):
    if run.measure('special_pupils', run.first) is not None:
        table = page.table({'zh': '需特殊教育的义务教育适龄儿童及其安置', 'en': 'who need special education, and where'},
                           section)
        page.caption(table, ['12', '8', '30'] if page.lang == 'zh' else ['12', '8', '300,000'])
        heads(page, run, table)
        lines = []
        for y in run.years:
            everybody = run.measure('special_pupils', y)
            shares = [run.measure(f'special_{n}_pupils', y) for n in ('school', 'ordinary', 'home')]
            whole = parts(shares, math.floor(everybody + 0.5))
            lines.append([fixed(everybody, 0)] +
                         ['…' if n == 0 and share > 0 else count(n) for n, share in zip(whole, shares)] +
                         [missing(page) if v is None else fixed(v, 0) for v in
                          (run.measure(n, y) for n in ('special_classes_of_12', 'special_classes_of_8',
                                                       'special_schools_wanted', 'special_schools'))])
        compare(page, table, [str(y) for y in run.years], lines, 'special education')
    for s in run.stages:
        names = ['migrant_entrants', 'migrant_entrants_public', 'migrant_entrants_bought', 'migrant_entrants_private',
                 'migrant_entrants_unplaced']
        if s.city or all(run.measure(f'{names[0]}_{s.word}', y) is None for y in run.years):
            continue
        table = page.table({'zh': f'随迁子女新生的去向：{s.zh}', 'en': f'children of migrants go: {s.en}'}, section)
        page.caption(table, [])
        lines = []
        for y in run.years:
            share = run.measure(f'migrant_public_share_{s.word}', y)
            lines.append([missing(page) if v is None else fixed(v, 0) for v in
                          (run.measure(f'{n}_{s.word}', y) for n in names)] +
                         ['—' if share is None else percent(share, 1, page.lang)])
        compare(page, table, [str(y) for y in run.years], lines, f'{s.word}: children of migrants')
