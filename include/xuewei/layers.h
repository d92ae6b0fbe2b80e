/* layers.h: how many pupils a division can take into a grade, in layers of rising cost. */
#ifndef XW_LAYERS_H
#define XW_LAYERS_H
#include "xuewei/norms.h"
#include "xuewei/status.h"

enum xw_layer { XW_LAYER_NORM, XW_LAYER_STRETCH, XW_LAYER_OVERRUN, XW_LAYERS };

/* Entry classes that may open = min(free rooms, intake plan, ceil(rooms / grades) + bulge); never
 * below 0. plan = XW_NONE: no plan. */
int32_t xw_layers_entry_classes(int32_t rooms, int32_t rooms_used, int32_t grades, int32_t plan,
                                int32_t bulge);

/* Places in a grade of `classes` classes that already hold `seated` pupils: places up to norm,
 * from norm to stretch, from stretch to limit, each >= 0; together max(0, classes x limit -
 * seated). */
void xw_layers_fill(struct xw_class_norm norm, int32_t classes, int32_t seated,
                    int32_t places[XW_LAYERS]);

#endif
