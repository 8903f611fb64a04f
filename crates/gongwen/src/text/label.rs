//! Lines that begin something of their own, and so never go on with what stands before them.

/// Words that open a line of the letterhead, the closing block or a table, before `：`.
const FIELDS: &[&str] = &[
    "签发人",
    "联系人",
    "联系电话",
    "联系方式",
    "联系单位",
    "联系地址",
    "电话",
    "咨询电话",
    "监督电话",
    "传真",
    "邮箱",
    "电子邮箱",
    "地址",
    "通讯地址",
    "通信地址",
    "邮编",
    "邮政编码",
    "网址",
    "抄送",
    "主送",
    "抄报",
    "来源",
    "信息来源",
    "发布时间",
    "发布日期",
    "发布机构",
    "发文机关",
    "成文日期",
    "责任编辑",
    "索引号",
    "主题分类",
    "文号",
    "发文字号",
    "备注",
    "注",
    "附",
    "签发人",
    "时间",
    "地点",
    "牵头单位",
    "责任单位",
    "配合单位",
    "完成时限",
    "附注",
    "打印",
    "关键词",
    "名称",
];

/// What may follow 第十三条 when it is cited rather than begun.
const CITED: &[&str] = &[
    "的", "规定", "第", "、", "和", "至", "或", "及", "所", "，", "。", "）", "（", "；", "之", "与", "中", "以", "》",
    "关于", "款", "到", "—", "-", "～",
];

fn numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇'
    )
}

/// The rest of `line` after one or more characters of a kind.
fn after_run(line: &str, kind: fn(char) -> bool) -> Option<(&str, usize)> {
    let len: usize = line.chars().take(6).take_while(|&c| kind(c)).map(char::len_utf8).sum();
    (len > 0).then(|| Some((line.get(len..)?, len))).flatten()
}

/// Whether `line` begins with a label: 一、 （一） 1. （1） ① 第三条, 第一阶段：, 附件, a bullet, 一是.
pub(super) fn begins_with_label(line: &str) -> bool {
    let Some(first) = line.chars().next() else { return false };
    match first {
        '①'..='⒛' | '㉑'..='㊿' | '●' | '○' | '■' | '□' | '◆' | '◇' | '▲' | '△' | '★' | '☆' | '※' | '•' | '·' | '►' => {
            true
        }
        '（' | '(' => line.get(first.len_utf8()..).is_some_and(bracketed),
        '第' => line.get(first.len_utf8()..).is_some_and(ordinal),
        '0'..='9' => after_run(line, |c| c.is_ascii_digit()).is_some_and(|(rest, len)| len <= 3 && arabic(rest)),
        'A'..='Z' | 'a'..='z' => line.get(1..).is_some_and(|rest| rest.starts_with(['、', '）'])),
        '[' => line.get(1..).is_some_and(|rest| {
            after_run(rest, |c| c.is_ascii_digit()).is_some_and(|(rest, len)| len <= 3 && rest.starts_with(']'))
        }),
        '附' => attachment(line),
        '—' => line.starts_with("——"),
        _ if numeral(first) => after_run(line, numeral)
            .is_some_and(|(rest, _)| rest.starts_with(['、', '.', '．']) || rest.starts_with("是") && rest.len() > 3),
        _ => false,
    }
}

/// 附件, 附件1, 附表2 and the like standing as a label: nothing, a number or a mark after it.
fn attachment(line: &str) -> bool {
    let Some(rest) = ["附件", "附表", "附录", "附图"]
        .iter()
        .find_map(|word| line.strip_prefix(word))
    else {
        return false;
    };
    let number = |c: char| c.is_ascii_digit() || numeral(c);
    let digits: usize = rest.chars().take_while(|&c| number(c)).map(char::len_utf8).sum();
    match rest.get(digits..).and_then(|rest| rest.chars().next()) {
        None => true,
        Some(c) => !matches!(
            c,
            '）' | ')' | '，' | '。' | '、' | '；' | '的' | '中' | '所' | '要' | '执' | '规' | '》' | '-'
        ),
    }
}

/// After `（`: a number and `）`.
fn bracketed(rest: &str) -> bool {
    let number =
        after_run(rest, numeral).or_else(|| after_run(rest, |c| c.is_ascii_digit()).filter(|(_, len)| *len <= 2));
    number.is_some_and(|(rest, _)| rest.starts_with(['）', ')']))
}

/// After digits: `.` or `、` that is no decimal point. A year may follow at once: 3.2026年起….
fn arabic(rest: &str) -> bool {
    let Some(mark) = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '、' | '．' | ')' | '）'))
    else {
        return false;
    };
    let Some(rest) = rest.get(mark.len_utf8()..) else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 0 || digits == 4 && rest.get(4..).is_some_and(|rest| rest.starts_with('年'))
}

