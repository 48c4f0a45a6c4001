//! Translates shaders so that the device computes every operation as it is written.
//!
//! A driver may fuse `a * b + c` or replace a formula by one that is equal in exact arithmetic. SPIR-V can forbid that for each
//! operation; WGSL cannot. So the shader is translated here and every operation is marked. The driver receives the result
//! unchanged.

use naga::back::spv;
use naga::front::wgsl;
use naga::proc::{BoundsCheckPolicies, BoundsCheckPolicy};
use naga::valid::{Capabilities, ValidationFlags, Validator};

/// Why a shader cannot be translated. Each message contains the position and an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShaderError {
    /// It is not WGSL.
    #[error("the shader cannot be read\n{0}")]
    Syntax(String),
    /// It is WGSL, but not valid.
    #[error("the shader is not valid\n{0}")]
    Invalid(String),
    /// It needs a feature that SPIR-V does not have.
    #[error("the shader cannot be translated: {0}")]
    Untranslatable(String),
}

/// Translates the shader to SPIR-V with all its entry points and marks every float operation to be computed as written.
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

/// Indices are restricted to their bounds, because the driver does not check them; the shaders count their own loops.
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

/// Number of words before the first instruction.
const HEADER_WORDS: usize = 5;
/// `OpDecorate` of three words: the instruction, its target, and a decoration without operand.
const DECORATE: u32 = 3 << 16 | 71;
/// The decoration `NoContraction`.
const NO_CONTRACTION: u32 = 42;
/// Opcodes of the instructions that declare types; decorations must come before the first of these instructions.
const TYPES: std::ops::RangeInclusive<u32> = 19..=39;

/// Adds `NoContraction` to the result of every float operation.
fn no_contraction(words: &[u32]) -> Vec<u32> {
    let marks = instructions(words)
        .filter(|(_, instruction)| is_float_operation(opcode(instruction)))
        .flat_map(|(_, instruction)| [DECORATE, instruction[2], NO_CONTRACTION]);
    let first_type = instructions(words).find(|(_, instruction)| TYPES.contains(&opcode(instruction)));
    let (before, after) = words.split_at(first_type.map_or(words.len(), |(at, _)| at));
    before.iter().copied().chain(marks).chain(after.iter().copied()).collect()
}

/// Every instruction with the position of its first word.
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

/// Negation, sum, difference, product, quotient, remainders, product of vector and scalar, dot product.
fn is_float_operation(opcode: u32) -> bool {
    matches!(opcode, 127 | 129 | 131 | 133 | 136 | 140 | 141 | 142 | 148)
}

#[cfg(test)]
mod tests;
