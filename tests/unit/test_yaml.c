#include "xuewei/yaml.h"
#include "reading.h"

/* A tree as text: {key@line:column=value, ...}, [item, ...], 'quoted' or plain, each value with its
 * place, and with its path where that is asked for. */
static void print_node(const struct xw_yaml *node, bool paths, FILE *to)
{
    if (node->kind == XW_YAML_SCALAR)
        fprintf(to, node->quoted ? "'%s'" : "%s", node->text);
    else
        fputc(node->kind == XW_YAML_MAP ? '{' : '[', to);
    for (int32_t i = 0; i < node->count; i++) {
        if (i > 0) fputs(", ", to);
        if (node->kind == XW_YAML_MAP)
            fprintf(to, "%s@%d:%d=", node->key[i], (int)node->key_at[i].line,
                    (int)node->key_at[i].column);
        print_node(node->value[i], paths, to);
    }
    if (node->kind != XW_YAML_SCALAR) fputc(node->kind == XW_YAML_MAP ? '}' : ']', to);
    fprintf(to, "@%d:%d", (int)node->at.line, (int)node->at.column);
    if (paths) fprintf(to, "(%s)", node->at.field == NULL ? "" : node->at.field);
}

static const char *tree(const struct xw_yaml *node, bool paths)
{
    static char out[2048];
    FILE *to = fmemopen(out, sizeof out, "w");
    print_node(node, paths, to);
    fputc('\0', to);
    fclose(to);
    return out;
}

static const struct {
    const char *text, *want;
} documents[] = {
    { "a: 1\n", "{a@1:1=1@1:4}@1:1" },
    { "\xEF\xBB\xBF"
      "a: 1",
      "{a@1:1=1@1:4}@1:1" },
    { "# c\n---\na:\n  b: x y\n  学: [1, {c: 学}, d]\n",
      "{a@3:1={b@4:3=x y@4:6, 学@5:3=[1@5:7, {c@5:11=学@5:14}@5:10, d@5:18]@5:6}@4:3}@3:1" },
    { "a: 'yes'\nb: yes\nc: \"x\\n\"\nd: |\n  t\n",
      "{a@1:1='yes'@1:4, b@2:1=yes@2:4, c@3:1='x\n'@3:4, d@4:1='t\n'@4:4}@1:1" },
    { "a:\nb: ''\n", "{a@1:1=@1:3, b@2:1=''@2:4}@1:1" },
    { "{}", "{}@1:1" },
    { "[]", "[]@1:1" },
    { "word", "word@1:1" },
    { "- a\n- - b\n  - c\n", "[a@1:3, [b@2:5, c@3:5]@2:3]@1:1" },
    { "{a, b: 1}", "{a@1:2=@1:3, b@1:5=1@1:8}@1:1" },
    { "a: 1\n...\n", "{a@1:1=1@1:4}@1:1" },
    { "{a: 1,b: 2,c: 3,d: 4,e: 5,f: 6,g: 7,h: 8,i: 9}",
      "{a@1:2=1@1:5, b@1:7=2@1:10, c@1:12=3@1:15, d@1:17=4@1:20, e@1:22=5@1:25, f@1:27=6@1:30, "
      "g@1:32=7@1:35, h@1:37=8@1:40, i@1:42=9@1:45}@1:1" },
    { "[1,2,3,4,5,6,7,8,9]",
      "[1@1:2, 2@1:4, 3@1:6, 4@1:8, 5@1:10, 6@1:12, 7@1:14, 8@1:16, 9@1:18]@1:1" },
};

START_TEST(trees_and_places)
{
    struct reading r;
    struct xw_yaml *root;
    reading_begin(&r, documents[_i].text);
    ck_assert_int_eq(xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root), XW_OK);
    ck_assert_str_eq(tree(root, false), documents[_i].want);
    ck_assert_str_eq(root->at.file, "t.yaml");
    ck_assert_int_eq(r.diag.refused, 0);
    reading_end(&r);
}
END_TEST

