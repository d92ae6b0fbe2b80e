/* proj_context.h: a context of PROJ for one user. */
#ifndef XW_PROJ_CONTEXT_H
#define XW_PROJ_CONTEXT_H
#include <proj.h>

/* Silent, and never on the network, where grids would come and go. NULL when memory is used up. */
static inline PJ_CONTEXT *open_context(void)
{
    PJ_CONTEXT *context = proj_context_create();
    if (context == NULL) return NULL;
    proj_log_level(context, PJ_LOG_NONE);
    proj_context_set_enable_network(context, 0);
    return context;
}

#endif
