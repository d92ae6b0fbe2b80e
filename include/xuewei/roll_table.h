/* roll_table.h: the tables rolls and births as histories to forecast from.
 *
 * Grades run from the lowest that any row has to the highest, years likewise; a grade without a row
 * is not known. A row's `event` holds for the whole school year.
 */
#ifndef XW_ROLL_TABLE_H
#define XW_ROLL_TABLE_H
#include "xuewei/diag.h"
#include "xuewei/forecast_choice.h"

struct xw_roll_table {
    struct xw_roll_histories histories; /* schools ordered by code */
    bool has_births;
    struct xw_forecast_births
        births; /* of the lowest grade, room for XW_FORECAST_HORIZONS years on */
};

/* Read the rolls, and the births unless births is NULL. Schools are put in order of code, so that
 * the order of rows has no say. Births are the region's: rows without zone, else the sum over zones
 * of a year (they are then wanted for every zone of the table); series may not be mixed. Cohorts run
 * from September to August: late_share of a year's births, 0..1, fall in September to December where
 * months are not given. Grade g is entered at g + 5 years of age, on 1 September.
 *
 * XW_REFUSED with everything said in diag, among it tables without rows and births that no entry
 * grade can use; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_roll_table_read(const char *rolls, const char *births,
                                             double late_share, struct xw_arena *keep,
                                             struct xw_diag *diag, struct xw_roll_table *out);

#endif
