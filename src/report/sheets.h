/* sheets.h: a sheet for every school and one for every town, in files of their own.
 *
 * Each sheet begins a printed page. An index at the top of a file leads to them. Everything is from the
 * run alone, so that a sheet says what the report says.
 */
#ifndef XW_REPORT_SHEETS_H
#define XW_REPORT_SHEETS_H
#include "plan.h"
#include "view.h"

/* The whole documents schools-LANG.html and towns-LANG.html. */
void xw_schools_document(struct xw_view *view);
void xw_towns_document(struct xw_view *view);

/* One school as <article>, named by id `sh` + its row. Nothing for a school without a year. */
void xw_school_sheet(struct xw_view *view, int32_t school);
/* One town, by id `tn` + its row, on a plan of the district (NULL: zones have no place), which
 * xw_town_plan has put into the document once, 344 wide. */
void xw_town_sheet(struct xw_view *view, int32_t town, const struct xw_plan *plan);
void xw_town_plan(struct xw_view *view, const struct xw_plan *plan);

/* The school with the most severe warning in `now`: red before yellow, then most entry classes without a
 * room, then most pupils a norm seat, then row; without a warning the fullest. XW_NONE: no school is
 * open. */
int32_t xw_sheets_worst(const struct xw_view *view);

/* A figure or table of a sheet: not numbered, since a file has many. */
void xw_sheet_figure_open(struct xw_view *view, const char *caption, const char *sub);
void xw_sheet_table_open(struct xw_view *view, const char *more_class, const char *whose,
                         const char *caption, const char *sub);
/* The text, or the mark of a number of persons that the edition holds back (of a row's `held`). */
const char *xw_sheet_persons(uint8_t held, const char *text);
/* <div><dt>name</dt><dd>value</dd></div> of a list of facts; the glyph when evidence is known. */
void xw_sheet_fact(struct xw_view *view, enum xw_key name, const char *value,
                   enum xw_evidence evidence);

#endif
