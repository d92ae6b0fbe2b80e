#include "xuewei/dimacs.h"
#include "xuewei/file.h"
#include <stdbool.h>
#include <string.h>

/* The text ends with a NUL, which is no digit, no blank and no letter of a line. */
struct scan {
    const char *at, *end, *line_begin;
    int32_t line;
    const char *name;
    struct xw_diag *diag;
    const struct xw_dimacs *same;
    struct xw_dimacs *out;
    uint8_t *given; /* [node] its n line was there */
    bool problem;   /* the p line was there */
    bool too_early; /* a line before it was refused */
    bool counted;   /* and its counts are good */
    int32_t arcs;   /* a lines so far, also those beyond the count */
    struct xw_place problem_at;
};

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

/* A carriage return counts as the end of a line only before a line feed. */
static bool line_ends(const struct scan *s, const char *at)
{
    return at == s->end || *at == '\n' || (*at == '\r' && at + 1 < s->end && at[1] == '\n');
}

static void skip_blanks(struct scan *s)
{
    while (blank(*s->at))
        s->at++;
}

static void skip_line(struct scan *s)
{
    const char *feed = memchr(s->at, '\n', (size_t)(s->end - s->at));
    s->at = feed == NULL ? s->end : feed + 1;
}

static struct xw_place place(const struct scan *s, const char *at, const char *field)
{
    return (struct xw_place){ .file = s->name,
                              .line = s->line,
                              .column = (int32_t)(at - s->line_begin) + 1,
                              .field = field };
}

static ptrdiff_t word_length(const struct scan *s, const char *at)
{
    const char *after = at;
    while (!line_ends(s, after) && !blank(*after))
        after++;
    return after - at;
}

/* The word at the place is refused; long ones are cut. */
static bool refuse(struct scan *s, const char *at, const char *field, const char *accepted)
{
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)word_length(s, at), at);
    xw_diag_refuse(s->diag, place(s, at, field), word, "%s", accepted);
    return false;
}

#define XW_DIMACS_NUMBER 999999999999999999 /* 18 digits, so that nothing overflows */

static bool read_number(struct scan *s, const char *field, int64_t *value)
{
    skip_blanks(s);
    const char *begin = s->at, *at = begin;
    bool negative = *at == '-';
    at += negative;
    const char *digits = at;
    int64_t sum = 0;
    for (; *at >= '0' && *at <= '9' && at - digits < 18; at++)
        sum = sum * 10 + (*at - '0');
    if (line_ends(s, begin)) {
        xw_diag_fault(s->diag, place(s, begin, field), "the line ends before this field");
        return false;
    }
    if (at == digits || !(blank(*at) || line_ends(s, at)))
        return refuse(s, begin, field, "a whole number of at most 18 digits");
    s->at = at;
    *value = negative ? -sum : sum;
    return true;
}

/* The same from low to high; where it stands in *at. */
static bool read_within(struct scan *s, const char *field, int64_t low, int64_t high,
                        const char **at, int64_t *value)
{
    skip_blanks(s);
    *at = s->at;
    if (!read_number(s, field, value)) return false;
    if (*value >= low && *value <= high) return true;
    char accepted[80];
    snprintf(accepted, sizeof accepted, "a whole number, %lld to %lld", (long long)low,
             (long long)high);
    return refuse(s, *at, field, accepted);
}

static bool nothing_more(struct scan *s)
{
    skip_blanks(s);
    if (line_ends(s, s->at)) return true;
    return refuse(s, s->at, NULL, "the end of the line");
}

static enum xw_status take_columns(struct scan *s, struct xw_arena *keep, struct xw_arena *work)
{
    struct xw_dimacs *d = s->out;
    d->from = XW_TAKE(keep, d->arcs, int32_t);
    d->to = XW_TAKE(keep, d->arcs, int32_t);
    d->lower = XW_TAKE(keep, d->arcs, int64_t);
    d->capacity = XW_TAKE(keep, d->arcs, int64_t);
    d->cost = XW_TAKE(keep, d->arcs, int64_t);
    d->supply = XW_TAKE(keep, d->nodes, int64_t);
    s->given = XW_TAKE(work, d->nodes, uint8_t);
    bool taken = d->from != NULL && d->to != NULL && d->lower != NULL && d->capacity != NULL &&
                 d->cost != NULL && d->supply != NULL && s->given != NULL;
    return taken ? XW_OK : XW_NO_MEMORY;
}

static bool as_before(struct scan *s, const char *at, const char *field, int64_t value,
                      int64_t before)
{
    if (value == before) return true;
    char accepted[80];
    snprintf(accepted, sizeof accepted, "%lld, as in the problem before it", (long long)before);
    return refuse(s, at, field, accepted);
}

/* p min NODES ARCS */
static enum xw_status read_problem(struct scan *s, struct xw_arena *keep, struct xw_arena *work)
{
    struct xw_place begin = place(s, s->line_begin, NULL);
    int64_t nodes = 0, arcs = 0;
    const char *nodes_at, *arcs_at;
    s->at++;
    if (s->problem) {
        xw_diag_fault(s->diag, begin, "a second problem line; the first is line %d",
                      (int)s->problem_at.line);
        return XW_OK;
    }
    s->problem = true;
    s->problem_at = begin;
    skip_blanks(s);
    if (word_length(s, s->at) != 3 || memcmp(s->at, "min", 3) != 0) {
        refuse(s, s->at, NULL, "min: a minimum-cost flow problem");
        return XW_OK;
    }
    s->at += 3;
    bool good = read_within(s, "NODES", 0, XW_DIMACS_MOST, &nodes_at, &nodes) &&
                read_within(s, "ARCS", 0, XW_DIMACS_MOST, &arcs_at, &arcs) && nothing_more(s);
    if (good && s->same != NULL)
        good = as_before(s, nodes_at, "NODES", nodes, s->same->nodes) &&
               as_before(s, arcs_at, "ARCS", arcs, s->same->arcs);
    if (!good) return XW_OK;
    s->counted = true;
    s->out->nodes = (int32_t)nodes;
    s->out->arcs = (int32_t)arcs;
    return take_columns(s, keep, work);
}

