//! Pages: hints while somebody types, a thought afterwards, and the admins' lexicon.

pub mod afterwards;
pub mod edit;
mod entry_form;
pub mod hints;
pub mod list;

use crate::{config::WebSettings, kernel::language::Language};

/// In which languages a text is read: the visit's, the house's, English. Staff pages are English, and
/// people write in their own language; a short text does not tell which one it is in, and words of one
/// lexicon do not stand in another language.
fn read_in(visit: Language, settings: &WebSettings) -> Vec<Language> {
    let mut languages = vec![visit];
    for language in [settings.language, Language::English] {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}