START_TEST(paths_are_kept)
{
    struct reading r;
    struct xw_yaml *root;
    reading_begin(&r, "a: {b: [x, {c: 1}]}\n");
    ck_assert_int_eq(xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root), XW_OK);
    ck_assert_str_eq(tree(root, true),
                     "{a@1:1={b@1:5=[x@1:9(a.b[0]), {c@1:13=1@1:16(a.b[1].c)}@1:12(a.b[1])]"
                     "@1:8(a.b)}@1:4(a)}@1:1()");
    ck_assert_str_eq(root->value[0]->key_at[0].field, "a.b");
    ck_assert_str_eq(root->value[0]->key_at[0].file, "t.yaml");
    reading_end(&r);
}
END_TEST

static const struct {
    const char *text, *said;
} broken[] = {
    { "", "t.yaml: the file is empty\n" },
    { "# nothing\n\n", "t.yaml: the file is empty\n" },
    { "a: 1\nb: 2\na: 3\nc: {学: 1, d: 2, 学: 4}\n",
      "t.yaml:3:1: a: the key is given twice; the first is at t.yaml:1:1\n"
      "t.yaml:4:17: c.学: the key is given twice; the first is at t.yaml:4:5\n" },
    { "a: &x 1\nb: *x\nc: !!str 4\nd: &y [&z 1]\ne: !t {f: 1}\ng: ! 1\n*x : 5\n",
      "t.yaml:1:4: a: anchors (&name) are not accepted\n"
      "t.yaml:2:4: b: aliases (*name) are not accepted\n"
      "t.yaml:3:4: c: tags (!name) are not accepted\n"
      "t.yaml:4:4: d: anchors (&name) are not accepted\n"
      "t.yaml:4:8: d[0]: anchors (&name) are not accepted\n"
      "t.yaml:5:4: e: tags (!name) are not accepted\n"
      "t.yaml:6:4: g: tags (!name) are not accepted\n"
      "t.yaml:7:1: aliases (*name) are not accepted\n" },
    { "a: &x {b: 1}\n", "t.yaml:1:4: a: anchors (&name) are not accepted\n" },
    { "a: !x [1]\n", "t.yaml:1:4: a: tags (!name) are not accepted\n" },
    { "%TAG ! tag:x,2000:\n---\na: 1\n", "t.yaml:1:1: tags (%TAG) are not accepted\n" },
    { "? [1]\n: 2\n", "t.yaml:1:3: a key must be a word, not a list or a mapping\n" },
    { "a:\n  ? {b: 1}\n  : 2\n", "t.yaml:2:5: a: a key must be a word, not a list or a mapping\n" },
    { "'': 1\n\"\": 2\n", "t.yaml:1:1: a key is empty\nt.yaml:2:1: a key is empty\n" },
    { "a: 1\n---\nb: 2\n", "t.yaml:2:1: a second document begins here; a file holds one\n" },
    { "a: 1\n...\nb: 1\n", "t.yaml:3:1: not valid YAML: did not find expected <document start>\n" },
    { "a: \"\\0\"\n", "t.yaml:1:4: a: a NUL character is not accepted\n" },
    { "a: 1\n学: \xFF\n", "t.yaml:2:4: byte 0xFF is not valid UTF-8; save the file as UTF-8\n" },
    { "a: 1\n学: \x01\n", "t.yaml:2:4: not valid YAML: control characters are not allowed\n" },
    { "a:\n\tb: 2\n",
      "t.yaml:2:1: not valid YAML: a tab stands here; YAML is indented by blanks\n" },
    { "a: 1\n b: 2\n",
      "t.yaml:2:3: not valid YAML: mapping values are not allowed in this context\n" },
    { "a: [1, 2\nb: 3\n", "t.yaml:2:2: not valid YAML: did not find expected ',' or ']', while "
                          "parsing a flow sequence that begins in line 1\n" },
    { "学: {a: 1", "t.yaml:1:9: not valid YAML: did not find expected ',' or '}', while parsing a "
                   "flow mapping that begins in line 1\n" },
    { "a: \"abc\nb: 3\n", "t.yaml:1:4: the quote that opens here is never closed\n" },
    { "a: 'abc", "t.yaml:1:4: the quote that opens here is never closed\n" },
    { "a: 1\nb：2\nc: 3\n", "t.yaml:3:1: not valid YAML: could not find expected ':', while "
                            "scanning a simple key that begins in line 2\n" },
    { "a: @x\n", "t.yaml:1:4: not valid YAML: found character that cannot start any token, while "
                 "scanning for the next token\n" },
    { "h:\n  a: 1\n b: 2\n", "t.yaml:3:2: not valid YAML: did not find expected key, while parsing "
                             "a block mapping that begins in line 1\n" },
};

