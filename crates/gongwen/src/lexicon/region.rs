//! Provinces, cities and counties by their names and codes (GB/T 2260).

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a place is in the order of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionLevel {
    /// 省, 自治区, 直辖市, 特别行政区.
    Province,
    /// 地级市, 地区, 自治州, 盟.
    Prefecture,
    /// 县, 县级市, 区, 旗.
    County,
}

/// A place with a code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Six figures of GB/T 2260.
    pub code: &'static str,
    /// The full name.
    pub name: &'static str,
    /// What it is.
    pub level: RegionLevel,
}

/// The lists by name and by the beginnings of agency codes.
struct Places {
    /// Full names and safe short names of provinces and prefectures.
    names: HashMap<&'static str, Region>,
    /// Beginnings of agency codes.
    codes: HashMap<&'static str, Region>,
}

/// Longest name in the lists, in characters.
const LONGEST: usize = 15;

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let mut places = Places {
        names: HashMap::new(),
        codes: HashMap::new(),
    };
    for line in super::lines(include_str!("regions.txt")) {
        let mut fields = line.split('\t');
        let (Some(code), Some(name), Some(short)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let level = if code.ends_with("0000") {
            RegionLevel::Province
        } else {
            RegionLevel::Prefecture
        };
        let region = Region { code, name, level };
        places.names.insert(name, region);
        for beginning in fields
            .next()
            .unwrap_or("")
            .split(' ')
            .filter(|beginning| !beginning.is_empty())
        {
            places.codes.insert(beginning, region);
        }
        if level == RegionLevel::Province {
            // 吉林 is the province in 吉林省…, and the city's name is told apart by its 市.
            places.names.insert(short, region);
        } else if name.ends_with("自治州") {
            // 恩施州 is said for 恩施土家族苗族自治州; other short names (朝阳, 中山) mean more than one thing.
            places.names.insert(short, region);
        }
    }
    places
});

/// Counties by name; one name may stand for several.
static COUNTIES: LazyLock<HashMap<&'static str, Vec<Region>>> = LazyLock::new(|| {
    let mut counties: HashMap<_, Vec<_>> = HashMap::new();
    for (code, name) in super::lines(include_str!("counties.txt")).filter_map(|line| line.split_once('\t')) {
        counties.entry(name).or_default().push(Region {
            code,
            name,
            level: RegionLevel::County,
        });
    }
    counties
});

/// Bodies of the state and the parties whose branches carry the place's name after their own.
const BEFORE_PLACE: &[&str] = &[
    "中共",
    "中国共产党",
    "共青团",
    "国家税务总局",
    "国家统计局",
    "中国人民银行",
    "国家金融监督管理总局",
    "中华人民共和国",
    "政协",
];

/// The place named at the start of a body's name: the prefecture or city if one is named, else the province. A county is
/// given only where nothing above it is named and no other county has its name.
///
/// ```
/// use gongwen::lexicon::region_of_body;
/// assert_eq!(region_of_body("湖南省人力资源和社会保障厅").unwrap().code, "430000");
/// assert_eq!(region_of_body("昆明市盘龙区住房和城乡建设局").unwrap().name, "昆明市");
/// assert_eq!(region_of_body("临海市人民政府").unwrap().code, "331082");
/// assert!(region_of_body("自治区人民政府").is_none());
/// ```
#[must_use]
pub fn region_of_body(name: &str) -> Option<Region> {
    let name = BEFORE_PLACE
        .iter()
        .find_map(|before| name.strip_prefix(before))
        .unwrap_or(name);
    let Some((region, length)) = place_at_start(name) else {
        return county_at_start(name);
    };
    if region.level == RegionLevel::Province {
        let rest = name.get(length..).unwrap_or("");
        let city = place_at_start(rest).map(|(city, _)| city);
        return city
            .filter(|city| city.code.get(..2) == region.code.get(..2))
            .or(Some(region));
    }
    Some(region)
}

/// The place whose bodies use the agency code `code` (机关代字): its province's character, or a city's own beginning.
///
/// ```
/// use gongwen::lexicon::region_of_agency_code;
/// assert_eq!(region_of_agency_code("湘政办函").unwrap().name, "湖南省");
/// assert_eq!(region_of_agency_code("穗府办").unwrap().name, "广州市");
/// assert!(region_of_agency_code("国办发").is_none());
/// ```
#[must_use]
pub fn region_of_agency_code(code: &str) -> Option<Region> {
    // Codes that spell the place out: 云泽市公积金通字.
    if let Some((region, length)) = place_at_start(code).filter(|(_, length)| *length >= "云泽市".len()) {
        return (length < code.len()).then_some(region);
    }
    let ends: Vec<usize> = code
        .char_indices()
        .take(3)
        .map(|(at, first)| at + first.len_utf8())
        .collect();
    let beginning = ends
        .into_iter()
        .rev()
        .filter_map(|end| code.get(..end))
        .find(|word| PLACES.codes.contains_key(word))?;
    let region = PLACES.codes.get(beginning).copied()?;
    let rest = code.get(beginning.len()..)?;
    // 赣市…: a province's character and 市 stand for a city of it; 市场监管 is a department.
    let city = rest.starts_with('市') && !rest.starts_with("市场") && !rest.starts_with("市监");
    let unknown_city = city && region.level == RegionLevel::Province;
    (!rest.is_empty() && !unknown_city).then_some(region)
}

