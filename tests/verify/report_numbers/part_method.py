"""Method, series and assumptions: the run's own keys and norms."""
import re

from .numbers import DASH, count, fixed
from .page import NUMBER, text_of


def value_of(value):
    decimals = next((d for d in range(3) if abs(value * 10 ** d - round(value * 10 ** d)) <= 1e-9), 3)
    return fixed(value, decimals)


def method(page, run):
    section = page.section({'zh': r'方法、数据系列与假定', 'en': r'Method, series and assumptions'})
    for heading in page.elements('h2', inside=section):
        page.tick_heading(heading, [])
    settings = run.rows('SELECT path, value, given FROM setting ORDER BY fid')
    known = {n for r in settings for n in NUMBER.findall(r['value'])}
    known |= {count(int(r['value'])) for r in settings if r['value'].isdigit()}
    drawn = run.one('SELECT count(*) FROM assumption')
    known |= {count(run.replicates), run.key['seed'], count(drawn)}
    for item in page.elements('li', inside=next(page.elements('ul', 'why', section))):
        # A definition may name the first of September, and 0 as the mark of what never happens.
        page.literals(item, known | {'0', '1', '9', '12'})
    norms = run.rows('SELECT n.* FROM norm n JOIN stages s USING (stage) ORDER BY n.fid')
    table = page.table({'zh': r'采用的标准：', 'en': r'Norms that held'}, section)
    page.caption(table, [count(len(norms))] + (['1'] if page.lang == 'zh' else []))
    page.grid(table, [[None, {'zh': '全部', 'en': 'all'}[page.lang] if r['grade'] is None else count(r['grade']),
                       value_of(r['value']), DASH if r['line'] is None else count(r['line']),
                       ' '.join(r['source'].split()) or DASH] for r in norms], 'norms')
    for tr, th, cells in table.rows:
        page.literals(th, re.findall(r'\d[\d,.]*', text_of(th)))
    shown = [r for r in settings if not re.match(r'title\.|place\.|norms\.', r['path']) and
             (run.replicates or not r['path'].startswith('ensemble.'))]
    table = page.table({'zh': r'方案的键：', 'en': r'Keys of the scenario'}, section)
    page.caption(table, [count(len(shown)), count(sum(r['given'] for r in shown))])
    page.grid(table, [[' '.join(r['value'].split()), None, None] for r in shown], 'keys')
    for (tr, th, cells), r in zip(table.rows, shown):
        page.cell(th, r['path'], 'a key')
        page.tick(cells[2])  # the dictionary's sentence