START_TEST(broken_documents_are_refused)
{
    struct reading r;
    struct xw_yaml *root = (struct xw_yaml *)&r;
    reading_begin(&r, broken[_i].text);
    ck_assert_int_eq(xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root), XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), broken[_i].said);
    ck_assert_ptr_null(root);
    reading_end(&r);
}
END_TEST

START_TEST(a_missing_file_is_said)
{
    struct reading r;
    struct xw_yaml *root;
    reading_begin(&r, "");
    ck_assert_int_eq(xw_yaml_read("/nowhere/t.yaml", "t.yaml", &r.keep, &r.diag, &root),
                     XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), "t.yaml: cannot be read: No such file or directory\n");
    ck_assert_ptr_null(root);
    reading_end(&r);
}
END_TEST

START_TEST(depth_and_keys_have_limits)
{
    struct reading r;
    struct xw_yaml *root;
    char text[1024] = { 0 };
    reading_begin(&r, "");
    memset(text, '[', XW_YAML_DEPTH);
    memset(text + XW_YAML_DEPTH, ']', XW_YAML_DEPTH);
    reading_again(&r, text, (ptrdiff_t)strlen(text));
    ck_assert_int_eq(xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root), XW_OK);

    memset(text, '[', XW_YAML_DEPTH + 1);
    memset(text + XW_YAML_DEPTH + 1, ']', XW_YAML_DEPTH + 1);
    reading_again(&r, text, (ptrdiff_t)strlen(text));
    ck_assert_int_eq(xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root), XW_REFUSED);
    const char *said = reading_said(&r);
    ck_assert_int_eq(memcmp(said, "t.yaml:1:33: [0][0]", 19), 0);
    ck_assert_ptr_nonnull(strstr(said, "[0]: lists and mappings are nested too deep\n"));

    memset(text, 'k', XW_YAML_KEY_BYTES);
    strcpy(text + XW_YAML_KEY_BYTES, ": 1\n");
    reading_again(&r, text, (ptrdiff_t)strlen(text));
    ck_assert_int_eq(xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root), XW_OK);
    memset(text, 'k', XW_YAML_KEY_BYTES + 1);
    strcpy(text + XW_YAML_KEY_BYTES + 1, ": 1\n");
    reading_again(&r, text, (ptrdiff_t)strlen(text));
    ck_assert_int_eq(xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root), XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), "t.yaml:1:1: a key is longer than 200 bytes\n");
    reading_end(&r);
}
END_TEST

