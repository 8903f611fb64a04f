//! Forms of words: what a family that is read by code, not by patterns, knows, told as values with examples.

/// One form that a family reads, and the examples that hold it to its meaning. What is found names the form by its id.
#[derive(Debug)]
pub struct Form {
    /// Its name in its family.
    pub id: &'static str,
    /// What it reads, in one line.
    pub means: &'static str,
    /// Texts that it reads, and what it finds there.
    pub yes: &'static [(&'static str, &'static str)],
    /// Look-alikes that no form of the family reads.
    pub no: &'static [&'static str],
}

/// Proves the examples of a family: `read` gives the values found in a text, each with the id of its form.
#[cfg(test)]
pub(crate) fn walk(forms: &[Form], read: impl Fn(&str) -> Vec<(String, &'static str)>) {
    let mut wrong = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        assert!(!form.means.is_empty() && !form.yes.is_empty() && !form.no.is_empty());
        assert!(
            forms.iter().skip(at + 1).all(|other| other.id != form.id),
            "{} stands twice",
            form.id
        );
        for (text, value) in form.yes {
            let found = read(text);
            if !found.contains(&((*value).to_owned(), form.id)) {
                wrong.push(format!("{}: {text} gives {found:?}, not {value}", form.id));
            }
        }
        for text in form.no {
            let found = read(text);
            if !found.is_empty() {
                wrong.push(format!("{}: {text} gives {found:?}", form.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
#[should_panic(expected = "gives")]
fn a_wrong_example_is_noticed() {
    const WRONG: &[Form] = &[Form {
        id: "wrong",
        means: "digits",
        yes: &[("1", "2")],
        no: &["x"],
    }];
    walk(WRONG, |text| vec![(text.to_owned(), "wrong")]);
}
