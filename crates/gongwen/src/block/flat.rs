//! Notices flattened to a line or two.
//!
//! A quarter of all scraped notices come that way. What is left of the lines is blanks: after the end of a sentence a
//! blank was a line break; before the addressee (or the first sentence) and after the last sentence every blank may
//! have been one, because titles, signatures and contact lines end without punctuation.

use crate::grammar::label::{Label, label};
use crate::span::Span;
use crate::text::{Clean, Gap};

/// Characters from which on a line is too long to be one paragraph's line by habit.
const LONG: usize = 240;

/// Whether the line is so long that several lines may have been put into it.
pub(super) fn is_long(clean: &Clean<'_>, line: Span) -> bool {
    line.len() > LONG * 3 || (line.len() > 180 && sentence_gaps(clean, line).take(2).count() >= 2)
}

/// Whether lines were lost in this line: it is long, and labels or gaps after sentences show where they ended.
pub(super) fn is_flattened(clean: &Clean<'_>, line: Span, labels: &[(usize, Option<Label>)]) -> bool {
    let inside = labels.iter().filter(|(at, _)| *at > line.start).count();
    let gaps = sentence_gaps(clean, line).take(3).count();
    is_long(clean, line) && (inside >= 2 || gaps >= 2 || (inside >= 1 && gaps >= 1)) || tail_gap(clean, line)
}

/// Gaps that follow the end of a sentence.
fn sentence_gaps<'c>(clean: &'c Clean<'_>, line: Span) -> impl Iterator<Item = &'c Gap> {
    let text: &'c str = &clean.text;
    clean
        .gaps_in(Span::new(line.start + 1, line.end))
        .iter()
        .filter(move |gap| {
            gap.breaks == 0
                && text
                    .get(..gap.at)
                    .and_then(|before| before.chars().next_back())
                    .is_some_and(ends_sentence)
        })
}

/// A paragraph whose last sentence is followed, after a wide gap, by a short rest (a signature, a date, an 附件 list).
fn tail_gap(clean: &Clean<'_>, line: Span) -> bool {
    sentence_gaps(clean, line).any(|gap| gap.blanks >= 8 && line.end - gap.at < 1200)
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '：' | '”' | '）')
}

