#include "xuewei/history.h"
#include "xuewei/year.h"

enum xw_status xw_history_through(struct xw_state *state, const struct xw_prepared *prepared,
                                  int32_t year, const struct xw_sink *sink,
                                  struct xw_progress *progress, const char **law)
{
    if (progress != NULL) xw_progress_begin(progress, prepared->scenario->name, year + 1);
    enum xw_status status = xw_state_begin(state, prepared);
    for (int32_t y = 0; status == XW_OK && y <= year; y++) {
        if (!xw_progress_at(progress, y))
            status = XW_STOPPED;
        else
            status = xw_year_step(state, y, sink, law);
    }
    if (progress != NULL) xw_progress_end(progress);
    return status;
}

enum xw_status xw_history_run(struct xw_state *state, const struct xw_prepared *prepared,
                              const struct xw_sink *sink, struct xw_progress *progress,
                              const char **law)
{
    return xw_history_through(state, prepared, prepared->years - 1, sink, progress, law);
}

enum xw_status xw_history_replicate(struct xw_state *state, const struct xw_prepared *prepared,
                                    const struct xw_draw *draw, const struct xw_sink *sink,
                                    const char **law)
{
    enum xw_status status = xw_state_begin_drawn(state, prepared, draw);
    for (int32_t y = 0; status == XW_OK && y < prepared->years; y++)
        status = xw_year_step(state, y, sink, law);
    return status;
}
