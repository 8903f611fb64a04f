//! The closed sets that date words are made of, each read at one place of the text.

use crate::grammar::number;

macro_rules! slots {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// A closed set, a number or a nested date inside a pattern.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Slot {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Slot {
            /// The slot a pattern calls `{name}`.
            pub(super) fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

slots! {
    /// Four figures, 1900 to 2099: `2018`, `二〇一八`.
    Year => "year",
    /// A year by its distance: 去年 今年 明年 (99 to 101 and so on), 同年 当年 次年 (200, 201).
    RelYear => "relyear",
    /// 1 to 12: `4`, `04`, `四`, `十二`.
    Month => "month",
    /// 1 to 31.
    Day => "day",
    /// A count: `30`, `三十`.
    Count => "n",
    /// The ordinal of a quarter, 1 to 4.
    Quarter => "q",
    /// 上旬 1, 中旬 2, 下旬 3, 中下旬 23, 上中旬 12.
    Ten => "ten",
    /// 上 or 下 before 半年.
    Half => "half",
    /// 底 or 末 (3), 初 (1), 中 (2), the last only where a clause ends or 前 follows.
    Edge => "edge",
    /// The ordinal of a five-year plan, by the words before 五.
    PlanNumber => "plan",
    /// 春 1, 夏 2, 秋 3, 冬 4.
    Season => "season",
    /// 一 to 日 after 星期 or 周.
    Weekday => "weekday",
    /// The unit of a count: see `UNITS`.
    Unit => "unit",
    /// What a count bounds: 内 and 止 1, 后 2.
    Within => "within",
    /// Up to 16 characters without punctuation or figures.
    Words => "words",
    /// A time of day: `8:00`, `17时30分`, `上午9点`.
    Clock => "clock",
    /// `（周五）`.
    InWeek => "inweek",
    /// `（含）`, `（含当日）`.
    Included => "incl",
    /// What parts the ends of a range: 至 到 - — ～.
    To => "to",
    /// What parts the members of a set: 、 和 及 与 或.
    And => "and",
    /// What parts year, month and day in figures: `-` 1, `.` 2, `/` 3; blanks around a damaged one count to it.
    Separator => "sep",
    /// 前, 之前 or 以前, unless it begins another word (前后, 前期, 前三名).
    Before => "before",
    /// The words right before the match, as far as they name an event; read backwards, taking nothing here.
    Event => "event",
    /// A month by its distance: 上月 本月 下月 (99 to 101), 当月 次月 (200, 201).
    RelMonth => "relmonth",
    /// Nothing, but a condition stands right before the match: a clause that ends in 的，, and the subject of what it brings.
    Condition => "condition",
    /// Nothing, but the words right before say that something ends or begins: 届满, 召开.
    Closing => "closing",
    /// Nothing, but a time counted from an event stands before in the same sentence.
    Step => "step",
    /// Nothing, but the word does not end a longer one: 三年内, 每年底, 学年末.
    Alone => "alone",
    /// Nothing, but right before stands a date and what parts it from the next member of a set.
    After => "after",
    /// A point or period.
    Date => "date",
    /// The same, perhaps with its time of day.
    When => "when",
    /// The same, or a range.
    Span => "span",
}

/// What a plain slot reads at the start of `text`: its value and its length in bytes.
pub(super) fn read(slot: Slot, text: &str) -> Option<(u16, usize)> {
    match slot {
        Slot::Year => year(text),
        Slot::RelYear => relative_year(text),
        Slot::RelMonth => word(
            text,
            &[
                ("本月", 100),
                ("下月", 101),
                ("下个月", 101),
                ("上月", 99),
                ("上个月", 99),
                ("当月", 200),
                ("次月", 201),
            ],
        ),
        Slot::Month => within(text, 1, 12),
        Slot::Day => within(text, 1, 31),
        Slot::Count => within(text, 1, 999),
        Slot::Quarter => within(text, 1, 4),
        Slot::Ten => word(
            text,
            &[("上旬", 1), ("中下旬", 23), ("上中旬", 12), ("中旬", 2), ("下旬", 3)],
        ),
        Slot::Half => word(text, &[("上", 1), ("下", 2)]),
        Slot::Edge => edge(text),
        Slot::PlanNumber => plan(text),
        Slot::Season => word(text, &[("春", 1), ("夏", 2), ("秋", 3), ("冬", 4)]),
        Slot::Weekday => word(text, WEEKDAYS),
        Slot::Unit => word(text, UNITS),
        Slot::Within => word(
            text,
            &[
                ("以内", 1),
                ("之内", 1),
                ("内", 1),
                ("止", 1),
                ("之后", 2),
                ("以后", 2),
                ("后", 2),
            ],
        ),
        Slot::Words => words(text),
        Slot::Clock => clock(text).map(|length| (0, length)),
        Slot::InWeek => bracketed(text, |inner| {
            ["星期", "周", "礼拜"].iter().any(|name| {
                inner
                    .strip_prefix(name)
                    .is_some_and(|day| word(day, WEEKDAYS).is_some_and(|read| read.1 == day.len()))
            })
        }),
        Slot::Included => bracketed(text, |inner| inner.starts_with('含') && inner.chars().count() <= 6),
        Slot::To => to(text),
        Slot::And => word(text, &[("、", 1), ("和", 1), ("及", 1), ("与", 1), ("或", 1), (",", 1)]),
        Slot::Separator => separator(text),
        Slot::Before => before_word(text),
        Slot::Event
        | Slot::Condition
        | Slot::Closing
        | Slot::Step
        | Slot::Alone
        | Slot::After
        | Slot::Date
        | Slot::When
        | Slot::Span => None,
    }
}

const WEEKDAYS: &[(&str, u16)] = &[
    ("一", 0),
    ("二", 1),
    ("三", 2),
    ("四", 3),
    ("五", 4),
    ("六", 5),
    ("日", 6),
    ("天", 6),
    ("末", 5),
];

/// Units of counted time; the value is the place in `offset::UNIT_NAMES`.
const UNITS: &[(&str, u16)] = &[
    ("个工作日", 1),
    ("工作日", 1),
    ("个日历日", 0),
    ("个自然日", 0),
    ("自然日", 0),
    ("日", 0),
    ("天", 0),
    ("个星期", 2),
    ("周", 2),
    ("个月", 3),
    ("月", 3),
    ("年", 4),
    ("个小时", 5),
    ("小时", 5),
    ("分钟", 5),
];

fn word(text: &str, list: &[(&str, u16)]) -> Option<(u16, usize)> {
    list.iter()
        .find(|(word, _)| text.starts_with(word))
        .map(|&(word, value)| (value, word.len()))
}

/// A number between two bounds, in figures or words; figures must not go on, nor be a decimal.
fn within(text: &str, low: u16, high: u16) -> Option<(u16, usize)> {
    let (value, length) = figure(text)?;
    (low..=high).contains(&value).then_some((value, length))
}

fn figure(text: &str) -> Option<(u16, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        let (value, length) = number::numeral_prefix(text)?;
        return Some((u16::try_from(value).ok()?, length));
    }
    if digits > 4 {
        return None;
    }
    Some((text.get(..digits)?.parse().ok()?, digits))
}

