#include "xuewei/least_squares.h"
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { MOST_ROWS = 1 << 24, MOST_STEPS = 500 };

static enum xw_status check_values(int32_t count, const double *value)
{
    for (int32_t i = 0; i < count; i++)
        if (!isfinite(value[i])) return XW_NOT_FINITE;
    return XW_OK;
}

/* The rows that count, or what is wrong with them. */
static enum xw_status check_rows(int32_t rows, int32_t parameters, const double *value,
                                 const double *weight, int32_t *counting)
{
    if (rows < 1 || rows > MOST_ROWS || parameters < 1 || parameters > XW_LEAST_SQUARES_MOST)
        return XW_OUT_OF_RANGE;
    enum xw_status status = check_values(rows, value);
    if (status == XW_OK) status = check_values(rows, weight);
    if (status != XW_OK) return status;
    *counting = 0;
    for (int32_t i = 0; i < rows; i++) {
        if (weight[i] < 0.0) return XW_NEGATIVE;
        *counting += weight[i] > 0.0;
    }
    return *counting < parameters ? XW_NOT_IDENTIFIABLE : XW_OK;
}

/* Do the columns of a matrix, each scaled to length 1, depend on one another? The matrix is used up. */
static enum xw_status check_columns(gsl_matrix *m, double tolerance)
{
    size_t p = m->size2;
    for (size_t j = 0; j < p; j++) {
        gsl_vector_view column = gsl_matrix_column(m, j);
        double length = gsl_blas_dnrm2(&column.vector);
        if (!(length > 0.0)) return XW_NOT_IDENTIFIABLE;
        gsl_vector_scale(&column.vector, 1.0 / length);
    }
    enum xw_status status = XW_NO_MEMORY;
    gsl_matrix *v = gsl_matrix_alloc(p, p);
    gsl_vector *s = gsl_vector_alloc(p);
    if (v != NULL && s != NULL) {
        bool found = gsl_linalg_SV_decomp_jacobi(m, v, s) == GSL_SUCCESS;
        bool apart = found && gsl_vector_get(s, p - 1) > tolerance * gsl_vector_get(s, 0);
        status = apart ? XW_OK : XW_NOT_IDENTIFIABLE;
    }
    gsl_vector_free(s);
    gsl_matrix_free(v);
    return status;
}

/* What was found, the covariance multiplied by what the rows scatter. */
static void give(const gsl_vector *c, const gsl_matrix *covariance, double chi2, int32_t counting,
                 const struct xw_least_squares *room, struct xw_least_squares *out)
{
    int32_t p = (int32_t)c->size;
    *out = *room;
    out->chi2 = chi2;
    out->dof = counting - p;
    out->dispersion = out->dof > 0 ? chi2 / out->dof : NAN;
    for (int32_t a = 0; a < p; a++) {
        out->estimate[a] = gsl_vector_get(c, (size_t)a);
        for (int32_t b = 0; b < p; b++)
            out->covariance[a * p + b] =
                out->dispersion * gsl_matrix_get(covariance, (size_t)a, (size_t)b);
    }
}

/* Everything that a linear fit holds open. */
struct linear {
    gsl_matrix *x, *scaled, *covariance;
    gsl_vector *y, *w, *c;
    gsl_multifit_linear_workspace *work;
};

static void close_linear(struct linear *l)
{
    if (l->work != NULL) gsl_multifit_linear_free(l->work);
    gsl_vector_free(l->c);
    gsl_vector_free(l->w);
    gsl_vector_free(l->y);
    gsl_matrix_free(l->covariance);
    gsl_matrix_free(l->scaled);
    gsl_matrix_free(l->x);
}

/* Only rows that count are handed on: one of weight 0 may be far away without harm. */
static bool open_linear(struct linear *l, int32_t rows, int32_t parameters, int32_t counting,
                        const double *design, const double *value, const double *weight)
{
    size_t n = (size_t)counting, p = (size_t)parameters, to = 0;
    *l = (struct linear){ .x = gsl_matrix_alloc(n, p),
                          .scaled = gsl_matrix_alloc(n, p),
                          .covariance = gsl_matrix_alloc(p, p),
                          .y = gsl_vector_alloc(n),
                          .w = gsl_vector_alloc(n),
                          .c = gsl_vector_alloc(p),
                          .work = gsl_multifit_linear_alloc(n, p) };
    if (l->x == NULL || l->scaled == NULL || l->covariance == NULL || l->y == NULL ||
        l->w == NULL || l->c == NULL || l->work == NULL)
        return false;
    for (int32_t i = 0; i < rows; i++) {
        if (!(weight[i] > 0.0)) continue;
        gsl_vector_set(l->y, to, value[i]);
        gsl_vector_set(l->w, to, weight[i]);
        for (size_t j = 0; j < p; j++) {
            double x = design[(ptrdiff_t)i * parameters + (ptrdiff_t)j];
            gsl_matrix_set(l->x, to, j, x);
            gsl_matrix_set(l->scaled, to, j, x * sqrt(weight[i]));
        }
        to++;
    }
    return true;
}

