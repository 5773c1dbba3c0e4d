package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes a {@code try} statement. The plain version throws an error, {@code Stopped}, where the
 * coroutine gets the stopped signal; what it makes of a {@code finally} block lets nothing replace
 * that error, neither a jump nor an exception, which it suppresses:
 *
 * <pre>{@code
 * { Stopped s = null; try { try {
 *   …
 * } catch (RuntimeException e) {
 *   …
 * } } catch (Stopped d) { s = d; throw d; } finally { try {
 *   …
 * } catch (Throwable t) { if (s != null) s.addSuppressed(t); throw t; }
 *   finally { if (s != null) throw s; } } }
 * }</pre>
 */
final class TryWriter {
  enum Part {
    RESOURCES,
    CATCH,
    FINALLY
  }

  private record Caught(String types, boolean isChecked) {}

  /** In an order in which none hides another. */
  private static final List<Caught> CAUGHT =
      List.of(
          new Caught("AwaitFailure", false),
          new Caught("ArithmeticException | ClassCastException", false),
          new Caught("NullPointerException", false),
          new Caught("IOException", true),
          new Caught("RuntimeException", false),
          new Caught("Exception", true),
          new Caught("Throwable", true));

  private static final String IO = "IOException";

  private final Filler filler;
  private final Scope scope;
  private final Set<Part> parts;
  private final List<Object> pieces = new ArrayList<>();
  private final List<Caught> caught;
  private final StringBuilder closers = new StringBuilder();
  private boolean completes;

  TryWriter(Filler filler, Scope scope, Set<Part> parts) {
    this.filler = filler;
    this.scope = scope;
    this.parts = parts;
    caught = parts.contains(Part.CATCH) ? chosen() : List.of();
  }

  private List<Caught> chosen() {
    List<Caught> chosen = new ArrayList<>(CAUGHT);
    int most = 1 + filler.choose(2);
    while (chosen.size() > most) {
      chosen.remove(filler.choose(chosen.size()));
    }
    return chosen;
  }

  Statement statement() {
    String stopped = scope.uniqueName("s$");
    Jumped before = new Jumped(scope);
    if (parts.contains(Part.FINALLY)) {
      pieces.add(Text.plainly("{ Stopped " + stopped + " = null; try { "));
    }
    writeBody();
    caught.forEach(this::writeCatch);
    if (parts.contains(Part.FINALLY)) {
      writeFinally(stopped, before);
    }
    return Statement.of(pieces.toArray()).completing(completes);
  }

  private void writeBody() {
    Scope inner = scope.inner();
    String tries = caught.isEmpty() ? "" : "try { ";
    if (parts.contains(Part.RESOURCES)) {
      pieces.add(new Text("try (", tries));
      writeResources(inner);
      pieces.add(new Text(") ", ""));
    } else {
      pieces.add(new Text("try ", tries));
    }
    Block block = filler.block(inner.inner());
    if (caught.stream().anyMatch(each -> each.types.equals(IO))) {
      block =
          block.after(Statement.of("io(", filler.expression(Type.BOOLEAN, inner.inner()), ");"));
    }
    pieces.add(block);
    pieces.add(Text.plainly(closers + (caught.isEmpty() ? "" : " }")));
    completes = block.completes();
  }

  private void writeResources(Scope inner) {
    int count = 1 + filler.choose(2);
    for (int i = 0; i < count; i++) {
      pieces.add(new Text(i == 0 ? "" : "; ", ""));
      if (inner.awaits() && filler.oneIn(2)) {
        writeAsyncResource(inner);
      } else {
        writeResource(inner);
      }
    }
  }

  private void writeResource(Scope inner) {
    String head = "Resource " + inner.reserve() + " = new Resource(";
    pieces.add(new Text(head, "try (" + head));
    pieces.add(filler.expression(Type.STRING, inner.resources()));
    pieces.add(filler.oneIn(6) ? ", true)" : ", false)");
    pieces.add(Text.plainly(") { "));
    closers.insert(0, " }");
  }

  private void writeAsyncResource(Scope inner) {
    String name = inner.reserve();
    String thrown = inner.uniqueName("t$");
    String head = "AsyncResource " + name + " = new AsyncResource(";
    pieces.add(new Text(head, "{ final " + head));
    pieces.add(filler.expression(Type.STRING, inner.resources()));
    pieces.add(new Text(")", "); Throwable " + thrown + " = null; try { "));
    closers.insert(
        0,
        " } catch (Throwable c$) { %s = c$; throw c$; } finally { Plainly.close(%s, %s); } }"
            .formatted(thrown, name, thrown)
            .replace("c$", inner.uniqueName("c$")));
  }

  private void writeCatch(Caught type) {
    Scope inner = scope.inner();
    String name = inner.reserve();
    Block block = filler.block(inner).after(Statement.of("log(" + name + ");"));
    if (type.types.equals("Throwable")) {
      block = block.after(Statement.of(Text.plainly("Plainly.uncaught(" + name + ");")));
    }
    if (block.completes() && filler.oneIn(4)) {
      block = block.plus(rethrow(type, name));
    }
    pieces.add(" catch (" + type.types + " " + name + ") ");
    pieces.add(block);
    completes |= block.completes();
  }

  private Statement rethrow(Caught type, String name) {
    String thrown =
        type.isChecked && !scope.throwsChecked() || filler.oneIn(2)
            ? "new IllegalStateException(\"wrapped\", " + name + ")"
            : name;
    return Statement.of("throw " + thrown + ";").completing(false);
  }

  private void writeFinally(String stopped, Jumped before) {
    Jumped inTry = new Jumped(scope);
    before.restore();
    String signal = scope.uniqueName("d$");
    String thrown = scope.uniqueName("t$");
    pieces.add(
        Text.plainly(
            " } catch (Stopped %s) { %s = %s; throw %s; }"
                .formatted(signal, stopped, signal, signal)));
    pieces.add(new Text(" finally ", " finally { try "));
    Block block = filler.block(scope.inner());
    pieces.add(block);
    pieces.add(
        Text.plainly(
            " catch (Throwable %s) { if (%s != null) %s.addSuppressed(%s); throw %s; }"
                .formatted(thrown, stopped, stopped, thrown, thrown)));
    pieces.add(
        Text.plainly(" finally { if (%s != null) throw %s; } } }".formatted(stopped, stopped)));
    completes &= block.completes();
    if (block.completes()) {
      inTry.add();
    }
  }

  /**
   * Which targets have been jumped to so far. A jump out of a {@code try} whose {@code finally}
   * cannot complete does not count.
   */
  private static final class Jumped {
    private final List<Target> targets;
    private final List<Boolean> broken;
    private final List<Boolean> continued;

    Jumped(Scope scope) {
      targets = scope.targets();
      broken = targets.stream().map(target -> target.broken).toList();
      continued = targets.stream().map(target -> target.continued).toList();
    }

    void restore() {
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).broken = broken.get(i);
        targets.get(i).continued = continued.get(i);
      }
    }

    void add() {
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).broken |= broken.get(i);
        targets.get(i).continued |= continued.get(i);
      }
    }
  }
}
