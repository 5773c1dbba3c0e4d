package dev.suspendable.processor;

import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.dump.CoroutineText;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.structure.Structurer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the result of each pass for each coroutine, for {@code -Asuspendable.dump}. Each coroutine
 * has a folder with {@code 06-join-blocks.txt} and so on, and a {@code .dot} file next to each
 * graph. The numbers are those of the passes.
 */
final class PassDump implements Pipeline.Observer {
  private static final List<Pass<?>> PASSES = Passes.all();

  private final Path folder;
  private final Reports reports;
  private final Map<CoroutineUnit, CoroutineText> texts = new WeakHashMap<>();

  PassDump(Path folder, Reports reports) {
    this.folder = folder;
    this.reports = reports;
  }

  @Override
  public void after(Pass<?> pass, CoroutineUnit unit) {
    if (!unit.has(Product.METHOD)) {
      return;
    }
    CoroutineText text = texts.computeIfAbsent(unit, key -> new CoroutineText());
    StringBuilder made = new StringBuilder();
    for (Product product : pass.makes()) {
      String part = text(product, unit, text);
      made.append(part == null ? "" : part);
    }
    write(pass, unit, ".txt", made.toString());
    if (pass.makes().contains(Product.GRAPH)) {
      write(pass, unit, ".dot", text.drawing(unit.graph()));
    } else if (pass.makes().contains(Product.PARTITION)) {
      write(pass, unit, ".dot", text.drawing(unit.graph(), unit.partition()));
    }
  }

  private static @Nullable String text(Product product, CoroutineUnit unit, CoroutineText text) {
    return switch (product) {
      case METHOD -> text.of(unit.method());
      case GRAPH -> text.of(unit.graph());
      case FORMS -> text.of(unit.forms());
      case LIVENESS -> text.of(unit.graph(), unit.liveness());
      case DIRECT_BODY -> nested(unit.directBody(), text);
      case PUSH_BODY -> nested(unit.pushBody(), text);
      case PARTITION -> text.of(unit.partition());
      case LAYOUT -> text.of(unit.graph(), unit.layout());
      case FRAME -> unit.frame().text().source();
      // The method's text shows the types, the order of the blocks shows the loops as lowered.
      case FOUND, TYPE, LOWERED, CALLS, SETTLED, CLASS_FILES -> null;
    };
  }

  private static String nested(Structurer.@Nullable Body body, CoroutineText text) {
    return body == null ? "none\n" : text.of(body);
  }

  private void write(Pass<?> pass, CoroutineUnit unit, String suffix, String text) {
    String name =
        String.format(Locale.ROOT, "%02d-%s%s", PASSES.indexOf(pass) + 1, pass.name(), suffix);
    try {
      Path file = folder.resolve(folderOf(unit)).resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      reports.report(Diagnostic.DUMP_NOT_WRITTEN, unit.path(), e);
    }
  }

  /** The name of the frame class. */
  private static String folderOf(CoroutineUnit unit) {
    SuspendableMethod method = unit.method();
    return unit.tools().emitter().frameName(method.declaration());
  }
}
