//! Hard-wrapped lines → paragraphs, across page breaks too.
//!
//! A break is taken out only where the sentence plainly goes on after it:
//!
//! - the text is wrapped at one width, this line is full (what follows would not have fitted), and the next one neither
//!   begins something of its own nor is indented;
//! - the line ends in ，or 、 or an opening bracket;
//! - a long line of running text breaks off without closing punctuation, and the next one ends the sentence: a page
//!   or a column ended here. What is printed on both sides of such a seam is kept once.
//!
//! Lines before the text (several short ones make a title) and behind it stay as they are: none of them is full.

use super::Gap;
use super::chinese::is_han;
use super::flow::{Flow, belongs_together, is_cut_at_mark, repeated, torn};
use super::label::{begins_with_label, begins_with_name, is_apart};
use super::lines::{Line, Wrapping, columns, ends_closed, wrapping};
use super::page::shifted;
use crate::span::{EditBuilder, EditMap, Span};
use std::borrow::Cow;

/// Indents of up to this many columns are a scan's noise.
const NO_INDENT: usize = 1;

/// What [`wrap`] makes of a text.
pub(super) struct Wrapped<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) map: EditMap,
    /// The gaps of the input, shifted.
    pub(super) gaps: Vec<Gap>,
    /// Characters printed twice at a seam; spans of the second printing in the input.
    pub(super) repeats: Vec<Span>,
}

/// Joins what was wrapped. Blanks, blank lines and page numbers are out already; `seams` says where the last stood.
pub(super) fn wrap<'a>(text: &'a str, gaps: Vec<Gap>, lines: &[Line], seams: &[usize]) -> Wrapped<'a> {
    let wrapping = wrapping(text, lines);
    let torn = is_torn(text, lines);
    let mut out = EditBuilder::new(text);
    let mut repeats = Vec::new();
    let mut paragraph: Option<Paragraph> = None;
    for line in lines {
        if let Some(paragraph) = &mut paragraph {
            let break_at = paragraph.span.end;
            let turned = [line.span.start, break_at]
                .iter()
                .any(|at| seams.binary_search(at).is_ok());
            let joint = Joint {
                text,
                wrapping,
                torn,
                paragraph,
                line,
                turned,
            };
            if joint.goes_on() {
                let repeat = Span::new(line.span.start, line.span.start + joint.repeated());
                out.replace(
                    Span::new(break_at, repeat.end),
                    between(text, break_at, line.span.start),
                );
                if !repeat.is_empty() {
                    repeats.push(repeat);
                }
                paragraph.go_on(line);
                continue;
            }
        }
        paragraph = Some(Paragraph::begin(line));
    }
    let (output, map) = out.finish();
    let gaps = shifted(gaps, &map);
    Wrapped {
        text: output,
        map,
        gaps,
        repeats,
    }
}

/// A blank between two Latin words, nothing anywhere else.
fn between(text: &str, end: usize, start: usize) -> &'static str {
    let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
    let before = end.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    if letter(before) && letter(text.as_bytes().get(start)) {
        " "
    } else {
        ""
    }
}

/// The lines joined so far.
struct Paragraph {
    span: Span,
    /// Its last line.
    last: Line,
    /// Whether that line is also its first.
    single: bool,
    /// Columns before its first line.
    indent: usize,
}

impl Paragraph {
    fn begin(line: &Line) -> Self {
        Self {
            span: line.span,
            last: *line,
            single: true,
            indent: line.indent,
        }
    }

    fn go_on(&mut self, line: &Line) {
        (self.span.end, self.last, self.single) = (line.span.end, *line, false);
    }
}

/// A paragraph so far and the line after it.
struct Joint<'a> {
    text: &'a str,
    wrapping: Option<Wrapping>,
    /// Whether the text is torn elsewhere too.
    torn: bool,
    paragraph: &'a Paragraph,
    line: &'a Line,
    /// Whether a page number stood between them.
    turned: bool,
}

