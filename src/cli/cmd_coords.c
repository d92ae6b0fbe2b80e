#include "cli.h"
#include "xuewei/point_table.h"
#include <stdio.h>
#include <string.h>

static int coords(const struct xw_point_table *table)
{
    struct xw_arena keep = { 0 };
    struct xw_diag diag = { 0 };
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK) status = xw_arena_init(&keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_point_table_write(table, &keep, &diag, stdout);
    int result = cli_exit_of(status, &diag, status == XW_IO ? "standard output" : NULL);
    xw_arena_free(&keep);
    xw_diag_free(&diag);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    struct xw_point_table table = { .encoding = "UTF-8" };
    const struct cli_option own[] = { { "from", 0, &table.from, NULL },
                                      { "to", 0, &table.to, NULL },
                                      { "distance", 0, NULL, &table.distance },
                                      { "columns", 0, &table.columns, NULL },
                                      { "result", 0, &table.result, NULL },
                                      { "encoding", 0, &table.encoding, NULL },
                                      { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    table.path = common.paths == 1 ? common.path[0] : NULL;
    if (table.from == NULL && table.distance) table.from = "WGS84";
    if (table.path == NULL)
        result = cli_usage(self, "one CSV file is wanted");
    else if (table.from == NULL)
        result = cli_usage(self, "--from wants the kind of the coordinates in the file");
    else if (table.to == NULL && !table.distance)
        result = cli_usage(self, "--to wants the kind of the coordinates to be made");
    else if (common.json)
        result = cli_usage(self, "--json is not for it: the table goes to standard output");
    else
        result = coords(&table);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_coords = {
    .name = "coords",
    .synopsis = "coords --from CRS --to CRS CSV [--distance]",
    .summary = "convert the coordinates of a table (WGS 84, GCJ-02, BD-09, EPSG codes)",
    .details =
        "Prints the table with the converted coordinates as its last two columns, longitude or\n"
        "easting first, with 12 decimals. All columns of the file are kept.\n\n"
        "  --from CRS        what the file gives: WGS84, GCJ02, BD09, CGCS2000, or the code of a\n"
        "                    CRS in degrees or metres that PROJ knows (EPSG:4549, OGC:CRS84)\n"
        "  --to CRS          what is wanted, likewise\n"
        "  --distance        two points a row; the last column is the geodesic between them on\n"
        "                    the ellipsoid of WGS 84, in metres. --to may be left out, and --from\n"
        "                    where it is WGS84\n"
        "  --columns X,Y     the columns to read, where they are not called lon,lat or, in "
        "metres,\n"
        "                    x_m,y_m or easting,northing; two points: X1,Y1,X2,Y2, usually\n"
        "                    lon1,lat1,lon2,lat2\n"
        "  --result X,Y      names of the new columns (to_lon,to_lat; to_x_m,to_y_m)\n"
        "  --encoding E      of the file: UTF-8 or GB18030\n",
    .run = run,
};
