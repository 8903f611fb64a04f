//! Which document each block belongs to: the notice, then what is printed after it.
//!
//! The notice ends with its signature, its 版记, or where an annex begins: at the line 附件, or at a title of its own
//! (the very one the notice says it sends along). What comes after the last document is the page's footer.

use super::draft::{Draft, chars};
use super::metadata::Metadata;
use super::{Doubt, Header, Part, Zone, attachment, cue, head, tail, title};
use crate::grammar::document_number::{self, FoundNumber};
use crate::notice::{BoilerplateKind, PartKind};
use crate::span::Span;
use crate::warning::WarningCode;

/// Divides the blocks into parts. Returns the parts and the header of each.
pub(super) fn divide(draft: &mut Draft<'_>, metadata: &mut Metadata) -> (Vec<Part>, Vec<Header>) {
    let mut headers = vec![Header::default()];
    let mut current = Header::default();
    let body = head::read(draft, 0, &mut current, metadata);
    mark_whole_repeat(draft, body);
    let mut kinds = vec![PartKind::Notice];
    let mut state = State {
        part: 0,
        body,
        closed: false,
        footer: false,
        listed: false,
        signed: false,
    };
    let mut i = body;
    while i < draft.len() {
        if let Some(slot) = draft.parts.get_mut(i) {
            *slot = state.part;
        }
        if !draft.is_free(i) {
            i += 1;
            continue;
        }
        if let Some(start) = opens_part(draft, i, &state, &current) {
            finish(draft, &state, i, &mut current);
            if let Some(slot) = headers.get_mut(state.part) {
                *slot = std::mem::take(&mut current);
            }
            headers.push(Header::default());
            kinds.push(PartKind::Annex);
            state = State {
                part: state.part + 1,
                body: i,
                closed: false,
                footer: false,
                listed: state.listed,
                signed: false,
            };
            let promised: Vec<Span> = headers
                .iter()
                .flat_map(|header| &header.attachments)
                .map(|item| item.title)
                .collect();
            i = annex_head(draft, start, state.part, &promised, &mut current);
            state.body = i;
            continue;
        }
        i = line(draft, i, &mut state, &mut current);
    }
    finish(draft, &state, draft.len(), &mut current);
    if let Some(slot) = headers.get_mut(state.part) {
        *slot = current;
    }
    keep_text(draft);
    fill_from_page(draft, &mut headers, metadata);
    let parts = kinds
        .into_iter()
        .enumerate()
        .map(|(n, kind)| Part {
            kind,
            title: headers.get(n).map(|header| header.title.clone()).unwrap_or_default(),
            span: span_of(draft, n),
        })
        .collect();
    (parts, headers)
}

/// A page of nothing but its own lines is a notice without a title: what no page prints of itself is its text.
fn keep_text(draft: &mut Draft<'_>) {
    let page = |i: usize| matches!(draft.zone(i), Some(Zone::Boilerplate(_)));
    if !(0..draft.len()).all(page) {
        return;
    }
    for i in 0..draft.len() {
        let text = draft.text(i);
        let plain = draft.zone(i) == Some(Zone::Boilerplate(BoilerplateKind::Navigation));
        if plain && !cue::is_page_line(text) && !cue::is_file_name(text) {
            draft.clear(i);
        }
    }
}

