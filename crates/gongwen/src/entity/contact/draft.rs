//! An entry while it is being gathered.

use super::party::{Named, Party, Person};
use super::{Contact, organization};
use crate::grammar::contact::Phone;
use crate::span::Span;

/// What has been gathered for one body and its people.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) body: Option<Named>,
    pub(super) people: Vec<Person>,
    pub(super) phones: Vec<(Phone, Span)>,
    pub(super) emails: Vec<(String, Span)>,
    pub(super) address: Option<Named>,
    pub(super) postcode: Option<String>,
    pub(super) urls: Vec<String>,
    pub(super) qq: Option<String>,
    pub(super) wechat: Option<String>,
    /// Whether its telephone is one for complaints.
    pub(super) complaint: bool,
    /// Whether 分别 pairs people and numbers.
    pub(super) respectively: bool,
    /// Whether body or person came from a bracket after a value.
    pub(super) noted: bool,
    /// Whether a label (联系单位：, 联系人：) named body or person, so that it counts without values.
    pub(super) labelled: bool,
    /// Lines it began and last grew on.
    pub(super) lines: (usize, usize),
    pub(super) node: Option<usize>,
    pub(super) span: Option<Span>,
    pub(super) rules: Vec<&'static str>,
}

impl Draft {
    /// Whether something to reach somebody by has been gathered.
    pub(super) fn has_values(&self) -> bool {
        !self.phones.is_empty() || !self.emails.is_empty() || self.address.is_some() || self.postcode.is_some()
    }

    /// Whether there is a number or an e-mail address.
    pub(super) fn is_reachable(&self) -> bool {
        !self.phones.is_empty() || !self.emails.is_empty()
    }

    /// Whether body or person is known.
    pub(super) fn is_named(&self) -> bool {
        self.body.is_some() || !self.people.is_empty()
    }

    /// Takes in a place and the rule that read it.
    pub(super) fn grow(&mut self, span: Span, line: usize, rule: &'static str) {
        if self.span.is_none() {
            self.lines.0 = line;
        }
        self.lines.1 = line;
        self.span = Some(self.span.map_or(span, |old| old.cover(span)));
        if !rule.is_empty() {
            self.read_by(rule);
        }
    }

    /// Notes a rule that read something of it.
    pub(super) fn read_by(&mut self, rule: &'static str) {
        if !self.rules.contains(&rule) {
            self.rules.push(rule);
        }
    }

    /// Takes in who it is.
    pub(super) fn name(&mut self, party: Party, line: usize) {
        if let Some(mut body) = party.body {
            // A name wholly in quotation marks stands without them.
            let inner = body.text.strip_prefix('“').and_then(|text| text.strip_suffix('”'));
            if let Some(inner) = inner.filter(|inner| !inner.contains(['“', '”'])) {
                body.text = inner.to_owned();
            }
            self.grow(body.span, line, "");
            self.body = Some(body);
        }
        if party.people.is_empty()
            && let Some(last) = self.people.last_mut()
        {
            last.role = last.role.or(party.office);
        }
        for one in party.people {
            self.grow(one.name.span, line, "");
            self.people.push(one);
        }
    }

    /// Whether words that name `party` begin another entry.
    pub(super) fn is_closed_to(&self, party: &Party) -> bool {
        let other_body = match (&self.body, &party.body) {
            (Some(old), Some(new)) => !organization::is_same(&old.text, &new.text),
            _ => false,
        };
        // 联系人：张小青，青禾县统计局，电话…: the body may follow its person.
        other_body || self.is_reachable() || (!self.people.is_empty() && !party.people.is_empty())
    }

    /// The entries it stands for: one for each person, or one for the body.
    pub(super) fn into_contacts(self) -> Vec<Contact> {
        let named = self.labelled && self.is_named();
        let Some(span) = self.span.filter(|_| self.has_values() || named) else {
            return Vec::new();
        };
        let span = self.body.as_ref().map_or(span, |body| span.cover(body.span));
        let base = Contact {
            organization: self.body,
            phones: self.phones,
            emails: self.emails,
            address: self.address,
            postcode: self.postcode,
            urls: self.urls,
            qq: self.qq,
            wechat: self.wechat,
            node: self.node,
            span,
            rules: self.rules,
            ..Contact::default()
        };
        if self.people.is_empty() {
            return vec![base];
        }
        let count = self.people.len();
        let paired = self.respectively && count > 1;
        let mut out = Vec::with_capacity(count);
        for (index, one) in self.people.into_iter().enumerate() {
            let mut contact = base.clone();
            contact.person = Some(one.name);
            contact.role = one.role;
            if paired && contact.phones.len() == count {
                contact.phones = contact.phones.get(index).cloned().into_iter().collect();
            }
            if paired && contact.emails.len() == count {
                contact.emails = contact.emails.get(index).cloned().into_iter().collect();
            }
            out.push(contact);
        }
        out
    }
}
