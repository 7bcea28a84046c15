//! A page for readers: one HTML file that works from disk and asks nothing of any network.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::one_line;
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
    let safe = one_line(words).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    safe.replace('"', "&quot;").replace('\'', "&#39;")
}

/// JSON for the page's own script: harmless as the page shows it, and it cannot end the element that holds it.
fn json<T: Serialize>(value: &T) -> io::Result<String> {
    let mut value = serde_json::to_value(value)?;
    clean(&mut value);
    Ok(value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}

/// Makes every string harmless, and every key.
fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = one_line(text).into_owned(),
        Value::Array(items) => items.iter_mut().for_each(clean),
        Value::Object(fields) => {
            let cleaned = std::mem::take(fields).into_iter().map(|(key, mut item)| {
                clean(&mut item);
                (one_line(&key).into_owned(), item)
            });
            *fields = cleaned.collect();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
