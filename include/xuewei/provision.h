/* provision.h: how many children have special needs, and where they are taught. */
#ifndef XW_PROVISION_H
#define XW_PROVISION_H

/* Children with special needs of the compulsory ages and where they are taught; the rest of the two
 * shares learns in ordinary classes. */
struct xw_special {
    double pupils, in_special_schools, in_ordinary_classes, at_home;
};

/* prevalence, school_share, home_share: 0..1, the shares at most 1 together. */
struct xw_special xw_special_split(double children, double prevalence, double school_share,
                                   double home_share);

#endif
