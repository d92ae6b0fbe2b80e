/* roads_osm.h: the roads of an extract of OpenStreetMap (.osm or .pbf).
 *
 * Ways with a `highway` that pupils may walk (by walk: all but motorways and what is closed to the
 * public or on foot; one-way streets are walked both ways) or be driven along (by drive: what cars
 * may use, one-way streets one way). Of the network that they make the largest part whose roads
 * hang together is taken, since a zone that is nearest to an island could go nowhere; what is left
 * out is a doubt with its number.
 *
 * Read by the library ReadOSM. It leaves out nodes of PBF files that are not dense without a word:
 * ways whose nodes are not all there are refused.
 */
#ifndef XW_ROADS_OSM_H
#define XW_ROADS_OSM_H
#include "xuewei/draft.h"

/* Fill the roads of the scenario: degrees of WGS 84, metres NaN (to be measured from them), codes
 * the numbers of the nodes, in their order. at: where the key stands. drive: by car. Refusals go to
 * the draft's diagnostics, also when the program was built without ReadOSM. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_roads_osm_read(struct xw_draft *draft, struct xw_place at,
                                            const char *path, const char *name, bool drive);

#endif
