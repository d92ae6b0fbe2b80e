/* run_file.h: a run in one GeoPackage (SQLite), written to a temporary name and renamed when whole.
 *
 * The tables are those of src/store/schema.sql. The same scenario, options and rows give the same
 * bytes: no clock, path, host or process enters the file.
 */
#ifndef XW_RUN_FILE_H
#define XW_RUN_FILE_H
#include "xuewei/arena.h"
#include "xuewei/ensemble_rows.h"
#include "xuewei/timeline.h"

/* The plane of x_m, y_m, as geography describes it (crs.h). */
struct xw_run_srs {
    int32_t epsg;            /* 0 = local */
    const char *title, *wkt; /* borrowed for the call; not looked at when epsg is 0 */
    /* Longitude and latitude to the plane, for the zones' outlines, which come in degrees. NULL:
     * the outlines are in x_m, y_m already (local), and epsg is 0 or no zone has an outline. */
    enum xw_status (*project)(const void *self, int32_t count, const double *lon_deg,
                              const double *lat_deg, double *x_m, double *y_m);
    const void *self; /* first argument of project */
};

struct xw_run_writer {
    void *self; /* private; NULL when closed */
};

/* Begin a run file for a scenario. A file at path is only replaced by xw_run_writer_finish.
 *
 *   scenario, timeline, diag  borrowed until the writer is finished or freed
 *   srs                       NULL = local coordinates
 *
 * XW_IO when path is a folder or its folder cannot be written, XW_REFUSED when an outline is no
 * Polygon or MultiPolygon of GeoJSON, XW_OUT_OF_RANGE when outlines need a projection and srs has
 * none, else what SQLite (XW_STORE_FAILED), memory or the projection say. After a failure the
 * writer only answers xw_run_writer_trouble and waits for xw_run_writer_free; nothing is left on
 * disk. */
XW_CHECKED enum xw_status xw_run_writer_open(struct xw_run_writer *writer, const char *path,
                                             const struct xw_scenario *scenario,
                                             const struct xw_timeline *timeline,
                                             const struct xw_diag *diag,
                                             const struct xw_run_srs *srs);

/* Note one `--set path.to.key=value` of the command line for the key `options` of table `run`. The
 * order of the calls does not matter, and the last value of a path counts. Copies both.
 * XW_OUT_OF_RANGE when the path is empty or has '=' or a line end, or the value a line end. */
XW_CHECKED enum xw_status xw_run_writer_option(struct xw_run_writer *writer, const char *path,
                                               const char *value);

/* The key run_id that the file will have (provenance.h), options included; NULL when memory is used up.
 * Lives as long as the writer. */
const char *xw_run_writer_id(struct xw_run_writer *writer);

/* The sink that fills it with what one history finds. */
struct xw_sink xw_run_writer_sink(struct xw_run_writer *writer);

/* The same rows of a run with replicates, with what those say of them; spread NULL and p_open NaN are
 * null, as the sink's functions write them. What else replicates say goes by run_ensemble.h. */
XW_CHECKED enum xw_status xw_run_writer_gap(struct xw_run_writer *writer,
                                            const struct xw_gap_row *row,
                                            const struct xw_gap_spread *spread);
XW_CHECKED enum xw_status xw_run_writer_school(struct xw_run_writer *writer,
                                               const struct xw_school_row *row,
                                               const struct xw_school_spread *spread);
XW_CHECKED enum xw_status xw_run_writer_project(struct xw_run_writer *writer,
                                                const struct xw_project_row *row, double p_open);

/* A row of a history that leaves projects out; they come history by history (project_effects.h). */
XW_CHECKED enum xw_status xw_run_writer_effect(struct xw_run_writer *writer,
                                               const struct xw_effect_row *row);

/* Complete it, with all doubts so far, and give it its name. On failure nothing is left at path or beside it. */
XW_CHECKED enum xw_status xw_run_writer_finish(struct xw_run_writer *writer);
/* Throw it away, or close what finish has closed already; safe on {0} and a second time. */
void xw_run_writer_free(struct xw_run_writer *writer);

/* Why the last call failed, for a person; "" when it did not. Valid until the writer is freed. */
const char *xw_run_writer_trouble(const struct xw_run_writer *writer);

#endif
