//! Whether a sentence goes on across a line break, judged by the characters on both sides and by the text itself.

use super::chinese::is_han;
use super::label::{begins_with_label, begins_with_name};
use super::lines::{columns, ends_closed};
use memchr::memmem;

/// Characters no sentence ends with.
const NEEDS_MORE: &str = "的和与及或在将对把被由从向并且按于以至各其该每第约不我本这使让给经因若如";
/// Characters no sentence begins with.
const NEEDS_A_START: &str = "的了或们和着";
/// Marks that may not begin a line.
const CLOSING: [char; 14] = [
    '，', '。', '、', '；', '：', '）', '》', '”', '〕', '】', '！', '？', '〉', '’',
];
/// Marks that may not end one.
const OPENING: [char; 7] = ['（', '《', '“', '〔', '【', '〈', '‘'];
/// Bytes of the text in which a pair of characters is looked for: what is told from a long text is told by then.
const LOOKED_AT: usize = 1 << 16;
/// A line of running text is at least this wide.
const LONG: usize = 50;

/// How sure it is that `line` goes on in `next`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// Nothing says so.
    Apart,
    /// Both could be sentences of their own, but the line lacks its closing mark.
    Likely,
    /// Neither side can stand alone.
    Evident,
}

/// Whether `next` cannot begin a line, or `line` cannot end one.
pub(super) fn is_cut_at_mark(line: &str, next: &str) -> bool {
    line.ends_with(OPENING)
        || line.ends_with(['，', '、']) && !begins_with_name(next)
        || next.starts_with(CLOSING) && !ends_closed(line)
}

/// Whether the characters on both sides belong together: one cannot stand at a sentence's edge, or the two stand side
/// by side elsewhere in `text` (智能⏎化 where 能化 is found again).
pub(super) fn belongs_together(text: &str, line: &str, next: &str) -> bool {
    let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else {
        return false;
    };
    if !is_han(last) || !is_han(first) {
        return false;
    }
    if NEEDS_MORE.contains(last) || NEEDS_A_START.contains(first) {
        return true;
    }
    let mut pair = String::with_capacity(8);
    pair.push(last);
    pair.push(first);
    let looked_at = text.as_bytes().get(..LOOKED_AT.min(text.len())).unwrap_or_default();
    memmem::find(looked_at, pair.as_bytes()).is_some()
}

/// Whether running text was torn between `line` and `next`.
///
/// Headings lack their closing mark too: they bear a label and hold no 。, and where they do not, a text has many. A closing bracket (the body in
/// charge of a task) ends a paragraph as well as a 。 does.
pub(super) fn torn(text: &str, line: &str, width: usize, next: &str) -> Flow {
    if width < LONG || ends_closed(line) || begins_with_label(next) {
        return Flow::Apart;
    }
    let Some(last) = line.chars().next_back() else {
        return Flow::Apart;
    };
    let running = |text: &str| text.contains('，') || text.contains('。');
    let heading = !line.contains(['。', '；']) && begins_with_label(line);
    let introduces = ["如下", "以下", "附后"].iter().any(|end| line.ends_with(end));
    if heading || introduces || !running(line) || !(ends_closed(next) || running(next)) {
        return Flow::Apart;
    }
    if belongs_together(text, line, next) || waits_for_its_verb(line) || repeated(line, next, 1) > 0 {
        return Flow::Evident;
    }
    let broken_off = is_han(last) || matches!(last, '》' | '”') || last.is_ascii_digit();
    if broken_off && columns(next) > 4 {
        Flow::Likely
    } else {
        Flow::Apart
    }
}

/// `…，现将《…》`: what is done with the document is still to come.
fn waits_for_its_verb(line: &str) -> bool {
    let clause = line.rsplit(['，', '。', '；']).next().unwrap_or("");
    line.ends_with('》') && ["现将", "将", "现把"].iter().any(|word| clause.starts_with(word))
}

/// How many bytes at the start of `next` repeat the end of `line`: up to `most` Chinese characters, or none.
pub(super) fn repeated(line: &str, next: &str, most: usize) -> usize {
    let ends: Vec<usize> = next
        .char_indices()
        .take(most)
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    let same = |end: &usize| {
        next.get(..*end)
            .is_some_and(|head| head.chars().all(is_han) && line.ends_with(head))
    };
    ends.into_iter().rev().find(same).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Flow, belongs_together, is_cut_at_mark, repeated, torn};
    use crate::text::lines::columns;

    #[test]
    fn marks() {
        for (line, next) in [
            ("各县，", "各区"),
            ("印发《", "关于"),
            ("一", "、总则"),
            ("生育友好岗”", "，实行"),
        ] {
            assert!(is_cut_at_mark(line, next), "{line}");
        }
        assert!(!is_cut_at_mark("各县。", "各区"));
    }

    #[test]
    fn pairs() {
        for (line, next, together) in [
            ("建设智能", "化车间", true),
            ("青禾县的", "车间", true),
            ("青禾县", "的车间", true),
            ("青禾县车间", "云泽市", false),
            ("2026", "年", false),
        ] {
            assert_eq!(belongs_together("推进智能化改造", line, next), together, "{line}");
        }
    }

    #[test]
    fn tears() {
        let text = "各县区要落实责任。推进机器人应用。";
        for (line, next, flow) in [
            (
                "各县区要落实责任，按时报送材料。到2030年，智能服务机器",
                "人应用取得明显成效。",
                Flow::Evident,
            ),
            (
                "为做好宣传工作，经青禾县人民政府第三次常务会议研究同意，现将《青禾县春耕生产实施方案》",
                "印发给你们，请认真执行。",
                Flow::Evident,
            ),
            (
                "各县区要落实责任，按时报送材料。活动由各乡镇自行安排开展",
                "跨校招聘，全面铺开。",
                Flow::Likely,
            ),
            // Headings.
            (
                "（三）坚持改革开放、锐意进取，现代化产业体系加快构建完善",
                "各县区要落实责任，按时报送。",
                Flow::Apart,
            ),
            (
                "各县区要落实责任，按时报送材料。有关事项和具体要求通知如下",
                "活动由各乡镇开展，全面铺开。",
                Flow::Apart,
            ),
            (
                "各县区要落实责任，按时报送材料。活动由各乡镇自行开展。",
                "人应用。",
                Flow::Apart,
            ),
            (
                "各县区要落实责任，按时报送材料。（责任单位：青禾县教育局）",
                "本通知自印发之日起施行。",
                Flow::Apart,
            ),
        ] {
            assert_eq!(torn(text, line, columns(line), next), flow, "{line}");
        }
    }

    #[test]
    fn repeats() {
        for (line, next, len) in [
            ("内容进行", "行摘播", 3),
            ("内容进行", "进行摘播", 6),
            ("内容进行", "摘播", 0),
            ("2", "2个", 0),
            ("", "行", 0),
        ] {
            assert_eq!(repeated(line, next, 2), len, "{line} {next}");
        }
    }
}
