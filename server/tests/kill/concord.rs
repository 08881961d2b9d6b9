//! The program as people run it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Where the server can be reached at the moment; it is elsewhere after each start, and nowhere
/// until it has said where.
pub type Address = Arc<Mutex<Option<SocketAddr>>>;

/// A running `concord serve`. It ends with this.
pub struct Concord {
    data: PathBuf,
    child: Child,
    address: Address,
}

impl Concord {
    /// Starts it on a data folder and waits until it says where it is.
    pub fn start(data: &Path, patience: Duration) -> Self {
        let address = Address::default();
        let child = spawn(data, &address);
        let began = Instant::now();
        while address.lock().unwrap().is_none() {
            assert!(began.elapsed() < patience, "the server did not start");
            std::thread::sleep(Duration::from_millis(5));
        }
        Self {
            data: data.to_owned(),
            child,
            address,
        }
    }

    /// Where it can be reached.
    pub fn address(&self) -> Address {
        Arc::clone(&self.address)
    }

    /// Ends it without a warning (SIGKILL).
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again after it was killed; people learn the new address as soon as it is known.
    pub fn start_again(&mut self) {
        *self.address.lock().unwrap() = None;
        self.child = spawn(&self.data, &self.address);
    }
}

impl Drop for Concord {
    fn drop(&mut self) {
        // It may have been killed before.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Starts the program; what it says is read to the end, so that it is never held up, and the
/// address in it is noted. Only a port that somebody answers at counts: a program that was killed
/// meanwhile may have spoken last.
fn spawn(data: &Path, address: &Address) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_concord"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    let address = Arc::clone(address);
    std::thread::spawn(move || {
        for line in said.lines() {
            let Ok(line) = line else { return };
            let Some(new) = line.trim().strip_prefix("Concord is at http://") else {
                continue;
            };
            let new: SocketAddr = new.parse().unwrap();
            if std::net::TcpStream::connect(new).is_ok() {
                *address.lock().unwrap() = Some(new);
            }
        }
    });
    child
}
