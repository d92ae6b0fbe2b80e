#include "xuewei/stages.h"

/* Where a country without a primary stage in its scenario would start grade 1. */
enum { USUAL_PRIMARY_AGE = 6, LONGEST_STAGE = 12 };

const char *xw_stage_word(enum xw_stage_name name)
{
    switch (name) {
    case XW_NURSERY:
        return "nursery";
    case XW_KINDERGARTEN:
        return "kindergarten";
    case XW_PRIMARY:
        return "primary";
    case XW_LOWER_SECONDARY:
        return "lower_secondary";
    case XW_UPPER_SECONDARY:
        return "upper_secondary";
    case XW_SPECIAL:
        return "special";
    case XW_STAGE_NAMES:
        break;
    }
    return "";
}

const char *xw_stage_word_zh(enum xw_stage_name name)
{
    static const char *const words[XW_STAGE_NAMES] = { "托育", "幼儿园", "小学",
                                                       "初中", "高中",   "特殊教育" };
    return (unsigned)name < XW_STAGE_NAMES ? words[name] : "";
}

static bool joined(const struct xw_stages *stages)
{
    if (stages->count < 1 || stages->count > XW_MAX_STAGES) return false;
    int32_t rows = 0;
    for (int32_t s = 0; s < stages->count; s++) {
        const struct xw_stage *stage = &stages->stage[s];
        if (stage->first_age < 0 || stage->grades < 1 || stage->grades > LONGEST_STAGE)
            return false;
        if (s > 0 && stage->first_age != stage[-1].first_age + stage[-1].grades) return false;
        if (xw_stages_find(stages, stage->name) != s) return false; /* the same name twice */
        rows += stage->grades;
    }
    return rows <= XW_MAX_GRADES;
}

bool xw_stages_number(struct xw_stages *stages)
{
    if (!joined(stages)) return false;
    int32_t primary = xw_stages_find(stages, XW_PRIMARY);
    int32_t age_of_grade_1 =
        primary == XW_NONE ? USUAL_PRIMARY_AGE : stages->stage[primary].first_age;
    stages->rows = 0;
    for (int32_t s = 0; s < stages->count; s++) {
        struct xw_stage *stage = &stages->stage[s];
        stage->first_row = stages->rows;
        stage->first_grade = stage->first_age - age_of_grade_1 + 1;
        stages->rows += stage->grades;
    }
    return true;
}

int32_t xw_stages_find(const struct xw_stages *stages, enum xw_stage_name name)
{
    for (int32_t s = 0; s < stages->count; s++)
        if (stages->stage[s].name == name) return s;
    return XW_NONE;
}

/* The stages join, so that grades and ages run on with the rows. */
int32_t xw_stages_row(const struct xw_stages *stages, int32_t grade)
{
    if (stages->count < 1) return XW_NONE;
    int32_t row = grade - stages->stage[0].first_grade;
    return row >= 0 && row < stages->rows ? row : XW_NONE;
}

int32_t xw_stages_of_row(const struct xw_stages *stages, int32_t row)
{
    if (row < 0) return XW_NONE;
    for (int32_t s = 0; s < stages->count; s++)
        if (row < stages->stage[s].first_row + stages->stage[s].grades) return s;
    return XW_NONE;
}

int32_t xw_stages_grade(const struct xw_stages *stages, int32_t row)
{
    return stages->stage[0].first_grade + row;
}

int32_t xw_stages_age(const struct xw_stages *stages, int32_t row)
{
    return stages->stage[0].first_age + row;
}
