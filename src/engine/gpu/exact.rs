//! Shaders that compute what they say, operation by operation.
//!
//! A driver may fuse `a * b + c` or turn one formula into another that is equal on paper. SPIR-V can forbid that for each
//! operation; WGSL cannot. So the shader is translated here, every operation is marked, and the driver gets the result unchanged.

use naga::back::spv;
use naga::front::wgsl;
use naga::proc::{BoundsCheckPolicies, BoundsCheckPolicy};
use naga::valid::{Capabilities, ValidationFlags, Validator};

/// Why a shader cannot be translated; each holds the place and an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShaderError {
    /// It is not WGSL.
    #[error("the shader cannot be read\n{0}")]
    Syntax(String),
    /// It is WGSL that makes no sense.
    #[error("the shader is not valid\n{0}")]
    Invalid(String),
    /// It needs what SPIR-V does not have.
    #[error("the shader cannot be translated: {0}")]
    Untranslatable(String),
}

/// The shader in SPIR-V, with all its entry points, every float operation marked to be done as written.
pub fn spirv(wgsl: &str) -> Result<Vec<u32>, ShaderError> {
    let module = wgsl::parse_str(wgsl)
        .map_err(|error| ShaderError::Syntax(error.emit_to_string_with_path(wgsl, "shader.wgsl")))?;
    let info = Validator::new(ValidationFlags::all(), Capabilities::empty())
        .validate(&module)
        .map_err(|error| ShaderError::Invalid(error.emit_to_string_with_path(wgsl, "shader.wgsl")))?;
    let words = spv::write_vec(&module, &info, &options(), None)
        .map_err(|error| ShaderError::Untranslatable(error.to_string()))?;
    Ok(no_contraction(&words))
}

/// Indices are kept within bounds, since nobody checks afterwards; loops are counted by the shader itself.
fn options() -> spv::Options<'static> {
    let restrict = BoundsCheckPolicy::Restrict;
    spv::Options {
        lang_version: (1, 3),
        flags: spv::WriterFlags::empty(),
        force_loop_bounding: false,
        bounds_check_policies: BoundsCheckPolicies {
            index: restrict,
            buffer: restrict,
            image_load: restrict,
            binding_array: restrict,
        },
        ..spv::Options::default()
    }
}

/// Words before the first instruction.
const HEADER_WORDS: usize = 5;
/// `OpDecorate` of three words: itself, what it is about, and a decoration without operand.
const DECORATE: u32 = 3 << 16 | 71;
/// The decoration `NoContraction`.
const NO_CONTRACTION: u32 = 42;
/// The first and the last of the instructions that declare types; decorations stand before the first of them.
const TYPES: std::ops::RangeInclusive<u32> = 19..=39;

/// Marks the result of every float operation.
fn no_contraction(words: &[u32]) -> Vec<u32> {
    let marks = instructions(words)
        .filter(|(_, instruction)| is_float_operation(opcode(instruction)))
        .flat_map(|(_, instruction)| [DECORATE, instruction[2], NO_CONTRACTION]);
    let first_type = instructions(words).find(|(_, instruction)| TYPES.contains(&opcode(instruction)));
    let (before, after) = words.split_at(first_type.map_or(words.len(), |(at, _)| at));
    before.iter().copied().chain(marks).chain(after.iter().copied()).collect()
}

/// Every instruction, and where it begins.
fn instructions(words: &[u32]) -> impl Iterator<Item = (usize, &[u32])> {
    let mut next = HEADER_WORDS;
    std::iter::from_fn(move || {
        let at = next;
        let count = (words.get(at)? >> 16) as usize;
        next += count.max(1);
        Some((at, words.get(at..next)?))
    })
}

fn opcode(instruction: &[u32]) -> u32 {
    instruction[0] & 0xffff
}

/// Negation, sum, difference, product, quotient, remainders, product of vector and number, dot product.
fn is_float_operation(opcode: u32) -> bool {
    matches!(opcode, 127 | 129 | 131 | 133 | 136 | 140 | 141 | 142 | 148)
}

#[cfg(test)]
mod tests;
