//! Where an agency code begins.
//!
//! Nothing marks the left end of 机关代字: in running text the code is glued to the words before it (`按照江人社函〔2018〕5号`),
//! and in a flattened text to the title or the letterhead (`…的通知江人社函〔2018〕5号`). The code is cut free from the right:
//! whatever ends in a word that no code contains lies outside it.

use crate::span::Span;

/// Longest code in characters; longer runs are prose.
const LONGEST_CODE: usize = 14;
/// Longest name of the bodies that give an order, in characters; several may sign together.
const LONGEST_BODY: usize = 60;

/// Words that end before a code begins: document kinds, verbs of citing, and particles. None occurs inside a code.
const ENDS_BEFORE: &[&str] = &[
    // Kinds a title ends in, glued to the number under it.
    "通知",
    "意见",
    "办法",
    "规定",
    "措施",
    "方案",
    "决定",
    "批复",
    "细则",
    "条例",
    "要点",
    "纲要",
    "通报",
    "纪要",
    "请示",
    "公报",
    "文件",
    "的函",
    "复函",
    "的公告",
    "的通告",
    "的报告",
    "的规划",
    "的计划",
    "名单",
    "政策",
    "公示",
    "简章",
    "建议",
    "提案",
    "精神",
    "指引",
    "规程",
    "章程",
    // Bodies in full, in a letterhead above the number or in a list before it.
    "人民政府",
    "办公厅",
    "办公室",
    "保障厅",
    "委员会",
    "领导小组",
    "指挥部",
    "总局",
    "总署",
    // Verbs that cite, and what joins them.
    "根据",
    "依据",
    "按照",
    "遵照",
    "依照",
    "对照",
    "比照",
    "参照",
    "参见",
    "参考",
    "详见",
    "执行",
    "印发",
    "转发",
    "下发",
    "发布",
    "公布",
    "颁布",
    "制定",
    "出台",
    "落实",
    "贯彻",
    "遵守",
    "实施",
    "关于",
    "以及",
    "废止",
    "修订",
    "修改",
    "文号",
    "字号",
    "是指",
    "符合",
    "本会",
    "本部",
    "本署",
    "本局",
    "本院",
    "本府",
    // Particles and prepositions.
    "的",
    "按",
    "受",
    "由",
    "在",
    "以",
    "为",
    "是",
    "了",
    "见",
];

/// Words that part only where a code plainly begins after them, because codes and names of bodies contain them too.
const MAY_END_BEFORE: &[&str] = &[
    "和", "与", "及", "或", "对", "据", "规划", "计划", "标准", "目录", "报告", "公告", "指南",
];

/// Last characters of bodies in full.
const BODY_ENDS: &[char] = &[
    '厅', '局', '部', '署', '院', '府', '会', '室', '行', '委', '办', '心', '处',
];

/// One character for each province: what most codes of provincial bodies begin with.
const PROVINCES: &str = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青台蒙内桂藏宁新黔滇陇蜀兵";

/// Beginnings of codes of central bodies.
const CENTRAL: &[&str] = &[
    "国发",
    "国办",
    "国函",
    "国令",
    "国科",
    "国卫",
    "国开",
    "国市监",
    "国税",
    "国能",
    "国资",
    "国土",
    "国知",
    "国疾",
    "中发",
    "中办",
    "中组",
    "中宣",
    "人社部",
    "人社厅",
    "财办",
    "财综",
    "财税",
    "财建",
    "财社",
    "财教",
    "财金",
    "财行",
    "财农",
    "财资",
    "财预",
    "财库",
    "教育部",
    "教高",
    "教师",
    "教技",
    "教学",
    "教职",
    "教体",
    "教办",
    "发改",
    "工信",
    "建办",
    "建房",
    "建市",
    "建城",
    "建质",
    "交办",
    "交运",
    "农办",
    "农发",
    "文旅",
    "商办",
    "商建",
    "民发",
    "民办",
    "银发",
    "银办",
    "银保监",
    "证监",
    "税总",
    "环办",
    "环发",
    "自然资",
    "应急",
    "医保",
    "药监",
    "林发",
    "水利",
    "民航",
    "铁运",
    "司发",
    "公通",
    "署法",
    "劳社",
    "劳部",
    "海关",
];

/// Last characters of a code that is none: papers that carry a year and a number of their own, and the kinds above.
const NO_CODE_ENDS: &[&str] = &[
    "证", "书", "表", "照", "卷", "册", "楼", "期", "年", "月", "日", "号", "第", "于",
];

/// Words for the issuing place itself, and the end of a code alone: what made it a code was lost.
const SELF: &[&str] = &[
    "我省", "我市", "我县", "我区", "本省", "本市", "发", "函", "办", "字", "令", "第", "号",
];

/// Whether a character may stand in a code or a body's name.
pub(super) const fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}')
}

