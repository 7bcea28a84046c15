//! `treaty report`.

use treaty::form::report;
use treaty::query::Inquiry;

use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;
use crate::cli::progress::Progress;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty report ottawa ccm -o report.html
  treaty report --topic disarmament -o disarmament.html

One HTML file with a map, a slider for the day, tables and sources. It works from disk and asks nothing of any network.")]
pub struct Args {
    /// The treaties; all where neither they nor a topic are named
    treaty: Vec<String>,
    /// The treaties of this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let treaties = input::treaties_or_topic(context, &args.treaty, args.topic.as_deref())?;
    let inquiry = context.inquiry();
    let mut progress = Progress::new();
    progress.say(|| format!("gathering {} treaties", treaties.len()));
    let atlas = inquiry.atlas(&treaties);
    let title = match (&args.topic, atlas.results.as_slice()) {
        (_, [only]) => format!("Who is bound: {}", only.short),
        (Some(topic), _) => format!("Who is bound: {topic}"),
        _ => "Who is bound".to_owned(),
    };
    let caption = format!("{}; made by {}", Inquiry::caption(&atlas.data), super::words::command_line());
    context.send(false, |out| report::write(&atlas, &title, &caption, out))?;
    Ok(Exit::Answered)
}
