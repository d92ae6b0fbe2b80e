"""One stage: trend, balance, placements, towns, map, class sizes, crowded schools."""
import math

from .numbers import DASH, axis, axis_labels, count, percent, signed
from .page import Wrong, text_of

HEADS = {
    'nursery': {'zh': r'托育的余缺|托育', 'en': r'Nursery: '},
    'kindergarten': {'zh': r'幼儿园的', 'en': r'Kindergarten: '},
    'primary': {'zh': r'小学的', 'en': r'Primary: '},
    'lower_secondary': {'zh': r'初中的', 'en': r'Lower secondary: '},
    'upper_secondary': {'zh': r'高中阶段的', 'en': r'Upper secondary: '},
    'special': {'zh': r'特殊教育的', 'en': r'Special education: '},
}
# The columns of the table of placements: reason, and whether it stands there even when nobody is placed so.
PLACED = [('catchment', True), ('multi_school', True), ('open', False), ('district', False),
          ('feeder', False), ('own_leavers', False), ('sibling', False), ('choice', False),
          ('coordination', True), ('boarding', False), ('special', False), ('guaranteed', False),
          ('private', True), ('unplaced', True), ('no_claim', False)]


def stages(page, run):
    for s in run.stages:
        section = page.section(HEADS[s.word])
        for heading in page.elements('h2', inside=section):
            page.tick_heading(heading, [])
        trend(page, run, s, section)
        balance(page, run, s, section)
        if not s.district:
            continue
        placements(page, run, s, section)
        towns(page, run, s, section)
        the_map(page, run, s, section)
        sizes(page, run, s, section)
        crowded(page, run, s, section)


def in_order(page, zh, en):
    return zh if page.lang == 'zh' else en


def captions(page, section, pattern):
    import re
    return [e for e in page.elements('figcaption', inside=section)
            if re.search(pattern[page.lang], text_of(e))]


# ---- charts ------------------------------------------------------------------------------------

def described(run, s):
    """The sentence about demand and seats that stands in every description of the chart."""
    said = [s.roll[0], count(s.roll[1])]
    if s.district:
        said += [s.worst, count(s.worst_local)] if s.worst else []
    return said


def chart_of(page, section, pattern):
    import re
    found = [svg for svg in page.elements('svg', inside=section)
             for title in page.elements('title', inside=svg) if re.search(pattern[page.lang], text_of(title))]
    if not found:
        raise Wrong(f'no chart has a title like {pattern[page.lang]}')
    return found


def trend_texts(page, run, s, svg, idle_order=True):
    """Title and description of a chart of demand and seats."""
    title = next(page.elements('title', inside=svg))
    page.says(title, [run.first, run.last], 'title of a trend')
    said = described(run, s)
    if s.district:
        said += in_order(page, [run.last, count(s.idle_last)], [count(s.idle_last), run.last])
    page.says(next(page.elements('desc', inside=svg)), said, f'{s.word}: description of the trend')


