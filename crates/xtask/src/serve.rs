//! `cargo xtask serve`: build the site, then serve it on this machine only.

use crate::progress::Progress;
use crate::server::{Options, Server};
use crate::{Error, build, dist};

/// The port that is tried first when none is given.
pub const PORT: u16 = 8080;

/// The command: `--port N` is the first port to try; without it, [`PORT`] is. One that is taken is
/// passed over.
///
/// # Errors
/// Those of the build, [`Error::Argument`] and [`Error::Listen`].
pub fn command(arguments: &[String]) -> Result<(), Error> {
    let port = port(arguments)?;
    build::site(&mut Progress::default())?;
    let server =
        Server::start(Options::new(dist()).hosted().ports(port..=port.saturating_add(20)))?;
    println!(
        "\n  {}\n\nCtrl-C stops it. After an edit, `cargo xtask build` is enough.",
        server.url("")
    );
    server.wait();
    Ok(())
}

fn port(arguments: &[String]) -> Result<u16, Error> {
    const EXPECTED: &str = "`--port N`, N from 1 to 65535";
    let reject =
        |argument: &String| Error::Argument { argument: argument.clone(), expected: EXPECTED };
    match arguments {
        [] => Ok(PORT),
        [flag, number] if flag == "--port" => {
            number.parse().ok().filter(|&port| port != 0).ok_or_else(|| reject(number))
        }
        [first, ..] => Err(reject(first)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn port_of(arguments: &[&str]) -> Result<u16, String> {
        let arguments: Vec<String> = arguments.iter().map(|&text| text.into()).collect();
        port(&arguments).map_err(|error| error.to_string())
    }

    #[test]
    fn the_port_is_read_or_refused_by_name() {
        assert_eq!(port_of(&[]), Ok(PORT));
        assert_eq!(port_of(&["--port", "9000"]), Ok(9000));
        for bad in [&["--port", "0"][..], &["--port", "65536"], &["--port"], &["9000"]] {
            let error = port_of(bad).unwrap_err();
            assert!(error.contains(bad[bad.len() - 1]), "{error}");
        }
    }
}
