#include "docx_style.h"
#include <stdbool.h>
#include <string.h>
#include <zip.h>

/* The first midnight a zip file can tell: 1 January 1980. */
enum { ZIP_TIME = 0, ZIP_DATE = (1 << 5) | 1 };

#define FONTS                                                                                      \
    "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\" w:eastAsia=\"Microsoft YaHei\" " \
    "/>"

/* In an entry, from the first `from` behind the first `after` to the end of the next `to`: `instead`.
 * after and to may be "": the text `from` alone. */
static const struct change {
    const char *entry, *after, *from, *to, *instead;
} changes[] = {
    { "word/document.xml", "", "<w:sectPr />", "",
      "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\" /><w:pgMar w:top=\"737\" w:right=\"794\" "
      "w:bottom=\"737\" w:left=\"794\" w:header=\"397\" w:footer=\"397\" w:gutter=\"0\" "
      "/></w:sectPr>" },
    { "word/styles.xml", "<w:rPrDefault>", "<w:rFonts", "/>", FONTS },
    { "word/styles.xml", "<w:rPrDefault>", "<w:sz w:val=\"24\" />", "", "<w:sz w:val=\"20\" />" },
    { "word/styles.xml", "w:styleId=\"BodyText\"", "<w:spacing", "/>",
      "<w:spacing w:before=\"80\" w:after=\"80\" />" },
    { "word/styles.xml", "w:styleId=\"Compact\"", "</w:pPr>", "",
      "</w:pPr><w:rPr><w:sz w:val=\"15\" /><w:szCs w:val=\"15\" /></w:rPr>" },
    { "word/styles.xml", "w:styleId=\"Compact\"", "<w:spacing", "/>",
      "<w:spacing w:before=\"10\" w:after=\"10\" />" },
    { "word/styles.xml", "w:styleId=\"Heading1\"", "<w:rFonts", "/>", FONTS },
    { "word/styles.xml", "w:styleId=\"Heading2\"", "<w:rFonts", "/>", FONTS },
    { "word/styles.xml", "w:styleId=\"Heading3\"", "<w:rFonts", "/>", FONTS },
    { "word/styles.xml", "w:styleId=\"Title\"", "<w:rFonts", "/>", FONTS },
    { "word/styles.xml", "w:styleId=\"Heading1\"", "<w:color", "/>",
      "<w:color w:val=\"1B2028\" />" },
    { "word/styles.xml", "w:styleId=\"Heading2\"", "<w:color", "/>",
      "<w:color w:val=\"1B2028\" />" },
    { "word/styles.xml", "w:styleId=\"Heading3\"", "<w:color", "/>",
      "<w:color w:val=\"1B2028\" />" },
    { "word/styles.xml", "w:styleId=\"Title\"", "<w:color", "/>", "<w:color w:val=\"1B2028\" />" },
    { "word/styles.xml", "w:styleId=\"Caption\"", "<w:i />", "", "<w:b />" },
    /* Rules above and below, hairlines between rows, narrow cells. */
    { "word/styles.xml", "w:styleId=\"Table\"", "<w:tblCellMar>", "</w:tblCellMar>",
      "<w:tblBorders><w:top w:val=\"single\" w:sz=\"12\" w:color=\"1B2028\" />"
      "<w:bottom w:val=\"single\" w:sz=\"12\" w:color=\"1B2028\" />"
      "<w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"C8CDD3\" /></w:tblBorders>"
      "<w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\" /><w:right w:w=\"40\" w:type=\"dxa\" />"
      "</w:tblCellMar>" },
};
enum { CHANGES = sizeof changes / sizeof *changes };

/* The text with a change made; the text itself when there is nothing to change; NULL: no memory. */
static const char *changed(struct xw_arena *scratch, const char *text, const struct change *c)
{
    const char *after = strstr(text, c->after), *from, *to;
    from = after != NULL ? strstr(after, c->from) : NULL;
    to = from != NULL ? strstr(from, c->to[0] != '\0' ? c->to : c->from) : NULL;
    if (to == NULL) return text;
    to += strlen(c->to[0] != '\0' ? c->to : c->from);
    return xw_arena_format(scratch, "%.*s%s%s", (int)(from - text), text, c->instead, to);
}

static char *read_entry(zip_t *zip, zip_uint64_t index, struct xw_arena *scratch)
{
    zip_stat_t about;
    if (zip_stat_index(zip, index, 0, &about) != 0 || !(about.valid & ZIP_STAT_SIZE)) return NULL;
    char *text = XW_TAKE_RAW(scratch, about.size + 1, char);
    zip_file_t *file = text != NULL ? zip_fopen_index(zip, index, 0) : NULL;
    if (file == NULL) return NULL;
    zip_int64_t got = zip_fread(file, text, about.size);
    zip_fclose(file);
    if (got < 0 || (zip_uint64_t)got != about.size) return NULL;
    text[about.size] = '\0';
    return text;
}

/* One entry with all its changes; false: the zip says why. */
static bool change_entry(zip_t *zip, const char *entry, struct xw_arena *scratch)
{
    zip_int64_t index = zip_name_locate(zip, entry, 0);
    const char *text = index >= 0 ? read_entry(zip, (zip_uint64_t)index, scratch) : NULL;
    for (int i = 0; i < CHANGES && text != NULL; i++)
        if (strcmp(changes[i].entry, entry) == 0) text = changed(scratch, text, &changes[i]);
    if (text == NULL) return false;
    zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 0);
    if (source == NULL) return false;
    if (zip_file_replace(zip, (zip_uint64_t)index, source, 0) != 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)index, ZIP_TIME, ZIP_DATE, 0) == 0;
}

enum xw_status xw_docx_style(const char *path, struct xw_arena *keep, struct xw_arena scratch,
                             const char **trouble)
{
    int failed = 0;
    zip_t *zip = zip_open(path, 0, &failed);
    if (zip == NULL) {
        zip_error_t error;
        zip_error_init_with_code(&error, failed);
        *trouble =
            xw_arena_format(keep, "the document cannot be read: %s", zip_error_strerror(&error));
        zip_error_fini(&error);
        return XW_IO;
    }
    if (change_entry(zip, "word/styles.xml", &scratch) &&
        change_entry(zip, "word/document.xml", &scratch) && zip_close(zip) == 0)
        return XW_OK;
    *trouble = xw_arena_format(keep, "the document cannot be changed: %s", zip_strerror(zip));
    zip_discard(zip);
    return XW_IO;
}
