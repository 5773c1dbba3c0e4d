package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Lowers try statements. A finally block exists once. A {@link Selector} records how it was
 * entered, which determines how it is left.
 */
final class Tries {
  private final BlockBuilder builder;
  private final Lowering lowering;
  private final Jumps jumps;
  private final Lowering.TypeNames types;

  /** The entry variables of finally blocks, by the number of finally blocks around them. */
  private final List<Entry> entries = new ArrayList<>();

  private int finallyDepth;

  /**
   * The variables of finally blocks that are not nested in each other. Control is in only one of
   * these blocks at a time, so they share the variables.
   *
   * @param exit how the block was entered
   * @param failure the exception that entered the block
   */
  private record Entry(Variable exit, Variable failure) {}

  Tries(BlockBuilder builder, Lowering lowering, Jumps jumps, Lowering.TypeNames types) {
    this.builder = builder;
    this.lowering = lowering;
    this.jumps = jumps;
    this.types = types;
  }

  void lower(Stmt.Try statement) {
    Stmt finallyBody = statement.finallyBody();
    if (finallyBody == null) {
      guarded(statement);
    } else {
      withFinally(statement, finallyBody);
    }
  }

  private static Code thrown() {
    return Code.of(new Code.Generated(Role.THROWN));
  }

  /** The body and the catch clauses. */
  private void guarded(Stmt.Try statement) {
    if (statement.catches().isEmpty()) {
      lowering.statement(statement.body());
      return;
    }
    Region outer = builder.region();
    Block handler = builder.block("catch at line " + statement.catches().get(0).line());
    Block after = builder.block("");
    builder.enter(new Region(outer, handler, null));
    Block body = builder.block("try at line " + statement.line());
    builder.goTo(body);
    builder.start(body);
    lowering.statement(statement.body());
    builder.goTo(after);
    builder.enter(outer);
    builder.start(handler);
    for (Stmt.Catch clause : statement.catches()) {
      catchClause(clause, after);
    }
    builder.end(new Terminator.Throw(thrown()));
    builder.start(after);
  }

  private void catchClause(Stmt.Catch clause, Block after) {
    if (!builder.isReachable()) {
      return;
    }
    Block body = builder.block("");
    Block next = builder.block("");
    if (isThrowable(clause)) {
      builder.goTo(body);
    } else {
      builder.end(new Terminator.Branch(test(clause), body, next));
    }
    builder.start(body);
    Variable parameter = clause.parameter();
    Code value = isThrowable(clause) ? thrown() : Code.cast(parameter.type(), thrown());
    builder.add(new Op.Declare(parameter, Code.of(new Code.Line(clause.line()), value), null));
    lowering.statement(clause.body());
    builder.goTo(after);
    if (!isThrowable(clause)) {
      builder.start(next);
    }
  }

  private boolean isThrowable(Stmt.Catch clause) {
    return clause.types().stream()
        .anyMatch(type -> type.toString().equals(types.throwable().toString()));
  }

  private static Code test(Stmt.Catch clause) {
    Code code = Code.of(new Code.Line(clause.line()));
    for (int i = 0; i < clause.types().size(); i++) {
      TypeMirror type = clause.types().get(i);
      code = Code.of(code, i == 0 ? "" : " || ", thrown(), " instanceof ", raw(type));
    }
    return code;
  }

  /** The type without type arguments: frames treat local exceptions in generic code as generic. */
  private static Code raw(TypeMirror exception) {
    return exception instanceof DeclaredType declared
        ? Code.of(new Code.ClassRef((TypeElement) declared.asElement()))
        : Code.of(new Code.TypeRef(exception));
  }

  private void withFinally(Stmt.Try statement, Stmt finallyBody) {
    Region outer = builder.region();
    Entry how = howEntered();
    String note = "finally of the try at line " + statement.line();
    Selector selector =
        new Selector(
            how.exit, closesResource(statement) ? "close at line " + statement.line() : note);
    selector.carry(Selector.THROWN, List.of(how.failure));
    Block entry = builder.block(note);
    Block after = builder.block("");
    Block failed = builder.block("");
    Block done = builder.block("");
    int before = builder.suspensions();

    Region region = new Region(outer, failed, done);
    builder.enter(region);
    Block start = builder.block("try at line " + statement.line());
    builder.goTo(start);
    builder.start(start);
    Scope.Guarded scope = new Scope.Guarded(selector, entry, region);
    jumps.push(scope);
    guarded(statement);
    jumps.pop();
    boolean canBeStopped = builder.suspensions() > before;
    enter(selector, Selector.NORMALLY, entry);
    builder.enter(outer);

    builder.start(failed);
    builder.add(new Op.Assign(how.failure, thrown()));
    enter(selector, Selector.THROWN, entry);
    if (canBeStopped) {
      builder.start(done);
      enter(selector, Selector.STOPPED, entry);
    }

    Block stoppedNext = canBeStopped ? stoppedNext(outer) : null;
    finallyBlock(entry, finallyBody, selector, stoppedNext);
    leave(scope, how.failure, stoppedNext, after);
    builder.start(after);
  }

