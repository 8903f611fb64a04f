//! A body or person named twice is one entry.

use super::organization::is_same;
use super::{Contact, Named};

/// Entries before one that it may be joined to. Real notices stay far below; the limit keeps long lists linear.
const NEAREST: usize = 400;

/// Puts together entries that speak of the same body or person, in order of first mention.
pub(super) fn merged(contacts: Vec<Contact>) -> Vec<Contact> {
    let mut out: Vec<Contact> = Vec::with_capacity(contacts.len());
    for one in contacts {
        match out.iter_mut().rev().take(NEAREST).find(|old| are_one(old, &one)) {
            Some(old) => join(old, one),
            None => out.push(one),
        }
    }
    out.sort_by_key(|one| one.span.start);
    out
}

/// Same person (and no other body), or same body without people, or the same telephone with nothing against it.
fn are_one(old: &Contact, new: &Contact) -> bool {
    let bodies = agree(old.organization.as_ref(), new.organization.as_ref(), is_same);
    let people = agree(old.person.as_ref(), new.person.as_ref(), |a, b| a == b);
    let shared = old.phones.iter().any(|(phone, _)| {
        new.phones
            .iter()
            .any(|(other, _)| same_number(&phone.number, &other.number))
    });
    match (bodies, people) {
        (Agreement::Against, _) | (_, Agreement::Against) => false,
        (_, Agreement::Both) => true,
        (Agreement::Both, Agreement::Neither) => true,
        // One of the two names a person and the other does not: the number decides.
        (_, Agreement::One) | (Agreement::One | Agreement::Neither, Agreement::Neither) => {
            // The one that is not named must say nothing else, or it was somebody else's.
            let bare = |one: &Contact| one.organization.is_none() && one.person.is_none();
            shared
                && ((bare(old) && within(old, new))
                    || (bare(new) && within(new, old))
                    || (within(old, new) && within(new, old)))
        }
    }
}

/// Whether every number of `a` is one of `b`.
fn within(a: &Contact, b: &Contact) -> bool {
    a.phones.iter().all(|(phone, _)| {
        b.phones
            .iter()
            .any(|(other, _)| same_number(&phone.number, &other.number))
    })
}

/// Equal, one of them perhaps without its area code.
fn same_number(a: &str, b: &str) -> bool {
    a == b || (a.len().min(b.len()) >= 7 && (a.ends_with(b) || b.ends_with(a)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Both,
    One,
    Neither,
    Against,
}

fn agree(a: Option<&Named>, b: Option<&Named>, same: impl Fn(&str, &str) -> bool) -> Agreement {
    match (a, b) {
        (Some(a), Some(b)) if same(&a.text, &b.text) => Agreement::Both,
        (Some(_), Some(_)) => Agreement::Against,
        (None, None) => Agreement::Neither,
        _ => Agreement::One,
    }
}

/// Takes over what the later mention adds. The entry keeps the place of the mention that says more.
fn join(old: &mut Contact, new: Contact) {
    let longer = match (&old.organization, &new.organization) {
        (Some(a), Some(b)) => b.text.len() > a.text.len(),
        (None, Some(_)) => true,
        _ => false,
    };
    if longer {
        old.organization = new.organization;
    }
    if longer || (old.phones.is_empty() && !new.phones.is_empty()) || (old.person.is_none() && new.person.is_some()) {
        old.span = new.span;
        old.node = new.node;
    }
    // Whichever mention the place is: it holds the name that the entry goes by.
    if let Some(body) = &old.organization {
        old.span = old.span.cover(body.span);
    }
    old.person = old.person.take().or(new.person);
    old.role = old.role.or(new.role);
    for (phone, span) in new.phones {
        if !old
            .phones
            .iter()
            .any(|(known, _)| same_number(&known.number, &phone.number))
        {
            old.phones.push((phone, span));
        }
    }
    for (email, span) in new.emails {
        if !old.emails.iter().any(|(known, _)| known.eq_ignore_ascii_case(&email)) {
            old.emails.push((email, span));
        }
    }
    for url in new.urls {
        if !old.urls.contains(&url) {
            old.urls.push(url);
        }
    }
    old.address = old.address.take().or(new.address);
    old.postcode = old.postcode.take().or(new.postcode);
    old.qq = old.qq.take().or(new.qq);
    old.wechat = old.wechat.take().or(new.wechat);
    for rule in new.rules {
        if !old.rules.contains(&rule) {
            old.rules.push(rule);
        }
    }
}
