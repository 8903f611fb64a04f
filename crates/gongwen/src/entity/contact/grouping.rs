//! Tokens → drafts: which values belong together, and to whom.
//!
//! Words wait until a cue or a value follows them: then they are asked whom they name ([`super::party`]). An entry ends
//! where another body or person is named after its values, where a label for people or complaints opens a new one, where
//! a numbered line follows a whole entry, and where words about something else stand between.

use super::Contact;
use super::draft::Draft;
use super::organization as body;
use super::party::{self, Named, Party};
use super::person::Trust;
use super::place;
use super::token::{Kind, Token};
use crate::grammar::contact::{self as phrases, Cue, Fields, Found, Phone};
use crate::notice::PhoneKind;
use crate::span::Span;
use crate::structure::Structure;
use crate::text::Clean;

/// Characters of other words between two values that part their entries.
const NOISE: usize = 25;

/// Words that wait for what follows them, and how they ended.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    span: Span,
    end: End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Open,
    Colon,
    Comma,
    Other,
}

/// Gathers entries line by line.
pub(super) struct Grouper<'a> {
    clean: &'a Clean<'a>,
    structure: &'a Structure,
    out: Vec<Contact>,
    draft: Draft,
    /// A body standing alone on a line: the entries below it are its own until another line breaks the block.
    header: Option<Named>,
    waiting: Vec<Waiting>,
    /// Characters of whole sentences since the last cue or value.
    said: usize,
    cue: Option<(Cue, Span)>,
    /// Whether people under the present cue have been taken in already.
    cue_named: bool,
    /// Whether the cue stands on a line above, with people behind it: only more people can follow.
    carried: bool,
    line: usize,
    /// Entries of this block that stood on one line each.
    inline: usize,
    /// Whether an entry of this block has its mail or postal address on a line below it.
    upright: bool,
    /// Whose questions were answered before the present complaint line.
    asked: Option<Named>,
    /// Whether the present line is a numbered field: `4.传真：…`.
    field: bool,
}

impl<'a> Grouper<'a> {
    pub(super) fn new(clean: &'a Clean<'a>, structure: &'a Structure) -> Self {
        Self {
            clean,
            structure,
            out: Vec::new(),
            draft: Draft::default(),
            header: None,
            waiting: Vec::new(),
            said: 0,
            cue: None,
            cue_named: false,
            carried: false,
            line: 0,
            inline: 0,
            upright: false,
            asked: None,
            field: false,
        }
    }

    /// Takes in one line; `outside` for a line that is no part of the notice.
    ///
    /// `ends` tells whether the source line ends with it too: words at its end may else belong to what follows.
    pub(super) fn line(&mut self, found: &[Found], tokens: Vec<Token<'_>>, outside: bool, ends: bool) {
        self.line += 1;
        let telling = tokens
            .iter()
            .any(|token| token.is_value() || matches!(token.kind, Kind::Cue(_)));
        let chars = |token: &Token<'_>| token.span.of(&self.clean.text).chars().count();
        let words: usize = tokens
            .iter()
            .filter(|token| matches!(token.kind, Kind::Words))
            .map(chars)
            .sum();
        // A list number alone on its line, or a web address, parts nothing.
        let linked = tokens.iter().any(|token| matches!(token.kind, Kind::Url(_)));
        if !outside
            && !telling
            && ((words <= 5 && starts_numbered(&tokens, &self.clean.text)) || (linked && words <= 6))
        {
            return;
        }
        if outside || !(telling || self.is_heading(found, &tokens)) {
            self.break_block();
            return;
        }
        let numbered = starts_numbered(&tokens, &self.clean.text);
        self.field = numbered && words <= 5 && is_field(&tokens);
        if numbered && !self.field && self.draft.is_named() && self.draft.is_reachable() {
            self.flush();
        }
        for index in 0..tokens.len() {
            self.token(&tokens, index);
        }
        self.end_line(&tokens, ends);
    }

    /// The entries.
    pub(super) fn finish(mut self) -> Vec<Contact> {
        self.flush();
        self.out
    }

