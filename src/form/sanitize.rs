//! Text from strangers, made harmless.

use std::borrow::Cow;

/// Whether a character could steer a terminal or turn text around.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Shows characters that could steer a terminal or turn text around as the replacement character.
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
        Cow::Owned(text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
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
    let starts = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if starts && text.parse::<f64>().is_err() { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}
