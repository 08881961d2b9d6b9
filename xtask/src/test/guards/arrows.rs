//! Which crate may know which, and that only `store` knows a database.

use serde_json::Value;

use crate::workspace::Workspace;

/// Each crate with those of the house it may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("formats", &["domain"]),
    ("store", &["domain"]),
    ("service", &["domain", "formats", "store"]),
    ("app", &["domain", "service"]),
    ("server", &["domain", "formats", "store", "service", "app"]),
    ("frontend", &["app"]),
    // Only tests use it: what stories are told in.
    ("world", &["domain", "formats", "service", "store"]),
    ("xtask", &[]),
];

pub fn broken(workspace: &Workspace) -> Result<Vec<String>, String> {
    let packages = workspace.metadata["packages"]
        .as_array()
        .ok_or("cargo metadata lists no packages")?;
    Ok(packages.iter().flat_map(wrong_arrows).collect())
}

fn wrong_arrows(package: &Value) -> Vec<String> {
    let name = package["name"].as_str().unwrap_or_default();
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
        return vec![format!(
            "{name} is not in the drawing (xtask/src/test/guards/arrows.rs)"
        )];
    };
    let Some(dependencies) = package["dependencies"].as_array() else {
        return vec![format!("{name}: cargo metadata lists no dependencies")];
    };
    dependencies
        .iter()
        // Tests may know whatever they test with.
        .filter(|dependency| dependency["kind"] != "dev")
        .filter_map(|dependency| dependency["name"].as_str())
        .filter(|other| {
            let ours = ARROWS.iter().any(|(known, _)| known == other);
            // The world of the stories makes databases; only the store speaks to one.
            let sql = other.starts_with("sqlx") && !["store", "world"].contains(&name);
            (ours && !allowed.contains(other)) || sql
        })
        .map(|other| format!("{name} depends on {other}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, dependencies: &[&str]) -> Value {
        let dependencies: Vec<Value> = dependencies.iter().map(|d| json!({ "name": d })).collect();
        json!({ "name": name, "dependencies": dependencies })
    }

    #[test]
    fn arrows_point_inwards() {
        assert!(wrong_arrows(&package("service", &["domain", "store", "uuid"])).is_empty());
        assert_eq!(
            wrong_arrows(&package("domain", &["store"])),
            ["domain depends on store"]
        );
        assert_eq!(
            wrong_arrows(&package("server", &["sqlx"])),
            ["server depends on sqlx"]
        );
        assert!(wrong_arrows(&package("store", &["sqlx"])).is_empty());
        assert_eq!(wrong_arrows(&package("shed", &[])).len(), 1);
    }
}
