//! Turnover of the deep calf veins: what flows through them, and what strokes renew.

use super::body::Body;
use super::leg::Channels;
use super::real::{Real, scaled};
use super::shape::traced;
use super::stasis::Turnover;
use super::window::Means;

impl<R: Real> Body<R> {
    /// Turnover of the deep calf veins in a window.
    #[inline(always)]
    pub fn turnover(&self, channels: &Channels<R>, means: &Means<R>) -> Turnover<R> {
        traced!(self, Body::turnover(&channels, &means));
        let (fidgets_hz, shifts_hz) = self.movements_hz(channels);
        self.stasis.moved(&still(means), fidgets_hz, shifts_hz)
    }

    /// Spontaneous movements and weight shifts per second.
    #[inline(always)]
    pub fn movements_hz(&self, channels: &Channels<R>) -> (R, R) {
        (channels.fidgeting * self.leg.fidget_hz, self.sway_hz(channels))
    }
}

/// Turnover of the deep calf veins in a window without averaged strokes. What refills them has left them before, as a stroke.
#[inline(always)]
pub fn still<R: Real>(means: &Means<R>) -> Turnover<R> {
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
