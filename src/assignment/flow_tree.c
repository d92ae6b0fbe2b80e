/* One pivot: the cycle that the entering arc closes, the flow round it, the tree after it. */
#include "flow_simplex.h"

static void link_thread(struct xw_flow *f, int32_t before, int32_t after)
{
    f->node[before].thread = after;
    f->back[after] = before;
}

/* Move the nodes of the thread from v to `upto`, or from v on as long as they lie deeper than
 * `above`, to their new depth and price. Both return the last node moved. */
static int32_t shift_upto(struct xw_flow *f, int32_t v, int32_t upto, int32_t deeper,
                          int64_t dearer)
{
    for (;; v = f->node[v].thread) {
        f->node[v].depth += deeper;
        f->potential[v] += dearer;
        if (v == upto) return v;
    }
}

static int32_t shift_below(struct xw_flow *f, int32_t v, int32_t above, int32_t deeper,
                           int64_t dearer)
{
    for (;;) {
        int32_t next = f->node[v].thread;
        f->node[v].depth += deeper;
        f->potential[v] += dearer;
        if (f->node[next].depth <= above) return v;
        v = next;
    }
}

/* A leaf that gets a child joins the list, right after its parent. */
static void become_inner(struct xw_flow *f, int32_t v)
{
    if (!is_leaf(f, v)) return;
    int32_t parent = f->node[v].parent, next = f->node[parent].thread;
    f->potential[v] = price_of(f, v);
    f->node[v].depth = f->node[parent].depth + 1;
    link_thread(f, v, next);
    link_thread(f, parent, v);
}

static void lose_child(struct xw_flow *f, int32_t v)
{
    if (--f->children[v] == 0) link_thread(f, f->back[v], f->node[v].thread);
}

/* How a node hangs on its parent. */
struct hold {
    int32_t parent, link;
    int64_t up, down;
};

static void hang(struct xw_flow_node *v, struct hold h)
{
    v->parent = h.parent;
    v->link = h.link;
    v->up = h.up;
    v->down = h.down;
}

/* The inner nodes on the way from top to cut turn over: each becomes the child of the one before.
 * In the thread their branches, each without that of the node before, then follow foot one after
 * another. */
static void turn_over(struct xw_flow *f, int32_t cut, int32_t top, struct hold hold, int64_t dearer)
{
    struct xw_flow_node *node = f->node;
    int32_t foot = hold.parent;
    int32_t before_cut = f->back[cut], after_foot = node[foot].thread;
    int32_t last = foot;             /* the end of the new order so far */
    int32_t rest = node[top].thread; /* what followed the branch of the node turned over before */
    int32_t upto = top;              /* what stood before that branch */
    int32_t depth = node[foot].depth + 1;
    for (int32_t v = top;; depth++) {
        struct xw_flow_node old = node[v];
        int32_t before_v = f->back[v];

        hang(&node[v], hold);
        link_thread(f, last, v);
        last = shift_upto(f, v, upto, depth - old.depth, dearer);
        if (node[rest].depth > old.depth) {
            link_thread(f, last, rest);
            last = shift_below(f, rest, old.depth, depth - old.depth, dearer);
            rest = node[last].thread;
        }

        if (v == cut) break;
        upto = before_v;
        hold = (struct hold){ .parent = v, .link = ~old.link, .up = old.down, .down = old.up };
        v = old.parent;
    }
    if (foot == before_cut) {
        link_thread(f, last, rest);
    } else {
        link_thread(f, last, after_foot);
        link_thread(f, before_cut, rest);
    }
}

/* Cut off the subtree of `cut` and hang it by its node `top` as is told; every price in it rises by
 * `dearer`. */
static void rehang(struct xw_flow *f, int32_t cut, int32_t top, struct hold hold, int64_t dearer)
{
    int32_t above = f->node[cut].parent;
    become_inner(f, hold.parent);
    f->children[hold.parent]++;
    if (top == cut && is_leaf(f, cut)) {
        hang(&f->node[cut], hold);
    } else {
        if (top != cut) {
            become_inner(f, top);
            f->children[top]++;
        }
        turn_over(f, cut, top, hold, dearer);
        if (top != cut) lose_child(f, cut);
    }
    lose_child(f, above);
}

/* Of the arcs that limit the push, the last one met on the way round from join leaves: so the tree
 * stays strongly feasible and no tree comes back (Cunningham 1976, Math. Programming 11). Both ways
 * up are walked at once, the deeper end first. */
