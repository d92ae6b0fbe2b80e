"""Numbers as a report writes them; the rules are those of its page "how to read"."""
from decimal import Decimal, ROUND_HALF_EVEN
import math

MINUS, DASH, TRACE = '−', '—', '…'


def count(value):
    return (MINUS if value < 0 else '') + f'{abs(int(value)):,}'


def signed(value):
    return ('+' if value > 0 else '') + count(value)


def fixed(value, decimals):
    """Grouped thousands, so many decimals; … for what is not zero and rounds to nothing."""
    if value is None or not math.isfinite(value):
        return None
    text = f'{abs(value):,.{decimals}f}'
    if value != 0 and not text.strip('0.,'):
        return TRACE
    return (MINUS if value < 0 else '') + text


def percent(part, whole, lang):
    if not whole > 0:
        return DASH
    exact = 100.0 * part / whole
    rounded = math.floor(abs(exact) + 0.5) * (1 if exact >= 0 else -1)
    if part > 0 and rounded <= 0:
        return '<1%' if lang == 'en' else '＜1%'
    if part < whole and rounded == 100:
        return '>99%' if lang == 'en' else '＞99%'
    return (MINUS if rounded < 0 else '') + f'{abs(rounded)}%'


def said(value, lang):
    """In a sentence: from 10,000 up in 万 with two decimals in Chinese."""
    if lang == 'en' or abs(value) < 10000:
        return count(value)
    hundreds = (abs(value) + 50) // 100
    return (MINUS if value < 0 else '') + f'{hundreds // 100:,}.{hundreds % 100:02d}'


def money_cell(cny, lang):
    """100 million CNY in Chinese, million CNY in English."""
    if cny is None:
        return None
    return fixed(cny / 1e8, 2) if lang == 'zh' else fixed(cny / 1e6, 0)


def parts(shares, total):
    """Whole parts of total by largest remainder; the earlier of equal remainders first."""
    whole = sum(shares)
    if not whole > 0:
        return [0] * len(shares)
    exact = [total * share / whole for share in shares]
    given = [math.floor(x) for x in exact]
    left = total - sum(given)
    for i in sorted(range(len(shares)), key=lambda i: (-(exact[i] - given[i]), i))[:left]:
        given[i] += 1
    return given


def axis(largest, most):
    """Steps of an axis from 0: the smallest of 1, 2, 2.5, 5 x 10^k, whole, that needs at most `most`."""
    if not largest > 1:
        return [0, 1]
    power = 10.0 ** math.floor(math.log10(largest / most))
    step = None
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50):
        step = factor * power
        if step < 1 or step != math.floor(step):
            continue
        if math.ceil(largest / step - 1e-9) <= most:
            break
    steps = math.ceil(largest / step - 1e-9)
    return [int(step * i) for i in range(steps + 1)]


def axis_labels(largest, most, lang):
    """The same as printed: from 10,000 up in 万 (thousands in English), the unit on the top tick alone."""
    steps = axis(largest, most)
    if steps[-1] < 10000:
        return [count(step) for step in steps]
    unit, mark = (10000, ' 万') if lang == 'zh' else (1000, 'k')
    step = steps[1]
    decimals = 0 if step % unit == 0 else 1 if step * 10 % unit == 0 else 2
    return ['0'] + [f'{value / unit:.{decimals}f}' + (mark if value == steps[-1] else '') for value in steps[1:]]