impl<'a> Joint<'a> {
    /// The end of the paragraph so far: more than any rule looks at, never all of a text that is one paragraph.
    fn before(&self) -> &'a str {
        let mut start = self
            .paragraph
            .span
            .start
            .max(self.paragraph.last.span.start.saturating_sub(REACH));
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        Span::new(start, self.paragraph.span.end).of(self.text)
    }

    fn goes_on(&self) -> bool {
        let before = self.before();
        let next = self.line.span.of(self.text);
        let Some(last) = before.chars().next_back() else {
            return false;
        };
        let full = self.is_full();
        if matches!(last, '；' | '：' | '！' | '？' | ':' | ';') && !(full && self.is_within_paragraph()) {
            return false;
        }
        // By far the most lines: a whole sentence in a text that is not wrapped.
        if !full && ends_closed(before) {
            return false;
        }
        let labelled = begins_with_label(next) && !(full && unclosed(self.paragraph.last.span.of(self.text)));
        let apart = is_apart(next) && !(full && self.is_within_paragraph()) || !full && is_apart(before);
        if labelled || apart {
            return false;
        }
        full && self.goes_on_full(last, next)
            || self.goes_on_nearly_full(before, next)
            || self.goes_on_cut(before, next)
            || self.goes_on_torn(before, next)
    }

    /// Whether what the next line begins with would not have fitted.
    fn is_full(&self) -> bool {
        let Some(wrapping) = self.wrapping else { return false };
        let line = &self.paragraph.last;
        // Where indents were lost, a first line seems two characters short.
        let lost = if self.paragraph.single && !wrapping.indented {
            4
        } else {
            0
        };
        line.width + line.indent + lost + self.first_unit() + 3 > wrapping.width
    }

    /// Columns of what cannot be broken at the start of the next line: a Latin word or number, or a character and the
    /// closing marks that may not begin a line.
    fn first_unit(&self) -> usize {
        let next = self.line.span.of(self.text);
        let latin: usize = next.bytes().take_while(u8::is_ascii_graphic).count();
        let rest = next.get(latin..).unwrap_or("");
        let han = if latin == 0 {
            rest.chars().next().map_or(0, char::len_utf8)
        } else {
            0
        };
        let marks: usize = rest
            .get(han..)
            .unwrap_or("")
            .chars()
            .take_while(|&c| matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '”' | '〕' | '%'))
            .map(char::len_utf8)
            .sum();
        latin.min(24) + columns(rest.get(..han + marks).unwrap_or(""))
    }

    /// Whether the layout alone says that the next line begins no paragraph: first lines are indented, and it is not.
    fn is_within_paragraph(&self) -> bool {
        self.wrapping.is_some_and(|wrapping| {
            wrapping.indented
                && self.line.indent <= NO_INDENT
                && self.paragraph.last.width * 3 > wrapping.width * 2
                && (self.paragraph.indent > NO_INDENT || !self.paragraph.single)
        })
    }

    /// A full line of a wrapped text.
    fn goes_on_full(&self, last: char, next: &str) -> bool {
        let Some(wrapping) = self.wrapping else { return false };
        if wrapping.indented && self.line.indent > NO_INDENT {
            return false;
        }
        let before = self.before();
        let marked = |text: &str| text.contains(['，', '。', '、', '；', '：']);
        if !marked(before) && !marked(next) && self.line.width + SLACK < wrapping.width {
            // The second line of a title; a paragraph's second line would be full.
            return belongs_together(self.text, before, next);
        }
        if !matches!(last, '。' | '”' | '）') || !ends_closed(before) {
            return true;
        }
        // A sentence ends at the margin: where indents are shown, the next line has none; where they were lost, a
        // first line would end two characters early.
        let full = self.line.width + SLACK > wrapping.width;
        wrapping.indented || full || self.line.width + 12 < wrapping.width && ends_closed(next)
    }

    /// A line of a wrapped text that is nearly full, as proportional type and lost blanks make it: running text breaks
    /// off, and no heading stands at its end.
    fn goes_on_nearly_full(&self, before: &str, next: &str) -> bool {
        let Some(wrapping) = self.wrapping else { return false };
        let clause = before.rsplit('。').next().unwrap_or("");
        self.paragraph.last.width * 4 > wrapping.width * 3
            && self.line.indent <= NO_INDENT
            && before.ends_with(|c: char| is_han(c) || c.is_ascii_digit())
            && !next.starts_with(|c: char| c.is_ascii_alphabetic())
            && clause.contains(['，', '、'])
            && !begins_with_label(clause)
            && !begins_with_label(next)
    }

    /// A break where none can be: after ，、 or an opening bracket, before a closing mark. After a label standing alone
    /// (一、) the next line's indent says nothing; after a salutation (各位同学，) it begins the letter.
    fn goes_on_cut(&self, before: &str, next: &str) -> bool {
        let salutation = before.ends_with('，') && self.paragraph.last.width < SHORT && self.line.indent > NO_INDENT;
        is_cut_at_mark(before, next) && !begins_with_label(next) && !salutation
    }

    /// Running text torn apart by the end of a page or column.
    fn goes_on_torn(&self, before: &str, next: &str) -> bool {
        if self.line.indent > NO_INDENT && self.line.indent >= self.paragraph.last.indent {
            return false;
        }
        match torn(self.text, before, columns(before), next) {
            Flow::Evident => true,
            Flow::Likely => self.turned || self.torn && (self.wrapping.is_none() || self.line.breaks > 1),
            Flow::Apart => false,
        }
    }

    /// Bytes at the start of the next line that repeat the end of this one across a seam. A whole word may stand on
    /// both sides by right (…作了调整⏎⏎调整后…), unless a page number stood between.
    fn repeated(&self) -> usize {
        if !self.turned && self.line.breaks < 2 {
            return 0;
        }
        let most = if self.turned { 2 } else { 1 };
        repeated(self.before(), self.line.span.of(self.text), most)
    }
}

/// Whether a bracket opened in `line` is still open at its end.
fn unclosed(line: &str) -> bool {
    let depth = |open: char, close: char| line.matches(open).count() > line.matches(close).count();
    depth('（', '）') || depth('《', '》') || depth('“', '”') || depth('〔', '〕')
}

/// Whether the text's lines that break off are mostly torn, rather than paragraphs whose writer leaves out the last 。
fn is_torn(text: &str, lines: &[Line]) -> bool {
    let (mut evident, mut likely) = (0_usize, 0_usize);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let (before, after) = (line.span.of(text), next.span.of(text));
        if ends_closed(before) {
            continue;
        }
        if line.width >= SHORT && before.ends_with('，') && !begins_with_label(after) && !begins_with_name(after) {
            evident += 1;
            continue;
        }
        match torn(text, before, line.width, after) {
            Flow::Evident => evident += 1,
            Flow::Likely => likely += 1,
            Flow::Apart => {}
        }
        if evident + likely >= SAMPLE {
            break;
        }
    }
    evident > 0 && evident >= likely
}

/// Bytes of the paragraph before its last line that the rules see.
const REACH: usize = 1500;
/// How many joints are looked at to learn how a text breaks its lines.
const SAMPLE: usize = 60;
/// A line this short is a list's or a letter's: 各位同学，
const SHORT: usize = 25;
/// A line this much short of full is still full.
const SLACK: usize = 3;
