//! Stagnant blood under other constants of stasis. Stasis does not act on the flow of blood, so that one simulation of the blood serves all
//! draws of these constants.

use crate::model::{HABITS, Habit, History, Params, Stagnation, Stasis, Turnover};
use crate::schedule::Run;

use super::group::Group;

/// Spontaneous movements and weight shifts per second.
pub(super) type MovementsHz<G> = (G, G);

/// The stagnant blood of a group of people under one draw of the constants.
pub(super) struct Drawn<G> {
    stasis: Stasis<G>,
    stagnation: Stagnation<G>,
    /// Turnover in the postures of an ordinary day.
    habits: [Turnover<G>; HABITS],
    /// Time integral of activity over the assessed phases, in all of that time and in vehicles (h).
    dose_h: [G; 2],
    /// Time integral of activity over the last ordinary day and night (h).
    ordinary_h: G,
}

impl<G: Group> Drawn<G> {
    /// The state before the first window.
    pub(super) fn new(constants: &Params<f64>, token: G::Token, stagnation: Stagnation<G>) -> Self {
        let none = G::splat(token, 0.0);
        Self {
            stasis: Stasis::new(&constants.map(|value| G::splat(token, value as f32))),
            stagnation,
            habits: [Turnover::none(none); HABITS],
            dose_h: [none; 2],
            ordinary_h: none,
        }
    }

    /// Starts from the equilibrium of a long rest.
    #[inline(always)]
    pub(super) fn rest(&mut self, still: &Turnover<G>) {
        self.stagnation = self.stasis.settled(still);
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
        let after = self.stasis.advance(self.stagnation, &self.habits[habit as usize], minutes);
        if (history.until_last_day..history.until_waking).contains(&episode) {
            let activity = self.stagnation.activity + after.activity;
            self.ordinary_h = self.ordinary_h + activity * minutes * minutes.lit(1.0 / 120.0);
        }
        self.stagnation = after;
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
        let before = self.stagnation;
        let after = if run.slow_states {
            let turnover = self.stasis.moved(still, fidgets_hz, shifts_hz);
            self.stasis.advance(before, &turnover, window_s * window_s.lit(1.0 / 60.0))
        } else {
            before
        };
        let here = |new: G, old: G| in_phase.map_or(new, |in_phase| G::select(in_phase, new, old));
        self.stagnation = Stagnation {
            sinus_min: here(after.sinus_min, before.sinus_min),
            pocket_min: here(after.pocket_min, before.pocket_min),
            activity: here(after.activity, before.activity),
        };
        if run.assessed {
            let none = window_s.lit(0.0);
            let dose_h = here(dose_h(&before, &after, window_s), none);
            self.dose_h[0] = self.dose_h[0] + dose_h;
            if run.vehicle {
                self.dose_h[1] = self.dose_h[1] + dose_h;
            }
        }
    }

    /// Stasis dose in all assessed phases, in vehicles, and in the same time of an ordinary day (h).
    #[inline(always)]
    pub(super) fn doses_h(&self, assessed_s: G) -> [G; 3] {
        [self.dose_h[0], self.dose_h[1], self.ordinary_h * assessed_s * assessed_s.lit(1.0 / 86_400.0)]
    }
}

/// Time integral of activity over a time (h).
#[inline(always)]
fn dose_h<G: Group>(before: &Stagnation<G>, after: &Stagnation<G>, seconds: G) -> G {
    (before.activity + after.activity) * seconds.lit(0.5) * (seconds * seconds.lit(1.0 / 3600.0))
}
