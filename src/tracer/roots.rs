//! The functions of the model that the kernel calls.

use super::recording::Recording;
use super::symbol::{Symbol, recorded, unknown};
use crate::model::{
    Body, Channels, Compression, FlowConditions, Habits, Means, OutcomeSums, Params, Real, Shape, State, Sums, calf_ml,
    decayed, drift, drifted, implicit, instant, linearize, lived, refined_recip, refined_rsqrt, ros2,
};

/// Any value.
fn any<T: Shape<Symbol>>() -> T {
    unknown()
}

/// Records the model: every function that the kernel calls, and those that they call.
pub(crate) fn record() -> Recording {
    recorded(|| {
        refined_recip::<Symbol>(any(), any());
        refined_rsqrt::<Symbol>(any(), any());
        leg();
        blood();
        slow();
        notes();
    })
}

fn leg() {
    let body = Body::new(any::<Params<Symbol>>(), any());
    State::new(&body);
}

fn blood() {
    let body: Body<Symbol> = any();
    let (state, channels): (State<Symbol>, Channels<Symbol>) = (any(), any());
    let compression: Compression<Symbol> = body.compression(&channels, any());
    compression.under(&any());
    let conditions: FlowConditions<Symbol> = body.narrowed(body.flow_conditions(&channels, &state), &compression);
    let start = instant(&conditions, &any(), &any());
    let linearization = linearize(&conditions, &start, any());
    ros2(&conditions, &start, &linearization, &any(), any());
    let stepped = implicit(&conditions, &any(), &any(), any());
    let sums = Sums::new(any::<Symbol>().lit(0.0)).with(&any(), &stepped);
    let means: Means<Symbol> = sums.means(&conditions, &any(), &any(), any(), any());
    means.during_skipped_cycles(&any(), &any(), any());
    drift::<Symbol>(&any(), &any());
    drifted::<Symbol>(&any(), &any(), any());
    decayed::<Symbol>(&any(), any());
}

fn slow() {
    let body: Body<Symbol> = any();
    let (state, channels): (State<Symbol>, Channels<Symbol>) = (any(), any());
    let means: Means<Symbol> = any();
    body.slow(&channels, any(), &means, &state, any());
    body.rested(&means, &state);
    state.extent();
    let habits = Habits::new(any::<Symbol>().lit(0.0));
    body.turnover(&channels, &means);
    body.stasis.advance(state.stagnation, &habits.turnover[0], any());
    let conditions = body.tissue_conditions(&channels, any(), &means);
    lived::<Symbol>(&body.tissue, &state.fluid, &conditions, any());
}

fn notes() {
    let body: Body<Symbol> = any();
    let (before, after): (State<Symbol>, State<Symbol>) = (any(), any());
    let means: Means<Symbol> = any();
    let outcome_sums = OutcomeSums::new(any::<Symbol>());
    outcome_sums.with_window(&means, &after);
    outcome_sums.with_assessed(&body, &means, &before, &after, any(), any());
    outcome_sums.with_recovery(&body, &before, &after, any());
    outcome_sums.with_rest(&after);
    outcome_sums.with_waking(&body, &after.fluid);
    outcome_sums.with_lived(&body, &after.fluid);
    outcome_sums.with_start(&body, &after);
    outcome_sums.with_ordinary(&before.stagnation, &after.stagnation, any());
    outcome_sums.with_settled(&body, &after);
    outcome_sums.with_end(&body, &after);
    outcome_sums.outcomes(&body);
    outcome_sums.course(&body, &after);
    calf_ml::<Symbol>(&any());
}
