#include "xuewei/process_noise.h"

static bool is_noisy(const struct xw_state *state)
{
    return state->draw != NULL && state->draw->noise;
}

/* A stream for every zone, of a component and a part: a grade or a stage. */
static enum xw_status name_streams(struct xw_state *state, enum xw_component component,
                                   uint32_t part, struct xw_noise *out)
{
    const struct xw_zones *zones = &state->prepared->scenario->zones;
    struct xw_rng_key key = { state->draw->seed, state->draw->replicate, component, 0 };
    enum xw_status status = xw_noise_begin(&state->keep, key, zones->count, out);
    for (int32_t z = 0; status == XW_OK && z < zones->count; z++)
        out->entity[z] = xw_draw_entity_of(xw_draw_entity(zones->code[z]), part);
    return status;
}

enum xw_status xw_process_noise_begin(struct xw_state *state)
{
    if (!is_noisy(state)) return XW_OK;
    const struct xw_stages *stages = &state->prepared->scenario->stages;
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < stages->count; g++)
        status = name_streams(state, XW_COMPONENT_ENTRY_NOISE,
                              xw_draw_entity(xw_stage_word(stages->stage[g].name)),
                              &state->entry_noise[g]);
    for (int32_t row = 0; status == XW_OK && row < stages->rows; row++)
        status = name_streams(state, XW_COMPONENT_TURNOVER_NOISE,
                              (uint32_t)xw_stages_grade(stages, row), &state->turnover_noise[row]);
    return status;
}

static void multiply(const struct xw_state *state, struct xw_noise *noise, const double *expected,
                     double *factor)
{
    const double *normal = xw_noise_normal(noise, state->prepared->first + state->year);
    for (int32_t z = 0; z < noise->count; z++)
        factor[z] *= xw_noise_turnover(expected[z], state->draw->turnover, normal[z]);
}

void xw_process_noise_turnover(struct xw_state *state, int32_t row, const double *expected,
                               double *factor)
{
    if (is_noisy(state)) multiply(state, &state->turnover_noise[row], expected, factor);
}

void xw_process_noise_entrants(struct xw_state *state, int32_t stage, const double *expected,
                               double *factor)
{
    if (is_noisy(state)) multiply(state, &state->entry_noise[stage], expected, factor);
}
