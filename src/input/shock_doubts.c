#include "xuewei/draft.h"
#include "xuewei/felt.h"

/* Why a shock does nothing; zh NULL: it does something. */
struct reason {
    enum xw_column column;
    const char *zh, *en;
};

/* Is there anything of the stage that it could fall on? */
static bool falls_on(const struct xw_scenario *s, int32_t what, int32_t stage)
{
    switch (what) {
    case XW_SHOCK_PARTICIPATION:
    case XW_SHOCK_ENTRY:
        return xw_felt_entry(s, stage, what == XW_SHOCK_ENTRY);
    case XW_SHOCK_PROGRESSION:
        return xw_felt_progression(s, stage);
    default:
        return true;
    }
}

static bool has_target(const struct xw_scenario *s, int32_t what, int32_t stage)
{
    if (what == XW_SHOCK_MIGRATION) return xw_felt_migration(s);
    if (what == XW_SHOCK_PRIVATE) return xw_felt_private(s);
    if (stage != XW_NONE) return falls_on(s, what, stage);
    for (int32_t g = 0; g < s->stages.count; g++)
        if (falls_on(s, what, g)) return true;
    return false;
}

static struct reason without_target(int32_t what, bool staged)
{
    static const struct reason of[XW_SHOCKED] = {
        [XW_SHOCK_MIGRATION] = { XW_COL_SHOCKS_WHAT, "没有净迁移数据",
                                 "no net migration is given" },
        [XW_SHOCK_PARTICIPATION] = { XW_COL_SHOCKS_WHAT, "入学人数均不按就读比例推算",
                                     "no entrants come from the share of residents who take part" },
        [XW_SHOCK_ENTRY] = { XW_COL_SHOCKS_WHAT, "入学人数均不按升学比推算",
                             "no entrants come from leavers" },
        [XW_SHOCK_PROGRESSION] = { XW_COL_SHOCKS_WHAT, "没有在学段内升级的学生",
                                   "nobody goes on within a stage" },
        [XW_SHOCK_PRIVATE] = { XW_COL_SHOCKS_WHAT, "没有民办学校", "there is no private school" },
    };
    struct reason why = of[what];
    if (staged) why.column = XW_COL_SHOCKS_STAGE;
    return why;
}

static struct reason why_not(struct xw_draft *draft, const struct xw_rows *rows, int32_t row)
{
    const struct xw_scenario *s = draft->out;
    int32_t what = xw_rows_whole(rows, XW_COL_SHOCKS_WHAT, row);
    int32_t year = xw_rows_whole(rows, XW_COL_SHOCKS_YEAR, row);
    int32_t name = xw_rows_whole(rows, XW_COL_SHOCKS_STAGE, row);
    double sd = xw_rows_number(rows, XW_COL_SHOCKS_SD, row);
    bool staged = name != XW_MISSING;
    int32_t stage = staged ? xw_stages_find(&s->stages, (enum xw_stage_name)name) : XW_NONE;
    bool of_steps = what == XW_SHOCK_FERTILITY || what == XW_SHOCK_MIGRATION;
    int32_t first = of_steps ? s->base_year : s->first;
    if (year < first || year > s->last)
        return (struct reason){
            XW_COL_SHOCKS_YEAR,
            xw_arena_format(draft->work, "只在 %d 至 %d 年起作用", (int)first, (int)s->last),
            xw_arena_format(draft->work, "it could act from %d to %d", (int)first, (int)s->last)
        };
    if (xw_rows_number(rows, XW_COL_SHOCKS_FACTOR, row) == 1.0 && !(sd > 0.0))
        return (struct reason){ XW_COL_SHOCKS_FACTOR, "系数为 1 且标准差为 0",
                                "its factor is 1 and its sd 0" };
    if (xw_rows_number(rows, XW_COL_SHOCKS_PROBABILITY, row) == 0.0)
        return (struct reason){ XW_COL_SHOCKS_PROBABILITY, "概率为 0", "its probability is 0" };
    if (!has_target(s, what, stage)) return without_target(what, staged);
    return (struct reason){ 0 };
}

void xw_doubt_shocks(struct xw_draft *draft)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_SHOCKS);
    char buffer[120];
    const char *word[XW_SHOCKED];
    xw_word_list(xw_column_of(XW_COL_SHOCKS_WHAT), buffer, sizeof buffer, word, XW_SHOCKED);
    for (int32_t row = 0; rows != NULL && row < rows->count; row++) {
        struct reason why = why_not(draft, rows, row);
        if (why.zh == NULL || why.en == NULL) continue;
        const char *what = word[xw_rows_whole(rows, XW_COL_SHOCKS_WHAT, row)];
        int year = xw_rows_whole(rows, XW_COL_SHOCKS_YEAR, row);
        xw_draft_doubt(
            draft, xw_rows_place(rows, why.column, row), "shock_without_effect",
            xw_arena_format(draft->work, "%d 年对 %s 的冲击不起作用：%s。", year, what, why.zh),
            xw_arena_format(draft->work, "The shock of %d on %s has no effect: %s.", year, what,
                            why.en));
    }
}
