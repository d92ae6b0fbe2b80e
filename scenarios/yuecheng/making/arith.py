"""Rounding that keeps totals, and interpolation that keeps counts. No randomness, no clock."""
import hashlib
import math


def noise(*words):
    """A number in [0, 1) fixed by its words: the same on every machine."""
    digest = hashlib.sha256("/".join(map(str, words)).encode("utf-8")).digest()
    return int.from_bytes(digest[:7], "big") / 2.0**56


def share(total, weights):
    """Whole numbers in proportion to weights that add up to total (largest remainder)."""
    whole = math.fsum(weights)
    exact = [total * w / whole for w in weights]
    out = [math.floor(x) for x in exact]
    order = sorted(range(len(out)), key=lambda i: (out[i] - exact[i], i))
    for i in order[: total - sum(out)]:
        out[i] += 1
    return out


def adams(total, counts):
    """Whole numbers ceil(count / d) that add up to total: d is the largest group that remains.

    Adams' apportionment: every non-empty cell gets at least one, and no cell ends above d, so
    that it forms classes without one that is far larger than the others. Cells of 0 get 0.
    """
    out = [1 if c > 0 else 0 for c in counts]
    if total < sum(out):
        raise ValueError("fewer classes than cells")
    left = total - sum(out)
    while left > 0:
        i = max(range(len(out)), key=lambda k: (counts[k] / out[k] if out[k] else 0, -k))
        out[i] += 1
        left -= 1
    return out


def fit_margins(seed, rows, columns, rounds=500):
    """Iterative proportional fitting of a table to row and column totals (equal sums)."""
    table = [list(line) for line in seed]
    for _ in range(rounds):
        for i, line in enumerate(table):
            total = math.fsum(line)
            factor = rows[i] / total if total else 0.0
            table[i] = [v * factor for v in line]
        worst = 0.0
        for j, want in enumerate(columns):
            total = math.fsum(line[j] for line in table)
            factor = want / total if total else 0.0
            worst = max(worst, abs(factor - 1.0) if want else 0.0)
            for line in table:
                line[j] *= factor
        if worst < 1e-10:
            return table
    raise ValueError("margins do not fit")


def round_margins(table, rows, columns):
    """Whole numbers, each the floor or the ceiling of its cell, with exact row and column sums.

    A table with whole margins can always be rounded so (the fractions are a fractional flow, and
    flows with whole capacities have whole solutions): greedy first, then augmenting paths.
    """
    floor = [[math.floor(v + 1e-9) for v in line] for line in table]
    need_row = [rows[i] - sum(floor[i]) for i in range(len(rows))]
    need_col = [columns[j] - sum(line[j] for line in floor) for j in range(len(columns))]
    cells = []
    for i, line in enumerate(table):
        for j, v in enumerate(line):
            part = v - floor[i][j]
            if part > 1e-9:
                cells.append((-part, i, j))
    cells.sort()
    by_row = [{} for _ in rows]
    for _, i, j in cells:
        by_row[i][j] = 0
    for _, i, j in cells:
        if need_row[i] > 0 and need_col[j] > 0:
            by_row[i][j] = 1
            need_row[i] -= 1
            need_col[j] -= 1
    by_col = [{} for _ in columns]
    for i, line in enumerate(by_row):
        for j in line:
            by_col[j][i] = True
    for i in range(len(rows)):
        while need_row[i] > 0:
            _augment(i, by_row, by_col, need_col)
            need_row[i] -= 1
    if any(need_col):
        raise ValueError("columns do not add up")
    for i, line in enumerate(by_row):
        for j, up in line.items():
            floor[i][j] += up
    return floor


def _augment(start, by_row, by_col, need_col):
    """One more unit in row `start`: breadth-first over cells that can go up and come down."""
    came_col, came_row = {}, {start: None}
    queue = [start]
    for i in queue:
        for j in sorted(by_row[i]):
            if by_row[i][j] or j in came_col:
                continue
            came_col[j] = i
            if need_col[j] > 0:
                need_col[j] -= 1
                while True:
                    i = came_col[j]
                    by_row[i][j] = 1
                    j = came_row[i]
                    if j is None:
                        return
                    by_row[i][j] = 0
            for k in sorted(by_col[j]):
                if by_row[k][j] and k not in came_row:
                    came_row[k] = j
                    queue.append(k)
    raise ValueError("no whole table has these margins")


def monotone(knots, values):
    """Fritsch-Carlson interpolation: monotone between the knots, so never a negative count."""
    h = [b - a for a, b in zip(knots, knots[1:])]
    d = [(b - a) / w for a, b, w in zip(values, values[1:], h)]
    n = len(knots)
    m = [0.0] * n
    for i in range(1, n - 1):
        if d[i - 1] * d[i] > 0:
            w1, w2 = 2 * h[i] + h[i - 1], h[i] + 2 * h[i - 1]
            m[i] = (w1 + w2) / (w1 / d[i - 1] + w2 / d[i])
    m[0], m[-1] = _end(h[0], h[1], d[0], d[1]), _end(h[-1], h[-2], d[-1], d[-2])

    def at(x):
        i = max(k for k in range(n - 1) if k == 0 or knots[k] <= x)
        t = (x - knots[i]) / h[i]
        return (
            values[i] * (1 + 2 * t) * (1 - t) ** 2
            + h[i] * m[i] * t * (1 - t) ** 2
            + values[i + 1] * t * t * (3 - 2 * t)
            + h[i] * m[i + 1] * t * t * (t - 1)
        )

    return at


def _end(h0, h1, d0, d1):
    slope = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1)
    if slope * d0 <= 0:
        return 0.0
    return 3 * d0 if d0 * d1 <= 0 and abs(slope) > abs(3 * d0) else slope


def single_years(groups):
    """[(first age, width, count)] to {age: count} by interpolating the cumulative counts."""
    knots, cumulative = [groups[0][0]], [0.0]
    for first, width, count in groups:
        knots.append(first + width)
        cumulative.append(cumulative[-1] + count)
    at = monotone(knots, cumulative)
    out = {}
    for first, width, count in groups:
        exact = [at(a + 1) - at(a) for a in range(first, first + width)]
        scale = count / math.fsum(exact) if count else 0.0
        for k, v in enumerate(exact):
            out[first + k] = v * scale
    return out
