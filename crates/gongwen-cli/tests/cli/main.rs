//! The command as its users meet it: arguments in; bytes, messages and exit status out.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

mod batch;
mod bless;
mod diff;
mod eval;
mod explain;
mod extract;
mod help;
mod kinds;
mod misuse;
mod parts;
mod rules;
mod sandbox;
mod schema;
mod stopping;