static struct xw_flow_cycle find_cycle(const struct xw_flow *f, int32_t arc, int64_t room)
{
    const struct xw_flow_node *node = f->node;
    bool forward = f->state[arc] == AT_ZERO;
    struct xw_flow_cycle c = { .leaving = NONE, .push = room };
    c.tail = forward ? f->net.from[arc] : f->net.to[arc];
    c.head = forward ? f->net.to[arc] : f->net.from[arc];
    int32_t u = c.tail, v = c.head, of_tail = NONE, of_head = NONE;
    int64_t least_down = INT64_MAX, least_up = INT64_MAX;
    /* Leaves tell no depth, but never are the join, except of a self-loop. */
    bool low_tail = is_leaf(f, u), low_head = is_leaf(f, v);
    while (u != v) {
        if (low_tail || (!low_head && node[u].depth >= node[v].depth)) {
            low_tail = false;
            if (node[u].down < least_down) {
                least_down = node[u].down;
                of_tail = u;
            }
            u = node[u].parent;
        } else {
            low_head = false;
            if (node[v].up <= least_up) {
                least_up = node[v].up;
                of_head = v;
            }
            v = node[v].parent;
        }
    }
    c.join = u;
    if (least_down < c.push) {
        c.push = least_down;
        c.leaving = of_tail;
    }
    if (least_up <= c.push && of_head != NONE) {
        c.push = least_up;
        c.leaving = of_head;
        c.on_head_side = true;
    }
    return c;
}

void xw_flow_close(const struct xw_flow *f, struct xw_flow_cycle *c)
{
    const struct xw_flow_node *node = f->node;
    int32_t u = c->tail, v = c->head;
    bool low_tail = is_leaf(f, u), low_head = is_leaf(f, v);
    while (u != v) {
        if (low_tail || (!low_head && node[u].depth >= node[v].depth)) {
            low_tail = false;
            u = node[u].parent;
        } else {
            low_head = false;
            v = node[v].parent;
        }
    }
    c->join = u;
}

void xw_flow_push(struct xw_flow *f, const struct xw_flow_cycle *c)
{
    struct xw_flow_node *node = f->node;
    if (c->push == 0) return;
    for (int32_t v = c->tail; v != c->join; v = node[v].parent) {
        node[v].down -= c->push;
        node[v].up += c->push;
    }
    for (int32_t v = c->head; v != c->join; v = node[v].parent) {
        node[v].up -= c->push;
        node[v].down += c->push;
    }
}

/* The arc that limits the push has no limit of its own: nothing does, or the flow passes 64 bits.
 */
static enum xw_status explain_no_limit(const struct xw_flow *f, const struct xw_flow_cycle *c,
                                       int64_t room)
{
    if (room < XW_FLOW_UNLIMITED) return XW_FLOW_TOO_LARGE;
    for (int side = 0; side < 2; side++)
        for (int32_t v = side == 0 ? c->tail : c->head; v != c->join; v = f->node[v].parent) {
            int32_t link = f->node[v].link, e = arc_of(link);
            bool along = (link >= 0) == (side == 1);
            if (!along || (e < f->net.arcs && f->net.capacity[e] != XW_FLOW_UNLIMITED))
                return XW_FLOW_TOO_LARGE;
        }
    return XW_FLOW_UNBOUNDED;
}

void xw_flow_exchange(struct xw_flow *f, const struct xw_flow_cycle *c, int32_t arc)
{
    int64_t room = room_in_tree(f, arc), reduced = reduced_cost(f, arc);
    bool forward = f->state[arc] == AT_ZERO;
    int32_t top = c->on_head_side ? c->head : c->tail, foot = c->on_head_side ? c->tail : c->head;
    bool upward = f->net.from[arc] == top;
    int64_t carried = forward ? c->push : room - c->push, more = room - carried;
    const struct xw_flow_node *n = &f->node[c->leaving];
    int32_t out = arc_of(n->link);
    bool full = (n->link >= 0 ? n->up : n->down) == 0;
    if (out < f->net.arcs)
        f->state[out] = room_in_tree(f, out) == 0 ? SHUT : full ? AT_CAPACITY : AT_ZERO;
    f->state[arc] = IN_TREE;
    struct hold hold = { .parent = foot,
                         .link = upward ? arc : ~arc,
                         .up = upward ? more : carried,
                         .down = upward ? carried : more };
    rehang(f, c->leaving, top, hold, upward ? -reduced : reduced);
}

enum xw_status xw_flow_pivot(struct xw_flow *f, int32_t arc)
{
    int64_t room = room_of(&f->net, arc);
    struct xw_flow_cycle c = find_cycle(f, arc, room);
    f->pivots++;
    f->stalled = c.push == 0 ? f->stalled + 1 : 0;
    if (c.leaving == NONE) {
        if (room == XW_FLOW_UNLIMITED) return XW_FLOW_UNBOUNDED; /* a self-loop */
        xw_flow_push(f, &c);
        f->state[arc] = f->state[arc] == AT_ZERO ? AT_CAPACITY : AT_ZERO;
        return XW_OK;
    }

    /* The leaving arc goes empty when the push runs against it, full when it runs along. */
    int32_t out_link = f->node[c.leaving].link, out = arc_of(out_link);
    bool fills = (out_link >= 0) == c.on_head_side;
    if (fills && !has_limit(f, out)) return explain_no_limit(f, &c, room);
    xw_flow_push(f, &c);
    xw_flow_exchange(f, &c, arc);
    return XW_OK;
}
