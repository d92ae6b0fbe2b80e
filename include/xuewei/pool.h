/* pool.h: a few threads that share the tasks of one caller at a time.
 *
 * Which thread takes which task is chance. So that a result does not depend on it, a task writes
 * only places of its own, and what tasks sum is added up afterwards in the order of the tasks.
 */
#ifndef XW_POOL_H
#define XW_POOL_H
#include "xuewei/status.h"
#include <stdint.h>

#define XW_MAX_THREADS 1024

struct xw_pool;

/* One task: the caller's context, the number of the task, and the number of the thread that does it,
 * 0 .. threads - 1 (the caller's own is 0), for working space of a thread. */
typedef void xw_pool_task(void *context, int32_t task, int32_t thread);

/* Start threads - 1 threads; the caller of xw_pool_run is the last of them. threads = 0: as many as
 * processors that this process may use. XW_OUT_OF_RANGE outside 0 .. XW_MAX_THREADS, XW_NO_MEMORY
 * when the system gives no thread; *pool is then NULL. */
XW_CHECKED enum xw_status xw_pool_open(int32_t threads, struct xw_pool **pool);

/* End the threads. Safe on NULL. */
void xw_pool_close(struct xw_pool *pool);

/* How many threads share the tasks; 1 for NULL. */
int32_t xw_pool_threads(const struct xw_pool *pool);

/* Do tasks 0 .. tasks - 1 and return when all are done; what they wrote is then seen by the caller.
 * Without a pool (NULL) the caller does them in order. One caller at a time, and none of the tasks. */
void xw_pool_run(struct xw_pool *pool, int32_t tasks, xw_pool_task *task, void *context);

#endif
