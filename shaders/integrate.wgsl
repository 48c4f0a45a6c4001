// One thread simulates one person in one arm through the compiled day, piece by piece, with the same operations as
// src/engine/integrate.rs. The conditions of branches are the same for all threads, with one exception: the end of a phase. After
// it, the state of the person stays unchanged until the phase of all others has ended.
//
// A dispatch simulates a slice of the pieces. Between dispatches the state of a person is stored in `checkpoints`, component by component.

// Kinds of pieces: windows, or what a mark records.
const RUN: u32 = 0u;
const RESTING_STATE: u32 = 1u;
const EMPTY_VOLUME: u32 = 2u;
const FULL_VOLUME: u32 = 3u;
const VOLUME_AFTER_TIPTOE: u32 = 4u;
const ASSESSMENT_END: u32 = 5u;
const TICK: u32 = 6u;
const HABIT: u32 = 7u;
const START: u32 = 8u;
const SETTLED: u32 = 9u;

// Flags of windows.
const SLOW_STATES: u32 = 1u;
const STOCKING: u32 = 2u;
const ASSESSED_PHASE: u32 = 4u;
const RECOVERY_PHASE: u32 = 8u;
const IMPLICIT_EULER: u32 = 16u;
const SKIPPED_CYCLES: u32 = 32u;
const VEHICLE: u32 = 64u;

// The value of a position that means: no phase.
const NONE: u32 = 0xffffffffu;

// Positions where groups of values begin among the components of `inputs` and `checkpoints`.
const INPUT_LEG: u32 = 0u;
const INPUT_STOCKING: u32 = 27u;
const INPUT_CELL: u32 = 28u;
const INPUT_PHASES: u32 = 29u;
const CHECKPOINT_STATE: u32 = 0u;
const CHECKPOINT_OUTCOME_SUMS: u32 = 26u;
const CHECKPOINT_MEANS: u32 = 65u;
const CHECKPOINT_HABITS: u32 = 84u;
const CHECKPOINT_DRIFT: u32 = 160u;
const CHECKPOINT_INVALID: u32 = 167u;
const CHECKPOINT_PROGRESS: u32 = 168u;

const COURSES: u32 = 6u;
const BINS: u32 = 200u;
// Number of words in a cell of the time course: the bins, then the sums of the lower and of the upper halves of the steps.
const CELL_WORDS: u32 = 202u;

// The bits of 1e6. A person whose state has at least this extent, or an extent that is infinite or not a number, is invalid.
const MAX_EXTENT_BITS: u32 = 0x49742400u;
const INFINITY_BITS: u32 = 0x7f800000u;

// Equal consecutive windows, or a mark.
struct Piece {
    kind: u32,
    flags: u32,
    // Position of the phase.
    phase: u32,
    // Number of the first window, and number of windows. At the start of the timeline: number of episodes until waking.
    first: u32,
    count: u32,
    // Position in `tables` of the channels, or of the time before the timeline.
    table: u32,
    // Number of episodes before the last ordinary day.
    last_day: u32,
    // Position in `tables` of the waves. Then the number of moments of the waves, or of episodes before the timeline.
    waves: u32,
    moments: u32,
    // Number of steps of ROS2 that share a linearization, at most.
    held: u32,
    // Number of the habit.
    habit: u32,
    // Position of the tick of the time course.
    tick: u32,
    // Start of window 0, or the time of the tick (s since the phase began).
    start_s: f32,
    window_s: f32,
    step_s: f32,
    // In windows of skipped cycles, relative to the drift of the cycle before: the drift over the window, and that of the last
    // skipped cycle.
    drift: f32,
    decay: f32,
}

