//! Which label style stands above which in one part.
//!
//! By rank 章 stands above 一、, 一、 above （一）, （一） above 1. A notice may plainly nest otherwise: where the run of an outer
//! style begins again at one under each label of an inner one, and the inner one's numbers go on across these runs
//! (1. （一）（二） 2. （一）（二） 3.), the inner style is the outer one there.

use crate::grammar::label::{Label, Style};

/// The styles from the outermost to the innermost, for the labels of one part in order. `standing_over` tells that every
/// standing title has a labelled item right below it: then it heads these items even where their numbers run on.
pub(super) fn order(labels: &[Label], standing_over: bool) -> Vec<Style> {
    let mut order = Style::ALL.to_vec();
    for outer in Style::ALL {
        // Stages stand last by rank and are drawn outwards first, then the rest from the inside out.
        let candidates: Vec<Style> = order.iter().copied().take_while(|style| *style != outer).collect();
        for inner in candidates {
            if inner.is_division() || !nests(labels, outer, inner, standing_over) {
                continue;
            }
            order.retain(|style| *style != outer);
            let place = order.iter().position(|style| *style == inner).unwrap_or(order.len());
            order.insert(place, outer);
            break;
        }
    }
    // A standing title with no item under it anywhere (工作要求 behind the last item) heads a division of its own.
    let heads_items = labels
        .windows(2)
        .any(|pair| matches!(pair, [one, two] if one.style == Style::Standing && two.style != Style::Standing));
    if !heads_items && labels.iter().any(|label| label.style == Style::Standing) {
        order.retain(|style| *style != Style::Standing);
        order.insert(0, Style::Standing);
    }
    order
}

/// Whether runs of `inner` plainly stand under the labels of `outer`, against their rank.
fn nests(labels: &[Label], outer: Style, inner: Style, standing_over: bool) -> bool {
    let pair: Vec<&Label> = labels
        .iter()
        .filter(|label| label.style == outer || label.style == inner)
        .collect();
    let mut restarts = 0;
    let mut goes_on = 0;
    let mut last_outer: Option<u32> = None;
    let mut last_inner: Option<u32> = None;
    for (n, label) in pair.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| pair.get(n));
        if label.style == inner {
            if before.is_some_and(|before| before.style == outer) {
                let runs_on = standing_over
                    && outer == Style::Standing
                    && last_inner.is_some_and(|last| label.number == last + 1);
                if label.number != 1 && !runs_on {
                    return false;
                }
                restarts += 1;
            }
            last_inner = Some(label.number);
        } else {
            if before.is_some_and(|before| before.style == inner)
                && last_outer.is_some_and(|last| label.number == last + 1)
            {
                goes_on += 1;
            }
            last_outer = Some(label.number);
        }
    }
    // A stage is announced as one (第一阶段：), a standing title stands out: a single run under it shows enough.
    if matches!(outer, Style::Stage | Style::Standing) {
        restarts >= 1
    } else {
        restarts >= 2 && goes_on >= 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &[&str]) -> Vec<Label> {
        text.iter()
            .filter_map(|text| crate::grammar::label::label(text))
            .collect()
    }

    fn above(labels: &[Label], upper: Style, lower: Style) -> bool {
        let order = order(labels, false);
        let place = |style| order.iter().position(|found| *found == style);
        place(upper) < place(lower)
    }

    #[test]
    fn the_rank_holds_where_nothing_speaks_against_it() {
        let labels = labels(&[
            "一、甲",
            "（一）甲",
            "（二）乙",
            "二、乙",
            "（一）甲",
            "1.子",
            "2.丑",
            "三、丙",
        ]);
        assert!(above(&labels, Style::Chinese, Style::ChineseBracket));
        assert!(above(&labels, Style::ChineseBracket, Style::Arabic));
    }

    #[test]
    fn runs_that_go_on_do_not_turn_the_rank() {
        let labels = labels(&["二、甲", "1.子", "2.丑", "（三）乙", "3.寅", "4.卯", "（五）丙", "5.辰"]);
        assert!(above(&labels, Style::ChineseBracket, Style::Arabic));
    }

    #[test]
    fn a_notice_that_plainly_nests_otherwise_is_followed() {
        let labels = labels(&["1.甲", "（一）子", "（二）丑", "2.乙", "（一）子", "（二）丑", "3.丙"]);
        assert!(above(&labels, Style::Arabic, Style::ChineseBracket));
    }

    #[test]
    fn stages_stand_where_their_items_show() {
        let labels = labels(&["五、安排", "第一阶段：甲", "第二阶段：乙", "1.子", "2.丑"]);
        assert!(above(&labels, Style::Stage, Style::Arabic));
        assert!(above(&labels, Style::Chinese, Style::Stage));
    }
}
