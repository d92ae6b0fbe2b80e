"""What each project does: histories without it, its price, the waterfalls; the annex."""
import re

from .numbers import DASH, axis_labels, count, fixed, money_cell, signed
from .page import text_of
from .part_projects import money

HEAD = {'zh': r'每个项目的作用', 'en': r'What each project does'}
ORDER = ('all', 'building', 'approved', 'planned')
STATUS = {'all': 'open', 'building': 'building', 'approved': 'approved', 'planned': 'planned'}


def sums(rows):
    """Seat-years: local gap, net gap, unplaced, idle."""
    rows = list(rows)
    return [sum(row[name] for row in rows) for name in ('local_gap', 'net_gap', 'unplaced', 'surplus')]


def words(run):
    return [s.word for s in run.stages if s.district]


def with_all(run):
    return [row for row in run.rows("SELECT * FROM gap_year WHERE level = 'district' AND scope = 'all' "
                                    'AND seats IS NOT NULL') if row['stage'] in words(run)]


def without(run, left_out, project=None):
    return run.rows("SELECT * FROM project_effect WHERE scope = 'all' AND left_out = ? AND project IS ?",
                    left_out, project)


def peak(rows, stage):
    rows = [row for row in rows if row['stage'] == stage]
    most = max((row['local_gap'] for row in rows), default=0)
    return (most, min(row['year'] for row in rows if row['local_gap'] == most)) if most > 0 else None


def effects(run):
    """Counted projects in the order of the report, each with what it does."""
    base, found = with_all(run), []
    for number, p in enumerate(p for p in run.projects if p['counted']):
        rows = without(run, 'project', p['project'])
        e = {'project': p, 'stage': p['stage'] if p['stage'] in words(run) else None, 'without': sums(rows)}
        e['gain'] = [a - b for a, b in zip(e['without'], sums(base))]
        e['cost'] = p['cost_cny']
        e['price'] = e['cost'] / e['gain'][0] if e['gain'][0] > 0 and e['cost'] is not None else None
        e['peaks'] = [peak(rows, e['stage']), peak(base, e['stage'])] if e['stage'] else None
        rank = (3 if e['stage'] is None else 2 if e['gain'][0] <= 0 else 1 if e['price'] is None else 0)
        e['key'] = (rank, e['price'] if rank == 0 else 0, -e['gain'][0], number)
        found.append(e)
    return sorted(found, key=lambda e: e['key'])


def everything(run, found):
    e = {'without': sums(without(run, 'all')), 'stage': None, 'peaks': None}
    e['gain'] = [a - b for a, b in zip(e['without'], sums(with_all(run)))]
    costs = [f['cost'] for f in found if f['stage']]
    e['cost'] = None if None in costs else sum(costs)
    e['price'] = e['cost'] / e['gain'][0] if e['cost'] is not None and e['gain'][0] > 0 else None
    return e


def price(value, lang):
    if value is None:
        return DASH
    return fixed(value / 1e4, 2) if lang == 'zh' else count(int(value / 100 + 0.5) * 100)


def effects_part(page, run):
    section = page.section(HEAD)
    for heading in page.elements('h2', inside=section):
        page.tick_heading(heading, [])
    found = effects(run)
    if not found or not run.rows('SELECT 1 FROM project_effect'):
        return
    whole, base = everything(run, found), sums(with_all(run))
    unknown = [f for f in found if f['stage'] and f['cost'] is None]
    said = [run.first, run.last, len(found), count(whole['without'][0]), count(whole['without'][1]), count(base[0]),
            count(base[1])]
    if unknown:
        said.append(len(unknown))
    else:
        said.append(money(whole['cost'], page.lang))
        if whole['price'] is not None:
            said.append(price(whole['price'], page.lang))
    page.says(next(page.elements('p', 'base', section)), said, 'effects: the sums')
    own = [f['gain'][0] for f in found if f['stage']]
    page.says(next(page.elements('p', 'fn', section)),
              [sum(g > 0 for g in own), sum(g == 0 for g in own), sum(g < 0 for g in own), len(found) - len(own)],
              'effects: single projects')
    waterfalls(page, run, section)
    helpful = [f for f in found if f['stage'] and f['gain'][0] > 0]
    if helpful:
        shown = helpful[:10]
        table = page.table({'zh': r'每避免一个缺口学位·年的投资', 'en': r'Investment per seat-year of shortage'}, section)
        page.caption(table, [run.first, run.last, len(shown), len(helpful)])
        page.grid(table, [[None, f['project']['opens_in'], count(f['project']['seats_added']),
                           money_cell(f['cost'], page.lang), count(f['gain'][0]), count(-f['gain'][3]),
                           price(f['price'], page.lang), None] for f in shown], 'ranking of projects')
        names(page, table, shown)
    for note in page.elements('aside', inside=section):
        page.literals(note, [str(run.last)])
    annex(page, run, found, whole, base)


