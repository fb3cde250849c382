//! Closed sets of words: one spelling in code, pages, JSON and rows alike.

/// A word that is not one of the set it should be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("We do not know this choice. Please pick one of the list.")]
pub struct UnknownWord;

/// Makes an enum whose variants each have one spelling, used in forms, JSON and rows.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every word of the set, in the order in which people are shown them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The spelling used in forms, JSON and rows.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The variant with this spelling.
            ///
            /// # Errors
            /// `UnknownWord` when no variant is spelt so.
            pub fn parse(raw: &str) -> Result<Self, $crate::kernel::word::UnknownWord> {
                match raw.trim() {
                    $($word => Ok($name::$variant),)+
                    _ => Err($crate::kernel::word::UnknownWord),
                }
            }
        }
    };
}
