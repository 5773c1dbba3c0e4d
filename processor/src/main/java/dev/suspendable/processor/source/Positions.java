package dev.suspendable.processor.source;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import dev.suspendable.processor.diagnostic.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The positions of the trees of one method in its text, and in the user's file. */
final class Positions {
  private final SourceText original;
  private final FilePositions written;

  /** Null with {@code -g:none}, where javac does not keep a line map. */
  private final @Nullable LineMap lines;

  /** Null if the file's own text matches the trees, as it nearly always does. */
  private @Nullable Rendition rendition;

  /** Creations whose outer object javac has converted to an argument. */
  private final Set<Tree> moved = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Start offsets of trees that begin with such a creation, or with an annotated type: javac does
   * not know them.
   */
  private final Map<Tree, Integer> starts = new IdentityHashMap<>();

  Positions(CompilationUnitTree unit, SourcePositions positions) {
    try {
      this.original = SourceText.of(unit.getSourceFile().getCharContent(true).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.written = new FilePositions(unit, original.positions(positions));
    this.lines = unit.getLineMap();
  }

  /** Notes a creation if javac has converted its outer object to an argument. */
  void noteMoved(NewClassTree creation, TreePath path) {
    if (!QualifiedCreation.isMoved(creation, written)) {
      return;
    }
    moved.add(creation);
    int start = startAsWritten(QualifiedCreation.outerOfMoved(creation));
    correctStarts(path, startAsWritten(creation), start);
  }

  /**
   * Notes an annotated type. For {@code @A M::new}, javac says that the reference starts at {@code
   * M}.
   */
  void noteAnnotated(AnnotatedTypeTree type, TreePath path) {
    int start = startAsWritten(type.getAnnotations().get(0));
    int before = startAsWritten(type.getUnderlyingType());
    if (start < before) {
      starts.put(type, start);
      correctStarts(path.getParentPath(), before, start);
    }
  }

  private void correctStarts(TreePath innermost, int wrong, int start) {
    TreePath path = innermost;
    while (path != null && startAsWritten(path.getLeaf()) == wrong) {
      starts.put(path.getLeaf(), start);
      path = path.getParentPath();
    }
  }

  /** Whether javac has converted the object before {@code new} to an argument. */
  boolean isMoved(NewClassTree creation) {
    return moved.contains(creation);
  }

  /**
   * Makes a text of its own for a body that another annotation processor has rewritten.
   *
   * @param refusal reports a tree for which that is not possible
   */
  void render(Tree body, Function<String, WrittenTrees> parser, Function<Tree, Refusal> refusal) {
    String text = original.toString();
    if (RewriteCheck.isRewritten(body, this::startAsWritten, written::end, text)) {
      rendition = Rendition.of(body, written, text, parser.apply(text), refusal);
    }
  }

  String text() {
    return rendition == null ? original.toString() : rendition.text();
  }

  int start(Tree tree) {
    return rendition == null ? startAsWritten(tree) : rendition.start(tree);
  }

  int end(Tree tree) {
    return rendition == null ? written.end(tree) : rendition.end(tree);
  }

  private int startAsWritten(Tree tree) {
    Integer start = starts.isEmpty() ? null : starts.get(tree);
    return start != null ? start : written.start(tree);
  }

  int startInFile(Tree tree) {
    return original.offsetInFile(startAsWritten(tree));
  }

  int line(Tree tree) {
    return lineInFile(startInFile(tree));
  }

  int line(int offset) {
    int inOriginal = rendition == null ? offset : rendition.original(offset);
    return lineInFile(original.offsetInFile(inOriginal));
  }

  private int lineInFile(int offset) {
    return lines != null
        ? (int) lines.getLineNumber(offset)
        : (int) (original.toString().substring(0, original.offset(offset)) + "|").lines().count();
  }
}
