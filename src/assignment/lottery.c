#include "xuewei/lottery.h"
#include "xuewei/sort.h"
#include <stdbool.h>
#include <string.h>

#define FNV_PRIME 16777619u

uint32_t xw_lottery_entity(uint32_t begin, const char *code)
{
    for (const unsigned char *c = (const unsigned char *)code; *c != '\0'; c++)
        begin = (begin ^ *c) * FNV_PRIME;
    return begin;
}

static uint64_t next_number(gsl_rng *rng)
{
    uint64_t high = gsl_rng_get(rng);
    return high << 32 | gsl_rng_get(rng);
}

static void point(const struct xw_lottery *lottery, uint32_t more, uint32_t entity)
{
    struct xw_rng_key key = lottery->key;
    key.component += more;
    key.entity = entity;
    xw_rng_key_set(lottery->rng, key);
}

enum xw_status xw_lottery_numbers(const struct xw_lottery *lottery, uint32_t entity, int32_t pupils,
                                  uint64_t *numbers)
{
    if (pupils < 0) return XW_NEGATIVE;
    point(lottery, 0, entity);
    for (int32_t i = 0; i < pupils; i++)
        numbers[i] = next_number(lottery->rng);
    return XW_OK;
}

struct ticket {
    uint64_t number;
    int32_t group, pupil;
};

/* Lowest number first, equal ones by group and pupil: a total order. */
static int by_number(const void *left, const void *right, const void *context)
{
    (void)context;
    const struct ticket *a = left, *b = right;
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    if (a->group != b->group) return a->group < b->group ? -1 : 1;
    return a->pupil < b->pupil ? -1 : a->pupil > b->pupil;
}

/* All pupils of all groups in the order of their numbers. */
static enum xw_status call_up(struct xw_arena *scratch, const struct xw_lottery *lottery,
                              const struct xw_lottery_groups *groups, struct ticket **tickets,
                              int32_t *count)
{
    int64_t sum = 0;
    if (groups->count < 0) return XW_OUT_OF_RANGE;
    for (int32_t g = 0; g < groups->count; g++) {
        if (groups->pupils[g] < 0) return XW_NEGATIVE;
        sum += groups->pupils[g];
    }
    if (sum > INT32_MAX) return XW_OUT_OF_RANGE;
    struct ticket *all = XW_TAKE(scratch, sum, struct ticket);
    if (all == NULL) return XW_NO_MEMORY;
    int32_t n = 0;
    for (int32_t g = 0; g < groups->count; g++) {
        point(lottery, 0, groups->entity[g]);
        for (int32_t i = 0; i < groups->pupils[g]; i++)
            all[n++] = (struct ticket){ next_number(lottery->rng), g, i };
    }
    *tickets = all;
    *count = n;
    return xw_sort(*scratch, all, n, sizeof *all, by_number, NULL);
}

enum xw_status xw_lottery_draw(struct xw_arena scratch, const struct xw_lottery *lottery,
                               const struct xw_lottery_groups *groups, int32_t places, int32_t *won)
{
    struct ticket *tickets;
    int32_t count;
    if (places < 0) return XW_NEGATIVE;
    enum xw_status status = call_up(&scratch, lottery, groups, &tickets, &count);
    if (status != XW_OK) return status;
    for (int32_t g = 0; g < groups->count; g++)
        won[g] = 0;
    for (int32_t i = 0; i < count && i < places; i++)
        won[tickets[i].group]++;
    return XW_OK;
}

