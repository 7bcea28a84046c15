//! Text from strangers, made harmless: every form lets text in through one of these doors.

use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

/// Whether a character could steer a terminal, turn text around, or hide in it.
///
/// Controls, line and paragraph separators, what Unicode lists as ignorable by default (among them everything that
/// sets a direction, has no width, or tags), and what is no character at all, which XML does not allow.
fn steers(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && c != '\n';
    }
    let is_ignorable = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    let is_no_character = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    c.is_control() || is_ignorable || is_no_character
}

/// Shows characters that could steer a terminal, turn text around or hide in it as the replacement character, and
/// tabs as spaces. Only the ends of lines stay.
///
/// # Examples
///
/// ```
/// use treaty::form::harmless;
///
/// assert_eq!(harmless("Lithuania"), "Lithuania");
/// assert_eq!(harmless("\u{1b}[31mred"), "\u{fffd}[31mred");
/// ```
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().any(steers) {
        let shown = |c| match c {
            '\t' => ' ',
            c if steers(c) => '\u{fffd}',
            c => c,
        };
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// As [`harmless`], and on one line: for every form in which the end of a line means something.
///
/// # Examples
///
/// ```
/// use treaty::form::one_line;
///
/// assert_eq!(one_line("Lithuania\nerror: not at all"), "Lithuania error: not at all");
/// ```
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    let clean = harmless(text);
    if clean.contains('\n') { Cow::Owned(clean.replace('\n', " ")) } else { clean }
}

/// Puts an apostrophe before what a spreadsheet would take for a formula.
///
/// # Examples
///
/// ```
/// use treaty::form::no_formula;
///
/// assert_eq!(no_formula("=1+1"), "'=1+1");
/// assert_eq!(no_formula("-5"), "-5");
/// ```
#[must_use]
pub fn no_formula(text: &str) -> Cow<'_, str> {
    // Some trim what they read, and to a spreadsheet in Japanese the wide forms are the same signs.
    let trimmed = text.trim();
    let starts =
        trimmed.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r', '\n']);
    if starts && trimmed.parse::<f64>().is_err() { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// JSON on one line, that says all it holds and steers nothing when its bytes are printed.
///
/// # Errors
///
/// Where the value cannot be JSON.
///
/// # Examples
///
/// ```
/// use treaty::form::json_line;
///
/// assert_eq!(json_line("a\u{9b}31m")?, r#""a\u009b31m""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn json_line<T: Serialize + ?Sized>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(value).map(escaped)
}

/// As [`json_line`], laid out for readers, with a final newline.
///
/// # Errors
///
/// Where the value cannot be JSON.
pub fn json_page(value: &Value) -> Result<String, serde_json::Error> {
    let mut text = escaped(serde_json::to_string_pretty(value)?);
    text.push('\n');
    Ok(text)
}

/// Only strings of JSON can hold such characters, and there each may be written as an escape.
fn escaped(json: String) -> String {
    if !json.chars().any(steers) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if steers(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_all_that_it_says_and_steers_nothing() {
        let hostile = "\u{1b}]52;c;x\u{7}\u{7f}\u{9b}31m\u{202e}\u{e0041}\u{feff}\u{2028}\u{ffff}";
        let json = json_line(hostile).expect("it is JSON");
        assert!(json.bytes().all(|byte| (b' '..0x7f).contains(&byte)), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("it is JSON"), hostile);
    }

    #[test]
    fn letters_of_every_script_stay() {
        for name in ["Türkiye", "Côte d’Ivoire", "ליטא", "ليتوانيا", "Литва", "立陶宛", "ประเทศไทย", "ⴰⵎⵓⵔⴰⴽⵓⵛ"]
        {
            assert_eq!(one_line(name), name);
        }
    }
}
