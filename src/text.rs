//! Words of strangers, as an answer repeats them.

/// The first `most` characters of a text on one line, with an ellipsis where more follow.
pub(crate) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
    .replace(char::is_control, " ")
}
