//! Findings as SARIF 2.1.0, for code hosts and editors.

use serde_json::{Value, json};

use crate::check::{Check, CheckReport};

/// The SARIF document of a report.
#[must_use]
pub fn document(report: &CheckReport) -> Value {
    let rules: Vec<Value> = Check::ALL
        .iter()
        .map(|check| json!({"id": check.name(), "shortDescription": {"text": check.about()}}))
        .collect();
    let results: Vec<Value> = report
        .results
        .iter()
        .map(|finding| {
            json!({
                "ruleId": finding.check.name(),
                "level": "warning",
                "message": {"text": finding.message},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": finding.file},
                    "region": {"startLine": finding.line.unwrap_or(1)},
                }}],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "treaty",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "results": results,
        }],
    })
}
