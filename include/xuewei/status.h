/* status.h: what a function that can fail says of how it went.
 *
 * A status is for the program: 0 is good, below zero is bad, by theme. What a user did wrong in a
 * file is said by diagnostics (diag.h) first; the status behind them is the second lock.
 */
#ifndef XW_STATUS_H
#define XW_STATUS_H

/* The result may not be dropped. */
#define XW_CHECKED __attribute__((warn_unused_result))

/* One row per code: symbol, value, the sentence that a person reads. */
#define XW_STATUS_LIST(X)                                                                          \
    X(XW_OK, 0, "done")                                                                            \
    /* the system */                                                                               \
    X(XW_NO_MEMORY, -1, "memory is used up")                                                       \
    X(XW_IO, -2, "a file could not be opened, read or written")                                    \
    X(XW_STOPPED, -3, "stopped on request")                                                        \
    X(XW_NOT_AVAILABLE, -4, "what was asked for is not to be had here")                            \
    /* the input */                                                                                \
    X(XW_REFUSED, -100, "the input is refused; the diagnostics say where and why")                 \
    /* the model */                                                                                \
    X(XW_RATES_NOT_ONE, -200, "promotion, repetition and dropout do not sum to 1")                 \
    X(XW_NOT_FINITE, -201, "a number is not finite")                                               \
    X(XW_NEGATIVE, -202, "a quantity that cannot be below zero is")                                \
    X(XW_OUT_OF_RANGE, -203, "an argument is outside its accepted range")                          \
    X(XW_LAW_BROKEN, -204, "a law of the model does not hold; this is a defect of the program")    \
    X(XW_NOT_IDENTIFIABLE, -205, "the data cannot tell the parameters apart")                      \
    X(XW_NOT_CONVERGED, -206, "a search or an iteration did not come to rest")                     \
    X(XW_NOBODY_THERE, -210, "a total asks for people where a table has nobody")                   \
    /* geography */                                                                                \
    X(XW_CRS_UNKNOWN, -300, "the coordinate reference system is not known to PROJ")                \
    X(XW_NOT_PROJECTED, -301, "a point could not be projected")                                    \
    /* assignment */                                                                               \
    X(XW_FLOW_INFEASIBLE, -400, "no flow satisfies the supplies and the capacities")               \
    X(XW_FLOW_UNBOUNDED, -401, "a cycle of negative cost has no capacity limit")                   \
    X(XW_FLOW_UNBALANCED, -402, "the supplies of the network do not sum to zero")                  \
    X(XW_FLOW_TOO_LARGE, -403, "costs or supplies are too large for exact integer arithmetic")     \
    /* store */                                                                                    \
    X(XW_STORE_FAILED, -500, "the run file could not be read or written")                          \
    X(XW_STORE_NEWER, -501, "the run file was written by a newer version")                         \
    X(XW_STORE_FOREIGN, -502, "the file is not a run file of this program")

enum xw_status {
#define X(symbol, value, text) symbol = (value),
    XW_STATUS_LIST(X)
#undef X
};

/* The sentence for a status, closed by its symbol: "memory is used up (XW_NO_MEMORY)". Never NULL.
 */
const char *xw_status_text(enum xw_status status);

#endif
