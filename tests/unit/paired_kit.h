/* paired_kit.h: an invented district for the tests of paired comparisons: two towns, primary and lower
 * secondary schools and a stage of the city, two years, as many replicates as wanted.
 *
 * East has 90 + 5 r primary pupils in replicate r = 0, 1, ..., 110 in the central history, for 100 seats;
 * West 150 for 200. Lower secondary schools have 50 + r pupils in East for 60 seats, 70 in 2022, and
 * none in West. The
 * entry grade is a third of all. The local gap and the surplus of the district are the sums of its towns'
 * and 3 more. A scenario adds seats to East's primary schools in 2022. */
#ifndef XW_PAIRED_KIT_H
#define XW_PAIRED_KIT_H
#include "unit.h"
#include "xuewei/packed.h"
#include "xuewei/run_draws.h"
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define PAIRED_REPLICATES 40
#define PAIRED_CELLS      (2 * 2 * 3 * 3)

struct paired_run {
    struct xw_run run;
    int32_t more; /* seats of the scenario */
    char path[128];
    struct xw_run_key key[3];
    struct xw_run_stage stage[3];
    struct xw_run_gap gap[PAIRED_CELLS];
    struct xw_draw_row draw[PAIRED_CELLS * XW_QUANTITIES];
};

static inline int32_t paired_town(const struct paired_run *of, int32_t town, int32_t stage,
                                  int16_t year, enum xw_scope scope, enum xw_quantity quantity,
                                  int32_t replicate)
{
    int32_t demand = 0, seats = 0;
    if (stage == 0) {
        demand = town == 1 ? 150 : replicate == XW_NONE ? 110 : 90 + 5 * replicate;
        seats = town == 1 ? 200 : year == 2022 ? 100 + of->more : 100;
    } else if (town == 0) {
        demand = replicate == XW_NONE ? 55 : 50 + replicate;
        seats = year == 2022 ? 70 : 60;
    }
    if (scope == XW_SCOPE_ENTRY) {
        demand /= 3;
        seats /= 3;
    }
    int32_t gap = demand > seats ? demand - seats : 0;
    switch (quantity) {
    case XW_QUANTITY_DEMAND:
        return demand;
    case XW_QUANTITY_SEATS:
        return seats;
    case XW_QUANTITY_UNPLACED:
        return gap / 2;
    case XW_QUANTITY_SURPLUS:
        return gap + seats - demand;
    default:
        return gap;
    }
}

/* place: 0 the district, 1 East, 2 West */
static inline int32_t paired_value(const struct paired_run *of, int32_t place, int32_t stage,
                                   int16_t year, enum xw_scope scope, enum xw_quantity quantity,
                                   int32_t replicate)
{
    if (place > 0) return paired_town(of, place - 1, stage, year, scope, quantity, replicate);
    if (quantity == XW_QUANTITY_NET_GAP) {
        int32_t demand = paired_value(of, 0, stage, year, scope, XW_QUANTITY_DEMAND, replicate);
        int32_t seats = paired_value(of, 0, stage, year, scope, XW_QUANTITY_SEATS, replicate);
        return demand > seats ? demand - seats : 0;
    }
    bool by_area = quantity == XW_QUANTITY_LOCAL_GAP || quantity == XW_QUANTITY_SURPLUS;
    return paired_town(of, 0, stage, year, scope, quantity, replicate) +
           paired_town(of, 1, stage, year, scope, quantity, replicate) + (by_area ? 3 : 0);
}

