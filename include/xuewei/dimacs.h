/* dimacs.h: minimum-cost flow problems as files of the First DIMACS Implementation Challenge.
 *
 *   c a comment
 *   p min NODES ARCS          once, before all others
 *   n ID SUPPLY               nodes that give (above 0) or take (below 0); at most once a node
 *   a FROM TO LOW CAP COST    ARCS of them; LOW <= flow <= CAP, COST for each unit
 *
 * Nodes are numbered from 1; all fields are whole numbers with blanks or tabs between (DIMACS, "The
 * first DIMACS international algorithm implementation challenge: problem definitions and
 * specifications", 1991). Parallel arcs and self-loops, which the format leaves out, are accepted,
 * and so are blank lines, CRLF and a byte order mark. The format has no arc without a capacity: a CAP below LOW,
 * negative ones included, is refused, though some readers take it for no limit.
 */
#ifndef XW_DIMACS_H
#define XW_DIMACS_H
#include "xuewei/diag.h"

#define XW_DIMACS_MOST 500000000 /* nodes, and arcs */

/* Nodes and arcs count from 0 here; arcs are in the order of the file. */
struct xw_dimacs {
    int32_t nodes, arcs;
    int32_t *from, *to;               /* [arc] */
    int64_t *lower, *capacity, *cost; /* [arc] 0 <= lower <= capacity */
    int64_t *supply;                  /* [node] adds up to 0 */
};

/* Read a file; the columns live in keep, scratch holds the text. same: a problem read before, whose
 * nodes and arcs this one must have in the same order (supplies, bounds and costs may differ), or
 * NULL. Linear in the length of the file.
 *
 * XW_REFUSED, said in diag with line and column (a line that is none of these, a field that is no
 * whole number, nodes and arcs out of range or too many or too few, a node given twice, LOW below 0,
 * CAP below LOW, supplies that do not add up to 0, another arc than in `same`); XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_dimacs_read(const char *path, const char *name,
                                         const struct xw_dimacs *same, struct xw_arena *keep,
                                         struct xw_arena scratch, struct xw_diag *diag,
                                         struct xw_dimacs *out);

#endif
