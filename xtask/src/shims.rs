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

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, Module, RefType, ValType};

    use super::*;

    #[test]
    fn the_caller_calls_the_table_itself() {
        let mut piece = Module::default();
        let table = piece.tables.add_local(false, 8, None, RefType::FUNCREF);
        let ty = piece.types.add(&[ValType::I32], &[]);
        let mut shim = FunctionBuilder::new(&mut piece.types, &[ValType::I32], &[]);
        let handed = piece.locals.add(ValType::I32);
        shim.func_body().local_get(handed).i32_const(7).call_indirect(ty, table);
        let shim = shim.finish(vec![handed], &mut piece.funcs);
        let mut caller = FunctionBuilder::new(&mut piece.types, &[], &[]);
        caller.func_body().i32_const(1).call(shim);
        let caller = caller.finish(vec![], &mut piece.funcs);
        piece.exports.add("caller", caller);

        inline(&mut piece);

        assert_eq!(piece.funcs.iter_local().count(), 1);
        let function = piece.funcs.get(caller).kind.unwrap_local();
        let body = function.block(function.entry_block());
        assert!(
            matches!(&body.instrs[..], [(Instr::Const(_), _), (Instr::Const(_), _), (Instr::CallIndirect(_), _)]),
            "{:?}",
            body.instrs
        );
    }
}
