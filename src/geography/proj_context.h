/* proj_context.h: a context of PROJ for one user, and the CRS of a name. */
#ifndef XW_PROJ_CONTEXT_H
#define XW_PROJ_CONTEXT_H
#include <proj.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* Silent, and never on the network, where grids would come and go. NULL when memory is used up. */
static inline PJ_CONTEXT *open_context(void)
{
    PJ_CONTEXT *context = proj_context_create();
    if (context == NULL) return NULL;
    proj_log_level(context, PJ_LOG_NONE);
    proj_context_set_enable_network(context, 0);
    return context;
}

/* Whether the CRS has the code that the name says, AUTHORITY:CODE in upper or lower case. */
static inline bool has_code(const PJ *crs, const char *name)
{
    const char *authority = proj_get_id_auth_name(crs, 0), *code = proj_get_id_code(crs, 0);
    if (authority == NULL || code == NULL) return false;
    size_t length = strlen(authority);
    return strncasecmp(name, authority, length) == 0 && name[length] == ':' &&
           strcasecmp(name + length + 1, code) == 0;
}

/* The CRS of a code or of a definition (a PROJ string, WKT), or NULL. PROJ also takes words for the
 * beginnings of names, "foo" for Amersfoort: nobody who writes a word means that. */
static inline PJ *find_crs(PJ_CONTEXT *context, const char *name)
{
    PJ *crs = proj_create(context, name);
    bool definition = name[0] == '+' || strchr(name, '[') != NULL;
    if (crs == NULL || definition || has_code(crs, name)) return crs;
    proj_destroy(crs);
    return NULL;
}

#endif
