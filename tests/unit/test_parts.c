#include "xuewei/parts.h"
#include "unit.h"
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define IDENTITY "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdee"
enum { CELLS = 7, REPLICATES = 60, BLOCKS = 3 };

static char folder[64], path[128];
static struct xw_arena keep;
static struct xw_parts parts;
static int32_t block_of[CELLS * XW_PARTS_BLOCK];

static void setup(void)
{
    strcpy(folder, "parts-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/run.gpkg.parts", folder);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_parts_open(&parts, &keep, path, IDENTITY, CELLS, REPLICATES), XW_OK);
}

static void teardown(void)
{
    char file[160];
    xw_parts_remove(&parts);
    xw_parts_close(&parts);
    snprintf(file, sizeof file, "%s/other", path);
    unlink(file);
    rmdir(path);
    ck_assert_int_eq(rmdir(folder), 0);
    xw_arena_free(&keep);
}

static int32_t number(int32_t cell, int32_t replicate)
{
    return cell * 1000 + replicate - 50;
}

static const int32_t *numbers(int32_t block)
{
    int32_t n = xw_parts_count(&parts, block), at = xw_parts_first(&parts, block);
    for (int32_t c = 0; c < CELLS; c++)
        for (int32_t r = 0; r < n; r++)
            block_of[c * n + r] = number(c, at + r);
    return block_of;
}

static void write_blocks(void)
{
    for (int32_t b = BLOCKS - 1; b >= 0; b--)
        ck_assert_int_eq(xw_parts_write(&parts, b, numbers(b)), XW_OK);
}

START_TEST(blocks_become_columns)
{
    int32_t room[3 * XW_PARTS_BLOCK], value[3 * REPLICATES];
    ck_assert_int_eq(parts.blocks, BLOCKS);
    ck_assert_int_eq(xw_parts_count(&parts, 0), 25);
    ck_assert_int_eq(xw_parts_count(&parts, 2), 10);
    write_blocks();
    for (int32_t b = 0; b < BLOCKS; b++)
        ck_assert_int_eq(xw_parts_read(&parts, b, 2, 3, room, value), XW_OK);
    for (int32_t c = 0; c < 3; c++)
        for (int32_t r = 0; r < REPLICATES; r++)
            ck_assert_int_eq(value[c * REPLICATES + r], number(2 + c, r));
}
END_TEST

START_TEST(what_is_done_is_known_by_the_next_process)
{
    ck_assert(!xw_parts_done(&parts, 1));
    ck_assert_int_eq(xw_parts_write(&parts, 1, numbers(1)), XW_OK);
    xw_parts_close(&parts);
    ck_assert_int_eq(xw_parts_open(&parts, &keep, path, IDENTITY, CELLS, REPLICATES), XW_OK);
    ck_assert(!xw_parts_done(&parts, 0));
    ck_assert(xw_parts_done(&parts, 1));
    ck_assert(!xw_parts_done(&parts, 2));
}
END_TEST

/* Of another scenario or seed, of other cells or replicates. */
static const struct {
    const char *identity;
    int32_t cells, replicates;
} foreign[] = {
    { OTHER, CELLS, REPLICATES },
    { IDENTITY, CELLS + 1, REPLICATES },
    { IDENTITY, CELLS, REPLICATES + 1 },
};

START_TEST(parts_of_others_do_not_count)
{
    write_blocks();
    xw_parts_close(&parts);
    ck_assert_int_eq(xw_parts_open(&parts, &keep, path, foreign[_i].identity, foreign[_i].cells,
                                   foreign[_i].replicates),
                     XW_OK);
    for (int32_t b = 0; b < BLOCKS; b++)
        ck_assert(!xw_parts_done(&parts, b));
}
END_TEST

static void part_name(char name[192], int32_t block)
{
    snprintf(name, 192, "%s/block-%06d", path, (int)block);
}

START_TEST(another_block_under_its_name_does_not_count)
{
    char one[192], other[192];
    write_blocks();
    part_name(one, 0);
    part_name(other, 1);
    ck_assert_int_eq(rename(one, other), 0);
    ck_assert(!xw_parts_done(&parts, 0));
    ck_assert(!xw_parts_done(&parts, 1));
    ck_assert(xw_parts_done(&parts, 2));
}
END_TEST

