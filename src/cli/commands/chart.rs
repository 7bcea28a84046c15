//! `treaty chart`.

use std::path::Path;

use treaty::form::chart::{self, Caption};
use treaty::form::world::world;
use treaty::names::resolve_treaty;
use treaty::query::Inquiry;

use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
#[cfg(feature = "png")]
use crate::cli::files;
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty chart members ottawa ccm tpnw -o members.svg
  treaty chart timeline finland --topic disarmament -o finland.svg
  treaty chart map ottawa --date 2026-01-15 -o map.png

The name after -o says the form: .svg, or .png (built with --features png). Without -o, SVG goes to standard output.")]
pub struct Args {
    #[command(subcommand)]
    picture: Picture,
}

#[derive(Debug, clap::Subcommand)]
enum Picture {
    /// For how many states treaties are in force, over time
    Members {
        /// The treaties
        #[arg(required = true)]
        treaty: Vec<String>,
    },
    /// Intervals as bars: a state under treaties, or states under a treaty
    Timeline {
        /// A state or a treaty
        about: String,
        /// The treaties of the state, or the states of the treaty; all where none is named
        rows: Vec<String>,
        /// Only treaties of this topic
        #[arg(long, value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// Everybody's status on a day
    Map {
        /// The treaty
        treaty: String,
        /// The day; today where absent
        #[arg(short, long, value_name = "DAY")]
        date: Option<String>,
    },
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let inquiry = context.inquiry();
    let command = super::words::command_line();
    let caption = |data: &str| (data.to_owned(), command.clone());
    let svg = match &args.picture {
        Picture::Members { treaty } => {
            let treaties = input::treaties(context, treaty)?;
            if let Some(&open) = treaties.iter().find(|&&treaty| !inquiry.bound_can_be_counted(treaty)) {
                let title = inquiry.data.short_title(open);
                let message = format!("who is bound by the {title} is not on record, so there is no number to draw");
                return Err(Failure::usage(message));
            }
            let report = inquiry.chart_members(&treaties);
            let (data, command) = caption(&Inquiry::caption(&report.data));
            chart::members(&report, Caption { data: &data, command: &command })
        }
        Picture::Timeline { about, rows, topic } => {
            let report = match resolve_treaty(inquiry.data, about) {
                Ok(treaty) if topic.is_none() => {
                    inquiry.chart_treaty(treaty, &input::states(context, rows, context.today)?)
                }
                _ => {
                    let state = input::state(context, about, context.today)?;
                    inquiry.chart_state(state, &input::treaties_or_topic(context, rows, topic.as_deref())?)
                }
            };
            let (data, command) = caption(&Inquiry::caption(&report.data));
            chart::timeline(&report, Caption { data: &data, command: &command })
        }
        Picture::Map { treaty, date } => {
            let day = context.day(date.as_deref())?;
            let report = inquiry.chart_map(input::treaty(context, treaty)?, day);
            let (data, command) = caption(&Inquiry::caption(&report.data));
            chart::map(&report, &world(), Caption { data: &data, command: &command })
        }
    };
    match context.shared.output.as_deref().map(|path| (path, extension(path))) {
        None | Some((_, "svg")) => context.send(false, |out| out.write_all(svg.as_bytes()))?,
        Some((path, "png")) => png(&svg, path)?,
        Some((path, _)) => {
            return Err(Failure::usage(format!("{}: pictures are .svg or .png", path.display())));
        }
    }
    Ok(Exit::Answered)
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

#[cfg(feature = "png")]
fn png(svg: &str, path: &Path) -> Result<(), Failure> {
    use resvg::{tiny_skia, usvg};
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_system_fonts();
    if options.fontdb.is_empty() {
        return Err(Failure::usage("no font is installed to draw the words with; install one, or write .svg"));
    }
    for family in ["Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial"] {
        let query =
            usvg::fontdb::Query { families: &[usvg::fontdb::Family::Name(family)], ..usvg::fontdb::Query::default() };
        if options.fontdb.query(&query).is_some() {
            family.clone_into(&mut options.font_family);
            options.fontdb_mut().set_sans_serif_family(family);
            break;
        }
    }
    let wrong = |error: usvg::Error| Failure::usage(format!("the picture cannot be drawn: {error}"));
    let tree = usvg::Tree::from_str(svg, &options).map_err(wrong)?;
    let size = tree.size().to_int_size().scale_by(2.0).unwrap_or_else(|| tree.size().to_int_size());
    let too_large = || Failure::usage("the picture is too large for a PNG; write .svg");
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or_else(too_large)?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(2.0, 2.0), &mut pixels.as_mut());
    let bytes = pixels.encode_png().map_err(|error| Failure::usage(format!("the PNG cannot be written: {error}")))?;
    files::write_at_once(path, |out| out.write_all(&bytes))
}

#[cfg(not(feature = "png"))]
fn png(_: &str, path: &Path) -> Result<(), Failure> {
    Err(Failure::usage(format!(
        "{}: this build draws no PNG; build it with `--features png`, or write .svg",
        path.display()
    )))
}
