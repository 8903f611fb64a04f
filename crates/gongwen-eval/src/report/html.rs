//! The report as one page.

use super::marks::{Marked, anchor, class, marked};
use super::page::{Bar, chart, escape, page};
use super::{Report, Row};
use crate::evaluate::Scored;
use crate::fields::field;
use crate::tally::Entry;
use std::fmt::Write as _;

/// The report as one self-contained HTML page: scores by field as charts, gains and losses, and each notice with what was
/// expected and got side by side, marked in its source. It asks for nothing from outside.
#[must_use]
pub fn html(report: &Report<'_>) -> String {
    let evaluation = report.evaluation;
    let mut body = format!(
        "<h1>gongwen eval</h1>\n<p class=\"big\">macro F1 {:.4}{}</p>\n<p class=\"dim\">{} notices with answers, {} \
         without; whiskers and ranges are 95 % intervals</p>\n",
        evaluation.macro_f1(),
        report.intervals.macro_f1.map_or_else(String::new, |interval| format!(
            " ({:.3}–{:.3})",
            interval.low, interval.high
        )),
        evaluation.notices.len(),
        report.unanswered.len(),
    );
    charts(&mut body, report);
    since(&mut body, report);
    body.push_str(
        "<h2>Notices, worst first</h2>\n<p class=\"legend\"><mark class=\"hit\">right</mark><mark class=\"missed\">missed, \
         where its words stand</mark><mark class=\"extra\">extra or wrong</mark></p>\n\
         <input type=\"checkbox\" id=\"all\"> <label for=\"all\">show what is right, too</label>\n<main>\n",
    );
    for (number, notice) in evaluation.worst_first().into_iter().enumerate() {
        one_notice(&mut body, number, notice);
    }
    body.push_str("</main>\n");
    page("gongwen eval", &body)
}

fn charts(body: &mut String, report: &Report<'_>) {
    let bar = |row: &Row| {
        let counts = row.counts;
        let whisker = report
            .intervals
            .fields
            .get(row.name)
            .map(|interval| (interval.low, interval.high));
        Bar {
            name: row.name.to_owned(),
            value: counts.f1(),
            whisker,
            label: format!("{:.3}  {} of {}", counts.f1(), counts.hits, counts.expected()),
        }
    };
    let judged = |row: &&Row| field(row.name).is_some_and(|field| field.judged);
    let rows = report.rows();
    let groups: Vec<Bar> = report.groups().iter().map(bar).collect();
    let fields: Vec<Bar> = rows.iter().filter(judged).map(bar).collect();
    let beside: Vec<Bar> = rows
        .iter()
        .filter(|row| !judged(row) && row.counts.expected() + row.counts.extra > 0)
        .map(bar)
        .collect();
    body.push_str("<div class=\"charts\">\n");
    for (title, bars) in [
        ("F1 by group", groups),
        ("F1 by field", fields),
        ("F1 of fields beside the macro F1", beside),
    ] {
        if !bars.is_empty() {
            let _ = write!(body, "<section><h2>{title}</h2>\n{}</section>\n", chart(title, &bars));
        }
    }
    body.push_str("</div>\n");
}

fn since(body: &mut String, report: &Report<'_>) {
    let Some((_, changes)) = &report.since else { return };
    let _ = write!(
        body,
        "<h2>Since the saved run</h2>\n<p>{} lost, {} gained</p>\n",
        changes.losses.len(),
        changes.gains.len()
    );
    if changes.losses.is_empty() && changes.gains.is_empty() {
        return;
    }
    body.push_str("<table><thead><tr><th>field</th><th>notice</th><th>item</th></tr></thead><tbody>\n");
    let lost = changes.losses.iter().map(|change| (change, "del"));
    for (change, tag) in lost.chain(changes.gains.iter().map(|change| (change, "ins"))) {
        let _ = writeln!(
            body,
            "<tr><td>{}</td><td>{}</td><td><{tag}>{}</{tag}></td></tr>",
            escape(&change.field),
            escape(&change.notice),
            escape(&change.item)
        );
    }
    body.push_str("</tbody></table>\n");
}

