//! How right gongwen's records are: answers, scores by field, gains and losses, differences between runs.
//!
//! # Steps
//!
//! 1. [`case`]: a folder of notices with answers becomes [`Case`]s; an answer is an [`Expectation`], read from `expect.json`
//!    or ([`answers`]) from an answer file in brief;
//! 2. [`evaluate()`]: every notice is extracted and its record [scored](score()) against its answer, item by item;
//! 3. [`Evaluation`]: counts by field, the macro F1, the notices from worst to best; [`bootstrap`] says how sure they are;
//! 4. [`baseline`]: what was gained and lost, item by item, since a saved run;
//! 5. [`report`]: the same as a table, as JSON, or as one page.
//!
//! Beside these [`bless`] writes answers from what is extracted now, and [`diff`] tells what changed between two runs that
//! have no answers.
//!
//! ```
//! use gongwen_eval::{Case, Expectation, evaluate};
//!
//! let notice = "云泽市人民政府关于做好防汛工作的通知\n各县人民政府：\n一、加强值守。各县要在6月1日前到岗。\n\
//!               云泽市人民政府\n2031年5月8日";
//! let answer = Expectation::parse(r#"{
//!     "kind": "通知",
//!     "issued_on": "2031-05-08",
//!     "dates": [
//!         {"text": "6月1日前", "role": "deadline", "start_date": null, "end_date": "2031-06-01"},
//!         {"text": "2031年5月8日", "role": "issued"}
//!     ]
//! }"#)?;
//! let evaluation = evaluate(&[Case::new("fangxun", notice, answer)]);
//! assert_eq!(evaluation.macro_f1(), 1.0);
//! assert_eq!(evaluation.fields["dates.value"].expected(), 2);
//! # Ok::<(), String>(())
//! ```

pub mod answers;
mod assertion;
pub mod baseline;
pub mod bless;
pub mod bootstrap;
pub mod case;
pub mod diff;
mod evaluate;
mod expect;
pub mod fields;
pub mod fold;
pub mod honesty;
pub mod report;
mod score;
mod shape;
mod tally;

pub use assertion::{Assertion, Claim};
pub use case::{Case, Corpus};
pub use evaluate::{Evaluation, Scored, evaluate};
pub use expect::Expectation;
pub use score::score;
pub use tally::{ByField, Counts, Entry, Item, Outcome, Tally, add, by_group, counts_of, macro_f1};