def names(page, table, rows):
    for (tr, th, cells), f in zip(table.rows, rows):
        p = f['project']
        if not text_of(th).startswith(p['project'] + ' '):
            page.faults.append(f'effects: "{text_of(th)}" stands where project {p["project"]} should')
        page.tick(th)


def waterfalls(page, run, section):
    drawn, never, figures = [], [], list(page.elements('figure', inside=section))
    for s in [s for s in run.stages if s.district]:
        top = peak(without(run, 'all'), s.word)
        (drawn if top else never).append((s, top))
    for (s, (most, year)), figure in zip(drawn, figures):
        row = {k: next((r for r in without(run, k) if r['stage'] == s.word and r['year'] == year), None)
               for k in ORDER}
        now = run.district(year, s.word)
        page.caption(next(page.elements('figcaption', inside=figure)),
                     [year, count(most), count(now['local_gap']), count(now['net_gap'])])
        svg = next(page.elements('svg', inside=figure))
        page.says(next(page.elements('title', inside=svg)), [year], 'title of a waterfall')
        page.says(next(page.elements('desc', inside=svg)),
                  [count(most), count(now['local_gap']), count(now['local_gap'] - now['net_gap']),
                   count(now['net_gap']), count(row['all']['net_gap'])], 'description of a waterfall')
        level, longest, labels, values = most, most, [], [count(most)]
        present = [k for k in ORDER if row[k] is not None]
        for k, following in zip(present, present[1:] + [None]):
            upto = ORDER.index(following) if following else len(ORDER)
            between = [STATUS[w] for w in ORDER[ORDER.index(k):upto]]
            labels.append(sum(p['counted'] and p['status'] in between for p in run.projects))
            after = row[following]['local_gap'] if following else now['local_gap']
            values.append(signed(after - level))
            level = after
            longest = max(longest, level)
        values += [signed(now['net_gap'] - level), count(now['net_gap'])]
        ticks = [t for t in page.elements('text', 'tk', svg)]
        for text, label in zip(ticks, axis_labels(longest, 4, page.lang)):
            page.cell(text, label, 'axis of a waterfall')
        bars = [t for t in page.elements('text', 'nm', svg)]
        for text, number in zip(bars[1:], labels):
            page.says(text, [number], 'label of a waterfall')
        found = [t for t in page.elements('text', 'wv', svg)]
        if len(found) != len(values):
            page.faults.append(f'{s.word}: {len(found)} values in the waterfall, wanted {len(values)}')
        for text, value in zip(found, values):
            page.cell(text, value, f'{s.word}: waterfall')
    if len(drawn) != len(figures):
        page.faults.append(f'{len(figures)} waterfalls, wanted {len(drawn)}')
    notes = [p for p in page.elements('p', 'fn', section)][1:]
    if drawn:
        page.says(notes.pop(0), [count(next(r for r in without(run, 'all') if r['stage'] == s.word and
                                            r['year'] == top[1])['net_gap']) for s, top in drawn],
                  'net gaps without projects')
    for _, note in zip(never, notes):
        page.says(note, [run.first, run.last], 'a stage that is never short')


def annex(page, run, found, whole, base):
    table = page.table({'zh': r'每个项目：带与不带', 'en': r'Each project, with and without'})
    page.caption(table, [run.first, run.last])
    rows = []
    for f in found + [whole]:
        peaks = [DASH, DASH] if f['peaks'] is None else ['0' if p is None else f'{count(p[0])} {p[1]}'
                                                         for p in f['peaks']]
        cost = money_cell(f['cost'], page.lang)
        rows.append([None, cost if cost is not None else None, count(f['without'][0]), count(base[0])] +
                    [count(g) for g in f['gain'][:3]] + [count(-f['gain'][3])] + peaks +
                    [price(f['price'], page.lang)])
    page.grid(table, rows, 'each project')
    names(page, table, found)
    for note in page.elements('p', 'fn'):
        if re.search(r'避免缺口 ＝|Shortage avoided =', text_of(note)):
            page.literals(note, [])
