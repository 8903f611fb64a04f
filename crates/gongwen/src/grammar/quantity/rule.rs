//! What every rule of the family is: an id, and phrases it reads and refuses.

/// One way of writing a quantity, or a part of one, with the examples that hold it to its meaning.
#[derive(Debug)]
pub struct Rule {
    /// `family/name`; a found quantity lists the ids of the rules that shaped it.
    pub id: &'static str,
    /// What the phrase means, in one sentence.
    pub means: &'static str,
    /// Phrases it reads, each with the quantity as [`super::Quantity`] displays it.
    pub yes: &'static [(&'static str, &'static str)],
    /// Look-alikes in which it must not take part.
    pub no: &'static [&'static str],
}
