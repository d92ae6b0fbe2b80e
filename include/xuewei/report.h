/* report.h: the gap report of one run, or of several side by side.
 *
 * One self-contained HTML page per language, the same page printed, as a document and as separate
 * figures, and every table. The first run is the subject; the others stand beside it as scenarios. A
 * report is a pure function of its runs and options: no clock, host or path enters it, and the same
 * runs give the same bytes.
 */
#ifndef XW_REPORT_H
#define XW_REPORT_H
#include "xuewei/arena.h"
#include "xuewei/paired_runs.h"
#include "xuewei/progress.h"

/* The languages of the pages, and the formats: what is written is every format in every language. */
#define XW_REPORT_ZH        0x001u
#define XW_REPORT_EN        0x002u
#define XW_REPORT_HTML      0x010u /* report-, schools- and towns-LANG.html, headline-LANG.txt */
#define XW_REPORT_CSV       0x020u /* tables/NAME.csv, UTF-8 with BOM: a spreadsheet opens them */
#define XW_REPORT_XLSX      0x040u /* report-LANG.xlsx: every table with sums, charts, definitions */
#define XW_REPORT_GPKG      0x080u /* layers.gpkg: a map, with its colours for QGIS */
#define XW_REPORT_SVG       0x100u
#define XW_REPORT_DOCX      0x200u
#define XW_REPORT_PDF       0x400u
#define XW_REPORT_LANGUAGES (XW_REPORT_ZH | XW_REPORT_EN)
#define XW_REPORT_FORMATS   0x7f0u
#define XW_REPORT_USUAL     (XW_REPORT_HTML | XW_REPORT_CSV)

/* For whom: an internal report names everything; a public one holds back small numbers. */
enum xw_edition { XW_EDITION_INTERNAL, XW_EDITION_PUBLIC };
/* [pupils] below which a public edition hides a number unless told otherwise. */
#define XW_SUPPRESS_PUBLIC 5

struct xw_report_options {
    unsigned what; /* languages and formats; no language = both, no format = XW_REPORT_USUAL */
    enum xw_edition edition;
    int32_t suppress; /* [pupils] numbers of fewer pupils are hidden; 0 = none, as printed; >= 0 */
    int16_t now_year; /* the school year whose September comes next; 0 = the sixth after the first
                         simulated year, held inside the horizon */
    const struct xw_paired_runs *paired; /* the runs compared, in their order; NULL = their central
                                            histories alone are compared */
    struct xw_progress *progress; /* told of the formats that take seconds; NULL = nobody is */
};

/* The formats this version writes, as bits; the name by which a user calls one ("html"), and the file
 * or folder it makes, LANG standing for zh or en ("report-LANG.html", "tables/"). NULL when the
 * argument is not one format. */
unsigned xw_report_formats(void);
const char *xw_report_format_name(unsigned format);
const char *xw_report_format_file(unsigned format);

/* Write the formats asked for into DIR.
 *
 *   runs     [count] loaded runs, count >= 1; all of the same district and stages as runs[0], else
 *            XW_OUT_OF_RANGE. Borrowed.
 *   dir      made when it does not exist (its parent must); each file is written beside its name
 *            first and then renamed, so that nothing half-written is ever seen
 *   options  NULL = both languages, the usual formats and year, internal, nothing hidden
 *   keep     receives *trouble, nothing else
 *   trouble  why it failed, for a person; NULL when it did not
 *
 * Returns XW_OK, XW_OUT_OF_RANGE, XW_IO, XW_NO_MEMORY, XW_STOPPED (asked for through progress), or
 * XW_NOT_AVAILABLE: before anything is written, a format that this version does not write, or an
 * edition it cannot make; in the end, a format whose program is not in PATH. */
XW_CHECKED enum xw_status xw_report_write(const struct xw_run *runs, int32_t count, const char *dir,
                                          const struct xw_report_options *options,
                                          struct xw_arena *keep, struct xw_arena scratch,
                                          const char **trouble);

#endif
