//! A wasm file as it ships: the same program in fewer bytes on the wire.

use std::collections::BTreeMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error as Problem, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    BinaryReaderError, CodeSectionReader, CustomSectionReader, FunctionSectionReader, Parser,
    Payload, TypeRef,
};

use crate::Error;

/// Leaves out what only tools read, such as names; keeps one of several functions that do the same; and
/// puts functions that begin alike next to each other. Compression looks for what repeats in the last 32 KB
/// only, and the same generic code for two types may be ten times as far apart.
///
/// # Errors
/// [`Error::Compact`], with the `name` of the file, when it is no wasm module.
pub(crate) fn compact(name: &str, wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let failed = |problem: Problem| Error::Compact { path: name.into(), source: problem.into() };
    let mut smaller = wasm.to_vec();
    loop {
        let mut order = Order::of(&smaller).map_err(|error| failed(error.into()))?;
        let mut module = Module::new();
        order.parse_core_module(&mut module, Parser::new(0), &smaller).map_err(failed)?;
        smaller = module.finish();
        // Functions that call two which did the same may do the same now.
        if order.kept.len() == order.places.len() {
            return Ok(smaller);
        }
    }
}

/// Which functions of a module are kept, and in which order.
#[derive(Default)]
struct Order {
    /// Functions that the module imports: they come first in its numbers.
    imported: u32,
    /// The others, each by its place among them, in their new order.
    kept: Vec<usize>,
    /// For each of the others, the new place of the one that does what it does.
    places: Vec<u32>,
}

impl Order {
    fn of(wasm: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut order = Self::default();
        let (mut types, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let function =
                            matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_));
                        order.imported += u32::from(function);
                    }
                }
                Payload::FunctionSection(section) => {
                    types = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
                _ => {}
            }
        }
        let mut alike: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (at, function) in bodies.into_iter().zip(types).enumerate() {
            alike.entry(function).or_default().push(at);
        }
        let mut places = BTreeMap::new();
        for (place, same) in (0..).zip(alike.into_values()) {
            order.kept.extend(same.first());
            places.extend(same.into_iter().map(|at| (at, place)));
        }
        order.places = places.into_values().collect();
        Ok(order)
    }
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Problem> {
        let defined = function.checked_sub(self.imported).and_then(|at| usize::try_from(at).ok());
        let place = defined.and_then(|at| self.places.get(at));
        Ok(place.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Problem> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for kind in self.kept.iter().filter_map(|at| types.get(*at)) {
            functions.function(*kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Problem> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in std::mem::take(&mut self.kept) {
            if let Some(body) = bodies.get(at) {
                self.parse_function_body(code, body.clone())?;
            }
            self.kept.push(at);
        }
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Problem> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CustomSection, ExportKind, ExportSection, Function, ImportSection, TypeSection, ValType,
    };
    use wasmparser::ExternalKind;

    use super::*;

    /// Imports `f`; defines functions of these bodies, each exported as its place among them.
    fn module(bodies: &[&dyn Fn(&mut Function)]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("m", "f", wasm_encoder::EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        let mut exports = ExportSection::new();
        for (at, body) in bodies.iter().enumerate() {
            functions.function(0);
            exports.export(&at.to_string(), ExportKind::Func, 1 + u32::try_from(at).unwrap());
            let mut function = Function::new([]);
            body(&mut function);
            function.instructions().end();
            code.function(&function);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports);
        module.section(&code);
        module.section(&CustomSection { name: "note".into(), data: (&[1, 2, 3]).into() });
        module.finish()
    }

    /// The exported functions, in the order of their names.
    fn exported(wasm: &[u8]) -> Vec<u32> {
        let payloads = Parser::new(0).parse_all(wasm).map(Result::unwrap);
        let exports = payloads.filter_map(|payload| match payload {
            Payload::ExportSection(section) => Some(section.into_iter().map(Result::unwrap)),
            _ => None,
        });
        let functions = exports.flatten().filter(|export| export.kind == ExternalKind::Func);
        functions.map(|export| export.index).collect()
    }

    #[test]
    fn what_does_the_same_is_kept_once() {
        let two = |function: &mut Function| {
            function.instructions().i32_const(2);
        };
        let calls = |callee| {
            move |function: &mut Function| {
                function.instructions().call(callee);
            }
        };
        // The third and the fourth call what is the same; the fifth calls the import.
        let wasm = module(&[&two, &two, &calls(1), &calls(2), &calls(0)]);
        let small = compact("a.wasm", &wasm).unwrap();
        wasmparser::validate(&small).unwrap();
        let [a, b, c, d, e] = exported(&small)[..] else { panic!("five exports") };
        assert_eq!((a, c), (b, d));
        let mut all = [a, c, e];
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3]);
        assert!(!small.windows(4).any(|bytes| bytes == b"note"));
    }

    #[test]
    fn what_is_no_wasm_is_named() {
        let error = compact("a.wasm", b"<!doctype html>").unwrap_err().to_string();
        assert!(error.contains("a.wasm"), "{error}");
    }
}
