"""What a run file says, by SQL, and what a report derives from it."""
import csv
import io
import sqlite3

EVIDENCE = ('published', 'estimated', 'assumed')
# Stage names as the report heads them, and inside a sentence.
STAGES = {
    'nursery': ('托育', 'Nursery'), 'kindergarten': ('幼儿园', 'Kindergarten'), 'primary': ('小学', 'Primary'),
    'lower_secondary': ('初中', 'Lower secondary'), 'upper_secondary': ('高中阶段', 'Upper secondary'),
    'special': ('特殊教育', 'Special'),
}


class Stage:
    """One row of stages, with its findings."""


class Run:
    def __init__(self, path, now=0):
        self.db = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
        self.db.row_factory = sqlite3.Row
        self.key = dict(self.rows('SELECT key, value FROM run'))
        self.first, self.last = int(self.key['first']), int(self.key['last'])
        self.years = list(range(self.first, self.last + 1))
        self.now = min(max(now or self.first + 6, self.first), self.last)
        self.replicates = int(self.key['replicates'])
        self.schools = {row['school']: row for row in self.rows('SELECT * FROM schools')}
        self.towns = self._towns()
        self.stages = [self._stage(row) for row in self.rows('SELECT * FROM stages ORDER BY fid')]
        self.projects = [dict(row) for row in self.rows('SELECT * FROM projects ORDER BY fid')]
        for project in self.projects:
            self._need(project)
        for stage in self.stages:
            self._classes(stage)

    def rows(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def one(self, sql, *values):
        row = self.db.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def has(self, table):
        return self.one("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", table) == 1

    # ---- inputs ----------------------------------------------------------------------------

    def input_rows(self, table):
        """(line, row) of an input table, from the run's own copy of its file."""
        name = self.one('SELECT file FROM table_evidence WHERE table_name = ?', table)
        text = self.one('SELECT content FROM input WHERE name = ?', name)
        if text is None:
            return []
        reader = csv.reader(io.StringIO(text.decode('utf-8-sig'), newline=''))
        head, rows, line = next(reader), [], reader.line_num + 1
        for row in reader:
            if row:
                rows.append((line, dict(zip(head, row))))
            line = reader.line_num + 1
        return rows

    def line_numbers(self, lines):
        """The numbers of "2—4, 7": neighbouring lines as a range."""
        numbers, lines = [], sorted(set(lines))
        for i, line in enumerate(lines):
            if i == 0 or line != lines[i - 1] + 1 or i + 1 == len(lines) or lines[i + 1] != line + 1:
                numbers.append(line)
        return numbers

    # ---- gaps ------------------------------------------------------------------------------

    def gap(self, level, place, year, stage, scope='all'):
        found = self.rows('SELECT * FROM gap_year WHERE level = ? AND place = ? AND year = ? AND stage = ? '
                          'AND scope = ?', level, place, year, stage, scope)
        return found[0] if found else None

    def district(self, year, stage, scope='all'):
        return self.gap('district', 'district', year, stage, scope)

    def town(self, town, year, stage, scope='all'):
        return self.gap('town', town, year, stage, scope)

    def balance(self, row):
        return None if row is None or row['seats'] is None else row['seats'] - row['demand']

    def _towns(self):
        """Towns in the order in which the zones name them: (zh, en)."""
        towns = []
        for row in self.rows('SELECT town_zh, town_en FROM zones ORDER BY fid'):
            zh, en = row['town_zh'] or row['town_en'], row['town_en'] or row['town_zh']
            if zh and not any(zh in pair or en in pair for pair in towns):
                towns.append((zh, en))
        return towns

    def town_rows(self, town, stage):
        """Balance by year of a town, None where it has none; the run calls it by either name."""
        values = []
        for year in self.years:
            row = self.town(town[0], year, stage) or self.town(town[1], year, stage)
            values.append(self.balance(row))
        return values

    def towns_by_worst(self, stage):
        known = [(min(v for v in values if v is not None), i, town, values)
                 for i, town in enumerate(self.towns) for values in [self.town_rows(town, stage)]
                 if any(v is not None for v in values)]
        return [(town, values) for _, _, town, values in sorted(known, key=lambda k: (k[0], k[1]))]

    # ---- stages ----------------------------------------------------------------------------

    def _stage(self, row):
        s = Stage()
        s.word, s.city = row['stage'], bool(row['city'])
        s.zh, s.en = STAGES[s.word]
        s.first_grade, s.grades, s.norm = row['first_grade'], row['grades'], row['class_norm']
        s.size_max = row['school_size_max']
        demand = {y: (self.district(y, s.word) or {'demand': 0})['demand'] for y in self.years}
        entry = {y: (self.district(y, s.word, 'entry') or {'demand': 0})['demand'] for y in self.years}
        s.roll, s.entry = self._peak(demand), self._peak(entry)
        s.wave = self._wave(demand, s.roll)
        local = {y: r['local_gap'] for y in self.years for r in [self.district(y, s.word)]
                 if r is not None and r['seats'] is not None}
        s.district = bool(local) and not s.city
        s.worst = max(local, key=lambda y: (local[y], -y)) if local and max(local.values()) > 0 else None
        s.worst_local = local[s.worst] if s.worst else 0
        s.worst_net = self.district(s.worst, s.word)['net_gap'] if s.worst else 0
        short = [y for y in local if local[y] > 0]
        s.closes = None if not short or short[-1] == self.last else short[-1] + 1
        s.stays = bool(short) and short[-1] == self.last
        last = self.district(self.last, s.word)
        s.idle_last = last['surplus'] if last is not None and last['seats'] is not None else 0
        s.seats_last = last['seats'] if last is not None and last['seats'] is not None else 0
        return s

    def _peak(self, series):
        top = max(series.values())
        return None if top <= 0 else (min(y for y in series if series[y] == top), top)

    def _wave(self, demand, peak):
        if peak is None:
            return None
        low = high = peak[0]
        while low - 1 in demand and demand[low - 1] * 100 >= peak[1] * 95:
            low -= 1
        while high + 1 in demand and demand[high + 1] * 100 >= peak[1] * 95:
            high += 1
        return low, high

    def _classes(self, s):
        """Named classes of counted projects, by when they open."""
        named = [(p['opens_in'], p['classes_named']) for p in self.projects
                 if p['counted'] and p['stage'] == s.word and p['classes_named'] is not None]
        s.classes = sum(c for _, c in named)
        entry, roll = (s.entry or (-1, 0))[0], (s.roll or (-1, 0))[0]
        after = [(o, c) for o, c in named if o > entry]
        s.after_entry = sum(c for _, c in after)
        s.first_after = min((o for o, _ in after), default=None)
        s.after_roll = sum(c for o, c in named if o > roll)
        s.to_come = [(o, c) for o, c in named if o >= self.now]

    def sums(self, year, stage):
        """Sums over the schools of a stage that have rooms or pupils."""
        return self.rows('SELECT count(*) schools, total(rooms) rooms, total(pupils) pupils, total(classes) '
                         'classes, total(classes_over_norm) over_norm, total(classes_56) over_56, '
                         'total(classes_66) over_66, coalesce(max(largest_class), 0) largest, '
                         'total(over_size > 0) over_size FROM school_year WHERE year = ? AND stage = ? '
                         'AND (rooms > 0 OR pupils > 0)', year, stage)[0]

    def class_sizes(self, year, stage):
        """{size: classes}: n classes of p pupils are p mod n of one more than the rest; 99 and more as 99."""
        found = {}
        for row in self.rows('SELECT pupils, classes FROM class_year WHERE year = ? AND stage = ? AND '
                             'classes > 0', year, stage):
            size, larger = divmod(row['pupils'], row['classes'])
            for at, n in ((size, row['classes'] - larger), (size + 1, larger)):
                if n:
                    found[min(at, 99)] = found.get(min(at, 99), 0) + n
        return found

    def measure(self, name, year, place='district'):
        return self.one('SELECT value FROM measure_year WHERE measure = ? AND year = ? AND place = ?', name,
                        year, place)

    # ---- projects --------------------------------------------------------------------------

    def seats_added(self, project, year):
        return self.one('SELECT seats_added FROM project_year WHERE project = ? AND year = ?', project,
                        year) or 0

    def _need(self, p):
        """When the town of a project would be short without it, against when it opens."""
        stage = next((s for s in self.stages if s.word == p['stage']), None)
        town = next((t for t in self.towns if p['town_zh'] and p['town_zh'] in t), None)
        p['of'] = stage
        placed = stage is not None and town is not None and stage.district
        years, seats = [], 0
        for year, balance in zip(self.years, self.town_rows(town, p['stage']) if placed else []):
            if balance is None:
                continue
            added = self.seats_added(p['project'], year)
            if seats == 0 and year >= p['opens_in']:
                seats = added
            if balance - added < 0:
                years.append(year)
        p['need'] = years[0] if years else None
        opens = p['opens_in']
        if not p['counted']:
            p['verdict'] = 'uncounted'
        elif p['classes_named'] is None:
            p['verdict'] = 'no classes'
        elif not placed:
            p['verdict'] = 'no gap'
        elif seats <= 0 and opens <= self.last:
            p['verdict'] = 'no seats'
        elif not years:
            p['verdict'] = 'never'
        elif opens > years[0]:
            p['verdict'] = 'late'
        else:
            p['verdict'] = 'exact' if opens == years[0] else 'early'
        p['apart'] = abs(opens - years[0]) if p['verdict'] in ('late', 'early') else None
        p['over'] = bool(years) and years[-1] < opens

    def verdicts(self, *words):
        return sum(p['verdict'] in words for p in self.projects)

    # ---- evidence --------------------------------------------------------------------------

    def evidence(self, weight, stage=None, year=None):
        """Shares of published, estimated, assumed: of a stage, or of all district stages by size."""
        year, total, sums = year or self.now, 0.0, [0.0, 0.0, 0.0]
        for s in self.stages:
            if stage is not None and s.word != stage:
                continue
            found = self.rows('SELECT *, abs(year - ?) apart FROM evidence_share WHERE weight = ? AND stage = ? '
                              'ORDER BY apart, year LIMIT 1', year, weight, s.word)
            gap = self.district(year, s.word)
            size = 1.0 if stage else (gap['seats' if weight == 'seats' else 'demand'] or 0 if gap else 0)
            if not found or not size > 0 or (stage is None and not s.district):
                continue
            for i, word in enumerate(EVIDENCE):
                sums[i] += size * found[0][word]
            total += size
        return None if total == 0 else [x / total for x in sums]
