//! The other two questions of `treaty diff`: two datasets, and one as it was known on two days.

use serde::Serialize;
use treaty::form::{Layout, Page, Report, Role, Sheet, Span};
use treaty::query::changes::{ChangesReport, When};

use super::words;

/// The report as it is drawn.
#[derive(Serialize)]
#[serde(transparent)]
pub struct View<'d>(pub ChangesReport<'d>);

const fn word(when: When) -> &'static str {
    match when {
        When::Past => "past",
        When::Future => "future",
    }
}

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["when", "state", "state_name", "treaty", "from", "until", "before", "after"]);
        for change in &self.0.results {
            sheet.push(vec![
                word(change.when).into(),
                change.state.id.into(),
                change.state.name.into(),
                change.treaty.id.into(),
                change.from.to_string().into(),
                words::day(change.until),
                words::status_word(change.before),
                words::status_word(change.after),
            ]);
        }
        for change in &self.0.metadata {
            let what = Span::from(format!("{} {}", change.what, change.id));
            let empty = || Span::from("");
            sheet.push(vec![
                "metadata".into(),
                empty(),
                what,
                empty(),
                empty(),
                empty(),
                empty(),
                change.text.as_str().into(),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        let report = &self.0;
        let known = |day: Option<chrono::NaiveDate>| day.map(|day| format!(" as known on {day}")).unwrap_or_default();
        page.heading(format!(
            "From data {}{} to data {}{}",
            report.data_before.version,
            known(report.known_on_before),
            report.data.version,
            known(report.known_on)
        ));
        for (when, heading) in [(When::Past, "Changes to past statuses"), (When::Future, "Changes to future statuses")]
        {
            page.gap();
            page.heading(heading);
            let mut sheet = Sheet::new(&["treaty", "state", "from", "until", "before", "after"]);
            for change in report.results.iter().filter(|change| change.when == when) {
                sheet.push(vec![
                    change.treaty.id.into(),
                    change.state.name.into(),
                    change.from.to_string().into(),
                    words::day(change.until),
                    words::status(change.before),
                    words::status(change.after),
                ]);
            }
            if sheet.rows.is_empty() {
                page.text("None.");
            }
            page.table(sheet);
        }
        page.gap();
        page.heading("Changes to metadata");
        if report.metadata.is_empty() {
            page.text("None.");
        }
        for change in &report.metadata {
            let what = format!("{} {}: ", change.what, change.id);
            page.push(treaty::form::Block::Item(vec![Span::new(what, Role::Faint), change.text.as_str().into()]));
        }
        page
    }
}
