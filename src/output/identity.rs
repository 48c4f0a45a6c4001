//! The identity of a run.

/// The identity of a run. Runs with equal results have equal identities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunIdentity {
    /// 12 hexadecimal digits of a hash of all fields below.
    pub run_id: String,
    /// Hash of the resolved scenario text (hexadecimal BLAKE3).
    pub scenario_hash: String,
    /// The scenario with all defaults filled in.
    pub resolved: String,
    /// Hash of the model's equations and constants.
    pub model_hash: String,
    /// Version of soleus.
    pub version: String,
}

impl RunIdentity {
    /// Derives the identity from the resolved scenario text, the model's hash and the version.
    pub fn new(resolved: String, model_hash: String, version: String) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in [&resolved, &model_hash, &version] {
            // The length of each part is hashed too, because the same text could otherwise be divided differently between the parts.
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        let mut run_id = hasher.finalize().to_hex().to_string();
        run_id.truncate(12);
        let scenario_hash = blake3::hash(resolved.as_bytes()).to_hex().to_string();
        Self { run_id, scenario_hash, resolved, model_hash, version }
    }

    /// The identity of a sweep, from those of its members. `typed` is the text of the scenario with its sweep.
    pub fn of_sweep(typed: &str, members: &[Self]) -> Self {
        let ids: Vec<&str> = members.iter().map(|member| member.run_id.as_str()).collect();
        let of = |part: fn(&Self) -> &String| members.first().map(part).cloned().unwrap_or_default();
        let whole = Self::new(ids.join("\n"), of(|member| &member.model_hash), of(|member| &member.version));
        let scenario_hash = blake3::hash(typed.as_bytes()).to_hex().to_string();
        Self { scenario_hash, resolved: typed.to_owned(), ..whole }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(resolved: &str, model: &str, version: &str) -> String {
        RunIdentity::new(resolved.to_owned(), model.to_owned(), version.to_owned()).run_id
    }

    #[test]
    fn the_run_id_depends_on_every_part() {
        let base = id("seed = 1", "abc", "0.1.0");
        assert_eq!(base.len(), 12);
        assert!(base.chars().all(|c| c.is_ascii_hexdigit()));
        assert_eq!(base, id("seed = 1", "abc", "0.1.0"));
        for other in [id("seed = 2", "abc", "0.1.0"), id("seed = 1", "abd", "0.1.0"), id("seed = 1", "abc", "0.1.1")] {
            assert_ne!(base, other);
        }
        assert_ne!(id("seed = 1a", "bc", "0.1.0"), id("seed = 1", "abc", "0.1.0"));
    }
}
