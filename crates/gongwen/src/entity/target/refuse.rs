//! Is it a plan or a fact? A quantity is a target unless a rule refuses it. The order does not matter: one refusal is
//! enough.

use super::context::Context;
use super::rule::Refusal;
use super::{duration, fact, name, old};

/// Every refusal.
pub const REFUSALS: &[Refusal] = &[
    fact::ZERO,
    fact::REPORTED,
    fact::PAST_YEAR,
    fact::SITUATION,
    fact::UNSET,
    fact::DESCRIBED,
    fact::FORECAST,
    fact::BEFELL_RULE,
    fact::ASKED,
    name::STRUCTURE,
    name::LISTED,
    name::ONE,
    name::DENOMINATOR,
    name::NAME,
    name::PHASE,
    name::CAPACITY,
    old::FUND,
    old::BASE,
    old::LIFTED,
    name::SCORE,
    duration::DURATION,
    duration::EVENT,
    duration::EXPIRY,
];

/// The refusal that applies, if one does.
pub(super) fn refused(context: &Context<'_>) -> Option<&'static str> {
    REFUSALS.iter().find(|rule| (rule.test)(context)).map(|rule| rule.id)
}