/// Where the text itself is silent about number and title, what the page says of it counts: its metadata table, and the
/// file names of its downloads.
fn fill_from_page(draft: &Draft<'_>, headers: &mut [Header], metadata: &Metadata) {
    let Some(own) = headers.first_mut() else { return };
    let links: Vec<Span> = (0..draft.len())
        .filter(|&i| matches!(draft.zone(i), Some(Zone::Boilerplate(_))) && cue::is_file_name(draft.text(i)))
        .map(|i| draft.span(i))
        .collect();
    let number = |read: fn(&str) -> Option<FoundNumber>, span: Span| {
        let mut found = read(span.of(draft.text))?;
        found.span = found.span.shift(span.start);
        Some(found)
    };
    if own.document_number.is_none() {
        let places = metadata.document_number.iter().chain(&links);
        own.document_number = places.copied().find_map(|span| number(document_number::at_start, span));
    }
    // The text of an order prints its serial alone (第707号); the table of its page has the number whole (国令第707号).
    let stated = metadata.document_number.filter(|_| metadata.page);
    if let Some(whole) = stated.and_then(|span| number(document_number::stated_at_start, span)) {
        let same = |own: &FoundNumber| (own.year, own.serial) == (whole.year, whole.serial);
        if whole.year.is_none() && own.document_number.as_ref().is_none_or(same) {
            own.document_number = Some(whole);
        }
    }
    if own.title.is_empty() {
        // In a text copied from somewhere a file's name may be anything; on a page it is what the page offers.
        let offered = links.iter().filter(|_| metadata.page);
        let named = || offered.copied().find_map(|link| title_of_file(draft.text, link));
        own.title.extend(metadata.title.or_else(named));
    }
}

/// The title that the name of a page's own file gives: 青政办发〔2031〕7号青禾县人民政府关于做好防汛工作的通知.doc. Files of
/// forms and lists are named otherwise, and 附件1：….doc is somebody else's.
fn title_of_file(text: &str, link: Span) -> Option<Span> {
    let name = cue::without_file_ending(link.of(text));
    let after_number = document_number::at_start(name).map_or(0, |found| found.span.end);
    let title = name.get(after_number..)?.trim();
    let start = link.start + name.len() - name.get(after_number..)?.trim_start().len();
    (title.contains("关于") && title::kind(title).is_some() && !title.starts_with("附件"))
        .then(|| Span::new(start, start + title.len()))
}

/// How far the reading of the current part has come.
#[derive(Debug)]
struct State {
    part: usize,
    /// The first block of its text.
    body: usize,
    /// Whether its signature or 版记 was seen.
    closed: bool,
    /// Whether its signature was seen.
    signed: bool,
    /// Whether a line of the page's footer was seen.
    footer: bool,
    /// Whether an 附件 list was read, in this part or above.
    listed: bool,
}

/// From the first to the last byte of part `n`, boilerplate left out.
fn span_of(draft: &Draft<'_>, n: usize) -> Span {
    let mut span: Option<Span> = None;
    for i in 0..draft.len() {
        if draft.parts.get(i) == Some(&n) && !matches!(draft.zone(i), Some(Zone::Boilerplate(_))) {
            span = Some(span.map_or(draft.span(i), |whole| whole.cover(draft.span(i))));
        }
    }
    span.unwrap_or_default()
}

/// Reads one line of the current part; returns the next.
fn line(draft: &mut Draft<'_>, i: usize, state: &mut State, header: &mut Header) -> usize {
    if let Some((items, next)) = attachment::list(draft, i) {
        // The list printed again under the text is the page's list of downloads.
        let again = !header.attachments.is_empty();
        let zone = if again {
            Zone::Boilerplate(BoilerplateKind::Navigation)
        } else {
            Zone::Attachments
        };
        for at in i..next {
            draft.set(at, zone);
            if let Some(slot) = draft.parts.get_mut(at) {
                *slot = state.part;
            }
        }
        if !again {
            header.attachments = items;
        }
        state.listed = true;
        return next;
    }
    if draft.text(i).starts_with("主题词") && chars(draft.text(i)) <= 40 {
        draft.set(i, Zone::Printing);
        state.closed = true;
        return i + 1;
    }
    if tail::printing(draft, i, header) {
        draft.set(i, Zone::Printing);
        if i > state.body && header.printed_by == Some(draft.span(i - 1)) && draft.is_free(i - 1) {
            draft.set(i - 1, Zone::Printing);
        }
        state.closed = true;
        return i + 1;
    }
    if let Some(signature) = tail::signature(draft, state.body, i) {
        for at in signature.first..=i {
            draft.set(at, Zone::Signature);
        }
        if header.signed.is_empty() {
            header.signed = signature.bodies;
        }
        // The signature's day is the day of issue, whatever stands under the title.
        if !state.signed {
            header.issued_on = signature.day.or(header.issued_on);
            state.signed = true;
        }
        state.closed = true;
        return i + 1;
    }
    let text = draft.text(i);
    if cue::is_page_number(text) {
        draft.set(i, Zone::Boilerplate(BoilerplateKind::PageNumber));
    } else if cue::is_formula(text) && !draft.has_label(i) {
        draft.set(i, Zone::Formula);
    } else if cue::is_note(text) && !draft.has_label(i) && (state.closed || cue::disclosure(text).is_some()) {
        note(draft, i, header);
    } else if page_line(draft, i, state) {
        let kind = if cue::is_footer(text) || state.footer {
            BoilerplateKind::Footer
        } else {
            BoilerplateKind::Navigation
        };
        draft.set(i, Zone::Boilerplate(kind));
        state.footer = state.footer || state.closed || cue::is_footer(text);
    } else if state.closed && state.footer {
        draft.set(i, Zone::Boilerplate(BoilerplateKind::Footer));
    } else if state.closed {
        closing_line(draft, i, header);
    }
    i + 1
}

