//! Addresses that somebody else wrote into a form or a query, taken only when they lead to this house.

/// A path on this site: `/inbox?page=2`, never another host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPath(String);

impl OwnPath {
    /// Reads a path. Browsers read `//host` and `/\host` as another site and skip tabs and line ends,
    /// so only what starts with one slash and holds visible ASCII is taken.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let rest = raw.strip_prefix('/')?;
        let safe = !rest.starts_with(['/', '\\'])
            && raw
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        safe.then(|| Self(raw.to_owned()))
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_house_are_taken() {
        for own in [
            "/",
            "/inbox",
            "/reports/4H7-KQ2?page=2",
            "/places/new?under=0000",
        ] {
            assert!(OwnPath::parse(own).is_some(), "{own}");
        }
        for foreign in [
            "",
            "inbox",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://evil.example",
            "/a\\b",
            "/a b",
            "/é",
            "\u{0}/",
            "javascript:alert(1)",
        ] {
            assert!(OwnPath::parse(foreign).is_none(), "{foreign}");
        }
    }
}
