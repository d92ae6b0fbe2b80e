/* data_columns.h: columns and words that many tables share (data_table.h). */
#ifndef XW_REPORT_DATA_COLUMNS_H
#define XW_REPORT_DATA_COLUMNS_H
#include "data_table.h"

/* Words of columns, as lists for .words. */
extern const struct xw_data_word xw_words_stage[]; /* with "all" for stages together */
extern const struct xw_data_word xw_words_scope[];
extern const struct xw_data_word xw_words_level[];
extern const struct xw_data_word xw_words_evidence[];
extern const struct xw_data_word xw_words_warning[];
extern const struct xw_data_word xw_words_reason[];
extern const struct xw_data_word xw_words_kind[]; /* of a project */
extern const struct xw_data_word xw_words_status[];
extern const struct xw_data_word xw_words_verdict[];
extern const struct xw_data_word xw_words_quantity[]; /* by year and summed over years */

#define XW_COLUMN_RUN                                                                              \
    XW_COLUMN("run", "", TEXT, "方案的名字（文件名）", "name of the scenario (its file name)",     \
              .head_zh = "方案", .head_en = "Scenario")
#define XW_COLUMN_STAGE XW_COLUMN("stage", "", WORD, "学段", "stage", .words = xw_words_stage)
#define XW_COLUMN_SCHOOL_YEAR                                                                      \
    XW_COLUMN("year", "school year", YEAR, "学年，9 月 1 日起", "school year, from 1 September")
#define XW_COLUMN_SCOPE                                                                            \
    XW_COLUMN("scope", "", WORD, "entry 入学年级，all 全部年级", "entry grade, or all grades",     \
              .head_zh = "年级", .head_en = "Grades", .words = xw_words_scope)
#define XW_COLUMN_TOWN_ZH                                                                          \
    XW_COLUMN("town_zh", "", TEXT, "街镇", "town, in Chinese", .head_en = "Town (Chinese)")
#define XW_COLUMN_TOWN_EN XW_COLUMN("town_en", "", TEXT, "街镇（英文）", "town")
#define XW_COLUMN_LEVEL                                                                            \
    XW_COLUMN("level", "", WORD, "级别：district 全区，town 街镇，group 小区组，catchment 片区",   \
              "level: district, town, group of zones or catchment", .words = xw_words_level)
#define XW_COLUMN_PLACE XW_COLUMN("place", "", TEXT, "地方", "place")
#define XW_COLUMN_EVIDENCE                                                                         \
    XW_COLUMN("evidence", "", WORD, "依据：published 公布，estimated 估计，assumed 假定",          \
              "evidence: published, estimated or assumed", .words = xw_words_evidence)

#endif
