//! Values that are written as a word.

/// A type whose values each have a word in scenario files.
pub trait Word: Copy + 'static {
    /// Every word with its value, in the order of documents.
    fn choices() -> Vec<(&'static str, Self)>;

    /// Every word.
    fn words() -> Vec<&'static str> {
        Self::choices().into_iter().map(|(word, _)| word).collect()
    }

    /// The word of a value.
    fn word(self) -> &'static str;
}

/// Declares an enum whose variants each have a word.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident { $( $(#[$variant_doc:meta])* $variant:ident = $word:literal, )* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[$variant_doc])* $variant, )* }

        impl $crate::keys::Word for $name {
            fn choices() -> Vec<(&'static str, Self)> { vec![$( ($word, Self::$variant), )*] }

            fn word(self) -> &'static str { match self { $( Self::$variant => $word, )* } }
        }
    };
}
