/* diag.h: what is wrong or odd in a user's files.
 *
 * A refusal stops the run; readers go on after one, so that one run mends the whole file. A doubt
 * does not: it is carried into the run file (table `warnings`) and printed by the report, in both
 * languages. The first XW_DIAG_SHOWN refusals are kept, the rest only counted.
 */
#ifndef XW_DIAG_H
#define XW_DIAG_H
#include "xuewei/arena.h"
#include <stdint.h>
#include <stdio.h>

#define XW_DIAG_SHOWN 50

/* Where in a file. line and column count from 1, column in characters; 0 = not known. file is named
 * as the user named it or relative to the scenario. field may be NULL. */
struct xw_place {
    const char *file;
    int32_t line, column;
    const char *field;
};

struct xw_refusal {
    struct xw_place at;
    const char *text;     /* "\"-30\" is not accepted", or a whole sentence */
    const char *accepted; /* what is accepted, or NULL */
};

struct xw_doubt {
    struct xw_place at;
    const char *code; /* short stable name: site_area_odd */
    const char *zh, *en;
};

struct xw_diag {
    struct xw_arena arena; /* owns every text */
    int32_t refused;       /* all refusals, also those beyond XW_DIAG_SHOWN */
    struct xw_refusal refusal[XW_DIAG_SHOWN];
    int32_t doubts, doubt_room;
    int32_t
        doubts_of_input;    /* those of a run that `xuewei check` finds too; the rest follow them */
    struct xw_doubt *doubt; /* grows in the arena; every doubt is kept */
};

XW_CHECKED enum xw_status xw_diag_init(struct xw_diag *diag);
void xw_diag_free(struct xw_diag *diag);

/* A value that is not accepted. accepted is a format: "a whole number of pupils, 0 to %d". */
__attribute__((format(printf, 4, 5))) void xw_diag_refuse(struct xw_diag *diag, struct xw_place at,
                                                          const char *found, const char *accepted,
                                                          ...);

/* A fault that is not one value: a missing column, a file that cannot be read. */
__attribute__((format(printf, 3, 4))) void xw_diag_fault(struct xw_diag *diag, struct xw_place at,
                                                         const char *sentence, ...);

/* Something odd that the run carries along. zh and en are whole sentences and are copied. */
void xw_diag_doubt(struct xw_diag *diag, struct xw_place at, const char *code, const char *zh,
                   const char *en);

/* Print the refusals (and `and N more faults`) or the doubts, in the order of their discovery:
 *
 *   schools.csv:42:17: seats: "-30" is not accepted
 *       accepted: a whole number of pupils, 0 to 20000
 *   projects.csv:21:9: doubt: site_area_m2: ... [site_area_odd]
 */
void xw_diag_print_refusals(const struct xw_diag *diag, FILE *to);
void xw_diag_print_doubts(const struct xw_diag *diag, FILE *to);

/* Of the doubts those alone that come after the first `skipped`. */
void xw_diag_print_doubts_after(const struct xw_diag *diag, int32_t skipped, FILE *to);

#endif
