//! What the caller knows about an input, and wishes: one struct for every face.

use crate::bytes::Encoding;
use crate::notice::{Format, Meta};

/// What the caller knows about an input, and wishes.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Read the bytes in this encoding instead of finding it out.
    pub encoding: Option<Encoding>,
    /// The record's `id`; without one it is a hash of the source text.
    pub id: Option<String>,
    /// The record's `source.uri`.
    pub uri: Option<String>,
    /// How many keywords the notice and each of its measures get; with 0 none are computed and no dictionary is loaded.
    /// Needs the feature `keywords`: without it there are none, whatever is asked for.
    pub keywords: usize,
    /// Take the bytes for this format instead of finding it out.
    pub format: Option<Format>,
    /// What is stated about the notice beside its text; it fills header fields on which the text itself is silent.
    pub stated: Stated,
    /// What the caller knows beside the text, carried into `source.meta` as it is.
    pub meta: Option<Meta>,
    /// Put the source text itself into the record, as `source.text`: what spans count in, for formats whose text the
    /// caller does not hold.
    pub source_text: bool,
}

/// What a page's metadata or a scraper states about a notice beside its text. Dates may be in any form that the date
/// grammar reads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stated {
    /// 标题
    pub title: Option<String>,
    /// 发文字号
    pub document_number: Option<String>,
    /// 发文机关
    pub issuer: Option<String>,
    /// 成文日期
    pub issued_on: Option<String>,
    /// 发布日期
    pub published_on: Option<String>,
    /// 索引号
    pub index_number: Option<String>,
    /// 主题分类
    pub topics: Option<String>,
    /// 有效性
    pub validity: Option<String>,
}

impl Stated {
    /// What is stated here and, on what this is silent about, what is stated in `other`.
    pub(crate) fn or(&self, other: &Self) -> Self {
        let first = |own: &Option<String>, other: &Option<String>| own.as_ref().or(other.as_ref()).cloned();
        Self {
            title: first(&self.title, &other.title),
            document_number: first(&self.document_number, &other.document_number),
            issuer: first(&self.issuer, &other.issuer),
            issued_on: first(&self.issued_on, &other.issued_on),
            published_on: first(&self.published_on, &other.published_on),
            index_number: first(&self.index_number, &other.index_number),
            topics: first(&self.topics, &other.topics),
            validity: first(&self.validity, &other.validity),
        }
    }
}