/* Every arena from nothing to enough: memory that is used up is said, whatever was asked for. */
START_TEST(small_arenas_are_said)
{
    static const char text[] = "a: {b: [x, {c: 1}]}\nd: e\n";
    struct reading r;
    reading_begin(&r, text);
    bool enough = false;
    for (size_t room = 1; !enough; room += 8) {
        struct xw_yaml *root;
        reading_again(&r, text, sizeof text - 1);
        xw_arena_free(&r.keep);
        ck_assert_int_eq(xw_arena_init(&r.keep, room), XW_OK);
        enum xw_status status = xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root);
        enough = status == XW_OK;
        if (enough) break;
        ck_assert_int_eq(status, XW_NO_MEMORY);
        ck_assert_ptr_null(root);
        ck_assert_str_eq(reading_said(&r), "t.yaml: memory is used up\n");
    }
    reading_end(&r);
}
END_TEST

START_TEST(nodes_are_found_by_path)
{
    struct reading r;
    struct xw_yaml *root;
    reading_begin(&r, "a: {b: {c: 1}, bb: 2}\nl: [1]\ns: t\n");
    ck_assert_int_eq(xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root), XW_OK);
    ck_assert_str_eq(xw_yaml_get(root, "a.b.c")->text, "1");
    ck_assert_str_eq(xw_yaml_get(root, "a.bb")->text, "2");
    ck_assert_str_eq(xw_yaml_get(root, "s")->text, "t");
    ck_assert_int_eq(xw_yaml_get(root, "a")->count, 2);
    ck_assert_int_eq(xw_yaml_get(root, "l")->kind, XW_YAML_LIST);
    static const char *const nowhere[] = { "",   "b",   "a.c", "a.b.c.d", "a.",
                                           ".a", "l.0", "s.t", "a.bbb",   "aa" };
    for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++)
        ck_assert_ptr_null(xw_yaml_get(root, nowhere[i]));
    ck_assert_ptr_null(xw_yaml_get(NULL, "a"));
    reading_end(&r);
}
END_TEST

static struct xw_yaml *read_text(struct reading *r, const char *text, const char *name)
{
    struct xw_yaml *root;
    reading_write(r, text, (ptrdiff_t)strlen(text));
    ck_assert_int_eq(xw_yaml_read(r->path, name, &r->keep, &r->diag, &root), XW_OK);
    return root;
}

START_TEST(a_child_is_merged_over_its_parent)
{
    struct reading r;
    reading_begin(&r, "");
    struct xw_yaml *parent =
        read_text(&r, "a: 1\nm: {x: 1, y: {p: 1, q: 2}}\nl: [1, 2]\nz: 9\n", "parent.yaml");
    struct xw_yaml *child =
        read_text(&r, "\nl: [3]\nm: {y: {q: 5}, w: 0}\nb: 2\na: {n: 1}\n", "child.yaml");
    char before_child[512], before_parent[512];
    strcpy(before_child, tree(child, true));
    strcpy(before_parent, tree(parent, true));
    struct xw_yaml *both = xw_yaml_merge(&r.keep, child, parent);
    ck_assert_str_eq(
        tree(both, false),
        "{l@2:1=[3@2:5]@2:4, "
        "m@3:1={y@3:5={q@3:9=5@3:12, p@2:15=1@2:18}@3:8, w@3:16=0@3:19, x@2:5=1@2:8}@3:4,"
        " b@4:1=2@4:4, a@5:1={n@5:5=1@5:8}@5:4, z@4:1=9@4:4}@2:1");
    ck_assert_str_eq(xw_yaml_get(both, "m.y.p")->at.file, "parent.yaml");
    ck_assert_str_eq(xw_yaml_get(both, "m.y.q")->at.file, "child.yaml");
    ck_assert_str_eq(tree(child, true), before_child);
    ck_assert_str_eq(tree(parent, true), before_parent);

    /* what is no mapping replaces, and is replaced */
    struct xw_yaml *word = read_text(&r, "word", "w.yaml"), *list = read_text(&r, "[1]", "l.yaml");
    ck_assert_ptr_eq(xw_yaml_merge(&r.keep, word, parent), word);
    ck_assert_ptr_eq(xw_yaml_merge(&r.keep, child, list), child);
    ck_assert_ptr_eq(xw_yaml_merge(&r.keep, list, list), list);

    struct xw_arena full = { 0 };
    ck_assert_ptr_null(xw_yaml_merge(&full, child, parent));
    reading_end(&r);
}
END_TEST

