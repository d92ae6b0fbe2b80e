/* cells.h: the numbers of a replicate as one row of cells, the same cells in every replicate.
 *
 * The list is made once, from the rows of the central history; then it is only read, by any number of
 * threads. A replicate's rows go to their cells by their row numbers: O(1) each, no text is compared.
 *
 *   series     of the district, a town or a group, a stage and a scope: [year][quantity] with
 *              XW_CELL_QUANTITIES quantities, in a stage of the city demand and unplaced alone.
 *              Net gap is max(0, demand - seats) and has no cell
 *   catchment  net gap of every row of the central history; XW_CELL_ABSENT in a replicate in which
 *              the area is not there
 *   school     of every row of the central history: pupils, classes over the norm; 0 when it is not
 *              open
 *   project    1 when it is open, by project and year
 */
#ifndef XW_CELLS_H
#define XW_CELLS_H
#include "xuewei/ensemble_rows.h"
#include "xuewei/prepare.h"

#define XW_CELL_ABSENT INT32_MIN

/* The quantities of a series, in their order; XW_QUANTITY_NET_GAP is made of the first two. */
#define XW_CELL_QUANTITIES 5
#define XW_CELL_OF_CITY    2
extern const enum xw_quantity xw_cell_quantity[XW_CELL_QUANTITIES];
extern const enum xw_quantity xw_cell_of_city[XW_CELL_OF_CITY];

struct xw_cell_series {
    enum xw_level level;
    const char *place;
    int32_t stage;
    enum xw_scope scope;
    bool city;
    int32_t first, quantities; /* first cell; years * quantities follow */
};

struct xw_cells {
    int32_t count;
    int16_t first; /* year */
    int32_t years, stages, schools, projects, towns, groups;

    /* the central history's rows, in order, and their cells */
    int32_t gaps, school_years, project_years;
    struct xw_gap_row *gap;
    int32_t *gap_cell; /* of a catchment its cell, of a place demand's, XW_NONE of a zone */
    struct xw_school_row *school_year;
    int32_t *school_cell; /* of the pupils; the classes over the norm follow */
    struct xw_project_row *project_year;
    int32_t *project_cell;

    /* the series, in the order in which the central history first named them */
    int32_t series_count;
    struct xw_cell_series *series;

    /* private: from row numbers to cells; XW_NONE = none */
    struct xw_arena *keep;
    const struct xw_sink *next;
    int32_t gap_room, school_room, project_room;
    int32_t *series_cell;       /* [place][stage][scope] first cell of the series */
    int32_t *catchment_cell;    /* [stage][scope][year][school] */
    int32_t *school_year_cell;  /* [stage][year][school] */
    int32_t *project_year_cell; /* [year][project] */
};

/* Ready to record. What is recorded is taken from keep, which is borrowed. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_cells_open(struct xw_arena *keep, const struct xw_prepared *prepared,
                                        struct xw_cells *cells);

/* The sink of the central history: rows of gap, school and project are kept, the others handed on to
 * next (borrowed), whose functions for those three are not called. */
struct xw_sink xw_cells_recorder(struct xw_cells *cells, const struct xw_sink *next);

/* Make the list, after the central history. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_cells_list(struct xw_cells *cells);

/* A replicate on its way to its cells: cell c is at value[c * stride]. */
struct xw_cells_of {
    const struct xw_cells *cells;
    int32_t *value;
    ptrdiff_t stride;
};

/* Put `count` replicates, value [cells->count][count], at what they are before any row has come. */
void xw_cells_clear(const struct xw_cells *cells, int32_t count, int32_t *value);

/* The brief sink (outcome.h) of a replicate; self is borrowed. No allocation, any thread. */
struct xw_sink xw_cells_sink(struct xw_cells_of *self);

#endif
