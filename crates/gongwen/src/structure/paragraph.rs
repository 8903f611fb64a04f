//! Whose text an unlabelled paragraph is.
//!
//! A paragraph after a node belongs to that node while more of its run follows. After the last item of a run it belongs
//! to the item's parent, if it speaks of the list or of everything above (其中1、2项为…, 以上…, 各申报单位…), or if the items are a
//! list of single sentences; after the last item of all it belongs to the part, if it speaks of the whole notice
//! (本通知自…施行, 各地要…).

use super::draft::Draft;
use super::outline::{Owner, Sprout, is_short};
use crate::grammar::label::{Style, path_segment};

/// Gives every unlabelled block its owner, and leaves in each node's `paragraphs` only what it keeps.
pub(super) fn owners(draft: &Draft<'_>, blocks: &[usize], sprouts: &mut [Sprout]) -> Vec<(usize, Owner)> {
    let mut owners: Vec<(usize, Owner)> = Vec::new();
    let first_node = sprouts.first().map_or(usize::MAX, |sprout| sprout.block);
    owners.extend(
        blocks
            .iter()
            .filter(|&&block| block < first_node)
            .map(|&block| (block, Owner::Part)),
    );
    for n in 0..sprouts.len() {
        let Some(sprout) = sprouts.get(n) else { continue };
        let paragraphs = sprout.paragraphs.clone();
        let mut kept = Vec::new();
        let mut above: Option<Owner> = None;
        for &block in &paragraphs {
            let owner = above.unwrap_or_else(|| owner(draft, sprouts, n, block, &kept));
            if owner == Owner::Node(n) {
                kept.push(block);
            } else {
                above = Some(owner);
            }
            owners.push((block, owner));
        }
        if let Some(sprout) = sprouts.get_mut(n) {
            sprout.paragraphs = kept;
        }
    }
    owners
}

/// The owner of `block`, which stands behind node `n`; `kept` are the node's paragraphs before it.
fn owner(draft: &Draft<'_>, sprouts: &[Sprout], n: usize, block: usize, kept: &[usize]) -> Owner {
    let Some(node) = sprouts.get(n) else { return Owner::Part };
    let own = Owner::Node(n);
    if node.children {
        return own;
    }
    let text = draft.text(block);
    // 款: the unnumbered paragraphs of an article are the article's.
    if node.label.style == Style::Article {
        return own;
    }
    let title_alone = node.titled() && node.opening.is_some_and(|opening| opening.rest.is_empty());
    let siblings = || {
        sprouts
            .iter()
            .take(n)
            .filter(|other| other.parent == node.parent && other.label.style == node.label.style)
    };
    // The last of a list whose items mostly are one line each has no text under it either.
    let (all, full) = siblings().fold((0, 0), |(all, full), other| {
        (all + 1, full + usize::from(other.has_content()))
    });
    // A line without closing punctuation is an item only among such lines; among sentences it is a title.
    let unclosed = |sprout: &Sprout| !draft.text(sprout.block).ends_with(['。', '；']);
    let list_item =
        all > 0 && full * 2 < all && (!unclosed(node) || siblings().filter(|other| unclosed(other)).count() * 2 >= all);
    if title_alone && kept.is_empty() && !list_item {
        return own;
    }
    // Lines under 咨询与监督 tell where to ask, whatever they begin with.
    let title = node
        .opening
        .filter(|_| node.titled())
        .map_or("", |opening| opening.words.of(draft.text));
    if title_alone && ["咨询", "联系", "监督"].iter().any(|word| title.contains(word)) && is_short(draft, block) {
        return own;
    }
    let before = kept.last().map_or(draft.text(node.block), |&last| draft.text(last));
    if before.ends_with(['：', '，', '、'])
        || before.ends_with("如下。")
        || text.starts_with(['—', '-', '·', '●', '注', '★'])
    {
        return own;
    }
    let next = sprouts.get(n + 1);
    // More of the run follows: an item of several paragraphs.
    if next.is_some_and(|next| next.parent == node.parent && next.label.style == node.label.style) {
        return own;
    }
    let up = match (next, node.parent) {
        (Some(_), Some(parent)) => ancestor_named(draft, sprouts, parent, text),
        _ => Owner::Part,
    };
    // （责任部门：…） under the last item speaks of the items above it, never of the whole notice.
    if text.starts_with("（责任") || text.starts_with("（牵头") {
        return node.parent.map_or(own, Owner::Node);
    }
    if speaks_of_more(text) {
        return up;
    }
    if list_item {
        return up;
    }
    if title_alone {
        return own;
    }
    if siblings().next().is_none() {
        return if next.is_some() || node.titled() { own } else { up };
    }
    let list = !node.titled() && is_short(draft, node.block);
    let several = siblings().any(|other| {
        other.paragraphs.len()
            + usize::from(
                other
                    .opening
                    .is_some_and(|opening| !other.titled() || !opening.rest.is_empty()),
            )
            > 1
    });
    if several && !list { own } else { up }
}

/// The parent, or the node above it where the paragraph names the parent's own label (第一部分、第二部分另行印制).
fn ancestor_named(draft: &Draft<'_>, sprouts: &[Sprout], parent: usize, text: &str) -> Owner {
    let Some(node) = sprouts.get(parent) else {
        return Owner::Part;
    };
    let label = draft
        .text(node.block)
        .get(..node.label.len)
        .map(path_segment)
        .unwrap_or("");
    if label.starts_with('第') && text.contains(label) {
        return node.parent.map_or(Owner::Part, Owner::Node);
    }
    Owner::Node(parent)
}

/// Whether a paragraph after the last item plainly speaks of more than that item.
fn speaks_of_more(text: &str) -> bool {
    const FIRST: &[&str] = &[
        "本通知",
        "本意见",
        "本办法",
        "本方案",
        "本公告",
        "本通告",
        "本规定",
        "本细则",
        "本措施",
        "本政策",
        "本实施",
        "本规划",
        "本条例",
        "本决定",
        "本预案",
        "本制度",
        "本指南",
        "以上",
        "上述",
        "其中",
        "各地",
        "各部门",
        "各单位",
        "各级",
        "各有关",
        "各市",
        "各省",
        "各县",
        "各区",
        "各乡镇",
        "各镇",
        "各申报",
        "各推荐",
        "各学校",
        "各高校",
        "各相关",
        "请各",
        "现将",
        "感谢",
        "特此",
        "望各",
        "希望",
        "此前",
        "自发布之日",
        "自印发之日",
        "国家、省",
        "国、省",
        "凡与",
        "未尽事宜",
        "如有",
        "请认真",
    ];
    FIRST.iter().any(|word| text.starts_with(word))
}
