//! Starting and stopping.

use crate::process::Process;
use axum::Router;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long requests under way get after the process was asked to end.
const GRACE: Duration = Duration::from_secs(4);

/// Listens; what stands in the way is told in words.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "Something is already listening on {address}, perhaps another Concord. \
             Stop it, or choose another port: --listen {}:{}",
            address.ip(),
            address.port().wrapping_add(1).max(1024)
        ),
        io::ErrorKind::PermissionDenied => format!(
            "Listening on {address} is not allowed here. Choose a port above 1023: --listen {}:3000",
            address.ip()
        ),
        io::ErrorKind::AddrNotAvailable => {
            format!("This computer has no address {}. Try --listen 127.0.0.1:3000", address.ip())
        }
        _ => format!("Cannot listen on {address}: {error}"),
    })
}

/// Answers until `stop` becomes true, then lets requests under way finish, for a few seconds.
/// Streams end by themselves, since they watch `stop` too.
pub async fn serve(listener: TcpListener, router: Router, process: Process) -> Result<(), String> {
    let ending = process.clone();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service)
        .with_graceful_shutdown(async move { ending.stopped().await });
    tokio::select! {
        ended = server => ended.map_err(|error| error.to_string()),
        () = async { process.stopped().await; tokio::time::sleep(GRACE).await } => Ok(()),
    }
}

/// Sets `stop` at Ctrl-C, or when the system asks the process to end.
pub async fn until_asked(stop: watch::Sender<bool>) {
    let asked = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = asked => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => {
                let _ = asked.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = asked.await;
    stop.send_replace(true);
}
