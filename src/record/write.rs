//! The one form of the data files.
//!
//! Two spaces of indentation, keys in the order of the types, and any value that fits into 120 columns on
//! its line stays on one line, so that an event is a line and a change is a line in a diff.

use serde::Serialize;
use serde_json::Value;

const WIDTH: usize = 120;

/// Writes a value in the canonical form, with a final newline.
///
/// # Errors
///
/// Where the value cannot be JSON, which none of the data types is.
///
/// # Examples
///
/// ```
/// use treaty::record::write::canonical;
///
/// assert_eq!(canonical(&vec![1, 2])?, "[1, 2]\n");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> Result<String, serde_json::Error> {
    let value = serde_json::to_value(value)?;
    let mut text = String::new();
    put(&value, 0, 0, &mut text);
    text.push('\n');
    Ok(text)
}

/// `used` is how many columns are taken on the line before the value.
fn put(value: &Value, depth: usize, used: usize, text: &mut String) {
    let line = one_line(value);
    // A comma may have to follow, so one column stays free.
    if used + line.chars().count() < WIDTH || is_scalar(value) {
        text.push_str(&line);
        return;
    }
    let indent = "  ".repeat(depth + 1);
    match value {
        Value::Array(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                text.push_str(if place == 0 { "\n" } else { ",\n" });
                text.push_str(&indent);
                put(item, depth + 1, indent.len(), text);
            }
        }
        Value::Object(fields) => {
            text.push('{');
            for (place, (key, item)) in fields.iter().enumerate() {
                text.push_str(if place == 0 { "\n" } else { ",\n" });
                let key = format!("{}: ", Value::String(key.clone()));
                text.push_str(&indent);
                text.push_str(&key);
                put(item, depth + 1, indent.len() + key.chars().count(), text);
            }
        }
        _ => {}
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(if value.is_array() { ']' } else { '}' });
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

fn one_line(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(one_line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let field = |(key, item): (&String, &Value)| format!("{}: {}", Value::String(key.clone()), one_line(item));
            let fields: Vec<String> = fields.iter().map(field).collect();
            format!("{{{}}}", fields.join(", "))
        }
        scalar => scalar.to_string(),
    }
}