/// Where a flattened line is cut, labels apart.
pub(super) fn cuts(clean: &Clean<'_>, line: Span) -> Vec<usize> {
    let text: &str = &clean.text;
    let content = line.of(text);
    let head = line.start + head_end(content);
    let tail = line.start + content.rfind('。').map_or(0, |at| at + '。'.len_utf8());
    let mut cuts: Vec<usize> = Vec::new();
    let mut last = line.start;
    for gap in clean.gaps_in(Span::new(line.start + 1, line.end)) {
        let Some(before) = text.get(..gap.at).and_then(|before| before.chars().next_back()) else {
            continue;
        };
        let after = text
            .get(gap.at..)
            .and_then(|after| after.chars().next())
            .unwrap_or('\n');
        // 112 号, 2031 年 9 月 7 日: blanks inside a number or a day.
        if before.is_ascii_digit() && matches!(after, '号' | '年' | '月' | '日')
            || matches!(before, '年' | '月' | '第') && after.is_ascii_digit()
        {
            continue;
        }
        let both_ascii = before.is_ascii() && after.is_ascii();
        let weak = gap.at <= head || gap.at >= tail;
        let sentence = matches!(before, '。' | '！' | '？' | '；' | '”' | '）') || (before == '：' && gap.blanks >= 2);
        // A short piece without any punctuation since the last cut: a signature, a line of an annex's title.
        let piece = Span::new(last, gap.at).of(text).trim();
        let field = ["附件", "联系", "电话", "抄送", "公开", "传真", "地址"]
            .iter()
            .any(|word| piece.starts_with(word));
        let short_line = (12..=120).contains(&piece.len())
            && label(piece).is_none()
            && !piece.contains(['，', '。', '；'])
            && (field || !piece.contains('：'));
        if gap.breaks == 0 && (sentence || (!both_ascii && (weak || short_line))) {
            cuts.push(gap.at);
            last = gap.at;
        }
    }
    // …10月19日附件：1.…: nothing but its own word tells where the list begins.
    let rest = text.get(tail..line.end).unwrap_or("");
    cuts.extend(rest.match_indices("日附件").map(|(at, _)| tail + at + '日'.len_utf8()));
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// What pages glue to the last words of a notice.
const GLUED: &[&str] = &[
    "公告下载链接",
    "附件下载",
    "文件下载",
    "相关附件",
    "浏览次数",
    "打印本页",
    "扫一扫",
    "分享到",
    "【打印",
    "[打印",
    "相关解读",
    "相关链接",
    "责任编辑",
    "上一篇",
    "下一篇",
    "【关闭",
    "[关闭",
    "关闭窗口",
    "字号：",
    "【字体",
];

/// Where the end of a line that lost its breaks is cut: before the page's own words, and before a signature and its day
/// that stand right behind the last sentence (…特此公告。云泽海关2026年6月7日公告下载链接：…).
pub(super) fn glued(text: &str, line: Span) -> Vec<usize> {
    let content = line.of(text);
    let Some(stop) = content.rfind('。').map(|at| at + '。'.len_utf8()) else {
        return Vec::new();
    };
    // The page's words may hold full stops of their own; they begin where the first of them stands near the end.
    let near = floor(content, content.len().saturating_sub(900));
    let page = GLUED
        .iter()
        .filter_map(|word| content.get(near..).and_then(|end| end.find(word)))
        .map(|at| at + near)
        .min()
        .unwrap_or(content.len());
    let mut cuts = Vec::new();
    if page < content.len() && page > 0 {
        cuts.push(line.start + page);
    }
    let before_page = content.get(..page).unwrap_or("");
    let stop = if stop <= page {
        stop
    } else {
        before_page.rfind('。').map_or(0, |at| at + '。'.len_utf8())
    };
    let rest = before_page.get(stop..).unwrap_or("");
    let ends_in_day = rest.ends_with('日') && rest.contains('年') && rest.contains('月');
    if stop > 0 && ends_in_day && rest.len() < 240 && !rest.contains(['，', '；', '：']) {
        cuts.push(line.start + stop);
        // 特此公告。 is a line of its own.
        if let Some(at) = before_page.get(..stop).and_then(|text| text.rfind("特此"))
            && stop - at < 40
            && at > 0
        {
            cuts.push(line.start + at);
        }
    }
    cuts
}

/// The sentence about the whole notice (本公告自发布之日起施行。) behind the last item of a line that lost its breaks.
pub(super) fn closing_sentence(text: &str, line: Span, last_label: usize) -> Option<usize> {
    let from = last_label.max(line.start);
    let rest = text.get(from..line.end)?;
    let mut stops = rest.match_indices('。').map(|(at, _)| at + '。'.len_utf8());
    stops
        .rfind(|&at| {
            let sentence = rest.get(at..).and_then(|after| after.split('。').next()).unwrap_or("");
            let own = [
                "本公告",
                "本通知",
                "本通告",
                "本意见",
                "本办法",
                "本规定",
                "本决定",
                "上述规定",
                "以上规定",
                "以上措施",
            ];
            let acts = ["施行", "实施", "执行", "生效", "废止", "有效期"];
            sentence.len() < 180
                && own.iter().any(|word| sentence.starts_with(word))
                && acts.iter().any(|word| sentence.contains(word))
        })
        .map(|at| from + at)
}

/// Where the header of a flattened notice ends: at its first colon (the addressee's) or its first sentence.
fn head_end(content: &str) -> usize {
    content
        .char_indices()
        .find(|(at, c)| matches!(c, '。' | '；') || (*c == '：' && !is_page_key(content.get(..*at).unwrap_or(""))))
        .map_or(content.len(), |(at, c)| at + c.len_utf8())
}

/// Whether the words before a colon name a fact of the page (来源：, 发布日期：), so that the header goes on after it.
fn is_page_key(before: &str) -> bool {
    [
        "来源",
        "时间",
        "日期",
        "次数",
        "作者",
        "浏览",
        "点击",
        "阅读",
        "字号",
        "文号",
        "索引号",
    ]
    .iter()
    .any(|key| before.ends_with(key))
}

/// The character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
