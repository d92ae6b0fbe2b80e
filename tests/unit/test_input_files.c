#include "xuewei/input_files.h"
#include "scenario_kit.h"

static const struct {
    const char *from, *text, *want;
} names[] = {
    { "scenario.yaml", "tables/zones.csv", "tables/zones.csv" },
    { "../base/base.yaml", "tables/zones.csv", "../base/tables/zones.csv" },
    { "low/scenario.yaml", "../base.yaml", "base.yaml" },
    { "low/scenario.yaml", "../../base.yaml", "../base.yaml" },
    { "../a.yaml", "../b.yaml", "../../b.yaml" },
    { "scenario.yaml", "./x/.//y/../zones.csv", "x/zones.csv" },
    { "a/b/c.yaml", "../../../../d.csv", "../../d.csv" },
    { "scenario.yaml", "..zones.csv", "..zones.csv" },
    { "scenario.yaml", "a../b.csv", "a../b.csv" },
    { NULL, "other.csv", "other.csv" },
    { "scenario.yaml", "", NULL },
    { "scenario.yaml", "/etc/passwd", NULL },
    { "scenario.yaml", "a/..", NULL },
};

START_TEST(names_are_relative_to_the_scenario)
{
    struct xw_arena keep;
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    const char *got = xw_input_name(&keep, names[_i].from, names[_i].text);
    if (names[_i].want == NULL)
        ck_assert_ptr_null(got);
    else
        ck_assert_str_eq(got, names[_i].want);
    xw_arena_free(&keep);
}
END_TEST

/* NIST FIPS 180-4 example: SHA-256 of "abc"; and of nothing. */
START_TEST(files_are_kept_once_with_their_digest)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "abc", "abc");
    kit_file(&kit, "nothing", "");
    char path[200];
    const char *name, *at;
    kit_path(&kit, "abc", path);
    ck_assert_int_eq(xw_arena_init(&kit.keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_diag_init(&kit.diag), XW_OK);
    struct xw_input_files files;
    ck_assert_int_eq(xw_input_open(&files, path, &kit.keep, &kit.diag, &name), XW_OK);
    ck_assert_str_eq(name, "abc");
    struct xw_place here = { .file = "scenario.yaml", .line = 3, .column = 9, .field = "tables.x" };
    ck_assert_int_eq(xw_input_add(&files, name, here, &at), XW_OK);
    ck_assert_str_eq(at, path);
    ck_assert_int_eq(xw_input_add(&files, "nothing", here, &at), XW_OK);
    ck_assert_int_eq(xw_input_add(&files, "abc", here, &at), XW_OK);
    ck_assert_int_eq(files.count, 2);
    ck_assert_str_eq(files.file[0].sha256,
                     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ck_assert_int_eq(files.file[0].length, 3);
    ck_assert_str_eq(files.file[0].content, "abc");
    ck_assert_str_eq(files.file[1].sha256,
                     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    ck_assert_int_eq(xw_input_add(&files, "absent.csv", here, &at), XW_REFUSED);
    ck_assert_str_eq(kit_printed(&kit, false),
                     "scenario.yaml:3:9: tables.x: \"absent.csv\" cannot be read: No such file or "
                     "directory\n");
    ck_assert_int_eq(files.count, 2);
    kit_close(&kit);
}
END_TEST

START_TEST(many_files_fit)
{
    struct kit kit;
    kit_open(&kit);
    ck_assert_int_eq(xw_arena_init(&kit.keep, 1 << 24), XW_OK);
    ck_assert_int_eq(xw_diag_init(&kit.diag), XW_OK);
    char path[200], name[70][20];
    const char *own, *at;
    kit_path(&kit, "scenario.yaml", path);
    struct xw_input_files files;
    ck_assert_int_eq(xw_input_open(&files, path, &kit.keep, &kit.diag, &own), XW_OK);
    for (int i = 0; i < 70; i++) {
        snprintf(name[i], sizeof name[i], "f%d", i);
        kit_file(&kit, name[i], name[i]);
        ck_assert_int_eq(xw_input_add(&files, name[i], (struct xw_place){ 0 }, &at), XW_OK);
    }
    ck_assert_int_eq(files.count, 70);
    for (int i = 0; i < 70; i++)
        ck_assert_str_eq(files.file[i].content, name[i]);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, names_are_relative_to_the_scenario, 0,
                        (int)(sizeof names / sizeof *names));
    tcase_add_test(c, files_are_kept_once_with_their_digest);
    tcase_add_test(c, many_files_fit);
    return c;
}

UNIT_MAIN("input_files", known_answers())
