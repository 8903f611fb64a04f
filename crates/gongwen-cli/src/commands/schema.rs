//! `gongwen schema`: what a record looks like, generated from the types that make it.

use crate::outcome::{Fault, Outcome, Status, print};
use gongwen::Notice;

pub(crate) fn run() -> Outcome {
    let schema = schemars::schema_for!(Notice);
    let mut text = serde_json::to_vec_pretty(&schema).map_err(|error| Fault::writing("the schema", &error.into()))?;
    text.push(b'\n');
    print(&text)?;
    Ok(Status::Good)
}