/// A line after the signature that is neither of the known kinds nor the beginning of another document.
fn closing_line(draft: &mut Draft<'_>, i: usize, header: &mut Header) {
    let text = draft.text(i);
    let zone = if cue::is_file_name(text) {
        Zone::Boilerplate(BoilerplateKind::Navigation)
    } else if cue::is_contact(text) || text.ends_with(['）', '；']) && cue::phone_like(text) {
        Zone::Contact
    } else if let Some(disclosure) = cue::disclosure(text).filter(|_| chars(text) <= 30) {
        header.disclosure = header.disclosure.or(Some((draft.span(i), disclosure)));
        Zone::Note
    } else if cue::is_body(text) || text.starts_with('（') {
        Zone::Note
    } else {
        Zone::Boilerplate(BoilerplateKind::Navigation)
    };
    draft.set(i, zone);
}

fn note(draft: &mut Draft<'_>, i: usize, header: &mut Header) {
    let text = draft.text(i);
    if let Some(disclosure) = cue::disclosure(text) {
        header.disclosure = header.disclosure.or(Some((draft.span(i), disclosure)));
    }
    draft.set(i, Zone::Note);
}

/// Whether the line is page furniture: after the end of the document, or with nothing but such lines after it.
fn page_line(draft: &Draft<'_>, i: usize, state: &State) -> bool {
    let text = draft.text(i);
    if draft.has_label(i) || text.ends_with('。') {
        return false;
    }
    let furniture = cue::is_page_line(text)
        || cue::is_file_name(text)
        || cue::is_footer(text)
        || text.chars().all(|c| matches!(c, '-' | '—' | '*' | '_' | '='));
    furniture && (state.closed || cue::is_footer(text) || !has_text(draft, i + 1))
}

/// Whether any free block from `i` on is text: a sentence of some length or a labelled item.
fn has_text(draft: &Draft<'_>, i: usize) -> bool {
    (i..draft.len()).any(|at| draft.is_free(at) && (draft.has_label(at) || is_sentence(draft.text(at))))
}

fn is_sentence(text: &str) -> bool {
    chars(text) >= 20 && text.contains('。') && !cue::is_footer(text)
}

