//! Tests that the shader and the host declare the same buffers and the same constants.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::mem::offset_of;

use naga::{AddressSpace, Expression, Literal, Module, ScalarKind, StorageAccess, TypeInner};
use wgpu::BufferBindingType;

use super::SHADER;
use super::kernel::{BINDINGS, ENTRY};
use super::layout::{self, Slice, WORKGROUP};
use super::pieces::{self, CELL_WORDS, Piece, flag, kind};
use crate::engine::integrate::MAX_EXTENT;
use crate::model::{BINS, Course, Habits, LegOutcomes, Means, NODES, OutcomeSums, PARAMETERS, Params, Shape, State};

/// Name, type and offset (bytes) of every member of a struct, and the size of the struct (bytes).
type Members = (Vec<(String, &'static str, usize)>, usize);

fn module() -> Module {
    naga::front::wgsl::parse_str(SHADER).unwrap()
}

fn members(module: &Module, name: &str) -> Members {
    let (_, found) = module.types.iter().find(|(_, kind)| kind.name.as_deref() == Some(name)).unwrap();
    let TypeInner::Struct { members, span } = &found.inner else { panic!("{name} is not a struct") };
    let scalar = |handle| match &module.types[handle].inner {
        TypeInner::Scalar(scalar) if scalar.width == 4 && scalar.kind == ScalarKind::Float => "f32",
        TypeInner::Scalar(scalar) if scalar.width == 4 && scalar.kind == ScalarKind::Uint => "u32",
        other => panic!("{name} holds {other:?}"),
    };
    let of = |member: &naga::StructMember| (member.name.clone().unwrap(), scalar(member.ty), member.offset as usize);
    (members.iter().map(of).collect(), *span as usize)
}

/// Name, type and offset of every member of a struct of the host, and its size.
macro_rules! host {
    ($owner:ident { $( $field:ident: $type:ident ),* $(,)? }) => {{
        $( let _: fn(&$owner) -> $type = |value| value.$field; )*
        let members: Members =
            (vec![ $( (stringify!($field).to_owned(), stringify!($type), offset_of!($owner, $field)) ),* ], size_of::<$owner>());
        members
    }};
}

fn assert_same(name: &str, (host, host_size): &Members) {
    let (shader, size) = members(&module(), name);
    for (at, (shader, host)) in shader.iter().zip(host).enumerate() {
        assert_eq!(shader, host, "member {at} of {name} in the shader, and on the host");
    }
    assert_eq!((shader.len(), size), (host.len(), *host_size), "members and bytes of {name}");
}

#[test]
fn a_piece_is_laid_out_as_the_host_writes_it() {
    let host = host!(Piece {
        kind: u32,
        flags: u32,
        phase: u32,
        first: u32,
        count: u32,
        table: u32,
        last_day: u32,
        waves: u32,
        moments: u32,
        held: u32,
        habit: u32,
        tick: u32,
        start_s: f32,
        window_s: f32,
        step_s: f32,
        drift: f32,
        decay: f32,
    });
    assert_same("Piece", &host);
}

#[test]
fn a_slice_is_laid_out_as_the_host_writes_it() {
    let host = host!(Slice {
        people: u32,
        stride: u32,
        first: u32,
        last: u32,
        token: u32,
        cells: u32,
        ranges: u32,
        is_last: u32,
    });
    assert_same("Slice", &host);
}

#[test]
fn the_constants_of_the_model_have_the_order_of_their_table() {
    let place = |(at, parameter): (usize, &crate::model::Parameter)| (parameter.name.to_owned(), "f32", 4 * at);
    let table: Vec<_> = PARAMETERS.iter().enumerate().map(place).collect();
    let size = 4 * table.len();
    assert_same("Params", &(table, size));
    let uploaded = layout::constants(&Params::defaults());
    assert_eq!(size_of_val(uploaded.as_slice()), size.next_multiple_of(16));
    for (parameter, value) in PARAMETERS.iter().zip(&uploaded) {
        assert_eq!(*value, parameter.default as f32, "{}", parameter.name);
    }
}

/// Every constant of the shader, by name.
fn constants(module: &Module) -> BTreeMap<String, u32> {
    let value = |constant: &naga::Constant| match module.global_expressions[constant.init] {
        Expression::Literal(Literal::U32(value)) => value,
        ref other => panic!("{:?} is {other:?}", constant.name),
    };
    module.constants.iter().map(|(_, constant)| (constant.name.clone().unwrap(), value(constant))).collect()
}

fn codes() -> Vec<(&'static str, u32)> {
    vec![
        ("RUN", kind::RUN),
        ("RESTING_STATE", kind::RESTING_STATE),
        ("EMPTY_VOLUME", kind::EMPTY_VOLUME),
        ("FULL_VOLUME", kind::FULL_VOLUME),
        ("VOLUME_AFTER_TIPTOE", kind::VOLUME_AFTER_TIPTOE),
        ("ASSESSMENT_END", kind::ASSESSMENT_END),
        ("TICK", kind::TICK),
        ("HABIT", kind::HABIT),
        ("START", kind::START),
        ("SETTLED", kind::SETTLED),
        ("SLOW_STATES", flag::SLOW_STATES),
        ("STOCKING", flag::STOCKING),
        ("ASSESSED_PHASE", flag::ASSESSED_PHASE),
        ("RECOVERY_PHASE", flag::RECOVERY_PHASE),
        ("IMPLICIT_EULER", flag::IMPLICIT_EULER),
        ("SKIPPED_CYCLES", flag::SKIPPED_CYCLES),
        ("VEHICLE", flag::VEHICLE),
        ("NONE", pieces::NONE),
        ("MAX_EXTENT_BITS", MAX_EXTENT.to_bits()),
        ("INFINITY_BITS", f32::INFINITY.to_bits()),
    ]
}

fn places() -> Vec<(&'static str, usize)> {
    let outcome_sums = State::<f32>::kind().count();
    let means = outcome_sums + OutcomeSums::<f32>::kind().count();
    let habits = means + Means::<f32>::kind().count();
    let drift = habits + Habits::<f32>::kind().count();
    assert_eq!(layout::checkpoint_components(), drift + NODES + 2, "components of a checkpoint");
    vec![
        ("INPUT_LEG", 0),
        ("INPUT_STOCKING", layout::INPUT_STOCKING),
        ("INPUT_CELL", layout::INPUT_CELL),
        ("INPUT_PHASES", layout::INPUT_PHASES),
        ("CHECKPOINT_STATE", 0),
        ("CHECKPOINT_OUTCOME_SUMS", outcome_sums),
        ("CHECKPOINT_MEANS", means),
        ("CHECKPOINT_HABITS", habits),
        ("CHECKPOINT_DRIFT", drift),
        ("CHECKPOINT_INVALID", drift + NODES),
        ("CHECKPOINT_PROGRESS", drift + NODES + 1),
        ("LEG_OUTCOMES", LegOutcomes::<f32>::COUNT),
        ("COURSES", Course::COUNT),
        ("BINS", BINS),
        ("CELL_WORDS", CELL_WORDS),
    ]
}

#[test]
fn every_constant_equals_that_of_the_host() {
    let places = places().into_iter().map(|(name, place)| (name, place as u32));
    let host: BTreeMap<String, u32> =
        codes().into_iter().chain(places).map(|(name, value)| (name.to_owned(), value)).collect();
    let shader = constants(&module());
    for (name, value) in &host {
        assert_eq!(shader.get(name), Some(value), "{name} in the shader, and on the host");
    }
    assert!(
        shader.keys().eq(host.keys()),
        "the shader has constants that this test does not compare: {:?}",
        shader.keys()
    );
}

#[test]
fn buffers_have_the_bindings_of_the_host() {
    let module = module();
    let mut variables: Vec<_> = module
        .global_variables
        .iter()
        .map(|(_, variable)| (variable.binding.unwrap(), variable.name.clone().unwrap(), buffer(variable.space)))
        .collect();
    variables.sort_by_key(|(place, ..)| (place.group, place.binding));
    let names = ["params", "slice", "pieces", "tables", "people", "inputs", "checkpoints", "course", "results"];
    assert_eq!(variables.len(), names.len(), "buffers of the shader");
    for (binding, ((place, found, kind), (name, bound))) in (0..).zip(variables.iter().zip(names.iter().zip(BINDINGS)))
    {
        assert_eq!((place.group, place.binding, found.as_str()), (0, binding, *name), "binding of a buffer");
        assert_eq!(*kind, bound, "{name} in the shader, and as the host binds it");
    }
}

fn buffer(space: AddressSpace) -> BufferBindingType {
    match space {
        AddressSpace::Uniform => BufferBindingType::Uniform,
        AddressSpace::Storage { access } => {
            BufferBindingType::Storage { read_only: !access.contains(StorageAccess::STORE) }
        }
        other => panic!("a buffer in {other:?}"),
    }
}

#[test]
fn the_entry_point_has_the_workgroup_size_of_the_host() {
    let module = module();
    let entries: Vec<_> = module.entry_points.iter().map(|entry| (entry.name.as_str(), entry.workgroup_size)).collect();
    assert_eq!(entries, [(ENTRY, [WORKGROUP, 1, 1])]);
}
