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
    p10 REAL, -- of the net gap's difference over paired replicates; districts and towns
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
    classes_66 INTEGER NOT NULL,
    p_over REAL -- of the shares of the replicates with a class over the norm; not paired
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
CREATE TABLE paired_difference (
    -- Quantities of gap_year in replicates that both scenarios share (paired.h says what is what). No
    -- rows where nothing is paired.
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    baseline TEXT NOT NULL,
    level TEXT NOT NULL, -- district or town
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    scope TEXT NOT NULL,
    quantity TEXT NOT NULL, -- demand, seats, local_gap, net_gap, unplaced, surplus
    replicates INTEGER NOT NULL, -- paired ones; 1 where the central histories alone are compared
    central REAL NOT NULL,       -- difference of the central histories
    mean REAL NOT NULL,          -- of the differences over the replicates
    se REAL,                     -- standard error of the mean
    low95 REAL,                  -- 95 % interval of the mean
    high95 REAL,
    p10 REAL NOT NULL,           -- quantiles of the differences
    p50 REAL NOT NULL,
    p90 REAL NOT NULL,
    p_less REAL NOT NULL,        -- shares of the replicates: less than the baseline, equal, more
    p_equal REAL NOT NULL,
    p_more REAL NOT NULL,
    sign_p REAL NOT NULL,        -- two-sided sign test
    beyond_chance INTEGER NOT NULL CHECK (beyond_chance IN (0, 1))
) STRICT;
CREATE TABLE horizon_difference (
    -- The same of what adds up over all years (paired_runs.h): short_district, short_towns, short_areas,
    -- peak, idle, seats, useful_district, useful_towns; stage "all" is all of them together.
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    baseline TEXT NOT NULL,
    stage TEXT NOT NULL,
    quantity TEXT NOT NULL,
    scenario_mean REAL NOT NULL,
    baseline_mean REAL NOT NULL,
    replicates INTEGER NOT NULL, -- paired ones; 1 where the central histories alone are compared
    central REAL NOT NULL,       -- difference of the central histories
    mean REAL NOT NULL,          -- of the differences over the replicates
    se REAL,                     -- standard error of the mean
    low95 REAL,                  -- 95 % interval of the mean
    high95 REAL,
    p10 REAL NOT NULL,           -- quantiles of the differences
    p50 REAL NOT NULL,
    p90 REAL NOT NULL,
    p_less REAL NOT NULL,        -- shares of the replicates: less than the baseline, equal, more
    p_equal REAL NOT NULL,
    p_more REAL NOT NULL,
    sign_p REAL NOT NULL,        -- two-sided sign test
    beyond_chance INTEGER NOT NULL CHECK (beyond_chance IN (0, 1)),
    p_better REAL NOT NULL, -- probability that the scenario is the better one; ties count half
    UNIQUE (scenario, stage, quantity)
) STRICT;
CREATE TABLE town_difference (
    -- Pupil-years short over all years, town by town.
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    baseline TEXT NOT NULL,
    town TEXT NOT NULL,
    stage TEXT NOT NULL,
    replicates INTEGER NOT NULL, -- paired ones; 1 where the central histories alone are compared
    central REAL NOT NULL,       -- difference of the central histories
    mean REAL NOT NULL,          -- of the differences over the replicates
    se REAL,                     -- standard error of the mean
    low95 REAL,                  -- 95 % interval of the mean
    high95 REAL,
    p10 REAL NOT NULL,           -- quantiles of the differences
    p50 REAL NOT NULL,
    p90 REAL NOT NULL,
    p_less REAL NOT NULL,        -- shares of the replicates: less than the baseline, equal, more
    p_equal REAL NOT NULL,
    p_more REAL NOT NULL,
    sign_p REAL NOT NULL,        -- two-sided sign test
    beyond_chance INTEGER NOT NULL CHECK (beyond_chance IN (0, 1)),
    adjusted_p REAL NOT NULL, -- sign_p for all towns and stages together (Holm)
    verdict TEXT NOT NULL,    -- gains or loses beyond chance, after the adjustment; else neither
    UNIQUE (scenario, town, stage)
) STRICT;
CREATE TABLE school_verdict (
    -- All years of a school together. The replicates of schools are not kept one by one: not paired.
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    baseline TEXT NOT NULL,
    school TEXT NOT NULL,
    stage TEXT NOT NULL,
    pupil_years INTEGER NOT NULL,
    class_years_over_norm INTEGER NOT NULL,
    over_years REAL,       -- expected school years with a class over the norm
    verdict TEXT NOT NULL, -- gains, loses or neither (paired_schools.h)
    UNIQUE (scenario, school, stage)
) STRICT;
CREATE TABLE seat_year_cost (
    -- Money beside useful seat-years (paired_costs.h).
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    baseline TEXT NOT NULL,
    stage TEXT NOT NULL,     -- its own projects; "all" has mixed and special ones, too
    useful_in TEXT NOT NULL, -- district: as one place; towns: one by one
    cost_cny REAL NOT NULL,
    unknown_costs INTEGER NOT NULL,
    useful_mean REAL NOT NULL,
    cny_mean REAL, -- per useful seat-year; null: none is useful, or nothing is paid
    cny_p10 REAL,
    cny_p50 REAL,
    cny_p90 REAL,
    p_without REAL NOT NULL, -- share of the replicates without a useful seat-year
    UNIQUE (scenario, stage, useful_in)
) STRICT;
CREATE TABLE best_scenario (
    -- Share of the replicates in which a scenario is the best of all; ties are shared.
    fid INTEGER PRIMARY KEY,
    scenario TEXT NOT NULL,
    stage TEXT NOT NULL,
    quantity TEXT NOT NULL,
    p_best REAL NOT NULL,
    UNIQUE (scenario, stage, quantity)
) STRICT;
INSERT INTO gpkg_contents (table_name, data_type, identifier)
SELECT name, 'attributes', name
FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'gpkg%' AND name NOT LIKE 'sqlite%'
ORDER BY rowid;
