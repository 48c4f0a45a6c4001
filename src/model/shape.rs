//! How the model's values are made of numbers, and which of its functions stand on their own: what a recording of the model needs
//! to print it in another language.

use super::real::Real;

/// How a value is made of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One number.
    Number,
    /// Two numbers that belong together.
    Pair,
    /// Several values of one kind.
    Array(Box<Kind>, usize),
    /// Values with names.
    Struct(Struct),
}

/// A kind with named fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struct {
    /// Name of the type.
    pub name: &'static str,
    /// File in which it is declared.
    pub file: &'static str,
    /// Its fields in order.
    pub fields: Vec<Field>,
}

/// A field of a [`Struct`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it is, where this does not stand in the source as a comment.
    pub doc: &'static str,
}

impl Kind {
    /// How many numbers a value has.
    pub fn count(&self) -> usize {
        match self {
            Self::Number => 1,
            Self::Pair => 2,
            Self::Array(item, length) => item.count() * length,
            Self::Struct(fields) => fields.fields.iter().map(|field| field.kind.count()).sum(),
        }
    }
}

/// A value made of numbers.
pub trait Shape<R>: Copy {
    /// How it is made of them.
    fn kind() -> Kind;
    /// Appends its numbers, in the order of its kind.
    fn leaves(&self, out: &mut Vec<R>);
    /// The value made of the numbers that come next.
    fn build(next: &mut dyn FnMut() -> R) -> Self;
}

impl<R: Real> Shape<R> for R {
    fn kind() -> Kind {
        Kind::Number
    }
    fn leaves(&self, out: &mut Vec<R>) {
        out.push(*self);
    }
    fn build(next: &mut dyn FnMut() -> R) -> Self {
        next()
    }
}

impl<R: Real> Shape<R> for (R, R) {
    fn kind() -> Kind {
        Kind::Pair
    }
    fn leaves(&self, out: &mut Vec<R>) {
        out.extend([self.0, self.1]);
    }
    fn build(next: &mut dyn FnMut() -> R) -> Self {
        (next(), next())
    }
}

impl<R: Real, T: Shape<R>, const N: usize> Shape<R> for [T; N] {
    fn kind() -> Kind {
        Kind::Array(Box::new(T::kind()), N)
    }
    fn leaves(&self, out: &mut Vec<R>) {
        self.iter().for_each(|item| item.leaves(out));
    }
    fn build(next: &mut dyn FnMut() -> R) -> Self {
        std::array::from_fn(|_| T::build(next))
    }
}

/// The kind of what a function takes out of a value.
pub(super) fn kind_of<R, S, T: Shape<R>>(_: fn(&S) -> &T) -> Kind {
    T::kind()
}

/// A function of the model that a recording calls by name instead of writing it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Function {
    /// Type it belongs to, or nothing.
    pub owner: &'static str,
    /// Name.
    pub name: &'static str,
    /// Where it is declared.
    pub file: &'static str,
    /// A line inside it.
    pub line: u32,
}

/// A value that a recorded function is called with.
#[derive(Clone, Debug)]
pub struct Argument<R> {
    /// Name of the parameter.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The numbers it is made of.
    pub leaves: Vec<R>,
}

impl<R> Argument<R> {
    /// A value under the name of its parameter.
    pub fn new<T: Shape<R>>(name: &'static str, value: &T) -> Self {
        let mut leaves = Vec::new();
        value.leaves(&mut leaves);
        Self { name, kind: T::kind(), leaves }
    }
}

/// Tells how a struct is made of numbers: its name and all its fields in order, each perhaps with words on what it is.
macro_rules! shaped {
    ($name:ident { $( $field:ident $(: $doc:expr)? ),* $(,)? }) => {
        impl<R: $crate::model::Real> $crate::model::Shape<R> for $name<R> {
            fn kind() -> $crate::model::Kind {
                let fields = vec![ $( $crate::model::Field {
                    name: stringify!($field),
                    kind: $crate::model::shape::kind_of::<R, Self, _>(|value| &value.$field),
                    doc: concat!($( $doc )?),
                }, )* ];
                $crate::model::Kind::Struct($crate::model::Struct { name: stringify!($name), file: file!(), fields })
            }
            fn leaves(&self, out: &mut Vec<R>) {
                $( $crate::model::Shape::<R>::leaves(&self.$field, out); )*
            }
            fn build(next: &mut dyn FnMut() -> R) -> Self {
                Self { $( $field: $crate::model::Shape::<R>::build(next), )* }
            }
        }
    };
}
pub(super) use shaped;

/// Registers the function at whose beginning it stands: `traced!(name(argument, &argument))`, or
/// `traced!(self, Type::name(argument))`. A number that records its operations then records a call; others are not affected.
macro_rules! traced {
    ($this:ident, $owner:ident::$name:ident($($call:tt)*)) => {
        $crate::model::shape::traced!(@record [$this] $owner, $name, ($owner::<R>::$name) ($($call)*) $($call)*);
    };
    ($owner:ident::$name:ident($($call:tt)*)) => {
        $crate::model::shape::traced!(@record [] $owner, $name, ($owner::<R>::$name) ($($call)*) $($call)*);
    };
    ($name:ident($($call:tt)*)) => {
        $crate::model::shape::traced!(@record [] , $name, ($name::<R>) ($($call)*) $($call)*);
    };
    (@record [$($this:ident)?] $($owner:ident)?, $name:ident, ($($path:tt)*) ($($call:tt)*) $($(&)? $argument:ident),*) => {
        if R::SYMBOLIC {
            const FUNCTION: $crate::model::Function = $crate::model::Function {
                owner: concat!($(stringify!($owner))?),
                name: stringify!($name),
                file: file!(),
                line: line!(),
            };
            #[allow(clippy::clone_on_copy, reason = "some are references, some are values")]
            let arguments = vec![
                $( $crate::model::Argument::new("", &$this.clone()), )?
                $( $crate::model::Argument::new(stringify!($argument), &$argument.clone()), )*
            ];
            let recorded = R::record(&FUNCTION, arguments, |_next| {
                $crate::model::shape::traced!(@call [$($this)?] ($($path)*) ($($call)*) _next $($argument)*)
            });
            if let Some(result) = recorded {
                return result;
            }
        }
    };
    (@call [] ($($path:tt)*) ($($call:tt)*) $next:ident $($argument:ident)*) => {{
        $( let $argument = $crate::model::Shape::<R>::build($next); )*
        $($path)*($($call)*)
    }};
    (@call [$this:ident] ($($path:tt)*) ($($call:tt)*) $next:ident $($argument:ident)*) => {{
        let this = $crate::model::Shape::<R>::build($next);
        $( let $argument = $crate::model::Shape::<R>::build($next); )*
        $($path)*(&this, $($call)*)
    }};
}
pub(super) use traced;
