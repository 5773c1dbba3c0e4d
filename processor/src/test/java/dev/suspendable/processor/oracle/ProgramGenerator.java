package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes a program from a seed: coroutines, of tasks or of generators, that call each other. */
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

  private static final List<Type> YIELDED =
      List.of(Type.INTEGER, Type.STRING, Type.OBJECT, Type.COLOR, Type.INTS);

  private static final int STATEMENTS = 14;
  private static final int EXPRESSIONS = 45;

  private final Random random;
  private final String name;
  private final Surroundings around;
  private final boolean isHostile;

  private ProgramGenerator(long seed) {
    random = new Random(seed);
    name = "s" + Long.toUnsignedString(seed);
    isHostile = random.nextInt(3) > 0;
    around = isHostile ? Surroundings.of(Hostility.draw(random)) : Surroundings.FRIENDLY;
  }

  static Program generate(long seed) {
    ProgramGenerator generator = new ProgramGenerator(seed);
    return generator.random.nextInt(8) == 0 ? generator.generators() : generator.tasks();
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private RandomFiller filler() {
    return new RandomFiller(random, STATEMENTS, EXPRESSIONS);
  }

  private Program tasks() {
    List<Coroutine> coroutines = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Type result = random.nextInt(8) == 0 ? null : oneOf(RESULTS);
      coroutines.add(coroutine(Suspension.AWAIT, "c" + i, result));
    }
    return program(Body.ofEntry(Suspension.AWAIT, Type.OBJECT, coroutines, around));
  }

  private Program generators() {
    Type type = oneOf(YIELDED);
    List<Coroutine> coroutines = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      coroutines.add(coroutine(Suspension.YIELD, "c" + i, type));
    }
    return program(Body.ofEntry(Suspension.YIELD, type, coroutines, around));
  }

  private Coroutine coroutine(Suspension suspension, String name, @Nullable Type result) {
    List<Type> parameters = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      parameters.add(oneOf(List.of(Type.values())));
    }
    return new Coroutine(suspension, name, oneOf(MODIFIERS), result, parameters);
  }

  private Program program(Body entry) {
    List<Statement> members = new ArrayList<>();
    members.add(Host.entry(entry, statements(new Scope(entry))));
    for (Coroutine coroutine : entry.callees()) {
      members.addAll(method(coroutine, entry.callees()));
    }
    Statement source = Host.program(members);
    Spelling spelling = isHostile ? Obscurity.draw(random, source) : Spelling.SIMPLE;
    return new Program(name, 1 + entry.callees().size(), source, spelling);
  }

  private List<Statement> method(Coroutine coroutine, List<Coroutine> callees) {
    HostKind kind = kindFor(coroutine);
    int number = 1 + callees.indexOf(coroutine);
    Scope scope = kind.scope(coroutine, callees, around).numberedFrom(number * 100_000);
    Body body = scope.body();
    for (Type type : coroutine.parameters()) {
      scope.declare(type, random.nextBoolean());
    }
    Signature signature = new Signature(coroutine, scope.variables());
    Block block =
        statements(scope)
            .after(Statement.of("if (depth <= 0 || !more()) ", Block.of(Returns.simple(body))));
    return kind.members(signature, block);
  }

  private HostKind kindFor(Coroutine coroutine) {
    HostKind kind = isHostile && random.nextInt(3) > 0 ? oneOf(HostKinds.ALL) : HostKinds.MEMBER;
    return kind.fits(coroutine) ? kind : HostKinds.MEMBER;
  }

  private Block statements(Scope scope) {
    RandomFiller filler = filler();
    Block block = filler.block(scope);
    while (block.completes() && filler.hasMore()) {
      block = block.plus(filler.statement(scope));
    }
    return block.completes() ? block.plus(Returns.of(filler, scope)) : block;
  }
}
