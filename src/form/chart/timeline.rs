//! Intervals as bars.

use chrono::{Datelike, NaiveDate};

use super::Caption;
use super::svg::{Anchor, Svg, wide};
use crate::law::Status;
use crate::query::chart::TimelineChart;

const WIDTH: f64 = 900.0;
const ROW: f64 = 20.0;
const TOP: f64 = 62.0;

/// Draws one row of bars for each state under each treaty, on one scale of years.
#[must_use]
pub fn timeline(chart: &TimelineChart<'_>, caption: Caption<'_>) -> String {
    let by_treaty = chart.results.iter().any(|row| row.treaty.id != chart.results[0].treaty.id);
    let label = |at: usize| if by_treaty { chart.results[at].treaty.short } else { chart.results[at].state.name };
    let rows = u32::try_from(chart.results.len()).unwrap_or(u32::MAX);
    let bottom = TOP + ROW * f64::from(rows);
    let used: Vec<(Status, String)> = Status::ALL
        .into_iter()
        .filter(|&status| status != Status::NotParty)
        .filter(|&status| chart.results.iter().any(|row| row.bars.iter().any(|bar| bar.status == status)))
        .map(|status| (status, status.word().replace('_', " ")))
        .collect();
    let mut svg = Svg::new(
        WIDTH,
        bottom + 108.0,
        &format!("Timeline of {}", chart.about),
        "Bars show from when until when each status lasted.",
    );
    let starts = chart.results.iter().filter_map(|row| row.bars.first()).map(|bar| bar.from);
    let Some(first) = starts.min().and_then(|day| NaiveDate::from_ymd_opt(day.year(), 1, 1)) else {
        svg.text(WIDTH / 2.0, TOP, 14.0, "#333333", Anchor::Middle, "The record holds no act.");
        return svg.finish(caption, "");
    };
    let ends = chart.results.iter().flat_map(|row| &row.bars).filter_map(|bar| bar.until);
    let last = ends.chain([chart.today]).max().unwrap_or(chart.today);
    let labels = (0..chart.results.len()).map(|at| wide(label(at), 12.0)).fold(60.0, f64::max).min(280.0);
    let (left, right) = (24.0 + labels, WIDTH - 20.0);
    #[allow(clippy::cast_precision_loss, reason = "days of a few centuries are exact")]
    let x = |day: NaiveDate| {
        let whole = (last - first).num_days().max(1) as f64;
        left + (right - left) * ((day.min(last) - first).num_days() as f64) / whole
    };
    let years = last.year() - first.year();
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| years / step <= 12).unwrap_or(50);
    for year in (first.year()..=last.year()).filter(|year| year % step == 0) {
        let Some(day) = NaiveDate::from_ymd_opt(year, 1, 1) else { continue };
        svg.line((x(day), TOP - 8.0), (x(day), bottom), "#dddddd");
        svg.text(x(day), TOP - 12.0, 12.0, "#333333", Anchor::Middle, &year.to_string());
    }
    let mut y = TOP;
    for (at, row) in chart.results.iter().enumerate() {
        let name: String = label(at).chars().take(42).collect();
        svg.text(left - 8.0, y + 14.0, 12.0, "#111111", Anchor::End, &name);
        for bar in row.bars.iter().filter(|bar| bar.status != Status::NotParty) {
            let (from, until) = (x(bar.from), bar.until.map_or(right, x));
            let end = bar.until.map_or_else(|| "open".to_owned(), |until| until.to_string());
            let says = format!("{}: {} from {} until {end}", label(at), bar.status.word().replace('_', " "), bar.from);
            svg.bar((from, y + 3.0), (until - from, ROW - 6.0), bar.status, &says);
        }
        y += ROW;
    }
    if last > chart.today {
        svg.line((x(chart.today), TOP - 8.0), (x(chart.today), bottom), "#333333");
    }
    svg.legend(16.0, bottom + 26.0, &used);
    svg.finish(caption, "")
}
