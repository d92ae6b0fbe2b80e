-- The tables of a run file. Every table starts with fid, the number of the row in the order in which
-- the run wrote it (GeoPackage wants an integer key); the columns after it are the run's.
-- Comments inside a table stay in the file and tell its reader what the columns mean. The meson
-- file of this folder cuts the statements apart at ";" before a line end.
CREATE TABLE run (
    -- What was run: programs, scenario, seed, options, hashes of the inputs. In key order.
    fid INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE input (
    -- The scenario's own files, byte for byte.
    fid INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE, -- relative to the folder of the scenario file
    content BLOB NOT NULL
) STRICT;
CREATE TABLE stages (
    -- The grade structure, from the youngest stage up; norms are of the entry grade.
    fid INTEGER PRIMARY KEY,
    stage TEXT NOT NULL UNIQUE,
    first_age INTEGER NOT NULL,   -- completed years on 31 August of the entry year
    grades INTEGER NOT NULL,
    first_grade INTEGER NOT NULL, -- the first primary grade is 1
    city INTEGER NOT NULL,        -- 1: the seats are the city's, demand alone is shown
    class_norm REAL,              -- pupils a class
    class_stretch REAL,
    class_limit REAL,
    school_size_max REAL          -- pupils a school
) STRICT;
CREATE TABLE zones (
    -- The smallest places with a population; an outline where the scenario has one, else a point.
    fid INTEGER PRIMARY KEY,
    geom GEOMETRY,
    zone TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    town_zh TEXT NOT NULL,
    town_en TEXT NOT NULL,
    group_name TEXT,              -- a named set of zones, for instance the boundary of a census
    evidence TEXT NOT NULL,       -- published, estimated or assumed
    x_m REAL,                     -- the seat, also where there is an outline
    y_m REAL
);
CREATE TABLE schools (
    fid INTEGER PRIMARY KEY,
    geom POINT,
    school TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    sector TEXT NOT NULL,
    school_code TEXT NOT NULL,    -- campuses of one school share it
    zone TEXT REFERENCES zones(zone),
    town_zh TEXT NOT NULL,
    town_en TEXT NOT NULL,
    opens INTEGER,                -- first school year; null: before every year
    closes INTEGER,               -- last school year; null: never
    evidence TEXT NOT NULL,
    cluster TEXT,
    boarding INTEGER NOT NULL,
    x_m REAL,
    y_m REAL
);
CREATE TABLE projects (
    fid INTEGER PRIMARY KEY,
    project TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    sector TEXT NOT NULL,
    stage TEXT NOT NULL,          -- or mixed
    school TEXT REFERENCES schools(school),
    classes_named INTEGER,        -- as the plan names them; of an expansion the addition
    seats_added INTEGER NOT NULL, -- norm seats in the year it opens; 0 when not counted
    cost_cny REAL,
    spend_2021_2025_cny REAL,     -- rows of the spend table that lie in 2021 to 2025
    opens INTEGER NOT NULL,       -- as the table has it
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    status TEXT NOT NULL,
    start_year INTEGER NOT NULL,  -- as the table has it
    starts_in INTEGER NOT NULL,   -- as the scenario shifts it
    opens_in INTEGER NOT NULL,
    counted INTEGER NOT NULL,     -- 1: takes part in this scenario
    classes_before INTEGER,
    site_area_m2 REAL,
    floor_area_m2 REAL,
    town_zh TEXT,
    town_en TEXT,
    evidence TEXT NOT NULL,
    line INTEGER                  -- of its row in the projects file
) STRICT;
CREATE TABLE gap_year (
    -- Demand against seats. Null seats: not the district's, or a single zone's, which has none.
    fid INTEGER PRIMARY KEY,
    level TEXT NOT NULL,          -- district, town, group, catchment or zone
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    scope TEXT NOT NULL,          -- entry or all grades
    demand INTEGER NOT NULL,
    seats INTEGER,                -- norm seats, with the rooms of emergency levers
    local_gap INTEGER,            -- summed over catchment areas
    net_gap INTEGER,              -- after balancing over the place
    unplaced INTEGER,
    surplus INTEGER,
    p10 REAL,                     -- of the net gap over replicates, like the four after it
    p50 REAL,
    p90 REAL,
    p_short REAL,                 -- share of the replicates with a net gap
    expected_short REAL,          -- mean net gap, over all replicates
    design INTEGER,               -- design seats
    compliant INTEGER             -- norm seats within the largest school size
) STRICT;
CREATE TABLE school_year (
    fid INTEGER PRIMARY KEY,
    school TEXT NOT NULL REFERENCES schools(school),
    year INTEGER NOT NULL,
    stage TEXT NOT NULL REFERENCES stages(stage),
    rooms INTEGER NOT NULL,
    seats_norm INTEGER,           -- of `rooms`: those of emergency levers are counted below
    seats_stretch INTEGER,
    pupils INTEGER NOT NULL,
    classes INTEGER NOT NULL,
    largest_class INTEGER NOT NULL,
    classes_over_norm INTEGER NOT NULL,
    classes_56 INTEGER NOT NULL,  -- classes of 56 pupils or more
    classes_66 INTEGER NOT NULL,
    over_size INTEGER NOT NULL,   -- pupils above the largest school size
    utilisation REAL,             -- pupils a norm seat
    warning TEXT NOT NULL,        -- none, yellow or red
    p10 REAL,                     -- of pupils over replicates; 0 where the school is not open yet
    p50 REAL,
    p90 REAL,
    p_over REAL,                  -- share of the replicates with a class over the norm
    rooms_used INTEGER NOT NULL,
    seats_design INTEGER,
    seats_compliant INTEGER,
    demand INTEGER NOT NULL,      -- pupils who live in its catchment
    reason TEXT NOT NULL,
    intake_plan INTEGER,          -- entry classes that may open by plan
    special_rooms_used INTEGER NOT NULL, -- rooms of emergency levers that hold a class
    prefab_rooms_used INTEGER NOT NULL,
    sister_rooms_used INTEGER NOT NULL,
    limit_raised_to INTEGER,             -- the largest class size limit raised by a lever
    UNIQUE (school, year, stage)
) STRICT;
CREATE TABLE class_year (
    fid INTEGER PRIMARY KEY,
    school TEXT NOT NULL REFERENCES schools(school),
    year INTEGER NOT NULL,
    grade INTEGER NOT NULL,
    pupils INTEGER NOT NULL,
    classes INTEGER NOT NULL,
    smallest INTEGER NOT NULL,
    largest INTEGER NOT NULL,
    stage TEXT NOT NULL
) STRICT;
CREATE TABLE flow_year (
    -- Where the pupils of the entry grades go, in the central history.
    fid INTEGER PRIMARY KEY,
    year INTEGER NOT NULL,
    zone TEXT REFERENCES zones(zone), -- null where a stage has no zones
    stage TEXT NOT NULL,
    tier TEXT NOT NULL,
    school TEXT REFERENCES schools(school), -- null: unplaced, or the city's
    pupils INTEGER NOT NULL,
    metres INTEGER,               -- length of the way
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE project_year (
    fid INTEGER PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects(project),
    year INTEGER NOT NULL,
    seats_added INTEGER NOT NULL, -- norm seats of this year that would not be there without it
    spend_cny REAL,
    p_open REAL,                  -- share of the replicates in which it is open
    open INTEGER NOT NULL,        -- in the central history
    UNIQUE (project, year)
) STRICT;
CREATE TABLE project_effect (
    -- The district's rows of gap_year once more, in histories that leave projects out and are the central
    -- one otherwise. A project's effect is the difference of the two; effects of several do not add
    -- up. No rows when projects.effects is no, or no project is counted.
    fid INTEGER PRIMARY KEY,
    left_out TEXT NOT NULL,       -- project; those planned; and approved; and building; all
    project TEXT REFERENCES projects(project), -- of left_out = project
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,          -- of those whose seats are the district's
    scope TEXT NOT NULL,          -- entry or all grades
    demand INTEGER NOT NULL,
    seats INTEGER NOT NULL,       -- norm seats, with the rooms of emergency levers
    local_gap INTEGER NOT NULL,   -- summed over catchment areas
    net_gap INTEGER NOT NULL,
    unplaced INTEGER NOT NULL,
    surplus INTEGER NOT NULL
) STRICT;
CREATE TABLE quantile_year (
    -- Over the replicates: each row is computed at its own level, none is a sum of others. Quantiles
    -- are of type 7 (Hyndman and Fan 1996). No rows without replicates, here and in the next four.
    fid INTEGER PRIMARY KEY,
    level TEXT NOT NULL,          -- district, town or group
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    scope TEXT NOT NULL,
    quantity TEXT NOT NULL,       -- a column of gap_year: demand, seats, local_gap, net_gap, ...
    mean REAL NOT NULL,
    sd REAL,
    p2_5 REAL NOT NULL,
    p10 REAL NOT NULL,
    p25 REAL NOT NULL,
    p50 REAL NOT NULL,
    p75 REAL NOT NULL,
    p90 REAL NOT NULL,
    p97_5 REAL NOT NULL
) STRICT;
CREATE TABLE risk (
    -- How likely a shortage is in any year, and how large and when the largest net gap of a replicate
    -- is.
    fid INTEGER PRIMARY KEY,
    level TEXT NOT NULL,
    place TEXT NOT NULL,
    stage TEXT NOT NULL,
    scope TEXT NOT NULL,
    threshold REAL NOT NULL,
    first_year INTEGER,           -- first year with p_short above the threshold; null: none
    p_any REAL NOT NULL,          -- share of the replicates with a net gap in any year
    peak_p10 REAL NOT NULL,       -- of the largest net gap over the years
    peak_p50 REAL NOT NULL,
    peak_p90 REAL NOT NULL,
    peak_year_p10 REAL,           -- of its first year, in the replicates with a gap; null: none
    peak_year_p50 REAL,
    peak_year_p90 REAL
) STRICT;
CREATE TABLE service_year (
    -- Seats to add so that nobody is short with a probability.
    fid INTEGER PRIMARY KEY,
    level TEXT NOT NULL,
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    scope TEXT NOT NULL,
    service REAL NOT NULL,        -- the probability
    seats REAL NOT NULL           -- that quantile of demand - seats, at least 0
) STRICT;
CREATE TABLE assumption (
    -- What the replicates drew: parameters, then processes, delays and shocks within a replicate.
    fid INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    shape TEXT NOT NULL,          -- of the distribution
    unit TEXT NOT NULL,
    p10 REAL,
    p50 REAL,
    p90 REAL,
    source TEXT NOT NULL,
    evidence TEXT NOT NULL        -- published, estimated or assumed
) STRICT;
CREATE TABLE draw (
    -- The replicates themselves, of the district and its towns; net_gap is max(0, demand - seats).
    fid INTEGER PRIMARY KEY,
    level TEXT NOT NULL,
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    scope TEXT NOT NULL,
    quantity TEXT NOT NULL,
    replicates INTEGER NOT NULL,
    value BLOB NOT NULL           -- 32-bit integers, least byte first, in order, as zlib packs them
) STRICT;
CREATE TABLE measure_year (
    fid INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    measure TEXT NOT NULL,
    value REAL,
    target REAL,
    status TEXT NOT NULL          -- met, missed, needs_input (value null) or empty
) STRICT;
CREATE TABLE register_year (
    -- The indicators of table register by year, in their units: of several values the first of input
    -- (register_years, or the tables expenditure and quota through their measure), baseline, model.
    fid INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    year INTEGER NOT NULL,
    value REAL NOT NULL,
    basis TEXT NOT NULL,          -- input, baseline, model
    target REAL,                  -- what it is compared with: target, baseline or the year before
    status TEXT NOT NULL          -- met, missed, or empty where nothing is compared
) STRICT;
CREATE TABLE population_year (
    fid INTEGER PRIMARY KEY,
    zone TEXT NOT NULL REFERENCES zones(zone),
    year INTEGER NOT NULL,
    residency TEXT,               -- null: the population tells none apart
    age TEXT NOT NULL,            -- completed years on 1 September, or a group like 19-59
    persons REAL NOT NULL
) STRICT;
CREATE TABLE setting (
    -- The keys of the scenario file that have a value, in the order of the dictionary.
    fid INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,          -- a list of codes is joined by blanks
    given INTEGER NOT NULL        -- 1: in the scenario or as an option; 0: the usual value
) STRICT;
CREATE TABLE norm (
    -- The norms that held. A norm that is the same in all grades of a stage is one row.
    fid INTEGER PRIMARY KEY,
    stage TEXT NOT NULL REFERENCES stages(stage),
    grade INTEGER,                -- null: all grades of the stage
    quantity TEXT NOT NULL,
    value REAL NOT NULL,
    line INTEGER,                 -- of its row in the table norms; null: a key, or usual
    source TEXT NOT NULL,         -- of the row, the key's path, or where the usual value comes from
    UNIQUE (stage, grade, quantity)
) STRICT;
CREATE TABLE warnings (
    -- What is odd in the inputs and was carried along, never repaired.
    fid INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    line INTEGER,
    text TEXT NOT NULL,
    code TEXT NOT NULL,
    text_zh TEXT NOT NULL,
    field TEXT
) STRICT;
CREATE TABLE published (
    -- What was published, to stand beside the results.
    fid INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT,
    value REAL,
    target REAL,
    evidence TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;
CREATE TABLE evidence_share (
    -- How much of the pupils or seats of a year rests on which evidence; the shares sum to 1.
    fid INTEGER PRIMARY KEY,
    weight TEXT NOT NULL,
    stage TEXT NOT NULL,
    year INTEGER NOT NULL,
    published REAL NOT NULL,
    estimated REAL NOT NULL,
    assumed REAL NOT NULL
) STRICT;
CREATE TABLE table_evidence (
    -- Rows of the input tables by evidence.
    fid INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    file TEXT NOT NULL,
    published INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    assumed INTEGER NOT NULL
) STRICT;
INSERT INTO gpkg_contents (table_name, data_type, identifier)
SELECT name, CASE WHEN name IN ('zones', 'schools') THEN 'features' ELSE 'attributes' END, name
FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'gpkg%' AND name NOT LIKE 'sqlite%'
ORDER BY rowid;
