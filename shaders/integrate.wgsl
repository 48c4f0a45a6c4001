// One thread simulates one person in one arm through the compiled day, piece by piece, with the same operations as
// src/engine/integrate.rs. The conditions of branches are the same for all threads, with one exception: the end of a phase. After
// it, the state of the person stays unchanged until the phase of all others has ended.
//
// A dispatch simulates a slice of the pieces. Between dispatches the state of a person is stored in `life`, component by component.

const RUN: u32 = 0u;
const RESTED: u32 = 1u;
const EMPTIED: u32 = 2u;
const FILLED: u32 = 3u;
const EXPELLED: u32 = 4u;
const ASSESSED: u32 = 5u;
const TICK: u32 = 6u;

const LIVING: u32 = 1u;
const STOCKING: u32 = 2u;
const COUNTED: u32 = 4u;
const RECOVERING: u32 = 8u;
const STRONG: u32 = 16u;
const HELD: u32 = 32u;

// The value of a position that means: no phase, or no bout.
const NONE: u32 = 0xffffffffu;

// Positions where groups of values begin among the components of `inputs` and `life`.
const GIVEN_LEG: u32 = 0u;
const GIVEN_STOCKING: u32 = 22u;
const GIVEN_CELL: u32 = 23u;
const GIVEN_PHASES: u32 = 24u;
const LIFE_STATE: u32 = 0u;
const LIFE_TALLY: u32 = 22u;
const LIFE_MEANS: u32 = 47u;
const LIFE_DRIFT: u32 = 64u;
const LIFE_STATUS: u32 = 71u;
const LIFE_PROGRESS: u32 = 72u;

const COURSES: u32 = 6u;
const BINS: u32 = 200u;
// Number of words in a cell of the time course: the bins, then the sums of the lower and of the upper halves of the steps.
const CELL_WORDS: u32 = 202u;

// The bits of 1e6. A person whose state has at least this extent, or an extent that is infinite or not a number, is invalid.
const ABSURD_BITS: u32 = 0x49742400u;
const INFINITE_BITS: u32 = 0x7f800000u;

// Equal consecutive windows, or a mark.
struct Piece {
    kind: u32,
    flags: u32,
    // Position of the phase.
    phase: u32,
    // Number of the first window, and number of windows.
    first: u32,
    count: u32,
    // Positions in `tables`: the channels of people who do not do the bout, the channels of people who do it, the waves. Then the
    // number of moments of the waves.
    base: u32,
    other: u32,
    waves: u32,
    moments: u32,
    // Position of the bout.
    gate: u32,
    // Position of the tick of the time course.
    tick: u32,
    // Start of window 0, or the time of the tick (s since the phase began).
    start_s: f32,
    window_s: f32,
    step_s: f32,
    // In windows of skipped cycles, relative to the drift of the cycle before: the drift over the window, and that of the last
    // skipped cycle.
    drift: f32,
    fading: f32,
}

