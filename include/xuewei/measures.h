/* measures.h: the closed list of figures in a run's table measure_year, with unit and meaning. */
#ifndef XW_MEASURES_H
#define XW_MEASURES_H
#include "xuewei/stages.h"

/* What a target asks: no more than it, no less than it, or nothing: it stands beside the figure. */
enum xw_aim { XW_AIM_NONE, XW_AIM_AT_MOST, XW_AIM_AT_LEAST };

enum xw_measure {
#define XW_MEASURE(symbol, word, unit, of, aim, en, zh) XW_MEASURE_##symbol,
#include "../../src/data/measures.def"
#undef XW_MEASURE
    XW_MEASURES
};

struct xw_measure_info {
    const char *word, *unit; /* unit "": a number without one */
    bool of_stage;           /* the stage's name follows: classes_primary */
    enum xw_aim aim;
    const char *en, *zh;
};

const struct xw_measure_info *xw_measure_of(enum xw_measure measure);

#define XW_MEASURE_NAME 80 /* bytes that hold any name */

/* The name in the table: the word, and of a measure of a stage "_" and the stage. Returns name. */
const char *xw_measure_name(enum xw_measure measure, enum xw_stage_name stage,
                            char name[XW_MEASURE_NAME]);

/* The measure of a name, and its stage (XW_STAGE_NAMES for none); XW_MEASURES for a name that is not
 * of the list. */
enum xw_measure xw_measure_find(const char *name, enum xw_stage_name *stage);

#endif