/// The span of the agency code that ends at byte `end` of `text`; `None` if the characters there are no code.
pub(super) fn code_before(text: &str, end: usize) -> Option<Span> {
    let run = han_before(text, end, LONGEST_CODE * 3);
    let whole = after_digit(text, run);
    let code = parted(text, whole);
    let word = code.of(text);
    let length = word.chars().count();
    let refused = NO_CODE_ENDS.iter().chain(ENDS_BEFORE).any(|last| word.ends_with(last));
    // A code of one character (法〔2022〕12号) only where it is all that stands before the bracket.
    let fits = (2..=LONGEST_CODE).contains(&length) || (length == 1 && run == code);
    (fits && !refused && !SELF.contains(&word)).then_some(code)
}

/// The span of the bodies that give an order or announcement and end at byte `end`: `海关总署、农业农村部`.
pub(super) fn bodies_before(text: &str, end: usize) -> Option<Span> {
    let mut span = Span::new(end, end);
    loop {
        let run = after_digit(text, han_before(text, span.start, LONGEST_BODY));
        let free = cut_order(text, run);
        if !free.of(text).ends_with(ends_body) {
            break;
        }
        span.start = free.start;
        // 财政部、海关总署公告: several bodies sign, parted by 、.
        let joined = free.start == run.start && text.get(..run.start).is_some_and(|left| left.ends_with('、'));
        if !joined || span.of(text).chars().count() > LONGEST_BODY {
            return Some(span);
        }
        span.start -= '、'.len_utf8();
    }
    if span.of(text).starts_with('、') {
        span.start += '、'.len_utf8();
    }
    (!span.is_empty()).then_some(span)
}

/// Whether a name of a body that gives orders may end so: 国务院, 主席, 海关, 支队, 公司.
fn ends_body(last: char) -> bool {
    BODY_ENDS.contains(&last) || matches!(last, '席' | '社' | '税' | '关' | '队' | '司' | '所' | '区' | '军')
}

/// The Han characters that end at `end`, at most `limit` of them.
fn han_before(text: &str, end: usize, limit: usize) -> Span {
    let left = text.get(..end).unwrap_or("");
    let length = left
        .chars()
        .rev()
        .take(limit)
        .take_while(|&character| is_han(character))
        .map(char::len_utf8)
        .sum();
    Span::new(left.len().saturating_sub(length), end)
}

