"""The head of the page and page one: sentences, the stages at a glance, seats less pupils, staff."""
import math
import re

from .numbers import axis_labels, count, parts, percent, said, signed
from .page import text_of
from .part_projects import money
from .part_stage import trend_texts


def in_order(page, zh, en):
    return zh if page.lang == 'zh' else en


def head(page, run):
    mast = next(page.elements('header', 'mast'))
    page.tick_heading(next(page.elements('h1', inside=mast)), [run.first, run.last])
    meta = next(page.elements('p', 'meta', mast))
    spans = [e for e in meta if page.numbers(e)]
    run_id = run.key['run_id'][:8]
    for span in spans:
        if run_id in text_of(span):
            page.tick(span)
        elif run.replicates and any(n == count(run.replicates) for n in page.numbers(span)):
            page.says(span, [count(run.replicates), run.key['seed']], 'replicates and seed in the head')
        else:
            page.says(span, parts(run.evidence('seats'), 100), 'evidence in the head')
    footer = next(page.elements('footer'))
    if run_id not in text_of(footer):
        page.faults.append('the footer does not name the run')
    page.tick(footer)


def section_of(page):
    return next(page.elements('section', 'one'))


def base_of(page):
    return page.section({'zh': r'基年', 'en': r'The base year'})


def district(run):
    return [s for s in run.stages if s.district]


def base_line(page, run):
    for line in page.elements('p', 'base', section_of(page)):
        expected = [run.first]
        for s in district(run):
            row = run.district(run.first, s.word)
            balance = row['seats'] - row['demand']
            expected += ([count(abs(balance))] if balance else []) + [count(row['local_gap'])]
        page.says(line, expected + in_order(page, [], ['1']), 'the base year on page one')


# ---- the five sentences, of a run without replicates ---------------------------------------------

def sentences(page, run):
    items = [li for li in page.elements('li', inside=next(page.elements('ol', 'lead', section_of(page))))]
    for item, expected in zip(items, (wave(page, run), gap(page, run), september(page, run), built(page, run),
                                      decision(page, run))):
        page.says(item, expected, f'sentence {items.index(item) + 1} of page one')
    if len(items) != 5:
        page.faults.append(f'{len(items)} sentences on page one')
    shares = parts(run.evidence('seats', year=run.first) or [0, 0, 0], 100)
    for note in page.elements('p', 'fn', section_of(page)):
        if any(w in text_of(note) for w in ('绝对数量依赖', 'Absolute amounts rest')):
            page.says(note, [run.first] + shares, 'what absolute amounts rest on')


def wave(page, run):
    """Classes that open now or later, else all, against the year with most entrants."""
    named = [p for p in run.projects if p['counted'] and p['classes_named'] is not None and p['of'] and
             p['of'].district]
    named = [p for p in named if p['opens_in'] >= run.now] or named
    expected, idle = [], None
    for s in district(run):
        of = [p for p in named if p['of'] is s]
        if not of:
            continue
        classes = sum(p['classes_named'] for p in of)
        late = sum(p['classes_named'] for p in of if p['opens_in'] > s.entry[0])
        years = sorted({min(p['opens_in'] for p in of), max(p['opens_in'] for p in of)})
        mixed = 0 < late < classes
        expected += [count(classes), *years] + ([count(late)] if mixed else []) + [s.entry[0]]
        if late and (idle is None or s.idle_last > idle.idle_last):
            idle = s
    if idle is not None and idle.seats_last > 0 and idle.idle_last * 10 >= idle.seats_last:
        seats, share = said(idle.idle_last, page.lang), percent(idle.idle_last, idle.seats_last, page.lang)
        expected += in_order(page, [run.last, seats, share], [seats, share, run.last])
    return expected


def gap(page, run):
    """The stage with the largest local gap."""
    short = [s for s in district(run) if s.worst]
    if not short:
        return []
    s = max(short, key=lambda s: (s.worst_local, -run.stages.index(s)))
    peak, pupils = s.roll[0], said(s.roll[1], page.lang)
    shown = [run.last if peak == run.last else peak, pupils]
    row = run.district(s.worst, s.word)
    if s.worst_net > 0:
        net = [count(s.worst_net)] if s.worst_net < s.worst_local else []
        body = in_order(page, [s.worst, count(s.worst_local)] + net, [count(s.worst_local), s.worst] + net)
    else:
        lacking = sum((run.town(zh, s.worst, s.word) or run.town(en, s.worst, s.word) or {'local_gap': 0})
                      ['local_gap'] > 0 for zh, en in run.towns)
        body = [s.worst, count(row['seats'] - row['demand']), lacking, count(s.worst_local)]
    return shown + body + [s.closes or run.last]