/// Whether another document begins at block `i`; if so, the first block of its header.
fn opens_part(draft: &Draft<'_>, i: usize, state: &State, header: &Header) -> Option<usize> {
    if attachment::is_marker(draft, i) {
        let list = attachment::list(draft, i).map(|(_, next)| next);
        // Once a list has been read, the word alone on its line opens an annex; only download links are a list again.
        let links = list.is_some_and(|next| (i + 1..next).all(|at| cue::is_file_name(draft.text(at))));
        let follows = i + 1 < draft.len() && (list.is_none() || (state.listed && !links));
        let signed =
            super::day::day_at_end(draft.text(i + 1)).is_some() || super::day::whole_day(draft.text(i + 2)).is_some();
        return (follows && !signed && i > state.body && has_content(draft, i + 1)).then_some(i);
    }
    let text = draft.text(i);
    if draft.has_label(i)
        || cue::is_note(text)
        || cue::is_page_line(text)
        || cue::is_file_name(text)
        || cue::is_contact(text)
    {
        return None;
    }
    if attachment::list(draft, i).is_some()
        || text.starts_with("抄送")
        || text.starts_with("主题词")
        || text.trim_end_matches('。').ends_with("印发")
    {
        return None;
    }
    // 附件1：推荐表 with text after it: marker and title on one line.
    if state.closed && !state.footer && text.starts_with("附件") && has_content(draft, i + 1) {
        return Some(i);
    }
    let titled =
        title::is_plain(draft, i) && chars(text) <= 80 && !cue::is_body(text) && super::day::day_at_end(text).is_none();
    if state.closed {
        // A document without a title of its own begins with its first sentence.
        let opens = titled && (has_document(draft, i) || is_named(draft, text, state, i, header))
            || is_sentence(text) && chars(text) >= 40;
        return (opens && !state.footer).then_some(i);
    }
    // No signature between: only a title that the text above has named, with the opening of a document after it.
    let named = titled && title::kind(text).is_some() && i > state.body && is_named(draft, text, state, i, header);
    (named && opens_document(draft, i)).then_some(i)
}

/// Whether something worth a part follows: text, or a form of several lines.
fn has_content(draft: &Draft<'_>, i: usize) -> bool {
    has_text(draft, i)
        || (i..draft.len())
            .filter(|&at| draft.is_free(at) && !cue::is_page_line(draft.text(at)))
            .count()
            >= 1
}

/// Whether a document stands from block `i` on: labelled items or sentences before the page's footer.
fn has_document(draft: &Draft<'_>, i: usize) -> bool {
    let mut labels = 0;
    for at in i..draft.len() {
        let text = draft.text(at);
        if cue::is_footer(text) || (cue::is_page_line(text) && !has_text(draft, at + 1)) {
            break;
        }
        labels += usize::from(draft.has_label(at));
        if labels >= 2 || (is_sentence(text) && at > i) {
            return true;
        }
    }
    false
}

/// Whether the notice's title or its text above names a document with this title.
fn is_named(draft: &Draft<'_>, text: &str, state: &State, i: usize, header: &Header) -> bool {
    let bare: String = cue::without_brackets(text)
        .chars()
        .filter(|c| !matches!(c, '《' | '》' | '〈' | '〉'))
        .collect();
    if chars(&bare) < 5 {
        return false;
    }
    let above: String = (state.body..i).take(12).map(|at| draft.text(at)).collect();
    let title: String = header.title.iter().map(|span| span.of(draft.text)).collect();
    [above, title].iter().any(|text| {
        let text: String = text
            .chars()
            .filter(|c| !matches!(c, '《' | '》' | '〈' | '〉'))
            .collect();
        text.contains(&bare)
    })
}

/// Whether what follows the line reads like the opening of a document.
fn opens_document(draft: &Draft<'_>, i: usize) -> bool {
    let Some(next) = (i + 1..draft.len()).find(|&at| draft.is_free(at)) else {
        return false;
    };
    let text = draft.text(next);
    draft
        .blocks
        .get(next)
        .and_then(|block| block.label)
        .is_some_and(|label| label.number == 1)
        || text.starts_with('（')
        || ["为", "根据", "按照"].iter().any(|word| text.starts_with(word))
        || is_sentence(text)
}

