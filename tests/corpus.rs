//! The project's own notices against their answers and the committed baseline, and whether the answers can be true.
//!
//! A loss in any field fails and names the field, the notice and the item. So do a gain, a new case and a changed answer:
//! they ask for the baseline to be saved anew, so that what was once right stays right.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

use gongwen_eval::baseline::{Baseline, Comparison};
use gongwen_eval::honesty::not_in_source;
use gongwen_eval::{Case, Corpus, Evaluation, Expectation, evaluate};
use gongwen_tests::{read, root, tell};
use std::sync::LazyLock;

const SAVE: &str = "cargo run -p gongwen-cli -- eval corpus --save-baseline corpus/baseline.json";

fn corpus() -> Corpus {
    Corpus::open(&root().join("corpus")).unwrap()
}

/// Both tests below look at the same records.
static CASES: LazyLock<(Vec<Case>, Evaluation)> = LazyLock::new(|| {
    let cases = corpus().cases().unwrap_or_else(|complaints| panic!("\n{complaints}\n"));
    let evaluation = evaluate(&cases);
    (cases, evaluation)
});

/// What is to be said of a run that is not as the baseline has it; `None` where it is.
fn verdict(changes: &Comparison) -> Option<String> {
    let mut lines = Vec::new();
    if !changes.losses.is_empty() {
        lines.push(format!("{} right before, wrong now:", changes.losses.len()));
        lines.extend(changes.losses.iter().map(|loss| format!("  {loss}")));
    }
    if !changes.gains.is_empty() {
        lines.push(format!("{} wrong before, right now:", changes.gains.len()));
        lines.extend(changes.gains.iter().map(|gain| format!("  {gain}")));
    }
    lines.extend(
        changes
            .new
            .iter()
            .map(|name| format!("{name}: a new case, or a new answer")),
    );
    lines.extend(
        changes
            .gone
            .iter()
            .map(|name| format!("{name}: no longer in the corpus")),
    );
    if !lines.is_empty() && changes.losses.is_empty() {
        lines.push(format!("nothing is lost; raise the baseline: {SAVE}"));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

#[test]
fn nothing_is_lost() {
    for name in corpus().unanswered() {
        tell(&format!("skipped: corpus/{name} has no answer yet"));
    }
    let baseline = Baseline::parse(&read("corpus/baseline.json")).unwrap();
    let verdict = verdict(&baseline.compare(&CASES.1));
    assert!(verdict.is_none(), "\n{}\n", verdict.unwrap());
}

#[test]
fn a_loss_is_named_and_a_gain_asks_for_the_baseline() {
    let notice = "云泽市水利局关于做好防汛工作的通知\n各县：\n一、加强值守。6月1日前到岗。\n云泽市水利局\n2031年5月8日";
    let answer = r#"{"kind": "通知", "dates": [{"text": "6月1日前", "role": "deadline"}, {"text": "2031年5月8日"}]}"#;
    let run = |notice: &str| evaluate(&[Case::new("fangxun", notice, Expectation::parse(answer).unwrap())]);
    let (right, wrong) = (run(notice), run(&notice.replace("6月1日前", "及时")));
    assert_eq!(verdict(&Baseline::of(&right).compare(&right)), None);
    assert_eq!(
        verdict(&Baseline::of(&right).compare(&wrong)).unwrap(),
        "2 right before, wrong now:\n  dates.found  fangxun  missed: 6月1日前\n  dates.value  fangxun  missed: 6月1日前 [–, –]"
    );
    let gain = verdict(&Baseline::of(&wrong).compare(&right)).unwrap();
    assert!(
        gain.starts_with("2 wrong before, right now:\n") && gain.ends_with(SAVE),
        "{gain}"
    );
    let new = verdict(&Baseline::of(&Evaluation::default()).compare(&right)).unwrap();
    assert!(new.starts_with("fangxun: a new case") && new.ends_with(SAVE), "{new}");
}

#[test]
fn answers_quote_their_sources() {
    let (cases, evaluation) = &*CASES;
    let mut wrong = Vec::new();
    for (case, scored) in cases.iter().zip(&evaluation.notices) {
        assert!(scored.failure.is_none(), "{}: {:?}", case.name, scored.failure);
        let missing = not_in_source(&case.expectation, &scored.source);
        wrong.extend(
            missing
                .iter()
                .map(|words| format!("{}: not in its source: {words}", case.name)),
        );
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn no_answer_is_empty() {
    let empty: Vec<&str> = CASES
        .0
        .iter()
        .filter(|case| case.expectation.is_empty())
        .map(|case| case.name.as_str())
        .collect();
    assert!(empty.is_empty(), "answers that state nothing: {}", empty.join(", "));
    assert!(
        Expectation::parse("{\"schema\": \"gongwen.notice/1\"}")
            .unwrap()
            .is_empty()
    );
}
