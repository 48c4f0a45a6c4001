//! Turnover of the deep calf veins: what flows through them, and what strokes renew.

use super::body::Body;
use super::leg::Channels;
use super::real::{Real, scaled};
use super::shape::traced;
use super::stasis::Turnover;
use super::window::Means;

impl<R: Real> Body<R> {
    /// Turnover of the deep calf veins in a window. Spontaneous movements and weight shifts are averaged over time: they renew the veins as
    /// the same strokes would one by one, and their flow is not counted as flow through the veins.
    #[inline(always)]
    pub fn turnover(&self, channels: &Channels<R>, means: &Means<R>) -> Turnover<R> {
        traced!(self, Body::turnover(&channels, &means));
        let p = &self.params;
        let (fidgets, shifts) = (channels.fidgeting * self.leg.fidget_hz, self.sway_hz(channels));
        let per_minute = fidgets.lit(60.0);
        let moved = (fidgets * p.fidget_stroke + shifts * p.sway_stroke) * per_minute;
        let renewed = (fidgets * self.stasis.fidget_renewal + shifts * self.stasis.sway_renewal) * per_minute;
        let still = still(means);
        Turnover {
            sinus_flow: (still.sinus_flow - moved).pos(),
            sinus_strokes: still.sinus_strokes + renewed,
            pocket_flow: (still.pocket_flow - moved).pos(),
            pocket_strokes: still.pocket_strokes + renewed,
        }
    }
}

/// Turnover of the deep calf veins in a window without averaged strokes. What refills them has left them before, as a stroke.
#[inline(always)]
pub(super) fn still<R: Real>(means: &Means<R>) -> Turnover<R> {
    traced!(still(&means));
    let per_minute = means.volume_ml[0].lit(60.0);
    let tiny = per_minute.lit(0.1);
    let strokes = scaled(means.refilled_per_s, per_minute);
    let sinus = means.drained_ml_s[0] * per_minute * means.volume_ml[0].max(tiny).recip();
    let deep = means.drained_ml_s[1] * per_minute * means.volume_ml[1].max(tiny).recip();
    Turnover {
        sinus_flow: (sinus - strokes[0]).pos(),
        sinus_strokes: strokes[0],
        pocket_flow: (deep - strokes[1]).pos(),
        pocket_strokes: strokes[1],
    }
}
