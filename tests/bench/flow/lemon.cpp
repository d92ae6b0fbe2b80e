#include "oracles.h"
#include <algorithm>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>
#include <limits>
#include <numeric>
#include <time.h>
#include <utility>
#include <vector>

static double now_s()
{
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/* A map of LEMON over a column: arcs of a static graph are numbered in order of their source, which
 * `of` leads back to the numbers of the network. */
template <class Key, class Value, class Graph> struct Column {
    typedef Value ValueType;
    const Graph &graph;
    const int64_t *values;
    const int *of;
    Value operator[](const Key &key) const
    {
        int64_t value = values[of == nullptr ? graph.index(key) : of[graph.index(key)]];
        return value >= std::numeric_limits<int64_t>::max() ? std::numeric_limits<Value>::max()
                                                            : static_cast<Value>(value);
    }
};

template <class Value> static oracle_answer solve(const oracle_network *n)
{
    typedef lemon::StaticDigraph Graph;
    typedef lemon::NetworkSimplex<Graph, Value> Simplex;
    typedef Column<Graph::Arc, Value, Graph> ArcColumn;
    typedef Column<Graph::Node, Value, Graph> NodeColumn;

    std::vector<int> of(static_cast<size_t>(n->arcs));
    std::iota(of.begin(), of.end(), 0);
    if (!std::is_sorted(n->from, n->from + n->arcs))
        std::stable_sort(of.begin(), of.end(),
                         [n](int a, int b) { return n->from[a] < n->from[b]; });
    std::vector<std::pair<int, int>> ends;
    ends.reserve(of.size());
    for (int a : of)
        ends.push_back(std::make_pair(n->from[a], n->to[a]));
    Graph graph;
    graph.build(n->nodes, ends.begin(), ends.end());

    double began = now_s();
    Simplex simplex(graph);
    if (n->lower != nullptr) simplex.lowerMap(ArcColumn{ graph, n->lower, of.data() });
    simplex.upperMap(ArcColumn{ graph, n->capacity, of.data() });
    simplex.costMap(ArcColumn{ graph, n->cost, of.data() });
    simplex.supplyMap(NodeColumn{ graph, n->supply, nullptr });
    typename Simplex::ProblemType type = simplex.run(Simplex::BLOCK_SEARCH);
    oracle_answer answer = { ORACLE_FAILED, 0, now_s() - began };
    if (type == Simplex::INFEASIBLE) answer.verdict = ORACLE_INFEASIBLE;
    if (type == Simplex::UNBOUNDED) answer.verdict = ORACLE_UNBOUNDED;
    if (type == Simplex::OPTIMAL) {
        answer.verdict = ORACLE_OPTIMAL;
        answer.cost = simplex.template totalCost<int64_t>();
    }
    return answer;
}

extern "C" oracle_answer lemon_solve(const oracle_network *network, int narrow)
{
    return narrow ? solve<int>(network) : solve<int64_t>(network);
}
