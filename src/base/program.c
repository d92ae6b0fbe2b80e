#include "xuewei/program.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { AT_ONCE_MOST = 16, LINE_MOST = 300 };

static bool executable(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0 && S_ISREG(there.st_mode) && access(path, X_OK) == 0;
}

const char *xw_program_find(struct xw_arena *keep, const char *const *names)
{
    const char *folders = getenv("PATH");
    for (; folders != NULL && *names != NULL; names++)
        for (const char *at = folders; *at != '\0';) {
            int length = (int)strcspn(at, ":");
            const char *path =
                length > 0 ? xw_arena_format(keep, "%.*s/%s", length, at, *names) : NULL;
            if (path != NULL && executable(path)) return path;
            at += length + (at[length] == ':');
        }
    return NULL;
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Our environment and what is added; an added name stands first and so is the one that is found. */
static char **environment(struct xw_arena *keep, const char *const *more)
{
    size_t ours = 0, added = 0;
    while (environ[ours] != NULL)
        ours++;
    while (more != NULL && more[added] != NULL)
        added++;
    char **all = XW_TAKE(keep, ours + added + 1, char *);
    if (all == NULL) return NULL;
    for (size_t i = 0; i < added; i++)
        if ((all[i] = xw_arena_text(keep, more[i])) == NULL) return NULL;
    size_t n = added;
    for (size_t i = 0; i < ours; i++) {
        size_t name = strcspn(environ[i], "=");
        bool replaced = false;
        for (size_t k = 0; k < added; k++)
            if (strncmp(all[k], environ[i], name + 1) == 0) replaced = true;
        if (!replaced) all[n++] = environ[i];
    }
    return all;
}

/* In a process group of its own, so that it can be ended with all that it starts. */
static int start(const struct xw_program *program, struct xw_arena *keep, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    sigemptyset(&none);
    sigfillset(&usual);
    size_t words = 0;
    while (program->argv[words] != NULL)
        words++;
    char **argv = XW_TAKE(keep, words + 1, char *);
    char **env = environment(keep, program->more);
    if (argv == NULL || env == NULL) return ENOMEM;
    for (size_t i = 0; i < words; i++)
        if ((argv[i] = xw_arena_text(keep, program->argv[i])) == NULL) return ENOMEM;
    if (posix_spawn_file_actions_init(&files) != 0) return ENOMEM;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&files);
        return ENOMEM;
    }
    const char *log = program->log != NULL ? program->log : "/dev/null";
    int failed = posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    if (failed == 0)
        failed =
            posix_spawn_file_actions_addopen(&files, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (failed == 0) failed = posix_spawn_file_actions_adddup2(&files, 1, 2);
    if (failed == 0)
        failed = posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (failed == 0) failed = posix_spawnattr_setpgroup(&attributes, 0);
    if (failed == 0) failed = posix_spawnattr_setsigmask(&attributes, &none);
    if (failed == 0) failed = posix_spawnattr_setsigdefault(&attributes, &usual);
    if (failed == 0) failed = posix_spawn(pid, argv[0], &files, &attributes, argv, env);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

/* End a group. Its first process may have ended: it is not waited for before, so that its number is
 * still its own. */
static void end(pid_t pid, int *status)
{
    kill(-pid, SIGKILL);
    while (waitpid(pid, status, 0) < 0 && errno == EINTR)
        ;
}

/* The last line of a log that says something, or "". */
static const char *last_line(const char *path, char line[LINE_MOST])
{
    line[0] = '\0';
    FILE *log = path != NULL ? fopen(path, "rb") : NULL;
    if (log == NULL) return line;
    char next[LINE_MOST];
    while (fgets(next, sizeof next, log) != NULL) {
        next[strcspn(next, "\r\n")] = '\0';
        if (next[0] != '\0') strcpy(line, next);
    }
    fclose(log);
    return line;
}

static enum xw_status tell(const struct xw_program *program, const char *what,
                           struct xw_arena *keep, const char **trouble)
{
    char line[LINE_MOST];
    const char *name = strrchr(program->argv[0], '/');
    last_line(program->log, line);
    *trouble = xw_arena_format(keep, "%s %s%s%s", name != NULL ? name + 1 : program->argv[0], what,
                               line[0] != '\0' ? ": " : "", line);
    return *trouble == NULL ? XW_NO_MEMORY : XW_IO;
}

struct running {
    const struct xw_program *program; /* NULL: a free place */
    pid_t pid;
    double until_s;
};

/* Whether it has ended; it is gone then, with what it left running. */
static bool ended(struct running *one, int *status)
{
    siginfo_t info = { 0 };
    if (waitid(P_PID, (id_t)one->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
        return false;
    end(one->pid, status);
    return true;
}

static enum xw_status look(struct running *one, struct xw_arena *keep, const char **trouble,
                           int32_t *done)
{
    int status = 0;
    if (ended(one, &status)) {
        const struct xw_program *program = one->program;
        one->program = NULL;
        *done += 1;
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return XW_OK;
        char what[64];
        if (WIFEXITED(status))
            snprintf(what, sizeof what, "ended with status %d", WEXITSTATUS(status));
        else
            snprintf(what, sizeof what, "was ended by signal %d", WTERMSIG(status));
        return tell(program, what, keep, trouble);
    }
    return now_s() < one->until_s
               ? XW_OK
               : tell(one->program, "took too long and was ended", keep, trouble);
}

enum xw_status xw_program_run(const struct xw_program *programs, int32_t count, int32_t at_once,
                              double limit_s, struct xw_progress *progress, struct xw_arena *keep,
                              const char **trouble)
{
    struct running running[AT_ONCE_MOST] = { 0 };
    static const struct timespec pause = { 0, 10 * 1000 * 1000 };
    int32_t places = at_once < AT_ONCE_MOST ? at_once : AT_ONCE_MOST, next = 0, done = 0;
    enum xw_status status = XW_OK;
    while (status == XW_OK && done < count) {
        for (int32_t i = 0; i < places && status == XW_OK && next < count; i++) {
            if (running[i].program != NULL) continue;
            int failed = start(&programs[next], keep, &running[i].pid);
            if (failed != 0) {
                *trouble = xw_arena_format(keep, "cannot run %s: %s", programs[next].argv[0],
                                           strerror(failed));
                status = failed == ENOMEM ? XW_NO_MEMORY : XW_IO;
            } else {
                running[i].program = &programs[next++];
                running[i].until_s = now_s() + limit_s;
            }
        }
        if (status != XW_OK) break;
        nanosleep(&pause, NULL);
        for (int32_t i = 0; i < places && status == XW_OK; i++)
            if (running[i].program != NULL) status = look(&running[i], keep, trouble, &done);
        if (status == XW_OK && !xw_progress_at(progress, done)) status = XW_STOPPED;
    }
    for (int32_t i = 0; i < places; i++)
        if (running[i].program != NULL) end(running[i].pid, &(int){ 0 });
    return status;
}

const char *xw_private_folder_make(struct xw_arena *keep)
{
    const char *where = getenv("TMPDIR");
    if (where == NULL || where[0] != '/') where = "/tmp";
    char *folder = xw_arena_format(keep, "%s/xuewei-XXXXXX", where);
    if (folder == NULL) errno = ENOMEM;
    return folder != NULL && mkdtemp(folder) != NULL ? folder : NULL;
}

static int take_away(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    remove(path); /* what is left behind is found by the folder that cannot be removed */
    return 0;
}

void xw_private_folder_remove(const char *folder)
{
    if (folder != NULL) nftw(folder, take_away, 16, FTW_DEPTH | FTW_PHYS);
}