    /// A line without values that may name whom the next lines tell of.
    fn is_heading(&self, found: &[Found], tokens: &[Token<'_>]) -> bool {
        let words: Vec<_> = tokens
            .iter()
            .filter(|token| matches!(token.kind, Kind::Words))
            .collect();
        let stopped = tokens.iter().any(|token| matches!(token.kind, Kind::Stop));
        let chars: usize = words
            .iter()
            .map(|token| token.span.of(&self.clean.text).chars().count())
            .sum();
        found.is_empty()
            && !stopped
            && (1..=2).contains(&words.len())
            && chars <= 48
            && words
                .last()
                .is_some_and(|last| !party::read(self.clean, last.span, self.trust()).is_empty())
    }

    fn trust(&self) -> Trust {
        match self.cue {
            Some((cue, _)) if cue.closed && !self.carried && cue.fields.meets(Fields::PERSON) => Trust::Labelled,
            _ => Trust::Bare,
        }
    }

    fn token(&mut self, tokens: &[Token<'_>], index: usize) {
        let Some(token) = tokens.get(index) else { return };
        let span = token.span;
        match &token.kind {
            Kind::Words => {
                let heads = matches!(tokens.get(index + 1), Some(Token { kind: Kind::Colon, .. }));
                self.words(span, heads);
            }
            Kind::Comma => self.end_words(End::Comma),
            Kind::Colon => self.end_words(End::Colon),
            Kind::Open => self.end_words(End::Open),
            Kind::Close | Kind::Semicolon => self.end_words(End::Other),
            Kind::Stop => {
                let said = std::mem::take(&mut self.waiting);
                self.said += said
                    .iter()
                    .map(|words| words.span.of(&self.clean.text).chars().count())
                    .sum::<usize>();
                self.cue = None;
            }
            Kind::Cue(cue) => self.label(*cue, span, tokens, index),
            Kind::Phone(phone) => self.phone(phone, token, tokens, index),
            Kind::Email(email) => {
                self.settle();
                let known = self.draft.emails.iter().rev().take(64).any(|(other, _)| other == email);
                if !known {
                    self.draft.emails.push(((*email).to_owned(), span));
                }
                self.grow(token);
            }
            Kind::Address => self.address(token),
            Kind::Postcode(value) => {
                self.draft.postcode.get_or_insert_with(|| (*value).to_owned());
                self.grow(token);
            }
            Kind::Url(value) => {
                // A platform to file with is nobody's contact: only 网址： beside other values counts.
                if self.cue.is_some_and(|(cue, _)| cue.fields.meets(Fields::URL)) && self.draft.has_values() {
                    self.draft.urls.push((*value).to_owned());
                    self.grow(token);
                }
                self.waiting.clear();
            }
            Kind::Qq(value) => {
                self.draft.qq.get_or_insert_with(|| (*value).to_owned());
                self.draft.read_by(token.rule);
            }
            Kind::Wechat(value) => {
                self.draft.wechat.get_or_insert_with(|| (*value).to_owned());
                self.draft.read_by(token.rule);
            }
            Kind::Note => self.note(span),
        }
    }

    /// Words: named at once under a label for people or bodies, else kept until it shows what they are for.
    fn words(&mut self, span: Span, heads: bool) {
        if let Some((cue, _)) = self.cue
            && cue.closed
            && cue.fields.meets(Fields::PERSON.with(Fields::BODY))
        {
            // 银行服务：张小青: what a colon follows heads a row, and is no name unless it looks like one.
            let trust = if heads { Trust::Bare } else { self.trust() };
            let mut party = party::read(self.clean, span, trust);
            if party.is_empty() && cue.fields.meets(Fields::BODY) && !cue.fields.meets(Fields::PERSON) {
                party.body =
                    party::words(self.clean, span).filter(|name| (3..=30).contains(&name.text.chars().count()));
            }
            if self.carried && party.body.is_some() {
                self.cue = None;
            } else if !party.is_empty() {
                // 青禾区：张小青: what waits before the colon is the person's own.
                if party.body.is_none() && self.waiting.last().is_some_and(|words| words.end == End::Colon) {
                    let before = std::mem::take(&mut self.waiting);
                    party.body = before.last().and_then(|words| self.owner(words.span));
                }
                if self.cue_named && party.body.is_none() && !self.draft.is_reachable() {
                    self.draft.name(party, self.line);
                } else {
                    self.begin(party);
                }
                self.cue_named = true;
                self.draft.read_by(phrases::CUE);
                self.draft.labelled |= self.cue.is_some_and(|(_, label)| {
                    ["联系", "联络", "咨询"]
                        .iter()
                        .any(|word| label.of(&self.clean.text).contains(word))
                });
                return;
            }
        }
        let behind = self.draft.phones.last().is_some_and(|(_, at)| at.end == span.start);
        if behind
            && !self.draft.is_named()
            && let Some((start, end)) = body::called(span.of(&self.clean.text))
        {
            let body = place::named(&self.clean.text, Span::new(span.start + start, span.start + end));
            self.draft.name(
                Party {
                    body: Some(body),
                    ..Party::default()
                },
                self.line,
            );
            return;
        }
        self.waiting.push(Waiting { span, end: End::Other });
    }

    fn end_words(&mut self, end: End) {
        if let Some(last) = self.waiting.last_mut() {
            last.end = end;
        }
    }

    /// A label: the words before it may name its owner, and some labels open an entry by themselves.
    fn label(&mut self, cue: Cue, span: Span, tokens: &[Token<'_>], index: usize) {
        self.settle();
        let opens = cue.fields.meets(Fields::PERSON.with(Fields::BODY));
        if opens && self.draft.is_reachable() && (!self.draft.people.is_empty() || number_follows(tokens, index)) {
            self.flush();
        }
        if cue.complaint != self.draft.complaint && !self.draft.phones.is_empty() && cue.fields.meets(Fields::PHONE) {
            self.asked = self
                .draft
                .body
                .clone()
                .filter(|_| cue.complaint && self.draft.lines.1 == self.line);
            self.flush();
        }
        let fax = cue.fields.meets(Fields::FAX) && !cue.fields.meets(Fields::PHONE);
        let mail_or_place = (fax || cue.fields.meets(Fields::EMAIL.with(Fields::ADDRESS))) && index == 0 && !opens;
        let inline = self.draft.lines.0 == self.draft.lines.1 && self.draft.is_named() && self.draft.is_reachable();
        let below = mail_or_place && self.draft.lines.1 < self.line;
        if below && self.draft.complaint && self.draft.noted && self.asked.is_some() {
            // 电话：…；监督电话：…（纪委）⏎电子邮箱：…: the next field is again that of the body asked first.
            self.flush();
            self.draft.body = self.asked.take();
        } else if below && inline && self.inline > 0 && !self.upright {
            // Whole entries a line each, then 报送邮箱：… on its own: it serves them all, or none of them.
            self.flush();
        } else if below && self.draft.is_named() {
            self.upright = true;
        }
        self.draft.complaint |= cue.complaint && cue.fields.meets(Fields::PHONE);
        self.draft.respectively |= cue.respectively;
        self.cue = Some((cue, span));
        self.cue_named = false;
        self.carried = false;
    }

    fn phone(&mut self, phone: &Phone, token: &Token<'_>, tokens: &[Token<'_>], index: usize) {
        let named = self.settle();
        if !phone.cued && !named {
            return;
        }
        let noted = matches!(tokens.get(index + 1), Some(Token { kind: Kind::Note, span, .. })
            if !party::read(self.clean, *span, Trust::Bare).is_empty());
        if self.draft.noted && !named && noted {
            self.flush();
        }
        if !self
            .draft
            .phones
            .iter()
            .rev()
            .take(64)
            .any(|(other, _)| other.number == phone.number)
        {
            let mut phone = phone.clone();
            let fax = self
                .cue
                .is_some_and(|(cue, _)| cue.fields.meets(Fields::FAX) && !cue.fields.meets(Fields::PHONE));
            if fax && phone.kind == PhoneKind::Landline {
                phone.kind = PhoneKind::Fax;
            }
            self.draft.phones.push((phone, token.span));
        }
        self.grow(token);
        self.end_people();
    }

    /// A bracket after a value: 传真, or who answers there.
    fn note(&mut self, span: Span) {
        let text = span.of(&self.clean.text);
        if text.contains("传真") {
            if let Some((phone, _)) = self.draft.phones.last_mut()
                && !text.contains("电话")
            {
                phone.kind = PhoneKind::Fax;
            }
            return;
        }
        let party = party::read(self.clean, span, Trust::Bare);
        if party.is_empty() || !self.draft.people.is_empty() || (self.draft.body.is_some() && party.people.is_empty()) {
            return;
        }
        self.draft.noted = true;
        self.draft.name(party, self.line);
    }

    fn address(&mut self, token: &Token<'_>) {
        let whole = token.span;
        let text = whole.of(&self.clean.text);
        let (owner, within) = place::split(text);
        let owner =
            owner.map(|(start, end)| place::named(&self.clean.text, Span::new(whole.start + start, whole.start + end)));
        let sits = place::named(
            &self.clean.text,
            Span::new(whole.start + within.0, whole.start + within.1),
        );
        // 江岚省科技中心，寄送地址：…（监督处）: the bracket names a division of the body already known.
        let owner = owner.filter(|_| self.draft.body.is_none() || self.draft.has_values());
        let other =
            matches!((&owner, &self.draft.body), (Some(new), Some(old)) if !body::is_same(&new.text, &old.text));
        if self.draft.address.is_some()
            || other
            || (owner.is_some()
                && self.draft.is_reachable()
                && self.draft.body.is_none()
                && self.draft.lines.1 < self.line
                && !self.field)
        {
            self.flush();
        }
        let sent_to = if owner.is_none() && self.draft.body.is_none() {
            self.cue
                .and_then(|(_, label)| place::recipient(&self.clean.text, label, whole.start))
        } else {
            None
        };
        if let Some(owner) = owner.or(sent_to) {
            self.draft.name(
                Party {
                    body: Some(owner),
                    ..Party::default()
                },
                self.line,
            );
        }
        self.draft.address = Some(sits);
        self.grow(token);
        self.end_people();
    }

    /// Asks the waiting words whom they name. Tells whether somebody was named right here.
    fn settle(&mut self) -> bool {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(last) = waiting.last() else {
            if std::mem::take(&mut self.said) > NOISE {
                self.flush();
                self.header = None;
            }
            return false;
        };
        let trust = self.trust();
        let mut whole = last.span;
        // 数据中心“云泽通”、“云泽办”: quoted names in a row are one name's.
        if whole.of(&self.clean.text).starts_with('“')
            && let Some(before) = waiting.iter().rev().nth(1)
            && before.end == End::Comma
            && before.span.of(&self.clean.text).ends_with('”')
        {
            whole = before.span.cover(whole);
        }
        let mut party = party::read(self.clean, whole, trust);
        let mut used = 1;
        let mut rest = waiting.iter().rev().skip(1);
        let mut opened = None;
        while !party.people.is_empty() && party.body.is_none() {
            let Some(words) = rest
                .next()
                .inspect(|words| opened = Some(**words).filter(|words| words.end == End::Open))
                .filter(|words| matches!(words.end, End::Comma | End::Colon | End::Other))
            else {
                break;
            };
            let mut before = party::read(self.clean, words.span, trust);
            let region =
                before.is_empty() && words.end == End::Colon && body::is_region(words.span.of(&self.clean.text));
            if region {
                before.body = Some(place::named(&self.clean.text, words.span));
            }
            if before.is_empty()
                || (before.body.is_some() && words.end == End::Comma && !before.people.is_empty() && used > 1)
            {
                break;
            }
            used += 1;
            before.people.append(&mut party.people);
            party = before;
        }
        // 请与青禾县统计局联系（张小青：5550123）: the bracket's people are the body's.
        if let Some(words) = opened {
            party.body = party::read(self.clean, words.span, Trust::Bare).body;
        }
        if party.is_empty() && last.end == End::Open {
            let text = last.span.of(&self.clean.text);
            party.body = body::at_start(text)
                .map(|end| place::named(&self.clean.text, Span::new(last.span.start, last.span.start + end)));
        }
        // 技术支持：0999-5550124 after a body's own number: who keeps the system running is somebody else.
        if party.is_empty() && last.end == End::Colon && is_support(whole.of(&self.clean.text)) {
            self.flush();
        }
        if party.is_empty() && last.end == End::Colon {
            party.body = self.owner(last.span);
        }
        let noise: usize = waiting
            .iter()
            .rev()
            .skip(if party.is_empty() { 0 } else { used })
            .map(|words| words.span.of(&self.clean.text).chars().count())
            .sum();
        if noise + std::mem::take(&mut self.said) > NOISE {
            self.flush();
            self.header = None;
            self.inline = 0;
        }
        let named = !party.is_empty();
        if named {
            self.begin(party);
        }
        named
    }

    /// The body or region that words before a colon name.
    fn owner(&self, span: Span) -> Option<Named> {
        let party = party::read(self.clean, span, Trust::Bare);
        let region = body::is_region(span.of(&self.clean.text));
        party
            .body
            .filter(|_| party.people.is_empty())
            .or_else(|| region.then(|| place::named(&self.clean.text, span)))
    }

    /// Takes in who comes next, in a new entry if the present one is closed to them.
    fn begin(&mut self, party: Party) {
        if self.draft.is_closed_to(&party) {
            let same_line = self.draft.lines.1 == self.line;
            let owner = self.draft.body.take();
            self.draft.body.clone_from(&owner);
            self.flush();
            // 青禾县统计局：张小青 5550123、李石桐 5550124: the body was said once.
            if same_line && party.body.is_none() {
                self.draft.body = owner;
            }
        }
        if let Some(place) = party.place.clone() {
            self.draft.address.get_or_insert(place);
        }
        self.draft.name(party, self.line);
    }

    fn grow(&mut self, token: &Token<'_>) {
        if self.draft.span.is_none() || self.draft.node.is_none() {
            self.draft.node = self.node_at(token.span.start);
        }
        self.draft.grow(token.span, self.line, token.rule);
    }

    /// After a value no more people are expected under the same label.
    fn end_people(&mut self) {
        if let Some((cue, _)) = &mut self.cue
            && cue.fields.meets(Fields::PERSON.with(Fields::BODY))
        {
            self.cue = None;
        }
    }

    fn end_line(&mut self, tokens: &[Token<'_>], ends: bool) {
        let valued = tokens.iter().any(Token::is_value);
        let labelled = matches!(tokens.last().map(|token| &token.kind), Some(Kind::Cue(_) | Kind::Colon));
        if !valued && !self.waiting.is_empty() {
            let heads = self.settle();
            if heads && self.draft.people.is_empty() {
                self.header = self.draft.body.clone();
            }
        } else if !valued && self.cue_named && self.draft.people.is_empty() && !self.draft.has_values() {
            // 联系人：江岚省信息中心⏎张小青 5550123⏎李石桐 5550124
            self.header = self.draft.body.clone();
        }
        if ends || !valued {
            self.waiting.clear();
        }
        // 联系人：⏎张小青⏎李石桐: names alone keep the label above them.
        let names = self.cue_named
            && !valued
            && !tokens
                .iter()
                .any(|token| matches!(token.kind, Kind::Stop | Kind::Close));
        self.carried = names && !labelled;
        if !(labelled || names) {
            self.cue = None;
        }
    }

    /// Something else is being said: what comes later has nothing to do with what was before.
    fn break_block(&mut self) {
        self.flush();
        self.header = None;
        self.waiting.clear();
        self.cue = None;
        self.inline = 0;
        self.upright = false;
    }

    fn flush(&mut self) {
        let mut draft = std::mem::take(&mut self.draft);
        if draft.body.is_none() && draft.span.is_some() && !draft.complaint {
            draft.body.clone_from(&self.header);
        }
        if draft.lines.0 == draft.lines.1 && draft.is_named() && draft.is_reachable() {
            self.inline += 1;
        }
        self.out.extend(draft.into_contacts());
    }

    fn node_at(&self, at: usize) -> Option<usize> {
        let stretches = &self.structure.stretches;
        let index = stretches.partition_point(|stretch| stretch.span.end <= at);
        stretches
            .get(index)
            .filter(|stretch| stretch.span.contains(at))
            .and_then(|stretch| stretch.node)
    }
}

/// Whether words before a colon name technical support: 技术支持, 平台维护.
fn is_support(words: &str) -> bool {
    ["技术", "系统", "平台"].iter().any(|what| words.starts_with(what))
        && ["支持", "维护", "服务", "咨询"]
            .iter()
            .any(|done| words.ends_with(done))
        && words.chars().count() <= 8
}

/// Whether a telephone follows before the next label for people: then the people named now have their own number.
fn number_follows(tokens: &[Token<'_>], index: usize) -> bool {
    for token in tokens.iter().skip(index + 1) {
        match &token.kind {
            Kind::Phone(_) => return true,
            Kind::Cue(cue) if cue.fields.meets(Fields::PERSON) => return false,
            _ => {}
        }
    }
    false
}

/// Whether a numbered line holds one field of an entry and no new one: a label right after the number, for neither
/// people nor bodies.
fn is_field(tokens: &[Token<'_>]) -> bool {
    matches!(tokens.get(1), Some(Token { kind: Kind::Cue(cue), .. })
        if !cue.fields.meets(Fields::PERSON.with(Fields::BODY).with(Fields::ANY)))
}

/// Whether a line begins with a list number.
fn starts_numbered(tokens: &[Token<'_>], text: &str) -> bool {
    let Some(first) = tokens.first().filter(|token| matches!(token.kind, Kind::Words)) else {
        return false;
    };
    let piece = first.span.of(text);
    let piece = piece.strip_prefix(['（', '(']).unwrap_or(piece);
    let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    rest.len() < piece.len() && (rest.starts_with(['.', '．', '）', ')', '、']) || rest.is_empty())
        || piece.starts_with(|c: char| ('①'..='⑳').contains(&c))
}
