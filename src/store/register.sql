INSERT INTO register_year (code, year, value, basis, target, status)
WITH seen (code, year, value, basis, rank) AS (
    SELECT y.code, y.year, coalesce(y.value, y.part / y.whole * coalesce(r.factor, 1)), 'input', 1
    FROM register_years AS y JOIN register AS r ON r.code = y.code
    UNION ALL
    SELECT code, baseline_year, baseline, 'baseline', 3 FROM register WHERE baseline IS NOT NULL
    UNION ALL
    SELECT r.code, m.year, m.value * coalesce(r.factor, 1), 'input', 2
    FROM register AS r JOIN measure_year AS m ON m.measure = r.measure AND m.place = 'district'
    WHERE m.value IS NOT NULL
      AND (m.measure GLOB 'expenditure_*' OR m.measure = 'quota_filled_share')
    UNION ALL
    SELECT r.code, m.year, m.value * coalesce(r.factor, 1), 'model', 4
    FROM register AS r JOIN measure_year AS m ON m.measure = r.measure AND m.place = 'district'
    WHERE m.value IS NOT NULL
      AND NOT (m.measure GLOB 'expenditure_*' OR m.measure = 'quota_filled_share')
),
ranked AS (
    SELECT code, year, value, basis, row_number() OVER (PARTITION BY code, year ORDER BY rank) AS place
    FROM seen
),
series AS (
    SELECT code, year, value, basis, lag(value) OVER (PARTITION BY code ORDER BY year) AS before
    FROM ranked WHERE place = 1
),
compared AS (
    SELECT r.fid AS row, s.code, s.year, s.value, s.basis, r.direction,
        CASE WHEN r.direction IN ('at_least', 'at_most', 'above', 'below') THEN r.target
             WHEN r.direction IN ('falls', 'rises') AND s.year > r.baseline_year THEN b.value
             WHEN r.direction = 'never_falls' THEN s.before END AS target
    FROM series AS s JOIN register AS r ON r.code = s.code
    LEFT JOIN series AS b ON b.code = s.code AND b.year = r.baseline_year
)
SELECT code, year, value, basis, target,
    CASE WHEN target IS NULL THEN ''
         WHEN direction IN ('at_least', 'never_falls') AND value >= target - 1e-9
           OR direction = 'at_most' AND value <= target + 1e-9
           OR direction IN ('above', 'rises') AND value > target + 1e-9
           OR direction IN ('below', 'falls') AND value < target - 1e-9 THEN 'met'
         ELSE 'missed' END
FROM compared ORDER BY row, year;
