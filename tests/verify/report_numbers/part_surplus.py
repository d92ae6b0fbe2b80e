"""Idle seats after the peak, rooms that could change stage, schools that could be merged."""
import math
import re

from .numbers import count, percent
from .page import text_of

HEAD = {'zh': r'空余学位与转用', 'en': r'Idle seats: what could'}


def years_after(run, s):
    start = max(s.roll[0] if s.roll else run.first, run.first)
    span = run.last - start
    n = min(6, span + 1)
    return [start + (0 if n == 1 else (span * k + (n - 1) // 2) // (n - 1)) for k in range(n)]


def surplus_part(page, run):
    section = page.section(HEAD)
    for heading in page.elements('h2', inside=section):
        page.tick_heading(heading, [])
    notes = list(page.elements('p', 'fn', section))
    stages = [s for s in run.stages if s.district]
    if stages:
        page.says(notes[0], [run.last] + [n for s in stages for n in (
            count(s.idle_last), percent(s.idle_last, s.seats_last, page.lang))], 'idle seats of the last year')
    for s in stages:
        idle(page, run, s, section, notes)
    named = conversions(page, run, section, notes)
    mergers(page, run, section, notes, *named)


def surplus_of(row):
    return 0 if row is None or row['surplus'] is None else row['surplus']


def idle(page, run, s, section, notes):
    years = years_after(run, s)
    district = [surplus_of(run.district(y, s.word)) for y in years]
    if not any(district):
        page.says(next(n for n in notes if text_of(n).startswith((s.zh + '：', s.en + ':'))), [years[0]] + (
            [run.last] if years[0] != run.last else []), f'{s.word}: nothing is idle')
        return
    table = page.table({'zh': f'{s.zh}：高峰后各街镇', 'en': f'{s.en}: idle seats by town'}, section)
    page.caption(table, [years[0]])
    page.head(table, years, f'{s.word}: years of idle seats')
    rows = []
    for zh, en in run.towns:
        of = {y: run.town(zh, y, s.word) or run.town(en, y, s.word) for y in run.years}
        if any(of.values()):
            rows.append([surplus_of(of[y]) for y in years])
    if [sum(column) for column in zip(*rows)] != district:
        page.faults.append(f'{s.word}: idle seats of the towns do not add up to the district')
    page.grid(table, [[count(v) for v in row] for row in rows + [district]], f'{s.word}: idle seats')


def division(run, school, stage, year):
    found = run.rows('SELECT * FROM school_year WHERE school = ? AND stage = ? AND year = ?', school, stage, year)
    return found[0] if found else None


def gap(run, town, stage, year):
    row = run.town(town[0], year, stage) or run.town(town[1], year, stage)
    return 0 if row is None else row['local_gap'] or 0


def open_to_all(school):
    return school['sector'] != 'private' and not school['boarding']


def conversions(page, run, section, notes):
    words, district = [s.word for s in run.stages], {s.word for s in run.stages if s.district}
    named, rows = set(), []
    ahead = range(run.now, run.last + 1)
    for town in run.towns:
        for number, to in enumerate(run.stages):
            years = [y for y in ahead if to.word in district and gap(run, town, to.word, y) > 0]
            if not years:
                continue
            left = most = max(gap(run, town, to.word, y) for y in years)
            span = range(years[0], years[-1] + 1)
            while left > 0:
                best = None
                for order, (code, school) in enumerate(run.schools.items()):
                    if code in named or not open_to_all(school) or not (
                            school['town_zh'] in town or school['town_en'] in town):
                        continue
                    for stage in (words[number - 1] if number > 0 else None,
                                  words[number + 1] if number + 1 < len(words) else None):
                        if stage not in district or any(gap(run, town, stage, y) > 0 for y in span):
                            continue
                        of = [division(run, code, stage, y) for y in span]
                        rooms = 0 if None in of else min(r['rooms'] - r['rooms_used'] for r in of)
                        if rooms <= 0:
                            continue
                        both = division(run, code, to.word, years[0]) is not None
                        key = (-both, -rooms, order, words.index(stage))
                        if best is None or key < best[0]:
                            best = (key, code, stage, rooms)
                if best is None:
                    break
                rooms = min(best[3], math.ceil(left / to.norm))
                named.add(best[1])
                rows.append((best[1], years[0], years[-1], most, rooms, int(rooms * to.norm)))
                left -= int(rooms * to.norm)
    if not rows:
        none = next(n for n in notes if re.search(r'^没有候选：.*又有相邻|No candidate: .* no town', text_of(n)))
        page.says(none, [run.now] + ([run.last] if run.now != run.last else []), 'no conversion')
        return named, set(named)
    table = page.table({'zh': r'转用候选', 'en': r'Conversion: rooms idle'}, section)
    page.caption(table, [len(rows)])
    page.grid(table, [[None, None, None, str(a) if a == b else f'{a}{"—" if page.lang == "zh" else "–"}{b}',
                       count(-most), count(rooms), count(seats), None]
                      for _, a, b, most, rooms, seats in rows], 'conversions')
    heads(page, run, table, [row[0] for row in rows])
    page.says(next(n for n in notes if re.search(r'^规则：自|^Rule: from', text_of(n))), [run.now], 'rule of conversion')
    return named, set(named)


def heads(page, run, table, codes):
    for (tr, th, cells), code in zip(table.rows, codes):
        school = run.schools[code]
        if text_of(th) != (school['name_zh' if page.lang == 'zh' else 'name_en']):
            page.faults.append(f'surplus: "{text_of(th)}" stands where {code} should')
        page.tick(th)


def setting(run, path, usual):
    value = run.one('SELECT value FROM setting WHERE path = ?', path)
    return usual if value is None else float(value)


def mergers(page, run, section, notes, named, gives):
    within, detour = setting(run, 'supply.close_within_m', 3000), setting(run, 'assignment.detour', 1.3)
    below, taken, rows = int(setting(run, 'supply.close_below', 0)), {}, []
    built = {p['school'] for p in run.projects if p['counted'] and p['kind'] == 'new'}
    codes = list(run.schools)

    def free(code, stage, year):
        row = division(run, code, stage, year)
        return None if row is None else row['seats_norm'] - row['pupils'] - taken.get((code, stage, year), 0)

    for s in run.stages:
        tried = set()
        while s.district:
            best = None
            for code in codes:
                last = division(run, code, s.word, run.last)
                if last is None or code in tried or code in named or code in built or last['seats_norm'] <= 0:
                    continue
                school = run.schools[code]
                if not open_to_all(school) or any(division(run, code, o.word, run.last) is not None
                                                  for o in run.stages if o is not s):
                    continue
                if last['pupils'] >= 0.5 * last['seats_norm'] and last['pupils'] >= below:
                    continue
                share = last['pupils'] / last['seats_norm']
                if best is None or share < best[0]:
                    best = (share, code, last)
            if best is None:
                break
            _, code, last = best
            tried.add(code)
            a, into = run.schools[code], None
            for other in codes:
                b = run.schools[other]
                if other == code or other in gives or not open_to_all(b) or division(run, other, s.word, run.last) is None:
                    continue
                way = math.hypot(a['x_m'] - b['x_m'], a['y_m'] - b['y_m']) * detour
                if way > within:
                    continue
                way = math.floor(way + 0.5)
                if into is not None and way >= into[0]:
                    continue
                since = None
                for year in range(run.last, run.now - 1, -1):
                    row, there = division(run, code, s.word, year), free(other, s.word, year)
                    if row is None or there is None or there < row['pupils']:
                        break
                    since = year
                if since is not None:
                    into = (way, other, since)
            if into is None:
                continue
            way, other, since = into
            rows.append((code, last['pupils'], last['seats_norm'], free(other, s.word, run.last), way, since,
                         last['rooms']))
            for year in range(since, run.last + 1):
                taken[other, s.word, year] = taken.get((other, s.word, year), 0) + division(
                    run, code, s.word, year)['pupils']
            named |= {code, other}
            gives.add(code)
    half, reach = '50%', count(int(within))
    if not rows:
        none = next(n for n in notes if re.search(r'能由 .* 米路程内|has another one within', text_of(n)))
        page.says(none, [run.last, half, reach], 'no merger')
        return
    table = page.table({'zh': r'撤并候选', 'en': r'Mergers: schools less'}, section)
    page.caption(table, [len(rows), count(sum(row[6] for row in rows)), run.last])
    page.grid(table, [[None, None, count(pupils), count(seats), None, count(there), count(way), since, count(rooms), None]
                      for _, pupils, seats, there, way, since, rooms in rows[:15]], 'mergers')
    heads(page, run, table, [row[0] for row in rows[:15]])
    for tr, th, cells in table.rows:
        page.tick(cells[4])
    for note in notes:
        if re.search(r'candidates\.csv', text_of(note)):
            page.says(note, [len(rows) - 15], 'more mergers')
        elif re.search(r'^规则：末年|^Rule: in the last', text_of(note)):
            page.says(note, [half, reach, f'{detour:g}'], 'rule of mergers')
