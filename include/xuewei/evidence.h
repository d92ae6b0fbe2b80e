/* evidence.h: how well a row of a table is founded. The order is from best to worst. */
#ifndef XW_EVIDENCE_H
#define XW_EVIDENCE_H
#include <stdint.h>

enum xw_evidence { XW_PUBLISHED, XW_ESTIMATED, XW_ASSUMED, XW_EVIDENCE_COUNT };

/* "published", "estimated", "assumed". A row without evidence counts as assumed. */
const char *xw_evidence_name(enum xw_evidence evidence);

#endif
