package dev.suspendable.processor.source;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.diagnostic.Refusal;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text of a coroutine whose trees another annotation processor has rewritten: Lombok's {@code
 * val}, {@code @Cleanup}, {@code @SneakyThrows} and similar. The user's code is copied, code that
 * the other processor has generated is printed, and each tree has a position in the result.
 */
final class Rendition {
  private final FilePositions positions;
  private final String original;
  private final WrittenTrees written;
  private final Function<Tree, Refusal> refusal;
  private final RenderedText text;
  private final Map<Tree, Range> ranges = new IdentityHashMap<>();
  private final Map<Tree, Tree> parents = new IdentityHashMap<>();

  private record Range(int start, int end) {}

  private Rendition(
      FilePositions positions,
      String original,
      WrittenTrees written,
      Function<Tree, Refusal> refusal) {
    this.positions = positions;
    this.original = original;
    this.written = written;
    this.refusal = refusal;
    this.text = new RenderedText(original);
  }

  /**
   * Renders the body of a method, or a lambda.
   *
   * @param refusal reports a tree that only its own processor could print
   */
  static Rendition of(
      Tree root,
      FilePositions positions,
      String original,
      WrittenTrees written,
      Function<Tree, Refusal> refusal) {
    Rendition rendition = new Rendition(positions, original, written, refusal);
    rendition.noteParents(root);
    rendition.render(root);
    return rendition;
  }

  private void noteParents(Tree root) {
    new TreeScanner<@Nullable Void, @Nullable Tree>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Tree parent) {
        if (tree != null && parent != null) {
          parents.put(tree, parent);
        }
        return super.scan(tree, tree);
      }
    }.scan(root, null);
  }

  String text() {
    return text.toString();
  }

  /** The start of a tree's text, or -1 if it has none. */
  int start(Tree tree) {
    Range range = ranges.get(tree);
    return range == null ? -1 : range.start;
  }

  /** The end of a tree's text, or -1 if it has none. */
  int end(Tree tree) {
    Range range = ranges.get(tree);
    return range == null ? -1 : range.end;
  }

  /** The position in the user's file that the text at an offset comes from. */
  int original(int offset) {
    return text.original(offset);
  }

  // For the printer.

  FilePositions positions() {
    return positions;
  }

  /** The user's text. */
  String original() {
    return original;
  }

  /** {@code throw rendition.refuse(tree)}, for a tree that only its own processor could print. */
  Refusal refuse(Tree tree) {
    return refusal.apply(tree);
  }

  @Nullable Tree parent(Tree tree) {
    return parents.get(tree);
  }

  /** Whether the user has written the tree, so that its text is copied. */
  boolean isWritten(Tree tree) {
    return written.contain(tree, positions);
  }

  void render(Tree tree) {
    if (isWritten(tree)) {
      text.copyFrom(positions.start(tree));
      copy(tree);
    } else {
      print(tree);
    }
  }

  /** Copies a written tree, and the text before it from an offset of the original on. */
  void copyFrom(int start, Tree tree) {
    text.copyFrom(start);
    copy(tree);
  }

  private void copy(Tree tree) {
    // In `int a, b` both variables have the same type tree, and start at it.
    int start = text.copyTo(positions.start(tree));
    List<Tree> children =
        WrittenTrees.childrenOf(tree, positions).stream()
            .sorted(Comparator.comparingInt(positions::start))
            .toList();
    for (Tree child : children) {
      if (isWritten(child)) {
        copy(child);
      } else {
        text.copyTo(positions.start(child));
        print(child);
        text.copyFrom(positions.end(child));
      }
    }
    ranges.put(tree, new Range(start, text.copyTo(positions.end(tree))));
  }

  private void print(Tree tree) {
    int start = text.length();
    int origin = positions.start(tree);
    text.printFor(origin);
    tree.accept(new StatementPrinter(this, text, origin), null);
    ranges.put(tree, new Range(start, text.length()));
  }
}
