//! `gongwen explain`: every value with its rules and its text.

use crate::sandbox::{NOTICE, PDF, Sandbox, records};
use serde_json::Value;

#[test]
fn values_stand_in_the_order_of_the_text_with_rules_and_text() {
    let sandbox = Sandbox::new("explain_listing");
    let ran = sandbox.write("a.txt", NOTICE).run(&["explain", "a.txt"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.contains(
            "4:12    date            role=deadline end_date=2031-06-01 edtf=../2031-06-01\n                        \
             “2031年6月1日前” by date/bound/before\n"
        ),
        "{}",
        ran.out
    );
    let places = ran.out.lines().filter(|line| !line.starts_with(' '));
    let places: Vec<(u32, u32)> = places
        .map(|line| {
            let (line, column) = line.split(' ').next().unwrap().split_once(':').unwrap();
            (line.parse().unwrap(), column.parse().unwrap())
        })
        .collect();
    assert!(places.len() > 8 && places.is_sorted(), "{places:?}");
}

#[test]
fn json_holds_the_dates_of_the_record_and_rules_that_are_listed() {
    let sandbox = Sandbox::new("explain_json");
    sandbox.write("a.txt", NOTICE);
    let record = &records(&sandbox.run(&["extract", "a.txt"]).out)[0];
    let explanation = &records(&sandbox.run(&["explain", "--json", "a.txt"]).out)[0];
    let values = explanation["values"].as_array().unwrap();
    let dates: Vec<&Value> = values.iter().filter(|value| value["what"] == "date").collect();
    let said: Vec<&Value> = dates.iter().map(|date| &date["value"]).collect();
    assert_eq!(said, record["dates"].as_array().unwrap().iter().collect::<Vec<_>>());
    for date in dates {
        let rule = date["rules"][0].as_str().unwrap();
        assert_eq!(records(&sandbox.run(&["rules", "--json", rule]).out).len(), 1, "{rule}");
    }
}

#[test]
fn a_dash_is_standard_input() {
    let sandbox = Sandbox::new("explain_stdin");
    let from_file = sandbox.write("a.txt", NOTICE).run(&["explain", "a.txt"]);
    let piped = sandbox.run_with(&["explain", "-"], NOTICE.as_bytes());
    assert_eq!((piped.status, piped.out), (0, from_file.out));
}

#[test]
fn what_gives_no_record_gives_no_explanation() {
    let sandbox = Sandbox::new("explain_bad");
    let ran = sandbox.run(&["explain", "none.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert_eq!(ran.err, "gongwen: none.txt: no such file or folder; check the path\n");
    let ran = sandbox.run_with(&["explain", "-"], PDF);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.starts_with("gongwen: standard input: the input is "),
        "{}",
        ran.err
    );
}
