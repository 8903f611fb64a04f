//! Answer files in brief: values only, one tree of nodes instead of headings and measures, and of every text its first and
//! last characters. The form in which people write answers to real notices (`NAME.gold.json` beside `NAME.txt`).
//!
//! ```json
//! {"title": "…", "document_number": "…", "issuers": ["…"],
//!  "nodes": [{"part": 0, "path": "三/（一）", "label": "（一）", "heading": null, "leaf": true, "first": "…", "last": "…"}],
//!  "dates": [], "contacts": [], "targets": [], "citations": [], "attachments": [], "audience": [], "doubts": ["…"]}
//! ```

use crate::expect::{ENDS, Expectation};
use serde_json::{Map, Value, json};

/// What such a file states beside the record's own fields.
const NODE: [&str; 7] = ["part", "path", "label", "heading", "leaf", "first", "last"];

/// Reads an answer file as an [`Expectation`]: its titled nodes are the headings, its labelled leaves the measures.
///
/// ```
/// let answer = gongwen_eval::answers::parse(r#"{
///     "title": "云泽市公告",
///     "nodes": [
///         {"part": 0, "path": "一", "label": "一、", "heading": "加强值守", "leaf": true, "first": "各县要", "last": "到岗。"}
///     ]
/// }"#)?;
/// assert_eq!(answer.fields()["headings"][0]["text"], "加强值守");
/// assert_eq!(answer.fields()["measures"][0]["last"], "到岗。");
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
///
/// Everything that is wrong with it, one complaint a line.
pub fn parse(text: &str) -> Result<Expectation, String> {
    let value = serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
    let Value::Object(mut fields) = value else {
        return Err("it is no JSON object".to_owned());
    };
    // What its writer was not sure of.
    fields.remove("doubts");
    let nodes = fields.remove("nodes");
    // Everything but the nodes has the record's own shape.
    let mut fields = Expectation::read(Value::Object(fields))?.fields().clone();
    match nodes {
        None => {}
        Some(Value::Array(nodes)) => tree(&nodes, &mut fields)?,
        Some(_) => return Err("/nodes: it is no list".to_owned()),
    }
    Ok(Expectation::made(fields))
}

fn tree(nodes: &[Value], fields: &mut Map<String, Value>) -> Result<(), String> {
    let (mut headings, mut measures) = (Vec::new(), Vec::new());
    for (at, node) in nodes.iter().enumerate() {
        let keys = node
            .as_object()
            .ok_or_else(|| format!("/nodes/{at}: it is no object"))?;
        if let Some(name) = keys.keys().find(|name| !NODE.contains(&name.as_str())) {
            return Err(format!("/nodes/{at}/{name}: a node has no such value"));
        }
        if !node["path"].is_string() || !node["part"].is_u64() || !node["leaf"].is_boolean() {
            return Err(format!("/nodes/{at}: a node needs `part`, `path` and `leaf`"));
        }
        let said = |name: &str| node[name].as_str().is_some_and(|text| !text.is_empty());
        if said("heading") {
            headings.push(json!({"part": node["part"], "path": node["path"], "text": node["heading"]}));
        }
        if node["leaf"] == true && said("label") {
            let mut measure = json!({"part": node["part"], "path": node["path"], "heading": node["heading"]});
            for end in ENDS {
                measure[end] = node[end].clone();
            }
            measures.push(measure);
        }
    }
    fields.insert("headings".to_owned(), headings.into());
    fields.insert("measures".to_owned(), measures.into());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told() {
        for (text, complaint) in [
            ("[]", "it is no JSON object"),
            (r#"{"isuers": []}"#, "/isuers: the record has no such field"),
            (r#"{"nodes": {}}"#, "/nodes: it is no list"),
            (
                r#"{"nodes": [{"part": 0, "leaf": true}]}"#,
                "/nodes/0: a node needs `part`, `path` and `leaf`",
            ),
            (r#"{"nodes": [{"pth": ""}]}"#, "/nodes/0/pth: a node has no such value"),
        ] {
            assert_eq!(parse(text).unwrap_err(), complaint);
        }
    }

    #[test]
    fn nodes_become_headings_and_measures() {
        let text = r#"{"doubts": ["?"], "nodes": [
            {"part": 0, "path": "总体要求", "label": null, "heading": "总体要求", "leaf": true, "first": null, "last": null},
            {"part": 0, "path": "一", "label": "一、", "heading": null, "leaf": false, "first": null, "last": null},
            {"part": 0, "path": "一/1", "label": "1.", "heading": null, "leaf": true, "first": "甲", "last": "乙"}]}"#;
        let answer = parse(text).unwrap();
        assert_eq!(answer.fields()["headings"].as_array().unwrap().len(), 1);
        assert_eq!(answer.fields()["measures"].as_array().unwrap().len(), 1);
        assert_eq!(answer.fields()["measures"][0]["path"], "一/1");
    }
}
