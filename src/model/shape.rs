//! Describes the types and functions of the model, so that the tracer can record the model and print it in another language.

use super::real::Real;

/// The structure of a type: how its values consist of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One number.
    Number,
    /// A pair of numbers.
    Pair,
    /// An array: the kind of its items and their number.
    Array(Box<Kind>, usize),
    /// A struct.
    Struct(Struct),
}

/// A type with named fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struct {
    /// Name of the type.
    pub name: &'static str,
    /// File that declares it.
    pub file: &'static str,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// A field of a [`Struct`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Description; empty if a comment in the source file describes the field.
    pub doc: &'static str,
}

impl Kind {
    /// Number of numbers in a value.
    pub fn count(&self) -> usize {
        match self {
            Self::Number => 1,
            Self::Pair => 2,
            Self::Array(item, length) => item.count() * length,
            Self::Struct(fields) => fields.fields.iter().map(|field| field.kind.count()).sum(),
        }
    }
}

/// A type whose values consist of numbers.
pub trait Shape<R>: Copy {
    /// The structure of the type.
    fn kind() -> Kind;
    /// Appends the numbers of the value, in the order of its fields.
    fn leaves(&self, out: &mut Vec<R>);
    /// Creates a value; `next` returns its numbers in order.
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

/// The structure of the field that a function returns.
pub(crate) fn kind_of<R, S, T: Shape<R>>(_: fn(&S) -> &T) -> Kind {
    T::kind()
}

/// A function of the model that a recording calls by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Function {
    /// The type that has the method; empty for a free function.
    pub owner: &'static str,
    /// Its name.
    pub name: &'static str,
    /// File that declares it.
    pub file: &'static str,
    /// A line inside the function.
    pub line: u32,
}

/// An argument of a recorded call.
#[derive(Clone, Debug)]
pub struct Argument<R> {
    /// Name of the parameter.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Its numbers.
    pub leaves: Vec<R>,
}

impl<R> Argument<R> {
    /// An argument for the parameter with this name.
    pub fn new<T: Shape<R>>(name: &'static str, value: &T) -> Self {
        let mut leaves = Vec::new();
        value.leaves(&mut leaves);
        Self { name, kind: T::kind(), leaves }
    }
}

/// Declares a struct and implements [`Shape`]; `shaped!(Name { field: description })` implements it for a struct of another macro.
macro_rules! shaped {
    ($(#[$meta:meta])* $vis:vis struct $name:ident<R> {
        $( $(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty, )*
    }) => {
        $(#[$meta])*
        $vis struct $name<R> { $( $(#[$field_meta])* $field_vis $field: $type, )* }

        $crate::model::shape::shaped!($name { $( $field ),* });
    };
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
pub(crate) use shaped;

/// Registers a function for the tracer; it is the first statement of the function: `traced!(name(argument, &argument))` or
/// `traced!(self, Type::name(argument))`. Numbers that record their operations then record a call. Other numbers are not affected.
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