// The work of this dispatch.
struct Slice {
    // Number of people in this block, and number of people for whom the buffers have places.
    people: u32,
    stride: u32,
    // Position of the first piece, and the position after the last.
    first: u32,
    last: u32,
    // Number that identifies the block; its progress begins with this number.
    token: u32,
    phases: u32,
    cells: u32,
    // Position in `tables` of the ranges of the time course.
    ranges: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<uniform> slice: Slice;
@group(0) @binding(2) var<storage, read> pieces: array<Piece>;
@group(0) @binding(3) var<storage, read> tables: array<f32>;
@group(0) @binding(4) var<storage, read> inputs: array<f32>;
@group(0) @binding(5) var<storage, read_write> life: array<f32>;
@group(0) @binding(6) var<storage, read_write> course: array<atomic<u32>>;
@group(0) @binding(7) var<storage, read_write> results: array<f32>;

fn tabled(place: u32) -> f32 {
    return tables[place];
}

fn given(component: u32, person: u32) -> f32 {
    return inputs[component * slice.stride + person];
}

fn kept(component: u32, person: u32) -> f32 {
    return life[component * slice.stride + person];
}

fn keep(component: u32, person: u32, value: f32) {
    life[component * slice.stride + person] = value;
}

fn report(component: u32, person: u32, value: f32) {
    results[component * slice.stride + person] = value;
}

fn has(piece: Piece, flag: u32) -> bool {
    return (piece.flags & flag) != 0u;
}

// The state of a person during the day.
struct Life {
    state: State,
    tally: Tally,
    // Averages over the last window, and the change of the volumes from cycle to cycle.
    means: Means,
    drift: array<f32, 7>,
    // 1 if the state was ever infinite, not a number or absurdly large, else 0.
    status: f32,
    // The token of the block plus the number of finished pieces; it shows the host whether all work was done.
    progress: f32,
}

fn life_read(person: u32) -> Life {
    return Life(
        state_read(LIFE_STATE, person),
        tally_read(LIFE_TALLY, person),
        means_read(LIFE_MEANS, person),
        array<f32, 7>(
            kept(LIFE_DRIFT, person),
            kept(LIFE_DRIFT + 1u, person),
            kept(LIFE_DRIFT + 2u, person),
            kept(LIFE_DRIFT + 3u, person),
            kept(LIFE_DRIFT + 4u, person),
            kept(LIFE_DRIFT + 5u, person),
            kept(LIFE_DRIFT + 6u, person),
        ),
        kept(LIFE_STATUS, person),
        kept(LIFE_PROGRESS, person),
    );
}

fn life_write(person: u32, now: Life) {
    state_write(LIFE_STATE, person, now.state);
    tally_write(LIFE_TALLY, person, now.tally);
    means_write(LIFE_MEANS, person, now.means);
    keep(LIFE_DRIFT, person, now.drift[0]);
    keep(LIFE_DRIFT + 1u, person, now.drift[1]);
    keep(LIFE_DRIFT + 2u, person, now.drift[2]);
    keep(LIFE_DRIFT + 3u, person, now.drift[3]);
    keep(LIFE_DRIFT + 4u, person, now.drift[4]);
    keep(LIFE_DRIFT + 5u, person, now.drift[5]);
    keep(LIFE_DRIFT + 6u, person, now.drift[6]);
    keep(LIFE_STATUS, person, now.status);
    keep(LIFE_PROGRESS, person, now.progress);
}

fn life_begun(body: Body) -> Life {
    let none = array<f32, 7>();
    return Life(state_new(body), tally_new(0.0), Means(), none, 0.0, f32(slice.token));
}

// Returns 1 if the person does the bout, else 0. A component contains 32 bouts, one bit for each.
fn gate(bout: u32, person: u32) -> f32 {
    let word = bitcast<u32>(given(GIVEN_PHASES + slice.phases + bout / 32u, person));
    return f32((word >> (bout % 32u)) & 1u);
}

fn channels_of(piece: Piece, person: u32) -> Channels {
    let base = channels_read(piece.base);
    if (piece.gate == NONE) {
        return base;
    }
    return channels_blend(base, channels_read(piece.other), gate(piece.gate, person));
}

fn wave(place: u32) -> array<f32, 5> {
    return array<f32, 5>(tables[place], tables[place + 1u], tables[place + 2u], tables[place + 3u], tables[place + 4u]);
}

// The volumes at the end of a window and the averages over it.
struct Passed {
    volume: array<f32, 7>,
    means: Means,
}

// Simulates every step of one window.
fn simulated(piece: Piece, setting: Setting, squeeze: Squeeze, start: array<f32, 7>) -> Passed {
    var volume = start;
    var sums = sums_new(0.0);
    var before = squeeze_under(squeeze, wave(piece.waves));
    for (var moment = 1u; moment < piece.moments; moment++) {
        let after = squeeze_under(squeeze, wave(piece.waves + 5u * moment));
        var stepped: Stepped;
        if (has(piece, STRONG)) {
            stepped = implicit(setting, volume, after, piece.step_s);
        } else {
            stepped = ros2(setting, volume, before, after, piece.step_s);
        }
        sums = sums_with(sums, volume, stepped);
        volume = stepped.volume;
        before = after;
    }
    return Passed(volume, sums_means(sums, setting, start, volume, f32(piece.moments - 1u), piece.step_s));
}

// Simulates the windows of a piece.
fn passed(piece: Piece, body: Body, person: u32, begun: Life) -> Life {
    var now = begun;
    let channels = channels_of(piece, person);
    let stocking_mmhg = select(0.0, given(GIVEN_STOCKING, person), has(piece, STOCKING));
    let squeeze = body_squeeze(body, channels, stocking_mmhg);
    var phase_s = 0.0;
    if (piece.phase != NONE) {
        phase_s = given(GIVEN_PHASES + piece.phase, person);
    }
    for (var window = piece.first; window < piece.first + piece.count; window++) {
        let at_s = piece.start_s + piece.window_s * f32(window);
        if (piece.phase != NONE && at_s >= phase_s) {
            break;
        }
        let setting = body_narrowed(body, body_setting(body, channels, now.state), squeeze);
        let before = now.state;
        var moved: Passed;
        if (has(piece, HELD)) {
            moved.volume = drifted(before.volume, now.drift, piece.drift);
            moved.means = means_while_held(now.means, before.volume, moved.volume, piece.window_s);
            now.drift = faded(now.drift, piece.fading);
        } else {
            moved = simulated(piece, setting, squeeze, before.volume);
            now.drift = drift(before.volume, moved.volume);
        }
        now.means = moved.means;
        now.state.volume = moved.volume;
        if (has(piece, LIVING)) {
            now.state = body_slow(body, channels, stocking_mmhg, moved.means, now.state, piece.window_s);
        }
        now.tally = tally_with_window(now.tally, moved.means, now.state);
        if (has(piece, COUNTED)) {
            now.tally = tally_with_assessed(now.tally, body, moved.means, before, now.state, piece.window_s);
        }
        if (has(piece, RECOVERING)) {
            now.tally = tally_with_recovery(now.tally, body, before, now.state, piece.window_s);
        }
        // Drivers may assume that no value is infinite or not a number, so a comparison of floats is not reliable; the bits are.
        if ((bitcast<u32>(state_extent(now.state)) & 0x7fffffffu) >= ABSURD_BITS) {
            now.status = 1.0;
        }
    }
    return now;
}

// Adds the value of one quantity of one person to the time course.
fn counted(tick: u32, which: u32, cell: u32, value: f32) {
    if ((bitcast<u32>(value) & INFINITE_BITS) == INFINITE_BITS) {
        return;
    }
    let low = tables[slice.ranges + 2u * which];
    let per_bin = tables[slice.ranges + 2u * which + 1u];
    let bin = u32(clamp((value - low) * per_bin, 0.0, f32(BINS - 1u)));
    let steps = u32(i32(floor(clamp(value, -8191.0, 8191.0) * 1024.0 + 0.5)) + 8388608);
    let place = ((tick * COURSES + which) * slice.cells + cell) * CELL_WORDS;
    atomicAdd(&course[place + bin], 1u);
    atomicAdd(&course[place + BINS], steps & 0xfffu);
    atomicAdd(&course[place + BINS + 1u], steps >> 12u);
}

fn ticked(piece: Piece, body: Body, person: u32, now: Life) {
    if (given(GIVEN_PHASES + piece.phase, person) < piece.start_s) {
        return;
    }
    let cell = bitcast<u32>(given(GIVEN_CELL, person));
    var values = tally_course(now.tally, body, now.state);
    for (var which = 0u; which < COURSES; which++) {
        counted(piece.tick, which, cell, values[which]);
    }
}

fn resulted(person: u32, body: Body, now: Life) {
    leg_outcomes_write(0u, person, tally_outcomes(now.tally, body));
    report(LEG_OUTCOMES, person, now.tally.range_ml[0]);
    report(LEG_OUTCOMES + 1u, person, now.tally.range_ml[1]);
    report(LEG_OUTCOMES + 2u, person, 1.0 - now.status);
    report(LEG_OUTCOMES + 3u, person, now.progress);
}

@compute @workgroup_size(64)
fn integrate_people(@builtin(global_invocation_id) id: vec3<u32>) {
    let person = id.x;
    if (person >= slice.people) {
        return;
    }
    let body = body_new(leg_read(GIVEN_LEG, person));
    var now: Life;
    if (slice.first == 0u) {
        now = life_begun(body);
    } else {
        now = life_read(person);
    }
    for (var at = slice.first; at < slice.last; at++) {
        let piece = pieces[at];
        switch (piece.kind) {
            case RUN: {
                now = passed(piece, body, person, now);
            }
            case RESTED: {
                now.state = body_rested(body, channels_read(piece.base), now.means, now.state);
                now.tally = tally_with_rest(now.tally, now.state);
            }
            case EMPTIED: {
                now.tally.emptied_ml = calf_ml(now.state.volume);
            }
            case FILLED: {
                now.tally.filled_ml = calf_ml(now.state.volume);
            }
            case EXPELLED: {
                now.tally.expelled_ml = calf_ml(now.state.volume);
            }
            case ASSESSED: {
                now.tally = tally_with_end(now.tally, body, now.state);
            }
            case TICK: {
                ticked(piece, body, person, now);
            }
            default: {}
        }
        now.progress += 1.0;
    }
    life_write(person, now);
    if (slice.last == arrayLength(&pieces)) {
        resulted(person, body, now);
    }
}
