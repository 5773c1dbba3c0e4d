import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the generators of W8, which yield K times in a row: it is no use to read those with K =
 * 1000. Run by the build, with the folders for Java and for Kotlin.
 */
final class SizeCliffSources {
  private static final int[] SIZES = {8, 64, 150, 1000};

  private static final String PACKAGE = "dev.suspendable.samples.benchmarks";

  public static void main(String[] args) throws IOException {
    StringBuilder ours = new StringBuilder("package " + PACKAGE + ";\n\n");
    ours.append("import static dev.suspendable.Coroutines.yieldValue;\n\n");
    ours.append("import dev.suspendable.Generator;\n");
    ours.append("import dev.suspendable.annotations.Suspendable;\n\n");
    ours.append("final class W8Generators {\n  private W8Generators() {}\n");
    StringBuilder kotlin = new StringBuilder("package " + PACKAGE + "\n\n");
    kotlin.append("object KotlinSizes {\n");
    for (int size : SIZES) {
      ours.append("\n  @Suspendable\n  static Generator.OfInt yield" + size + "() {\n");
      ours.append("    int i = 0;\n    for (; ; ) {\n");
      ours.append("      yieldValue(i++);\n".repeat(size));
      ours.append("    }\n  }\n");

      kotlin.append("  @JvmStatic\n  fun yield" + size + "(): Iterator<Int> = iterator {\n");
      kotlin.append("    var i = 0\n    while (true) {\n");
      kotlin.append("      yield(i++)\n".repeat(size));
      kotlin.append("    }\n  }\n\n");

      write(args[0], "W8Hand" + size + ".java", hand(size));
    }
    write(args[0], "W8Generators.java", ours.append("}\n").toString());
    write(args[1], "KotlinSizes.kt", kotlin.append("}\n").toString());
  }

  private static String hand(int size) {
    StringBuilder hand = new StringBuilder("package " + PACKAGE + ";\n\n");
    hand.append("final class W8Hand" + size + " implements IntCursor {\n");
    hand.append("  private int state;\n  private int i;\n");
    hand.append("  private int value;\n  private boolean ready;\n\n");
    hand.append("  @Override\n  public boolean hasNext() {\n    return ready || step();\n  }\n\n");
    hand.append("  @Override\n  public int nextInt() {\n");
    hand.append(
        "    if (!hasNext()) {\n      throw new java.util.NoSuchElementException();\n    }\n");
    hand.append("    ready = false;\n    return value;\n  }\n\n");
    hand.append("  private boolean step() {\n    switch (state) {\n");
    for (int k = 0; k < size; k++) {
      hand.append("      case " + k + ":\n        value = i++;\n        ready = true;\n");
      hand.append("        state = " + (k + 1) % size + ";\n        return true;\n");
    }
    hand.append("      default:\n        throw new IllegalStateException();\n");
    return hand.append("    }\n  }\n}\n").toString();
  }

  private static void write(String root, String name, String text) throws IOException {
    Path folder = Path.of(root, PACKAGE.split("\\."));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name), text);
  }
}
