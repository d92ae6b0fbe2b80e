/* view.h: one edition of a report while it is written: what every page and chart needs at hand. */
#ifndef XW_REPORT_VIEW_H
#define XW_REPORT_VIEW_H
#include "chances.h"
#include "closings.h"
#include "effects.h"
#include "surplus.h"
#include "data_table.h"
#include "divisions.h"
#include "figures.h"
#include "markup.h"
#include "need.h"
#include "numbers.h"
#include "words.h"
#include "xuewei/paired_runs.h"

struct xw_view {
    const struct xw_figures *all; /* [runs] the subject first */
    int32_t runs;
    const struct xw_figures *f;           /* the subject */
    const struct xw_needs *needs;         /* of the subject */
    const struct xw_divisions *divisions; /* of the subject: its schools stage by stage */
    const struct xw_chances *chances;     /* of the subject; NULL: no replicates, or too few */
    const struct xw_effects *effects;     /* of the subject: what each project does */
    const struct xw_surplus *surplus;     /* of the subject: idle seats */
    const struct xw_closings *closings;   /* of the subject's replicates */
    const struct xw_paired_runs *paired;  /* the runs on the same replicates; NULL: they are not */
    enum xw_language language;
    const struct xw_words *words, *other; /* this edition's and the other language's */
    struct xw_markup *out;
    struct xw_arena *texts; /* for what is made while writing */
    bool draft;
    int32_t suppress; /* [pupils] below which numbers are held back; 0: none is */
    bool public_edition;
    int32_t ids, figures, tables, sections; /* counted up while writing */
    double shapes; /* height of the small maps whose towns are defined; 0: not yet, below 0: none */
};

/* What the tables of this report are made from. */
struct xw_data_source xw_view_source(const struct xw_view *view);

/* Where things stand between languages. */
const char *xw_view_name(const struct xw_view *view, const char *zh, const char *en);
const char *xw_view_stage(const struct xw_view *view, int32_t stage);
const char *xw_view_within(const struct xw_view *view, int32_t stage); /* inside a sentence */
const char *xw_view_town(const struct xw_view *view, int32_t town);
const char *xw_view_title(const struct xw_view *view, const struct xw_run *run);

/* A word or sentence of the edition; as markup into the page, or as a plain text. */
const char *xw_word(const struct xw_view *view, enum xw_key key);
void xw_tell(struct xw_view *view, enum xw_key key, const char *const *arguments);
const char *xw_told(struct xw_view *view, enum xw_key key, const char *const *arguments);
#define XW_NOTHING ((const char *const[]){ NULL })

/* Numbers in the edition's way. */
const char *xw_n(struct xw_view *view, int64_t value);      /* 12,345 */
const char *xw_signed(struct xw_view *view, int64_t value); /* +982 */
/* A number of persons of a row, or one that would tell it: × where the row holds it back (enum
 * xw_held). */
const char *xw_n_held(struct xw_view *view, unsigned held, int64_t value);
#define XW_HELD_MARK "×"
const char *xw_large(struct xw_view *view, int64_t value); /* 3.32 万 */
const char *xw_year(struct xw_view *view, int32_t year);
const char *xw_years(struct xw_view *view, int32_t from, int32_t to);
const char *xw_percent(struct xw_view *view, double part, double whole);
/* Of a table: hundred million CNY in Chinese, million CNY in English; of a sentence with its unit:
 * 77.80 亿元; 7.78 billion CNY. */
const char *xw_yi(struct xw_view *view, double cny);
const char *xw_money(struct xw_view *view, double cny);

/* Items joined by the list mark alone: 33、34、35. */
const char *xw_listed(struct xw_view *view, const char *const *items, int32_t count, int32_t most);

/* Items joined by the language's list mark: 甲、乙和丙; a, b and c. At most `most` of them, then
 * "and so on". */
const char *xw_joined(struct xw_view *view, const char *const *items, int32_t count, int32_t most);

/* <h2 id="...">title<span class="en">the same in the other language</span></h2>. level 1 .. 3; id
 * may be NULL. In an h1, years are kept together. */
void xw_heading(struct xw_view *view, int32_t level, const char *id, enum xw_key key,
                const char *const *arguments);

/* A numbered section: <section aria-labelledby><div class="g"><h2>. Close it with the same. */
void xw_section_open(struct xw_view *view, const char *more_class, enum xw_key key,
                     const char *const *arguments);
void xw_section_close(struct xw_view *view);

/* The column of notes: paragraphs <p><b>head</b>text</p> are said by the caller. */
void xw_notes_open(struct xw_view *view, const char *more_class, enum xw_key label);
void xw_notes_close(struct xw_view *view);

/* A numbered figure: caption (a finding) and the line under it (measure and unit). NULL sub: none.
 */
void xw_figure_open(struct xw_view *view, const char *caption, const char *sub);
void xw_figure_close(struct xw_view *view);
/* A wide chart scrolls on a phone, in a named region. */
void xw_scroll_open(struct xw_view *view);
void xw_scroll_close(struct xw_view *view);

/* <svg> with role, title and description; closed by xw_svg_close, which sets the draft mark at x, y
 * (right-aligned). */
void xw_svg_open(struct xw_view *view, const char *more_class, double width, double height,
                 const char *title, const char *description);
void xw_svg_close(struct xw_view *view, double x, double y);
void xw_svg_text(struct xw_view *view, double x, double y, const char *classes, const char *anchor,
                 const char *text);

/* Width of a text in a chart, in units of its font size times size: CJK 1 em, others by kind. */
double xw_text_width(const char *text, double size);
/* The text cut to a width, with … where it was cut. */
const char *xw_text_cut(struct xw_view *view, const char *text, double size, double width);

/* A numbered table: caption and unit line, then the caller's rows. */
void xw_table_open(struct xw_view *view, const char *more_class, const char *caption,
                   const char *sub);
void xw_table_head(struct xw_view *view, const char *const *columns, const char *text_columns);
void xw_table_close(struct xw_view *view);

/* ● ◐ ○ as 11 px pictures with a label; nothing when unknown. */
void xw_glyph(struct xw_view *view, enum xw_evidence evidence);
/* <td class="ev"> with it. */
void xw_glyph_cell(struct xw_view *view, enum xw_evidence evidence);

/* The mark of estimated data, when the report is a draft. */
void xw_draft_tag(struct xw_view *view);

#endif
