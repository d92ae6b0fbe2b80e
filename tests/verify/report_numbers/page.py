"""A report page as a tree whose numbers are ticked off one by one."""
import re
import html5lib

NUMBER = re.compile(r'[−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?')
# Not read: style and script are no text of the body.
SILENT = {'style', 'script', 'template'}


class Wrong(AssertionError):
    """The page says something that the run does not."""


def text_of(element):
    """The text of an element with single blanks, and without its notes for the screen reader."""
    return ' '.join(''.join(element.itertext()).split())


class Table:
    def __init__(self, element):
        self.element = element
        self.caption = element.find('.//caption')
        self.head = [th for th in element.findall('./thead/tr/th')]
        self.rows = []  # (tr, th, [td])
        for tr in element.findall('./tbody/tr'):
            self.rows.append((tr, tr.find('th'), tr.findall('td')))


class Page:
    def __init__(self, path, lang):
        self.path, self.lang = path, lang
        with open(path, 'rb') as file:
            tree = html5lib.parse(file, namespaceHTMLElements=False)
        self.body = tree.find('body')
        self.parent = {child: parent for parent in self.body.iter() for child in parent}
        self.marks = {}    # (element, 'text' | 'tail') -> [[token, checked]]
        self.order = []    # the same keys in the order of the document
        self._read(self.body)
        self.faults = []
        self.numbered = {}  # caption or figcaption -> its running number
        for tag in ('caption', 'figcaption'):
            for number, element in enumerate((e for e in self.elements(tag) if self.is_numbered(e)), 1):
                self.numbered[element] = number

    def _read(self, element):
        if not isinstance(element.tag, str) or element.tag.split('}')[-1] in SILENT:
            return
        self._note(element, 'text', element.text)
        for child in element:
            self._read(child)
            self._note(child, 'tail', child.tail)

    def _note(self, element, which, text):
        tokens = [[token, False] for token in NUMBER.findall(text or '')]
        if tokens:
            self.marks[element, which] = tokens
            self.order.append((element, which))

    # ---- where things are ------------------------------------------------------------------

    def elements(self, tag=None, css=None, inside=None):
        """Elements of a tag (without namespace) and with all classes of `css`."""
        wanted = set((css or '').split())
        for element in (inside if inside is not None else self.body).iter():
            if not isinstance(element.tag, str):
                continue
            if tag and element.tag.split('}')[-1] != tag:
                continue
            if wanted <= set((element.get('class') or '').split()):
                yield element

    def tables(self, pattern, inside=None):
        """Tables whose caption matches: one pattern, or {'zh': ..., 'en': ...}."""
        pattern = pattern[self.lang] if isinstance(pattern, dict) else pattern
        for element in self.elements('table', inside=inside):
            table = Table(element)
            if table.caption is not None and re.search(pattern, text_of(table.caption)):
                yield table

    def table(self, pattern, inside=None):
        found = list(self.tables(pattern, inside))
        if len(found) != 1:
            raise Wrong(f'{len(found)} tables are captioned {pattern}')
        return found[0]

    def section(self, pattern):
        """The section whose h2 matches."""
        pattern = pattern[self.lang] if isinstance(pattern, dict) else pattern
        found = [s for s in self.elements('section')
                 if any(re.search(pattern, text_of(h)) for h in self.elements('h2', inside=s))]
        if len(found) != 1:
            raise Wrong(f'{len(found)} sections are headed {pattern}')
        return found[0]

    def where(self, element):
        path = []
        while element is not None and element is not self.body:
            name = element.tag.split('}')[-1] if isinstance(element.tag, str) else '?'
            css = (element.get('class') or '').replace(' ', '.')
            path.append(name + ('.' + css if css else ''))
            element = self.parent.get(element)
        return ' < '.join(path[:5])

    # ---- what it says ----------------------------------------------------------------------

    def _keys(self, element):
        """Keys of the texts inside an element, in the order of the document."""
        yield element, 'text'
        for child in element:
            yield from self._keys(child)
            yield child, 'tail'

    def numbers(self, element):
        return [mark[0] for key in self._keys(element) for mark in self.marks.get(key, ())]

    def tick(self, element):
        for key in self._keys(element):
            for mark in self.marks.get(key, ()):
                mark[1] = True

    def says(self, element, expected, what=''):
        """The numbers inside an element are these, in this order; they are checked now."""
        expected = [token for text in expected for token in NUMBER.findall(str(text))]
        got = self.numbers(element)
        if got != expected:
            self.faults.append(f'{what or self.where(element)}: the page says {got}, '
                               f'the run {expected}: "{text_of(element)[:160]}"')
        self.tick(element)

    def literals(self, element, allowed):
        """Numbers of a definition: no results, and no others than these."""
        odd = [n for n in self.numbers(element) if n not in allowed]
        if odd:
            self.faults.append(f'{self.where(element)}: {odd} stand in a definition: "{text_of(element)[:120]}"')
        self.tick(element)

    def cell(self, element, expected, what=''):
        """The whole text of a cell: a number, or one of the marks of a cell."""
        got = text_of(element)
        if got != str(expected):
            self.faults.append(f'{what or self.where(element)}: the page says "{got}", the run "{expected}"')
        self.tick(element)

    def grid(self, table, expected, what):
        """All body cells of a table that `expected` names: a list of rows, each a list of texts; None
        leaves a cell that has no number in it (a word) alone."""
        rows = table.rows
        if len(rows) != len(expected):
            self.faults.append(f'{what}: {len(rows)} rows on the page, {len(expected)} in the run')
        for number, ((tr, th, cells), wanted) in enumerate(zip(rows, expected)):
            if len(cells) != len(wanted):
                self.faults.append(f'{what}, row {number + 1}: {len(cells)} cells, wanted {len(wanted)}')
            for column, (cell, value) in enumerate(zip(cells, wanted)):
                if value is not None:
                    self.cell(cell, value, f'{what}, row {number + 1} ({text_of(th)}), column {column + 1}')

    NUMBERED = re.compile(r'^(图|表|Figure|Table) ?\d+')

    def is_numbered(self, element):
        return self.NUMBERED.match(text_of(element)) is not None

    def caption(self, table, expected):
        """The caption of a table or figure: its running number, then these numbers."""
        element = table.caption if isinstance(table, Table) else table
        self.says(element, [self.numbered[element]] + list(expected), text_of(element)[:60])

    def tick_heading(self, element, expected):
        """A heading in both languages: the numbers of the first stand in the second again; a section is
        numbered in figures in English alone."""
        got = self.numbers(element)
        wanted = [str(e) for e in expected]
        plain = [n for n in got if n in wanted]
        if plain != wanted * 2 or len(got) > len(plain) + 1:
            self.faults.append(f'heading "{text_of(element)}": numbers {got}, wanted {wanted} twice')
        self.tick(element)

    def head(self, table, expected, what):
        """The column heads that are numbers (years), in order."""
        numbers = [token for th in table.head for token in self.numbers(th)]
        wanted = [str(value) for value in expected]
        if numbers != wanted:
            self.faults.append(f'{what}: heads {numbers}, wanted {wanted}')
        for th in table.head:
            self.tick(th)

    def unchecked(self):
        for key in self.order:
            left = [mark[0] for mark in self.marks[key] if not mark[1]]
            if left:
                text = key[0].text if key[1] == 'text' else key[0].tail
                owner = key[0] if key[1] == 'text' else self.parent.get(key[0])
                yield left, self.where(owner), ' '.join(text.split())[:120]