/// The province or prefecture that `name` begins with, and the length of its name in bytes.
fn place_at_start(name: &str) -> Option<(Region, usize)> {
    longest_at_start(name, |word| PLACES.names.get(word).copied()).filter(|(region, length)| {
        // 河北区 and 海南路 are no provinces.
        let short = *length < region.name.len();
        let next = name.get(*length..).and_then(|rest| rest.chars().next());
        !(short
            && region.level == RegionLevel::Province
            && matches!(next, Some('市' | '区' | '县' | '州' | '路' | '街' | '镇')))
    })
}

/// The only county whose name `name` begins with.
fn county_at_start(name: &str) -> Option<Region> {
    let (regions, length) = longest_at_start(name, |word| COUNTIES.get(word))?;
    // 城区, 郊区 are districts' names and common words.
    let generic = length <= "城区".len() && name.get(..length).is_some_and(|word| word.ends_with('区'));
    match regions.as_slice() {
        [region] if !generic => Some(*region),
        _ => None,
    }
}

/// The longest beginning of `name` that `known` knows, and its length in bytes.
fn longest_at_start<T>(name: &str, known: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    let ends: Vec<usize> = name
        .char_indices()
        .take(LONGEST)
        .map(|(at, first)| at + first.len_utf8())
        .collect();
    ends.into_iter()
        .rev()
        .find_map(|end| Some((known(name.get(..end)?)?, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies() {
        for (name, code) in [
            ("湖南省人力资源和社会保障厅", Some("430000")),
            ("中共湖南省委宣传部", Some("430000")),
            ("湖南省长沙市教育局", Some("430100")),
            ("湖南大学", Some("430000")),
            ("吉林市人民政府", Some("220200")),
            ("吉林省人民政府", Some("220000")),
            ("海南省人民政府", Some("460000")),
            ("海南州人民政府", Some("632500")),
            ("北京市朝阳区人民政府", Some("110000")),
            ("内蒙古自治区人民政府办公厅", Some("150000")),
            ("恩施州人民政府", Some("422800")),
            ("恩施土家族苗族自治州人民政府", Some("422800")),
            ("国家税务总局湖南省税务局", Some("430000")),
            ("临海市人民政府办公室", Some("331082")),
            // Six districts are called 鼓楼区 or 城关区; the name alone does not tell.
            ("鼓楼区人民政府", None),
            ("河北区人民政府", Some("120105")),
            ("自治区人民政府", None),
            ("省人力资源和社会保障厅", None),
            ("市工业和信息化局", None),
            ("国务院办公厅", None),
            ("云泽市人民政府", None),
            ("", None),
        ] {
            assert_eq!(region_of_body(name).map(|region| region.code), code, "{name}");
        }
    }

    #[test]
    fn agency_codes() {
        for (code, name) in [
            ("湘政办函", Some("湖南省")),
            ("鄂财综发", Some("湖北省")),
            ("苏政办发", Some("江苏省")),
            ("苏府规字", Some("苏州市")),
            ("津市场监管", Some("天津市")),
            ("黔市监函", Some("贵州省")),
            ("皖市发", None),
            ("深府办", Some("深圳市")),
            ("昆明市公积金委字", Some("昆明市")),
            // 宁 is 宁夏's and 南京's, 青 is 青海's and 青岛's.
            ("宁政发", None),
            ("青政办", None),
            ("国办发", None),
            ("财建", None),
            ("湘", None),
            ("", None),
        ] {
            assert_eq!(region_of_agency_code(code).map(|region| region.name), name, "{code}");
        }
    }

    #[test]
    fn codes_are_six_figures_and_every_county_has_its_province() {
        assert!(PLACES.names.len() > 370 && COUNTIES.len() > 2500);
        let provinces: std::collections::HashSet<_> = super::super::lines(include_str!("regions.txt"))
            .filter_map(|line| line.get(..6))
            .filter(|code| code.ends_with("0000"))
            .filter_map(|code| code.get(..2))
            .collect();
        assert_eq!(provinces.len(), 34);
        for line in
            super::super::lines(include_str!("regions.txt")).chain(super::super::lines(include_str!("counties.txt")))
        {
            let code = line.split('\t').next().unwrap();
            assert!(
                code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()),
                "{line}"
            );
            assert!(provinces.contains(&code[..2]), "{line}");
        }
    }
}
