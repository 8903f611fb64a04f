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
    // Some fields stand in a record only where they were asked for, or there is something to carry.
    let without = |place: &Value, optional: &[&str], record: &Value| {
        let mut named: BTreeSet<String> = keys(&place["properties"]).into_iter().map(str::to_owned).collect();
        for name in optional {
            assert!(named.remove(*name) && record.get(name).is_none(), "{name}");
        }
        named
    };
    let owned = |value: &Value| -> BTreeSet<String> { keys(value).into_iter().map(str::to_owned).collect() };
    assert_eq!(without(&schema, &["keywords", "duplicate_of"], record), owned(record));
    let (source, told) = (&schema["$defs"]["Source"], &record["source"]);
    assert_eq!(without(source, &["meta", "text"], told), owned(told));
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
