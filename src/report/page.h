/* page.h: the parts of the page, in the order in which a reader meets them. */
#ifndef XW_REPORT_PAGE_H
#define XW_REPORT_PAGE_H
#include "view.h"

/* The whole document, from doctype to the closing tag. */
void xw_page(struct xw_view *view);
/* What stands around a document of this look: head, styles, masthead; footer. Both titles have the
 * place and the years as {0} and {1}; the plain one is text. */
void xw_document_open(struct xw_view *view, enum xw_key plain, enum xw_key heading);
void xw_document_close(struct xw_view *view);

void xw_page_one_list(struct xw_view *view); /* its sentences alone, as list items */
void xw_page_one(struct xw_view *view);      /* findings in sentences, four stages at a glance */
/* Below the sentences: the stages at a glance. In the section of the base year: seats less pupils four
 * times, staff by the standard. */
void xw_page_strip(struct xw_view *view);
void xw_page_balances(struct xw_view *view);
void xw_page_staff(struct xw_view *view);
/* What page one sums up in one table, a column a stage. */
void xw_page_key_figures(struct xw_view *view);
/* When a stage's gap closes in eight of ten histories that have one (2029-2033, after 2035); NULL
 * without replicates, or when too few of them are short. */
const char *xw_closing_range(struct xw_view *view, int32_t stage);
void xw_page_base(struct xw_view *view);   /* the base year, and what was published after it */
void xw_page_method(struct xw_view *view); /* with what the run was made: keys, tables, norms */
void xw_page_stage(struct xw_view *view, int32_t stage);
/* Where a stage's entrants are placed, year by year; nothing for a run that does not say it. */
void xw_page_placements(struct xw_view *view, int32_t stage);
/* How far a stage may come otherwise; where it may be short. Nothing without replicates. */
void xw_page_chances(struct xw_view *view, int32_t stage);
void xw_page_risk(struct xw_view *view, int32_t stage);
/* Schools whose rooms are held by older classes; the small sum behind a year (counted from the first)
 * of one as a table with its source. */
void xw_page_rooms(struct xw_view *view, int32_t stage);
void xw_rooms_sum(struct xw_view *view, const struct xw_division *division, int32_t year);
/* The sheet of the school with the most severe warning, and where the others are. */
void xw_page_sheets(struct xw_view *view);
void xw_page_late(struct xw_view *view); /* which projects open on time, and what delay costs */
/* Scenarios on the same replicates: figures and sentences, notes, tables; what page one says of one
 * (NULL: nothing differs); why one could not be compared so. */
void xw_page_pairs(struct xw_view *view);
void xw_page_pair_notes(struct xw_view *view);
void xw_page_pair_tables(struct xw_view *view);
const char *xw_page_pair_decision(struct xw_view *view, int32_t run);
void xw_page_pair_not(struct xw_view *view, int32_t run);
void xw_page_sure(struct xw_view *view);      /* replicates, their error, what was assumed */
void xw_page_projects(struct xw_view *view);  /* calendar, openings, register */
/* What each project does: histories without it, its price; all of them, as a table of the annex. */
void xw_page_effects(struct xw_view *view);
void xw_page_effects_annex(struct xw_view *view);
void xw_page_surplus(struct xw_view *view); /* idle seats, and what could become of them */
void xw_page_indicators(struct xw_view *view); /* a plan's register, clusters, norms */
void xw_page_scenarios(struct xw_view *view); /* side by side */
void xw_page_sources(struct xw_view *view);   /* inputs, evidence, doubts */
void xw_page_marks(struct xw_view *view);     /* how to read it; words and columns */
void xw_page_annex(struct xw_view *view);     /* the values behind the charts */
/* The annexes of a bureau. Each keeps its heading and says what is missing where its table is not given. */
void xw_page_reconcile(
    struct xw_view *view); /* yearly statistics and later rolls beside the result */
void xw_page_next(
    struct xw_view *view); /* next September by catchment area, and who is coordinated */
void xw_page_progress(
    struct xw_view *view);                /* approval, budget and progress, within the projects */
void xw_page_sites(struct xw_view *view); /* reserved sites beside the shortage of their towns */
void xw_page_teachers(struct xw_view *view); /* staff needed and given, by stage */
void xw_page_accuracy(struct xw_view *view); /* errors of past forecasts */
void xw_page_signed(struct xw_view *view);   /* who answers for which assumption */
/* What smaller classes cost in seats, where a scenario has another class norm; nothing otherwise. */
void xw_page_smaller(struct xw_view *view);

/* Pieces that several parts share. */
/* <th scope="row">text</th>; class may be "". */
void xw_row_open(struct xw_view *view, const char *row_class, const char *label);
void xw_row_close(struct xw_view *view);
void xw_cell(struct xw_view *view, const char *text);                     /* <td>text</td> */
void xw_cell_left(struct xw_view *view, const char *text);                /* a text cell */
void xw_cell_balance(struct xw_view *view, const struct xw_run_gap *row); /* seats - demand */
void xw_cell_gap(struct xw_view *view, int32_t gap); /* a shortage: −n in orange, 0, — */
/* <p class="fn">sentence</p>, and a paragraph of the notes. */
void xw_footnote(struct xw_view *view, enum xw_key key, const char *const *arguments);
void xw_note(struct xw_view *view, enum xw_key key, const char *const *arguments);
/* Word of a status, kind, reason or warning as the run has it; the word itself when unknown. */
const char *xw_page_status(struct xw_view *view, const char *status);
const char *xw_page_kind(struct xw_view *view, const char *kind);
/* How entrants were placed, as flow_year has it; and a sector. */
const char *xw_page_placed(struct xw_view *view, const char *reason);
const char *xw_page_sector(struct xw_view *view, const char *sector);
const char *xw_page_reason(struct xw_view *view, const char *reason);
/* How a project's opening stands to its need. */
const char *xw_page_verdict(struct xw_view *view, const struct xw_need *need);
void xw_warning_tag(struct xw_view *view, const char *warning);
/* The towns with most of a stage's local gap or idle seats in a year, at most `most` (1 .. 3), the
 * largest first, each with its number when asked; NULL when there are none. */
enum xw_lead { XW_LEAD_GAP, XW_LEAD_IDLE };
const char *xw_leading_towns(struct xw_view *view, int32_t stage, int32_t year, enum xw_lead what,
                             int32_t most, bool with_numbers);
/* The small sum behind the largest net gap of a stage: terms that add up. */
void xw_explain_gap(struct xw_view *view, int32_t stage, int32_t number);
/* The end of such a sum's source line: lines of the inputs, the rule, the command that explains it; of the gap
 * of a stage, and of a school's rooms. */
void xw_origin_gap(struct xw_view *view, int32_t stage, int32_t year);
void xw_origin_rooms(struct xw_view *view, int32_t school, int32_t stage, int32_t year);
/* Doubts as list items, one a row of the input: the weightiest `most`, or all in order (0). Returns
 * how many rows are left out. */
int32_t xw_page_doubts(struct xw_view *view, int32_t most);

#endif
