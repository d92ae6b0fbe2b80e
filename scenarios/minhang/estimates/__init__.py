"""How the estimated tables of the Minhang case are made; see ../make_tables.py.

What does not depend on the district (rounding, interpolation, zones around seats, death rates) is that
of the Yuecheng case, package `making`.
"""
