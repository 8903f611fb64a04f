//! Which characters count as Chinese, for the filters that ask what a mark or a blank touches.

/// Vowels with the mark of a tone, as pinyin writes them.
pub(super) const TONED_VOWELS: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";

/// A Han character (also 〇 and 々), or kana and bopomofo, which are set the same way.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{2e80}'..='\u{2fdf}' | '\u{3220}'..='\u{33ff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Punctuation of Chinese text: 、。《》〔〕【】（），：；？！“”‘’—… and kin.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{301f}' | '\u{3030}' | '\u{303d}'
        | '\u{ff01}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffe6}' | '\u{fe10}'..='\u{fe6b}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '\u{2460}'..='\u{249b}' | '※')
}

/// A Han character or Chinese punctuation: a blank beside it means nothing.
pub(super) const fn is_chinese(c: char) -> bool {
    is_han(c) || is_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{is_chinese, is_han, is_mark};

    #[test]
    fn classes() {
        for c in "公〇々㐀𠀀ぶ".chars() {
            assert!(is_han(c), "{c}");
        }
        for c in "、。《》〔〕【】（），：；？！“”—…①".chars() {
            assert!(is_mark(c) && !is_han(c), "{c}");
        }
        for c in "aZ0 ,.()·%℃\n".chars() {
            assert!(!is_chinese(c), "{c}");
        }
    }
}
