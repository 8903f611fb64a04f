//! The shortest clause that states a target, and what it counts.

use super::context::Context;
use super::pattern::pattern;
use crate::grammar::quantity::Class;
use crate::span::Span;

/// The shortest clause: from the last mark (or the last item of the list) to the end of what is counted.
pub(super) fn span(context: &Context<'_>) -> Span {
    let quantity = context.quantity;
    let (mut start, mut end) = (context.clause.start, context.clause.end);
    if let Some(previous) = context.previous
        && previous.span.end > start
    {
        start = previous.span.end.min(quantity.span.start);
        let gap = context.text.get(start..quantity.span.start).unwrap_or("");
        // What the last item counts belongs to that item: 2次政策宣讲、4次岗位推荐.
        if let Some(at) = gap.rfind(['、', '和', '及', '与', '或', '并']) {
            start += at
                + gap
                    .get(at..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(0, char::len_utf8);
        }
    }
    if let Some(next) = context.next
        && next.span.start < end
    {
        end = next.span.start.max(quantity.span.end);
        let gap = context.text.get(quantity.span.end..end).unwrap_or("");
        if let Some(at) = gap.find(['、', '和', '及', '与', '或', '并']) {
            end = quantity.span.end + at;
        }
    } else if let Some(at) = context
        .text
        .get(quantity.span.end..end)
        .and_then(|tail| tail.find('、'))
    {
        // 等 closes a list of examples; without it a comma of the list ends the clause.
        end = quantity.span.end + at;
    }
    start = start.min(quantity.span.start);
    end = end.max(quantity.span.end);
    let piece = context.text.get(start..end).unwrap_or("");
    let lead = piece.len()
        - piece
            .trim_start_matches([
                '、', '和', '及', '与', '并', '“', ' ', '，', '；', '。', '-', '—', '/', '／',
            ])
            .len();
    Span::new((start + lead).min(quantity.span.start), end).trimmed(context.text)
}

pattern!(
    LEAD,
    "^(?:[^，。；]{0,6}(?:力争|确保|争取|努力|积极|全力|加快|推进|推动|大力)|到20[0-9]{2}年|全年|年内|上半年|下半年|今年|其中|并|要|应|须|可|按|对|将|由)+"
);
pattern!(
    VERBS,
    "^(?:力争|确保|争取|完成|建成|建设|新建|打造|培育|创建|举办|开展|组织|新增|实现|给予|安排|遴选|推荐|评选|选派|确定|提供|扶持|实施|改造|推进|加快|报送|提交|",
    "引进|招聘|募集|累计|共建|达到|改造提升)+"
);
pattern!(
    TAIL,
    "(?:达到|达|提高到|提升到|提高|下降|控制在|稳定在|保持在|不低于|不少于|不超过|至少|最高|为|在|的|至|到|共|约|各|给予|按|补贴标准|，|：|、|“|分别)+$"
);

/// What is counted: the noun behind a measure word, else what stands before the number.
pub(super) fn metric(context: &Context<'_>, clause: Span) -> Option<String> {
    let quantity = context.quantity;
    let behind = context
        .text
        .get(quantity.span.end..clause.end)
        .unwrap_or("")
        .trim_start_matches('的');
    let counted = matches!(
        quantity.class,
        Class::People | Class::Body | Class::Thing | Class::Times | Class::Document | Class::Area
    );
    if counted && behind.chars().count() >= 2 && !behind.starts_with(['）', '”', '）']) {
        return Some(trim(behind, false)).filter(|text| !text.is_empty());
    }
    let ahead = context.text.get(clause.start..quantity.span.start).unwrap_or("");
    let ahead = trim(ahead, true);
    if ahead.chars().count() >= 2 {
        return Some(ahead);
    }
    // A list that shares its subject: what stands before the first item.
    let clause_ahead = trim(
        context
            .text
            .get(context.clause.start..quantity.span.start)
            .unwrap_or("")
            .split(|c: char| c.is_ascii_digit())
            .next()
            .unwrap_or(""),
        true,
    );
    if clause_ahead.chars().count() >= 2 {
        return Some(clause_ahead);
    }
    let behind = trim(behind, false);
    Some(behind).filter(|text| !text.is_empty())
}

fn trim(text: &str, head: bool) -> String {
    let mut text = text.trim_matches(['，', '、', '（', '）', '：', '；', '。', ' ', '“']);
    if head {
        for pattern in [&LEAD, &VERBS] {
            if let Some(found) = pattern.as_ref().and_then(|regex| regex.find(text)) {
                let rest = text.get(found.end()..).unwrap_or("");
                if rest.chars().count() >= 2 {
                    text = rest;
                }
            }
        }
        if let Some(found) = TAIL.as_ref().and_then(|regex| regex.find(text)) {
            text = text.get(..found.start()).unwrap_or(text);
        }
    }
    text.trim_matches(['，', '、', '：']).to_owned()
}
