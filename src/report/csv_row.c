#include "csv_row.h"
#include "xuewei/stages.h"
#include <math.h>

void xw_csv_text(struct xw_csv_row *r, const char *cell)
{
    if (r->begun) xw_put(r->out, ",");
    r->begun = true;
    xw_put_csv(r->out, cell != NULL ? cell : "");
}

void xw_csv_whole(struct xw_csv_row *r, int64_t value)
{
    if (r->begun) xw_put(r->out, ",");
    r->begun = true;
    xw_putf(r->out, "%lld", (long long)value);
}

void xw_csv_whole_or_none(struct xw_csv_row *r, int32_t value)
{
    if (value == XW_NONE)
        xw_csv_text(r, "");
    else
        xw_csv_whole(r, value);
}

void xw_csv_real(struct xw_csv_row *r, double value, int decimals)
{
    if (!isfinite(value)) {
        xw_csv_text(r, "");
        return;
    }
    if (r->begun) xw_put(r->out, ",");
    r->begun = true;
    xw_putf(r->out, "%.*f", decimals, value);
}

void xw_csv_end(struct xw_csv_row *r)
{
    xw_put(r->out, "\n");
    r->begun = false;
}

const char *xw_csv_stage(const struct xw_run *run, int32_t stage)
{
    return stage >= 0 && stage < run->stage_count ? xw_stage_word(run->stage[stage].name) : "";
}

const char *xw_csv_evidence(enum xw_evidence evidence)
{
    return evidence >= 0 && evidence < XW_EVIDENCE_COUNT ? xw_evidence_name(evidence) : "";
}
