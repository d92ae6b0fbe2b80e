/* Flows of a tree brought within their bounds while prices stay right: the dual network simplex
 * (Ahuja, Magnanti and Orlin 1993, Network Flows, section 11.9). A tree arc that carries too much or
 * too little leaves, and of the arcs between its subtree and the rest the one enters that changes
 * prices least. */
#include "flow_simplex.h"
#include <string.h>

struct repair {
    int32_t
        *next; /* [nodes] queue of nodes whose tree arcs may be out of bounds: 0 not in it, LAST,
                     * or the next one's number + 1 */
    int32_t first, last;
    int64_t work;
};

enum { LAST = -1 };

static bool out_of_bounds(const struct xw_flow_node *n)
{
    return n->up < 0 || n->down < 0;
}

static void queue(struct xw_flow *f, struct repair *r, int32_t v)
{
    if (r->next[v] != 0 || !out_of_bounds(&f->node[v])) return;
    r->next[v] = LAST;
    if (r->first == NONE)
        r->first = v;
    else
        r->next[r->last] = v + 1;
    r->last = v;
}

static int32_t next_in_queue(struct repair *r)
{
    int32_t v = r->first;
    r->first = r->next[v] == LAST ? NONE : r->next[v] - 1;
    r->next[v] = 0;
    return v;
}

/* The search for the arc that leads out of a subtree, or into it, and is nearest to worth
 * entering. */
struct crossing {
    int32_t cut, arc;
    int64_t least;
    bool outward;
};

/* Whether v lies in the subtree of cut. */
static bool is_below(const struct xw_flow *f, int32_t v, int32_t cut)
{
    const struct xw_flow_node *node = f->node;
    if (v != cut && is_leaf(f, v)) v = node[v].parent;
    if (is_leaf(f, cut)) return v == cut;
    while (node[v].depth > node[cut].depth)
        v = node[v].parent;
    return v == cut;
}

static void look_at(const struct xw_flow *f, struct crossing *c, int32_t e, int32_t other)
{
    int64_t dearer = f->state[e] * reduced_cost(f, e);
    if (dearer < 0) dearer = 0;
    if (dearer >= c->least || is_below(f, other, c->cut)) return;
    c->least = dearer;
    c->arc = e;
}

static bool is_leaf_arc(const struct xw_flow *f, int32_t e, int32_t v)
{
    return is_leaf(f, v) && arc_of(f->node[v].link) == e;
}

/* The arcs of one node, and of the leaves on it. */
static void look_round(const struct xw_flow *f, struct repair *r, struct crossing *c, int32_t v)
{
    bool with_leaves = !is_leaf(f, v);
    const uint32_t *at = f->incident_at + 2 * (ptrdiff_t)v;
    r->work += at[2] - at[0];
    for (uint32_t i = at[0]; i < at[2]; i++) {
        int32_t e = f->incident[i], other = i < at[1] ? f->net.to[e] : f->net.from[e];
        if (f->state[e] == ((i < at[1]) == c->outward ? AT_ZERO : AT_CAPACITY))
            look_at(f, c, e, other);
        else if (with_leaves && f->state[e] == IN_TREE && is_leaf_arc(f, e, other))
            look_round(f, r, c, other);
    }
}

/* Inner nodes near the cut come first. After a few arcs the search is content with what it has: the
 * arcs it overlooks become worth entering, and pivots put that right. */
static struct crossing find_crossing(struct xw_flow *f, struct repair *r, int32_t cut)
{
    enum { FEW = 20 };
    const struct xw_flow_node *node = f->node;
    struct crossing c = { .cut = cut, .arc = NONE, .least = INT64_MAX };
    int64_t begun = r->work;
    c.outward = node[cut].up < 0;
    if (is_leaf(f, cut)) {
        look_round(f, r, &c, cut);
        return c;
    }
    int32_t v = cut;
    do {
        look_round(f, r, &c, v);
        v = node[v].thread;
    } while (node[v].depth > node[cut].depth && (c.arc == NONE || r->work - begun < FEW));
    return c;
}

/* Send what is too much the other way. */
static void mend(struct xw_flow *f, struct repair *r, const struct crossing *c)
{
    struct xw_flow_node *node = f->node;
    struct xw_flow_cycle cycle = { .leaving = c->cut, .on_head_side = !c->outward };
    bool forward = f->state[c->arc] == AT_ZERO;
    cycle.tail = forward ? f->net.from[c->arc] : f->net.to[c->arc];
    cycle.head = forward ? f->net.to[c->arc] : f->net.from[c->arc];
    cycle.push = c->outward ? -node[c->cut].up : -node[c->cut].down;
    xw_flow_close(f, &cycle);
    xw_flow_push(f, &cycle);
    for (int32_t v = cycle.tail; v != cycle.join; v = node[v].parent)
        queue(f, r, v);
    for (int32_t v = cycle.head; v != cycle.join; v = node[v].parent)
        queue(f, r, v);
    int32_t top = cycle.on_head_side ? cycle.head : cycle.tail;
    xw_flow_exchange(f, &cycle, c->arc);
    for (int32_t v = c->cut;; v = node[v].parent) {
        queue(f, r, v);
        if (v == top) break;
    }
}

bool xw_flow_repair(struct xw_flow *f)
{
    enum { TURNS = 4 };
    struct repair r = { .next = (int32_t *)f->price, .first = NONE };
    bool all = true;
    memset(r.next, 0, (size_t)f->net.nodes * sizeof *r.next);
    for (int32_t v = 0; v < f->net.nodes; v++)
        if (v != f->root) queue(f, &r, v);
    while (r.first != NONE && r.work < TURNS * (int64_t)f->net.arcs) {
        int32_t v = next_in_queue(&r);
        if (!out_of_bounds(&f->node[v])) continue;
        struct crossing c = find_crossing(f, &r, v);
        if (c.arc == NONE) {
            all = false;
            continue;
        }
        mend(f, &r, &c);
        f->pivots++;
    }
    return all && r.first == NONE;
}