/// Without what belongs to the figure before the run: `2022年3月3日│云泽市…`, `37号│和江人社函…`.
fn after_digit(text: &str, run: Span) -> Span {
    let word = run.of(text);
    let follows_digit = text
        .get(..run.start)
        .is_some_and(|left| left.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    if !follows_digit || !word.starts_with(['年', '月', '日', '号', '条', '款', '项', '期']) {
        return run;
    }
    let rest = word
        .trim_start_matches(['年', '月', '日', '号', '条', '款', '项', '期'])
        .trim_start_matches(['和', '及', '与']);
    Span::new(run.end - rest.len(), run.end)
}

/// Cuts a run of Han characters after the last word that cannot belong to the code at its end.
fn parted(text: &str, run: Span) -> Span {
    let word = run.of(text);
    let mut start = 0;
    for ends in ENDS_BEFORE {
        let mut within = word;
        // A word that leaves no code behind it is looked for further left: 的公告〔2015〕 keeps its 公告.
        while let Some(at) = within.rfind(ends) {
            let after = at + ends.len();
            if word.len() - after >= 6 && !inside_name(word, at, ends) {
                start = start.max(after);
                break;
            }
            within = word.get(..at).unwrap_or("");
        }
    }
    for ends in MAY_END_BEFORE {
        if let Some(at) = word.rfind(ends) {
            let after = at + ends.len();
            if after > start && word.get(after..).is_some_and(begins_code) {
                start = after;
            }
        }
    }
    let rest = word.get(start..).unwrap_or("");
    // …市财政局江财金: a body in full before the code, and the code begins with its province.
    for (at, last) in rest.char_indices().skip(3) {
        let after = at + last.len_utf8();
        if BODY_ENDS.contains(&last)
            && rest
                .get(after..)
                .is_some_and(|code| code.len() >= 9 && begins_code(code))
        {
            start += after;
            break;
        }
    }
    let rest = word.get(start..).unwrap_or("");
    if rest.chars().count() > 8 {
        let begins = |at: &usize| {
            rest.get(*at..)
                .is_some_and(|code| (9..=24).contains(&code.len()) && begins_code(code))
        };
        start += rest.char_indices().map(|(at, _)| at).find(begins).unwrap_or(0);
    }
    Span::new(run.start + start, run.end)
}

/// A particle that is part of a name after all: 自由贸易, 对外.
fn inside_name(word: &str, at: usize, ends: &str) -> bool {
    ends == "由" && word.get(..at).is_some_and(|left| left.ends_with('自'))
}

/// Whether the beginning of a code of a provincial or central body stands here, with something after it.
fn begins_code(rest: &str) -> bool {
    let Some(first) = rest.chars().next() else { return false };
    (PROVINCES.contains(first) && rest.len() >= 9) || CENTRAL.iter().any(|code| rest.starts_with(code))
}

/// Cuts the run before an order's number: names of bodies contain what codes do not (和, 办公室, 规划), so fewer words part.
fn cut_order(text: &str, run: Span) -> Span {
    /// Beginnings of the names of central bodies that have been renamed.
    const FORMER: &[&str] = &[
        "国家", "中国", "海关", "农业", "质检", "卫生", "环境", "工商", "食品", "文化", "铁道", "建设",
    ];
    const PART: &[&str] = &[
        "通知", "意见", "办法", "规定", "措施", "方案", "决定", "批复", "细则", "条例", "公告", "通告", "目录", "根据",
        "依据", "按照", "依照", "参照", "执行", "印发", "转发", "发布", "公布", "颁布", "落实", "违反", "遵守", "修改",
        "修订", "废止", "关于", "以及", "经过", "是", "的", "按", "以", "在", "为", "见", "符合", "解除", "比照",
        "对照", "参见",
    ];
    let word = run.of(text);
    let mut start = 0;
    for part in PART {
        if let Some(at) = word.rfind(part) {
            let after = at + part.len();
            // 执行局公告: one character alone is no body, so the word belongs to the name.
            if word.len() - after != '局'.len_utf8() {
                start = start.max(after);
            }
        }
    }
    // 对海关总署公告…: 对 parts, but 对外 belongs to names.
    if let Some(at) = word.rfind('对') {
        let after = at + '对'.len_utf8();
        if word.get(after..).is_some_and(|rest| !rest.starts_with('外')) {
            start = start.max(after);
        }
    }
    let rest = word.get(start..).unwrap_or("");
    let rest = rest.trim_start_matches(['和', '及', '与', '或', '由', '经']);
    // 原国家…局令: the name a body had; 原 also begins names of places.
    let former = rest
        .strip_prefix('原')
        .filter(|name| FORMER.iter().any(|start| name.starts_with(start)));
    let rest = former.unwrap_or(rest);
    Span::new(run.end - rest.len(), run.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_cut_free() {
        // The words before a bracket, and the code among them.
        for (words, code) in [
            ("云政发", "云政发"),
            ("按照苏林保办函", "苏林保办函"),
            ("关于做好有关工作的通知教师厅函", "教师厅函"),
            ("关于同意设立某园区的函渝府办函", "渝府办函"),
            ("云泽市人民政府文件云政办发", "云政办发"),
            ("省人力资源和社会保障厅苏农计发", "苏农计发"),
            ("某市财政局湘财金", "湘财金"),
            ("需要坚定不移地贯彻执行国发", "国发"),
            ("严格按青府办发电", "青府办发电"),
            ("3日云泽市人民政府云府规字", "云府规字"),
            ("国发〔2017〕41号和鲁政字", "鲁政字"),
            ("银保监办发", "银保监办发"),
            ("人社部发", "人社部发"),
            ("国办发明电", "国办发明电"),
            ("沪府规", "沪府规"),
            ("工信部通信函", "工信部通信函"),
            ("自然资办函", "自然资办函"),
            ("财建", "财建"),
        ] {
            let span = code_before(words, words.len());
            assert_eq!(span.map(|span| span.of(words)), Some(code), "{words}");
        }
    }

    #[test]
    fn prose_is_no_code() {
        for words in ["", "我省", "下列文件", "许可证", "会议决定", "保险费缴费凭证"] {
            assert_eq!(code_before(words, words.len()), None, "{words}");
        }
    }

    #[test]
    fn bodies_of_orders() {
        for (words, bodies) in [
            ("国务院", Some("国务院")),
            ("根据海关总署、农业农村部", Some("海关总署、农业农村部")),
            ("自2020年5月1日云泽市人民政府", Some("云泽市人民政府")),
            ("税收政策的公告财政部税务总局", Some("财政部税务总局")),
            ("对海关总署", Some("海关总署")),
            ("2031年1月5日云泽市林业和草原局", Some("云泽市林业和草原局")),
            ("3日原国家林业局", Some("国家林业局")),
            ("云泽市人民法院执行局", Some("云泽市人民法院执行局")),
            ("对外贸易经济合作部", Some("对外贸易经济合作部")),
            ("一声", None),
            ("税收政策的", None),
        ] {
            let span = bodies_before(words, words.len());
            assert_eq!(span.map(|span| span.of(words)), bodies, "{words}");
        }
    }
}
