#include "xuewei/provenance.h"
#include "sample_run.h"
#include <gsl/gsl_version.h>
#include <proj.h>
#include <sqlite3.h>
#include <yaml.h>
#include <zlib.h>

static struct xw_arena keep;
static struct sample sample;
static struct xw_provenance from;

static const struct xw_run_key options[] = { { "projects.shift_years", "1" },
                                             { "adjust.fertility", "0.85" } };

static void make(int32_t count, const struct xw_run_key *option)
{
    ck_assert_int_eq(xw_provenance_make(&keep, &sample.scenario, count, option, &from), XW_OK);
}

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    sample_make(&sample);
    make(2, options);
}

static void teardown(void)
{
    xw_arena_free(&keep);
    xw_diag_free(&sample.diag);
}

static const char *value_of(const char *key)
{
    const char *value = NULL;
    for (int32_t i = 0; i < from.keys; i++)
        if (strcmp(from.key[i].key, key) == 0) {
            ck_assert_ptr_null(value); /* once */
            value = from.key[i].value;
        }
    return value;
}

/* FIPS 180-4 examples, and the empty message of NIST's SHA test vectors. */
static const struct {
    const char *text, *hex;
} sums[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

START_TEST(sums_are_sha256)
{
    char hex[65];
    xw_sha256(sums[_i].text, (ptrdiff_t)strlen(sums[_i].text), hex);
    ck_assert_str_eq(hex, sums[_i].hex);
}
END_TEST

START_TEST(everything_that_changes_a_result_is_named)
{
    const struct xw_run_key want[] = {
        { "crs", "EPSG:4549" },
        { "first", "2020" },
        { "gsl_version", gsl_version },
        { "last", "2021" },
        { "options", "adjust.fertility=0.85\nprojects.shift_years=1" },
        { "place_en", "Sample District" },
        { "place_zh", "样区" },
        { "points", "latin" },
        { "program", "xuewei" },
        { "program_version", XW_VERSION },
        { "proj_version", proj_info().version },
        { "replicates", "0" },
        { "run_id", value_of("run_id") },
        { "scenario", "sample" },
        { "schema_version", "3" },
        { "seed", "18446744073709551615" },
        { "sha256:sample.yaml",
          "1111111111111111111111111111111111111111111111111111111111111111" },
        { "sha256:tables/empty.csv",
          "3333333333333333333333333333333333333333333333333333333333333333" },
        { "sha256:tables/学校.csv",
          "2222222222222222222222222222222222222222222222222222222222222222" },
        { "sqlite_version", sqlite3_libversion() },
        { "title_en", "As planned" },
        { "title_zh", "按规划实施" },
        { "yaml_version", yaml_get_version_string() },
        { "zlib_version", zlibVersion() },
    };
    ck_assert_int_eq(from.keys, SAMPLE_COUNT(want));
    for (int32_t i = 0; i < from.keys; i++) {
        ck_assert_str_eq(from.key[i].key, want[i].key);
        ck_assert_str_eq(from.key[i].value, want[i].value);
    }
}
END_TEST

START_TEST(the_id_is_the_sum_of_all_the_rest)
{
    char text[4096], hex[65];
    ptrdiff_t length = 0;
    for (int32_t i = 0; i < from.keys; i++) {
        if (strcmp(from.key[i].key, "run_id") == 0) continue;
        const char *part[] = { from.key[i].key, from.key[i].value };
        for (int p = 0; p < 2; p++) {
            strcpy(text + length, part[p]);
            length += (ptrdiff_t)strlen(part[p]) + 1;
        }
    }
    xw_sha256(text, length, hex);
    ck_assert_str_eq(value_of("run_id"), hex);
}
END_TEST

START_TEST(the_id_follows_the_inputs_and_nothing_else)
{
    char id[65];
    strcpy(id, value_of("run_id"));
    const struct xw_run_key turned[] = { options[1], options[0] };
    sample.scenario.path = "elsewhere.yaml";
    make(2, turned);
    ck_assert_str_eq(value_of("run_id"), id);

    make(1, options);
    ck_assert_str_ne(value_of("run_id"), id);
    ck_assert_str_eq(value_of("options"), "projects.shift_years=1");
    sample.scenario.seed = 1;
    make(2, options);
    ck_assert_str_ne(value_of("run_id"), id);
    sample.scenario.seed = UINT64_MAX;
    sample.scenario.file[1].sha256[63] = '3';
    make(2, options);
    ck_assert_str_ne(value_of("run_id"), id);
}
END_TEST

START_TEST(a_scenario_may_have_no_files_no_options_and_no_titles)
{
    sample.scenario.files = 0;
    sample.scenario.title_en = NULL;
    make(0, NULL);
    ck_assert_int_eq(from.keys, 21);
    ck_assert_str_eq(value_of("options"), "");
    ck_assert_str_eq(value_of("title_en"), "");
}
END_TEST

START_TEST(memory_that_is_used_up_is_said)
{
    enum xw_status status = XW_NO_MEMORY;
    size_t bytes = 16;
    for (; status == XW_NO_MEMORY && bytes < 1 << 16; bytes += 16) {
        struct xw_arena small;
        ck_assert_int_eq(xw_arena_init(&small, bytes), XW_OK);
        status = xw_provenance_make(&small, &sample.scenario, 2, options, &from);
        xw_arena_free(&small);
    }
    ck_assert_int_eq(status, XW_OK);
    ck_assert_uint_gt(bytes, 400);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, sums_are_sha256, 0, SAMPLE_COUNT(sums));
    tcase_add_test(c, everything_that_changes_a_result_is_named);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, the_id_is_the_sum_of_all_the_rest);
    tcase_add_test(c, the_id_follows_the_inputs_and_nothing_else);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_scenario_may_have_no_files_no_options_and_no_titles);
    tcase_add_test(c, memory_that_is_used_up_is_said);
    return c;
}

UNIT_MAIN("provenance", known_answers(), laws(), limits())
