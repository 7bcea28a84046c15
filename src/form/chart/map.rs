//! A map of statuses on a day.

use std::fmt::Write;

use super::Caption;
use super::svg::{Svg, escape, fill};
use crate::form::world::World;
use crate::law::Status;
use crate::query::chart::{MapChart, Placed};

const TOP: f64 = 46.0;

/// Draws the world, each state in the colour of its status on the day.
#[must_use]
pub fn map(chart: &MapChart<'_>, world: &World, caption: Caption<'_>) -> String {
    let (width, height) = (f64::from(world.width), f64::from(world.height));
    let title = format!("{} on {}", chart.treaty.short, chart.date);
    let counted: Vec<(Status, String)> = Status::ALL
        .into_iter()
        .map(|status| (status, chart.results.iter().filter(|one| one.status == status).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| (status, format!("{} ({count})", status.word().replace('_', " "))))
        .collect();
    let described: Vec<&str> = counted.iter().map(|(_, words)| words.as_str()).collect();
    let mut svg = Svg::new(width, height + TOP + 112.0, &title, &described.join(", "));
    let mut text = format!("<g transform=\"translate(0 {TOP})\" stroke=\"#ffffff\" stroke-width=\"0.4\">\n");
    for other in &world.others {
        let _ = writeln!(text, "<path d=\"{other}\" fill=\"#f4f4f4\"/>");
    }
    let of = |id: &str| chart.results.iter().find(|one| one.state.id == id);
    for (id, path) in &world.states {
        let (fill, says) = of(id).map_or(("#f4f4f4", id.clone()), |one| (fill(one.status), says(one)));
        let _ = writeln!(text, "<path d=\"{path}\" fill=\"{fill}\"><title>{}</title></path>", escape(&says));
    }
    for (id, (x, y)) in &world.points {
        if let Some(one) = of(id) {
            let _ = writeln!(
                text,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"3.2\" fill=\"{}\" stroke=\"#333333\"><title>{}</title></circle>",
                fill(one.status),
                escape(&says(one))
            );
        }
    }
    text.push_str("</g>");
    svg.raw(&text);
    svg.legend(16.0, height + TOP + 22.0, &counted);
    svg.finish(caption, "Borders by Natural Earth; they take no position on any claim. A former state shows as those of today's borders.")
}

fn says(one: &Placed<'_>) -> String {
    let until = one.until.map(|until| format!(" until {until}")).unwrap_or_default();
    format!("{}: {}{until}", one.state.name, one.status.word().replace('_', " "))
}