// The work of this dispatch.
struct Slice {
    // Number of people who are simulated, and number of people for whom the buffers have places.
    people: u32,
    stride: u32,
    // Position of the first piece, and the position after the last.
    first: u32,
    last: u32,
    // Number that identifies the block; its progress begins with this number.
    token: u32,
    cells: u32,
    // Position in `tables` of the ranges of the time course.
    ranges: u32,
    // 1 if the day of these people ends with this slice, else 0.
    is_last: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<uniform> slice: Slice;
@group(0) @binding(2) var<storage, read> pieces: array<Piece>;
@group(0) @binding(3) var<storage, read> tables: array<f32>;
@group(0) @binding(4) var<storage, read> people: array<u32>;
@group(0) @binding(5) var<storage, read> inputs: array<f32>;
@group(0) @binding(6) var<storage, read_write> checkpoints: array<f32>;
@group(0) @binding(7) var<storage, read_write> course: array<atomic<u32>>;
@group(0) @binding(8) var<storage, read_write> results: array<f32>;

fn load_table(offset: u32) -> f32 {
    return tables[offset];
}

fn load_input(component: u32, person: u32) -> f32 {
    return inputs[component * slice.stride + person];
}

fn load_checkpoint(component: u32, person: u32) -> f32 {
    return checkpoints[component * slice.stride + person];
}

fn store_checkpoint(component: u32, person: u32, value: f32) {
    checkpoints[component * slice.stride + person] = value;
}

fn store_result(component: u32, person: u32, value: f32) {
    results[component * slice.stride + person] = value;
}

fn has_flag(piece: Piece, flag: u32) -> bool {
    return (piece.flags & flag) != 0u;
}

// The state of a person between two pieces of the day.
struct Checkpoint {
    state: State,
    outcome_sums: OutcomeSums,
    // Averages over the last window, and the change of the volumes from cycle to cycle.
    means: Means,
    // Conditions of the tissue on ordinary days.
    habits: Habits,
    drift: array<f32, 7>,
    // 1 if the state was ever infinite, not a number or implausibly large, else 0.
    invalid: f32,
    // The token of the block plus the number of finished pieces; it shows the host whether all work was done.
    progress: f32,
}

fn checkpoint_read(person: u32) -> Checkpoint {
    return Checkpoint(
        state_read(CHECKPOINT_STATE, person),
        outcome_sums_read(CHECKPOINT_OUTCOME_SUMS, person),
        means_read(CHECKPOINT_MEANS, person),
        habits_read(CHECKPOINT_HABITS, person),
        array<f32, 7>(
            load_checkpoint(CHECKPOINT_DRIFT, person),
            load_checkpoint(CHECKPOINT_DRIFT + 1u, person),
            load_checkpoint(CHECKPOINT_DRIFT + 2u, person),
            load_checkpoint(CHECKPOINT_DRIFT + 3u, person),
            load_checkpoint(CHECKPOINT_DRIFT + 4u, person),
            load_checkpoint(CHECKPOINT_DRIFT + 5u, person),
            load_checkpoint(CHECKPOINT_DRIFT + 6u, person),
        ),
        load_checkpoint(CHECKPOINT_INVALID, person),
        load_checkpoint(CHECKPOINT_PROGRESS, person),
    );
}

fn checkpoint_write(person: u32, now: Checkpoint) {
    state_write(CHECKPOINT_STATE, person, now.state);
    outcome_sums_write(CHECKPOINT_OUTCOME_SUMS, person, now.outcome_sums);
    means_write(CHECKPOINT_MEANS, person, now.means);
    habits_write(CHECKPOINT_HABITS, person, now.habits);
    store_checkpoint(CHECKPOINT_DRIFT, person, now.drift[0]);
    store_checkpoint(CHECKPOINT_DRIFT + 1u, person, now.drift[1]);
    store_checkpoint(CHECKPOINT_DRIFT + 2u, person, now.drift[2]);
    store_checkpoint(CHECKPOINT_DRIFT + 3u, person, now.drift[3]);
    store_checkpoint(CHECKPOINT_DRIFT + 4u, person, now.drift[4]);
    store_checkpoint(CHECKPOINT_DRIFT + 5u, person, now.drift[5]);
    store_checkpoint(CHECKPOINT_DRIFT + 6u, person, now.drift[6]);
    store_checkpoint(CHECKPOINT_INVALID, person, now.invalid);
    store_checkpoint(CHECKPOINT_PROGRESS, person, now.progress);
}

fn checkpoint_new(body: Body) -> Checkpoint {
    let none = array<f32, 7>();
    return Checkpoint(state_new(body), outcome_sums_new(0.0), Means(), habits_new(0.0), none, 0.0, f32(slice.token));
}

fn wave(offset: u32) -> array<f32, 5> {
    return array<f32, 5>(tables[offset], tables[offset + 1u], tables[offset + 2u], tables[offset + 3u], tables[offset + 4u]);
}

// The volumes at the end of a window and the averages over it.
struct WindowResult {
    volume: array<f32, 7>,
    means: Means,
}

// Simulates every step of one window.
fn simulate_window(piece: Piece, conditions: FlowConditions, compression: Compression, begun: array<f32, 7>) -> WindowResult {
    var volume = begun;
    var sums = sums_new(0.0);
    if (has_flag(piece, IMPLICIT_EULER)) {
        for (var moment = 1u; moment < piece.moments; moment++) {
            let after = compression_under(compression, wave(piece.waves + 5u * moment));
            let stepped = implicit(conditions, volume, after, piece.step_s);
            sums = sums_with(sums, volume, stepped);
            volume = stepped.volume;
        }
    } else {
        var before = compression_under(compression, wave(piece.waves));
        var linearization: Linearization;
        for (var moment = 1u; moment < piece.moments; moment++) {
            let start = instant(conditions, volume, before);
            if ((moment - 1u) % piece.held == 0u) {
                linearization = linearize(conditions, start, piece.step_s);
            }
            before = compression_under(compression, wave(piece.waves + 5u * moment));
            let stepped = ros2(conditions, start, linearization, before, piece.step_s);
            sums = sums_with(sums, volume, stepped);
            volume = stepped.volume;
        }
    }
    return WindowResult(volume, sums_means(sums, conditions, begun, volume, f32(piece.moments - 1u), piece.step_s));
}

// Simulates the windows of a piece.
fn run_piece(piece: Piece, body: Body, person: u32, begun: Checkpoint) -> Checkpoint {
    var now = begun;
    let channels = channels_read(piece.table);
    let stocking_mmhg = select(0.0, load_input(INPUT_STOCKING, person), has_flag(piece, STOCKING));
    let compression = body_compression(body, channels, stocking_mmhg);
    var phase_s = 0.0;
    if (piece.phase != NONE) {
        phase_s = load_input(INPUT_PHASES + piece.phase, person);
    }
    for (var window = piece.first; window < piece.first + piece.count; window++) {
        let at_s = piece.start_s + piece.window_s * f32(window);
        if (piece.phase != NONE && at_s >= phase_s) {
            break;
        }
        let conditions = body_narrowed(body, body_flow_conditions(body, channels, now.state), compression);
        let before = now.state;
        var result: WindowResult;
        if (has_flag(piece, SKIPPED_CYCLES)) {
            result.volume = drifted(before.volume, now.drift, piece.drift);
            result.means = means_during_skipped_cycles(now.means, before.volume, result.volume, piece.window_s);
            now.drift = decayed(now.drift, piece.decay);
        } else {
            result = simulate_window(piece, conditions, compression, before.volume);
            now.drift = drift(before.volume, result.volume);
        }
        now.means = result.means;
        now.state.volume = result.volume;
        if (has_flag(piece, SLOW_STATES)) {
            now.state = body_slow(body, channels, stocking_mmhg, result.means, now.state, piece.window_s);
        }
        now.outcome_sums = outcome_sums_with_window(now.outcome_sums, result.means, now.state);
        if (has_flag(piece, ASSESSED_PHASE)) {
            let vehicle = select(0.0, 1.0, has_flag(piece, VEHICLE));
            now.outcome_sums = outcome_sums_with_assessed(now.outcome_sums, body, result.means, before, now.state, piece.window_s, vehicle);
        }
        if (has_flag(piece, RECOVERY_PHASE)) {
            now.outcome_sums = outcome_sums_with_recovery(now.outcome_sums, body, before, now.state, piece.window_s);
        }
        // Drivers may assume that no value is infinite or not a number, so a comparison of floats is not reliable; the bits are.
        if ((bitcast<u32>(state_extent(now.state)) & 0x7fffffffu) >= MAX_EXTENT_BITS) {
            now.invalid = 1.0;
        }
    }
    return now;
}

// Computes the tissue fluid and the stagnant blood that the time before the timeline has left.
fn start_timeline(piece: Piece, body: Body, begun: Checkpoint) -> Checkpoint {
    var now = begun;
    now.state.fluid = array<Fluid, 3>(fluid_dry(0.0), fluid_dry(0.0), fluid_dry(0.0));
    for (var episode = 0u; episode < piece.moments; episode++) {
        let habit = u32(tables[piece.table + 2u * episode]);
        let minutes = tables[piece.table + 2u * episode + 1u];
        now.state.fluid = lived(body.tissue, now.state.fluid, now.habits.conditions[habit], minutes);
        now.outcome_sums = outcome_sums_with_lived(now.outcome_sums, body, now.state.fluid);
        let stagnation = stasis_advance(body.stasis, now.state.stagnation, now.habits.turnover[habit], minutes);
        if (episode >= piece.last_day && episode < piece.first) {
            now.outcome_sums = outcome_sums_with_ordinary(now.outcome_sums, now.state.stagnation, stagnation, minutes);
        }
        now.state.stagnation = stagnation;
        if (episode + 1u == piece.first) {
            now.outcome_sums = outcome_sums_with_waking(now.outcome_sums, body, now.state.fluid);
        }
    }
    now.outcome_sums = outcome_sums_with_start(now.outcome_sums, body, now.state);
    return now;
}

// Adds the value of one quantity of one person to the time course.
fn count_value(tick: u32, which: u32, cell: u32, value: f32) {
    if ((bitcast<u32>(value) & INFINITY_BITS) == INFINITY_BITS) {
        return;
    }
    let low = tables[slice.ranges + 2u * which];
    let per_bin = tables[slice.ranges + 2u * which + 1u];
    let bin = u32(clamp((value - low) * per_bin, 0.0, f32(BINS - 1u)));
    let steps = u32(i32(floor(clamp(value, -8191.0, 8191.0) * 1024.0 + 0.5)) + 8388608);
    let offset = ((tick * COURSES + which) * slice.cells + cell) * CELL_WORDS;
    atomicAdd(&course[offset + bin], 1u);
    atomicAdd(&course[offset + BINS], steps & 0xfffu);
    atomicAdd(&course[offset + BINS + 1u], steps >> 12u);
}

fn read_time_course(piece: Piece, body: Body, person: u32, now: Checkpoint) {
    if (load_input(INPUT_PHASES + piece.phase, person) < piece.start_s) {
        return;
    }
    let cell = bitcast<u32>(load_input(INPUT_CELL, person));
    var values = outcome_sums_course(now.outcome_sums, body, now.state);
    for (var which = 0u; which < COURSES; which++) {
        count_value(piece.tick, which, cell, values[which]);
    }
}

fn store_results(person: u32, body: Body, now: Checkpoint) {
    leg_outcomes_write(0u, person, outcome_sums_outcomes(now.outcome_sums, body));
    store_result(LEG_OUTCOMES, person, now.outcome_sums.range_ml[0]);
    store_result(LEG_OUTCOMES + 1u, person, now.outcome_sums.range_ml[1]);
    store_result(LEG_OUTCOMES + 2u, person, 1.0 - now.invalid);
    store_result(LEG_OUTCOMES + 3u, person, now.progress);
}

@compute @workgroup_size(64)
fn integrate_people(@builtin(global_invocation_id) id: vec3<u32>) {
    if (id.x >= slice.people) {
        return;
    }
    let person = people[id.x];
    let body = body_new(leg_read(INPUT_LEG, person));
    var now: Checkpoint;
    if (slice.first == 0u) {
        now = checkpoint_new(body);
    } else {
        now = checkpoint_read(person);
    }
    for (var at = slice.first; at < slice.last; at++) {
        let piece = pieces[at];
        switch (piece.kind) {
            case RUN: {
                now = run_piece(piece, body, person, now);
            }
            case RESTING_STATE: {
                now.state = body_rested(body, now.means, now.state);
                now.outcome_sums = outcome_sums_with_rest(now.outcome_sums, now.state);
            }
            case EMPTY_VOLUME: {
                now.outcome_sums.empty_calf_ml = calf_ml(now.state.volume);
            }
            case FULL_VOLUME: {
                now.outcome_sums.full_calf_ml = calf_ml(now.state.volume);
            }
            case VOLUME_AFTER_TIPTOE: {
                now.outcome_sums.after_tiptoe_ml = calf_ml(now.state.volume);
            }
            case SETTLED: {
                now.outcome_sums = outcome_sums_with_settled(now.outcome_sums, body, now.state);
            }
            case ASSESSMENT_END: {
                now.outcome_sums = outcome_sums_with_end(now.outcome_sums, body, now.state);
            }
            case HABIT: {
                let channels = channels_read(piece.table);
                now.habits.conditions[piece.habit] = body_tissue_conditions(body, channels, 0.0, now.means);
                now.habits.turnover[piece.habit] = body_turnover(body, channels, now.means);
            }
            case START: {
                now = start_timeline(piece, body, now);
            }
            case TICK: {
                read_time_course(piece, body, person, now);
            }
            default: {}
        }
        now.progress += 1.0;
    }
    checkpoint_write(person, now);
    if (slice.is_last == 1u) {
        store_results(person, body, now);
    }
}
