package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;

/** Lowers loops. */
final class Loops {
  private final BlockBuilder builder;
  private final Lowering statements;
  private final Expressions expressions;
  private final Jumps jumps;

  Loops(BlockBuilder builder, Lowering statements, Expressions expressions, Jumps jumps) {
    this.builder = builder;
    this.statements = statements;
    this.expressions = expressions;
    this.jumps = jumps;
  }

  void lower(Stmt.Loop loop) {
    loop.init().forEach(statements::statement);
    String note = at(loop.target(), loop.source());
    Block body = builder.block(loop.conditionFirst() ? "" : note);
    Block after = builder.block("");
    Block head = loop.conditionFirst() ? builder.block(note) : body;
    boolean hasNext = !loop.update().isEmpty() || !loop.conditionFirst();
    Block next = hasNext ? builder.block("") : head;
    Expr.Begun condition = loop.condition();
    builder.goTo(head);
    if (loop.conditionFirst()) {
      builder.start(head);
      if (condition == null) {
        builder.goTo(body);
      } else {
        branch(condition, body, after);
      }
    }
    builder.start(body);
    jumps.push(new Scope.Target(loop.target(), after, next, null));
    statements.statement(loop.body());
    jumps.pop();
    builder.goTo(next);
    if (hasNext) {
      builder.start(next);
      loop.update().forEach(statements::statement);
      if (loop.conditionFirst() || condition == null) {
        builder.goTo(head);
      } else {
        branch(condition, head, after);
      }
    }
    builder.endLoop(head);
    builder.start(after);
  }

  private void branch(Expr.Begun condition, Block ifTrue, Block ifFalse) {
    expressions.begin(condition.line());
    statements.branch(condition.expression(), ifTrue, ifFalse);
  }

  private static String at(JumpTarget target, String source) {
    return source + " at line " + target.line();
  }

  void lower(Stmt.ForEach loop) {
    Code iterable = expressions.value(loop.iterable());
    Variable cursor =
        statements.temporary(loop.overArray() ? "index" : "iterator", loop.cursorType());
    Code line = Code.of(new Code.Line(loop.line()));
    // Each iteration tests whether there is a next one, without a stop of the debugger.
    Code again = Code.of(new Code.Line(loop.line(), /* goesOn= */ true));
    Code hasNext;
    Code element;
    if (loop.overArray()) {
      Variable array = statements.temporary("array", loop.iterable().type());
      builder.add(new Op.Declare(array, Code.of(line, iterable), null));
      builder.add(new Op.Declare(cursor, Code.of("0"), null));
      hasNext = Code.of(again, Lowering.read(cursor), " < ", Lowering.read(array), ".length");
      element = Code.of(line, Lowering.read(array), "[", Lowering.read(cursor), "]");
    } else {
      builder.add(
          new Op.Declare(cursor, Code.of(line, Residual.primary(iterable), ".iterator()"), null));
      hasNext = Code.of(again, Lowering.read(cursor), ".hasNext()");
      element = Code.of(line, Lowering.read(cursor), ".next()");
    }
    Block head = builder.block(at(loop.target(), loop.source()));
    Block body = builder.block("");
    Block after = builder.block("");
    Block next = loop.overArray() ? builder.block("") : head;
    builder.goTo(head);
    builder.start(head);
    builder.end(new Terminator.Branch(hasNext, body, after));
    builder.start(body);
    builder.add(new Op.Declare(loop.variable(), element, null));
    jumps.push(new Scope.Target(loop.target(), after, next, null));
    statements.statement(loop.body());
    jumps.pop();
    builder.goTo(next);
    if (loop.overArray()) {
      builder.start(next);
      builder.add(
          new Op.Run(Code.of(line, new Code.VariableRef(cursor, Access.READ_WRITE, false), "++;")));
      builder.goTo(head);
    }
    builder.endLoop(head);
    builder.start(after);
  }
}
