// One thread is one person in one arm and goes through the compiled day piece by piece, as src/engine/integrate.rs does. Whatever
// a branch depends on is the same for all, but for the end of a person's phase: from then on the person waits.
//
// A dispatch is a slice of the pieces. Between dispatches a person lives in `life`, component by component.

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

// No phase, no bout.
const NONE: u32 = 0xffffffffu;

// Where values begin among the components of `given` and `life`.
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
// A cell of the time course: its bins, then the sums of the lower and upper halves of its steps.
const CELL_WORDS: u32 = 202u;

// The bits of 1e6: a state of such an extent, or one that is no number, is not a leg's.
const ABSURD_BITS: u32 = 0x49742400u;
const INFINITE_BITS: u32 = 0x7f800000u;

// Equal windows in a row, or something to note.
struct Piece {
    kind: u32,
    flags: u32,
    // Position of the phase.
    phase: u32,
    // Number of the first window, and how many.
    first: u32,
    count: u32,
    // Rows of `tables`: channels of those not in a bout, channels of those who are, waves; and moments of the waves.
    base: u32,
    other: u32,
    waves: u32,
    moments: u32,
    // Which bout.
    gate: u32,
    // Which moment of the time course.
    tick: u32,
    // Start of window 0 or the moment to note (s), since the phase began.
    start_s: f32,
    window_s: f32,
    step_s: f32,
    // How the blood drifts on while cycles are skipped.
    drift: f32,
    fading: f32,
}

// What this dispatch does.
struct Slice {
    // People in this block, and how many there is room for.
    people: u32,
    stride: u32,
    // Pieces from, and up to.
    first: u32,
    last: u32,
    // Number of the block: what its progress begins with.
    token: u32,
    phases: u32,
    cells: u32,
    // Where the ranges of the time course stand in `tables`.
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

// A person on the way through the day.
struct Life {
    state: State,
    tally: Tally,
    // What the last simulated window did, and by how much the volumes drift from cycle to cycle.
    means: Means,
    drift: array<f32, 7>,
    // 1 once anything was not a believable number.
    status: f32,
    // The block's token and the pieces so far: tells the host whether any work was left undone.
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

// Whether a person does a bout: 1 or 0. Bouts are bits, 32 to a component.
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

// Volumes and averages.
struct Passed {
    volume: array<f32, 7>,
    means: Means,
}

// One window in full.
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

// Lets the windows of a piece pass.
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
        // Drivers take for granted that numbers are numbers: only their bits tell.
        if ((bitcast<u32>(state_extent(now.state)) & 0x7fffffffu) >= ABSURD_BITS) {
            now.status = 1.0;
        }
    }
    return now;
}

// Adds one quantity of one person to the time course.
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
