/* settings.h: the keys of a scenario file as they hold in it: given, or as usual.
 *
 * What a run was made with is said from these; nothing is computed from them.
 */
#ifndef XW_SETTINGS_H
#define XW_SETTINGS_H
#include "xuewei/scenario.h"
#include "xuewei/yaml.h"

/* Into scenario->setting: every key of the dictionary that has a single value (or a list of codes,
 * joined by blanks), in the order of the dictionary, if it is given or has a usual value; then the
 * norms that are given as keys (norms.primary.class_size_norm). Keys of lists (stages[]) and of tables
 * are not among them. The texts live in keep. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_settings_read(struct xw_yaml *root, struct xw_arena *keep,
                                           struct xw_scenario *scenario);

#endif
