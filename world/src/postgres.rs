//! A PostgreSQL of one's own: started once for a test program, without durability, reachable only
//! through a socket in a temporary folder, ended when the program ends.

use sqlx::{Connection, Executor, PgConnection};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tokio::sync::OnceCell;
use uuid::Uuid;

static CLUSTER: OnceCell<PathBuf> = OnceCell::const_new();

/// The address of a new, empty database. Uses the server named by `TEST_POSTGRES_URL`, if set.
///
/// # Panics
/// If PostgreSQL is not installed: the words say what to install.
pub async fn postgres_url() -> String {
    let name = format!("story_{}", Uuid::now_v7().simple());
    let (admin, url) = match std::env::var("TEST_POSTGRES_URL") {
        Ok(server) => {
            let server = server.trim_end_matches('/').to_owned();
            (format!("{server}/postgres"), format!("{server}/{name}"))
        }
        Err(_) => {
            let folder = CLUSTER.get_or_init(start).await.display().to_string();
            let of =
                |database: &str| format!("postgres://postgres@localhost/{database}?host={folder}");
            (of("postgres"), of(&name))
        }
    };
    let mut connection = PgConnection::connect(&admin)
        .await
        .unwrap_or_else(|error| panic!("PostgreSQL does not answer: {error}"));
    let create: &'static str = Box::leak(format!("create database {name}").into_boxed_str());
    connection
        .execute(create)
        .await
        .unwrap_or_else(|error| panic!("PostgreSQL makes no database: {error}"));
    url
}

fn programs() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").is_file())
        .collect();
    found.sort();
    let in_path = std::env::var_os("PATH")
        .into_iter()
        .flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>())
        .find(|folder| folder.join("initdb").is_file());
    found.pop().or(in_path).unwrap_or_else(|| {
        panic!(
            "PostgreSQL is not installed: these stories run on it for real. Install it (Debian: \
             apt-get install postgresql), run `cargo xtask test --install`, or set \
             TEST_POSTGRES_URL."
        )
    })
}

/// PostgreSQL refuses to run as root; then it runs as the user its package made.
fn as_its_user(root: bool, program: &Path) -> Command {
    if root {
        let mut command = Command::new("setpriv");
        command.args([
            "--reuid=postgres",
            "--regid=postgres",
            "--clear-groups",
            "--",
        ]);
        command.arg(program);
        command
    } else {
        Command::new(program)
    }
}

#[expect(
    clippy::zombie_processes,
    reason = "the shell ends after this program, so nobody here can wait for it"
)]
async fn start() -> PathBuf {
    let bin = programs();
    let folder = std::env::temp_dir().join(format!("concord-pg-{}", Uuid::now_v7().simple()));
    std::fs::create_dir_all(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let id = Command::new("id")
        .arg("-u")
        .output()
        .map(|out| out.stdout)
        .unwrap_or_default();
    let root = id.starts_with(b"0");
    if root {
        let owned = Command::new("chown").arg("postgres").arg(&folder).status();
        assert!(
            owned.is_ok_and(|s| s.success()),
            "there is no user postgres to run PostgreSQL as"
        );
    }
    let data = folder.join("data");
    let made = as_its_user(root, &bin.join("initdb"))
        .args([
            "-A",
            "trust",
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--no-sync",
            "-D",
        ])
        .arg(&data)
        .current_dir(&folder)
        .stdout(Stdio::null())
        .status();
    assert!(
        made.is_ok_and(|status| status.success()),
        "initdb failed in {}",
        folder.display()
    );
    // The shell's input ends when this program does, however it ends; then it stops the server it
    // started and clears the folder away. (Asking whether this program is still there would need
    // the right to signal it, which the server's user lacks.) A server that is still starting
    // understands only the first of the two signals, one that is up hurries on the second.
    let watch = "\"$@\" >\"$0/log\" 2>&1 & pg=$!; read -r _; \
                 kill -TERM $pg 2>/dev/null; kill -INT $pg 2>/dev/null; wait $pg; rm -rf \"$0\"";
    let spawned = as_its_user(root, Path::new("sh"))
        .arg("-c")
        .arg(watch)
        .arg(&folder)
        .arg(bin.join("postgres"))
        .arg("-D")
        .arg(&data)
        .arg("-k")
        .arg(&folder)
        .args([
            "-c",
            "listen_addresses=",
            "-c",
            "fsync=off",
            "-c",
            "synchronous_commit=off",
        ])
        .args(["-c", "full_page_writes=off", "-c", "max_connections=400"])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut shell =
        spawned.unwrap_or_else(|error| panic!("no PostgreSQL in {}: {error}", folder.display()));
    // Open until the program ends.
    std::mem::forget(shell.stdin.take());
    let url = format!(
        "postgres://postgres@localhost/postgres?host={}",
        folder.display()
    );
    for _ in 0..200 {
        if PgConnection::connect(&url).await.is_ok() {
            return folder;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!(
        "PostgreSQL did not answer within 20 seconds in {}",
        folder.display()
    );
}
