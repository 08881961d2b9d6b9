//! How the process is set up: arguments, checked before anything starts.

use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Where to listen and where to keep things.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// The address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:3000", env = "CONCORD_LISTEN")]
    pub listen: SocketAddr,
    /// The address people type, if it is another one: https://concord.example.org.
    #[arg(long, env = "CONCORD_PUBLIC_URL")]
    pub public_url: Option<PublicUrl>,
    #[command(flatten)]
    pub data: Data,
}

/// Where everything is kept.
#[derive(Args, Clone, Debug)]
pub struct Data {
    /// The folder for the database and the files.
    #[arg(long, default_value = "./concord-data", env = "CONCORD_DATA")]
    pub data: PathBuf,
    /// A PostgreSQL database instead of SQLite in the folder.
    #[arg(long, env = "CONCORD_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

impl Data {
    /// The place these arguments name.
    pub fn place(&self) -> store::Place {
        match &self.database_url {
            Some(url) => store::Place::Postgres(url.clone()),
            None => store::Place::Folder(self.data.clone()),
        }
    }
}

impl Config {
    /// The address people type. Listening beyond this computer without one is refused, because
    /// links, cookies and the guard against other sites would all be wrong.
    pub fn url(&self, bound: SocketAddr) -> Result<PublicUrl, String> {
        match &self.public_url {
            Some(url) => Ok(url.clone()),
            None if bound.ip().is_loopback() => Ok(PublicUrl::on_this_computer(bound)),
            None => Err(format!(
                "{bound} can be reached from other computers, so Concord must know the address \
                 people type. Add --public-url https://… (or http://… inside a trusted network)."
            )),
        }
    }
}

/// Scheme, host and port at which people reach this process, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    /// Other names of the same place: `localhost` and both loopback addresses.
    aliases: Vec<String>,
    secure: bool,
}

impl PublicUrl {
    fn on_this_computer(bound: SocketAddr) -> Self {
        let port = bound.port();
        let aliases =
            ["localhost", "127.0.0.1", "[::1]"].map(|host| format!("http://{host}:{port}"));
        Self {
            origin: format!("http://{bound}"),
            aliases: aliases.into(),
            secure: false,
        }
    }
    /// `https://concord.example.org`.
    pub fn origin(&self) -> &str {
        &self.origin
    }
    /// Whether people come by https.
    pub fn secure(&self) -> bool {
        self.secure
    }
    /// Whether links work on this computer only.
    pub fn only_here(&self) -> bool {
        !self.aliases.is_empty()
    }
    /// Whether a page with this `Origin` is one of ours.
    pub fn is_ours(&self, origin: &str) -> bool {
        self.origin.eq_ignore_ascii_case(origin)
            || self
                .aliases
                .iter()
                .any(|alias| alias.eq_ignore_ascii_case(origin))
    }
    /// Whether a request with this `Host` may be answered. Behind a public address a proxy decides
    /// the host; on this computer another name means that some site's name was pointed here.
    pub fn is_our_host(&self, host: &str) -> bool {
        !self.only_here() || self.is_ours(&format!("http://{host}"))
    }
}

impl std::str::FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = || format!("{text} is not an address like https://concord.example.org");
        let text = text.trim_end_matches('/');
        let uri: axum::http::Uri = text.parse().map_err(|_| wanted())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(wanted());
        };
        if !matches!(scheme, "http" | "https") || authority.as_str().contains('@') {
            return Err(wanted());
        }
        if uri.path() != "/" || uri.query().is_some() {
            return Err(format!(
                "{text} has a path; Concord needs a host name of its own"
            ));
        }
        // Browsers leave the scheme's own port out of `Origin`.
        let usual = if scheme == "https" { ":443" } else { ":80" };
        let authority = authority
            .as_str()
            .strip_suffix(usual)
            .unwrap_or(authority.as_str());
        let origin = format!("{scheme}://{}", authority.to_lowercase());
        Ok(Self {
            origin,
            aliases: Vec::new(),
            secure: scheme == "https",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(public_url: Option<&str>) -> Config {
        Config {
            listen: "127.0.0.1:3000".parse().unwrap(),
            public_url: public_url.map(|url| url.parse().unwrap()),
            data: Data {
                data: "d".into(),
                database_url: None,
            },
        }
    }

    #[test]
    fn on_this_computer_every_name_of_it_is_ours() {
        let url = config(None).url("127.0.0.1:3000".parse().unwrap()).unwrap();
        assert!(url.is_ours("http://localhost:3000") && url.is_ours("http://127.0.0.1:3000"));
        assert!(url.is_our_host("localhost:3000") && !url.is_our_host("evil.example:3000"));
        assert!(!url.is_ours("https://localhost:3000") && !url.is_ours("http://localhost:3001"));
        assert!(!url.is_ours("null") && url.only_here() && !url.secure());
    }

    #[test]
    fn beyond_this_computer_an_address_is_needed() {
        let bound = "0.0.0.0:3000".parse().unwrap();
        assert!(
            config(None)
                .url(bound)
                .unwrap_err()
                .contains("--public-url")
        );
        let url = config(Some("https://Concord.Example.org:443/"))
            .url(bound)
            .unwrap();
        assert_eq!(url.origin(), "https://concord.example.org");
        assert!(url.secure() && !url.only_here() && url.is_our_host("anything"));
    }

    #[test]
    fn odd_addresses_are_told_in_words() {
        for bad in [
            "concord.example.org",
            "ftp://a.b",
            "https://a.b/c",
            "https://u@a.b",
            "https://a.b?x",
            "",
        ] {
            assert!(bad.parse::<PublicUrl>().is_err(), "{bad}");
        }
    }
}
