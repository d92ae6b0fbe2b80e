"""Rooms held by older classes: the sentence, the saw-teeth, the small sum and the list of a stage."""
import math
import re

from .numbers import axis, count
from .page import text_of
from .part_stage import HEADS


def division(run, school, stage, year):
    """Rooms, classes of the older grades and of the entry grade, free rooms, wanted and lacking classes."""
    row = run.rows('SELECT * FROM school_year WHERE school = ? AND stage = ? AND year = ?', school, stage, year)
    if not row:
        return None
    s = next(s for s in run.stages if s.word == stage)
    classes = dict(run.rows('SELECT grade, sum(classes) FROM class_year WHERE school = ? AND stage = ? AND year = ? '
                            'GROUP BY grade', school, stage, year))
    entry = classes.pop(s.first_grade, 0)
    older = sum(classes.values())
    rooms, demand = row[0]['rooms'], row[0]['demand']
    free = max(0, rooms - older - entry)
    wanted = math.ceil(demand / s.norm)
    return {'rooms': rooms, 'older': older, 'entry': entry, 'free': free, 'wanted': wanted, 'demand': demand,
            'lacking': max(0, wanted - entry - free), 'locked': row[0]['reason'] == 'locked_rooms',
            'grades': classes}


def locked(run, stage):
    """(school, locked years, classes lacking in them, worst year), those that lack most first."""
    found = []
    for number, school in enumerate(run.schools):
        years = [(y, d) for y in run.years for d in [division(run, school, stage, y)] if d and d['locked']]
        if years:
            worst = max(years, key=lambda y: (y[1]['lacking'], -y[0]))[0]
            found.append((-sum(d['lacking'] for _, d in years), -len(years), number, school, worst))
    return [(school, -years, -classes, worst) for classes, years, _, school, worst in sorted(found)]


def rooms(page, run):
    for s in [s for s in run.stages if s.district]:
        section = page.section(HEADS[s.word])
        part = next(page.parent[h] for h in page.elements('h3', inside=section)
                    if any(w in text_of(h) for w in ('锯齿与占住的教室', 'Saw-tooth and locked rooms')))
        of = locked(run, s.word)
        if not of:
            page.says(next(page.elements('p', 'fn', part)), [run.first, run.last], f'{s.word}: no locked room')
            continue
        sentence(page, run, s, next(page.elements('p', 'fn', part)), of)
        small_sum(page, run, s, next(page.elements('div', 'x', part)), of[0][0], of[0][3])
        saws(page, run, s, section, of)
        table = page.table({'zh': r'被高年级占住教室最多', 'en': r'most rooms locked by older classes'}, section)
        page.caption(table, [])
        expected = []
        for school, years, classes, worst in of[:8]:
            d = division(run, school, s.word, worst)
            expected.append([None, count(years), count(classes), worst, count(d['rooms']), count(d['older']),
                             count(d['wanted']), count(d['entry']), count(-d['lacking']), None])
        page.grid(table, expected, f'{s.word}: locked rooms')
        for note in page.elements('p', 'fn', section):
            if re.search(r'另有 \d+ 所未列，见学校单页|more in the school sheets', text_of(note)):
                page.says(note, [count(len(of) - 8)], 'schools not listed')
            if re.search(r'开不出 ＝ 想开|Without a room = wanted', text_of(note)):
                page.says(note, [count(s.norm), '0'], 'what lacks a room')


def sentence(page, run, s, line, of):
    years = sorted({y for school, *_ in of for y in run.years
                    for d in [division(run, school, s.word, y)] if d and d['locked']})
    now = [d for school, *_ in of for d in [division(run, school, s.word, run.now)] if d and d['locked']]
    expected = sorted({years[0], years[-1]}) + [count(len(of)), count(sum(c for _, _, c, _ in of))]
    lacking = [count(len(now)), count(sum(d['lacking'] for d in now))]
    expected += [run.now] + (lacking if now else []) if page.lang == 'zh' else \
        (lacking[::-1] + [run.now] if now else [run.now])
    page.says(line, expected, f'{s.word}: locked rooms')