/* n ID SUPPLY */
static void read_node(struct scan *s)
{
    int64_t node, supply;
    const char *at;
    s->at++;
    if (!read_within(s, "ID", 1, s->out->nodes, &at, &node) || !read_number(s, "SUPPLY", &supply) ||
        !nothing_more(s))
        return;
    if (s->given[node - 1])
        xw_diag_fault(s->diag, place(s, at, "ID"), "the node %lld is given a second time",
                      (long long)node);
    s->given[node - 1] = 1;
    s->out->supply[node - 1] = supply;
}

/* a FROM TO LOW CAP COST */
static void read_arc(struct scan *s)
{
    struct xw_dimacs *d = s->out;
    int64_t from, to, lower, capacity, cost;
    const char *from_at, *to_at, *low_at, *cap_at;
    int32_t a = s->arcs++;
    if (a >= d->arcs) {
        if (a == d->arcs)
            xw_diag_fault(s->diag, place(s, s->line_begin, NULL),
                          "an arc more than the %d of the problem line", (int)d->arcs);
        return;
    }
    s->at++;
    if (!read_within(s, "FROM", 1, d->nodes, &from_at, &from) ||
        !read_within(s, "TO", 1, d->nodes, &to_at, &to) ||
        !read_within(s, "LOW", 0, XW_DIMACS_NUMBER, &low_at, &lower))
        return;
    skip_blanks(s);
    cap_at = s->at;
    if (!read_number(s, "CAP", &capacity) || !read_number(s, "COST", &cost) || !nothing_more(s))
        return;
    if (capacity < lower) {
        char accepted[80];
        snprintf(accepted, sizeof accepted, "a whole number from LOW %lld on", (long long)lower);
        refuse(s, cap_at, "CAP", accepted);
        return;
    }
    if (s->same != NULL && (!as_before(s, from_at, "FROM", from, s->same->from[a] + 1) ||
                            !as_before(s, to_at, "TO", to, s->same->to[a] + 1)))
        return;
    d->from[a] = (int32_t)(from - 1);
    d->to[a] = (int32_t)(to - 1);
    d->lower[a] = lower;
    d->capacity[a] = capacity;
    d->cost[a] = cost;
}

static enum xw_status read_line(struct scan *s, struct xw_arena *keep, struct xw_arena *work)
{
    skip_blanks(s);
    if (line_ends(s, s->at) || *s->at == 'c') return XW_OK;
    bool letter = word_length(s, s->at) == 1;
    if (letter && *s->at == 'p') return read_problem(s, keep, work);
    if (!letter || (*s->at != 'n' && *s->at != 'a')) {
        refuse(s, s->at, NULL, "a line that begins with c, p, n or a");
    } else if (!s->problem) {
        if (!s->too_early)
            xw_diag_fault(s->diag, place(s, s->line_begin, NULL),
                          "a line of %s before the problem line \"p min NODES ARCS\"",
                          *s->at == 'n' ? "a node" : "an arc");
        s->too_early = true;
    } else if (s->counted) {
        if (*s->at == 'n')
            read_node(s);
        else
            read_arc(s);
    }
    return XW_OK;
}

/* What only shows at the end. */
static void check_whole(struct scan *s)
{
    const struct xw_dimacs *d = s->out;
    if (!s->problem && !s->too_early)
        xw_diag_fault(s->diag, (struct xw_place){ .file = s->name },
                      "there is no problem line \"p min NODES ARCS\"");
    if (!s->counted) return;
    if (s->arcs != d->arcs && !s->too_early)
        xw_diag_fault(s->diag, s->problem_at, "the problem line says %d arcs, the file has %d",
                      (int)d->arcs, (int)s->arcs);
    int64_t sum = 0;
    bool overflow = false;
    for (int32_t v = 0; v < d->nodes && !overflow; v++)
        overflow = __builtin_add_overflow(sum, d->supply[v], &sum);
    if (overflow)
        xw_diag_fault(s->diag, s->problem_at, "the supplies are too large to be added up");
    else if (sum != 0 && s->diag->refused == 0)
        xw_diag_fault(s->diag, s->problem_at, "the supplies add up to %lld, not to 0",
                      (long long)sum);
}

enum xw_status xw_dimacs_read(const char *path, const char *name, const struct xw_dimacs *same,
                              struct xw_arena *keep, struct xw_arena scratch, struct xw_diag *diag,
                              struct xw_dimacs *out)
{
    struct xw_bytes text;
    int32_t refused = diag->refused;
    *out = (struct xw_dimacs){ 0 };
    enum xw_status status = xw_file_read(path, name, &scratch, diag, &text);
    struct scan s = { .name = name, .diag = diag, .same = same, .out = out };
    if (status == XW_OK) {
        s.at = text.at;
        s.end = text.at + text.length;
    }
    if (status == XW_OK && text.length >= 3 && memcmp(s.at, "\xEF\xBB\xBF", 3) == 0)
        s.at += 3; /* a byte order mark */
    while (status == XW_OK && s.at < s.end) {
        s.line++;
        s.line_begin = s.at;
        status = read_line(&s, keep, &scratch);
        skip_line(&s);
    }
    if (status != XW_OK) return status;
    check_whole(&s);
    return diag->refused > refused ? XW_REFUSED : XW_OK;
}
