//! What the browser loads must not contain half a server.

use crate::process;
use crate::tools::WASM;
use crate::workspace::Workspace;

const FORBIDDEN: &[&str] = &["sqlx", "tokio", "axum", "hyper"];

pub fn broken(workspace: &Workspace) -> Result<Vec<String>, String> {
    let mut cargo = workspace.cargo();
    cargo.args(["tree", "--package", "frontend", "--target", WASM]);
    cargo.args(["--edges", "normal", "--prefix", "none"]);
    Ok(forbidden(&process::stdout_of(cargo)?))
}

fn forbidden(tree: &str) -> Vec<String> {
    let mut found: Vec<String> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| FORBIDDEN.iter().any(|word| name.contains(word)))
        .map(|name| format!("frontend depends on {name}"))
        .collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::forbidden;

    #[test]
    fn servers_are_found_under_any_name() {
        let tree = "frontend v0.1.0 (/x)\nleptos v0.8.0\nleptos_axum v0.8.0\ntokio v1.0.0\ntokio v1.0.0 (*)\n";
        assert_eq!(
            forbidden(tree),
            [
                "frontend depends on leptos_axum",
                "frontend depends on tokio"
            ]
        );
        assert!(forbidden("frontend v0.1.0\nleptos v0.8.0\n").is_empty());
    }
}
