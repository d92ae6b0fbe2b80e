/* special_education.h: how many children need special education, and where they are taught. */
#ifndef XW_SPECIAL_EDUCATION_H
#define XW_SPECIAL_EDUCATION_H
#include <stdint.h>

struct xw_special_rules {
    double prevalence;   /* share of the children of compulsory ages */
    double school_share; /* of them, in special schools ... */
    double
        home_share; /* ... taught at home (送教上门); the rest are in ordinary classes (随班就读) */
    int32_t schools; /* special schools that there are; XW_NONE = not given */
};

#endif
