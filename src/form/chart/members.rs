//! Members over time.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use super::Caption;
use super::svg::{Anchor, Svg, wide};
use crate::query::chart::MembersChart;

/// The colours of lines, in their order.
const LINES: [&str; 7] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];
const SIZE: (f64, f64) = (900.0, 500.0);
const LEFT: f64 = 56.0;
const TOP: f64 = 52.0;
const BOTTOM: f64 = 408.0;

/// Draws how many states each treaty bound, as a line of steps; a mark shows where states left.
#[must_use]
pub fn members(chart: &MembersChart<'_>, caption: Caption<'_>) -> String {
    let names: Vec<&str> = chart.results.iter().map(|series| series.treaty.short).collect();
    let title = format!("States bound by {}", names.join(", "));
    let last = |series: &crate::query::chart::Series<'_>| series.steps.last().map_or(0, |(_, count)| *count);
    let described: Vec<String> = chart
        .results
        .iter()
        .map(|series| format!("{}: {} bound on {}", series.treaty.short, last(series), chart.today))
        .collect();
    let mut svg = Svg::new(SIZE.0, SIZE.1, &title, &described.join(". "));
    let starts = chart.results.iter().filter_map(|series| series.steps.first()).map(|(day, _)| *day);
    let Some(first) = starts.min().and_then(|day| NaiveDate::from_ymd_opt(day.year(), 1, 1)) else {
        svg.text(SIZE.0 / 2.0, SIZE.1 / 2.0, 14.0, "#333333", Anchor::Middle, "Nobody was bound by today.");
        return svg.finish(caption, "");
    };
    let most = chart.results.iter().flat_map(|series| &series.steps).map(|(_, count)| *count).max().unwrap_or(1);
    let labels = names.iter().map(|name| wide(name, 12.0)).fold(0.0, f64::max).min(260.0);
    let right = SIZE.0 - labels - 60.0;
    let scale = Scale { first, last: chart.today, most: f64::from(most.max(1)), right };
    axes(&mut svg, &scale, most);
    let mut labelled: Vec<(f64, usize)> = Vec::new();
    for (at, series) in chart.results.iter().enumerate() {
        let colour = LINES[at % LINES.len()];
        let mut path = String::new();
        let mut height = scale.y(0);
        for (day, count) in &series.steps {
            let (x, y) = (scale.x(*day), scale.y(*count));
            let _ = if path.is_empty() {
                write!(path, "M{x:.1} {height:.1}V{y:.1}")
            } else {
                write!(path, "H{x:.1}V{y:.1}")
            };
            height = y;
        }
        let _ = write!(path, "H{:.1}", scale.right);
        svg.raw(&format!("<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>"));
        for (day, left) in &series.exits {
            let count = series.steps.iter().rfind(|(from, _)| from <= day).map_or(0, |(_, count)| *count);
            let (x, y) = (scale.x(*day), scale.y(count));
            svg.raw(&format!(
                "<path d=\"M{:.1} {:.1}l5-9h-10z\" fill=\"{colour}\" stroke=\"#ffffff\" stroke-width=\"0.5\"><title>{}: {left} out on {day}</title></path>",
                x,
                y - 3.0,
                super::svg::escape(series.treaty.short)
            ));
        }
        labelled.push((height, at));
    }
    place_labels(&mut svg, &mut labelled, chart, scale.right + 8.0);
    svg.finish(
        caption,
        "Each line counts for how many states the treaty is in force; a triangle marks a day on which states left.",
    )
}

/// Labels at the ends of the lines, moved apart where they would overlap.
fn place_labels(svg: &mut Svg, labelled: &mut [(f64, usize)], chart: &MembersChart<'_>, x: f64) {
    labelled.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = TOP;
    for (y, at) in labelled {
        let y = y.max(free);
        free = y + 16.0;
        let series = &chart.results[*at];
        let count = series.steps.last().map_or(0, |(_, count)| *count);
        let colour = LINES[*at % LINES.len()];
        svg.text(x, y + 4.0, 12.0, colour, Anchor::Start, &format!("{} {count}", series.treaty.short));
    }
}

struct Scale {
    first: NaiveDate,
    last: NaiveDate,
    most: f64,
    right: f64,
}

impl Scale {
    #[allow(clippy::cast_precision_loss, reason = "days of a few centuries are exact")]
    fn x(&self, day: NaiveDate) -> f64 {
        let whole = (self.last - self.first).num_days().max(1) as f64;
        let part = (day.min(self.last) - self.first).num_days() as f64;
        LEFT + (self.right - LEFT) * part / whole
    }

    fn y(&self, count: u32) -> f64 {
        BOTTOM - (BOTTOM - TOP) * f64::from(count) / self.most
    }
}

fn axes(svg: &mut Svg, scale: &Scale, most: u32) {
    let step = [1, 2, 5, 10, 20, 25, 50, 100].into_iter().find(|step| most / step <= 8).unwrap_or(100);
    for count in (0..=most).step_by(usize::try_from(step).unwrap_or(1)) {
        let y = scale.y(count);
        svg.line((LEFT, y), (scale.right, y), "#dddddd");
        svg.text(LEFT - 8.0, y + 4.0, 12.0, "#333333", Anchor::End, &count.to_string());
    }
    let years = scale.last.year() - scale.first.year();
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| years / step <= 12).unwrap_or(50);
    for year in (scale.first.year()..=scale.last.year()).filter(|year| year % step == 0) {
        let Some(day) = NaiveDate::from_ymd_opt(year, 1, 1) else { continue };
        let x = scale.x(day);
        svg.line((x, BOTTOM), (x, BOTTOM + 5.0), "#333333");
        svg.text(x, BOTTOM + 19.0, 12.0, "#333333", Anchor::Middle, &year.to_string());
    }
    svg.line((LEFT, BOTTOM), (scale.right, BOTTOM), "#333333");
}
