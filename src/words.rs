//! Words that stand for the variants of an enum in scenario files: one list for reading, writing, documents and the schema.

/// Declares an enum whose variants each have a word.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident { $( $(#[$variant_doc:meta])* $variant:ident = $word:literal, )* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[$variant_doc])* $variant, )* }

        impl $name {
            /// Every word with what it stands for; the first one is the usual one.
            pub const CHOICES: &'static [(&'static str, Self)] = &[$( ($word, Self::$variant), )*];

            /// Every word.
            pub fn words() -> Vec<&'static str> { vec![$( $word, )*] }

            /// Its word.
            pub fn word(self) -> &'static str { match self { $( Self::$variant => $word, )* } }
        }
    };
}
