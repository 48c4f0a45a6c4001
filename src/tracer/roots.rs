//! The functions of the model that the kernel calls.

use super::recording::Recording;
use super::symbol::{Symbol, recorded, unknown};
use crate::model::{
    Body, Channels, Means, Params, Real, Setting, Shape, Squeeze, State, Sums, Tally, calf_ml, drift, drifted, faded,
    implicit, refined_recip, refined_rsqrt, ros2,
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
    any::<Channels<Symbol>>().blend(&any(), any());
}

fn blood() {
    let body: Body<Symbol> = any();
    let (state, channels): (State<Symbol>, Channels<Symbol>) = (any(), any());
    let squeeze: Squeeze<Symbol> = body.squeeze(&channels, any());
    squeeze.under(&any());
    let setting: Setting<Symbol> = body.narrowed(body.setting(&channels, &state), &squeeze);
    ros2(&setting, &any(), &any(), &any(), any());
    let stepped = implicit(&setting, &any(), &any(), any());
    let sums = Sums::new(any::<Symbol>().lit(0.0)).with(&any(), &stepped);
    let means: Means<Symbol> = sums.means(&setting, &any(), &any(), any(), any());
    means.while_held(&any(), &any(), any());
    drift::<Symbol>(&any(), &any());
    drifted::<Symbol>(&any(), &any(), any());
    faded::<Symbol>(&any(), any());
}

fn slow() {
    let body: Body<Symbol> = any();
    let (state, channels): (State<Symbol>, Channels<Symbol>) = (any(), any());
    let means: Means<Symbol> = any();
    body.slow(&channels, any(), &means, &state, any());
    body.rested(&channels, &means, &state);
    state.extent();
}

fn notes() {
    let body: Body<Symbol> = any();
    let (before, after): (State<Symbol>, State<Symbol>) = (any(), any());
    let means: Means<Symbol> = any();
    let tally = Tally::new(any::<Symbol>());
    tally.with_window(&means, &after);
    tally.with_assessed(&body, &means, &before, &after, any());
    tally.with_recovery(&body, &before, &after, any());
    tally.with_rest(&after);
    tally.with_end(&body, &after);
    tally.outcomes(&body);
    tally.course(&body, &after);
    calf_ml::<Symbol>(&any());
}
