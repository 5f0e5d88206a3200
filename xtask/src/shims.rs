//! Calls from a piece of the program into another: written where they are made.

use std::collections::{HashMap, HashSet};

use walrus::ir::{self, Instr, InstrSeq, VisitorMut};
use walrus::{ElementItems, FunctionId, LocalFunction, Module};

/// The pieces have one table of functions in common. When a piece is cut, each function of another that it calls gets a shim, which
/// hands its arguments on to a place in that table. Here the callers do that themselves: it is said in six bytes, most shims are
/// called once or twice, and what is called often is the same six bytes again, which are compressed to nearly nothing.
pub fn inline(piece: &mut Module) {
    // These are called by others too.
    let in_table: HashSet<FunctionId> = piece.elements.iter().flat_map(|element| functions(&element.items)).copied().collect();
    let others = piece.funcs.iter_local().filter(|(id, _)| !in_table.contains(id));
    let shims: HashMap<FunctionId, [Instr; 2]> = others.filter_map(|(id, function)| Some((id, handing_on(function)?))).collect();
    for (_, function) in piece.funcs.iter_local_mut() {
        let start = function.entry_block();
        ir::dfs_pre_order_mut(&mut Inline(&shims), function, start);
    }
    for shim in shims.into_keys() {
        piece.funcs.delete(shim);
    }
}

fn functions(items: &ElementItems) -> &[FunctionId] {
    match items {
        ElementItems::Functions(functions) => functions,
        ElementItems::Expressions(..) => unreachable!("a piece lists its functions by their numbers"),
    }
}

/// The place in the table and the call, if that is all a function does besides handing on its arguments.
fn handing_on(function: &LocalFunction) -> Option<[Instr; 2]> {
    let body = function.block(function.entry_block());
    let (handed, call) = body.instrs.split_at_checked(function.args.len())?;
    let mut pairs = handed.iter().zip(&function.args);
    let all_are_handed = pairs.all(|((instr, _), arg)| matches!(instr, Instr::LocalGet(get) if get.local == *arg));
    match call {
        [(place @ Instr::Const(_), _), (call @ Instr::CallIndirect(_), _)] if all_are_handed => {
            Some([place.clone(), call.clone()])
        }
        _ => None,
    }
}

struct Inline<'a>(&'a HashMap<FunctionId, [Instr; 2]>);

impl VisitorMut for Inline<'_> {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let mut inlined = Vec::with_capacity(sequence.instrs.len());
        for (instr, at) in sequence.instrs.drain(..) {
            match &instr {
                Instr::Call(call) if self.0.contains_key(&call.func) => {
                    inlined.extend(self.0[&call.func].iter().map(|instr| (instr.clone(), at)));
                }
                _ => inlined.push((instr, at)),
            }
        }
        sequence.instrs = inlined;
    }
}
