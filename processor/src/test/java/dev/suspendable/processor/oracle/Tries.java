package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.TryWriter.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code try} statements. */
final class Tries {
  private Tries() {}

  static List<StatementForm> forms() {
    return List.of(
        form("try catch", Part.CATCH),
        form("try finally", Part.FINALLY),
        form("try catch finally", Part.CATCH, Part.FINALLY),
        form("try with resources", Part.RESOURCES),
        form("try with resources, finally", Part.RESOURCES, Part.FINALLY),
        form("try with resources, catch, finally", Part.RESOURCES, Part.CATCH, Part.FINALLY),
        new StatementForm("try with a variable", Scope::tries, Tries::withVariable));
  }

  private static StatementForm form(String name, Part... parts) {
    Set<Part> all = Set.copyOf(Arrays.asList(parts));
    return new StatementForm(
        name, Scope::tries, (filler, scope) -> new TryWriter(filler, scope, all).statement());
  }

  private static Statement withVariable(Filler filler, Scope scope) {
    String name = scope.reserve();
    Expression opened = filler.expression(Type.STRING, scope);
    Block block = filler.block(scope.inner());
    return Statement.of(
            "Resource " + name + " = new Resource(",
            opened,
            filler.any(", false)", ", true)") + ";\ntry (" + name + ") ",
            block)
        .completing(block.completes());
  }
}
