#include "xuewei/program.h"
#include "unit.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static struct xw_arena keep;
static const char *folder, *trouble;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    folder = xw_private_folder_make(&keep);
    ck_assert_ptr_nonnull(folder);
    trouble = NULL;
}

static void teardown(void)
{
    xw_private_folder_remove(folder);
    ck_assert_int_ne(access(folder, F_OK), 0);
    xw_arena_free(&keep);
}

static const char *at(const char *name)
{
    return xw_arena_format(&keep, "%s/%s", folder, name);
}

static const char *held(const char *name)
{
    static char text[200];
    memset(text, 0, sizeof text);
    FILE *file = fopen(at(name), "rb");
    ck_assert_msg(file != NULL, "%s is not there", name);
    ck_assert_uint_lt(fread(text, 1, sizeof text - 1, file), sizeof text - 1);
    fclose(file);
    return text;
}

static enum xw_status shell(const char *text, double limit_s)
{
    const char *argv[] = { "/bin/sh", "-c", text, folder, NULL };
    const char *more[] = { "XW_TEST=two words", "LC_ALL=C", NULL };
    struct xw_program program = { argv, more, at("log") };
    return xw_program_run(&program, 1, 1, limit_s, NULL, &keep, &trouble);
}

START_TEST(programs_are_found_in_order)
{
    FILE *file = fopen(at("second"), "wb");
    ck_assert_ptr_nonnull(file);
    fclose(file);
    ck_assert_int_eq(mkdir(at("first"), 0777), 0);
    const char *names[] = { "first", "second", NULL };
    setenv("PATH", xw_arena_format(&keep, "/none::%s:", folder), 1);
    ck_assert_ptr_null(xw_program_find(&keep, names)); /* a folder; a file nobody may run */
    chmod(at("second"), 0700);
    ck_assert_str_eq(xw_program_find(&keep, names), at("second"));
    names[1] = NULL;
    ck_assert_ptr_null(xw_program_find(&keep, names));
    unsetenv("PATH");
    ck_assert_ptr_null(xw_program_find(&keep, names));
}
END_TEST

START_TEST(a_program_gets_its_words_and_no_input)
{
    setenv("LC_ALL", "other", 1);
    ck_assert_int_eq(
        shell("cat; echo \"$XW_TEST $LC_ALL\"; env | grep -c ^LC_ALL=; echo e >&2", 20), XW_OK);
    ck_assert_str_eq(held("log"), "two words C\n1\ne\n");
    ck_assert_ptr_null(trouble);
}
END_TEST

START_TEST(a_failure_quotes_the_last_line)
{
    ck_assert_int_eq(shell("echo one; echo the reason; echo; exit 3", 20), XW_IO);
    ck_assert_str_eq(trouble, "sh ended with status 3: the reason");
    ck_assert_int_eq(shell("kill -9 $$", 20), XW_IO);
    ck_assert_str_eq(trouble, "sh was ended by signal 9");
    const char *argv[] = { "/none/of/these", NULL };
    struct xw_program program = { argv, NULL, NULL };
    ck_assert_int_eq(xw_program_run(&program, 1, 1, 1, NULL, &keep, &trouble), XW_IO);
    ck_assert_str_eq(trouble, "cannot run /none/of/these: No such file or directory");
}
END_TEST

/* The process whose number stands in the file is gone, or is dead and only not yet waited for. */
static bool gone(const char *name)
{
    pid_t pid = (pid_t)atoi(held(name));
    ck_assert_int_gt(pid, 1);
    for (int i = 0; i < 500; i++) {
        char path[64], line[64] = "";
        snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
        FILE *file = fopen(path, "rb");
        if (file == NULL) return true;
        bool dead = fgets(line, sizeof line, file) != NULL && strstr(line, ") Z") != NULL;
        fclose(file);
        if (dead) return true;
        nanosleep(&(struct timespec){ 0, 10000000 }, NULL);
    }
    return false;
}

START_TEST(what_takes_too_long_ends_with_all_it_started)
{
    ck_assert_int_eq(shell("sleep 99 & echo $! >$0/child; wait", 0.5), XW_IO);
    ck_assert_str_eq(trouble, "sh took too long and was ended");
    ck_assert(gone("child"));
    /* What a program leaves running when it ends well is ended too. */
    ck_assert_int_eq(shell("sleep 99 & echo $! >$0/child", 20), XW_OK);
    ck_assert(gone("child"));
}
END_TEST

START_TEST(a_stop_is_obeyed)
{
    static volatile sig_atomic_t stop = 1;
    struct xw_progress progress;
    xw_progress_init(&progress, stderr, true, &stop);
    const char *argv[] = { "/bin/sleep", "99", NULL };
    struct xw_program program = { argv, NULL, NULL };
    ck_assert_int_eq(xw_program_run(&program, 1, 1, 99, &progress, &keep, &trouble), XW_STOPPED);
}
END_TEST

START_TEST(several_run_side_by_side)
{
    /* Each waits for the other's file: one after the other they would never end. */
    const char *a[] = { "/bin/sh", "-c", "echo >$0/a; until [ -e $0/b ]; do sleep .02; done",
                        folder, NULL };
    const char *b[] = { "/bin/sh", "-c", "echo >$0/b; until [ -e $0/a ]; do sleep .02; done",
                        folder, NULL };
    struct xw_program both[] = { { a, NULL, NULL }, { b, NULL, NULL } };
    ck_assert_int_eq(xw_program_run(both, 2, 2, 60, NULL, &keep, &trouble), XW_OK);
    /* At most one at a time: each is alone. */
    const char *alone[] = { "/bin/sh", "-c", "mkdir $0/lock && sleep .05 && rmdir $0/lock", folder,
                            NULL };
    struct xw_program many[20];
    for (int i = 0; i < 20; i++)
        many[i] = (struct xw_program){ alone, NULL, NULL };
    ck_assert_int_eq(xw_program_run(many, 20, 1, 60, NULL, &keep, &trouble), XW_OK);
    ck_assert_int_eq(xw_program_run(many, 0, 1, 60, NULL, &keep, &trouble), XW_OK);
    const char *fails[] = { "/bin/sh", "-c", "exit 1", NULL };
    many[3].argv = fails;
    ck_assert_int_eq(xw_program_run(many, 20, 1, 60, NULL, &keep, &trouble), XW_IO);
}
END_TEST

START_TEST(a_private_folder_is_ours_alone)
{
    struct stat status;
    ck_assert_int_eq(stat(folder, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0700);
    ck_assert_int_eq(mkdir(at("deep"), 0777), 0);
    ck_assert_int_eq(symlink("/etc", at("deep/link")), 0); /* is taken away, not followed */
    setenv("TMPDIR", at("none"), 1);
    ck_assert_ptr_null(xw_private_folder_make(&keep));
    ck_assert_int_eq(errno, ENOENT);
    unsetenv("TMPDIR");
    xw_private_folder_remove(NULL);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_set_timeout(c, 60);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, programs_are_found_in_order);
    tcase_add_test(c, a_program_gets_its_words_and_no_input);
    tcase_add_test(c, several_run_side_by_side);
    tcase_add_test(c, a_private_folder_is_ours_alone);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_set_timeout(c, 60);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_failure_quotes_the_last_line);
    tcase_add_test(c, what_takes_too_long_ends_with_all_it_started);
    tcase_add_test(c, a_stop_is_obeyed);
    return c;
}

UNIT_MAIN("program", known_answers(), refusals())
