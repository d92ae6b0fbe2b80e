/* A basis kept apart: the tree arc of every node, and a bit for every arc that is full. */
#include "flow_simplex.h"

enum xw_status xw_flow_basis(struct xw_arena *keep, const struct xw_flow *f,
                             struct xw_flow_basis *out)
{
    if (!f->begun) return XW_OUT_OF_RANGE;
    int32_t nodes = f->net.nodes, arcs = f->net.arcs;
    struct xw_arena before = *keep;
    struct xw_flow_basis basis = {
        .nodes = nodes,
        .arcs = arcs,
        .root = f->root,
        .tree = XW_TAKE(keep, nodes, int32_t),
        .full = XW_TAKE(keep, ((ptrdiff_t)arcs + 7) / 8, uint8_t),
    };
    if (basis.tree == NULL || basis.full == NULL) {
        *keep = before;
        return XW_NO_MEMORY;
    }
    for (int32_t v = 0; v < nodes; v++)
        basis.tree[v] = v == f->root ? arcs + v : arc_of(f->node[v].link);
    for (int32_t e = 0; e < arcs; e++)
        if (f->state[e] == AT_CAPACITY) basis.full[e / 8] |= (uint8_t)(1 << e % 8);
    *out = basis;
    return XW_OK;
}

/* The node that a basis hangs v on; NONE when its arc does not touch v. */
static int32_t parent_in(const struct xw_flow *f, const struct xw_flow_basis *basis, int32_t v)
{
    int32_t e = basis->tree[v];
    if (e == f->net.arcs + v) return basis->root;
    if (e < 0 || e >= f->net.arcs || v == basis->root) return NONE;
    return f->net.from[e] == v ? f->net.to[e] : f->net.to[e] == v ? f->net.from[e] : NONE;
}

/* Whether every node comes to the root. Marked, where the prices of the solution will be: by what
 * node's way a node was first met, and when that way came to the root by `nodes`. */
static bool is_tree(struct xw_flow *f, const struct xw_flow_basis *basis)
{
    int32_t nodes = f->net.nodes;
    int64_t *mark = f->price;
    if (nodes == 0) return true;
    if (basis->root < 0 || basis->root >= nodes) return false;
    for (int32_t v = 0; v < nodes; v++)
        mark[v] = NONE;
    mark[basis->root] = nodes;
    if (basis->tree[basis->root] != f->net.arcs + basis->root) return false;
    for (int32_t start = 0; start < nodes; start++) {
        int32_t v = start;
        while (mark[v] == NONE) {
            mark[v] = start;
            v = parent_in(f, basis, v);
            if (v == NONE) return false;
        }
        if (mark[v] != nodes) return false; /* the way came back to itself */
        for (v = start; mark[v] == start; v = parent_in(f, basis, v))
            mark[v] = nodes;
    }
    return true;
}

enum xw_status xw_flow_use_basis(struct xw_flow *f, const struct xw_flow_basis *basis)
{
    if (basis->nodes != f->net.nodes || basis->arcs != f->net.arcs || !is_tree(f, basis))
        return XW_OUT_OF_RANGE;
    f->root = basis->root;
    for (int32_t v = 0; v < f->net.nodes; v++) {
        int32_t e = basis->tree[v];
        f->node[v].parent = parent_in(f, basis, v);
        f->node[v].link = e >= f->net.arcs || f->net.from[e] == v ? e : ~e;
    }
    for (int32_t e = 0; e < f->net.arcs; e++)
        f->state[e] = basis->full[e / 8] >> e % 8 & 1 ? AT_CAPACITY : AT_ZERO;
    f->begun = true;
    return XW_OK;
}
