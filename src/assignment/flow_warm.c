/* Flows and prices of a basis: a first one, the one that the last run left, one that was kept. */
#include "flow_simplex.h"

/* Thread, depths, prices and numbers of children from parents and links: children follow their
 * parent in order of number. False when a node is not reached from the root, so that this is no
 * tree. */
static bool plant(struct xw_flow *f)
{
    struct xw_flow_node *node = f->node;
    int32_t reached = 1, last = f->root;
    /* Until a node is placed, its thread is its first child and its back the next of its parent's
     * children. */
    for (int32_t v = 0; v < f->net.nodes; v++) {
        node[v].thread = NONE;
        f->children[v] = v == f->root;
    }
    for (int32_t v = f->net.nodes - 1; v >= 0; v--) {
        if (v == f->root) continue;
        int32_t parent = node[v].parent;
        f->back[v] = node[parent].thread;
        node[parent].thread = v;
        f->children[parent]++;
    }
    node[f->root].depth = 0;
    f->potential[f->root] = 0;
    for (int32_t v = f->root;;) {
        int32_t next = node[v].thread;
        for (int32_t above = v; next == NONE && above != f->root; above = node[above].parent)
            next = f->back[above];
        if (v != last && !is_leaf(f, v)) {
            node[last].thread = v;
            last = v;
        }
        if (next == NONE) break;
        v = next;
        reached++;
        node[v].depth = node[node[v].parent].depth + 1;
        f->potential[v] = f->potential[node[v].parent] + step_of(f, node[v].link);
    }
    node[last].thread = f->root;
    if (reached < f->net.nodes) return false;
    for (int32_t v = f->root; node[v].thread != f->root; v = node[v].thread)
        f->back[node[v].thread] = v;
    f->back[f->root] = last;
    return true;
}

/* Into node.up what each node has to send away when every arc carries its lower bound. */
bool xw_flow_excess(struct xw_flow *f, const struct xw_flow_network *net)
{
    struct xw_flow_node *node = f->node;
    for (int32_t v = 0; v < net->nodes; v++)
        node[v].up = net->supply[v];
    if (net->lower == NULL) return true;
    for (int32_t e = 0; e < net->arcs; e++) {
        int64_t *out = &node[net->from[e]].up, *in = &node[net->to[e]].up;
        if (__builtin_sub_overflow(*out, net->lower[e], out)) return false;
        if (__builtin_add_overflow(*in, net->lower[e], in)) return false;
    }
    return true;
}

/* The bounds may have changed since the states were set. Arcs outside the tree that are full take
 * their flow from what their ends have to send. Into *whole the most that could move at all. */
static bool stand_at_bounds(struct xw_flow *f, wide *whole)
{
    int32_t full = 0;
    for (int32_t v = 0; v < f->net.nodes; v++)
        if (f->node[v].up > 0) *whole += f->node[v].up;
    for (int32_t e = 0; e < f->net.arcs; e++) {
        int64_t room = room_of(&f->net, e);
        if (room != XW_FLOW_UNLIMITED) *whole += room;
        if (f->state[e] != AT_CAPACITY || room == XW_FLOW_UNLIMITED)
            f->state[e] = room == 0 ? SHUT : AT_ZERO;
        else if (room == 0)
            f->state[e] = SHUT;
        full += f->state[e] == AT_CAPACITY;
    }
    for (int32_t v = 0; v < f->net.nodes; v++) {
        int32_t e = arc_of(f->node[v].link);
        if (v != f->root && e < f->net.arcs) f->state[e] = IN_TREE;
    }
    for (int32_t e = 0; full > 0; e++) {
        if (f->state[e] != AT_CAPACITY) continue;
        full--;
        int64_t *out = &f->node[f->net.from[e]].up, *in = &f->node[f->net.to[e]].up;
        int64_t room = room_of(&f->net, e);
        if (__builtin_sub_overflow(*out, room, out)) return false;
        if (__builtin_add_overflow(*in, room, in)) return false;
    }
    return true;
}