/// Reads the header of an annex: its marker, its title, and number, addressee of a forwarded notice.
fn annex_head(draft: &mut Draft<'_>, from: usize, part: usize, promised: &[Span], header: &mut Header) -> usize {
    let mut i = from;
    if draft.text(i).starts_with("附") {
        let text = draft.text(i);
        let marker = text
            .char_indices()
            .find(|(_, c)| matches!(c, '：' | ':'))
            .map(|(at, c)| at + c.len_utf8());
        if !attachment::is_marker(draft, i)
            && let Some(marker) = marker
        {
            draft.cut(i, draft.span(i).start + marker);
        }
        draft.set(i, Zone::Header);
        set_part(draft, i, part);
        i += 1;
    }
    let first = i;
    // The title that the 附件 list promised, over however many lines.
    let promise = (first..(first + 5).min(draft.len())).find(|&last| {
        let lines = title::joined(draft, first, last);
        promised.iter().any(|title| title.of(draft.text) == lines)
    });
    if let Some(last) = promise {
        for at in first..=last {
            draft.set(at, Zone::Title);
            set_part(draft, at, part);
            header.title.push(draft.span(at));
        }
        i = last + 1;
    }
    while promise.is_none()
        && i < draft.len()
        && i < first + 6
        && title::is_plain(draft, i)
        && chars(draft.text(i)) <= 80
    {
        let text = draft.text(i);
        let so_far = title::joined(draft, first, i);
        if cue::is_note(text) && i > first && title::kind(text).is_none() && !is_version(text) {
            break;
        }
        let ended = ends_annex_title(&so_far) && so_far.matches('《').count() == so_far.matches('》').count();
        draft.set(i, Zone::Title);
        set_part(draft, i, part);
        header.title.push(draft.span(i));
        i += 1;
        if ended && !(i < draft.len() && is_version(draft.text(i))) {
            break;
        }
        // Without a kind in reach, the first line alone is the title: what follows may be a form.
        if !ended
            && !(i..(i + 3).min(draft.len())).any(|at| title::is_plain(draft, at) && ends_annex_title(draft.text(at)))
        {
            break;
        }
    }
    let mut metadata = Metadata::default();
    if i < draft.len() && !draft.has_label(i) {
        i = forwarded_head(draft, i, part, header, &mut metadata);
    }
    i
}

/// Number and addressee of a notice printed inside another.
fn forwarded_head(draft: &mut Draft<'_>, from: usize, part: usize, header: &mut Header, _: &mut Metadata) -> usize {
    let mut i = from;
    while i < draft.len() && i < from + 4 {
        let text = draft.text(i);
        let span = draft.span(i);
        let bare = text.trim_matches(['（', '）']);
        let number = document_number::find(bare).into_iter().next();
        if let Some(mut number) = number
            && number.span.len() + 9 >= bare.len()
        {
            number.span = number
                .span
                .shift(span.start + (text.len() - text.trim_start_matches('（').len()));
            header.document_number = header.document_number.take().or(Some(number));
        } else if let Some(len) = cue::addressee(text)
            && header.addressees.is_empty()
            && (header.document_number.is_some() || len == text.len())
        {
            draft.cut(i, span.start + len);
            header.addressees =
                head::split_names(draft.text, Span::new(span.start, span.start + len - '：'.len_utf8()));
        } else {
            break;
        }
        draft.set(i, Zone::Header);
        set_part(draft, i, part);
        i += 1;
    }
    i
}

fn set_part(draft: &mut Draft<'_>, i: usize, part: usize) {
    if let Some(slot) = draft.parts.get_mut(i) {
        *slot = part;
    }
}

/// （试行）, （2026年修订）: a bracket line that still belongs to the title above it.
fn is_version(text: &str) -> bool {
    text.starts_with('（')
        && text.ends_with('）')
        && ["试行", "暂行", "修订", "稿", "版", "年本", "年）"]
            .iter()
            .any(|word| text.contains(word))
        && chars(text) <= 16
}

/// Kinds that annexes end in, beyond those of notices.
fn ends_annex_title(title: &str) -> bool {
    let bare = cue::without_brackets(title).trim_end_matches(['》', '”']);
    title::kind(title).is_some()
        || [
            "表",
            "书",
            "单",
            "册",
            "图",
            "范本",
            "样式",
            "模板",
            "流程",
            "流程图",
            "分工",
            "台账",
            "题",
            "证明",
            "提纲",
            "汇编",
            "格式",
            "体系",
        ]
        .iter()
        .any(|ending| bare.ends_with(ending))
}

