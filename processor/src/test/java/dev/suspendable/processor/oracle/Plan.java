package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of coroutines that are not made up at random but enumerated. When all of a plan has been
 * tried it begins again, with another choice of all that it does not lay down.
 */
abstract class Plan {
  /** The order is such that each part of the plan is a sample of all of it. */
  private static final long STRIDE = 1_000_003;

  /** A case with a part that is there for some choices only is tried with so many. */
  private static final int CHOICES = 12;

  /** As many as a case has at the most. */
  private static final int MOST_BODIES = 24;

  private final String name;
  private final Suspension suspension;
  private long current = -1;
  private List<List<Statement>> methods = List.of();

  /**
   * A plan.
   *
   * @param name what its programs' names begin with
   * @param suspension what its bodies do
   */
  Plan(String name, Suspension suspension) {
    this.name = name;
    this.suspension = suspension;
  }

  final String name() {
    return name;
  }

  /** How many cases there are. */
  abstract long size();

  /**
   * The bodies of a case, each with suspensions in other places.
   *
   * @param pass how often all of the plan has been tried before
   * @param choices decides what the plan does not lay down
   * @return null if there is no such case
   */
  abstract @Nullable List<Block> bodies(long number, long pass, Bodies scopes, Choices choices);

  /** Makes the scope of another body. */
  static final class Bodies {
    private final Suspension suspension;
    private final List<Scope> scopes = new ArrayList<>();
    private final List<HostKind> kinds = new ArrayList<>();

    private Bodies(Suspension suspension) {
      this.suspension = suspension;
    }

    Scope next() {
      return next(HostKinds.MEMBER, Surroundings.FRIENDLY);
    }

    /** The same, of one that does not stand in the generated class itself. */
    Scope next(HostKind kind, Surroundings around) {
      Coroutine coroutine =
          new Coroutine(suspension, "c" + scopes.size(), "", Type.OBJECT, List.of());
      Scope scope =
          kind.scope(coroutine, List.of(coroutine), around).numberedFrom(scopes.size() * 100_000);
      scopes.add(scope);
      kinds.add(kind);
      return scope;
    }

    /** There is no such body. */
    void drop() {
      scopes.remove(scopes.size() - 1);
      kinds.remove(kinds.size() - 1);
    }

    private List<List<Statement>> methods(List<Block> blocks) {
      List<List<Statement>> methods = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        Body body = scopes.get(i).body();
        Block first = Block.of(Returns.simple(body));
        Block block = blocks.get(i).after(Statement.of("if (depth <= 0 || !more()) ", first));
        Block whole = block.completes() ? block.plus(Returns.simple(body)) : block;
        Signature signature = new Signature(body.callees().get(0), List.of());
        methods.add(kinds.get(i).members(signature, whole));
      }
      return methods;
    }
  }

  /** Makes the same decisions each time. */
  interface Choices {
    Random again();
  }

  /** How the names of a program are spelt. */
  Spelling spelling(long number, List<Statement> members) {
    return Spelling.SIMPLE;
  }

  /** How many numbers programs have. */
  final long programs() {
    return size() * numbersOfCase();
  }

  /**
   * A program. That of a case calls its bodies one after the other. While a generator yields all of
   * another it cannot be failed, so each body that yields is a program of its own.
   *
   * @param number from 0 on; what is beyond the last are the same cases again
   * @return null if there is none of that number
   */
  final @Nullable Program program(long number) {
    List<List<Statement>> methods = methods(number / numbersOfCase());
    if (suspension == Suspension.AWAIT) {
      return methods.isEmpty() ? null : program(number, methods);
    }
    int one = (int) (number % numbersOfCase());
    return one < methods.size() ? program(number, List.of(methods.get(one))) : null;
  }

  private long numbersOfCase() {
    return suspension == Suspension.AWAIT ? 1 : MOST_BODIES;
  }

  private List<List<Statement>> methods(long number) {
    if (number != current) {
      current = number;
      methods = newMethods(number);
    }
    return methods;
  }

  private List<List<Statement>> newMethods(long number) {
    long which = number % size() * STRIDE % size();
    for (int i = 0; i < CHOICES; i++) {
      long seed = (number * CHOICES + i) * 0x9E3779B97F4A7C15L;
      Bodies bodies = new Bodies(suspension);
      List<Block> blocks = bodies(which, number / size(), bodies, () -> new Random(seed));
      if (blocks != null) {
        return bodies.methods(blocks);
      }
    }
    return List.of();
  }

  private Program program(long number, List<List<Statement>> methods) {
    List<Statement> members = new ArrayList<>();
    methods.forEach(members::addAll);
    Body entry = Body.ofEntry(suspension, Type.OBJECT, List.of(), Surroundings.FRIENDLY);
    if (suspension == Suspension.AWAIT) {
      List<Statement> calls = new ArrayList<>();
      for (int i = 0; i < methods.size(); i++) {
        calls.add(guarded(Statement.of("log(await(new P().c" + i + "(2)));")));
      }
      calls.add(Returns.simple(entry));
      members.add(0, Host.entry(entry, new Block(calls)));
    } else {
      int one = (int) (number % numbersOfCase());
      members.add(
          0,
          Statement.of(
              "static Generator<Object> run() ",
              Block.of(Statement.of("return new P().c" + one + "(2);"))));
    }
    return new Program(
        name + number, methods.size(), Host.program(members), spelling(number, members));
  }

  /** A statement, and a trace of what it may throw. */
  static Statement guarded(Statement statement) {
    return Statement.of(
        "try ", Block.of(statement), " catch (Exception x) ", Block.of(Statement.of("log(x);")));
  }
}