/* Hang v on the root; the artificial arc carries `amount` towards it, or from it when below 0. */
static void hang_on_root(struct xw_flow *f, int32_t v, int64_t amount)
{
    int32_t e = f->net.arcs + v;
    f->node[v].parent = f->root;
    f->node[v].link = amount >= 0 ? e : ~e;
    f->node[v].up = amount >= 0 ? f->unlimited - amount : -amount;
    f->node[v].down = amount >= 0 ? amount : f->unlimited + amount;
}

/* What is done with tree arcs that cannot carry what they have to. */
enum { LEFT, REPLACED };

/* What v's tree arc has to carry towards the parent is `amount`. Returns what it does carry, its
 * bound when that is too much or too little; the rest goes to the root. */
static int64_t carry(struct xw_flow *f, int32_t v, int64_t amount, int how, bool *turned)
{
    struct xw_flow_node *n = &f->node[v];
    int32_t e = arc_of(n->link);
    bool upward = n->link >= 0;
    if (e >= f->net.arcs) {
        hang_on_root(f, v, amount);
        if (upward != (amount >= 0)) *turned = true;
        return amount;
    }
    int64_t flow = upward ? amount : -amount, room = room_in_tree(f, e);
    bool within = !f->strict ? flow >= 0 && flow <= room
                  : upward   ? flow >= 0 && flow < room
                             : flow > 0 && flow <= room;
    if (within || how == LEFT) {
        n->up = upward ? room - flow : flow;
        n->down = upward ? flow : room - flow;
        return amount;
    }
    bool full = flow > 0 && flow >= room;
    int64_t carried = full ? room : 0;
    f->state[e] = room == 0 ? SHUT : full ? AT_CAPACITY : AT_ZERO;
    *turned = true;
    if (!upward) carried = -carried;
    hang_on_root(f, v, amount - carried);
    return carried;
}

/* What the subtree of v sends through its tree arc to the parent. */
static bool send_up(struct xw_flow *f, int32_t v, int how, bool *turned)
{
    int32_t parent = f->node[v].parent;
    int64_t amount = f->node[v].up;
    if (amount == INT64_MIN) return false;
    int64_t carried = carry(f, v, amount, how, turned), *above = &f->node[parent].up;
    return parent == f->root || !__builtin_add_overflow(*above, carried, above);
}

static enum xw_status lay_flows(struct xw_flow *f, int how, bool *turned)
{
    wide whole = 0;
    *turned = false;
    if (!plant(f)) return XW_OUT_OF_RANGE;
    if (!xw_flow_excess(f, &f->net) || !stand_at_bounds(f, &whole)) return XW_FLOW_TOO_LARGE;
    bool small = whole < (int64_t)1 << 61;
    f->unlimited = small ? (int64_t)1 << 62 : XW_FLOW_UNLIMITED;
    if (!small) how = REPLACED; /* what is out of bounds could not be written down */
    for (int32_t v = 0; v < f->net.nodes; v++)
        if (is_leaf(f, v) && !send_up(f, v, how, turned)) return XW_FLOW_TOO_LARGE;
    for (int32_t v = f->back[f->root]; v != f->root; v = f->back[v])
        if (!send_up(f, v, how, turned)) return XW_FLOW_TOO_LARGE;
    if (*turned && !plant(f)) return XW_OUT_OF_RANGE;
    return XW_OK;
}

enum xw_status xw_flow_settle(struct xw_flow *f, bool repairing)
{
    bool turned;
    if (f->net.nodes == 0) return XW_OK;
    if (repairing && f->incident != NULL) {
        enum xw_status status = lay_flows(f, LEFT, &turned);
        if (status != XW_OK) return status;
        if (xw_flow_repair(f)) return XW_OK;
    }
    return lay_flows(f, REPLACED, &turned);
}
