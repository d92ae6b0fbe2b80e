"""How the estimated tables of the Yuecheng case are made; see ../make_tables.py."""
