//! Findings as SARIF 2.1.0, for code hosts and editors.

use serde_json::{Value, json};

use crate::check::foreign::{TableCheck, TableReport};
use crate::check::{Check, CheckReport};

/// The SARIF document of a report.
#[must_use]
pub fn document(report: &CheckReport) -> Value {
    let rules: Vec<Value> = Check::ALL.iter().map(|check| rule(check.name(), check.about())).collect();
    let results = report.results.iter();
    let results =
        results.map(|finding| result(finding.check.name(), &finding.message, &finding.file, finding.line.unwrap_or(1)));
    log(&rules, &results.collect::<Vec<Value>>())
}

/// The SARIF document of a report on a foreign table.
#[must_use]
pub fn document_of_table(report: &TableReport<'_>) -> Value {
    let rules: Vec<Value> = TableCheck::ALL.iter().map(|check| rule(check.name(), check.about())).collect();
    let results = report
        .results
        .iter()
        .map(|finding| result(finding.check.name(), &finding.message(), &report.file, finding.line.unwrap_or(1)));
    log(&rules, &results.collect::<Vec<Value>>())
}

fn rule(name: &str, about: &str) -> Value {
    json!({"id": name, "shortDescription": {"text": about}})
}

fn result(rule: &str, message: &str, file: &str, line: impl Into<Value>) -> Value {
    json!({
        "ruleId": rule,
        "level": "warning",
        "message": {"text": message},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": file},
            "region": {"startLine": line.into()},
        }}],
    })
}

fn log(rules: &[Value], results: &[Value]) -> Value {
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
