-- How a run file is read: one statement a table, in the order of the array `tables` in run_reader.c.
-- Columns are named, so that a later schema may add some.
SELECT key, value FROM run ORDER BY key;
SELECT stage, first_age, grades, first_grade, city, class_norm, class_stretch, class_limit,
    school_size_max
FROM stages ORDER BY fid;
SELECT zone, name_zh, name_en, town_zh, town_en, group_name, x_m, y_m, geom, evidence
FROM zones ORDER BY fid;
SELECT school, name_zh, name_en, sector, town_zh, town_en, x_m, y_m, evidence, school_code, zone,
    opens, closes, cluster, boarding
FROM schools ORDER BY fid;
SELECT project, name_zh, name_en, kind, sector, stage, status, school, town_zh, town_en,
    classes_named, classes_before, seats_added, cost_cny, spend_2021_2025_cny, site_area_m2,
    floor_area_m2, start_year, opens, starts_in, opens_in, counted, evidence,
    line
FROM projects ORDER BY fid;
SELECT level, place, year, stage, scope, demand, seats, design, compliant, local_gap, net_gap,
    unplaced, surplus, p10, p50, p90, p_short, expected_short
FROM gap_year ORDER BY fid;
SELECT school, stage, year, rooms, rooms_used, seats_norm, seats_stretch, seats_design,
    seats_compliant, pupils, classes, largest_class, classes_over_norm, classes_56, classes_66,
    over_size, demand, utilisation, warning, reason, intake_plan, special_rooms_used, prefab_rooms_used,
    sister_rooms_used, limit_raised_to, p10, p50, p90, p_over
FROM school_year ORDER BY fid;
SELECT school, stage, grade, year, pupils, classes, smallest, largest
FROM class_year ORDER BY fid;
SELECT year, zone, stage, school, pupils, metres, tier, reason
FROM flow_year ORDER BY fid;
SELECT project, seats_added, year, spend_cny, open, p_open
FROM project_year ORDER BY fid;
SELECT place, measure, status, year, value, target
FROM measure_year ORDER BY fid;
SELECT year, zone, age, persons
FROM population_year ORDER BY fid;
SELECT weight, stage, year, published, estimated, assumed
FROM evidence_share ORDER BY fid;
SELECT indicator, place, source, year, stage, value, target, evidence
FROM published ORDER BY fid;
SELECT table_name, file, published, estimated, assumed
FROM table_evidence ORDER BY fid;
SELECT file, code, text_zh, text, line
FROM warnings ORDER BY fid;
SELECT level, place, year, stage, scope, quantity, mean, sd, p2_5, p10, p25, p50, p75, p90, p97_5
FROM quantile_year ORDER BY fid;
SELECT level, place, stage, scope, threshold, first_year, p_any, peak_p10, peak_p50, peak_p90,
    peak_year_p10, peak_year_p50, peak_year_p90
FROM risk ORDER BY fid;
SELECT level, place, year, stage, scope, service, seats
FROM service_year ORDER BY fid;
SELECT name, name_zh, name_en, shape, unit, p10, p50, p90, source, evidence
FROM assumption ORDER BY fid;
SELECT level, place, year, stage, scope, quantity, replicates
FROM draw ORDER BY fid;
SELECT left_out, project, year, stage, scope, demand, seats, local_gap, net_gap, unplaced, surplus
FROM project_effect ORDER BY fid;
SELECT path, value, given
FROM setting ORDER BY fid;
SELECT stage, grade, quantity, value, line, source
FROM norm ORDER BY fid;
SELECT code, basis, status, year, value, target
FROM register_year ORDER BY fid;