static inline void paired_write(struct paired_run *of, int32_t replicates)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *put = NULL;
    struct xw_packer packer;
    uint8_t bytes[1024];
    unlink(of->path);
    ck_assert_int_eq(sqlite3_open(of->path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db,
                                  "BEGIN; CREATE TABLE draw (fid INTEGER PRIMARY KEY, value BLOB)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, "INSERT INTO draw VALUES (?, ?)", -1, &put, NULL),
                     SQLITE_OK);
    ck_assert_int_eq(xw_packer_open(&packer), XW_OK);
    ck_assert(xw_packed_most(replicates) <= (ptrdiff_t)sizeof bytes);
    for (int32_t i = 0; i < of->run.draw_count; i++) {
        const struct xw_draw_row *d = &of->draw[i];
        int32_t value[PAIRED_REPLICATES];
        int32_t place = d->level == XW_LEVEL_DISTRICT ? 0 : strcmp(d->place, "East") == 0 ? 1 : 2;
        for (int32_t r = 0; r < replicates; r++)
            value[r] = paired_value(of, place, of->stage[d->stage].name == XW_PRIMARY ? 0 : 1,
                                    d->year, d->scope, d->quantity, r);
        sqlite3_bind_int(put, 1, i + 1);
        sqlite3_bind_blob(put, 2, bytes, (int)xw_pack(&packer, value, replicates, bytes),
                          SQLITE_STATIC);
        ck_assert_int_eq(sqlite3_step(put), SQLITE_DONE);
        sqlite3_reset(put);
    }
    xw_packer_close(&packer);
    sqlite3_finalize(put);
    ck_assert_int_eq(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* Make a run of that many replicates (0: none are kept) that adds `more` seats, with its file in
 * folder. Rows stand in another order than they are compared in. */
static inline void paired_make(struct paired_run *of, const char *folder, const char *name,
                               int32_t replicates, int32_t more)
{
    static const char *const places[] = { "district", "East", "West" };
    static char number[PAIRED_REPLICATES + 1][12];
    snprintf(number[replicates], sizeof number[replicates], "%d", (int)replicates);
    *of = (struct paired_run){ .more = more };
    snprintf(of->path, sizeof of->path, "%s/%s.gpkg", folder, name);
    of->key[0] = (struct xw_run_key){ "points", "latin" };
    of->key[1] = (struct xw_run_key){ "replicates", number[replicates] };
    of->key[2] = (struct xw_run_key){ "seed", "7" };
    of->stage[0] = (struct xw_run_stage){ .name = XW_PRIMARY };
    of->stage[1] = (struct xw_run_stage){ .name = XW_UPPER_SECONDARY, .city = true };
    of->stage[2] = (struct xw_run_stage){ .name = XW_LOWER_SECONDARY };
    of->run = (struct xw_run){ .path = of->path,
                               .name = name,
                               .first = 2021,
                               .last = 2022,
                               .replicates = replicates,
                               .key_count = 3,
                               .key = of->key,
                               .stage_count = 3,
                               .stage = of->stage,
                               .gap = of->gap,
                               .draw = of->draw };
    for (int16_t year = 2022; year >= 2021; year--)
        for (int32_t stage = 0; stage < 3; stage++)
            for (int32_t place = 0; place < 3; place++)
                for (int scope = XW_SCOPE_ALL; scope >= XW_SCOPE_ENTRY; scope--) {
                    enum xw_level level = place == 0 ? XW_LEVEL_DISTRICT : XW_LEVEL_TOWN;
                    struct xw_run_gap *gap = &of->gap[of->run.gap_count++];
                    *gap = (struct xw_run_gap){ .level = level,
                                                .place = places[place],
                                                .year = year,
                                                .stage = stage,
                                                .scope = (enum xw_scope)scope,
                                                .seats = XW_NONE };
                    if (stage == 1) continue;
                    int32_t s = stage / 2;
                    for (int q = 0; q < XW_QUANTITIES; q++) {
                        int32_t *column[XW_QUANTITIES] = { &gap->demand,    &gap->seats,
                                                           &gap->local_gap, &gap->net_gap,
                                                           &gap->unplaced,  &gap->surplus };
                        *column[q] = paired_value(of, place, s, year, gap->scope,
                                                  (enum xw_quantity)q, XW_NONE);
                        if (replicates > 0 && q != XW_QUANTITY_NET_GAP)
                            of->draw[of->run.draw_count++] =
                                (struct xw_draw_row){ level,     places[place], year,
                                                      stage,     gap->scope,    (enum xw_quantity)q,
                                                      replicates };
                    }
                }
    if (replicates > 0) paired_write(of, replicates);
}

#endif