START_TEST(a_merge_says_when_memory_is_used_up)
{
    struct reading r;
    reading_begin(&r, "");
    struct xw_yaml *parent = read_text(&r, "a: {b: {c: 1}}", "p"),
                   *child = read_text(&r, "a: {b: {d: 1}}", "c");
    for (size_t room = 8;; room += 8) {
        struct xw_arena small;
        ck_assert_int_eq(xw_arena_init(&small, room), XW_OK);
        struct xw_yaml *both = xw_yaml_merge(&small, child, parent);
        bool done = both != NULL;
        if (done) ck_assert_int_eq(xw_yaml_get(both, "a.b")->count, 2);
        xw_arena_free(&small);
        if (done) break;
        ck_assert_int_lt((int)room, 4096);
    }
    reading_end(&r);
}
END_TEST

static const struct {
    const char *path, *text, *want;
} settings[] = {
    { "a", "2", "{a@0:0=2@0:0(a), m@2:1={x@2:5=1@2:8(m.x)}@2:4(m), n@3:1=@3:3(n)}@1:1()" },
    { "m.x", "'2'", "{a@1:1=1@1:4(a), m@2:1={x@0:0='2'@0:0(m.x)}@2:4(m), n@3:1=@3:3(n)}@1:1()" },
    { "m.y", "[1, {k: v}]",
      "{a@1:1=1@1:4(a), m@2:1={x@2:5=1@2:8(m.x), "
      "y@0:0=[1@0:0(m.y[0]), {k@0:0=v@0:0(m.y[1].k)}@0:0(m.y[1])]@0:0(m.y)}@2:4(m), "
      "n@3:1=@3:3(n)}@1:1()" },
    { "m", "word", "{a@1:1=1@1:4(a), m@0:0=word@0:0(m), n@3:1=@3:3(n)}@1:1()" },
    { "n.k", "-1.5",
      "{a@1:1=1@1:4(a), m@2:1={x@2:5=1@2:8(m.x)}@2:4(m), "
      "n@3:1={k@0:0=-1.5@0:0(n.k)}@3:3(n)}@1:1()" },
    { "p.q.学", "a b, c",
      "{a@1:1=1@1:4(a), m@2:1={x@2:5=1@2:8(m.x)}@2:4(m), n@3:1=@3:3(n), "
      "p@0:0={q@0:0={学@0:0=a b, c@0:0(p.q.学)}@0:0(p.q)}@0:0(p)}@1:1()" },
    { "a", "", "{a@0:0=@0:0(a), m@2:1={x@2:5=1@2:8(m.x)}@2:4(m), n@3:1=@3:3(n)}@1:1()" },
    { "a", "{b: 1}",
      "{a@0:0={b@0:0=1@0:0(a.b)}@0:0(a), m@2:1={x@2:5=1@2:8(m.x)}@2:4(m), n@3:1=@3:3(n)}@1:1()" },
};

static const char to_be_set[] = "a: 1\nm: {x: 1}\nn:\n";

START_TEST(values_are_set)
{
    struct reading r;
    reading_begin(&r, "");
    struct xw_yaml *root = read_text(&r, to_be_set, "t.yaml"), before = *root;
    char path[64], text[64];
    strcpy(path, settings[_i].path);
    strcpy(text, settings[_i].text);
    ck_assert_int_eq(xw_yaml_set(&r.keep, root, path, text, "--set", &r.diag), XW_OK);
    memset(path, '!', sizeof path - 1); /* nothing is borrowed from the caller's texts */
    memset(text, '!', sizeof text - 1);
    ck_assert_str_eq(tree(root, true), settings[_i].want);
    ck_assert_str_eq(xw_yaml_get(root, settings[_i].path)->at.file, "--set");
    /* nodes shared with other trees are not changed */
    ck_assert_str_eq(tree(&before, false),
                     "{a@1:1=1@1:4, m@2:1={x@2:5=1@2:8}@2:4, n@3:1=@3:3}@1:1");
    reading_end(&r);
}
END_TEST

