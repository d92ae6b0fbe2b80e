/* run_inputs.h: the scenario of a run file, laid out as files again.
 *
 * A run carries its scenario's files byte for byte and the options that were given beside them. Here they
 * become a folder of their own, readable by nobody else and gone when it is closed, from which the
 * scenario is read as it was when the run was made.
 */
#ifndef XW_RUN_INPUTS_H
#define XW_RUN_INPUTS_H
#include "xuewei/run_reader.h"

struct xw_run_inputs {
    const char *folder; /* NULL when closed; also room for files of the caller's, removed with it */
    const char *scenario; /* path of the scenario file in it */
    int32_t options;
    const struct xw_run_key *option; /* [options] --set and the like, as the run says them */
};

/* Lay out the inputs of the run file at path under $TMPDIR or /tmp; texts live in keep. Files that the
 * scenario names from outside its folder (../base.yaml) stand outside of its folder here too, and never
 * outside of the private one.
 *
 * XW_IO, XW_STORE_FOREIGN, XW_STORE_NEWER as xw_run_load, XW_STORE_FAILED when a file is missing, is not
 * the one whose hash the run says, or has a name that no scenario can give it; XW_NO_MEMORY. *trouble then
 * says why, and nothing is left on disk. */
XW_CHECKED enum xw_status xw_run_inputs_open(const char *path, struct xw_arena *keep,
                                             struct xw_run_inputs *out, const char **trouble);

/* Remove the folder with all that is in it. Safe on {0} and a second time. */
void xw_run_inputs_close(struct xw_run_inputs *inputs);

#endif
