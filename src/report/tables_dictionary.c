#include "data_columns.h"

static const struct xw_data_column dictionary_columns[] = {
    XW_COLUMN("file", "", TEXT, "文件", "file"),
    XW_COLUMN("column", "", TEXT, "列", "column"),
    XW_COLUMN("unit", "", TEXT, "单位", "unit"),
    XW_COLUMN("meaning_zh", "", TEXT, "含义", "meaning, in Chinese",
              .head_en = "Meaning (Chinese)"),
    XW_COLUMN("meaning_en", "", TEXT, "含义（英文）", "meaning"),
};

static void dictionary_rows(const struct xw_data_source *source, struct xw_data_row *r)
{
    for (int32_t t = 0; t < xw_data_tables_count; t++) {
        const struct xw_data_table *table = xw_data_tables[t];
        if (!xw_data_has(table, source)) continue;
        for (int32_t c = 0; c < table->columns; c++) {
            const struct xw_data_column *column = &table->column[c];
            xw_data_text(r, table->file);
            xw_data_text(r, column->name);
            xw_data_text(r, column->unit);
            xw_data_text(r, column->zh);
            xw_data_text(r, column->en);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(dictionary, "列的含义", "Meaning of columns", NULL);