def september(page, run):
    expected = in_order(page, [run.now, '9'], [run.now])
    over = large = size = 0
    for s in district(run):
        sums, row = run.sums(run.now, s.word), run.district(run.now, s.word, 'entry')
        over, large, size = over + sums['over_norm'], large + sums['over_56'], size + sums['over_size']
        classes = run.one('SELECT total(classes) FROM class_year WHERE year = ? AND stage = ? AND grade = ?',
                          run.now, s.word, s.first_grade)
        expected += [count(row['demand']), count(classes), count(row['seats'])]
    return expected + in_order(page, [count(over), '56', count(large), count(size)],
                               [count(over), count(large), '56', count(size)])


def built(page, run):
    if not run.projects:
        return []
    v = run.verdicts
    beside = v('no classes', 'no seats', 'no gap', 'uncounted')
    late = [count(v('late'))] if v('late') else []
    expected = late + [v('early'), v('exact')]
    expected += [v('never'), run.last, beside]
    done = sum(p['status'] == 'open' for p in run.projects)
    due = sum(p['status'] != 'open' and p['opens_in'] < run.now for p in run.projects)
    building = sum(p['status'] == 'building' and p['opens_in'] >= run.now for p in run.projects)
    ahead = len(run.projects) - done - due - building
    return expected + [done, due, run.now, building, ahead]


def decision(page, run):
    ahead = [p for p in run.projects if p['counted'] and p['status'] != 'open' and p['opens_in'] > run.now]
    idle = [p for p in ahead if p['verdict'] == 'never' or (p['verdict'] == 'late' and p['over'])]
    late = [p for p in ahead if p['verdict'] == 'late' and not p['over']]
    if not idle + late:
        return [run.now]
    expected = [min(p['opens_in'] for p in idle + late) - 1] + in_order(page, ['12'], [])
    codes = lambda of: [p['project'] for p in of[:12]]  # noqa: E731
    if idle:
        cost = money(sum(p['cost_cny'] or 0 for p in idle), page.lang)
        expected += codes(idle) + [len(idle), cost, run.last]
    if late:
        expected += codes(late) + in_order(page, [len(late)], [])
    return expected


# ---- the stages at a glance ----------------------------------------------------------------------

def strip(page, run):
    section = section_of(page)
    figure = next(page.elements('figure', inside=section))
    page.caption(next(page.elements('figcaption', inside=figure)), [len(run.stages), run.first, run.last])
    top = max(max(run.district(y, s.word)['demand'], (run.district(y, s.word)['seats'] or 0) if s.district else 0)
              for s in run.stages for y in run.years)
    for article, s in zip(page.elements('article', 'stage', figure), run.stages):
        svg = next(page.elements('svg', inside=article))
        trend_texts(page, run, s, svg)
        ticks = [t for t in page.elements('text', 'tk', svg) if page.numbers(t)]
        steps = axis_labels(top, 5, page.lang)
        for tick, step in zip(ticks, steps):
            page.cell(tick, step, 'axis of the strip')
        for tick in ticks[len(steps):]:
            page.literals(tick, [str(y) for y in run.years])
        facts = [div for div in page.elements('div', inside=next(page.elements('dl', inside=article)))]
        for div, expected in zip(facts, fact_numbers(page, run, s)):
            page.says(div, expected, f'{s.word} at a glance: {text_of(div)[:40]}')


def fact_numbers(page, run, s):
    peak, pupils = s.roll
    at_edge = peak in (run.first, run.last)
    yield [peak, count(pupils), s.entry[0]] if at_edge else [peak, s.entry[0], count(pupils)]
    if not s.district:
        yield []
        yield [run.last]
        yield []
        return
    yield ['0'] if s.worst is None else [count(s.worst_local), s.worst, count(s.worst_net), s.closes or run.last]
    yield [run.last, count(s.idle_last), percent(s.idle_last, s.seats_last, page.lang)]
    yield [] if s.classes == 0 else [count(s.classes - s.after_entry), count(s.after_entry),
                                     count(s.classes - s.after_roll), count(s.after_roll)]


def balances(page, run):
    years = []
    for year in (run.first, run.now, run.last - 5, run.last):
        if year >= run.first and (not years or year > years[-1]):
            years.append(year)
    table = page.table({'zh': r'标准学位减需求个；负数', 'en': r'Norm seats less demandseats; negative'}, base_of(page))
    page.head(table, years, 'seats less pupils')
    page.caption(table, [])
    rows = iter(table.rows)
    for s in district(run):
        for scope, peak in (('all', s.roll[0]), ('entry', s.entry[0])):
            tr, th, cells = next(rows)
            values = [run.balance(run.district(y, s.word, scope)) for y in years]
            for cell, value in zip(cells, values):
                page.cell(cell, signed(value), f'{s.word}: seats less pupils')
            page.says(cells[-1], [signed(run.balance(run.district(peak, s.word, scope))), peak],
                      f'{s.word}: seats less pupils at the peak')


