//! `gongwen schema`: it must describe the records that the command writes.

use crate::sandbox::{NOTICE, Sandbox, records};
use serde_json::Value;
use std::collections::BTreeSet;

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_schema_and_the_record_name_the_same_fields() {
    let sandbox = Sandbox::new("schema");
    let ran = sandbox.run(&["schema"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["title"], "Notice");

    let record = sandbox.write("a.txt", NOTICE).run(&["extract", "a.txt"]).out;
    let record = &records(&record)[0];
    // Keywords stand in a record only where they were asked for.
    let mut named = keys(&schema["properties"]);
    assert!(named.remove("keywords") && !keys(record).contains("keywords"));
    assert_eq!(named, keys(record));
    assert_eq!(keys(&schema["$defs"]["Source"]["properties"]), keys(&record["source"]));
    assert_eq!(keys(&schema["$defs"]["Part"]["properties"]), keys(&record["parts"][0]));
}

#[test]
fn every_field_is_described() {
    let schema: Value = serde_json::from_str(&Sandbox::new("schema_docs").run(&["schema"]).out).unwrap();
    for (name, field) in schema["properties"].as_object().unwrap() {
        assert!(
            field["description"].as_str().is_some_and(|text| !text.is_empty()),
            "{name} says nothing"
        );
    }
}
