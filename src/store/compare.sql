-- The tables of a comparison: differences scenario - baseline. The first column numbers the rows.
-- The meson file of this folder cuts the statements apart at ";" before a line end.
CREATE TABLE run (
    -- What was run, for every scenario; the baseline comes first.
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (scenario, key)
) STRICT;
CREATE TABLE gap_difference (
    -- As gap_year of a run file. Null where one of the two is.
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    baseline TEXT NOT NULL,
    level TEXT NOT NULL,
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    scope TEXT NOT NULL,
    demand INTEGER,
    seats INTEGER,
    local_gap INTEGER,
    net_gap INTEGER,
    unplaced INTEGER,
    surplus INTEGER,
    p10 REAL, -- of the net gap's difference over paired replicates
    p50 REAL,
    p90 REAL
) STRICT;
CREATE TABLE school_difference (
    -- As school_year of a run file; a school that only one of the two has is empty in the other.
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    baseline TEXT NOT NULL,
    school TEXT NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    pupils INTEGER NOT NULL,
    classes INTEGER NOT NULL,
    classes_over_norm INTEGER NOT NULL,
    classes_56 INTEGER NOT NULL,
    classes_66 INTEGER NOT NULL
) STRICT;
CREATE TABLE cost_difference (
    -- Spending on projects in a calendar year.
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    baseline TEXT NOT NULL,
    year INTEGER NOT NULL,
    spend_cny REAL NOT NULL,
    UNIQUE (scenario, year)
) STRICT;
INSERT INTO gpkg_contents (table_name, data_type, identifier)
SELECT name, 'attributes', name
FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'gpkg%' AND name NOT LIKE 'sqlite%'
ORDER BY rowid;