/// After 第: a number and 编, 章, 节, 条, 部分 or 阶段, not merely cited.
fn ordinal(rest: &str) -> bool {
    let run = after_run(rest, numeral).or_else(|| after_run(rest, |c| c.is_ascii_digit()));
    run.is_some_and(|(rest, _)| {
        if let Some(rest) = rest.strip_prefix('条') {
            return !CITED.iter().any(|word| rest.starts_with(word));
        }
        if let Some(rest) = rest.strip_prefix(['编', '章', '节']) {
            return !CITED.iter().any(|word| rest.starts_with(word));
        }
        ["部分", "阶段", "步"].iter().any(|unit| {
            rest.strip_prefix(unit)
                .is_some_and(|rest| !rest.starts_with(['的', '，']))
        }) || rest.starts_with('，')
    })
}

/// Whether `line` begins with a name, `：` and what it is (改造目标：提高…): a sentence does not go on like this. With
/// nothing after the colon it may be the rest of a list of addressees (各区，⏎各有关单位：).
pub(super) fn begins_with_name(line: &str) -> bool {
    let mut head = line.char_indices().take(13);
    head.find(|(_, c)| matches!(c, '：' | '，' | '。' | '、' | '；' | '（' | '）' | '》' | '”'))
        .is_some_and(|(at, c)| c == '：' && at + c.len_utf8() < line.len())
}

/// Whether `line` is a field of its own (联系人：…), a bare date, document number or cell's
/// number, or a note in brackets (（此件公开发布）).
pub(super) fn is_apart(line: &str) -> bool {
    let named = line.trim_start_matches(['（', '(', '【', '[']);
    named
        .split_once(['：', ':'])
        .is_some_and(|(name, _)| FIELDS.contains(&name))
        || named.starts_with("此件") && named.len() < 60
        || is_date(line)
        || is_document_number(line)
        || matches!(line.len(), 1..=3) && line.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `line` is nothing but a document number: 青政办发〔2026〕12号, in whatever brackets.
fn is_document_number(line: &str) -> bool {
    line.len() <= 60
        && line.ends_with(['号', '號'])
        && !line.contains(['，', '。', '、', '《'])
        && line.contains(['〔', '[', '【', '﹝', '（', '(', '?', '\u{fffd}'])
        && line.bytes().filter(u8::is_ascii_digit).count() >= 5
}

/// Whether `line` is nothing but a date: 2026年3月1日, 二〇二六年三月一日.
pub(super) fn is_date(line: &str) -> bool {
    line.len() <= 36
        && line.contains('年')
        && line.ends_with(['日', '月'])
        && line
            .chars()
            .all(|c| c.is_ascii_digit() || numeral(c) || matches!(c, '年' | '月' | '日' | '○' | 'O' | 'o' | '元'))
}

#[cfg(test)]
mod tests {
    use super::{begins_with_label, is_apart};

    #[test]
    fn labels() {
        for line in [
            "一、总体要求",
            "（一）总则",
            "（12）申报",
            "1.申报条件",
            "1、申报条件",
            "10.申报",
            "（1）申报",
            "①申报",
            "第一章总则",
            "第三条本办法自",
            "第一阶段：动员",
            "第二部分申报",
            "附件：1.名单",
            "附件1",
            "附件2申报表",
            "一是加强领导",
            "——坚持创新",
            "●范围",
            "3）范围",
            "[14]《办法》",
            "3.2026年起",
        ] {
            assert!(begins_with_label(line), "{line}");
        }
        for line in [
            "一般企业",
            "十四五规划",
            "3.5万元",
            "2026年",
            "（2026版）",
            "（试行）",
            "第三条的规定",
            "第三条第二款",
            "第一书记",
            "附件）",
            "附件中",
            "附属医院",
            "是",
            "",
            "—2030年",
            "（一",
        ] {
            assert!(!begins_with_label(line), "{line}");
        }
    }

    #[test]
    fn lines_apart() {
        for line in [
            "联系人：张某",
            "（联系电话：0999-5550123）",
            "2026年3月1日",
            "二〇二六年三月一日",
            "（此件公开发布）",
        ] {
            assert!(is_apart(line), "{line}");
        }
        for line in [
            "联系群众：一、",
            "2026年3月1日起施行",
            "根据青政办发〔2026〕12号，",
            "此件由市教育局办理，各县要按照职责分工逐项落实到位，并于年底前报送结果。",
        ] {
            assert!(!is_apart(line), "{line}");
        }
    }
}