fn year(text: &str) -> Option<(u16, usize)> {
    if let Some(read) = mixed_year(text) {
        return Some(read);
    }
    let (value, length) = figure(text)?;
    // Four figures exactly: 0998年 and 二千年 are no years of this calendar.
    let figures = text.get(..length)?.chars().count();
    (figures == 4 && (1900..2100).contains(&value)).then_some((value, length))
}

/// `二00九`, `二OO九`: numerals with a figure or a letter typed for 〇.
fn mixed_year(text: &str) -> Option<(u16, usize)> {
    let century = text.strip_prefix(['二', '一'])?;
    if !century.starts_with(['0', 'O', 'Ｏ', '〇', '○', '九']) {
        return None;
    }
    let mut value = if text.starts_with('二') { 2 } else { 1 };
    let mut length = "二".len();
    let mut typed = false;
    for character in century.chars().take(3) {
        let zero = matches!(character, '0' | 'O' | 'Ｏ');
        typed |= zero;
        let digit = if zero { 0 } else { number::digit(character)? };
        value = value * 10 + u16::from(digit);
        length += character.len_utf8();
    }
    let ends = text.get(length..).is_some_and(|rest| rest.starts_with('年'));
    (typed && ends && (1900..2100).contains(&value)).then_some((value, length))
}

