//! `cargo xtask acceptance`: the program as people get it, measured against real exports, labelled
//! duplicates and other people's statistics. The data are not part of the repository.

mod agreement;
mod csv_rows;
mod duplicates;
mod known;
mod program;
mod records;
mod rows;
mod table;

use std::path::PathBuf;

use crate::build;
use crate::tally::Tally;
use crate::test::journeys;
use crate::workspace::Workspace;

use program::Concord;

/// Measures everything for which the folder has data. Without the folder it says so; where the
/// variable `CI` is set that is an error.
pub fn verb(args: &[String]) -> Result<(), String> {
    let workspace = Workspace::find()?;
    let folder = match args {
        [] => std::env::var_os("CONCORD_ACCEPTANCE_DATA")
            .map_or_else(|| workspace.root.join("../shared/data"), PathBuf::from),
        [folder] => PathBuf::from(folder),
        _ => return Err("acceptance takes one folder".into()),
    };
    if !folder.is_dir() {
        println!("acceptance: NOT RUN (no folder {})", folder.display());
        let ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        return if ci { Err(String::new()) } else { Ok(()) };
    }
    let folder = folder
        .canonicalize()
        .map_err(|e| format!("{}: {e}", folder.display()))?;

    let mut tally = Tally::default();
    if tally.step("build", || build::everything(&workspace)) {
        let concord = Concord::new(&workspace);
        let known = known::Exceptions::read(&workspace);
        tally.counting("records of RIS and NBIB files", || {
            records::measure(&concord, &folder, &known)
        });
        tally.counting("rows of CSV files", || {
            csv_rows::measure(&concord, &folder, &known)
        });
        tally.counting("duplicates", || duplicates::measure(&concord, &folder));
        tally.counting("agreement", || {
            agreement::measure(&concord, &folder, &workspace)
        });
        tally.counting("journeys over real files", || {
            journeys::on_data(&workspace, &folder)
        });
    }
    tally.close()
}
