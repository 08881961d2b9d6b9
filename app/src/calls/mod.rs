//! Server functions: what islands ask and tell. One file per area; a body is a line or two, since
//! the work is the service's. Each has a named endpoint under `/api` and a line in the router's
//! table.

pub mod presence;
pub mod screening;
