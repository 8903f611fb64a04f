//! Who is told to carry out a measure: the bodies of responsibility clauses, each with its part in the work.
//!
//! A measure says so in one of two ways. It may close with a clause made for it: （责任单位：甲、乙；配合单位：丙）,
//! （甲牵头，乙、丙配合）, （甲、乙等按职责分工负责）, or a line 牵头单位：甲. Else a sentence of it gives the order:
//! 由甲牵头，会同乙、丙…; then only names that are plainly those of bodies count, because 政府负责人牵头 names nobody.

mod clause;
mod form;
mod name;
mod sentence;

pub use form::FORMS;

use crate::notice::AgencyRole;
use crate::span::Span;
use crate::structure::{Node, Structure, Zone};
use crate::text::Clean;

/// A body told to carry out a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundAgency {
    /// Index into [`Structure::nodes`]; always a measure.
    pub node: usize,
    /// The name as printed; bytes of the clean text.
    pub name: Span,
    /// Its part in the work.
    pub role: AgencyRole,
    /// The id of the way in [`FORMS`] that tells it.
    pub rule: &'static str,
}

/// The bodies told to carry out the measures of a notice, in source order, each once for a measure.
///
/// ```
/// use gongwen::entity::agency::agencies;
/// use gongwen::notice::AgencyRole;
/// let clean = gongwen::text::clean("一、扩大见习规模。（省教育厅牵头，省财政厅等部门配合）\n二、落实补贴。（责任单位：省财政厅）");
/// let found = agencies(&clean, &gongwen::structure::read(&clean));
/// let names: Vec<_> = found.iter().map(|agency| (agency.node, agency.name.of(&clean.text), agency.role)).collect();
/// assert_eq!(names, [
///     (0, "省教育厅", AgencyRole::Lead),
///     (0, "省财政厅", AgencyRole::Support),
///     (1, "省财政厅", AgencyRole::Responsible),
/// ]);
/// ```
#[must_use]
pub fn agencies(clean: &Clean<'_>, structure: &Structure) -> Vec<FoundAgency> {
    let text: &str = &clean.text;
    let mut found = Vec::new();
    if !clause::CUES.iter().any(|cue| text.contains(cue)) {
        return found;
    }
    // 列第一位者为牵头单位 said outside a measure holds for every clause of its part.
    let mut first_leads: Vec<bool> = vec![false; structure.parts.len()];
    for stretch in structure.stretches.iter().filter(|stretch| stretch.zone == Zone::Body) {
        let of_measure = stretch
            .node
            .and_then(|node| structure.nodes.get(node))
            .is_some_and(is_measure);
        if !of_measure
            && clause::first_leads(stretch.span.of(text))
            && let Some(leads) = first_leads.get_mut(stretch.part)
        {
            *leads = true;
        }
    }
    for (n, node) in structure.nodes.iter().enumerate().filter(|(_, node)| is_measure(node)) {
        let leads = first_leads.get(node.part).copied().unwrap_or(false);
        let pieces = pieces(text, node);
        let mut said = Vec::new();
        let mut clauses = 0;
        for piece in &pieces {
            for mut clause in clause::clauses(clean, *piece) {
                clauses += 1;
                // Where a lead is named, the order says nothing more; 各… are many, of whom none leads.
                let led = clause.bodies.iter().any(|(_, role)| *role == Some(AgencyRole::Lead));
                let mut leading = None;
                if (clause.first_leads || leads)
                    && !led
                    && let Some(first) = clause
                        .bodies
                        .first_mut()
                        .filter(|(name, _)| !name.of(text).starts_with('各'))
                {
                    first.1 = Some(AgencyRole::Lead);
                    leading = Some(first.0);
                }
                if clause.from_here_on
                    && let Some(leads) = first_leads.get_mut(node.part)
                {
                    *leads = true;
                }
                said.extend(clause.bodies.into_iter().map(|(name, role)| {
                    let rule = if leading == Some(name) {
                        form::FIRST
                    } else {
                        clause.rule
                    };
                    (name, role, rule)
                }));
            }
        }
        if clauses == 0 {
            for piece in &pieces {
                said.extend(
                    sentence::bodies(text, *piece)
                        .into_iter()
                        .map(|(name, role)| (name, Some(role), form::SENTENCE)),
                );
            }
            said.extend(titled(text, node).map(|(name, role)| (name, role, form::TITLE)));
        }
        for (name, role, rule) in said {
            let known = |other: &&FoundAgency| other.node == n && other.name.of(text) == name.of(text);
            if found
                .iter()
                .rev()
                .take_while(|other| other.node == n)
                .find(known)
                .is_none()
            {
                found.push(FoundAgency {
                    node: n,
                    name,
                    role: role.unwrap_or(AgencyRole::Responsible),
                    rule,
                });
            }
        }
    }
    found
}

