#include "data_columns.h"
#include "published.h"
#include <math.h>

static const struct xw_data_column published_columns[] = {
    XW_COLUMN("indicator", "", TEXT, "指标", "indicator"),
    XW_COLUMN("place", "", TEXT, "范围", "place"),
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("stage", "", WORD, "学段；空 = 不分", "stage; empty = none", .words = xw_words_stage),
    XW_COLUMN("published", "", NUMBER, "公布值或预期值", "published or expected value",
              .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("target", "", NUMBER, "目标值", "target", .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("simulated", "", NUMBER, "推算值；空 = 模型不给", "the run's value; empty = none",
              .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN_EVIDENCE,
    XW_COLUMN("source", "", TEXT, "来源", "source"),
};

static void published_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t i = 0; i < f->run->published_count; i++) {
        const struct xw_run_published *row = &f->run->published[i];
        double model = NAN;
        if (!xw_published_model(f, row, &model)) model = NAN;
        xw_data_text(r, row->indicator);
        xw_data_text(r, row->place);
        xw_data_whole(r, row->year);
        xw_data_text(r, xw_data_stage(f->run, row->stage));
        xw_data_real(r, row->value);
        xw_data_real(r, row->target);
        xw_data_real(r, model);
        xw_data_text(r, xw_data_evidence(row->evidence));
        xw_data_text(r, row->source);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(published, "公布与推算", "Published and simulated", NULL);

static const struct xw_data_word weight_words[] = { { "pupils", "学生", "pupils" },
                                                    { "seats", "学位", "seats" },
                                                    { 0 } };

static const struct xw_data_column evidence_columns[] = {
    XW_COLUMN("weight", "", WORD, "权重：pupils 学生，seats 学位", "weight: pupils or seats",
              .words = weight_words),
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("published", "share", SHARE, "依据为公布的比例", "share that rests on published rows",
              .decimals = 4),
    XW_COLUMN("estimated", "share", SHARE, "估计的比例", "share that rests on estimated rows",
              .decimals = 4),
    XW_COLUMN("assumed", "share", SHARE, "假定的比例", "share that rests on assumed rows",
              .decimals = 4),
};

static void evidence_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->evidence_count; i++) {
        const struct xw_run_evidence *row = &run->evidence[i];
        xw_data_text(r, row->weight);
        xw_data_text(r, xw_data_stage(run, row->stage));
        xw_data_whole(r, row->year);
        for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
            xw_data_real(r, row->share[e]);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(evidence, "依据的比例", "Shares of evidence", NULL);

static const struct xw_data_column inputs_columns[] = {
    XW_COLUMN("table", "", TEXT, "输入表", "input table"),
    XW_COLUMN("file", "", TEXT, "文件", "file"),
    XW_COLUMN("published", "rows", WHOLE, "公布的行", "published rows", .sums = true),
    XW_COLUMN("estimated", "rows", WHOLE, "估计的行", "estimated rows", .sums = true),
    XW_COLUMN("assumed", "rows", WHOLE, "假定的行", "assumed rows", .sums = true),
};

static void inputs_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->table_count; i++) {
        xw_data_text(r, run->table[i].table);
        xw_data_text(r, run->table[i].file);
        for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
            xw_data_whole(r, run->table[i].rows[e]);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(inputs, "输入表", "Input tables", NULL);

static const struct xw_data_column doubts_columns[] = {
    XW_COLUMN("file", "", TEXT, "文件", "file"),
    XW_COLUMN("line", "", WHOLE, "行号", "line"),
    XW_COLUMN("code", "", TEXT, "存疑的种类", "kind of doubt"),
    XW_COLUMN("text_zh", "", TEXT, "内容", "text, in Chinese", .head_en = "Text (Chinese)"),
    XW_COLUMN("text_en", "", TEXT, "内容（英文）", "text"),
};

static void doubts_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->warning_count; i++) {
        const struct xw_run_warning *w = &run->warning[i];
        xw_data_text(r, w->file);
        if (w->line > 0)
            xw_data_whole(r, w->line);
        else
            xw_data_none(r);
        xw_data_text(r, w->code);
        xw_data_text(r, w->text_zh);
        xw_data_text(r, w->text_en);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(doubts, "存疑", "Doubts", NULL);
