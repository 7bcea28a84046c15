//! A page for readers: one HTML file that works from disk and asks nothing of any network.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::harmless;
use super::world;
use crate::query::atlas::Atlas;

/// Writes the page.
///
/// # Errors
///
/// What the writer returns.
pub fn write(atlas: &Atlas<'_>, title: &str, caption: &str, out: &mut dyn Write) -> io::Result<()> {
    let page = include_str!("page.html");
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('{') {
        out.write_all(before.as_bytes())?;
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        match slot {
            "title" => out.write_all(text(title).as_bytes())?,
            "caption" => out.write_all(text(caption).as_bytes())?,
            "css" => out.write_all(include_bytes!("page.css"))?,
            "js" => out.write_all(include_bytes!("page.js"))?,
            "atlas" => out.write_all(json(atlas)?.as_bytes())?,
            "world" => out.write_all(world::JSON.trim_end().as_bytes())?,
            other => write!(out, "{{{other}}}")?,
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// Text as HTML holds it.
fn text(words: &str) -> String {
    harmless(words).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// JSON that cannot end the script element that holds it, nor hide or turn what stands in it.
fn json<T: Serialize>(value: &T) -> io::Result<String> {
    let plain = serde_json::to_value(value)?.to_string();
    let mut safe = String::with_capacity(plain.len());
    for c in plain.chars() {
        let ends_or_turns = matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}');
        let (mut one, mut two) = ([0; 4], [0; 4]);
        if ends_or_turns || harmless(c.encode_utf8(&mut one)) != *c.encode_utf8(&mut two) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    Ok(safe)
}