fn relative_year(text: &str) -> Option<(u16, usize)> {
    word(
        text,
        &[
            ("今年", 100),
            ("本年度", 100),
            ("本年", 100),
            ("明年", 101),
            ("后年", 102),
            ("去年", 99),
            ("上一年度", 99),
            ("上一年", 99),
            ("上年度", 99),
            ("上年", 99),
            ("前年", 98),
            ("当年度", 200),
            ("当年", 200),
            ("同年", 200),
            ("次年度", 201),
            ("次年", 201),
            ("翌年", 201),
            ("第二年", 201),
        ],
    )
}

fn edge(text: &str) -> Option<(u16, usize)> {
    let (value, length) = word(text, &[("底", 3), ("末", 3), ("初", 1), ("中", 2)])?;
    let rest = text.get(length..).unwrap_or("");
    let fits = match value {
        1 => !rest.starts_with([
            '步', '级', '中', '期', '次', '审', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十',
        ]),
        2 => rest.is_empty() || rest.starts_with(['前', '，', '。', '、', '；', '）', '\n', '至', '到']),
        _ => !rest.starts_with(['月', '薪', '线']),
    };
    fits.then_some((value, length))
}

/// `十四五` is 14, `十五` 10, `九五` 9: the plan's ordinal is said before 五.
fn plan(text: &str) -> Option<(u16, usize)> {
    const PLANS: &[(&str, u16)] = &[
        ("十一五", 11),
        ("十二五", 12),
        ("十三五", 13),
        ("十四五", 14),
        ("十五五", 15),
        ("十六五", 16),
        ("十五", 10),
        ("九五", 9),
        ("八五", 8),
        ("七五", 7),
    ];
    let inner = text.trim_start_matches(['“', '"', '「', '\'', '‘', '”']);
    let opened = text.len() - inner.len();
    let (value, length) = word(inner, PLANS)?;
    let rest = inner.get(length..)?;
    let closed = rest.len() - rest.trim_start_matches(['”', '"', '」', '\'', '’', '“']).len();
    // Without quotes 十五期间 may be any fifteen; the longer names say enough.
    if opened == 0 && value <= 10 {
        return None;
    }
    Some((value, opened + length + closed))
}

/// A time of day, perhaps with 上午 and its kin before it.
fn clock(text: &str) -> Option<usize> {
    const PARTS: &[(&str, u16)] = &[
        ("上午", 0),
        ("下午", 0),
        ("中午", 0),
        ("晚上", 0),
        ("凌晨", 0),
        ("早上", 0),
        ("晚", 0),
        ("早", 0),
        (" ", 0),
    ];
    let part = word(text, PARTS).map_or(0, |(_, length)| length);
    let rest = text.get(part..)?;
    let (_, hour) = within(rest, 1, 24)
        .or_else(|| rest.starts_with('0').then_some((0, figure(rest)?.1)))
        .or_else(|| rest.starts_with("零时").then_some((0, "零".len())))?;
    let rest = rest.get(hour..)?;
    let mark = [":", "：", "时", "点"].iter().find(|mark| rest.starts_with(**mark))?;
    let mut end = part + hour + mark.len();
    let colon = matches!(*mark, ":" | "：");
    let rest = rest.get(mark.len()..)?;
    let minutes = rest.bytes().take_while(u8::is_ascii_digit).count();
    if minutes == 2 {
        end += minutes;
        let rest = rest.get(minutes..)?;
        if !colon {
            end += if rest.starts_with('分') { "分".len() } else { 0 };
        } else if rest.starts_with(':') && rest.bytes().skip(1).take_while(u8::is_ascii_digit).count() == 2 {
            end += 3;
        }
    } else if colon {
        return None;
    } else if rest.starts_with(['半', '整']) {
        end += "半".len();
    }
    Some(end)
}

fn bracketed(text: &str, inner: impl Fn(&str) -> bool) -> Option<(u16, usize)> {
    let rest = text.strip_prefix(['（', '('])?;
    let close = rest
        .char_indices()
        .take(8)
        .find(|(_, character)| matches!(character, '）' | ')'))?;
    inner(rest.get(..close.0)?).then(|| (0, text.len() - rest.len() + close.0 + close.1.len_utf8()))
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{3000}']).len()
}