fn one_notice(body: &mut String, number: usize, notice: &Scored) {
    let errors = notice.errors();
    let _ = writeln!(
        body,
        "<details id=\"n{number}\"{}><summary><b>{}</b><span>F1 {:.4}</span><span class=\"dim\">{errors} wrong of \
         {}</span></summary>",
        if errors > 0 && number < 3 { " open" } else { "" },
        escape(&notice.name),
        notice.macro_f1(),
        notice.tally.items.len(),
    );
    if let Some(failure) = &notice.failure {
        let _ = writeln!(body, "<p class=\"sides\">no record: {}</p></details>", escape(failure));
        return;
    }
    let source = marked(number, notice);
    body.push_str(
        "<div class=\"sides\"><div tabindex=\"0\"><table><thead><tr><th>field</th><th>expected</th><th>got</th></tr></thead>\
         <tbody>\n",
    );
    rows(body, number, notice, &source);
    let _ = write!(
        body,
        "</tbody></table></div>\n<pre lang=\"zh\" tabindex=\"0\">{}</pre></div></details>\n",
        source.html
    );
}

fn rows(body: &mut String, number: usize, notice: &Scored, source: &Marked) {
    for (at, item) in notice.tally.items.iter().enumerate() {
        let shown = |entry: &Option<Entry>| {
            entry
                .as_ref()
                .map_or_else(|| "–".to_owned(), |entry| escape(&entry.shown))
        };
        let link = |text: String| {
            if source.placed.get(at) == Some(&true) {
                format!("<a href=\"#{}\">{text}</a>", anchor(number, at))
            } else {
                text
            }
        };
        let (expected, got) = (shown(&item.expected), shown(&item.got));
        let (expected, got) = if item.got.is_some() {
            (expected, link(got))
        } else {
            (link(expected), got)
        };
        let _ = writeln!(
            body,
            "<tr class=\"{}\"><td>{}</td><td>{expected}</td><td>{got}</td></tr>",
            class(item.outcome),
            item.field
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Evaluation, Expectation, evaluate};

    fn evaluation() -> Evaluation {
        let notice = "云泽市<script src=\"https://x.example/a.js\">关于做好防汛工作的通知\n各县：\n一、加强值守。6月1日前到岗。\n网址\
                      https://x.example/?a=1&b='2'\n云泽市水利局\n2031年5月8日";
        let answer =
            r#"{"kind": "通知", "issuers": ["<img src=x>"], "dates": [{"text": "6月1日前", "role": "mention"}]}"#;
        let case = |name: &str| Case::new(name, notice, Expectation::parse(answer).unwrap());
        let mut empty = case("no \"text\"");
        empty.input = gongwen_batch::Input::bytes("");
        evaluate(&[case("<a>"), empty])
    }

    /// What in a page would make a browser ask for something.
    fn requests(page: &str) -> Vec<&str> {
        let tags = page.split('<').skip(1).filter_map(|tag| tag.split('>').next());
        tags.filter(|tag| {
            let name = tag.split([' ', '/']).next().unwrap_or_default();
            let outside = |attribute: &str| {
                tag.split_once(&format!("{attribute}=\""))
                    .is_some_and(|(_, value)| !value.starts_with('#'))
            };
            matches!(
                name,
                "script" | "img" | "link" | "iframe" | "object" | "embed" | "base" | "form"
            ) || outside(" src")
                || outside(" href")
        })
        .chain(page.matches("@import"))
        .chain(page.matches("url("))
        .collect()
    }

    #[test]
    fn the_page_asks_for_nothing_and_runs_nothing() {
        assert_eq!(requests("<a href=\"#x\"><p src=\"b\"><script>").len(), 2);
        let page = html(&Report::new(&evaluation(), &[], None));
        assert_eq!(requests(&page), [""; 0]);
        assert!(page.contains("default-src 'none'"));
        assert!(page.contains("&lt;img src=x&gt;") && page.contains("<b>&lt;a&gt;</b>"));
    }

    #[test]
    fn every_link_leads_somewhere_once() {
        let page = html(&Report::new(&evaluation(), &[], None));
        let links: Vec<&str> = page
            .split("href=\"#")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(!links.is_empty());
        for link in links {
            assert_eq!(page.matches(&format!("id=\"{link}\"")).count(), 1, "{link}");
        }
    }

    #[test]
    fn scores_failures_and_changes_are_shown() {
        let evaluation = evaluation();
        let none = crate::baseline::Baseline::of(&Evaluation::of(evaluation.notices.clone()));
        let page = html(&Report::new(&evaluation, &[], Some(&none)));
        for part in [
            "F1 by group",
            "class=\"whisker\"",
            "no record: ",
            "0 lost, 0 gained",
            "class=\"differs\"",
        ] {
            assert!(page.contains(part), "{part}");
        }
    }
}
