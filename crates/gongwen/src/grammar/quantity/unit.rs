//! Units: the longest word of `units.txt` right after a number.

use super::numeral::{Numeral, Script};
use super::rule::Rule;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(super) const UNIT: Rule = Rule {
    id: "unit/listed",
    means: "the longest listed word after the number; what is counted after 个 or 家 is no part of the unit",
    yes: &[
        ("5个工作日", "5个工作日"),
        ("71个县", "71个"),
        ("3个百分点", "3个百分点"),
        ("50家企业", "50家"),
        ("800人次", "800人次"),
        ("2.6万套（间）", "26000套（间）"),
        ("召开一次会议", "1次"),
        ("每万人拥有5.2件", "5.2件"),
        ("80马力", "80马力"),
    ],
    no: &[
        "5G网络",
        "一次性补贴",
        "90年代",
        "三年级",
        "A3纸面",
        "县人大四次会议",
        "2031年三季度",
    ],
};

pub(super) const IMPLIED: Rule = Rule {
    id: "unit/implied",
    means: "万 or 亿 without a unit, where the clause speaks of money: 元 is meant",
    yes: &[
        ("给予奖励50万，", "500000元"),
        ("贷款额度由50万调整为60万。", "500000元; 600000元"),
    ],
    no: &["新增就业50万，", "百万行动"],
};

/// Whether a clause speaks of money.
pub(super) fn speaks_of_money(clause: &str) -> bool {
    [
        "奖励",
        "补助",
        "补贴",
        "贷款",
        "额度",
        "资金",
        "给予",
        "资助",
        "奖补",
        "费用",
        "罚款",
        "投资额",
    ]
    .iter()
    .any(|word| clause.contains(word))
}

pub(super) const BARE: Rule = Rule {
    id: "unit/none",
    means: "a number without a unit, closed by punctuation, counts where words right before it bound or raise it",
    yes: &[
        ("指数达到65，", ">=65"),
        ("容积率不低于1.5。", ">=1.5"),
        ("利用系数由0.4提高到0.5。", "0.5"),
    ],
    no: &["见附件5，", "指数65，"],
};

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// 人, 名, 户.
    People,
    /// 家, 所.
    Body,
    /// 个, 项, 台, 座.
    Thing,
    /// 份, 张, 篇.
    Document,
    /// 字.
    Text,
    /// 批, 类, 级: how things are ordered, not how many there are to be.
    Structure,
    /// 年, 个月, 天, 小时.
    Time,
    /// 岁.
    Age,
    /// 公里.
    Length,
    /// 亩, 平方米.
    Area,
    /// 立方米.
    Volume,
    /// 吨.
    Mass,
    /// 千瓦.
    Energy,
    /// 元.
    Money,
    /// 次, 场, 期.
    Times,
    /// %, ‰, 个百分点, 倍.
    Share,
    /// 分.
    Score,
    /// M, P, 像素.
    Data,
    /// No unit.
    None,
}

/// A unit as the list has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// As written.
    pub(super) word: &'static str,
    /// As records name it.
    pub(super) name: &'static str,
    pub(super) class: Class,
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "people" => Class::People,
        "body" => Class::Body,
        "thing" => Class::Thing,
        "document" => Class::Document,
        "text" => Class::Text,
        "structure" => Class::Structure,
        "time" => Class::Time,
        "age" => Class::Age,
        "length" => Class::Length,
        "area" => Class::Area,
        "volume" => Class::Volume,
        "mass" => Class::Mass,
        "energy" => Class::Energy,
        "money" => Class::Money,
        "times" => Class::Times,
        "share" => Class::Share,
        "score" => Class::Score,
        "data" => Class::Data,
        _ => return None,
    })
}

/// Units by their first character, longest first.
static UNITS: LazyLock<HashMap<char, Vec<Unit>>> = LazyLock::new(|| {
    let mut units: HashMap<char, Vec<Unit>> = HashMap::new();
    for line in include_str!("units.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(word), Some(kind)) = (cells.next(), cells.next().and_then(class)) else {
            continue;
        };
        let Some(first) = word.chars().next() else { continue };
        let unit = Unit {
            word,
            name: cells.next().unwrap_or(word),
            class: kind,
        };
        let list = units.entry(first).or_default();
        let at = list.partition_point(|other| other.word.len() >= word.len());
        list.insert(at, unit);
    }
    units
});

/// The unit that `text` begins with.
pub(super) fn starting(text: &str) -> Option<Unit> {
    let list = UNITS.get(&text.chars().next()?)?;
    list.iter().find(|unit| text.starts_with(unit.word)).copied()
}