fn to(text: &str) -> Option<(u16, usize)> {
    let before = blanks(text);
    let rest = text.get(before..)?;
    let signs = rest.len()
        - rest
            .trim_start_matches(['-', '—', '–', '－', '～', '~', '―', '─', '‐', '−', '﹣', '一'])
            .len();
    // 一 stands for a dash where a scanner took one for the other; by itself only, as in 2019年一2020年.
    let signs = if rest.starts_with('一') && signs != "一".len() {
        0
    } else {
        signs
    };
    let length = if signs > 0 {
        signs
    } else {
        word(rest, &[("至", 0), ("到", 0)])?.1
    };
    let after = blanks(rest.get(length..)?);
    Some((0, before + length + after))
}

fn separator(text: &str) -> Option<(u16, usize)> {
    let before = blanks(text);
    let rest = text.get(before..)?;
    let (value, length) = word(
        rest,
        &[("-", 1), (".", 2), ("/", 3), ("－", 1), ("．", 2), ("—", 1), ("–", 1)],
    )?;
    let after = blanks(rest.get(length..)?);
    Some((value, before + length + after))
}

/// 前 and 之前 end a date; 前后, 前期, 前三季度 begin something else.
fn before_word(text: &str) -> Option<(u16, usize)> {
    const LONGER: &[&str] = &[
        "后", "期", "来", "往", "列", "述", "者", "提", "沿", "景", "身", "端", "置", "款", "十", "三", "两", "二",
        "五", "几", "半", "四", "六", "八", "若干",
    ];
    if let Some(read) = word(text, &[("之前", 0), ("以前", 0)]) {
        return Some(read);
    }
    let rest = text.strip_prefix('前')?;
    // 前提出, 前提交: 提 begins the verb, not 前提.
    if ["提出", "提交", "提供", "提请", "提报", "提醒", "提名", "提货"]
        .iter()
        .any(|verb| rest.starts_with(verb))
    {
        return Some((0, "前".len()));
    }
    let longer =
        LONGER.iter().any(|word| rest.starts_with(word)) || rest.starts_with(|next: char| next.is_ascii_digit());
    (!longer).then_some((0, "前".len()))
}

/// Whether a figure may begin between `before` and `after`: behind a figure, a letter or a sign that ties figures together
/// it may not.
pub(super) fn fresh(before: &str, after: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some(last) if last.is_ascii_alphanumeric() || matches!(last, '_' | '/' | '=' | '%') => false,
        // 5.2018年: what stands before the point is a label; no decimal has four places and counts years.
        Some('.' | '．')
            if year(after).is_some_and(|(_, length)| after.get(length..).unwrap_or("").starts_with(['年', '、'])) =>
        {
            let label = back.by_ref().take_while(char::is_ascii_digit).count();
            (1..=2).contains(&label)
        }
        Some('.' | '-' | ':' | '－' | '．') => !back.next().is_some_and(|last| last.is_ascii_alphanumeric()),
        _ => true,
    }
}

/// Whether 年底, 年内 and their kin stand for themselves: after a number, 每, 近, 学 and the like they end another word.
pub(super) fn alone(before: &str) -> bool {
    const TIED: &str = "每近当本两几半多数历往周整隔学同该满逐全百千万余个前后青少老中成";
    !before.chars().next_back().is_some_and(|last| {
        last.is_ascii_alphanumeric() || number::digit(last).is_some() || TIED.contains(last) || last == '十'
    })
}

/// Whether `text` ends in what a time may be counted back from without 前 between.
pub(super) fn closing(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "届满", "期满", "到期", "召开", "举行", "举办", "开标", "开考", "开工", "施工", "开始",
    ];
    ENDS.iter().any(|end| text.ends_with(end))
}