fn is_measure(node: &Node) -> bool {
    node.leaf && node.label.is_some()
}

/// The title and the paragraphs of a node; a title run in before its text is one piece with it (责任单位：甲).
fn pieces(text: &str, node: &Node) -> Vec<Span> {
    let mut pieces: Vec<Span> = node.title.into_iter().chain(node.text.iter().copied()).collect();
    pieces.sort_unstable();
    pieces.dedup_by(|next, before| {
        let joined = text
            .get(before.end..next.start)
            .is_some_and(|between| !between.contains('\n'));
        if joined {
            before.end = next.end;
        }
        joined
    });
    pieces
}

/// A measure titled with a body's name and telling what it does: 1.省教育厅：负责…; 2.省财政厅。配合….
fn titled(text: &str, node: &Node) -> Option<(Span, Option<AgencyRole>)> {
    let title = node.title.filter(|title| name::is_named_body(title.of(text)))?;
    let told = node.text.first()?.of(text);
    let told = ["主要", "具体", "统筹"]
        .iter()
        .find_map(|word| told.strip_prefix(word))
        .unwrap_or(told);
    let ordered = ["牵头", "负责", "配合", "参与", "协助"]
        .iter()
        .any(|verb| told.starts_with(verb));
    let role = clause::role_of_verb(told).filter(|_| ordered)?;
    Some((title, Some(role)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use AgencyRole::{Lead, Responsible, Support};

    /// A text and the bodies in it, with the position of their node.
    type Case = (&'static str, &'static [(usize, &'static str, AgencyRole)]);

    const CASES: &[Case] = &[
        // Labels in brackets of every shape, on lines of their own, run together, with other labels between.
        (
            "一、稳岗。做好返还。（责任单位：省教育厅、省财政厅，各市州人民政府；配合单位：省税务局、人民银行云泽市中心支行等）",
            &[
                (0, "省教育厅", Responsible),
                (0, "省财政厅", Responsible),
                (0, "各市州人民政府", Responsible),
                (0, "省税务局", Support),
                (0, "人民银行云泽市中心支行", Support),
            ],
        ),
        (
            "一、稳岗。做好返还。［牵头单位：市工信局、城投集团；责任单位：各县区人民政府、各园区管委会；完成时限：2026年底前］",
            &[
                (0, "市工信局", Lead),
                (0, "城投集团", Lead),
                (0, "各县区人民政府", Responsible),
                (0, "各园区管委会", Responsible),
            ],
        ),
        (
            "1.稳岗。做好返还。\n牵头单位：市人社局\n配合单位：市财政局、市税务局\n2.扩岗。开发岗位。\n责任单位：市国资委。",
            &[
                (0, "市人社局", Lead),
                (0, "市财政局", Support),
                (0, "市税务局", Support),
                (1, "市国资委", Responsible),
            ],
        ),
        (
            "一、稳岗。做好返还。牵头单位：市人社局 责任单位：市财政局 市税务局",
            &[
                (0, "市人社局", Lead),
                (0, "市财政局", Responsible),
                (0, "市税务局", Responsible),
            ],
        ),
        // Verbs in brackets.
        (
            "一、稳岗。做好返还。（省金融监管局、人行云泽中心支行牵头，省工信厅、省国资委等配合）",
            &[
                (0, "省金融监管局", Lead),
                (0, "人行云泽中心支行", Lead),
                (0, "省工信厅", Support),
                (0, "省国资委", Support),
            ],
        ),
        (
            "一、稳岗。做好返还。（省教育厅、省财政厅，各市州人民政府按职责分工负责）",
            &[
                (0, "省教育厅", Responsible),
                (0, "省财政厅", Responsible),
                (0, "各市州人民政府", Responsible),
            ],
        ),
        (
            "一、稳岗。做好返还。（人力资源社会保障部等有关部门和单位负责）",
            &[(0, "人力资源社会保障部", Responsible)],
        ),
        (
            "一、稳岗。做好返还。（各有关部门和单位按职责分工负责）",
            &[(0, "各有关部门和单位", Responsible)],
        ),
        // The first is lead, here and below.
        (
            "一、稳岗。做好返还。（省人力资源社会保障厅、财政厅等按职责分工负责。列第一位者为牵头责任单位，下同）\n\
             二、扩岗。开发岗位。（省财政厅、教育厅等和各省辖市、省直管县〔市〕政府按职责分工负责）",
            &[
                (0, "省人力资源社会保障厅", Lead),
                (0, "财政厅", Responsible),
                (1, "省财政厅", Lead),
                (1, "教育厅", Responsible),
                (1, "各省辖市、省直管县〔市〕政府", Responsible),
            ],
        ),
        (
            "一、稳岗。做好返还。（责任单位：市经信局、市财政局；列首位的为牵头单位。以下不再列出）\n二、扩岗。开发岗位。（责任单位：市人社局）",
            &[
                (0, "市经信局", Lead),
                (0, "市财政局", Responsible),
                (1, "市人社局", Responsible),
            ],
        ),
        // Sentences.
        (
            "一、稳岗。由市人社局牵头，会同市财政局、市税务局制定办法。",
            &[
                (0, "市人社局", Lead),
                (0, "市财政局", Responsible),
                (0, "市税务局", Responsible),
            ],
        ),
        ("一、省教育厅牵头，组织各高校开展招聘。", &[(0, "省教育厅", Lead)]),
        (
            "一、协同。具体由地方金融管理部门牵头，人民银行分支机构以及公安、市场监管等部门参加，健全机制。",
            &[
                (0, "地方金融管理部门", Lead),
                (0, "人民银行分支机构", Support),
                (0, "公安、市场监管等部门", Support),
            ],
        ),
        (
            "一、市财政局会同市人社局制定办法。",
            &[(0, "市财政局", Responsible), (0, "市人社局", Responsible)],
        ),
        (
            "一、职责\n1.省教育厅：牵头负责招生。\n2.省财政厅：负责资金。",
            &[(1, "省教育厅", Lead), (2, "省财政厅", Responsible)],
        ),
        // Nobody is named.
        ("一、落实责任。建立由政府负责人牵头、相关部门共同参与的机制。", &[]),
        ("一、强化协调。切实发挥牵头协调作用，（申请人负责）。", &[]),
        ("一、受理。由负责学籍注册的学校受理，责任单位要到位。", &[]),
        ("一、附则。本办法由市教育局负责解释。", &[]),
        ("一、附则。本办法由市教育局会同市财政局负责解释。", &[]),
        ("一、建群。鼓励龙头企业牵头组建联盟。", &[]),
        ("一、职责\n1.支持困难企业\n落实优惠政策。", &[]),
        ("一、培训。发挥医联体牵头医院的作用。", &[]),
    ];

    #[test]
    fn bodies_and_their_parts() {
        for (text, expected) in CASES {
            let clean = crate::text::clean(text);
            let structure = crate::structure::read(&clean);
            let read: Vec<_> = agencies(&clean, &structure)
                .iter()
                .map(|agency| (agency.node, agency.name.of(&clean.text).to_owned(), agency.role))
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(node, name, role)| (*node, (*name).to_owned(), *role))
                .collect();
            assert_eq!(read, expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "[一二、1.（）责任单位：牵头配合负责省教育厅财政局，；。等和以及下同由会同\n ]{0,60}") {
            let clean = crate::text::clean(&text);
            let structure = crate::structure::read(&clean);
            for agency in agencies(&clean, &structure) {
                assert!(!agency.name.of(&clean.text).is_empty());
            }
        }
    }
}
