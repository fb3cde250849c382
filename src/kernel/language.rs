//! The languages of the pages for everybody, and how a browser asks for one.

crate::words! {
    /// A language that reporters' pages are written in; spelt as the web spells it.
    Language {
        /// English, which every other language falls back to.
        English = "en",
        /// Danish.
        Danish = "da",
        /// German.
        German = "de",
        /// Spanish.
        Spanish = "es",
        /// Polish.
        Polish = "pl",
        /// Arabic.
        Arabic = "ar",
    }
}

impl Language {
    /// Its name, in itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Danish => "Dansk",
            Self::German => "Deutsch",
            Self::Spanish => "Español",
            Self::Polish => "Polski",
            Self::Arabic => "العربية",
        }
    }

    /// Where a line begins, as HTML says it: `ltr` or `rtl`.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            _ => "ltr",
        }
    }

    /// The language that an `Accept-Language` header asks for most; `None` when it asks for none of ours.
    /// A region is left out: `de-AT` is German.
    #[must_use]
    pub fn wanted(accepted: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        // A header of thousands of languages is no wish.
        for range in accepted.split(',').take(50) {
            let mut parts = range.split(';');
            let code = parts.next().unwrap_or_default().trim();
            let code = code.split('-').next().unwrap_or_default();
            let Ok(language) = Self::parse(&code.to_ascii_lowercase()) else {
                continue;
            };
            let weight = parts.find_map(|part| part.trim().strip_prefix("q="));
            let weight: f32 = weight.map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
            // What is not above 0 is refused; of equals the first wins.
            if weight > best.map_or(0.0, |(_, most)| most) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_weight_wins_and_of_equals_the_first() {
        for (header, language) in [
            ("da", Some(Language::Danish)),
            ("de-AT,de;q=0.9,en;q=0.8", Some(Language::German)),
            ("en;q=0.3, PL ; q=0.7", Some(Language::Polish)),
            ("es;q=0.5,ar;q=0.5", Some(Language::Spanish)),
            ("fr,nl;q=0.9,da;q=0.1", Some(Language::Danish)),
            ("da;q=0,en;q=0.1", Some(Language::English)),
            ("da;q=0", None),
            ("da;q=never", None),
            ("da;q=NaN", None),
            ("fr, *;q=0.5", None),
            ("", None),
            (";;,,q=1;=,-", None),
        ] {
            assert_eq!(Language::wanted(header), language, "{header}");
        }
    }
}