def staff(page, run):
    if run.now == run.last:
        return
    expected = []
    for s in run.stages:
        values = [run.measure(f'staff_{s.word}', y) for y in (run.now, run.last)]
        if None in values:
            continue
        now, last = (math.ceil(v) for v in values)
        expected += in_order(page, [run.now, count(now), run.last, count(last), signed(last - now)],
                             [count(now), run.now, count(last), run.last, signed(last - now)])
    for note in page.elements('p', 'fn', base_of(page)):
        if any(w in text_of(note) for w in ('教职工按标准计', 'Staff by the standard')):
            page.says(note, expected, 'staff on page one')


def notes(page, run):
    for note in page.elements('aside', 'notes', section_of(page)):
        page.literals(note, [str(run.first), '2'])


def origin(run, s, year):
    """Lines of the base rolls of those who were in school before the first year, of the rooms, of the projects that
    change the seats up to the year, and of the class norms."""
    grades, gone = s.grades, year - run.first + 1
    rolls = [line for line, row in run.input_rows('rolls') if int(row['year']) < run.first
             and s.first_grade <= int(row['grade']) < s.first_grade + grades - gone]
    rooms = [line for line, row in run.input_rows('capacity') if row['stage'] == s.word]
    projects = [p['line'] for p in run.projects if p['counted'] and p['opens_in'] <= year and p['stage'] == s.word
                and run.seats_added(p['project'], year) != 0]
    norms = [line for line, row in run.input_rows('norms')
             if row['stage'] == s.word and row['quantity'] == 'class_size_norm']
    return [n for lines in (rolls, rooms, projects, norms) for n in run.line_numbers(lines)]


def explained(page, run):
    """The small sums: entrants and continuing make the demand; the seats of the first year and what projects
    add make the seats; demand less seats is the net gap of the stage's worst year."""
    boxes = [box for box in page.elements('div', 'x') if box.find('table') is not None]
    for box in boxes:
        source = ' '.join(text_of(p) for p in page.elements('p', 'src', box))
        found = re.search(r'level=district, year=(\d+), stage=(' + '|'.join(s.word for s in run.stages) + ')', source)
        if not found:
            continue
        year, word = int(found[1]), found[2]
        s = next(s for s in run.stages if s.word == word)
        if year != (s.worst or run.now):
            page.faults.append(f'{word}: the small sum is of {year}')
        row, entry = run.district(year, word), run.district(year, word, 'entry')
        first = run.district(run.first, word)
        values, heads = [count(entry['demand']), count(row['demand'] - entry['demand']), count(row['demand'])], [[]] * 3
        values.append(count(first['seats']))
        heads = heads + [[run.first]]
        rest, single, other = row['seats'] - first['seats'], 0, []
        order = sorted((p for p in run.projects if p['of'] is s), key=lambda p: (p['opens_in'], run.projects.index(p)))
        for p in order:
            added = run.seats_added(p['project'], year) - run.seats_added(p['project'], run.first)
            if year == run.first or added == 0:
                continue
            rest -= added
            if single < 6:
                values.append(count(added))
                heads.append([p['project'], p['opens_in']])
                single += 1
            else:
                other.append(added)
        if other:
            values.append(count(sum(other)))
            heads.append([len(other)])
        if rest:
            values.append(count(rest))
            heads.append([])
        values += [count(row['seats']), count(row['demand'] - row['seats'])]
        heads += [[], []]
        rows = box.findall('.//tr')
        if len(rows) != len(values):
            page.faults.append(f'{word}: {len(rows)} lines in the small sum, wanted {len(values)}')
        for tr, value, named in zip(rows, values, heads):
            page.says(tr.find('th'), named, f'{word}: a term of the small sum')
            page.says(tr.findall('td')[0], [value], f'{word}: a value of the small sum')
        net = row['demand'] - row['seats']
        page.says(next(page.elements('h3', inside=box)), [count(abs(net)), year], f'{word}: head of the small sum')
        for p in page.elements('p', 'src', box):
            page.says(p, [year] + origin(run, s, year) + [year], f'{word}: where the small sum comes from')
        aside = page.parent[box]
        for p in aside.findall('p'):
            if any(w in text_of(p) for w in ('片区缺口', 'Local gap')) and len(page.numbers(p)) == 3:
                page.says(p, [count(row['local_gap']), count(net), count(row['surplus'])], f'{word}: local gap and net')