def trend(page, run, s, section):
    svg = chart_of(page, section, {'zh': r'需求与标准学位，\d', 'en': r'demand and norm seats, \d'})[0]
    trend_texts(page, run, s, svg)
    caption = next(page.elements('figcaption', inside=section))
    if s.roll is None:
        page.caption(caption, [])
    elif not s.district:
        page.caption(caption, [s.roll[0], count(s.roll[1])])
    elif s.classes > 0 and s.after_entry * 3 >= s.classes:
        share = percent(s.after_entry, s.classes, page.lang)
        page.caption(caption, in_order(page, [count(s.classes), count(s.after_entry), share, s.first_after, s.entry[0]],
                                       [count(s.after_entry), count(s.classes), share, s.first_after, s.entry[0]]))
    elif s.worst is None:
        page.caption(caption, [s.roll[0], count(s.roll[1])])
    else:
        page.caption(caption, [s.roll[0], s.worst, count(s.worst_local)])

    demand = {y: run.district(y, s.word)['demand'] for y in run.years}
    seats = {y: run.district(y, s.word)['seats'] or 0 for y in run.years}
    ends = [count(demand[run.last])] + ([count(seats[run.last])] if s.district else [])
    marks = {}
    for text in page.elements('text', inside=svg):
        marks.setdefault(text.get('class') or '', []).append(text)
    top = max(list(demand.values()) + (list(seats.values()) if s.district else []) + [1])
    if run.replicates < 100:
        steps = axis_labels(top * 1.08, 5, page.lang)
        ticks = [t for t in marks.get('tk', []) if t.get('text-anchor') == 'end']
        for tick, step in zip(ticks, steps):
            page.cell(tick, step, f'{s.word}: axis of the trend')
        if len(ticks) != len(steps):
            page.faults.append(f'{s.word}: {len(ticks)} ticks on the axis of the trend, wanted {len(steps)}')
    years = [t for t in marks.get('tk', []) if t.get('text-anchor') == 'middle']
    for tick in years:
        if not set(page.numbers(tick)) <= {str(y) for y in run.years}:
            page.faults.append(f'{s.word}: "{text_of(tick)}" is no year of the run')
        page.tick(tick)
    for css, of in (('ls', ends[1:]), ('ld', ends[:1])):
        for text in marks.get(css, []):
            if page.numbers(text):
                page.says(text, of, f'{s.word}: end of the line')
    calls = [t for css in ('lsh halo2', 'ld halo2') for t in marks.get(css, []) if page.numbers(t)]
    wanted = []
    if s.district and s.worst:
        wanted += [[s.worst], [count(s.worst_local), count(s.worst_net)]]
    if s.roll:
        wanted += [[s.roll[0]], [count(s.roll[1])]]
    got = [page.numbers(t) for t in calls]
    if any(g not in [[str(x) for x in w] for w in wanted] for g in got):
        page.faults.append(f'{s.word}: call-outs {got}, wanted {wanted}')
    for text in calls:
        page.tick(text)
    openings = {}
    for p in run.projects:
        if p['of'] is s and p['counted']:
            openings.setdefault(p['opens_in'], []).append(p['project'])
    codes = [','.join(openings[y]) for y in sorted(openings)]
    for text in marks.get('op halo2', []):
        if text_of(text) not in codes:
            page.faults.append(f'{s.word}: opening "{text_of(text)}" is not one of {codes}')
        page.tick(text)


# ---- the balance -------------------------------------------------------------------------------

