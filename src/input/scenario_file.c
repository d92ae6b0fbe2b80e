#include "xuewei/scenario_file.h"
#include "xuewei/draft.h"
#include "xuewei/input_files.h"
#include "xuewei/needed_tables.h"
#include "xuewei/roads_osm.h"
#include "xuewei/settings.h"
#include "xuewei/order.h"
#include "xuewei/zones_geojson.h"
#include <string.h>

enum { MOST_PARENTS = 16, MOST_YEARS = 100, MOST_ANNIVERSARIES = 301 };

struct reading {
    struct xw_draft draft;
    struct xw_input_files files;
    const char *chain[MOST_PARENTS]; /* the files that extend one another, from the scenario on */
    bool table_used[XW_TABLES];
    bool ages_refused; /* the tables would be refused row by row for the same reason */
};

/* ---- the scenario file and its parents ---- */

static void refuse_circle(const struct reading *r, int32_t from, int32_t depth, const char *name,
                          struct xw_place at)
{
    char text[800] = "";
    size_t length = 0;
    for (int32_t i = from; i < depth && length < sizeof text; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s, ", r->chain[i]);
    xw_diag_fault(r->draft.diag, at, "the scenarios extend one another in a circle: %s%s", text,
                  name);
}

/* Read a scenario file over its parents. at: the place that names it. */
static enum xw_status read_chain(struct reading *r, const char *name, struct xw_place at,
                                 int32_t depth, struct xw_yaml **root)
{
    struct xw_diag *diag = r->draft.diag;
    struct xw_arena *keep = r->draft.keep;
    const char *path;
    for (int32_t i = 0; i < depth; i++)
        if (strcmp(r->chain[i], name) == 0) {
            refuse_circle(r, i, depth, name, at);
            return XW_REFUSED;
        }
    if (depth == MOST_PARENTS) {
        xw_diag_fault(diag, at, "more than %d scenarios extend one another", MOST_PARENTS - 1);
        return XW_REFUSED;
    }
    r->chain[depth] = name;
    enum xw_status status = xw_input_add(&r->files, name, at, &path);
    if (status == XW_OK) status = xw_yaml_read(path, name, keep, diag, root);
    if (status != XW_OK) return status;
    if ((*root)->kind != XW_YAML_MAP) {
        xw_diag_fault(diag, (*root)->at, "a scenario is a mapping of keys");
        return XW_REFUSED;
    }
    const struct xw_yaml *extends = xw_yaml_get(*root, "extends");
    if (extends == NULL || extends->kind != XW_YAML_SCALAR) return XW_OK;
    const char *parent_name = xw_input_name(keep, name, extends->text);
    if (parent_name == NULL) {
        xw_diag_refuse(diag, extends->at, extends->text, "a path relative to this file");
        return XW_REFUSED;
    }
    struct xw_yaml *parent;
    status = read_chain(r, parent_name, extends->at, depth + 1, &parent);
    if (status != XW_OK) {
        xw_keys_check(*root, diag); /* what can be said of the child alone */
        return status;
    }
    *root = xw_yaml_merge(keep, *root, parent);
    return *root == NULL ? XW_NO_MEMORY : XW_OK;
}

static enum xw_status override(struct reading *r, const struct xw_override *overrides,
                               int32_t count)
{
    enum xw_status worst = XW_OK;
    for (int32_t i = 0; i < count; i++) {
        enum xw_status status = XW_REFUSED;
        if (strcmp(overrides[i].path, "extends") == 0)
            xw_diag_fault(r->draft.diag, (struct xw_place){ .file = "--set", .field = "extends" },
                          "a parent cannot be set; write a scenario that extends it");
        else
            status = xw_yaml_set(r->draft.keep, r->draft.root, overrides[i].path,
                                 overrides[i].value, "--set", r->draft.diag);
        if (status != XW_OK) worst = status;
    }
    return worst;
}

/* ---- the keys of the scenario itself ---- */

static int32_t or_zero(int32_t value)
{
    return value == XW_MISSING ? 0 : value;
}

static void read_titles(struct reading *r)
{
    struct xw_scenario *s = r->draft.out;
    struct xw_yaml *root = r->draft.root;
    struct xw_diag *diag = r->draft.diag;
    s->title_zh = xw_key_text(root, "title.zh", diag);
    s->title_en = xw_key_text(root, "title.en", diag);
    s->place_zh = xw_key_text(root, "place.zh", diag);
    s->place_en = xw_key_text(root, "place.en", diag);
    if (s->title_zh == NULL) s->title_zh = s->title_en == NULL ? s->name : s->title_en;
    if (s->title_en == NULL) s->title_en = s->title_zh;
    if (s->place_zh == NULL) s->place_zh = s->place_en == NULL ? "" : s->place_en;
    if (s->place_en == NULL) s->place_en = s->place_zh;
}

/* A year of the horizon must be one of base_date's anniversaries that the steps meet. */
static void check_anniversary(struct reading *r, const char *key, int16_t year)
{
    const struct xw_scenario *s = r->draft.out;
    int32_t off = (year - s->base_year) % s->age_width;
    if (off == 0) return;
    xw_diag_fault(r->draft.diag, xw_key_place(r->draft.root, key),
                  "steps of five years from %d meet %d and %d, but not %d", (int)s->base_year,
                  year - off, year - off + (int)s->age_width, (int)year);
}

/* Single years of age, or groups of five for a projection of the population alone. */
static void read_ages(struct reading *r, bool dated)
{
    struct xw_scenario *s = r->draft.out;
    struct xw_yaml *root = r->draft.root;
    struct xw_diag *diag = r->draft.diag;
    int32_t open_age = xw_key_whole(root, "population.open_age", diag);
    int32_t refused = diag->refused;
    s->age_width = xw_key_whole(root, "population.age_width", diag) == 1 ? 5 : 1;
    r->ages_refused = diag->refused > refused;
    if (s->age_width > 1 && r->draft.need == XW_NEED_RUN) {
        xw_diag_fault(diag, xw_key_place(root, "population.age_width"),
                      "five-year groups are for `xuewei project` alone; school years need the "
                      "population by single years of age");
        r->ages_refused = true;
    }
    if (open_age % s->age_width != 0) {
        r->ages_refused = true;
        xw_diag_fault(diag, xw_key_place(root, "population.open_age"),
                      "the open group of five-year groups begins at a multiple of 5, not at %d",
                      (int)open_age);
    }
    s->ages = open_age / s->age_width + 1;
    if (s->age_width == 1 || !dated || diag->refused > 0) return;
    check_anniversary(r, "horizon.first", s->first);
    check_anniversary(r, "horizon.last", s->last);
}

static void read_years(struct reading *r)
{
    struct xw_scenario *s = r->draft.out;
    struct xw_yaml *root = r->draft.root;
    struct xw_diag *diag = r->draft.diag;
    int32_t first = xw_key_whole(root, "horizon.first", diag);
    int32_t last = xw_key_whole(root, "horizon.last", diag);
    int32_t most = r->draft.need == XW_NEED_PROJECT ? MOST_ANNIVERSARIES : MOST_YEARS;
    bool dated = !s->without_population && xw_key_date(root, "population.base_date", diag,
                                                       &s->base_year, &s->base_month, &s->base_day);
    s->first = (int16_t)or_zero(first);
    s->last = (int16_t)or_zero(last);
    if (first != XW_MISSING && last != XW_MISSING && last < first)
        xw_diag_fault(diag, xw_key_place(root, "horizon.last"),
                      "the last year %d lies before the first, %d", (int)last, (int)first);
    else if (first != XW_MISSING && last != XW_MISSING && last - first >= most)
        xw_diag_fault(diag, xw_key_place(root, "horizon.last"),
                      "the years %d to %d are more than %d", (int)first, (int)last, (int)most);
    else if (first != XW_MISSING && dated && first < s->base_year)
        xw_diag_fault(diag, xw_key_place(root, "horizon.first"),
                      "the first year %d lies before the population count of %d", (int)first,
                      (int)s->base_year);
    /* After a fault the columns by year must still be small enough to make. */
    if (s->last < s->first || s->last - s->first >= most) s->last = s->first;
    if (!dated) s->base_year = s->first;
    read_ages(r, dated);
    s->timing = (enum xw_migration_timing)xw_key_whole(root, "population.migration_timing", diag);
}

static void read_rules(struct reading *r)
{
    struct xw_scenario *s = r->draft.out;
    struct xw_yaml *root = r->draft.root;
    struct xw_diag *diag = r->draft.diag;
    xw_key_whole(root, "xuewei", diag);
    s->crs = xw_key_text(root, "crs", diag);
    s->crs_at = xw_key_place(root, "crs");
    s->coordinates = (enum xw_coordinates)xw_key_whole(root, "coordinates", diag);
    s->roads.snap_m = xw_key_whole(root, "roads.snap_m", diag);
    s->assignment = (struct xw_assignment_rules){
        .distance = (enum xw_distance)xw_key_whole(root, "assignment.distance", diag),
        .detour = xw_key_number(root, "assignment.detour", diag),
        .nearest = xw_key_whole(root, "assignment.nearest", diag),
        .coordination_m = xw_key_whole(root, "assignment.coordination_m", diag),
        .stretch_m = xw_key_whole(root, "assignment.stretch_m", diag),
        .overrun_m = xw_key_whole(root, "assignment.overrun_m", diag),
        .unplaced_m = xw_key_whole(root, "assignment.unplaced_m", diag),
        .feeder_bonus_m = xw_key_whole(root, "assignment.feeder_bonus_m", diag),
        .design_seats = xw_key_whole(root, "assignment.seats", diag) == 1,
        .outside_area_m = xw_key_whole(root, "assignment.outside_area_m", diag),
        .boarding_m = xw_key_whole(root, "assignment.boarding_m", diag),
        .feeder_first = xw_key_whole(root, "assignment.feeder", diag) == 1,
        .multi_school = (enum xw_multi_school)xw_key_whole(root, "assignment.multi_school", diag),
        .private_applicants = xw_key_number(root, "assignment.private_applicants", diag),
        .private_drawn = xw_key_whole(root, "assignment.private_lottery", diag) == 1,
        .guarantee = xw_key_whole(root, "assignment.guarantee", diag) == 1,
    };
    const struct xw_assignment_rules *a = &s->assignment;
    if (a->stretch_m > a->overrun_m || a->overrun_m > a->unplaced_m)
        xw_diag_fault(diag, xw_key_place(root, "assignment.overrun_m"),
                      "stretch_m %d, overrun_m %d and unplaced_m %d must not fall: a dearer layer "
                      "comes after a cheaper one",
                      (int)a->stretch_m, (int)a->overrun_m, (int)a->unplaced_m);
    if (a->design_seats && !s->without_population && r->draft.need == XW_NEED_RUN)
        xw_diag_fault(diag, xw_key_place(root, "assignment.seats"),
                      "design seats are for `xuewei assign` without a population; in a simulation "
                      "rooms and classes give the places");
    s->classes = (struct xw_class_rules){
        .entry_bulge = xw_key_whole(root, "classes.entry_bulge", diag),
        .size_by_code = xw_key_whole(root, "classes.size_cap", diag) == 1,
        .nine_year_size_max = xw_key_whole(root, "classes.nine_year_size_max", diag),
        .tolerance = xw_key_whole(root, "classes.tolerance", diag),
        .merge_below = xw_key_number(root, "classes.merge_below", diag),
    };
    s->choice = (struct xw_choice_rules){
        .beta_per_m = xw_key_number(root, "choice.beta_per_m", diag),
        .listed = xw_key_whole(root, "choice.listed", diag),
        .norm_only = xw_key_whole(root, "choice.places", diag) == 0,
        .reserve_share = xw_key_number(root, "choice.reserve_share", diag),
        .reserve_first = xw_key_whole(root, "choice.precedence", diag) == 1,
    };
    int32_t special_schools = xw_key_whole(root, "special.schools", diag);
    s->special = (struct xw_special_rules){
        .prevalence = xw_key_number(root, "special.prevalence", diag),
        .school_share = xw_key_number(root, "special.school_share", diag),
        .home_share = xw_key_number(root, "special.home_share", diag),
        .schools = special_schools == XW_MISSING ? XW_NONE : special_schools,
    };
    if (s->special.school_share + s->special.home_share > 1.0 + 1e-9)
        xw_diag_fault(diag, xw_key_place(root, "special.home_share"),
                      "school_share %.10g and home_share %.10g are more than all the children",
                      s->special.school_share, s->special.home_share);
    s->indicator_rules = (struct xw_indicator_rules){
        .attainment_difference_max =
            xw_key_number(root, "indicators.attainment_difference_max", diag),
        .exchange_share_min = xw_key_number(root, "indicators.exchange_share_min", diag),
        .exchange_backbone_min = xw_key_number(root, "indicators.exchange_backbone_min", diag),
        .exchange_years_min = xw_key_number(root, "indicators.exchange_years_min", diag),
        .quota_filled_min = xw_key_number(root, "indicators.quota_filled_min", diag),
        .kindergarten_classes = xw_key_number(root, "indicators.kindergarten_classes", diag),
        .nursery_share = xw_key_number(root, "indicators.nursery_share", diag),
    };
    s->forecast = (struct xw_forecast_rules){
        .basis = (enum xw_forecast_basis)xw_key_whole(root, "forecast.basis", diag),
        .midpoint = xw_key_number(root, "forecast.blend_midpoint", diag),
        .slope = xw_key_number(root, "forecast.blend_slope", diag),
    };
    bool by_births = xw_key_whole(root, "population.split_children", diag) == 0;
    int32_t to = xw_key_whole(root, "population.split_children_to", diag);
    s->split.children_to = by_births ? to : -1;
    s->split.adults = (enum xw_adult_split)xw_key_whole(root, "population.split_adults", diag);
    s->zone_fertility = xw_key_whole(root, "population.zone_fertility", diag) == 1;
    xw_read_ensemble(&r->draft);
}

static const struct xw_stage usual_stages[] = {
    { .name = XW_KINDERGARTEN, .first_age = 3, .grades = 3 },
    { .name = XW_PRIMARY, .first_age = 6, .grades = 6 },
    { .name = XW_LOWER_SECONDARY, .first_age = 12, .grades = 3 },
    { .name = XW_UPPER_SECONDARY, .first_age = 15, .grades = 3 },
};

static bool read_stage(struct reading *r, struct xw_yaml *node, struct xw_stage *stage)
{
    struct xw_diag *diag = r->draft.diag;
    static const char *const needed[] = { "stage", "first_age", "grades" };
    int32_t value[3];
    bool good = true;
    for (int k = 0; k < 3; k++) {
        char path[40];
        snprintf(path, sizeof path, "stages[].%s", needed[k]);
        const struct xw_yaml *own = xw_yaml_get(node, needed[k]);
        int32_t refused = diag->refused;
        value[k] = xw_key_whole_of(own, xw_key_of(path), diag);
        if (value[k] != XW_MISSING) continue;
        good = false;
        if (diag->refused == refused)
            xw_diag_fault(diag, node->at, "the key \"%s\" must be given", needed[k]);
    }
    int32_t scope = xw_key_whole_of(xw_yaml_get(node, "scope"), xw_key_of("stages[].scope"), diag);
    struct xw_yaml *how = xw_yaml_get(node, "admission");
    int32_t admission = xw_key_whole_of(how, xw_key_of("stages[].admission"), diag);
    if (admission == XW_ADMISSION_CHOICE && (scope == 1 || r->draft.out->without_population))
        xw_diag_fault(diag, how->at, "pupils choose in a simulation, in stages of the district");
    int32_t demand =
        xw_key_whole_of(xw_yaml_get(node, "demand"), xw_key_of("stages[].demand"), diag);
    if (scope == 1 && (admission == XW_ADMISSION_TOWN || admission == XW_ADMISSION_DISTRICT))
        xw_diag_fault(diag, how->at,
                      "a stage of the city has no schools here: \"admission\" says nothing of it");
    if (good)
        *stage = (struct xw_stage){ .name = (enum xw_stage_name)value[0],
                                    .first_age = value[1],
                                    .grades = value[2],
                                    .admission = (uint8_t)admission,
                                    .city = scope == 1,
                                    .by_residents = demand == 1 };
    return good;
}

/* A stage must begin at the age at which the one before it ends, and be another one. */
static bool joins(struct reading *r, const struct xw_stages *stages, struct xw_place at)
{
    const struct xw_stage *stage = &stages->stage[stages->count - 1];
    for (int32_t s = 0; s + 1 < stages->count; s++)
        if (stages->stage[s].name == stage->name) {
            xw_diag_fault(r->draft.diag, at, "the stage %s is there twice",
                          xw_stage_word(stage->name));
            return false;
        }
    if (stages->count < 2) return true;
    if (stage->name == XW_SPECIAL || stage[-1].name == XW_SPECIAL) {
        xw_diag_refuse(
            r->draft.diag, at, "special",
            "the stage special alone in a scenario; beside other stages its children are "
            "counted by special.prevalence");
        return false;
    }
    int32_t ends = stage[-1].first_age + stage[-1].grades;
    if (ends == stage->first_age) return true;
    xw_diag_fault(r->draft.diag, at,
                  "%s begins at age %d, but %s ends at age %d; stages follow one another without "
                  "gap or overlap",
                  xw_stage_word(stage->name), (int)stage->first_age, xw_stage_word(stage[-1].name),
                  (int)ends);
    return false;
}

static void read_stages(struct reading *r)
{
    struct xw_stages *stages = &r->draft.out->stages;
    const struct xw_yaml *list = xw_yaml_get(r->draft.root, "stages");
    bool good = true;
    if (list == NULL || list->kind != XW_YAML_LIST) {
        stages->count = (int32_t)(sizeof usual_stages / sizeof *usual_stages);
        memcpy(stages->stage, usual_stages, sizeof usual_stages);
    } else if (list->count == 0 || list->count > XW_MAX_STAGES) {
        xw_diag_fault(r->draft.diag, list->at, "1 to %d stages are accepted", XW_MAX_STAGES);
        good = false;
    } else {
        for (int32_t i = 0; i < list->count; i++) {
            struct xw_yaml *node = list->value[i];
            if (node->kind != XW_YAML_MAP) {
                good = false; /* said by xw_keys_check */
                continue;
            }
            bool read = read_stage(r, node, &stages->stage[stages->count]);
            stages->count += read;
            good = read && joins(r, stages, node->at) && good;
        }
    }
    if (good && !xw_stages_number(stages)) {
        xw_diag_fault(r->draft.diag, xw_key_place(r->draft.root, "stages"),
                      "the stages have more than %d grades together", XW_MAX_GRADES);
        good = false;
    }
    if (!good) *stages = (struct xw_stages){ 0 }; /* nothing is said of stages that are not known */
}

/* ---- the tables ---- */

/* The disk path of a file that a key names; *name as the scenario calls it. */
static enum xw_status named_file(struct reading *r, const struct xw_yaml *node, const char **name,
                                 const char **path)
{
    bool set = strcmp(node->at.file, "--set") == 0;
    *name = xw_input_name(r->draft.keep, set ? NULL : node->at.file, node->text);
    if (*name == NULL) {
        xw_diag_refuse(r->draft.diag, node->at, node->text,
                       "a path relative to the file that names it");
        return XW_REFUSED;
    }
    return xw_input_add(&r->files, *name, node->at, path);
}

static bool is_geojson(const char *name)
{
    const char *end = strrchr(name, '.');
    return end != NULL && (strcmp(end, ".geojson") == 0 || strcmp(end, ".json") == 0);
}

/* Tables whose rows are the rows of a result, or are looked through in their order: they go by their
 * key. Rows of the others find their places by code and year. */
static bool is_kept_as_rows(enum xw_table table)
{
    return table == XW_TABLE_PROJECTS || table == XW_TABLE_SPEND || table == XW_TABLE_INDICATORS;
}

static enum xw_status read_table(struct reading *r, enum xw_table table, const char *encoding)
{
    struct xw_draft *draft = &r->draft;
    char key[60];
    snprintf(key, sizeof key, "tables.%s", xw_table_of(table)->name);
    const struct xw_yaml *node = xw_yaml_get(draft->root, key);
    bool given = node != NULL && node->kind == XW_YAML_SCALAR && node->text[0] != '\0';
    struct xw_rows *rows = &draft->table[table];
    rows->table = table;
    if (!given) {
        rows->broken = xw_table_needed(draft->need, table);
        if (rows->broken)
            xw_diag_fault(draft->diag, (struct xw_place){ .file = draft->root->at.file },
                          "the table \"%s\" must be given, as %s", xw_table_of(table)->name, key);
        return XW_OK;
    }
    const char *name, *path;
    rows->broken = true;
    enum xw_status status = named_file(r, node, &name, &path);
    if (status != XW_OK) return status == XW_REFUSED ? XW_OK : status;
    if (table == XW_TABLE_ZONES && is_geojson(name))
        status = xw_zones_geojson_rows(path, name, draft->keep, draft->diag, rows);
    else
        status = xw_rows_read(table, path, name, encoding, draft->keep, draft->diag, rows);
    draft->out->table_file[table] = name;
    if (status == XW_OK && is_kept_as_rows(table)) status = xw_order_table(rows, *draft->work);
    return status == XW_REFUSED ? XW_OK : status;
}

static enum xw_status read_outlines(struct reading *r)
{
    struct xw_draft *draft = &r->draft;
    const struct xw_rows *rows = &draft->table[XW_TABLE_ZONES];
    const struct xw_yaml *node = xw_yaml_get(draft->root, "outlines");
    bool given = node != NULL && node->kind == XW_YAML_SCALAR && node->text[0] != '\0';
    const char *name = NULL, *path = NULL;
    enum xw_status status = XW_OK;
    if (given) status = named_file(r, node, &name, &path);
    if (given && status == XW_OK)
        status = xw_zones_geojson_outlines(draft, path, name);
    else if (status == XW_OK && rows->file != NULL && is_geojson(rows->file) && !rows->broken) {
        path = xw_arena_format(draft->keep, "%s%s", r->files.folder, rows->file);
        status = path == NULL ? XW_NO_MEMORY : xw_zones_geojson_outlines(draft, path, rows->file);
    }
    if (status != XW_OK) return status == XW_REFUSED ? XW_OK : status;
    xw_zones_check_places(draft);
    return XW_OK;
}

static enum xw_status read_extract(struct reading *r)
{
    struct xw_draft *draft = &r->draft;
    const struct xw_yaml *node = xw_yaml_get(draft->root, "roads.osm");
    bool given = node != NULL && node->kind == XW_YAML_SCALAR && node->text[0] != '\0';
    bool drive = xw_key_whole(draft->root, "roads.by", draft->diag) == 1;
    const char *name = NULL, *path = NULL;
    enum xw_status status = XW_OK;
    if (!given || draft->need == XW_NEED_PROJECT) return XW_OK;
    status = named_file(r, node, &name, &path);
    draft->out->roads.file = node->text; /* also when it is refused: nothing else is missing */
    if (status == XW_OK) status = xw_roads_osm_read(draft, node->at, path, name, drive);
    return status == XW_REFUSED ? XW_OK : status;
}

/* How many rows of each table rest on what. */
static enum xw_status count_evidence(struct reading *r)
{
    struct xw_scenario *s = r->draft.out;
    s->table_evidence = XW_TAKE(r->draft.keep, XW_TABLES, struct xw_table_evidence);
    if (s->table_evidence == NULL) return XW_NO_MEMORY;
    for (int32_t t = 0; t < XW_TABLES; t++) {
        const struct xw_rows *rows = &r->draft.table[t];
        if (rows->file == NULL) continue;
        struct xw_table_evidence *e = &s->table_evidence[s->tables_with_evidence++];
        e->table = xw_table_of((enum xw_table)t)->name;
        e->file = rows->file;
        for (int32_t i = 0; i < rows->count; i++)
            e->rows[rows->evidence[i]]++;
    }
    return XW_OK;
}

static enum xw_status build(struct reading *r)
{
    struct xw_draft *draft = &r->draft;
    enum { PROJECT = 1 << XW_NEED_PROJECT, RUN = 1 << XW_NEED_RUN, ASSIGN = 1 << XW_NEED_ASSIGN };
    static const struct {
        enum xw_status (*build)(struct xw_draft *);
        int needs; /* what it is for */
    } builders[] = {
        { xw_build_areas, PROJECT | RUN },
        { xw_build_population, PROJECT | RUN },
        { xw_build_rates, PROJECT | RUN },
        { xw_build_transfers, PROJECT | RUN },
        { xw_build_births, PROJECT | RUN },
        { xw_build_cohort_births, PROJECT | RUN },
        { xw_build_controls, PROJECT | RUN },
        { xw_build_shares, RUN },
        { xw_build_homes, PROJECT | RUN },
        { xw_build_schools, RUN | ASSIGN },
        { xw_build_progression, RUN },
        { xw_build_capacity, RUN | ASSIGN },
        { xw_build_tiers, RUN },
        { xw_build_catchments, RUN | ASSIGN },
        { xw_build_roads, RUN | ASSIGN },
        { xw_build_travel, RUN | ASSIGN },
        { xw_build_projects, RUN },
        { xw_build_norms, RUN | ASSIGN },
        { xw_build_indicators, RUN },
        { xw_build_levers, RUN },
        { xw_build_warning_rules, RUN },
        { xw_build_upper_secondary, RUN },
        { xw_build_resources, RUN },
        { xw_build_register, RUN },
        { xw_build_clusters, RUN },
        { xw_build_attainment, RUN },
        { xw_build_teacher_exchange, RUN },
        { xw_build_quota, RUN },
        { xw_build_expenditure, RUN },
        { xw_build_demand, RUN | ASSIGN },
        { xw_build_choices, RUN },
        { xw_build_ensemble, RUN },
        { xw_build_carried, RUN },
    };
    enum xw_status status = xw_build_zones(draft);
    if (status == XW_OK) status = read_outlines(r);
    if (status == XW_OK) status = read_extract(r);
    for (size_t i = 0; status == XW_OK && i < sizeof builders / sizeof *builders; i++)
        if (builders[i].needs & 1 << draft->need) status = builders[i].build(draft);
    if (status == XW_OK) xw_crosscheck(draft);
    if (status == XW_OK && draft->diag->refused == 0) status = xw_doubts(draft);
    if (status == XW_OK && draft->need == XW_NEED_RUN && draft->diag->refused == 0)
        status = xw_build_mergers(draft);
    if (status == XW_OK) status = count_evidence(r);
    return status;
}

static const char *name_of(struct xw_arena *keep, const char *file)
{
    const char *end = strrchr(file, '.');
    return xw_arena_text_n(keep, file,
                           end == NULL || end == file ? (ptrdiff_t)strlen(file) : end - file);
}

static enum xw_status read_all(struct reading *r, const char *path,
                               const struct xw_override *overrides, int32_t count)
{
    struct xw_draft *draft = &r->draft;
    const char *name;
    enum xw_status status = xw_input_open(&r->files, path, draft->keep, draft->diag, &name);
    if (status != XW_OK) return status;
    draft->out->path = xw_arena_text(draft->keep, path);
    draft->out->name = name_of(draft->keep, name);
    if (draft->out->path == NULL || draft->out->name == NULL) return XW_NO_MEMORY;
    status = read_chain(r, name, (struct xw_place){ .file = path }, 0, &draft->root);
    if (status == XW_OK) status = override(r, overrides, count);
    if (status != XW_OK) return status;

    xw_keys_check(draft->root, draft->diag);
    status = xw_settings_read(draft->root, draft->keep, draft->out);
    if (status != XW_OK) return status;
    xw_choose_need(draft);
    read_titles(r);
    read_years(r);
    read_stages(r);
    read_rules(r);
    int32_t encoding = xw_key_whole(draft->root, "encoding", draft->diag);
    bool yields = xw_yaml_get(draft->root, "tables.yields") != NULL;
    if (r->ages_refused) return XW_REFUSED;
    if (draft->need == XW_NEED_ASSIGN) xw_refuse_unused(draft);
    for (int32_t t = 0; t < XW_TABLES && status == XW_OK; t++)
        if (xw_table_read(draft->need, (enum xw_table)t, yields))
            status = read_table(r, (enum xw_table)t, encoding == 1 ? "GB18030" : "UTF-8");
    return status == XW_OK ? build(r) : status;
}

enum xw_status xw_scenario_read(const char *path, enum xw_need need,
                                const struct xw_override *overrides, int32_t count,
                                struct xw_arena *keep, struct xw_diag *diag,
                                struct xw_scenario *out)
{
    struct xw_arena work = { 0 };
    *out = (struct xw_scenario){ .keep = keep };
    struct reading *r = XW_TAKE(keep, 1, struct reading);
    enum xw_status status = XW_NO_MEMORY;
    if (r != NULL && xw_arena_init(&work, XW_ARENA_USUAL) == XW_OK) {
        r->draft = (struct xw_draft){
            .out = out, .keep = keep, .work = &work, .diag = diag, .need = need
        };
        status = read_all(r, path, overrides, count);
        out->files = r->files.count;
        out->file = r->files.file;
    }
    xw_arena_free(&work);
    if (status == XW_NO_MEMORY)
        xw_diag_fault(diag, (struct xw_place){ .file = path }, "memory is used up");
    return status == XW_OK && diag->refused > 0 ? XW_REFUSED : status;
}