enum xw_status xw_least_squares_linear(int32_t rows, int32_t parameters, const double *design,
                                       const double *value, const double *weight,
                                       const struct xw_least_squares *room,
                                       struct xw_least_squares *out)
{
    int32_t counting = 0;
    enum xw_status status = check_rows(rows, parameters, value, weight, &counting);
    for (int32_t i = 0; status == XW_OK && i < rows; i++)
        status = check_values(parameters, design + (ptrdiff_t)i * parameters);
    if (status != XW_OK) return status;

    struct linear l;
    double chi2 = 0.0;
    status =
        open_linear(&l, rows, parameters, counting, design, value, weight) ? XW_OK : XW_NO_MEMORY;
    if (status == XW_OK) status = check_columns(l.scaled, 1e-10);
    if (status == XW_OK &&
        gsl_multifit_wlinear(l.x, l.w, l.y, l.c, l.covariance, &chi2, l.work) != GSL_SUCCESS)
        status = XW_NOT_CONVERGED;
    if (status == XW_OK) give(l.c, l.covariance, chi2, counting, room, out);
    close_linear(&l);
    return status;
}

/* What the library's search asks: residuals at some parameters. */
struct asked {
    const struct xw_model *model;
    const double *value;
    double *room; /* [rows]: the library's own vectors may be columns of a matrix */
    double parameter[XW_LEAST_SQUARES_MOST];
};

static int residuals(const gsl_vector *at, void *self, gsl_vector *residual)
{
    struct asked *asked = self;
    const struct xw_model *m = asked->model;
    for (int32_t j = 0; j < m->parameters; j++)
        asked->parameter[j] = gsl_vector_get(at, (size_t)j);
    m->value(m->self, asked->parameter, asked->room);
    for (int32_t i = 0; i < m->rows; i++) {
        if (!isfinite(asked->room[i])) return GSL_EDOM;
        gsl_vector_set(residual, (size_t)i, asked->room[i] - asked->value[i]);
    }
    return GSL_SUCCESS;
}

/* Search; where it rests, the parameters, their covariance before it is multiplied, and chi2. */
static enum xw_status search(gsl_multifit_nlinear_workspace *work, gsl_multifit_nlinear_fdf *fdf,
                             const double *start, const double *weight, gsl_matrix *scaled,
                             gsl_matrix *covariance, double *chi2)
{
    gsl_vector_const_view x = gsl_vector_const_view_array(start, fdf->p);
    gsl_vector_const_view w = gsl_vector_const_view_array(weight, fdf->n);
    int info = 0;
    if (gsl_multifit_nlinear_winit(&x.vector, &w.vector, fdf, work) != GSL_SUCCESS)
        return XW_NOT_CONVERGED;
    int rests = gsl_multifit_nlinear_driver(MOST_STEPS, 1e-12, 1e-12, 0.0, NULL, NULL, &info, work);
    /* No step makes it better: it rests as exactly as numbers allow. */
    if (rests != GSL_SUCCESS && rests != GSL_ENOPROG) return XW_NOT_CONVERGED;
    gsl_matrix_memcpy(scaled, gsl_multifit_nlinear_jac(work));
    enum xw_status status = check_columns(scaled, 1e-7);
    if (status != XW_OK) return status;
    if (gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(work), 0.0, covariance) != GSL_SUCCESS)
        return XW_NOT_CONVERGED;
    const gsl_vector *f = gsl_multifit_nlinear_residual(work);
    gsl_blas_ddot(f, f, chi2);
    return isfinite(*chi2) ? XW_OK : XW_NOT_CONVERGED;
}

enum xw_status xw_least_squares_model(const struct xw_model *model, const double *value,
                                      const double *weight, const double *start,
                                      const struct xw_least_squares *room,
                                      struct xw_least_squares *out)
{
    int32_t counting = 0;
    enum xw_status status = check_rows(model->rows, model->parameters, value, weight, &counting);
    if (status == XW_OK) status = check_values(model->parameters, start);
    if (status != XW_OK) return status;

    size_t n = (size_t)model->rows, p = (size_t)model->parameters;
    gsl_multifit_nlinear_parameters how = gsl_multifit_nlinear_default_parameters();
    how.fdtype = GSL_MULTIFIT_NLINEAR_CTRDIFF;
    gsl_vector *values = gsl_vector_alloc(n);
    if (values == NULL) return XW_NO_MEMORY;
    struct asked asked = { .model = model, .value = value, .room = values->data };
    gsl_multifit_nlinear_fdf fdf = { .f = residuals, .n = n, .p = p, .params = &asked };
    double chi2 = 0.0;
    gsl_multifit_nlinear_workspace *work =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &how, n, p);
    gsl_matrix *scaled = gsl_matrix_alloc(n, p), *covariance = gsl_matrix_alloc(p, p);
    status = work != NULL && scaled != NULL && covariance != NULL
                 ? search(work, &fdf, start, weight, scaled, covariance, &chi2)
                 : XW_NO_MEMORY;
    if (status == XW_OK)
        give(gsl_multifit_nlinear_position(work), covariance, chi2, counting, room, out);
    gsl_matrix_free(covariance);
    gsl_matrix_free(scaled);
    gsl_vector_free(values);
    if (work != NULL) gsl_multifit_nlinear_free(work);
    return status;
}