  /** Whether a try is generated for a resource: then it catches to a variable of its own. */
  private static boolean closesResource(Stmt.Try statement) {
    return statement.catches().stream()
        .anyMatch(each -> each.parameter().kind() == Variable.Kind.TEMPORARY);
  }

  private void enter(Selector selector, int way, Block entry) {
    builder.add(new Op.Choose(selector, way));
    builder.goTo(entry);
  }

  private Entry howEntered() {
    if (finallyDepth == entries.size()) {
      entries.add(
          new Entry(
              new Variable("exit", lowering.primitive(TypeKind.INT), Variable.Kind.TEMPORARY),
              new Variable("failure", types.throwable(), Variable.Kind.TEMPORARY)));
    }
    return entries.get(finallyDepth);
  }

  /** The block where the stopped signal continues after a finally block in region {@code outer}. */
  private Block stoppedNext(@Nullable Region outer) {
    Block cleanup = Region.cleanupOf(outer);
    if (cleanup != null) {
      return cleanup;
    }
    Block unwound = BlockBuilder.blockIn(null, "unwound");
    unwound.end(new Terminator.Unwound());
    builder.aside(unwound);
    return unwound;
  }

  private void finallyBlock(
      Block entry, Stmt body, Selector selector, @Nullable Block stoppedNext) {
    finallyDepth++;
    if (stoppedNext == null) {
      builder.start(entry);
      lowering.statement(body);
    } else {
      finallyBlockOfStopped(entry, body, selector, stoppedNext);
    }
    finallyDepth--;
  }

  private void finallyBlockOfStopped(Block entry, Stmt body, Selector selector, Block stoppedNext) {
    // An exception from a cleanup must not stop the stopped signal, nor reach an enclosing catch
    // clause.
    Region outer = builder.region();
    Block failed = builder.block("");
    Region region = new Region(outer, failed, stoppedNext);
    builder.start(entry);
    builder.enter(region);
    Block inside = builder.block("");
    builder.goTo(inside);
    builder.start(inside);
    jumps.push(new Scope.Finally(selector, stoppedNext));
    lowering.statement(body);
    jumps.pop();
    builder.enter(outer);
    Block end = builder.block("");
    builder.goTo(end);

    builder.start(failed);
    Block suppress = builder.block("");
    Block rethrow = builder.block("");
    builder.end(new Terminator.IfStopped(selector, suppress, rethrow));
    builder.start(suppress);
    builder.add(new Op.Run(Code.of(Lowering.frame(), "." + Abi.SUPPRESS + "(", thrown(), ");")));
    builder.goTo(stoppedNext);
    builder.start(rethrow);
    builder.end(new Terminator.Throw(thrown()));
    builder.start(end);
  }

  private void leave(
      Scope.Guarded scope, Variable failure, @Nullable Block stoppedNext, Block after) {
    if (!builder.isReachable()) {
      return;
    }
    Block rethrow = BlockBuilder.blockIn(builder.region(), "");
    rethrow.end(new Terminator.Throw(Code.of(Lowering.read(failure))));
    List<Terminator.Way> ways = new ArrayList<>();
    ways.add(new Terminator.Way(Selector.THROWN, rethrow));
    if (stoppedNext != null) {
      ways.add(new Terminator.Way(Selector.STOPPED, stoppedNext));
    }
    for (Scope.Exit exit : scope.exits()) {
      ways.add(new Terminator.Way(exit.way(), jumps.block(exit.destination())));
    }
    // A state machine can be split between two of the ends, not within one.
    while (ways.size() > Selection.MOST_TESTS) {
      Block next = builder.block("");
      List<Terminator.Way> some = ways.subList(0, Selection.MOST_TESTS);
      builder.end(new Terminator.Leave(scope.selector(), List.copyOf(some), next));
      some.clear();
      builder.start(next);
    }
    builder.end(new Terminator.Leave(scope.selector(), ways, after));
    builder.aside(rethrow);
  }
}
