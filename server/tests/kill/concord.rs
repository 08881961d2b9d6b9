//! The program as people run it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

/// Where the server can be reached at the moment; it is elsewhere after each start.
pub type Address = Arc<Mutex<SocketAddr>>;

/// A running `concord serve`. It ends with this.
pub struct Concord {
    data: PathBuf,
    child: Child,
    address: Address,
}

impl Concord {
    /// Starts it on a data folder and waits until it says where it is.
    pub fn start(data: &Path) -> Self {
        let mut child = spawn(data);
        let address = Arc::new(Mutex::new(where_it_is(&mut child).unwrap()));
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
        self.child = spawn(&self.data);
        let mut said = BufReader::new(self.child.stdout.take().unwrap());
        let address = Arc::clone(&self.address);
        std::thread::spawn(move || {
            if let Some(new) = read_address(&mut said) {
                *address.lock().unwrap() = new;
            }
        });
    }
}

impl Drop for Concord {
    fn drop(&mut self) {
        // It may have been killed before.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn spawn(data: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_concord"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn where_it_is(child: &mut Child) -> Option<SocketAddr> {
    read_address(&mut BufReader::new(child.stdout.take()?))
}

/// `None` if it ended before it said so.
fn read_address(said: &mut impl BufRead) -> Option<SocketAddr> {
    let mut line = String::new();
    said.read_line(&mut line).ok()?;
    let address = line.trim().strip_prefix("Concord is at http://")?;
    address.parse().ok()
}
