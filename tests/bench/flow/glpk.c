#include "oracles.h"
#include <glpk.h>
#include <math.h>
#include <stddef.h>

struct node_data {
    double supply;
};

struct arc_data {
    double low, cap, cost;
};

struct oracle_answer glpk_solve(const struct oracle_network *n)
{
    glp_graph *graph = glp_create_graph(sizeof(struct node_data), sizeof(struct arc_data));
    struct oracle_answer answer = { .verdict = ORACLE_FAILED };
    double cost;
    if (n->nodes > 0) glp_add_vertices(graph, n->nodes);
    for (int v = 1; v <= n->nodes; v++)
        ((struct node_data *)graph->v[v]->data)->supply = (double)n->supply[v - 1];
    for (int a = 0; a < n->arcs; a++) {
        struct arc_data *data = glp_add_arc(graph, n->from[a] + 1, n->to[a] + 1)->data;
        *data = (struct arc_data){ .low = n->lower == NULL ? 0.0 : (double)n->lower[a],
                                   .cap = (double)n->capacity[a],
                                   .cost = (double)n->cost[a] };
    }
    int status = glp_mincost_okalg(graph, offsetof(struct node_data, supply),
                                   offsetof(struct arc_data, low), offsetof(struct arc_data, cap),
                                   offsetof(struct arc_data, cost), &cost, -1, -1);
    if (status == 0) answer = (struct oracle_answer){ ORACLE_OPTIMAL, llround(cost), 0.0 };
    if (status == GLP_ENOPFS) answer.verdict = ORACLE_INFEASIBLE;
    glp_delete_graph(graph);
    return answer;
}
