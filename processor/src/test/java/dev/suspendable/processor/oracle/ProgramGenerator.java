package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes a program from a seed: coroutines that call each other, or a generator. */
final class ProgramGenerator {
  private static final List<Type> RESULTS =
      List.of(
          Type.INTEGER,
          Type.INTEGER,
          Type.STRING,
          Type.OBJECT,
          Type.BOXED_LONG,
          Type.INTS,
          Type.BOX);

  private static final List<String> MODIFIERS =
      List.of("static ", "private static ", "", "private ", "final ");

  /** The depth of recursion. */
  private static final String DEPTH = "3";

  private static final int STATEMENTS = 14;
  private static final int EXPRESSIONS = 45;

  private final Random random;
  private final String name;

  private ProgramGenerator(long seed) {
    random = new Random(seed);
    name = "s" + Long.toUnsignedString(seed);
  }

  static Program generate(long seed) {
    ProgramGenerator generator = new ProgramGenerator(seed);
    return generator.random.nextInt(8) == 0 ? generator.generator() : generator.tasks();
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private RandomFiller filler() {
    return new RandomFiller(random, STATEMENTS, EXPRESSIONS);
  }

  // ---- Coroutines that await.

  private Program tasks() {
    List<Coroutine> coroutines = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      coroutines.add(coroutine("c" + i));
    }
    List<Statement> members = new ArrayList<>();
    members.add(entry(coroutines));
    for (Coroutine coroutine : coroutines) {
      members.add(method(coroutine, coroutines));
    }
    return Host.program(name, members);
  }

  private Coroutine coroutine(String name) {
    List<Type> parameters = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      parameters.add(oneOf(List.of(Type.values())));
    }
    Type result = random.nextInt(8) == 0 ? null : oneOf(RESULTS);
    return new Coroutine(name, oneOf(MODIFIERS), result, parameters);
  }

  private Statement entry(List<Coroutine> coroutines) {
    Body body = new Body(Suspension.AWAIT, Type.OBJECT, true, DEPTH, coroutines);
    Piece head = Piece.of("static Task<Object> run() throws Exception");
    return Host.coroutine(head, "", "Object", statements(new Scope(body)));
  }

  private Statement method(Coroutine coroutine, List<Coroutine> callees) {
    Body body =
        new Body(Suspension.AWAIT, coroutine.result(), coroutine.isStatic(), "depth - 1", callees);
    Scope scope = new Scope(body);
    for (Type type : coroutine.parameters()) {
      scope.declare(type, random.nextBoolean());
    }
    Signature signature = new Signature(coroutine, scope.variables());
    Block block =
        statements(scope)
            .after(Statement.of("if (depth <= 0 || !more()) ", Block.of(Returns.simple(body))));
    return Host.coroutine(
        signature.head(), signature.plainPrologue(), coroutine.resultSource(), block);
  }

  private Block statements(Scope scope) {
    RandomFiller filler = filler();
    Block block = filler.block(scope);
    while (block.completes() && filler.hasMore()) {
      block = block.plus(filler.statement(scope));
    }
    return block.completes() ? block.plus(Returns.of(filler, scope)) : block;
  }

  // ---- Generators.

  private Program generator() {
    Type type = oneOf(List.of(Type.INTEGER, Type.STRING, Type.OBJECT, Type.COLOR, Type.INTS));
    Body body = new Body(Suspension.YIELD, type, true, DEPTH, List.of());
    Statement run =
        Statement.of(
            "@Suspendable\nstatic Generator<" + type.boxedSource() + "> run() ",
            statements(new Scope(body)));
    return Host.program(name, List.of(run));
  }
}
