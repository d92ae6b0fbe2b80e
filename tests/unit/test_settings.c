#include "xuewei/settings.h"
#include "unit.h"
#include <string.h>
#include <unistd.h>

static struct xw_arena keep;
static struct xw_diag diag;
static struct xw_scenario scenario;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    diag = (struct xw_diag){ 0 };
    scenario = (struct xw_scenario){ 0 };
}

static void teardown(void)
{
    xw_diag_free(&diag);
    xw_arena_free(&keep);
}

static void read_text(const char *text)
{
    char path[] = "/tmp/xw_settings_XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    struct xw_yaml *root;
    ck_assert_int_eq(xw_yaml_read(path, path, &keep, &diag, &root), XW_OK);
    unlink(path);
    ck_assert_int_eq(xw_settings_read(root, &keep, &scenario), XW_OK);
}

static const struct xw_setting *at(const char *path)
{
    for (int32_t i = 0; i < scenario.settings; i++)
        if (strcmp(scenario.setting[i].path, path) == 0) return &scenario.setting[i];
    return NULL;
}

START_TEST(keys_are_given_or_usual)
{
    read_text("population: {base_date: 2020-11-01}\n"
              "forecast: {basis: blend}\n"
              "levers: {order: [prefab, class_size]}\n"
              "norms: {primary: {class_size_norm: 40}}\n"
              "stages:\n  - {stage: primary}\n"
              "tables: {zones: z.csv}\n");
    ck_assert_str_eq(at("population.base_date")->value, "2020-11-01");
    ck_assert(at("population.base_date")->given);
    ck_assert_str_eq(at("forecast.basis")->value, "blend");
    ck_assert_str_eq(at("forecast.blend_midpoint")->value, "3");
    ck_assert(!at("forecast.blend_midpoint")->given);
    ck_assert_str_eq(at("levers.order")->value, "prefab class_size");
    ck_assert_str_eq(at("norms.primary.class_size_norm")->value, "40");
    ck_assert(at("norms.primary.class_size_norm")->given);
    /* Neither given nor usual; of a list; of a table; what no key of its own is. */
    ck_assert_ptr_null(at("levers.class_size"));
    ck_assert_ptr_null(at("stages[].scope"));
    ck_assert_ptr_null(at("tables.TABLE"));
    ck_assert_ptr_null(at("norms.STAGE.QUANTITY"));
    ck_assert_ptr_null(at("norms.primary.class_size_limit"));
}
END_TEST

START_TEST(an_empty_value_is_not_given)
{
    read_text("forecast:\n  basis:\n");
    ck_assert_str_eq(at("forecast.basis")->value, "population");
    ck_assert(!at("forecast.basis")->given);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, keys_are_given_or_usual);
    tcase_add_test(c, an_empty_value_is_not_given);
    return c;
}

UNIT_MAIN("settings", known_answers())
