//! Functions that the panel's program carries and never calls: emptied before it is cut, so that what they alone need goes too.

use std::ops::Range;

use wasmparser::{BinaryReaderError, KnownCustom, Name, NameSectionReader, Parser, Payload, RelocSectionReader, TypeRef};

use crate::failure::Failure;

/// Whose address is taken, or which are exported, so that no linker leaves them out: how their names begin as the compiler writes
/// them. Should one be called after all, the program stops there. Only what is like no other function may stand here: the compiler
/// keeps one of those that are alike, under any of their names.
const UNUSED: [&str; 4] = [
    // How a view is taken over that waits for its code. Ours waits before that: see `hydrate` in `frontend`.
    "_ZN53_$LT$T$u20$as$u20$tachys..view..any_view..IntoAny$GT$8into_any13hydrate_async17h",
    // What the server asks for when it builds its router.
    "_ZN91_$LT$T$u20$as$u20$leptos_router..matching..nested..any_nested_route..IntoAnyNestedRoute$GT$21into_any_nested_route15generate_routes17h",
    // How JavaScript reads and writes a stream of ours. We make none: a call is answered whole.
    "intounderlyingsource_",
    "intounderlyingsink_",
];

/// A function without variables that stops; what is left of its bytes does nothing.
const STOP: [u8; 2] = [0x00, 0x00];
const NOTHING: u8 = 0x01;

/// The section that lists the relocations of the code, and of which kind it is: one that a browser passes over.
const RELOCATIONS: &str = "reloc.CODE";
const CUSTOM: u8 = 0;

/// The program as it was linked, with relocations, but without what is in the functions that are never called.
///
/// # Errors
/// When it cannot be read, or when none of a kind is there: then it has another name by now.
pub fn emptied(program: &[u8]) -> Result<Vec<u8>, Failure> {
    let linked = Linked::read(program).map_err(|error| unreadable(&error))?;
    let unused = linked.unused()?;
    let mut emptied = program[..linked.relocations.start].to_vec();
    for body in &unused {
        let (_end, code) = emptied[body.clone()].split_last_mut().expect("a function has an end");
        code.fill(NOTHING);
        code[..STOP.len()].copy_from_slice(&STOP);
    }
    emptied.extend(linked.relocations_outside(&unused, program).map_err(|error| unreadable(&error))?);
    emptied.extend(&program[linked.relocations.end..]);
    Ok(emptied)
}

fn unreadable(error: &BinaryReaderError) -> Failure {
    Failure::new(format!("the panel's program: {error}"))
}

/// Where in a linked program that is which matters here.
#[derive(Default)]
struct Linked<'a> {
    /// The functions, in their order.
    bodies: Vec<Range<usize>>,
    /// Their numbers count on from those that the browser brings.
    imported: usize,
    /// The names of functions, by their numbers.
    names: Vec<(usize, &'a str)>,
    /// From where the relocations of the code count.
    code: usize,
    /// The section that lists them, with its head.
    relocations: Range<usize>,
    listed: Option<RelocSectionReader<'a>>,
}

impl<'a> Linked<'a> {
    fn read(program: &'a [u8]) -> Result<Self, BinaryReaderError> {
        let mut linked = Self::default();
        let mut end_before = 0;
        for payload in Parser::new(0).parse_all(program) {
            let payload = payload?;
            match &payload {
                Payload::ImportSection(imports) => {
                    let imports = imports.clone().into_imports().collect::<Result<Vec<_>, _>>()?;
                    linked.imported = imports.iter().filter(|import| matches!(import.ty, TypeRef::Func(_))).count();
                }
                Payload::CodeSectionStart { range, .. } => linked.code = place(range.start),
                Payload::CodeSectionEntry(body) => linked.bodies.push(place(body.range().start)..place(body.range().end)),
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => linked.names = function_names(names)?,
                    KnownCustom::Reloc(listed) if section.name() == RELOCATIONS => {
                        linked.relocations = end_before..place(section.range().end);
                        linked.listed = Some(listed);
                    }
                    _ => {}
                },
                _ => {}
            }
            if let Some((_, range)) = payload.as_section() {
                end_before = place(range.end);
            }
        }
        Ok(linked)
    }

    /// The functions that are never called, in their order.
    fn unused(&self) -> Result<Vec<Range<usize>>, Failure> {
        let is_met = |start: &&str| self.names.iter().any(|(_, name)| name.starts_with(*start));
        if let Some(start) = UNUSED.iter().find(|start| !is_met(start)) {
            return Err(Failure::new(format!("the panel's program has no function whose name begins with `{start}`")));
        }
        let unused = self.names.iter().filter(|(_, name)| UNUSED.iter().any(|start| name.starts_with(start)));
        let mut bodies: Vec<_> =
            unused.filter_map(|(number, _)| self.bodies.get(number.checked_sub(self.imported)?)).cloned().collect();
        bodies.sort_by_key(|body| body.start);
        Ok(bodies)
    }

    /// The section that lists the relocations of the code, without those inside `emptied`.
    fn relocations_outside(&self, emptied: &[Range<usize>], program: &[u8]) -> Result<Vec<u8>, BinaryReaderError> {
        let is_kept = |at: usize| {
            let next = emptied.partition_point(|body| body.start <= at);
            next == 0 || !emptied[next - 1].contains(&at)
        };
        let listed = self.listed.as_ref().expect("the linker was told to list them");
        let entries = listed.entries().into_iter_with_offsets().collect::<Result<Vec<_>, _>>()?;
        let ends = entries.iter().skip(1).map(|(start, _)| place(*start)).chain([self.relocations.end]);
        let (mut count, mut kept) = (0, Vec::new());
        for ((start, entry), end) in entries.iter().zip(ends) {
            if is_kept(self.code + entry.offset as usize) {
                count += 1;
                kept.extend(&program[place(*start)..end]);
            }
        }
        let head = [&number(RELOCATIONS.len()), RELOCATIONS.as_bytes(), &number(listed.section_index() as usize), &number(count)]
            .concat();
        Ok([&[CUSTOM][..], &number(head.len() + kept.len()), &head, &kept].concat())
    }
}

fn function_names(names: NameSectionReader<'_>) -> Result<Vec<(usize, &str)>, BinaryReaderError> {
    let mut functions = Vec::new();
    for name in names {
        if let Name::Function(names) = name? {
            for naming in names {
                let naming = naming?;
                functions.push((naming.index as usize, naming.name));
            }
        }
    }
    Ok(functions)
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).expect("a program fits into memory")
}

/// As WebAssembly writes whole numbers: LEB128, the low bits first, seven in a byte.
fn number(value: usize) -> Vec<u8> {
    let septets = (value.max(1).ilog2() / 7 + 1) as usize;
    let low = |at: usize| u8::try_from(value >> (7 * at) & 0x7f).expect("seven bits");
    (0..septets).map(|at| if at + 1 < septets { low(at) | 0x80 } else { low(at) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_another_name_by_now_is_said() {
        let nothing_in_it = b"\0asm\x01\0\0\0";
        let failure = emptied(nothing_in_it).unwrap_err();
        assert!(failure.to_string().contains(UNUSED[0]), "{failure}");
    }

    #[test]
    fn numbers_are_written_as_webassembly_has_them() {
        let written = [0, 1, 127, 128, 624_485].map(number);
        assert_eq!(written, [vec![0], vec![1], vec![0x7f], vec![0x80, 0x01], vec![0xe5, 0x8e, 0x26]]);
    }
}
