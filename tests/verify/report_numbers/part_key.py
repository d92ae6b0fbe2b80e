"""Page one's key figures, of a run without replicates."""
from .numbers import DASH, count, fixed, percent
from .page import text_of
from .part_effects import effects, everything, price
from .part_projects import money

MISSING = {'zh': '缺', 'en': 'needs input'}
COMPULSORY = ('primary', 'lower_secondary')


def key_figures(page, run):
    table = page.table({'zh': r'一页要数', 'en': r'Key figures'})
    page.caption(table, [run.now])
    rows = (peak, local, net, closes, idle, classes, beyond, difference)
    if len(table.rows) < len(rows):
        page.faults.append(f'{len(table.rows)} rows of key figures')
    for row, (tr, th, cells) in zip(rows, table.rows):
        page.literals(th, ['56', '66'])
        for cell, s in zip(cells, run.stages):
            city = not s.district and row is not peak
            expected = [DASH] if city or (row is difference and s.word not in COMPULSORY) else row(page, run, s)
            if page.numbers(cell) or any(str(e)[0].isdigit() for e in expected):
                page.says(cell, expected, f'{s.word}: key figure {row.__name__}')
            else:
                page.cell(cell, expected[0], f'{s.word}: key figure {row.__name__}')


def cost(page, run):
    """Under the key figures: what a seat-year of shortage avoided costs, all projects together."""
    found = effects(run) if run.rows('SELECT 1 FROM project_effect LIMIT 1') else []
    notes = [p for p in page.elements('p', 'fn', next(page.elements('section', 'one')))
             if any(w in text_of(p) for w in ('区级学段项目', "Projects of the district's", "of the district's stages"))]
    if len(notes) != (1 if found else 0):
        page.faults.append(f'{len(notes)} sentences on page one say what projects cost')
    if not found:
        return
    whole, unknown = everything(run, found), [f for f in found if f['stage'] and f['cost'] is None]
    said = [len(unknown)] if unknown else [money(whole['cost'], page.lang)]
    if not unknown and whole['price'] is not None:
        said.append(price(whole['price'], page.lang))
    page.says(notes[0], said, 'page one: the cost of a seat-year')


def peak(page, run, s):
    return [DASH] if s.roll is None else [count(s.roll[1]), s.roll[0]]


def local(page, run, s):
    return ['0'] if s.worst is None else [count(s.worst_local), s.worst]


def net(page, run, s):
    return ['0'] if s.worst is None else [count(s.worst_net)]


def closes(page, run, s):
    if s.worst is None:
        return [{'zh': '不缺', 'en': 'never short'}[page.lang]]
    return [s.closes or run.last]


def idle(page, run, s):
    """The most idle seats of a year after the peak of the rolls, the earliest of equals."""
    rows = run.rows("SELECT year, surplus, seats FROM gap_year WHERE level = 'district' AND scope = 'all' AND "
                    'stage = ? AND year > ? ORDER BY surplus DESC, year LIMIT 1', s.word, s.roll[0]) if s.roll else []
    if not rows:
        return [DASH]
    return [count(rows[0]['surplus']), rows[0]['year'], percent(rows[0]['surplus'], rows[0]['seats'], page.lang)]


def classes(page, run, s):
    sums = run.sums(run.now, s.word)
    over = [count(sums['over_norm'])]
    if s.norm >= 40:
        over += [count(sums['over_56']), count(sums['over_66'])]
    return over + [count(s.norm), count(sums['classes'])]


def beyond(page, run, s):
    within = run.measure(f'within_radius_assigned_straight_{s.word}', run.now)
    if within is None:
        return [MISSING[page.lang]]
    radius = run.one("SELECT value FROM norm WHERE stage = ? AND quantity = 'service_radius_m' AND "
                     '(grade IS NULL OR grade = ?)', s.word, s.first_grade)
    return [percent(1 - within, 1.0, page.lang)] + ([] if radius is None else [count(radius)])


def difference(page, run, s):
    year = run.one("SELECT max(year) FROM measure_year WHERE measure LIKE 'difference\\_%' ESCAPE '\\' AND "
                   "measure LIKE '%' || ? AND place = 'district' AND value IS NOT NULL AND target IS NOT NULL "
                   'AND year <= ?', '_' + s.word, run.now)
    if year is None:
        return [MISSING[page.lang]]
    rows = run.rows("SELECT value, target FROM measure_year WHERE measure LIKE 'difference\\_%' ESCAPE '\\' AND "
                    "measure LIKE '%' || ? AND place = 'district' AND value IS NOT NULL AND target IS NOT NULL "
                    'AND year = ? ORDER BY value DESC, fid', '_' + s.word, year)
    met = sum(r['value'] <= r['target'] for r in rows)
    return [fixed(rows[0]['value'], 3), fixed(rows[0]['target'], 2), met, len(rows), year]
