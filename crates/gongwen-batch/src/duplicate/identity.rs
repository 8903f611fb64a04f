//! What tells two notices of the same text apart: who issued it, when, under which number.

use super::sketch::mixed;
use gongwen::Notice;

/// What a record says about the notice's identity. 0 stands for what it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Identity {
    /// 机关代字, hashed.
    pub(super) agency: u32,
    /// The year of 发文字号.
    pub(super) year: u32,
    /// The serial number of 发文字号; without one the number counts as not there.
    pub(super) serial: u32,
    /// 成文日期: 20310509.
    pub(super) issued_on: u32,
    /// GB/T 2260 code.
    pub(super) region: u32,
    /// A title that names its subject, hashed.
    pub(super) title: u32,
    /// The numbers in the title, in order, hashed: 第3批, 2031年.
    pub(super) title_numbers: u32,
    /// One bit of 64 for each issuing body.
    pub(super) issuers: u64,
}

/// Characters a title must have to stand for one notice: a bare 通告 or 江岚省财政厅公告 stands for many.
const TITLE_THAT_NAMES: usize = 14;

impl Identity {
    pub(super) fn of(notice: &Notice) -> Self {
        let mut identity = Self::default();
        if let Some(number) = &notice.document_number
            && let Some(serial) = number.serial
        {
            identity.serial = serial;
            identity.year = number.year.map_or(0, u32::from);
            identity.agency = hashed(number.agency.chars());
        }
        if let Some(date) = &notice.issued_on {
            identity.issued_on = date.replace('-', "").parse().unwrap_or_default();
        }
        if let Some(region) = &notice.region {
            identity.region = region.code.parse().unwrap_or_default();
        }
        if let Some(title) = &notice.title {
            let letters = || title.text.chars().filter(|c| c.is_alphanumeric());
            if title.text.contains("关于") && letters().count() >= TITLE_THAT_NAMES {
                // Sites leave out the issuing body before it, or its line.
                let subject = title.text.split_once("关于").map_or("", |(_, subject)| subject);
                identity.title = hashed(subject.chars().filter(|c| c.is_alphanumeric()));
            }
            let numbers = numbers(&title.text);
            if !numbers.is_empty() {
                identity.title_numbers = hashed(numbers.chars());
            }
        }
        for issuer in &notice.issuers {
            identity.issuers |= 1 << (hashed(issuer.name.chars()) % 64);
        }
        identity
    }

    /// Whether the two may be one notice: nothing that both state tells them apart.
    ///
    /// Where both have a document number, it alone decides: the serial must be the same, and the year or the agency (the
    /// other may be misread, or one number of several joint ones was taken). Otherwise the numbers in the titles, the date,
    /// the region and the issuing bodies must agree as far as both are known; of several bodies, one.
    pub(super) const fn may_be(&self, other: &Self) -> bool {
        if self.serial != 0 && other.serial != 0 {
            let known = self.year != 0 && other.year != 0;
            return self.serial == other.serial && (self.agency == other.agency || known && self.year == other.year);
        }
        const fn agree(one: u32, other: u32) -> bool {
            one == 0 || other == 0 || one == other
        }
        let same_day = self.issued_on != 0 && self.issued_on == other.issued_on;
        let issuers = self.issuers == 0 || other.issuers == 0 || self.issuers & other.issuers != 0;
        agree(self.title_numbers, other.title_numbers)
            && agree(self.issued_on, other.issued_on)
            && same_region(self.region, other.region)
            && (issuers || same_day)
    }

    /// Whether the two say that they are one notice: the whole document number is the same, or the title and the date.
    pub(super) const fn is(&self, other: &Self) -> bool {
        if self.serial != 0 && other.serial != 0 {
            return self.serial == other.serial
                && self.year == other.year
                && self.agency == other.agency
                && self.year != 0;
        }
        self.may_be(other) && self.title != 0 && self.title == other.title
    }

    /// What all copies of the notice have in common and hardly another notice has; `None` where it says too little.
    pub(super) fn keys(&self) -> [Option<u64>; 2] {
        let key = |a: u32, b: u32, c: u32| mixed(mixed(u64::from(a) << 32 | u64::from(b)) ^ u64::from(c));
        [
            (self.serial != 0 && self.year != 0).then(|| key(self.agency, self.serial, self.year)),
            (self.title != 0).then(|| key(self.title, 0, 0)),
        ]
    }
}

/// Whether two codes may be one body's: the same, or a province and a place in it, since one copy may name the body and
/// another only tell its province by the document number.
const fn same_region(one: u32, other: u32) -> bool {
    let province = one / 10_000 == other / 10_000 && (one.is_multiple_of(10_000) || other.is_multiple_of(10_000));
    one == 0 || other == 0 || one == other || province
}

/// The numbers in a title, a blank after each. A Chinese numeral below ten counts only after 第: elsewhere it mostly is a
/// part of a word (统一, 三农).
fn numbers(title: &str) -> String {
    let is_numeral = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c);
    let mut numbers = String::new();
    let mut rest = title;
    while let Some(begin) = rest.find(is_numeral) {
        let (before, from) = rest.split_at(begin);
        let (run, after) = from.split_at(from.find(|c| !is_numeral(c)).unwrap_or(from.len()));
        let one_word = run.chars().count() == 1 && !run.contains(|c: char| c.is_ascii_digit() || c == '十');
        if !one_word || before.ends_with('第') {
            numbers.push_str(run);
            numbers.push(' ');
        }
        rest = after;
    }
    numbers
}

/// A hash that is never 0.
fn hashed(chars: impl Iterator<Item = char>) -> u32 {
    let hash = chars.fold(0, |hash, c| mixed(hash ^ u64::from(c)));
    ((hash >> 32) as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::{numbers, same_region};

    #[test]
    fn numbers_of_titles() {
        for (title, expected) in [
            ("关于公布2031年第3批名单的通知", "2031 3 "),
            ("关于公布第三批名单的通知", "三 "),
            ("关于开展第十批申报的通知", "十 "),
            ("关于印发二〇三一年工作要点的通知", "二〇三一 "),
            ("关于统一部署三农工作的通知", ""),
            ("关于实施二十条措施的通知", "二十 "),
        ] {
            assert_eq!(numbers(title), expected, "{title}");
        }
    }

    #[test]
    fn a_province_holds_its_places() {
        for (one, other, same) in [
            (360_000, 360_100, true),
            (360_100, 360_000, true),
            (360_100, 360_200, false),
            (360_000, 410_000, false),
            (0, 410_000, true),
        ] {
            assert_eq!(same_region(one, other), same, "{one} {other}");
        }
    }
}
