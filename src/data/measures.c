#include "xuewei/measures.h"
#include <stdio.h>
#include <string.h>

enum { PLACE, STAGE };

static const struct xw_measure_info measures[] = {
#define XW_MEASURE(symbol, word, unit, of, aim, en, zh)                                            \
    { word, unit, of == STAGE, XW_AIM_##aim, en, zh },
#include "measures.def"
#undef XW_MEASURE
};

const struct xw_measure_info *xw_measure_of(enum xw_measure measure)
{
    return &measures[measure];
}

const char *xw_measure_name(enum xw_measure measure, enum xw_stage_name stage,
                            char name[XW_MEASURE_NAME])
{
    const struct xw_measure_info *m = &measures[measure];
    snprintf(name, XW_MEASURE_NAME, "%s%s%s", m->word, m->of_stage ? "_" : "",
             m->of_stage ? xw_stage_word(stage) : "");
    return name;
}

enum xw_measure xw_measure_find(const char *name, enum xw_stage_name *stage)
{
    size_t length = strlen(name), of_word = length;
    *stage = XW_STAGE_NAMES;
    for (int32_t s = 0; s < XW_STAGE_NAMES; s++) {
        const char *word = xw_stage_word((enum xw_stage_name)s);
        size_t ends = strlen(word) + 1;
        if (length <= ends || name[length - ends] != '_') continue;
        if (strcmp(name + length - ends + 1, word) != 0) continue;
        *stage = (enum xw_stage_name)s;
        of_word = length - ends;
    }
    for (int32_t m = 0; m < XW_MEASURES; m++)
        if (measures[m].of_stage == (*stage != XW_STAGE_NAMES) &&
            strlen(measures[m].word) == of_word && memcmp(measures[m].word, name, of_word) == 0)
            return (enum xw_measure)m;
    *stage = XW_STAGE_NAMES;
    return XW_MEASURES;
}