def chosen_years(run, s):
    """Up to eight columns: the edges, now, the peaks, the worst and the closing year, the last but five;
    then the middle of the longest stretch without a column."""
    wanted = [run.first, run.last, run.now, s.worst, s.roll and s.roll[0], s.entry and s.entry[0], s.closes,
              run.last - 5]
    taken = []
    for year in wanted:
        if year is not None and run.first <= year <= run.last and year not in taken and len(taken) < 8:
            taken.append(year)
    while len(taken) < min(8, len(run.years)):
        taken.sort()
        stretch, low = max(((b - a, -a) for a, b in zip(taken, taken[1:])), default=(1, 0))
        if stretch < 2:
            break
        taken.append(-low + stretch // 2)
    return sorted(taken)


def balance(page, run, s, section):
    years = chosen_years(run, s)
    table = page.table({'zh': r'：需求、学位与余缺', 'en': r': demand, seats and balance'}, section)
    page.head(table, years, f'{s.word}: balance')
    page.caption(table, in_order(page, ['9', '1'], ['1']))
    rows, lines = {y: run.district(y, s.word) for y in years}, []
    entry = {y: run.district(y, s.word, 'entry') for y in years}
    sums = {y: run.sums(y, s.word) for y in years}
    evidence = [None]

    def line(values, head=()):
        lines.append(([*values, None], list(head)))

    def measured(name, write, head=()):
        if run.measure(f'{name}_{s.word}', run.now) is None:
            return
        values = [run.measure(f'{name}_{s.word}', y) for y in years]
        line([DASH if v is None else write(v) for v in values], head)

    line([count(rows[y]['demand']) for y in years])
    line([count(entry[y]['demand']) for y in years])
    line([count(rows[y]['demand'] - entry[y]['demand']) for y in years])
    if s.district:
        line([count(rows[y]['design']) for y in years])
        line([count(rows[y]['seats']) for y in years])
        measured('seats_locked', lambda v: count(math.floor(v + 0.5)))
        if s.size_max is not None:
            line([count(rows[y]['compliant']) for y in years])
        line([signed(rows[y]['seats'] - rows[y]['demand']) for y in years])
        line([count(-rows[y]['local_gap']) for y in years])
        line([signed(rows[y]['surplus']) for y in years])
        line([count(rows[y]['unplaced']) for y in years])
        line([count(entry[y]['seats']) for y in years])
        line([signed(entry[y]['seats'] - entry[y]['demand']) for y in years])
        line([count(sums[y]['classes']) for y in years])
        line([count(sums[y]['over_norm']) for y in years], [count(s.norm)])
        if s.norm >= 40:
            line([count(sums[y]['over_56']) for y in years], ['56'])
            line([count(sums[y]['over_66']) for y in years], ['66'])
        if s.size_max is not None:
            line([count(sums[y]['over_size']) for y in years], [count(s.size_max)])
        measured('staff', lambda v: count(math.ceil(v)))
        measured('entrants_within_radius', lambda v: percent(v, 1.0, page.lang))
        measured('entrants_way_m', lambda v: count(math.floor(v + 0.5)))
    page.grid(table, [values for values, _ in lines], f'{s.word}: balance')
    for (tr, th, cells), (_, head) in zip(table.rows, lines):
        page.says(th, head, f'{s.word}: head of a row of the balance')
    for note in page.elements('p', 'fn', section):
        if page.numbers(note) and any(w in text_of(note) for w in ('标准学位每班', 'Norm seats:')):
            sizes = [s.norm] if s.size_max is None else [s.norm, s.size_max]
            page.says(note, [count(size) for size in sizes], f'{s.word}: note under the balance')


def placements(page, run, s, section):
    values = {(reason, y): run.measure(f'entrants_{reason}_{s.word}', y) or 0 for reason, _ in PLACED
              for y in run.years}
    if not any(values.values()):
        return
    shown = [reason for reason, always in PLACED if always or any(values[reason, y] for y in run.years)]
    table = page.table({'zh': r'新生.*(去向|安排|进入)|的新生', 'en': r'Where the entrants of'}, section)
    page.caption(table, [])
    expected = []
    for y in run.years:
        demand = run.district(y, s.word, 'entry')['demand']
        if sum(values[reason, y] for reason in shown) != demand:
            page.faults.append(f'{s.word}, {y}: the placements do not add up to {demand}')
        expected.append([count(demand)] + [count(values[reason, y]) for reason in shown])
    page.grid(table, expected, f'{s.word}: placements')
    for (tr, th, cells), y in zip(table.rows, run.years):
        page.says(th, [y], f'{s.word}: year of the placements')


# ---- towns, map, sizes -------------------------------------------------------------------------

def towns(page, run, s, section):
    order = run.towns_by_worst(s.word)
    if not order:
        return
    short = [(town, values) for town, values in order if any(v is not None and v < 0 for v in values)]
    caption = captions(page, section, {'zh': r'个街镇', 'en': r'towns? (is|are)'})[0]
    if short:
        last = max(y for y, v in zip(run.years, order[0][1]) if v is not None and v < 0)
        page.caption(caption, in_order(page, [len(order), len(short), last, run.now],
                                       [len(short), len(order), last, run.now]))
    else:
        page.caption(caption, [len(order), run.now])
    plot = next(e for e in page.elements('div', 'hm-p', section))
    cells = [t for t in page.elements('text', inside=plot)]
    heads = [t for t in cells if (t.get('class') or '').startswith('tk')]
    for text, year in zip(heads, run.years):
        page.says(text, [year], f'{s.word}: year of the heat map')
    values = [v for _, of in order for v in of]
    gaps = [run.district(y, s.word) for y in run.years]
    sums = [v for g in gaps for v in (-g['local_gap'], g['surplus'], g['seats'] - g['demand'])]
    texts = [t for t in cells if (t.get('class') or '').startswith('hv')]
    wanted = [DASH if v is None else count(v) for v in values] + [count(v) for v in sums]
    if len(texts) != len(wanted):
        page.faults.append(f'{s.word}: {len(texts)} cells of the heat map, wanted {len(wanted)}')
    for text, value in zip(texts, wanted):
        page.cell(text, value, f'{s.word}: heat map')
    for key in page.elements('p', 'key', section):
        if '1,200' in text_of(key):
            page.says(key, ['−1,000', '−300', '0', '+300', '+1,200', '+3,000'], 'bounds of the heat map')


def the_map(page, run, s, section):
    balances = [(town, dict(zip(run.years, run.town_rows(town, s.word)))[run.now]) for town in run.towns]
    known = [(town, b) for town, b in balances if b is not None]
    short = sum(b < 0 for _, b in known)
    most = max((b for _, b in known), default=0)
    svgs = [svg for svg in page.elements('svg', 'map', section)]
    if not svgs or not known:
        return
    svg = svgs[0]
    page.says(next(page.elements('title', inside=svg)), [run.now], 'title of the map')
    zones = run.one('SELECT count(*) FROM zones')
    page.says(next(page.elements('desc', inside=svg)), [count(zones), count(len(run.towns)), count(s.norm)],
              'description of the map')
    caption = next(page.elements('figcaption', inside=page.parent[svg]))
    if short and most > 0:
        page.caption(caption, [run.now, count(short), count(most)])
    elif short:
        page.caption(caption, [run.now, count(short)])
    else:
        page.caption(caption, [run.now, count(most)])
    labels = sorted(count(b) for _, b in known)
    texts = [t for t in page.elements('text', 'mv', svg)]
    if not set(text_of(t) for t in texts) <= set(labels):
        page.faults.append(f'{s.word}: labels {[text_of(t) for t in texts]} of the map, wanted {labels}')
    for text in texts:
        page.tick(text)
    key = [t for t in page.elements('text', 'tk', svg) if page.numbers(t)]
    for text, value in zip(key, ['500', '1,500', '2,500', count(s.norm)]):
        page.says(text, [value], 'key of the map')


def sizes(page, run, s, section):
    found = run.class_sizes(run.now, s.word)
    total = sum(found.values())
    if not total:
        return
    norm, large = int(s.norm), 40 <= s.norm < 55
    top = 55 if large else 99
    within = sum(n for size, n in found.items() if size <= norm)
    over = sum(n for size, n in found.items() if norm < size <= top)
    bands = [within, over]
    if large:
        bands += [sum(n for size, n in found.items() if 56 <= size < 66),
                  sum(n for size, n in found.items() if size >= 66)]
    svg = chart_of(page, section, {'zh': r'班额分布', 'en': r'classes by size'})[0]
    page.says(next(page.elements('title', inside=svg)), [run.now], 'title of the class sizes')
    desc = [count(total), norm] + [count(b) for b in bands[:2]]
    if large:
        desc = in_order(page, desc[:3] + ['56', count(bands[1]), '56', '65', count(bands[2]), '66', count(bands[3])],
                        [count(total), count(bands[0]), norm, count(bands[1]), '56', count(bands[2]), '56', '65',
                         count(bands[3]), '66'])
    elif page.lang == 'en':
        desc = [count(total), count(within), norm, count(over)]
    page.says(next(page.elements('desc', inside=svg)), desc, f'{s.word}: description of the class sizes')
    caption = next(page.elements('figcaption', inside=page.parent[svg]))
    above = total - within
    page.caption(caption, ([count(above)] if above else []) + [norm, run.now, count(total)])
    texts = [t for t in page.elements('text', inside=svg) if page.numbers(t)]
    ticks = [t for t in texts if t.get('class') == 'tk']
    steps = axis(max(found.values()), 4)
    for tick, step in zip([t for t in ticks if t.get('text-anchor') == 'end'], [count(x) for x in steps] + [norm]):
        page.says(tick, [step], f'{s.word}: axis of the class sizes')
    if large:
        for tick, value in zip([t for t in ticks if t.get('text-anchor') in ('start', 'end')][len(steps) + 1:],
                               ['56', '66']):
            page.says(tick, [value], 'line of the class sizes')
    for tick in [t for t in ticks if t.get('text-anchor') == 'middle']:
        if int(text_of(tick)) % 5:
            page.faults.append(f'{s.word}: size {text_of(tick)} on the axis')
        page.tick(tick)
    bars = [t for t in texts if t.get('class') in ('hd halo2', 'hl halo2')]
    for text, band in zip(bars, bands):
        page.says(text, [count(band)], f'{s.word}: classes on a side of a line')


def crowded(page, run, s, section):
    rows = run.rows('SELECT y.*, s.fid FROM school_year y JOIN schools s USING (school) WHERE year = ? AND stage = ? '
                    "AND (classes_over_norm > 0 OR warning = 'red') ORDER BY classes_over_norm DESC, "
                    'utilisation DESC, s.fid', run.now, s.word)
    for heading in page.elements('h3', inside=section):
        if any(w in text_of(heading) for w in ('过挤的学校', 'Overcrowded')):
            page.tick_heading(heading, [run.now])
    if not rows:
        for note in page.elements('p', 'fn', section):
            if any(w in text_of(note) for w in ('没有一所', 'red warning or a class')):
                page.says(note, [run.now], 'no crowded school')
        return
    table = page.table({'zh': r'红色预警或有超标班', 'en': r'with a red warning or a class above the norm'}, section)
    red = in_order(page, ['100', '90', '100'], ['100', '90', '100'])
    page.caption(table, [run.now, count(len(rows))] + red)
    page.grid(table, [[None, None, count(r['pupils']), count(r['seats_norm']),
                       percent(r['pupils'], r['seats_norm'], page.lang), count(r['classes']),
                       count(r['classes_over_norm']), count(r['largest_class']), None, None] for r in rows[:12]],
              f'{s.word}: crowded schools')
    if len(rows) > 12:
        note = next(n for n in page.elements('p', 'fn', section) if page.numbers(n) == [count(len(rows) - 12)])
        page.tick(note)
