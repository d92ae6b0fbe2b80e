#include "xuewei/acceptance.h"
#include "xuewei/sort.h"
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#define NOWHERE (-1)

static enum xw_status check_lists(struct xw_arena scratch, int32_t schools,
                                  const struct xw_acceptance_pupils *p)
{
    if (schools < 0 || p->count < 0 || p->start[0] != 0) return XW_OUT_OF_RANGE;
    int32_t *seen = XW_TAKE(&scratch, schools, int32_t); /* the last pupil who lists it, + 1 */
    if (seen == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < p->count; i++) {
        if (p->start[i + 1] < p->start[i]) return XW_OUT_OF_RANGE;
        for (ptrdiff_t e = p->start[i]; e < p->start[i + 1]; e++) {
            int32_t s = p->school[e];
            if (s < 0 || s >= schools || seen[s] == i + 1) return XW_OUT_OF_RANGE;
            seen[s] = i + 1;
        }
    }
    return XW_OK;
}

static enum xw_status check_seats(int32_t schools, const struct xw_acceptance_seats *seats)
{
    if (seats->blocks < 0) return XW_OUT_OF_RANGE;
    for (int32_t b = 0; b < seats->blocks; b++) {
        if (seats->school[b] < 0 || seats->school[b] >= schools) return XW_OUT_OF_RANGE;
        if (b > 0 && seats->school[b] < seats->school[b - 1]) return XW_OUT_OF_RANGE;
        if (seats->kind[b] > XW_SEATS_RESERVED) return XW_OUT_OF_RANGE;
        if (seats->places[b] < 0) return XW_NEGATIVE;
    }
    return XW_OK;
}

/* Who is before a school: asks for the first time, or is held. */
struct candidate {
    int32_t priority, pupil;
    uint64_t number;
};

/* Lowest priority number first, then the lottery's, then by index: a total order. */
static int by_priority(const void *left, const void *right, const void *context)
{
    (void)context;
    const struct candidate *a = left, *b = right;
    if (a->priority != b->priority) return a->priority < b->priority ? -1 : 1;
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    return a->pupil < b->pupil ? -1 : a->pupil > b->pupil;
}

struct market {
    const struct xw_acceptance_pupils *pupils;
    const struct xw_acceptance_seats *seats;
    ptrdiff_t *at;  /* [pupils] the entry asked for or held; start[p + 1] = the list is used up */
    int32_t *next;  /* [pupils] the next one before the same school */
    int32_t *first; /* [schools] the first one before it; NOWHERE = nobody */
    bool *asked;    /* [schools] somebody new is there */
    struct candidate *line; /* [pupils] of the school that is choosing */
    struct xw_arena spare;  /* for putting them in order */
    enum xw_status status;
};

static bool take(struct market *m, struct xw_arena *scratch, int32_t schools)
{
    int32_t count = m->pupils->count;
    m->at = XW_TAKE(scratch, count, ptrdiff_t);
    m->next = XW_TAKE(scratch, count, int32_t);
    m->first = XW_TAKE(scratch, schools, int32_t);
    m->asked = XW_TAKE(scratch, schools, bool);
    m->line = XW_TAKE(scratch, count, struct candidate);
    return m->at != NULL && m->next != NULL && m->first != NULL && m->asked != NULL &&
           m->line != NULL;
}

static void ask(struct market *m, int32_t pupil)
{
    if (m->at[pupil] == m->pupils->start[pupil + 1]) return;
    int32_t school = m->pupils->school[m->at[pupil]];
    m->next[pupil] = m->first[school];
    m->first[school] = pupil;
    m->asked[school] = true;
}

static int32_t priority_of(const struct market *m, int32_t pupil, uint8_t kind)
{
    const struct xw_acceptance_pupils *p = m->pupils;
    const int32_t *of = kind == XW_SEATS_RESERVED && p->reserved != NULL ? p->reserved : p->open;
    return of == NULL ? 0 : of[m->at[pupil]];
}

/* The school fills blocks from..to one after the other, each with the best of those who are left. Who
 * is left in the end stands in line[0 .. result). */
