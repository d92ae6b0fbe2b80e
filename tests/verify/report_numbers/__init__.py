"""Every number of a report's body, recomputed from the run file by SQL and plain arithmetic.

page.py reads the page and remembers which numbers have been checked; run.py reads the run file and
derives what a report says of it; numbers.py writes numbers as the report does. Each part_*.py checks
the numbers of one part of the report and is listed in verify_report_numbers.py. A number that no part has
checked is a failure. Page.says compares all numbers inside an element, in their order; Page.cell the whole
text of a cell; Page.grid a whole table; Page.literals lets numbers pass that belong to a definition.
"""
