#include "xuewei/pool.h"
#include "unit.h"
#include <sched.h>
#include <stdatomic.h>

enum { TASKS = 5000 };

struct tally {
    atomic_int done[TASKS];
    atomic_int of_thread[XW_MAX_THREADS];
    int threads;
    atomic_int waiting;
};

static void count_task(void *context, int32_t task, int32_t thread)
{
    struct tally *t = context;
    ck_assert(thread >= 0 && thread < t->threads);
    atomic_fetch_add(&t->done[task], 1);
    atomic_fetch_add(&t->of_thread[thread], 1);
}

static struct xw_pool *open_pool(int32_t threads)
{
    struct xw_pool *pool;
    ck_assert_int_eq(xw_pool_open(threads, &pool), XW_OK);
    return pool;
}

/* Many jobs in a row, short and long ones: threads that sleep and threads that still look. */
START_TEST(every_task_is_done_once)
{
    static struct tally t;
    for (int32_t threads = 1; threads <= 5; threads++) {
        struct xw_pool *pool = open_pool(threads);
        ck_assert_int_eq(xw_pool_threads(pool), threads);
        t.threads = threads;
        for (int32_t round = 0; round < 200; round++) {
            int32_t tasks = round % 50 == 49 ? TASKS : round % 7;
            for (int32_t i = 0; i < TASKS; i++)
                atomic_store_explicit(&t.done[i], 0, memory_order_relaxed);
            xw_pool_run(pool, tasks, count_task, &t);
            int32_t wrong = 0;
            for (int32_t i = 0; i < TASKS; i++)
                wrong += atomic_load(&t.done[i]) != (i < tasks);
            ck_assert_int_eq(wrong, 0);
        }
        xw_pool_close(pool);
    }
}
END_TEST

/* A task that waits until as many are at work as there are threads. */
static void meet(void *context, int32_t task, int32_t thread)
{
    struct tally *t = context;
    (void)task;
    atomic_fetch_add(&t->of_thread[thread], 1);
    atomic_fetch_add(&t->waiting, 1);
    while (atomic_load(&t->waiting) < t->threads)
        sched_yield();
}

START_TEST(all_threads_work_at_once)
{
    static struct tally t;
    t.threads = 4;
    struct xw_pool *pool = open_pool(4);
    for (int round = 1; round <= 20; round++) {
        atomic_store(&t.waiting, 0);
        xw_pool_run(pool, 4, meet, &t);
        for (int i = 0; i < 4; i++)
            ck_assert_int_eq(atomic_load(&t.of_thread[i]), round);
    }
    xw_pool_close(pool);
}
END_TEST

static void note_order(void *context, int32_t task, int32_t thread)
{
    int32_t *at = context;
    ck_assert_int_eq(task, *at);
    ck_assert_int_eq(thread, 0);
    ++*at;
}

START_TEST(without_a_pool_tasks_are_done_in_order)
{
    int32_t at = 0;
    xw_pool_run(NULL, 100, note_order, &at);
    ck_assert_int_eq(at, 100);
    ck_assert_int_eq(xw_pool_threads(NULL), 1);
    xw_pool_close(NULL);
    struct xw_pool *one = open_pool(1);
    at = 0;
    xw_pool_run(one, 100, note_order, &at);
    ck_assert_int_eq(at, 100);
    xw_pool_close(one);
}
END_TEST

START_TEST(none_means_as_many_as_processors)
{
    cpu_set_t set;
    ck_assert_int_eq(sched_getaffinity(0, sizeof set, &set), 0);
    struct xw_pool *pool = open_pool(0);
    ck_assert_int_eq(xw_pool_threads(pool), CPU_COUNT(&set));
    xw_pool_close(pool);
}
END_TEST

START_TEST(absurd_numbers_of_threads_are_refused)
{
    struct xw_pool *pool = (struct xw_pool *)&(int){ 0 };
    ck_assert_int_eq(xw_pool_open(-1, &pool), XW_OUT_OF_RANGE);
    ck_assert_ptr_null(pool);
    ck_assert_int_eq(xw_pool_open(XW_MAX_THREADS + 1, &pool), XW_OUT_OF_RANGE);
    ck_assert_ptr_null(pool);
}
END_TEST

START_TEST(no_tasks_are_no_work)
{
    struct xw_pool *pool = open_pool(3);
    xw_pool_run(pool, 0, count_task, NULL);
    xw_pool_close(pool);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, every_task_is_done_once);
    tcase_add_test(c, all_threads_work_at_once);
    tcase_add_test(c, without_a_pool_tasks_are_done_in_order);
    tcase_add_test(c, none_means_as_many_as_processors);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, absurd_numbers_of_threads_are_refused);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_tasks_are_no_work);
    return c;
}

UNIT_MAIN("pool", laws(), refusals(), limits())