static int32_t choose(struct market *m, int32_t school, int32_t from, int32_t to)
{
    int32_t waiting = 0;
    for (int32_t i = m->first[school]; i != NOWHERE; i = m->next[i])
        m->line[waiting++] = (struct candidate){ .pupil = i, .number = m->pupils->number[i] };
    m->first[school] = NOWHERE;
    for (int32_t b = from; b < to && waiting > 0; b++) {
        for (int32_t i = 0; i < waiting; i++)
            m->line[i].priority = priority_of(m, m->line[i].pupil, m->seats->kind[b]);
        m->status = xw_sort(m->spare, m->line, waiting, sizeof *m->line, by_priority, NULL);
        if (m->status != XW_OK) return 0;
        int32_t kept = waiting < m->seats->places[b] ? waiting : m->seats->places[b];
        for (int32_t i = 0; i < kept; i++) {
            m->next[m->line[i].pupil] = m->first[school];
            m->first[school] = m->line[i].pupil;
        }
        waiting -= kept;
        memmove(m->line, m->line + kept, (size_t)waiting * sizeof *m->line);
    }
    return waiting;
}

/* One round: every school that somebody asks chooses, and whoever it turns away asks the next one, in
 * this round or, if that school has chosen already, in the next. */
static bool go_round(struct market *m, int32_t schools)
{
    bool any = false;
    for (int32_t s = 0, from = 0, to = 0; s < schools; s++) {
        for (from = to; to < m->seats->blocks && m->seats->school[to] == s; to++)
            ;
        if (!m->asked[s]) continue;
        any = true;
        m->asked[s] = false;
        int32_t turned_away = choose(m, s, from, to);
        if (m->status != XW_OK) return false;
        for (int32_t i = 0; i < turned_away; i++) {
            int32_t pupil = m->line[i].pupil;
            m->at[pupil]++;
            ask(m, pupil);
        }
    }
    return any;
}

enum xw_status xw_acceptance_place(struct xw_arena scratch, int32_t schools,
                                   const struct xw_acceptance_pupils *pupils,
                                   const struct xw_acceptance_seats *seats, ptrdiff_t *entry,
                                   int32_t *rounds)
{
    enum xw_status status = check_lists(scratch, schools, pupils);
    if (status == XW_OK) status = check_seats(schools, seats);
    if (status != XW_OK) return status;
    struct market m = { .pupils = pupils, .seats = seats };
    if (!take(&m, &scratch, schools)) return XW_NO_MEMORY;
    m.spare = scratch;

    for (int32_t s = 0; s < schools; s++)
        m.first[s] = NOWHERE;
    for (int32_t i = 0; i < pupils->count; i++) {
        m.at[i] = pupils->start[i];
        ask(&m, i);
    }
    int32_t gone = 0;
    while (go_round(&m, schools))
        gone++;
    if (m.status != XW_OK) return m.status;
    for (int32_t i = 0; i < pupils->count; i++)
        entry[i] = m.at[i] < pupils->start[i + 1] ? m.at[i] : NOWHERE;
    if (rounds != NULL) *rounds = gone;
    return XW_OK;
}

struct liking {
    double utility;
    int32_t option;
};

/* Best liked first, equal ones by index: a total order. */
static int by_liking(const void *left, const void *right, const void *context)
{
    (void)context;
    const struct liking *a = left, *b = right;
    if (a->utility != b->utility) return a->utility > b->utility ? -1 : 1;
    return a->option < b->option ? -1 : a->option > b->option;
}

enum xw_status xw_acceptance_prefer(struct xw_arena scratch, const struct xw_lottery *lottery,
                                    double beta_per_m, int32_t pupils,
                                    const struct xw_acceptance_options *options, int32_t *list)
{
    if (options->count < 0) return XW_OUT_OF_RANGE;
    if (pupils < 0) return XW_NEGATIVE;
    if (!isfinite(beta_per_m)) return XW_NOT_FINITE;
    int32_t n = options->count;
    struct liking *likings = XW_TAKE(&scratch, (ptrdiff_t)pupils * n, struct liking);
    if (likings == NULL) return XW_NO_MEMORY;
    for (int32_t o = 0; o < n; o++) {
        double sure = -beta_per_m * options->way_m[o];
        if (options->quality != NULL) sure += options->quality[o];
        if (!isfinite(sure)) return XW_NOT_FINITE;
        struct xw_rng_key key = lottery->key;
        key.component++;
        key.entity = options->entity[o];
        xw_rng_key_set(lottery->rng, key);
        for (int32_t i = 0; i < pupils; i++)
            likings[(ptrdiff_t)i * n + o] =
                (struct liking){ sure + gsl_ran_gumbel1(lottery->rng, 1.0, 1.0), o };
    }
    for (int32_t i = 0; i < pupils; i++) {
        struct liking *of = likings + (ptrdiff_t)i * n;
        enum xw_status status = xw_sort(scratch, of, n, sizeof *of, by_liking, NULL);
        if (status != XW_OK) return status;
        for (int32_t o = 0; o < n; o++)
            list[(ptrdiff_t)i * n + o] = of[o].option;
    }
    return XW_OK;
}
