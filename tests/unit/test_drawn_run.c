#include "xuewei/drawn_run.h"
#include "xuewei/run_reader.h"
#include "unit.h"
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TINY XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"
#define MANY "500"

static char folder[32], path[64], parts[80];
static struct xw_diag diag;
static volatile sig_atomic_t stop;

static void setup(void)
{
    strcpy(folder, "drawn-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    snprintf(parts, sizeof parts, "%s.parts", path);
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    stop = 0;
}

static void teardown(void)
{
    xw_diag_free(&diag);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else is left */
}

static enum xw_status drawn(const char *replicates, const char *seed, int32_t threads,
                            struct xw_job_drawn *what, const char **trouble)
{
    const struct xw_override set[] = { { "ensemble.replicates", replicates },
                                       { "ensemble.seed", seed } };
    struct xw_progress progress;
    xw_progress_init(&progress, NULL, true, &stop);
    const struct xw_job job = { .scenario = TINY,
                                .out = path,
                                .overrides = set,
                                .override_count = 2,
                                .progress = &progress,
                                .threads = threads,
                                .drawn = what };
    return xw_job_run(&job, &diag, trouble);
}

static char *bytes(long *length)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    *length = ftell(file);
    rewind(file);
    char *all = malloc((size_t)*length);
    ck_assert_uint_eq(fread(all, 1, (size_t)*length, file), (size_t)*length);
    fclose(file);
    return all;
}

START_TEST(what_was_drawn_is_told)
{
    struct xw_job_drawn what;
    const char *trouble = NULL;
    ck_assert_int_eq(drawn("40", "3", 2, &what, &trouble), XW_OK);
    ck_assert_ptr_null(trouble);
    ck_assert_int_eq(what.replicates, 40);
    ck_assert_int_eq(what.found, 0);
    ck_assert_int_gt(what.assumptions, 2);
    ck_assert_str_eq(what.points, "latin");
    ck_assert(what.noise);
    ck_assert_int_ne(access(parts, F_OK), 0);

    struct xw_arena keep;
    struct xw_run run;
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_run_load(path, &keep, &run, &trouble), XW_OK);
    ck_assert_int_eq(run.replicates, 40);
    ck_assert_int_gt(run.assumption_count, what.assumptions); /* and processes */
    ck_assert_int_gt(run.draw_count, 0);
    ck_assert_int_eq(run.draw[0].replicates, 40);
    xw_arena_free(&keep);
    ck_assert_int_eq(drawn("0", "3", 2, &what, &trouble), XW_OK);
    ck_assert_int_eq(what.replicates, 0);
}
END_TEST

/* A process is killed as soon as it has finished a block; what it leaves is gone on with. */
START_TEST(a_killed_run_is_gone_on_with)
{
    struct xw_job_drawn what;
    const char *trouble = NULL;
    long length, other_length;
    char block[112];
    ck_assert_int_eq(drawn(MANY, "3", 1, &what, &trouble), XW_OK);
    char *whole = bytes(&length);
    ck_assert_int_eq(unlink(path), 0);

    pid_t child = fork();
    if (child == 0) _exit(drawn(MANY, "3", 1, NULL, &trouble) == XW_OK ? 0 : 1);
    snprintf(block, sizeof block, "%s/block-000002", parts);
    while (access(block, F_OK) != 0 && waitpid(child, NULL, WNOHANG) == 0)
        usleep(200);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    bool interrupted = access(path, F_OK) != 0;
    ck_assert(interrupted);
    ck_assert_int_eq(drawn(MANY, "3", 3, &what, &trouble), XW_OK);
    ck_assert_int_ge(what.found, 75);
    char *resumed = bytes(&other_length);
    ck_assert_int_eq(length, other_length);
    ck_assert_mem_eq(whole, resumed, (size_t)length);
    free(whole);
    free(resumed);

    /* The half file of the killed process has its number in its name. */
    char left[112];
    snprintf(left, sizeof left, "%s.part-%ld", path, (long)child);
    unlink(left);
}
END_TEST

/* Stopped, then another seed: nothing of the first is used. */
START_TEST(parts_of_another_seed_are_not_used)
{
    struct xw_job_drawn what;
    const char *trouble = NULL;
    pid_t child = fork();
    char block[112], left[112];
    if (child == 0) _exit(drawn(MANY, "3", 1, NULL, &trouble) == XW_OK ? 0 : 1);
    snprintf(block, sizeof block, "%s/block-000001", parts);
    while (access(block, F_OK) != 0 && waitpid(child, NULL, WNOHANG) == 0)
        usleep(200);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    snprintf(left, sizeof left, "%s.part-%ld", path, (long)child);
    unlink(left);
    ck_assert_int_eq(access(parts, F_OK), 0);
    ck_assert_int_eq(drawn(MANY, "4", 2, &what, &trouble), XW_OK);
    ck_assert_int_eq(what.found, 0);
    ck_assert_int_ne(access(parts, F_OK), 0);
}
END_TEST

/* A stop asked for during the replicates: a thread of ours asks when the first block is there. */
START_TEST(a_stop_says_how_to_go_on)
{
    struct xw_job_drawn what;
    const char *trouble = NULL;
    pid_t child = fork();
    char block[112];
    if (child == 0) { /* looks from outside and sends the signal */
        snprintf(block, sizeof block, "%s/block-000000", parts);
        while (access(block, F_OK) != 0)
            usleep(200);
        kill(getppid(), SIGUSR1);
        _exit(0);
    }
    ck_assert_int_eq(drawn("5000", "3", 1, &what, &trouble), XW_STOPPED);
    ck_assert_msg(strstr(trouble, "of 5000 replicates are done and kept in") != NULL, "%s",
                  trouble);
    ck_assert_msg(strstr(trouble, "the same command goes on with the others") != NULL, "%s",
                  trouble);
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_int_eq(access(parts, F_OK), 0);
    waitpid(child, NULL, 0);
    stop = 0;
    ck_assert_int_eq(drawn("50", "3", 2, &what, &trouble), XW_OK); /* clears the folder */
}
END_TEST

static void asked_to_stop(int signal)
{
    (void)signal;
    stop = 1;
}

static void listen(void)
{
    setup();
    signal(SIGUSR1, asked_to_stop);
}

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, what_was_drawn_is_told);
    tcase_add_test(tc, a_killed_run_is_gone_on_with);
    tcase_add_test(tc, parts_of_another_seed_are_not_used);
    return tc;
}

static TCase *stops(void)
{
    TCase *tc = tcase_create("stops");
    tcase_add_checked_fixture(tc, listen, teardown);
    tcase_add_test(tc, a_stop_says_how_to_go_on);
    return tc;
}

UNIT_MAIN("drawn_run", laws(), stops())
