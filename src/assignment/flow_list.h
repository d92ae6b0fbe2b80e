/* flow_list.h: a list of arcs in classes of worth, taken from the highest. */
#ifndef XW_FLOW_LIST_H
#define XW_FLOW_LIST_H
#include "flow_simplex.h"

/* A class holds worths from (4 + k) / 4 to (5 + k) / 4 of a power of two; they are numbered from the
 * least. */
enum { XW_FLOW_BITS = 2, XW_FLOW_LEVEL = 64 << XW_FLOW_BITS };

static inline int class_of_amount(int64_t amount)
{
    int power = 63 - __builtin_clzll((unsigned long long)amount);
    int64_t bits =
        power >= XW_FLOW_BITS ? amount >> (power - XW_FLOW_BITS) : amount << (XW_FLOW_BITS - power);
    return power << XW_FLOW_BITS | (int)(bits & ((1 << XW_FLOW_BITS) - 1));
}

/* An arc that saves the price of one artificial arc, or of two, is worth about that price: such are
 * told apart by what is lacking from it. */
static inline int class_of(const struct xw_flow *f, int64_t worth)
{
    int64_t one = f->artificial, half = one / 2;
    if (worth < one - half) return class_of_amount(worth);
    int level = worth < 2 * one - half ? 1 : 2;
    int64_t lacking = level * one - worth;
    int highest = (level + 1) * XW_FLOW_LEVEL - 1;
    return lacking <= 0 ? highest : highest - class_of_amount(lacking);
}

/* The listed arcs of a class hang together. The list lies where the prices of the solution will. */
struct listed {
    int32_t arc, next;
};

static inline struct listed *list_of(const struct xw_flow *f)
{
    return (struct listed *)f->price;
}

static inline void put(struct xw_flow *f, int32_t place, int worth_class)
{
    list_of(f)[place].next = f->first[worth_class];
    f->first[worth_class] = place;
    f->some[worth_class / 64] |= (uint64_t)1 << worth_class % 64;
    if (worth_class > f->top) f->top = worth_class;
}

static inline void add(struct xw_flow *f, int32_t arc, int64_t worth)
{
    list_of(f)[f->listed].arc = arc;
    put(f, f->listed++, class_of(f, worth));
}

/* The highest class that has arcs, from f->top down. */
static inline bool find_top(struct xw_flow *f)
{
    while (f->top >= 0) {
        int word = f->top / 64;
        if (f->some[word] == 0) {
            f->top = word * 64 - 1;
            continue;
        }
        f->top = word * 64 + 63 - __builtin_clzll(f->some[word]);
        return true;
    }
    return false;
}

static inline void clear_list(struct xw_flow *f)
{
    f->listed = 0;
    f->top = NONE;
    for (int k = 0; k < XW_FLOW_CLASSES; k++)
        f->first[k] = NONE;
    for (int k = 0; k < XW_FLOW_CLASSES / 64; k++)
        f->some[k] = 0;
}

/* Take the first of the highest class, which find_top has found. */
static inline int32_t take_first(struct xw_flow *f)
{
    int32_t place = f->first[f->top];
    f->first[f->top] = list_of(f)[place].next;
    if (f->first[f->top] == NONE) f->some[f->top / 64] &= ~((uint64_t)1 << f->top % 64);
    return place;
}

#endif