/// Where the condition begins that the end of `text` speaks of: 不符的，申请人应当在, or, in one clause, 不合格的应在.
pub(super) fn condition(text: &str) -> Option<usize> {
    const BOUND: &[&str] = &["在", "于", "应", "当", "须", "需", "要"];
    // What makes a clause a condition where no comma does: something has come, is done, or falls short.
    const COME: &[&str] = &[
        "接到", "收到", "完成", "通过", "发现", "发生", "超过", "逾期", "不", "未", "无",
    ];
    let own = text
        .rfind(['，', '。', '；', '：', '\n', '、', '）', '》'])
        .map_or(0, |at| {
            at + text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8)
        });
    let bound = BOUND.iter().any(|word| text.ends_with(word));
    let (clause, subject) = match text.get(own..)?.rfind('的') {
        Some(of) => {
            let clause = text.get(..own + of + "的".len())?;
            let subject = text.get(own + of + "的".len()..)?;
            let spoken = clause.get(own..)?;
            if !COME.iter().any(|come| spoken.contains(come)) || !bound && !subject.is_empty() {
                return None;
            }
            (clause, subject)
        }
        None => {
            let clause = text.get(..own)?.strip_suffix('，')?;
            let subject = text.get(own..)?;
            let spoken = clause
                .rfind(['，', '。', '；', '：', '\n'])
                .map_or(clause, |at| clause.get(at..).unwrap_or(""));
            let whole = subject.is_empty() && spoken.chars().count() >= 5;
            if !(bound || whole) {
                return None;
            }
            (clause, subject)
        }
    };
    if subject.chars().count() > 16 || subject.contains(|c: char| !is_word(c)) || !clause.ends_with('的') {
        return None;
    }
    let breaks = |character: char| matches!(character, '，' | '。' | '；' | '：' | '\n' | '、' | '）' | '》');
    Some(clause.rfind(breaks).map_or(0, |at| {
        at + clause
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8)
    }))
}

fn words(text: &str) -> Option<(u16, usize)> {
    let fits = |character: char| {
        character.is_alphabetic()
            && !matches!(character, '的' | '后' | '之' | '起')
            && number::digit(character).is_none()
    };
    let length = text
        .chars()
        .take(16)
        .take_while(|&character| fits(character))
        .map(char::len_utf8)
        .sum();
    (length > 0).then_some((0, length))
}

/// Where the event ends whose words stand at the end of `text`, reading backwards: at punctuation, at a number, or after
/// 自 从 在 于 and the like. The second value is 1 for the issue of a document.
pub(super) fn event(text: &str) -> Option<(u16, usize)> {
    // These hold 在 or 于 or 自 and do not begin an event.
    const COMPOUNDS: &[&str] = &[
        "所在", "正在", "存在", "现在", "关于", "对于", "属于", "位于", "由于", "用于", "至于", "各自", "亲自", "来自",
        "自治", "自行", "自然",
    ];
    const ISSUES: &[&str] = &[
        "发布",
        "印发",
        "公布",
        "下发",
        "颁布",
        "发文",
        "签发",
        "公开发布",
        "颁发",
        "成文",
        "发出",
        "刊登",
        "刊发",
        "发布通知",
    ];
    const ISSUED: &[&str] = &[
        "通知", "意见", "办法", "公告", "规定", "方案", "细则", "本", "文件", "措施", "通告", "政策",
    ];
    let mut start = text.len();
    for (at, character) in text.char_indices().rev().take(24) {
        if !is_word(character) {
            break;
        }
        let held = |word: &&str| {
            word.char_indices().any(|(inside, of)| {
                of == character
                    && at
                        .checked_sub(inside)
                        .and_then(|from| text.get(from..))
                        .is_some_and(|rest| rest.starts_with(*word))
            })
        };
        if matches!(character, '自' | '从' | '在' | '于' | '应' | '须' | '需') && !COMPOUNDS.iter().any(&held) {
            break;
        }
        start = at;
    }
    let words = text.get(start..)?;
    // 会后 and 考前 say enough with one character.
    let brief = ["会", "考", "赛", "课"].contains(&words);
    // 满一年后 counts from the end of the year, 两年后 from nowhere.
    let fulfilled = words.ends_with('年') && words.contains('满');
    if fulfilled {
        return Some((0, start));
    }
    if (words.chars().count() < 2 && !brief)
        || words.starts_with(['今', '最', '此', '然', '之'])
        || words.ends_with([
            '目', '提', '以', '当', '最', '今', '此', '然', '随', '先', '往', '年', '事',
        ])
    {
        return None;
    }
    let issue = ISSUES.iter().any(|issue| {
        words
            .strip_suffix(issue)
            .is_some_and(|doc| doc.is_empty() || ISSUED.iter().any(|name| doc.contains(name)))
    });
    Some((u16::from(issue), start))
}

/// A Chinese character or a Latin letter: cheaper to tell than what Unicode calls alphabetic, and all that is met here.
const fn is_word(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | 'a'..='z' | 'A'..='Z')
}