#define BLOCK_SAID                                                                                 \
    "a value is one text, [a list] or {a: mapping}; a text with a colon is written in quotes\n"
#define PATH_SAID "    accepted: keys with points between them, such as horizon.last\n"

static const struct {
    const char *path, *text, *said;
} refused[] = {
    { "", "1", "--set: \"\" is not accepted\n" PATH_SAID },
    { "a..b", "1", "--set: \"a..b\" is not accepted\n" PATH_SAID },
    { ".a", "1", "--set: \".a\" is not accepted\n" PATH_SAID },
    { "a.", "1", "--set: \"a.\" is not accepted\n" PATH_SAID },
    { "a.b", "1", "--set: a.b: \"a\" is not a mapping\n" },
    { "m.x.y.z", "1", "--set: m.x.y.z: \"m.x\" is not a mapping\n" },
    { "m.x", "a: 1", "--set: m.x: " BLOCK_SAID },
    { "m.x", "- 1", "--set: m.x: " BLOCK_SAID },
    { "m.x", "[1",
      "--set: m.x: not valid YAML: did not find expected ',' or ']', while parsing a "
      "flow sequence\n" },
    { "m.x", "'1", "--set: m.x: the quote that opens here is never closed\n" },
    { "m.x", "\x01", "--set: m.x: not valid YAML: control characters are not allowed\n" },
    { "m.x", "&b 1", "--set: m.x: anchors (&name) are not accepted\n" },
    { "m.x", "*b", "--set: m.x: aliases (*name) are not accepted\n" },
    { "m.x", "{b: 1, b: 2}", "--set: m.x.b: the key is given twice\n" },
    { "m.x", "a\n---\nb", "--set: m.x: a second document begins here; a file holds one\n" },
    { "m.x", "\xFF", "--set:1:1: byte 0xFF is not valid UTF-8; save the file as UTF-8\n" },
};

START_TEST(settings_are_refused)
{
    struct reading r;
    reading_begin(&r, "");
    struct xw_yaml *root = read_text(&r, to_be_set, "t.yaml");
    ck_assert_int_eq(
        xw_yaml_set(&r.keep, root, refused[_i].path, refused[_i].text, "--set", &r.diag),
        XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), refused[_i].said);
    ck_assert_str_eq(tree(root, false), "{a@1:1=1@1:4, m@2:1={x@2:5=1@2:8}@2:4, n@3:1=@3:3}@1:1");
    reading_end(&r);
}
END_TEST

