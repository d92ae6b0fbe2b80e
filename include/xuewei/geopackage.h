/* geopackage.h: write a GeoPackage under a temporary name, whole or not at all.
 *
 * A GeoPackage is a SQLite file with a few tables of its own (OGC 12-128r17). Ours are written
 * once, from the first row to the last, by one process, and are then only read. So there is no
 * journal: a file that is not finished is thrown away. The same calls give the same bytes.
 *
 * Every table of ours has a first column `fid`, an integer key that counts its rows.
 */
#ifndef XW_GEOPACKAGE_H
#define XW_GEOPACKAGE_H
#include "xuewei/status.h"
#include <stdbool.h>
#include <stdint.h>

struct sqlite3;
struct sqlite3_stmt;

#define XW_GEOPACKAGE_ID      0x47504B47 /* application_id: "GPKG" */
#define XW_GEOPACKAGE_VERSION 10300      /* user_version: GeoPackage 1.3 */

struct xw_geopackage {
    struct sqlite3 *db; /* NULL when closed */
    char *path, *temporary;
    char trouble[512]; /* why the last call failed, or "" */
};

/* Begin a file that will be called path, with the tables of the standard. A relative path is taken
 * from the current folder, now and when the file gets its name.
 * XW_IO when path is a folder or its folder cannot be written, XW_STORE_FAILED, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_geopackage_create(struct xw_geopackage *file, const char *path);

/* Run SQL statements that bind nothing. */
XW_CHECKED enum xw_status xw_geopackage_run(struct xw_geopackage *file, const char *const *sql,
                                            int32_t count);

/* Add a coordinate system of EPSG, described as WKT. */
XW_CHECKED enum xw_status xw_geopackage_srs(struct xw_geopackage *file, int32_t epsg,
                                            const char *title, const char *wkt);

/* Say that a table's column geom holds geometries of a type ("POINT", "GEOMETRY") in srs_id, and
 * which extent its columns x_m, y_m cover. Call after its rows are in; gpkg_contents knows it. */
XW_CHECKED enum xw_status xw_geopackage_spatial(struct xw_geopackage *file, const char *table,
                                                const char *type, int32_t srs_id);

/* Commit, close, bring to disk and rename. Statements are finalized before. On failure the
 * temporary file is gone and what stood at path before still stands. */
XW_CHECKED enum xw_status xw_geopackage_finish(struct xw_geopackage *file);

/* Throw away what is not finished; safe on {0} and a second time. */
void xw_geopackage_free(struct xw_geopackage *file);

/* A row on its way into a table: begin, one value per column in the table's order (fid apart), end.
 * Texts and blobs are borrowed until the end. */
struct xw_row {
    struct sqlite3_stmt *into; /* from xw_row_prepare, finalized by xw_row_drop */
    int columns, at, fault;    /* at: last column bound; fault: first failure of SQLite */
};

XW_CHECKED enum xw_status xw_row_prepare(struct xw_geopackage *file, const char *table,
                                         struct xw_row *row);
void xw_row_drop(struct xw_row *row); /* safe on {0} and a second time */

void xw_row_text(struct xw_row *row, const char *text); /* NULL is null */
void xw_row_int(struct xw_row *row, int64_t value);     /* never null */
void xw_row_count(struct xw_row *row, int32_t value);   /* XW_NONE (-1) is null */
void xw_row_number(struct xw_row *row, double value);   /* NaN is null */
void xw_row_blob(struct xw_row *row, const void *bytes, int64_t length);
void xw_row_nulls(struct xw_row *row, int count);

/* Write the row; the next value begins a new one. XW_STORE_FAILED when SQLite refuses it or when
 * the values are not as many as the columns. */
XW_CHECKED enum xw_status xw_row_end(struct xw_geopackage *file, struct xw_row *row);

#endif