def small_sum(page, run, s, box, school, year):
    d = division(run, school, s.word, year)
    heading = next(page.elements('h3', inside=box))
    numbers = [year, count(d['entry'])] if page.lang == 'zh' else [count(d['entry']), year]
    page.says(heading, numbers + page_name_numbers(page, run, school), 'head of the rooms')
    lines = [([], count(d['rooms']))]
    for grade in sorted(d['grades'], reverse=True):
        of = grade - s.first_grade
        if d['grades'][grade]:
            lines.append(([year - of, of + 1], count(d['grades'][grade])))
    lines += [([], count(d['rooms'] - d['older'])), ([count(d['demand']), count(s.norm)], count(d['wanted'])),
              ([], count(d['entry']))]
    if d['free']:
        lines.append(([], count(d['free'])))
    lines.append(([], count(d['lacking'])))
    rows = box.findall('.//tr')
    if len(rows) != len(lines):
        page.faults.append(f'{s.word}: {len(rows)} lines in the sum of rooms, wanted {len(lines)}')
    for tr, (head, value) in zip(rows, lines):
        page.says(tr.find('th'), head, 'a term of the rooms')
        page.says(tr.findall('td')[0], [value], 'a value of the rooms')
    for p in page.elements('p', 'src', box):
        page.tick(p)


def page_name_numbers(page, run, school):
    """Names of schools may hold numbers."""
    row = run.schools[school]
    name = (row['name_zh'] or row['name_en']) if page.lang == 'zh' else (row['name_en'] or row['name_zh'])
    return re.findall(r'\d+', name)


def saws(page, run, s, section, of):
    figures = [f for f in page.elements('figure', inside=section)
               if any(w in text_of(t) for t in page.elements('title', inside=f)
                      for w in ('教室占用与新开班', 'rooms held and entry classes opened'))]
    for figure, (school, _, _, worst) in zip(figures, of):
        saw(page, run, s, figure, school, worst)


def saw(page, run, s, figure, school, worst):
    years = {y: division(run, school, s.word, y) for y in run.years}
    open_years = [y for y in run.years if years[y]]
    d, name = years[worst], page_name_numbers(page, run, school)
    caption = next(page.elements('figcaption', inside=figure))
    held = [count(d['older']), count(d['rooms'])] if page.lang == 'en' else [count(d['rooms']), count(d['older'])]
    page.caption(caption, name + [worst] + held + ([count(d['lacking'])] if d['lacking'] else []))
    page.says(next(page.elements('title', inside=figure)), name + sorted({open_years[0], open_years[-1]}), 'title')
    lacks = max(open_years, key=lambda y: (years[y]['lacking'], -y))
    most = years[lacks]
    if most['lacking']:
        expected = [lacks] + [count(most[k]) for k in ('rooms', 'older', 'wanted', 'entry', 'lacking')]
    else:
        expected = [open_years[-1], count(years[open_years[-1]]['rooms'])]
        expected = expected if page.lang == 'zh' else expected[::-1]
    page.says(next(page.elements('desc', inside=figure)), expected, 'description of the rooms')
    texts = [t for t in page.elements('text', inside=figure) if page.numbers(t)]
    steps = axis(max(max(v['rooms'], v['older'] + v['entry']) for v in years.values() if v), 4)
    ticks = [t for t in texts if t.get('class') == 'tk' and t.get('text-anchor') == 'end']
    for tick, step in zip(ticks, steps):
        page.cell(tick, count(step), 'axis of the rooms')
    for t in [t for t in texts if t.get('class') == 'tk' and t.get('text-anchor') == 'middle']:
        page.literals(t, [str(y) for y in run.years])
    for css, key, sign in (('en', 'entry', 1), ('lsh halo2', 'lacking', -1)):
        shown = [text_of(t) for t in texts if t.get('class') == css]
        wanted = [count(sign * years[y][key]) for y in open_years if years[y][key]]
        if not is_part(shown, wanted):
            page.faults.append(f'{s.word}, {school}: {key} {shown}, wanted {wanted}')
        for t in [t for t in texts if t.get('class') == css]:
            page.tick(t)
    for t in [t for t in texts if t.get('class') == 'ls']:
        page.says(t, [count(years[open_years[-1]]['rooms'])], 'rooms at the right')


def is_part(shown, wanted):
    """Shown in this order among the wanted: a number without room in its bar is dropped."""
    rest = iter(wanted)
    return all(any(one == other for other in rest) for one in shown)
