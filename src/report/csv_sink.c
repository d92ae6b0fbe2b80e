#include "csv_sink.h"

static void cell(void *self, const struct xw_data_column *of, int32_t column,
                 const struct xw_data_value *value)
{
    struct xw_markup *out = self;
    (void)of;
    if (column > 0) xw_put(out, ",");
    switch (value->is) {
    case XW_DATA_IS_NONE:
        break;
    case XW_DATA_IS_HELD:
        xw_put(out, "×");
        break;
    case XW_DATA_IS_TEXT:
        xw_put_csv(out, value->text);
        break;
    case XW_DATA_IS_WHOLE:
        xw_putf(out, "%lld", (long long)value->whole);
        break;
    case XW_DATA_IS_REAL:
        xw_putf(out, "%.*f", value->decimals, value->real);
        break;
    }
}

static void end(void *self)
{
    xw_put(self, "\n");
}

bool xw_csv_table(const struct xw_data_table *table, const struct xw_data_source *source,
                  struct xw_markup *out)
{
    const struct xw_data_sink sink = { cell, end, out };
    xw_put(out, "\xef\xbb\xbf");
    for (int32_t c = 0; c < table->columns; c++) {
        if (c > 0) xw_put(out, ",");
        xw_put_csv(out, table->column[c].name);
    }
    xw_put(out, "\n");
    return xw_data_emit(table, source, &sink);
}
