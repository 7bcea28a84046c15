//! A writer of SVG.

use std::fmt::Write;

use super::Caption;
use crate::form::one_line;
use crate::law::Status;

/// A picture that is being drawn.
pub(super) struct Svg {
    text: String,
    width: f64,
    height: f64,
}

/// Where text stands by its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Text as XML holds it.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

impl Svg {
    /// Begins a picture; the title is what a screen reader says, the description what it adds.
    pub(super) fn new(width: f64, height: f64, title: &str, description: &str) -> Self {
        let mut text = String::new();
        let _ = writeln!(
            text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             role=\"img\" aria-labelledby=\"title description\" font-family=\"'Noto Sans','DejaVu Sans',Arial,sans-serif\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n\
             <defs><pattern id=\"window\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect width=\"5\" height=\"5\" fill=\"{}\"/><rect width=\"2\" height=\"5\" fill=\"#7a4f00\"/></pattern></defs>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>",
            escape(title),
            escape(description),
            super::colour(Status::Withdrawing),
        );
        let mut svg = Self { text, width, height };
        svg.text(16.0, 28.0, 18.0, "#111111", Anchor::Start, title);
        svg
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    pub(super) fn text(&mut self, x: f64, y: f64, size: f64, colour: &str, anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = writeln!(
            self.text,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" fill=\"{colour}\" text-anchor=\"{anchor}\">{}</text>",
            escape(words)
        );
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str) {
        let ((x1, y1), (x2, y2)) = (from, to);
        let _ = writeln!(self.text, "<path d=\"M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}\" stroke=\"{colour}\" fill=\"none\"/>");
    }

    /// A bar of a status, which says what it is when it is pointed at.
    pub(super) fn bar(&mut self, place: (f64, f64), size: (f64, f64), status: Status, says: &str) {
        let fill = fill(status);
        let ((x, y), (width, height)) = (place, size);
        let _ = writeln!(
            self.text,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{height:.1}\" fill=\"{fill}\"><title>{}</title></rect>",
            width.max(1.5),
            escape(says)
        );
    }

    /// What the colours mean, from `x` on along a line; returns where it ends.
    pub(super) fn legend(&mut self, mut x: f64, y: f64, statuses: &[(Status, String)]) {
        let left = x;
        let mut y = y;
        for (status, words) in statuses {
            let length = 24.0 + wide(words, 12.0);
            if x + length > self.width - 10.0 && x > left {
                x = left;
                y += 18.0;
            }
            self.bar((x, y - 10.0), (12.0, 12.0), *status, words);
            self.text(x + 17.0, y, 12.0, "#333333", Anchor::Start, words);
            x += length + 8.0;
        }
    }

    /// Ends the picture with its caption.
    pub(super) fn finish(mut self, caption: Caption<'_>, note: &str) -> String {
        let bottom = self.height;
        if !note.is_empty() {
            self.text(16.0, bottom - 40.0, 11.0, "#555555", Anchor::Start, note);
        }
        self.text(16.0, bottom - 24.0, 11.0, "#555555", Anchor::Start, &format!("Source: {}", caption.data));
        self.text(16.0, bottom - 8.0, 11.0, "#555555", Anchor::Start, caption.command);
        self.text.push_str("</svg>\n");
        self.text
    }
}

/// How a status is filled.
pub(super) fn fill(status: Status) -> &'static str {
    if status == Status::Withdrawing { "url(#window)" } else { super::colour(status) }
}

/// About how wide words are drawn.
pub(super) fn wide(words: &str, size: f64) -> f64 {
    let letters = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    f64::from(letters) * size * 0.56
}
