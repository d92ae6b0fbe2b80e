#include "xuewei/pool.h"
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

/* A thread that has nothing to do looks so many times for more before it sleeps: some tens of
 * microseconds, about what waking it would cost. */
enum { PATIENCE = 1000 };

struct worker {
    struct xw_pool *pool;
    pthread_t thread;
    int32_t number;
};

struct xw_pool {
    int32_t threads;
    struct worker *worker; /* [threads - 1] */
    pthread_mutex_t lock;
    pthread_cond_t called, left;

    /* Under the lock. */
    bool open, ended; /* a worker may come in and help; all go home */
    xw_pool_task *task;
    void *context;
    int32_t tasks;

    atomic_uint calls;  /* counts the jobs and the end: what an idle worker looks at */
    atomic_int inside;  /* workers that help with the job */
    _Atomic int64_t at; /* the next task */
};

static void pause_a_moment(void)
{
#if defined __x86_64__ || defined __i386__
    __builtin_ia32_pause();
#endif
}

static void take_tasks(struct xw_pool *pool, int32_t thread, xw_pool_task *task, void *context,
                       int32_t tasks)
{
    for (;;) {
        int64_t next = atomic_fetch_add_explicit(&pool->at, 1, memory_order_relaxed);
        if (next >= tasks) return;
        task(context, (int32_t)next, thread);
    }
}

/* Wait for a call other than `seen`; false when it is to go home. */
static bool wait_for_call(struct xw_pool *pool, unsigned *seen)
{
    for (int i = 0; i < PATIENCE && atomic_load(&pool->calls) == *seen; i++)
        pause_a_moment();
    pthread_mutex_lock(&pool->lock);
    while (atomic_load(&pool->calls) == *seen)
        pthread_cond_wait(&pool->called, &pool->lock);
    *seen = atomic_load(&pool->calls);
    return !pool->ended;
}

static void *work(void *argument)
{
    struct worker *me = argument;
    struct xw_pool *pool = me->pool;
    unsigned seen = 0;
    while (wait_for_call(pool, &seen)) {
        /* Who wakes when the job is over goes back to sleep: nobody waits for it. */
        bool help = pool->open;
        xw_pool_task *task = pool->task;
        void *context = pool->context;
        int32_t tasks = pool->tasks;
        if (help) atomic_fetch_add(&pool->inside, 1);
        pthread_mutex_unlock(&pool->lock);
        if (!help) continue;

        take_tasks(pool, me->number, task, context, tasks);
        if (atomic_fetch_sub(&pool->inside, 1) == 1) {
            pthread_mutex_lock(&pool->lock);
            pthread_cond_signal(&pool->left);
            pthread_mutex_unlock(&pool->lock);
        }
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static int32_t processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    int count = CPU_COUNT(&set);
    return count < 1 ? 1 : count > XW_MAX_THREADS ? XW_MAX_THREADS : count;
}

enum xw_status xw_pool_open(int32_t threads, struct xw_pool **out)
{
    *out = NULL;
    if (threads < 0 || threads > XW_MAX_THREADS) return XW_OUT_OF_RANGE;
    if (threads == 0) threads = processors();
    struct xw_pool *pool = calloc(1, sizeof *pool);
    if (pool == NULL) return XW_NO_MEMORY;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->called, NULL);
    pthread_cond_init(&pool->left, NULL);
    pool->threads = 1;
    pool->worker = calloc((size_t)threads, sizeof *pool->worker);
    bool good = pool->worker != NULL;
    while (good && pool->threads < threads) {
        struct worker *next = &pool->worker[pool->threads - 1];
        *next = (struct worker){ .pool = pool, .number = pool->threads };
        good = pthread_create(&next->thread, NULL, work, next) == 0;
        pool->threads += good;
    }
    if (!good) {
        xw_pool_close(pool);
        return XW_NO_MEMORY;
    }
    *out = pool;
    return XW_OK;
}

void xw_pool_close(struct xw_pool *pool)
{
    if (pool == NULL) return;
    pthread_mutex_lock(&pool->lock);
    pool->ended = true;
    atomic_fetch_add(&pool->calls, 1);
    pthread_cond_broadcast(&pool->called);
    pthread_mutex_unlock(&pool->lock);
    for (int32_t i = 0; i < pool->threads - 1; i++)
        pthread_join(pool->worker[i].thread, NULL);
    pthread_cond_destroy(&pool->left);
    pthread_cond_destroy(&pool->called);
    pthread_mutex_destroy(&pool->lock);
    free(pool->worker);
    free(pool);
}

int32_t xw_pool_threads(const struct xw_pool *pool)
{
    return pool == NULL ? 1 : pool->threads;
}

void xw_pool_run(struct xw_pool *pool, int32_t tasks, xw_pool_task *task, void *context)
{
    if (xw_pool_threads(pool) == 1 || tasks <= 1) {
        for (int32_t i = 0; i < tasks; i++)
            task(context, i, 0);
        return;
    }
    pthread_mutex_lock(&pool->lock);
    pool->open = true;
    pool->task = task;
    pool->context = context;
    pool->tasks = tasks;
    atomic_store(&pool->at, 0);
    atomic_fetch_add(&pool->calls, 1);
    pthread_cond_broadcast(&pool->called);
    pthread_mutex_unlock(&pool->lock);

    take_tasks(pool, 0, task, context, tasks);

    pthread_mutex_lock(&pool->lock);
    pool->open = false;
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < PATIENCE && atomic_load(&pool->inside) != 0; i++)
        pause_a_moment();
    pthread_mutex_lock(&pool->lock);
    while (atomic_load(&pool->inside) != 0)
        pthread_cond_wait(&pool->left, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}
