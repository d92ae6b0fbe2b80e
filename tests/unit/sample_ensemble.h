/* sample_ensemble.h: what the replicates of the sample run say, for the tests of the store. */
#ifndef XW_SAMPLE_ENSEMBLE_H
#define XW_SAMPLE_ENSEMBLE_H
#include "sample_run.h"
#include "xuewei/packed.h"
#include "xuewei/run_ensemble.h"

static const struct xw_gap_spread sample_gap_spread = { 1.5, 2.25, 1e6, 0.125, 3.75 };
static const struct xw_school_spread sample_school_spread = { 900, 1010.5, 1100, 0.25 };
static const struct xw_quantile_row sample_quantile[] = {
    { XW_LEVEL_DISTRICT, "district", 2020, 0, XW_SCOPE_ENTRY, XW_QUANTITY_DEMAND, 1000.5, 12.25, 1,
      2, 3, 4, 5, 6, 7.5 },
    { XW_LEVEL_TOWN, "塔山街道", 2021, 1, XW_SCOPE_ALL, XW_QUANTITY_SURPLUS, 0, NAN, 0, 0, 0, 0, 0,
      0, 0 },
};
static const struct xw_risk_row sample_risk[] = {
    { XW_LEVEL_DISTRICT, "district", 0, XW_SCOPE_ENTRY, 0.2, 2021, 0.75, 1, 2, 3, 2020, 2020.5,
      2021 },
    { XW_LEVEL_GROUP, "census", 1, XW_SCOPE_ALL, 0.2, XW_NONE, 0, 0, 0, 0, NAN, NAN, NAN },
};
static const struct xw_service_row sample_service[] = {
    { XW_LEVEL_TOWN, "塔山街道", 2020, 0, XW_SCOPE_ENTRY, 0.95, 120.5 },
};
static const struct xw_assumption_row sample_assumption[] = {
    { "fertility", "生育", "Fertility", "normal", "factor", 0.9, 1, 1.1, "a source", XW_ASSUMED },
    { "delay", "延期", "Delay", "lognormal", "years", NAN, NAN, NAN, "", XW_ESTIMATED },
};
static const struct xw_draw_row sample_draw[] = {
    { XW_LEVEL_DISTRICT, "district", 2020, 0, XW_SCOPE_ENTRY, XW_QUANTITY_DEMAND, 4 },
    { XW_LEVEL_TOWN, "塔山街道", 2021, 1, XW_SCOPE_ALL, XW_QUANTITY_SEATS, 3 },
};
static const int32_t sample_drawn[][4] = { { 1000, -1, 0, INT32_MAX }, { 5, 6, 7 } };

/* Write the sample with them, whole. */
static inline void sample_ensemble_write(const struct sample *sample, const char *path)
{
    struct xw_run_writer writer = { 0 };
    enum xw_status status = xw_run_writer_open(&writer, path, &sample->scenario, &sample->timeline,
                                               &sample->diag, &sample->srs);
#define EACH(function, rows)                                                                       \
    for (int32_t i = 0; status == XW_OK && i < SAMPLE_COUNT(rows); i++)                            \
    status = function(&writer, &(rows)[i])
    if (status == XW_OK) status = xw_run_writer_gap(&writer, &sample_gap[0], &sample_gap_spread);
    if (status == XW_OK) status = xw_run_writer_gap(&writer, &sample_gap[4], NULL);
    if (status == XW_OK)
        status = xw_run_writer_school(&writer, &sample_school[0], &sample_school_spread);
    if (status == XW_OK) status = xw_run_writer_project(&writer, &sample_project_year[1], 0.625);
    EACH(xw_run_writer_quantile, sample_quantile);
    EACH(xw_run_writer_risk, sample_risk);
    EACH(xw_run_writer_service, sample_service);
    EACH(xw_run_writer_assumption, sample_assumption);
#undef EACH
    struct xw_packer packer;
    ck_assert_int_eq(xw_packer_open(&packer), XW_OK);
    for (int32_t i = 0; status == XW_OK && i < SAMPLE_COUNT(sample_draw); i++) {
        uint8_t bytes[256];
        ptrdiff_t length = xw_pack(&packer, sample_drawn[i], sample_draw[i].replicates, bytes);
        status = xw_run_writer_draw(&writer, &sample_draw[i], bytes, length);
    }
    xw_packer_close(&packer);
    if (status == XW_OK) status = xw_run_writer_finish(&writer);
    ck_assert_msg(status == XW_OK, "%s", xw_run_writer_trouble(&writer));
    xw_run_writer_free(&writer);
}

#endif
