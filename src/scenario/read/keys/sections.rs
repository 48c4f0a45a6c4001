//! All sections with their keys, one line per key.

use super::Kind::{
    Column, Distribution, Either, Entry, Identifier, Line, List, Name, Row, Table, Text, Truth, Value, Word,
};
use super::Need::{Default, Each, Optional, Required};
use super::kind::{above, above_to, at_least, between, number, span, variable, whole, within};
use super::{Key, Keys};
use crate::scenario::check::limits::*;
use crate::scenario::check::words;
use crate::scenario::compose::MOST_COPIES;
use crate::scenario::{BaseTable, Knee, Legs, Missing, Sampler, Seat, Sides, Variable};

macro_rules! sections {
    ($( $section:ident, $title:literal, $about:literal, { $( $name:literal, $need:expr, $kind:expr, $meaning:literal; )* } )*) => {
        $(
            #[doc = concat!("`", $title, "`.")]
            pub const $section: Keys = Keys {
                section: $title,
                about: $about,
                entries: &[ $( Key { name: $name, need: $need, kind: $kind, about: $meaning }, )* ],
            };
        )*

        /// All sections. If several have the same key, the first one is the most probable.
        pub const SECTIONS: &[&Keys] = &[ $( &$section, )* ];
    };
}

sections! {
    ROOT, "the top level", "The parts of a scenario file.", {
        "format", Required, Word(words::formats), "The format that the file is written in.";
        "study", Required, Table(&STUDY), "What the study is about.";
        "design", Required, Table(&DESIGN), "How many people are drawn, and how.";
        "population", Required, Table(&POPULATION), "Who they are.";
        "timeline", Required, Table(&TIMELINE), "What their day looks like.";
        "interventions", Optional, Table(&INTERVENTIONS), "What can be done.";
        "arms", Required, Table(&ARMS), "Who does what.";
        "outcomes", Optional, Table(&OUTCOMES), "What counts.";
        "measurements", Optional, Table(&MEASUREMENTS), "What is measured of everybody beside the outcomes.";
        "parameters", Optional, Table(&PARAMETERS), "Constants of the model that the study sets itself.";
        "analysis", Optional, Table(&ANALYSIS), "Groups and statistics.";
        "outputs", Optional, Table(&OUTPUTS), "What is written beside the usual tables.";
        "extends", Optional, Line, "Another scenario file, from the folder of this one: tables are merged, everything else here replaces what stands there.";
        "sweep", Optional, Table(&SWEEP), "Values to try, each in a run of its own.";
    }
    STUDY, "[study]", "What the study is about.", {
        "id", Required, Identifier, "Short name of the study; it names the run folder.";
        "title", Required, Line, "One line that says what is compared.";
        "question", Default("\"\""), Text, "The question that the study answers.";
        "context_of_use", Default("\"\""), Text, "What the results may be used for.";
    }
    DESIGN, "[design]", "How many people are drawn, and how.", {
        "seed", Required, whole(0, LARGEST_SEED, ""), "Any number; equal seeds give equal people.";
        "persons", Required, whole(1, MOST_PERSONS as u64, ""), "Number of simulated people; every arm holds all of them.";
        "sampler", Default("\"sobol\""), Word(Sampler::words), "Evenly spread draws (`sobol`), or independent ones (`random`).";
        "parameter_draws", Default("1"), whole(1, MOST_DRAWS as u64, ""), "Number of draws of the uncertain constants of [parameters]; each repeats the study with the same people.";
        "confidence", Default("0.95"), within(*CONFIDENCE.start(), *CONFIDENCE.end(), "1"), "Level of all intervals.";
        "precision", Optional, Table(&PRECISION), "An error to reach by adding people.";
    }
    POPULATION, "[population]", "Who the people are, and how they differ.", {
        "base", Optional, Word(BaseTable::words), "Built-in table that sex, age, stature and weight are drawn from; required without `file`.";
        "variables", Optional, Table(&VARIABLES), "Variables that the study sets itself.";
        "correlation", Optional, Table(&CORRELATION), "Variables that go together.";
        "file", Optional, Line, "A data file (CSV or Parquet) whose rows are people, from the folder of the scenario.";
        "columns", Optional, Table(&COLUMNS), "Which columns of that file are which variables; without it those that are called so.";
        "weight", Optional, Line, "Its column that holds how many people a row stands for.";
        "missing", Default("\"refuse\""), Word(Missing::words), "What becomes of missing values: refused, their rows dropped, or drawn like those of everybody else.";
        "file_hash", Optional, Line, "Hash of the file that was meant; another file is refused.";
    }
    VARIABLES, "[population.variables]", "Attributes of people in place of the base table's or the usual ones.", {
        "<variable>", Each(&Entry("variable", words::variables)), Distribution, "A number, a truth or a label for everybody, or a distribution.";
    }
    COLUMNS, "[population.columns]", "Which columns of the data file are which variables.", {
        "<variable>", Each(&Entry("variable", words::variables)), Line, "Name of the column.";
    }
    CORRELATION, "[population.correlation]", "Variables that go together more or less than they would.", {
        "pairs", Default("[]"), List(&PAIR), "Two variables and their rank correlation (Spearman); all pairs must be possible together.";
    }
    TIMELINE, "[timeline]", "The day that people go through in every arm.", {
        "temperature_c", Default("24"), within(*TEMPERATURE_C.start(), *TEMPERATURE_C.end(), "°C"), "Temperature of the air, where a phase gives none.";
        "phases", Required, List(&Either(&[Table(&GROUP), Table(&PHASE)])), "The stretches of the day, in order; at least one.";
    }
    OUTCOMES, "[outcomes]", "Which phase counts, and which outcomes are flagged.", {
        "assess", Optional, Name("phase"), "The phase that is assessed; without it the longest seated or standing one, of equally long ones the last.";
        "<flag>", Each(&Column), Table(&FLAG), "A yes or no for each person, made of an outcome; the name becomes a column.";
    }
    ANALYSIS, "[analysis]", "Groups of people and statistics.", {
        "strata", Default("[]"), List(&Either(&[Entry("labeled variable", words::labeled), Table(&STRATUM)])), "Groupings of people: variables with labels by name, others with classes.";
        "quantiles", Default("[0.05, 0.25, 0.5, 0.75, 0.95]"), List(&between(0.0, 1.0, "1")), "Quantiles of every outcome, increasing.";
        "sensitivity", Default("false"), Truth, "Whether the table `sensitivity` is written: rank correlations of outcomes with attributes of people.";
    }
    OUTPUTS, "[outputs]", "What is written beside the usual tables.", {
        "timeseries_every_min", Optional, whole(1, DAY_MIN as u64, "min"), "Spacing of the time course; none without it.";
        "tables", Optional, List(&Word(words::tables)), "Tables to write beside `summary` and `contrasts`; all without it.";
        "columns", Optional, List(&Name("column of outcomes")), "Columns of `outcomes` behind its keys: outcomes, measurements, flags; all without it.";
        "persons_sample", Optional, at_least(1.0, ""), "So many people, drawn at random, have rows in `persons` and `outcomes`; statistics are about all.";
        "report", Default("\"none\""), Word(words::reports), "The report: none in this version.";
    }
    INTERVENTIONS, "[interventions]", "What can be done; arms choose from it.", {
        "<id>", Each(&Identifier), Table(&INTERVENTION), "An intervention with its dose; the id is what arms call it.";
    }
    INTERVENTION, "[interventions.<id>]", "What is done, and how much of it.", {
        "kind", Required, Word(words::kinds), "What is done; it decides which of the other keys mean something.";
        "every_min", Optional, whole(1, DAY_MIN as u64, "min"), "From start to start of the bouts; the first one starts so long after the phase begins.";
        "duration_min", Optional, whole(1, DAY_MIN as u64, "min"), "Length of a bout, shorter than `every_min`.";
        "repetitions", Optional, whole(1, MOST_REPETITIONS as u64, ""), "Cycles of one leg in a set, in place of `duration_min`; bouts fill whole minutes.";
        "cadence_per_min", Optional, whole(1, HIGHEST_CADENCE as u64, "1/min"), "Cycles of one leg per minute; without it what is usual for the kind.";
        "class", Optional, Word(words::classes), "Class of a stocking by its label (mmHg); the middle of the class is used.";
        "ankle_pressure_mmhg", Optional, within(0.0, HIGHEST_PRESSURE_MMHG, "mmHg"), "Pressure of a stocking at the ankle, in place of `class`.";
        "weeks", Optional, whole(1, LONGEST_PLAN as u64, ""), "Weeks of training before the day.";
        "sessions_per_week", Optional, whole(1, MOST_SESSIONS as u64, ""), "Training sessions in a week.";
        "during", Optional, List(&Name("phase")), "Phases in which it happens; without it those that suit it.";
        "from_min", Optional, whole(0, WEEK_MIN as u64, "min"), "Minute of the phase in which the first bout starts, or a stocking is put on; without it `every_min`, and 0 for stockings.";
        "until_min", Optional, whole(0, WEEK_MIN as u64, "min"), "Minute of the phase by which the last bout is over, or a stocking is taken off; without it the end of the phase.";
        "sets", Optional, span(&SETS), "Sets of `repetitions` in a bout or session, rounds of a circuit.";
        "rest_s", Default("60"), span(&REST_S), "Rest between sets.";
        "knee", Default("\"straight\""), Word(Knee::words), "How the knee is held.";
        "legs", Default("\"both\""), Word(Sides::words), "Whether both legs work together, or one after the other, set by set.";
        "load_kg", Default("0"), within(*LOAD_KG.start(), *LOAD_KG.end(), "kg"), "Weight that is carried.";
        "stages", Optional, List(&Table(&STAGE)), "The stages of a plan, one after the other, in place of `weeks` and `sessions_per_week`.";
        "water_ml_h", Optional, within(*WATER_ML_H.start(), *WATER_ML_H.end(), "mL/h"), "Water that is drunk during the day.";
        "plasma_volume_rel", Optional, variable(Variable::HydrationRel), "Plasma volume relative to normal hydration, in place of `water_ml_h`.";
        "salt_g_day", Optional, variable(Variable::SaltGDay), "How much salt people eat at most.";
        "change_kg", Optional, within(*CHANGE_KG.start(), *CHANGE_KG.end(), "kg"), "Change of weight, negative for a loss.";
        "change_pct", Optional, within(*CHANGE_PCT.start(), *CHANGE_PCT.end(), "%"), "The same in percent, in place of `change_kg`.";
        "footwear", Optional, Word(words::shoes), "Shoes that are worn.";
        "movements_per_h", Optional, variable(Variable::FidgetPerH), "How often legs move while seated.";
        "adherence", Optional, Distribution, "Probability that people do this, in place of the arm's.";
    }
    STAGE, "an entry of `stages`", "Weeks of equal sessions.", {
        "focus", Required, Word(words::focuses), "What the stage is for.";
        "weeks", Required, whole(1, LONGEST_PLAN as u64, ""), "How long it takes; all stages together take 104 weeks at most.";
        "sessions_per_week", Required, whole(1, MOST_SESSIONS as u64, ""), "How often people train.";
        "sets", Optional, span(&SETS), "Sets of a session; without it what is usual for the focus.";
        "repetitions", Optional, span(&REPETITIONS), "Repetitions of a set; without it what is usual for the focus.";
        "load_kg", Default("0"), within(*LOAD_KG.start(), *LOAD_KG.end(), "kg"), "Weight that is carried.";
        "legs", Default("\"both\""), Word(Sides::words), "Whether both legs work together, or one after the other.";
    }
    ARMS, "[arms]", "The groups that are compared, in the order in which results are shown. All hold the same people.", {
        "<id>", Each(&Identifier), Table(&ARM), "An arm; exactly one is the reference.";
    }
    ARM, "[arms.<id>]", "Who does what.", {
        "label", Optional, Text, "How results call the arm; without it the id.";
        "use", Required, List(&Name("intervention")), "Interventions of this arm; `[]` where nothing is done.";
        "adherence", Optional, Distribution, "Probability that people do what the arm asks, in place of their own `adherence`: a number from 0 to 1, or a distribution.";
        "reference", Default("false"), Truth, "Whether the others are compared with this arm.";
        "after_weeks", Optional, Either(&[List(&whole(0, LONGEST_PLAN as u64, "")), whole(0, LONGEST_PLAN as u64, "")]), "The day comes after so many weeks of the arm's training; a list, increasing, makes an arm of each.";
        "eligibility", Optional, Table(&ELIGIBILITY), "Whom the study keeps from the arm, beside those who may not take its interventions; they are counted, with the reason.";
    }
    ELIGIBILITY, "`eligibility` of an arm", "Who may take an arm.", {
        "exclude", Default("[]"), List(&Entry("flag", words::flags)), "Whoever has one of these is left out.";
        "min_age_years", Optional, variable(Variable::AgeYears), "Youngest who may take it.";
        "max_age_years", Optional, variable(Variable::AgeYears), "Oldest who may take it.";
    }
    PHASE, "an entry of `phases` in [timeline]", "A stretch of the day in one posture.", {
        "name", Required, Line, "Unique in the timeline.";
        "posture", Required, Word(words::postures), "How the body is held.";
        "duration_s", Optional, whole(1, LONGEST_S as u64, "s"), "How long a maneuver lasts.";
        "duration_min", Optional, whole(1, LONGEST_H as u64 * 60, "min"), "How long it lasts for everybody.";
        "duration_h", Optional, within(SHORTEST_H, LONGEST_H as f64, "h"), "The same in hours, to whole minutes.";
        "duration_of", Optional, Word(words::durations), "The variable that says how long it lasts for a person.";
        "activity", Optional, Word(words::activities), "What the legs do all along.";
        "cadence_per_min", Optional, whole(1, HIGHEST_CADENCE as u64, "1/min"), "Cycles of one leg per minute; without it what is usual for the activity.";
        "repetitions", Optional, whole(1, LONGEST_H as u64 * 60 * HIGHEST_CADENCE as u64, ""), "How long it lasts in cycles of the activity.";
        "legs", Default("\"free\""), Word(Legs::words), "Whether a seated person may fidget.";
        "seat", Default("\"chair\""), Word(Seat::words), "What a seated person sits on; a vehicle is narrow, and time in it is travel.";
        "calf_cuff_mmhg", Default("0"), Either(&[CALF_CUFF, Row(&[CALF_CUFF, CALF_CUFF])]), "Pressure of a cuff around the calf, negative for suction; `[from, to]` changes it evenly.";
        "thigh_cuff_mmhg", Default("0"), Either(&[THIGH_CUFF, Row(&[THIGH_CUFF, THIGH_CUFF])]), "Pressure of a cuff around the thigh; `[from, to]` changes it evenly.";
        "temperature_c", Optional, within(*TEMPERATURE_C.start(), *TEMPERATURE_C.end(), "°C"), "Temperature of the air; without it that of the timeline.";
        "knee_angle_deg", Optional, within(*KNEE_DEG.start(), *KNEE_DEG.end(), "deg"), "Angle between thigh and shank of a seated person; 180 is a straight leg.";
        "repeat", Optional, whole(1, MOST_COPIES as u64, ""), "How many times it comes; the copies of `day` are called `day_1`, `day_2`, and so on.";
    }
    GROUP, "a group of phases in [timeline]", "Phases that come again and again together.", {
        "repeat", Required, whole(1, MOST_COPIES as u64, ""), "How many times they come.";
        "phases", Required, List(&Table(&PHASE)), "The phases, in order.";
    }
    FLAG, "a flag of [outcomes]", "A yes or no for each person.", {
        "from", Required, Entry("outcome", words::measures), "The outcome that it is made of.";
        "above", Optional, number(""), "Yes where the outcome is larger.";
        "below", Optional, number(""), "Yes where the outcome is smaller, in place of `above`.";
    }
    MEASUREMENTS, "[measurements]", "Numbers that are measured of everybody, in the order of the file.", {
        "<id>", Each(&Column), Table(&MEASUREMENT), "A number of each person; the id becomes a column and ends in its unit.";
    }
    MEASUREMENT, "[measurements.<id>]", "A number that is read from a signal, or computed from earlier ones.", {
        "signal", Optional, Entry("signal", words::signals), "What is read.";
        "phase", Optional, Name("phase"), "When.";
        "take", Optional, Word(words::takes), "How the part of the phase becomes one number.";
        "from_s", Default("0"), at_least(0.0, "s"), "Where the part begins, from the start of the phase.";
        "until_s", Optional, above(0.0, "s"), "Where it ends; without it the end of the phase.";
        "share", Optional, above_to(0.0, 1.0, "1"), "The event of `time_to`: this share of the way from the first value to `toward` is covered.";
        "toward", Optional, Name("measurement"), "The earlier measurement at the end of that way.";
        "level", Optional, number(""), "The event of `time_to`: the signal crosses this level.";
        "sum", Optional, List(&TERM), "All terms together.";
        "difference", Optional, List(&TERM), "The first term less the others.";
        "product", Optional, List(&TERM), "All terms multiplied.";
        "ratio", Optional, List(&TERM), "The first term over the others.";
        "percent", Optional, List(&TERM), "The same in percent.";
    }
    STRATUM, "an entry of `strata` in [analysis]", "A grouping of people.", {
        "name", Required, Column, "Name of the grouping; it becomes a column.";
        "of", Required, Entry("variable", words::variables), "The variable that is divided into classes.";
        "breaks", Optional, List(&number("")), "Edges of the classes, increasing; a class holds its lower edge. Variables with labels take none.";
    }
    SWEEP, "[sweep]", "Values to try, each in a run of its own.", {
        "zip", Default("false"), Truth, "Whether the lists are walked together; else every value meets every other.";
        "<path>", Each(&Line), List(&Value), "The dotted path of a key in quotes, with the values that it takes.";
    }
    PARAMETERS, "[parameters]", "Constants of the model in place of the usual ones.", {
        "<constant>", Each(&Entry("constant", words::constants)), Either(&[number(""), Table(&PARAMETER)]), "The number that replaces it, or a table.";
    }
    PARAMETER, "an entry of [parameters]", "A constant with its source.", {
        "value", Required, number(""), "The number that replaces the usual one.";
        "source", Optional, Text, "A note to readers of the scenario.";
        "uncertain", Optional, Distribution, "What is not known of it: a distribution that `parameter_draws` are taken from.";
    }
    PRECISION, "[design.precision]", "A Monte Carlo error that is reached by adding people.", {
        "of", Required, Line, "Statistic and column with a dot between them: `mean` or `mean_difference` of an outcome or measurement, `risk` or `risk_difference` of a flag.";
        "mcse_max", Required, above(0.0, ""), "Its largest Monte Carlo standard error, in its own unit; the arm with the largest one counts.";
        "persons_max", Required, whole(1, MOST_PERSONS as u64, ""), "Number of people at which to stop in any case; at least `persons`.";
    }
}

/// Pressures of cuffs.
const CALF_CUFF: super::Kind = within(*CALF_MMHG.start(), *CALF_MMHG.end(), "mmHg");
const THIGH_CUFF: super::Kind = within(*THIGH_MMHG.start(), *THIGH_MMHG.end(), "mmHg");
/// A pair of variables and their correlation.
const PAIR: super::Kind =
    Row(&[Entry("variable", words::variables), Entry("variable", words::variables), between(-1.0, 1.0, "1")]);
/// A term in the computation of a measurement.
const TERM: super::Kind = Either(&[number(""), Name("measurement")]);
