//! What a phrase says, without context. The families never import one another; number words are shared by all.

pub mod citation;
pub mod contact;
pub mod date;
pub mod document_number;
pub mod label;
pub mod number;
pub mod quantity;
