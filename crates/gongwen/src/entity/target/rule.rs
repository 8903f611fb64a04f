//! A rule over a quantity in its place, and the sentences that hold it to its meaning.

use super::context::Context;
use crate::notice::TargetKind;

/// Why a quantity is no target.
#[derive(Debug)]
pub struct Refusal {
    /// `fact/…` or `name/…`.
    pub id: &'static str,
    /// What it recognises.
    pub means: &'static str,
    pub(super) test: fn(&Context<'_>) -> bool,
    /// Sentences with a quantity it refuses; titles above stand before `｜`.
    pub yes: &'static [&'static str],
    /// Sentences it must leave alone.
    pub no: &'static [&'static str],
}

/// What a target's number is for.
#[derive(Debug)]
pub struct Purpose {
    /// `kind/…`.
    pub id: &'static str,
    /// What it recognises.
    pub means: &'static str,
    /// What the target then is.
    pub kind: TargetKind,
    pub(super) test: fn(&Context<'_>) -> bool,
    /// Sentences whose first target it decides; titles above stand before `｜`.
    pub yes: &'static [&'static str],
    /// Sentences whose first target is decided otherwise.
    pub no: &'static [&'static str],
}
