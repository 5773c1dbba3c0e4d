package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of coroutines that are not made up at random but enumerated. */
abstract class Plan {
  /** The order of bodies is such that each part of the plan is a sample of all of it. */
  private static final long STRIDE = 1_000_003;

  private final String name;
  private final int together;

  /**
   * A plan.
   *
   * @param name what its programs' names begin with
   * @param together how many numbers make a program: one body costs little less to compile than a
   *     few
   */
  Plan(String name, int together) {
    this.name = name;
    this.together = together;
  }

  final String name() {
    return name;
  }

  /** How many numbers there are. */
  abstract long size();

  /** The statements of a body, or null if there is none of that number. */
  abstract @Nullable Block body(long number, Scope scope);

  /** How many programs there are. */
  final long programs() {
    return (size() + together - 1) / together;
  }

  /** A program, of some bodies that are called one after the other. */
  final Program program(long number) {
    List<Statement> calls = new ArrayList<>();
    List<Statement> members = new ArrayList<>();
    for (int i = 0; i < together; i++) {
      Coroutine coroutine = new Coroutine("c" + i, "", Type.OBJECT, List.of());
      Body body = new Body(Suspension.AWAIT, Type.OBJECT, false, "depth - 1", List.of(coroutine));
      Block block = body((number * together + i) * STRIDE % size(), new Scope(body));
      if (block != null) {
        members.add(method(coroutine, body, block));
        calls.add(guarded(Statement.of("log(await(new P()." + coroutine.name() + "(2)));")));
      }
    }
    calls.add(
        Statement.of(
            new Text("return Task.done();", "return Plainly.<Void>returned(Task.done());")));
    Piece run = Piece.of("static Task<Void> run() throws Exception");
    members.add(0, Host.coroutine(run, "", "Void", new Block(calls)));
    return Host.program(name + number, members);
  }

  private static Statement method(Coroutine coroutine, Body body, Block block) {
    Statement first = Statement.of("if (depth <= 0 || !more()) ", Block.of(Returns.simple(body)));
    Block whole = block.completes() ? block.plus(Returns.simple(body)) : block;
    return Host.coroutine(
        new Signature(coroutine, List.of()).head(), "", "Object", whole.after(first));
  }

  /** A statement, and a trace of what it may throw. */
  static Statement guarded(Statement statement) {
    return Statement.of(
        "try ", Block.of(statement), " catch (Exception x) ", Block.of(Statement.of("log(x);")));
  }
}