START_TEST(settings_have_limits)
{
    struct reading r;
    reading_begin(&r, "");
    struct xw_yaml *root = read_text(&r, to_be_set, "t.yaml");
    struct xw_yaml *list = read_text(&r, "[1]", "t.yaml");
    ck_assert_int_eq(xw_yaml_set(&r.keep, list, "a", "1", "--set", &r.diag), XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), "--set: a: the document is not a mapping\n");
    r.diag.refused = 0;

    char path[512] = "k";
    for (int i = 1; i < XW_YAML_DEPTH - 1; i++)
        strcat(path, ".k");
    ck_assert_int_eq(xw_yaml_set(&r.keep, root, path, "1", "--set", &r.diag), XW_OK);
    ck_assert_str_eq(xw_yaml_get(root, path)->text, "1");
    strcat(path, ".k");
    ck_assert_int_eq(xw_yaml_set(&r.keep, root, path, "1", "--set", &r.diag), XW_REFUSED);
    memset(path, 'k', XW_YAML_KEY_BYTES);
    path[XW_YAML_KEY_BYTES] = '\0';
    ck_assert_int_eq(xw_yaml_set(&r.keep, root, path, "1", "--set", &r.diag), XW_OK);
    path[XW_YAML_KEY_BYTES] = 'k';
    path[XW_YAML_KEY_BYTES + 1] = '\0';
    ck_assert_int_eq(xw_yaml_set(&r.keep, root, path, "1", "--set", &r.diag), XW_REFUSED);
    ck_assert_int_eq(r.diag.refused, 2);

    root = read_text(&r, to_be_set, "t.yaml");
    for (size_t room = 1;; room += 8) {
        struct xw_arena small;
        ck_assert_int_eq(xw_arena_init(&small, room), XW_OK);
        r.diag.refused = 0;
        enum xw_status status = xw_yaml_set(&small, root, "m.w.v", "", "--set", &r.diag);
        if (status == XW_OK) {
            ck_assert_str_eq(xw_yaml_get(root, "m.w.v")->text, "");
            xw_arena_free(&small);
            break;
        }
        ck_assert_int_eq(status, XW_NO_MEMORY);
        ck_assert_str_eq(reading_said(&r), "--set: memory is used up\n");
        ck_assert_str_eq(tree(root, false),
                         "{a@1:1=1@1:4, m@2:1={x@2:5=1@2:8}@2:4, n@3:1=@3:3}@1:1");
        xw_arena_free(&small);
    }
    reading_end(&r);
}
END_TEST

/* Whatever the bytes are: no crash, and a refusal says something. */
START_TEST(any_bytes_are_survived)
{
    static const char seed[] = "# c\nxuewei: 1\ntitle: {zh: 学位, en: \"As planned\"}\nstages:\n"
                               "  - {stage: k, grades: 3}\n  - x\nblock: |\n  ab\n'q': >-\n  t\n"
                               "? a\n: &b *b\nt: !!str 1\n";
    struct reading r;
    uint32_t chance = 19041120;
    reading_begin(&r, seed);
    for (int round = 0; round < 4000; round++) {
        char text[sizeof seed + 64];
        memcpy(text, seed, sizeof seed);
        ptrdiff_t length = sizeof seed - 1 - (round % 2 == 0 ? 22 : 0);
        for (int more = round % 5; more >= 0; more--)
            length = reading_mutate(text, length, (ptrdiff_t)sizeof text - 1, &chance);
        reading_again(&r, text, length);
        struct xw_yaml *root;
        enum xw_status status = xw_yaml_read(r.path, "t.yaml", &r.keep, &r.diag, &root);
        ck_assert_int_eq(status == XW_OK, root != NULL);
        ck_assert_int_eq(status == XW_OK, r.diag.refused == 0);
        text[length] = '\0';
        if (root == NULL || root->kind != XW_YAML_MAP) continue;
        status = xw_yaml_set(&r.keep, root, "title.zh", text, "--set", &r.diag);
        ck_assert_int_eq(status == XW_OK, r.diag.refused == 0);
    }
    reading_end(&r);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, trees_and_places, 0, ROWS(documents));
    tcase_add_test(c, paths_are_kept);
    tcase_add_test(c, nodes_are_found_by_path);
    tcase_add_test(c, a_child_is_merged_over_its_parent);
    tcase_add_loop_test(c, values_are_set, 0, ROWS(settings));
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, broken_documents_are_refused, 0, ROWS(broken));
    tcase_add_test(c, a_missing_file_is_said);
    tcase_add_loop_test(c, settings_are_refused, 0, ROWS(refused));
    tcase_add_test(c, any_bytes_are_survived);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, depth_and_keys_have_limits);
    tcase_add_test(c, small_arenas_are_said);
    tcase_add_test(c, a_merge_says_when_memory_is_used_up);
    tcase_add_test(c, settings_have_limits);
    return c;
}

UNIT_MAIN("yaml", known_answers(), refusals(), limits())
