//! Stagnant blood under other constants of stasis. Stasis does not act on the flow of blood, so that one simulation of the blood serves all
//! draws of these constants.

use crate::model::shape::shaped;
use crate::model::{HABITS, Habit, History, Params, Stagnation, Stasis, Turnover};
use crate::schedule::Run;

use super::group::Group;

/// Spontaneous movements and weight shifts per second.
pub(super) type MovementsHz<G> = (G, G);

/// The stagnant blood of a group of people under one draw of the constants.
pub(super) struct Drawn<G> {
    stasis: Stasis<G>,
    /// Turnover in the postures of an ordinary day; it is used before the timeline only.
    habits: [Turnover<G>; HABITS],
    pub(super) carried: Carried<G>,
}

shaped! {
    /// What people carry from one window to the next.
    #[derive(Clone, Copy, Debug)]
    pub(super) struct Carried<R> {
        stagnation: Stagnation<R>,
        /// Time integral of activity over the assessed phases, in all of that time and in vehicles (h).
        dose_h: [R; 2],
        /// Time integral of activity over the last ordinary day and night (h).
        ordinary_h: R,
    }
}

impl<G: Group> Drawn<G> {
    /// The state before the first window.
    pub(super) fn new(constants: &Params<f64>, token: G::Token, stagnation: Stagnation<G>) -> Self {
        let none = G::splat(token, 0.0);
        Self {
            stasis: Stasis::new(&constants.map(|value| G::splat(token, value as f32))),
            habits: [Turnover::none(none); HABITS],
            carried: Carried { stagnation, dose_h: [none; 2], ordinary_h: none },
        }
    }

    /// Starts from the equilibrium of a long rest.
    #[inline(always)]
    pub(super) fn rest(&mut self, still: &Turnover<G>) {
        self.carried.stagnation = self.stasis.settled(still);
    }

    /// Records the turnover in a posture of an ordinary day.
    #[inline(always)]
    pub(super) fn note_habit(&mut self, habit: Habit, still: &Turnover<G>, (fidgets_hz, shifts_hz): MovementsHz<G>) {
        self.habits[habit as usize] = self.stasis.moved(still, fidgets_hz, shifts_hz);
    }

    /// Lives through an episode of the ordinary days.
    #[inline(always)]
    pub(super) fn live(&mut self, history: &History, episode: usize, minutes: G) {
        let (habit, _) = history.episodes[episode];
        let after = self.stasis.advance(self.carried.stagnation, &self.habits[habit as usize], minutes);
        if (history.until_last_day..history.until_waking).contains(&episode) {
            let activity = self.carried.stagnation.activity + after.activity;
            self.carried.ordinary_h = self.carried.ordinary_h + activity * minutes * minutes.lit(1.0 / 120.0);
        }
        self.carried.stagnation = after;
    }

    /// Advances one window, for the people who are still in the phase.
    #[inline(always)]
    pub(super) fn advance(
        &mut self,
        run: &Run,
        still: &Turnover<G>,
        (fidgets_hz, shifts_hz): MovementsHz<G>,
        in_phase: Option<G::Mask>,
        window_s: G,
    ) {
        let before = self.carried.stagnation;
        let after = if run.slow_states {
            let turnover = self.stasis.moved(still, fidgets_hz, shifts_hz);
            self.stasis.advance(before, &turnover, window_s * window_s.lit(1.0 / 60.0))
        } else {
            before
        };
        let here = |new: G, old: G| in_phase.map_or(new, |in_phase| G::select(in_phase, new, old));
        self.carried.stagnation = Stagnation {
            sinus_min: here(after.sinus_min, before.sinus_min),
            pocket_min: here(after.pocket_min, before.pocket_min),
            activity: here(after.activity, before.activity),
        };
        if run.assessed {
            let none = window_s.lit(0.0);
            let dose_h = here(dose_h(&before, &after, window_s), none);
            self.carried.dose_h[0] = self.carried.dose_h[0] + dose_h;
            if run.vehicle {
                self.carried.dose_h[1] = self.carried.dose_h[1] + dose_h;
            }
        }
    }

    /// Stasis dose in all assessed phases, in vehicles, and in the same time of an ordinary day (h).
    #[inline(always)]
    pub(super) fn doses_h(&self, assessed_s: G) -> [G; 3] {
        [
            self.carried.dose_h[0],
            self.carried.dose_h[1],
            self.carried.ordinary_h * assessed_s * assessed_s.lit(1.0 / 86_400.0),
        ]
    }
}

/// Time integral of activity over a time (h).
#[inline(always)]
fn dose_h<G: Group>(before: &Stagnation<G>, after: &Stagnation<G>, seconds: G) -> G {
    (before.activity + after.activity) * seconds.lit(0.5) * (seconds * seconds.lit(1.0 / 3600.0))
}