static enum xw_status check_ways(struct xw_arena scratch, int32_t groups, int32_t schools,
                                 const int32_t *places, const struct xw_lottery_ways *ways)
{
    if (schools < 0 || ways->count < 0) return XW_OUT_OF_RANGE;
    for (int32_t s = 0; s < schools; s++)
        if (places[s] < 0) return XW_NEGATIVE;
    ptrdiff_t pairs = (ptrdiff_t)groups * schools;
    char *seen = XW_TAKE(&scratch, pairs, char);
    if (seen == NULL) return XW_NO_MEMORY;
    for (int32_t w = 0; w < ways->count; w++) {
        int32_t g = ways->group[w], s = ways->school[w];
        if (g < 0 || g >= groups || s < 0 || s >= schools) return XW_OUT_OF_RANGE;
        if (seen[(ptrdiff_t)g * schools + s]++ != 0) return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

/* The ways of each group, and what each of its pupils thinks of them: liking[first[w] + pupil], the
 * lowest first. */
struct likings {
    int32_t *start, *way; /* way[start[g] .. start[g + 1]) are the ways of group g */
    ptrdiff_t *first;
    uint64_t *liking;
};

static enum xw_status ask(struct xw_arena *scratch, const struct xw_lottery *lottery,
                          const struct xw_lottery_groups *groups,
                          const struct xw_lottery_ways *ways, struct likings *l)
{
    ptrdiff_t answers = 0;
    for (int32_t w = 0; w < ways->count; w++)
        answers += groups->pupils[ways->group[w]];
    l->start = XW_TAKE(scratch, (ptrdiff_t)groups->count + 2, int32_t);
    l->way = XW_TAKE(scratch, ways->count, int32_t);
    l->first = XW_TAKE(scratch, ways->count, ptrdiff_t);
    l->liking = XW_TAKE(scratch, answers, uint64_t);
    if (l->start == NULL || l->way == NULL || l->first == NULL || l->liking == NULL)
        return XW_NO_MEMORY;

    for (int32_t w = 0; w < ways->count; w++)
        l->start[ways->group[w] + 2]++;
    for (int32_t g = 0; g < groups->count; g++)
        l->start[g + 2] += l->start[g + 1];
    for (int32_t w = 0; w < ways->count; w++)
        l->way[l->start[ways->group[w] + 1]++] = w;

    answers = 0;
    for (int32_t w = 0; w < ways->count; w++) {
        l->first[w] = answers;
        point(lottery, 1, ways->entity[w]);
        for (int32_t i = 0; i < groups->pupils[ways->group[w]]; i++)
            l->liking[answers++] = next_number(lottery->rng);
    }
    return XW_OK;
}

/* Of two ways that a pupil likes alike, by an accident of the numbers, the lower school. */
static int32_t best_way(const struct likings *l, const struct xw_lottery_ways *ways,
                        const int32_t *free, const struct ticket *t)
{
    int32_t best = -1;
    for (int32_t k = l->start[t->group]; k < l->start[t->group + 1]; k++) {
        int32_t w = l->way[k];
        if (free[ways->school[w]] == 0) continue;
        if (best >= 0) {
            uint64_t mine = l->liking[l->first[w] + t->pupil];
            uint64_t held = l->liking[l->first[best] + t->pupil];
            if (mine > held || (mine == held && ways->school[w] > ways->school[best])) continue;
        }
        best = w;
    }
    return best;
}

enum xw_status xw_lottery_serial(struct xw_arena scratch, const struct xw_lottery *lottery,
                                 const struct xw_lottery_groups *groups, int32_t schools,
                                 const int32_t *places, const struct xw_lottery_ways *ways,
                                 int32_t *placed, int32_t *left)
{
    struct ticket *tickets;
    struct likings likings;
    int32_t count;
    enum xw_status status = call_up(&scratch, lottery, groups, &tickets, &count);
    if (status == XW_OK) status = check_ways(scratch, groups->count, schools, places, ways);
    if (status == XW_OK) status = ask(&scratch, lottery, groups, ways, &likings);
    int32_t *free = XW_TAKE(&scratch, schools, int32_t);
    if (status != XW_OK) return status;
    if (free == NULL) return XW_NO_MEMORY;

    if (schools > 0) memcpy(free, places, (size_t)schools * sizeof *free);
    for (int32_t w = 0; w < ways->count; w++)
        placed[w] = 0;
    for (int32_t g = 0; g < groups->count; g++)
        left[g] = 0;
    for (int32_t i = 0; i < count; i++) {
        int32_t w = best_way(&likings, ways, free, &tickets[i]);
        if (w < 0) {
            left[tickets[i].group]++;
            continue;
        }
        placed[w]++;
        free[ways->school[w]]--;
    }
    return XW_OK;
}
