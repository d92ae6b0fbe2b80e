/* writer.h: a run file that is being written, as the sources of this folder share it. */
#ifndef XW_STORE_WRITER_H
#define XW_STORE_WRITER_H
#include "xuewei/geopackage.h"
#include "xuewei/run_file.h"
#include "xuewei/run_reader.h"

/* The tables that grow while the run goes on: those of the sink's functions in their order, that of the
 * histories without a project, then those of the replicates. */
enum {
    XW_GROWS_GAP,
    XW_GROWS_SCHOOL,
    XW_GROWS_CLASS,
    XW_GROWS_FLOW,
    XW_GROWS_PROJECT,
    XW_GROWS_MEASURE,
    XW_GROWS_POPULATION,
    XW_GROWS_EVIDENCE,
    XW_GROWS_EFFECT,
    XW_GROWS_QUANTILE,
    XW_GROWS_RISK,
    XW_GROWS_SERVICE,
    XW_GROWS_ASSUMPTION,
    XW_GROWS_DRAW,
    XW_GROWING
};

struct xw_writer {
    struct xw_arena keep;
    struct xw_geopackage file;
    const struct xw_scenario *scenario;
    const struct xw_timeline *timeline;
    const struct xw_diag *diag;
    struct xw_run_srs srs;
    int32_t srs_id;
    struct xw_row row[XW_GROWING];
    int32_t options, option_room;
    struct xw_run_key *option;
    char trouble[600];
};

/* A stage, and a school, that stand in a result; XW_NONE is null. */
void xw_writer_put_stage(struct xw_row *row, const struct xw_scenario *scenario, int32_t stage);
void xw_writer_put_school(struct xw_row *row, const struct xw_scenario *scenario, int32_t school);

/* Make the tables that keep input rows, and fill them. */
XW_CHECKED enum xw_status xw_writer_put_carried(struct xw_writer *w);
/* The rows of the tables setting and norm. */
XW_CHECKED enum xw_status xw_writer_settings(struct xw_writer *writer, struct xw_row *row);
XW_CHECKED enum xw_status xw_writer_norms(struct xw_writer *writer, struct xw_row *row);

#endif
