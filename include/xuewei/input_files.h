/* input_files.h: the files a scenario consists of, named so that another machine finds them.
 *
 * A file is named relative to the folder of the scenario file, with '/', '.' and 'folder/..'
 * taken out: the name is the same wherever the scenario lies. Each is kept once with its bytes and
 * their SHA-256 (nettle).
 */
#ifndef XW_INPUT_FILES_H
#define XW_INPUT_FILES_H
#include "xuewei/scenario.h"

struct xw_input_files {
    const char *folder; /* of the scenario file, as the user gave it: "", "dir/" */
    struct xw_arena *keep;
    struct xw_diag *diag;
    int32_t count, room;
    struct xw_input_file *file; /* in the order of their first reading */
};

/* The name of what `text` means when the file `from` names it ("--set" and the like: NULL). NULL
 * when the text is empty or an absolute path, or memory is used up. */
const char *xw_input_name(struct xw_arena *keep, const char *from, const char *text);

/* Start with the scenario at path; name is its name (the path without its folder). */
XW_CHECKED enum xw_status xw_input_open(struct xw_input_files *files, const char *path,
                                        struct xw_arena *keep, struct xw_diag *diag,
                                        const char **name);

/* Keep the file of that name and say where it lies. A file that cannot be read is refused at `at`,
 * the place that names it; without a field, as that place itself. */
XW_CHECKED enum xw_status xw_input_add(struct xw_input_files *files, const char *name,
                                       struct xw_place at, const char **path);

#endif