/* Every byte of a part counts: magic, identity, sizes, numbers, checksum. */
START_TEST(a_changed_byte_is_found)
{
    char name[192];
    struct stat at;
    write_blocks();
    part_name(name, 1);
    ck_assert_int_eq(stat(name, &at), 0);
    int file = open(name, O_RDWR);
    for (off_t i = 0; i < at.st_size; i++) {
        char byte, wrong;
        ck_assert_int_eq(pread(file, &byte, 1, i), 1);
        wrong = (char)(byte ^ 0x10);
        ck_assert_int_eq(pwrite(file, &wrong, 1, i), 1);
        ck_assert_msg(!xw_parts_done(&parts, 1), "byte %d", (int)i);
        ck_assert_int_eq(pwrite(file, &byte, 1, i), 1);
    }
    ck_assert(xw_parts_done(&parts, 1));
    close(file);
}
END_TEST

START_TEST(half_a_part_is_found)
{
    char name[192];
    struct stat at;
    int32_t room[CELLS * XW_PARTS_BLOCK], value[CELLS * REPLICATES];
    write_blocks();
    part_name(name, 1);
    ck_assert_int_eq(stat(name, &at), 0);
    const off_t lengths[] = { at.st_size - 1, at.st_size / 2, 96, 5, 0 };
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
        ck_assert_int_eq(truncate(name, lengths[k]), 0);
        ck_assert(!xw_parts_done(&parts, 1));
    }
    ck_assert_int_eq(xw_parts_read(&parts, 1, 0, CELLS, room, value), XW_IO);
    ck_assert_int_eq(xw_parts_write(&parts, 1, numbers(1)), XW_OK); /* written anew */
    ck_assert(xw_parts_done(&parts, 1));
}
END_TEST

START_TEST(the_folder_goes_with_its_parts)
{
    char name[192];
    write_blocks();
    part_name(name, 77); /* of an ensemble that was larger */
    int file = open(name, O_CREAT | O_WRONLY, 0666);
    close(file);
    xw_parts_remove(&parts);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

START_TEST(the_files_of_others_stay)
{
    char name[192];
    write_blocks();
    snprintf(name, sizeof name, "%s/other", path);
    close(open(name, O_CREAT | O_WRONLY, 0666));
    xw_parts_remove(&parts);
    ck_assert_int_eq(access(name, F_OK), 0);
    part_name(name, 0);
    ck_assert_int_ne(access(name, F_OK), 0);
}
END_TEST

START_TEST(one_process_at_a_time)
{
    struct xw_parts second;
    ck_assert_int_eq(xw_parts_open(&second, &keep, path, IDENTITY, CELLS, REPLICATES), XW_IO);
    ck_assert_msg(strstr(second.trouble, "another run works on the same file") != NULL, "%s",
                  second.trouble);
    pid_t child = fork();
    if (child == 0) { /* a process that is killed keeps nobody out */
        xw_parts_close(&parts);
        ck_assert_int_eq(xw_parts_open(&second, &keep, path, IDENTITY, CELLS, REPLICATES), XW_IO);
        _exit(0);
    }
    int how;
    ck_assert_int_eq(waitpid(child, &how, 0), child);
    ck_assert_int_eq(how, 0);
    xw_parts_close(&parts);
    ck_assert_int_eq(xw_parts_open(&parts, &keep, path, IDENTITY, CELLS, REPLICATES), XW_OK);
}
END_TEST

START_TEST(a_place_that_cannot_be_written_is_said)
{
    struct xw_parts none;
    ck_assert_int_eq(xw_parts_open(&none, &keep, "/dev/null/parts", IDENTITY, 1, 1), XW_IO);
    ck_assert_str_eq(none.trouble, "/dev/null/parts: the folder of finished blocks cannot be made: "
                                   "Not a directory");
    xw_parts_close(&none);
    xw_parts_remove(&none);
    xw_parts_close(&(struct xw_parts){ 0 });
    xw_parts_remove(&(struct xw_parts){ 0 });
}
END_TEST

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, blocks_become_columns);
    tcase_add_test(tc, what_is_done_is_known_by_the_next_process);
    tcase_add_test(tc, the_folder_goes_with_its_parts);
    tcase_add_test(tc, the_files_of_others_stay);
    tcase_add_test(tc, one_process_at_a_time);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, parts_of_others_do_not_count, 0, sizeof foreign / sizeof *foreign);
    tcase_add_test(tc, another_block_under_its_name_does_not_count);
    tcase_add_test(tc, a_changed_byte_is_found);
    tcase_add_test(tc, half_a_part_is_found);
    tcase_add_test(tc, a_place_that_cannot_be_written_is_said);
    return tc;
}

UNIT_MAIN("parts", laws(), refusals())
