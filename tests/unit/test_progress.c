#include "xuewei/progress.h"
#include "unit.h"
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A terminal whose other end we hold. */
static int master;
static FILE *terminal;

static void setup(void)
{
    master = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert_int_ge(master, 0);
    ck_assert_int_eq(grantpt(master), 0);
    ck_assert_int_eq(unlockpt(master), 0);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    ck_assert_int_ge(slave, 0);
    terminal = fdopen(slave, "w");
    ck_assert_ptr_nonnull(terminal);
    ck_assert_int_eq(fcntl(master, F_SETFL, O_NONBLOCK), 0);
}

static void teardown(void)
{
    fclose(terminal);
    close(master);
}

/* What has come out of the terminal since the last time. */
static const char *seen(void)
{
    static char text[1024];
    ssize_t got = read(master, text, sizeof text - 1);
    text[got > 0 ? got : 0] = '\0';
    return text;
}

START_TEST(a_line_is_shown_and_wiped)
{
    struct xw_progress progress;
    xw_progress_init(&progress, terminal, false, NULL);
    xw_progress_begin(&progress, "replicates", 200);
    ck_assert(xw_progress_at(&progress, 1));
    ck_assert_str_eq(seen(), ""); /* too early */

    progress.began_s -= 10.0;
    progress.shown_s -= 10.0;
    ck_assert(xw_progress_at(&progress, 50));
    ck_assert_str_eq(seen(), "\rreplicates  50 of 200, 25 %, 30 s left\033[K");
    ck_assert(xw_progress_at(&progress, 51));
    ck_assert_str_eq(seen(), ""); /* too soon after the last */

    progress.shown_s -= 0.15;
    ck_assert(xw_progress_at(&progress, 0));
    ck_assert_str_eq(seen(), "\rreplicates  0 of 200, 0 %\033[K");
    progress.shown_s -= 0.15;
    ck_assert(xw_progress_at(&progress, 200));
    ck_assert_str_eq(seen(), "\rreplicates  200 of 200, 100 %\033[K");
    progress.shown_s -= 0.15;
    ck_assert(xw_progress_at(&progress, 300));
    ck_assert_str_eq(seen(), "\rreplicates  200 of 200, 100 %\033[K");
    ck_assert_int_eq(progress.done, 300);

    xw_progress_end(&progress);
    ck_assert_str_eq(seen(), "\r\033[K");
    xw_progress_end(&progress);
    ck_assert_str_eq(seen(), "");
}
END_TEST

START_TEST(the_share_is_rounded_down)
{
    struct xw_progress progress;
    xw_progress_init(&progress, terminal, false, NULL);
    xw_progress_begin(&progress, "zones", 100000);
    progress.began_s -= 0.00001;
    progress.shown_s -= 1.0;
    ck_assert(xw_progress_at(&progress, 99999));
    ck_assert_str_eq(seen(), "\rzones  99999 of 100000, 99 %, 0 s left\033[K");
    xw_progress_begin(&progress, "files", 1);
    progress.shown_s -= 1.0;
    ck_assert(xw_progress_at(&progress, 1));
    ck_assert_str_eq(seen(), "\rfiles  1 of 1, 100 %\033[K");
    xw_progress_begin(&progress, "files", 3);
    progress.began_s -= 10.0;
    progress.shown_s -= 1.0;
    ck_assert(xw_progress_at(&progress, 1));
    ck_assert_str_eq(seen(), "\rfiles  1 of 3, 33 %, 20 s left\033[K");
}
END_TEST

START_TEST(the_first_line_waits_longer)
{
    struct xw_progress progress;
    xw_progress_init(&progress, terminal, false, NULL);
    xw_progress_begin(&progress, "years", 0);
    progress.shown_s -= 0.15;
    ck_assert(xw_progress_at(&progress, 7));
    ck_assert_str_eq(seen(), "");
    progress.shown_s -= 0.06;
    ck_assert(xw_progress_at(&progress, 8));
    ck_assert_str_eq(seen(), "\ryears\033[K"); /* no total, no share */
    xw_progress_end(&progress);
    ck_assert_str_eq(seen(), "\r\033[K");

    /* a second piece of work waits again, and work that showed nothing wipes nothing */
    xw_progress_begin(&progress, "report", 3);
    ck_assert_int_eq(progress.done, 0);
    progress.shown_s -= 0.15;
    ck_assert(xw_progress_at(&progress, 1));
    xw_progress_end(&progress);
    ck_assert_str_eq(seen(), "");
}
END_TEST

START_TEST(silence)
{
    struct xw_progress progress;
    FILE *file = tmpfile();
    FILE *const to[] = { terminal, file, NULL };
    for (int i = 0; i < 3; i++) {
        xw_progress_init(&progress, to[i], i == 0, NULL);
        ck_assert_ptr_null(progress.to);
        xw_progress_begin(&progress, "years", 2);
        progress.shown_s -= 10.0;
        ck_assert(xw_progress_at(&progress, 1));
        ck_assert_int_eq(progress.done, 1);
        xw_progress_end(&progress);
    }
    ck_assert_str_eq(seen(), "");
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    ck_assert_int_eq(ftell(file), 0);
    fclose(file);
}
END_TEST

START_TEST(a_stop_is_obeyed)
{
    struct xw_progress progress;
    volatile sig_atomic_t stop = 0;
    xw_progress_init(&progress, NULL, false, &stop);
    xw_progress_begin(&progress, "years", 2);
    ck_assert(xw_progress_at(&progress, 1));
    stop = 1;
    ck_assert(!xw_progress_at(&progress, 1));
    ck_assert(!xw_progress_at(&progress, 2));
    xw_progress_begin(NULL, "years", 2);
    ck_assert(xw_progress_at(NULL, 1));
    xw_progress_end(NULL);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_line_is_shown_and_wiped);
    tcase_add_test(c, the_share_is_rounded_down);
    tcase_add_test(c, the_first_line_waits_longer);
    tcase_add_test(c, silence);
    tcase_add_test(c, a_stop_is_obeyed);
    return c;
}

UNIT_MAIN("progress", laws())