/// Closes a part: the lines before its signature that are no text, and a signature without a day.
fn finish(draft: &mut Draft<'_>, state: &State, to: usize, header: &mut Header) {
    if !state.closed
        && let Some(signature) = tail::undated(draft, state.body, to)
    {
        for i in signature.first..to {
            if draft.is_free(i) {
                draft.set(i, Zone::Signature);
            }
        }
        header.signed = signature.bodies;
    }
    contact_lines(draft, state, to);
}

/// Contact lines right before the end of a part's text: they are no text of its last measure.
fn contact_lines(draft: &mut Draft<'_>, state: &State, to: usize) {
    let mut first = None;
    for i in (state.body..to).rev() {
        match draft.zone(i) {
            Some(_) => continue,
            None if draft.has_label(i) => {
                // 五、联系方式 ⏎ 电话：…: there they are what the item says.
                if is_contact_title(draft.text(i)) {
                    return;
                }
                let title_only = chars(draft.text(i)) <= 30 && !draft.text(i).ends_with(['。', '；']);
                if title_only {
                    return;
                }
                break;
            }
            None => {
                let text = draft.text(i);
                let lead = first.is_some() && (chars(text) <= 40 && text.ends_with('：') || cue::is_body(text));
                if !(cue::is_contact(text)
                    || lead
                    || (draft.blocks.get(i).is_some_and(|block| block.flattened) && chars(text) <= 12))
                {
                    break;
                }
                first = Some(i);
            }
        }
    }
    let Some(first) = first else { return };
    // The lines of an item that is about contacts stay its own, other lines between them or not.
    let owner = (state.body..first)
        .rev()
        .find(|&i| draft.is_free(i) && draft.has_label(i));
    if owner.is_some_and(|owner| {
        is_contact_title(draft.text(owner)) && (owner + 1..first).all(|i| chars(draft.text(i)) <= 60)
    }) {
        return;
    }
    if !(first..to).any(|i| draft.is_free(i) && cue::is_contact(draft.text(i))) {
        return;
    }
    for i in first..to {
        if draft.is_free(i) {
            draft.set(i, Zone::Contact);
        }
    }
}

/// Whether an item's line names contacts: 七、联系方式, 六、咨询与监督.
fn is_contact_title(text: &str) -> bool {
    chars(text) <= 24
        && !text.ends_with(['。', '；'])
        && ["联系方式", "联系人", "咨询", "监督", "联系电话", "报名方式"]
            .iter()
            .any(|word| text.contains(word))
}

/// The whole text printed twice: from some block on, the blocks are those from the beginning again.
fn mark_whole_repeat(draft: &mut Draft<'_>, body: usize) {
    let mut first_at = std::collections::HashMap::new();
    let mut best = (0usize, 0usize);
    let mut i = body;
    while i < draft.len() {
        let text = draft.text(i);
        if chars(text) < 20 {
            i += 1;
            continue;
        }
        let Some(&first) = first_at.get(text) else {
            first_at.insert(text, i);
            i += 1;
            continue;
        };
        let run = (0..draft.len() - i)
            .take_while(|n| first + n < i && draft.text(first + n) == draft.text(i + n))
            .count();
        if run > best.1 {
            best = (i, run);
        }
        i += run.max(1);
    }
    let (start, run) = best;
    let length: usize = (start..start + run).map(|i| draft.span(i).len()).sum();
    if run == 0 || length * 5 < draft.text.len() * 2 {
        return;
    }
    // What stands between the two printings (title, addressee) was printed twice as well.
    let mut from = start;
    while from > body && draft.is_free(from - 1) && (0..body).any(|i| draft.text(i) == draft.text(from - 1)) {
        from -= 1;
    }
    for i in from..start + run {
        draft.set(i, Zone::Boilerplate(BoilerplateKind::Repeat));
    }
    let span = draft.span(from).cover(draft.span(start + run - 1));
    draft.doubts.push(Doubt::new(
        WarningCode::RepeatedText,
        "the text is printed twice; the second printing was left out",
        span,
    ));
}