/// Whether a unit can be meant after this number, between these two pieces of text.
pub(super) fn fits(unit: Unit, number: &Numeral, before: &str, after: &str) -> bool {
    let next = after.chars().next().unwrap_or('\0');
    let han = number.script == Script::Han;
    // 半 goes with time alone, and 上半年 is a part of the year.
    if number.rule.id == "number/half"
        && (unit.class != Class::Time || before.ends_with(['上', '下', '前', '后', '大', '多']))
    {
        return false;
    }
    // Half a person is a version number or a label (2.0版, 1.2个), but an average may be: 每户1.2个, 每万人5.2件.
    let clause = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or("");
    if number.value.fract() != 0.0
        && !clause.contains(['每', '均'])
        && matches!(
            unit.class,
            Class::People | Class::Body | Class::Thing | Class::Document | Class::Structure
        )
    {
        return false;
    }
    // A long run of digits is a telephone or a serial number.
    let counted = !matches!(
        unit.class,
        Class::Money | Class::Area | Class::Mass | Class::Volume | Class::Energy
    );
    if counted && number.scale == 1.0 && number.value >= 1e6 && number.script == Script::Arabic {
        return false;
    }
    match unit.word {
        // 5G is a network, 1080P and 4M are sizes.
        "G" | "T" | "K" | "M" | "P" if next.is_ascii_alphanumeric() || han => false,
        "G" => number.value > 6.0 || "以内大左".contains(next),
        // 2031年 is a date, 90年代 and 三年级 are names.
        "年" => {
            let dated = after.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('月');
            let named = "代级度报鉴终末底初货画".contains(next);
            let coded = before.ends_with(['-', '—', '〔', '/']);
            let few = number.value < 200.0;
            few && !(dated || named || coded || "来月前".contains(next))
        }
        // 5月6日, 10日、20日 are dates: 日 measures where 内, 以上 or a limit says so.
        "日" => {
            !before.ends_with(['月', '、', '-', '—', '至'])
                && (after.starts_with('内')
                    || after.starts_with("以")
                    || after.starts_with("之内")
                    || before.ends_with(['于', '过', '期', '示', '为']))
        }
        "季度" => !before.ends_with('年') || number.value > 4.0,
        "周" => !han && !"岁年期边一二三四五六日末".contains(next),
        "天" => !"然气府文津才下".contains(next),
        // 一次性, 一件事 and 一人一策 are words.
        "次" => {
            let sessions = ["全会", "党代会", "全国", "全体", "代表大会", "会议"];
            // 人大四次会议 is the fourth; what is held so often is counted: 召开一次会议.
            let held = before.ends_with(['开', '办', '织', '少', '行', '年', '月', '度']);
            let session = han && !held && sessions.iter().any(|word| after.starts_with(word));
            !("性生级数贷".contains(next) || session)
        }
        // 二 counts only in compounds: two things are 两, and 二套房 is the second home.
        "套" if han
            && number.value == 2.0
            && !before.ends_with("两")
            && after.starts_with(['住', '房', '及', '商', '改']) =>
        {
            false
        }
        "人" => !"才民均力工类一口制".contains(next) || number.value > 1.0 && !"均类制才".contains(next),
        "元" => !han || number.value >= 100.0 || number.scale > 1.0,
        "成" => false,
        "分" => !han && !"之别类批期工布析支局公".contains(next),
        "对" | "方" | "口" | "头" | "只" | "门" | "块" | "眼" | "根" | "部" | "班" | "课" | "回" | "升" | "星"
        | "版" | "页" | "组" | "单" | "队" | "米" | "款" | "孔" | "度" | "级" | "层" | "类" | "起" | "例" | "宗"
        | "本" | "克" | "兆" | "周岁" | "片" | "点"
            if han && number.value <= 1.0 =>
        {
            unit.word == "片"
        }
        "米" => !han,
        "单" => !"位元个一项独".contains(next),
        "本" => !"科专市省县地区次人级单年级".contains(next),
        "部" => !"门分委队署".contains(next),
        "口" => !"岸径岗".contains(next),
        "组" => !before.ends_with(['村', '区', '队', '社']) && !"织建合".contains(next),
        "期" => next != '间',
        "家" => !"长庭属人族乡具教园政".contains(next),
        "户" => !"籍外口".contains(next),
        "名" => !"录单誉称".contains(next),
        "位" => !"置于一数注编代密序字识".contains(next),
        "支" => !"付持出撑部行".contains(next),
        "队" => !"伍员".contains(next),
        "台" => !"账阶风湾区".contains(next),
        "头" => !"部雁".contains(next),
        "门" => !"户槛".contains(next),
        "课" => !"程题时堂".contains(next) || next == '程',
        "条" => !"例件款".contains(next),
        "处" => !"理置罚级室于分长以".contains(next),
        "件" => !"事".contains(next) || number.value > 1.0,
        "场" => !"所地馆景".contains(next),
        "回" => !"收归报应".contains(next),
        "升" => !"级学".contains(next),
        "份" => !"额".contains(next),
        "字" => !("号".contains(next) || han && number.value < 50.0),
        "起" => !"步草诉点".contains(next),
        "套" => !"取餐".contains(next),
        _ => true,
    }
}
